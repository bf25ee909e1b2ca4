"""The copy assistant in words: which column, what stands there, what has changed since."""

from collections.abc import Mapping

from school_desk.formats import NOTHING, day_and_month
from school_desk.i18n import Translator, _
from school_desk.journal.carry_rules import (
    CarryChange,
    CarryLine,
    CarryState,
    Target,
    TargetKind,
    written,
)
from school_desk.journal.model import ColumnKey, MarkKind, RegisterPage, Work
from school_desk.school.model import Absence

Letters = Mapping[Absence, str]
ARROW = "→"


def choices(page: RegisterPage, key: ColumnKey | None) -> tuple[Target, ...]:
    """What can be carried over from here: the current column first."""
    here: list[Target] = []
    if key is not None and key.work is not None:
        here.append(Target(TargetKind.WORK, key))
    elif key is not None:
        here += [
            Target(TargetKind.LESSON, key),
            Target(TargetKind.ATTENDANCE, ColumnKey(key.lesson)),
        ]
    works = [Target(TargetKind.WORK, work.key) for work in page.works if work.key != key]
    marks = Target(TargetKind.MARKS)
    return (marks, *works) if key is None else (*here, *works, marks)


def target_words(page: RegisterPage, target: Target) -> str:
    """A column in words: «22 қазан: балдар»."""
    if target.kind is TargetKind.MARKS:
        return _("Marks of the period (only those that count)")
    if target.kind is TargetKind.WORK:
        return work_words(page, target)
    lesson = target.key.lesson
    day = day_and_month(lesson.date) if lesson else ""
    if target.kind is TargetKind.ATTENDANCE:
        return _("{day}: attendance").format(day=day)
    if target.key.n > 1:
        return _("{day}: points, column {n}").format(day=day, n=target.key.n)
    return _("{day}: points").format(day=day)


def work_words(page: RegisterPage, target: Target) -> str:
    """The short name of a work."""
    work = page.find(target.key)
    if not isinstance(work, Work):
        return ""
    if work.kind is MarkKind.TERM_SUMMATIVE:
        return _("SAT")
    return _("SAU {number}").format(number=work.number)


def shown(value: str, letters: Letters, voice: Translator) -> str:
    """A value on the screen; nothing is a dash."""
    return written(value, letters, voice) or NOTHING


def state_words(line: CarryLine, letters: Letters, voice: Translator) -> str:
    """Whether a value is carried over; what it was where it has changed since."""
    if line.state is CarryState.DONE:
        return _("carried over")
    if line.state is CarryState.CHANGED:
        return _("was {value}").format(value=shown(line.carried or "", letters, voice))
    return ""


def change_words(page: RegisterPage, one: CarryChange, letters: Letters, voice: Translator) -> str:
    """A change since: which column, who, from what to what."""
    before = shown(one.line.carried or "", letters, voice)
    after = shown(one.line.value, letters, voice)
    where = target_words(page, one.target)
    return f"{where} · {one.line.pupil.name.listed} · {before} {ARROW} {after}"
