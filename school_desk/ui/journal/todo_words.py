"""Lines to fill in words: where, what is lacking, for whom; and how long it takes."""

from school_desk.errors import N_
from school_desk.formats import class_words, number
from school_desk.i18n import _, current, fill, ngettext
from school_desk.journal.model import MarkKind
from school_desk.journal.todo_model import Check, Lack, LookAhead, PagePlace, Todo, TodoKind, ToFill
from school_desk.journal.todo_rules import FEW
from school_desk.school.model import Absence
from school_desk.ui.journal.register_screen import NAME as REGISTER
from school_desk.ui.journal.register_words import short_kind
from school_desk.ui.screen import Place

ATTENDANCE = "attendance"


def place_words(place: PagePlace) -> str:
    """Class and subject; of a whole class only its name."""
    words = (class_words(place.class_label), place.subject_names.get(current(), ""))
    return " · ".join(word for word in words if word)


def place_of_todo(one: Todo) -> Place:
    """Where one can do it: the cell, or the day of the class."""
    place = one.place
    if one.kind is TodoKind.ATTENDANCE:
        return Place(ATTENDANCE, (place.class_group, "day", one.day.isoformat()))
    facts: tuple[object, ...] = (place.group, place.subject, place.term)
    return Place(REGISTER, (*facts, one.column, one.pupil) if one.column else facts)


def todo_words(one: Todo) -> str:
    """What is lacking, in one sentence."""
    if one.kind is TodoKind.LESSON:
        return _lesson(one)
    if one.kind in (TodoKind.SCHEDULE, TodoKind.SITTING):
        return _missed_work(one)
    if one.kind is TodoKind.POINTS:
        return _points(one)
    return _counted(one)


def count_words(found: ToFill) -> str:
    """How many lines there are and how long they take: "5 іс · шамамен 10 минут"."""
    if not found.items:
        return ""
    n, minutes = len(found.items), found.minutes
    lines = ngettext("{n} thing to do", "{n} things to do", n).format(n=n)
    time = ngettext("about {n} minute", "about {n} minutes", minutes).format(n=minutes)
    return f"{lines} · {time}"


def to_give_words(one: LookAhead) -> str:
    """What is still to give on a page; empty where everything is given."""
    n = one.to_give
    if not n:
        return ""
    if one.verdicts:
        return ngettext("{n} result to give", "{n} results to give", n).format(n=n)
    return ngettext("{n} mark to give", "{n} marks to give", n).format(n=n)


def ahead_notes(one: LookAhead) -> tuple[str, ...]:
    """What to look at before the period ends."""
    near, failing = (", ".join(name.listed for name in who) for who in (one.near, one.failing))
    checks = (fill(_(CHECKS[check]), {"day": one.check_day}) for check in one.checks)
    return tuple(
        note
        for note in (
            _("Near the next mark: {names}").format(names=near) if near else "",
            _("A {mark} as things stand: {names}").format(mark=one.lowest, names=failing)
            if failing
            else "",
            *checks,
        )
        if note
    )


def work_words(work: tuple[MarkKind, int]) -> str:
    """The short name of a work: БЖБ 2, ТЖБ."""
    kind, place = work
    if kind is MarkKind.UNIT_SUMMATIVE:
        return fill(_("SAU {number}"), {"number": place})
    return short_kind(kind)


CHECKS = {
    Check.SAME_DAY: N_("A unit summative stands on the same day: {day}"),
    Check.LAST_DAY: N_("The term summative is on the last day: {day}"),
    Check.CROWDED: N_("More than three term summatives on one day: {day}"),
}


def _lesson(one: Todo) -> str:
    words = {
        Lack.HELD: _("the lesson is not noted as held"),
        Lack.TOPIC: _("the topic is not written"),
        Lack.HOMEWORK: _("the homework is not written"),
    }
    said = ", ".join(words[lack] for lack in one.lacks)
    return said[:1].upper() + said[1:]


def _missed_work(one: Todo) -> str:
    work = work_words(one.work) if one.work else ""
    name = one.pupils[0].listed if one.pupils else ""
    if one.sits_on is not None:
        text = _("{work}: {name} was to write it on {day}, no result")
        return fill(text, {"work": work, "name": name, "day": one.sits_on})
    texts = {
        Absence.ILL: _("{work}: {name} was ill, needs an individual schedule"),
        Absence.EXCUSED: _("{work}: {name} had a valid reason, needs an individual schedule"),
    }
    usual = _("{work}: {name} was absent without a valid reason, no result")
    return texts.get(one.absence or Absence.LATE, usual).format(work=work, name=name)


def _points(one: Todo) -> str:
    work = work_words(one.work) if one.work else ""
    if one.n == 1:
        return _("{work}: {name}, no points").format(work=work, name=one.pupils[0].listed)
    text = ngettext("{work}: {n} pupil without points", "{work}: {n} pupils without points", one.n)
    return text.format(work=work, n=one.n)


def _counted(one: Todo) -> str:
    n = one.n
    if one.kind is TodoKind.TERM_WORK:
        return _("The term summative is not planned")
    if one.kind is TodoKind.VERDICTS:
        text = ngettext("{n} pupil without pass or fail", "{n} pupils without pass or fail", n)
    elif one.kind is TodoKind.NO_POINTS:
        text = ngettext(
            "{n} pupil without a formative point all term",
            "{n} pupils without a formative point all term",
            n,
        )
    elif one.kind is TodoKind.FEW_POINTS:
        text = ngettext(
            "{n} pupil with fewer than {few} formative points",
            "{n} pupils with fewer than {few} formative points",
            n,
        )
    else:
        text = ngettext(
            "Attendance is not taken in {n} lesson", "Attendance is not taken in {n} lessons", n
        )
    return text.format(n=n, few=number(FEW))
