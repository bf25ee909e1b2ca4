"""Whose summary one may see: classes first, then teachers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from school_desk.app import Desk
from school_desk.formats import class_words, short_name
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.school.names import name_key
from school_desk.ui.school.class_list import ClassLine

CLASS: Literal["class"] = "class"
TEACHER: Literal["teacher"] = "teacher"
Kind = Literal["class", "teacher"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A class or a teacher."""

    kind: Kind
    id: int
    label: str
    note: str


def choices(desk: Desk) -> tuple[Choice, ...]:
    """All that this person may see."""
    return (*_classes(desk), *_teachers(desk))


def lines_of(found: tuple[Choice, ...]) -> list[ClassLine]:
    """The choices as the list shows them."""
    return [ClassLine(n, one.label, one.note) for n, one in enumerate(found)]


def first_choice(found: tuple[Choice, ...], kind: object, wanted: object) -> int:
    """The place of a choice, or of the first."""
    places = (n for n, one in enumerate(found) if (one.kind, one.id) == (kind, wanted))
    return next(places, 0)


def _classes(desk: Desk) -> Iterator[Choice]:
    people = desk.access.people()
    for group in desk.school.class_groups():
        if desk.may("See class summary", Scope(class_group=group.id)):
            tutor = people.get(group.form_tutor or 0)
            note = short_name(tutor) if tutor else _("no form tutor")
            yield Choice(CLASS, group.id, class_words(group.label), note)


def _teachers(desk: Desk) -> Iterator[Choice]:
    people = desk.access.people()
    found = {one.teacher for one in desk.school.teachings() if one.teacher in people}
    mine = desk.account.id
    ids = [one for one in found if one is not None]
    for teacher in sorted(ids, key=lambda one: (one != mine, name_key(people[one]))):
        if desk.may("See teacher summary", Scope(account=teacher)):
            note = _("my own pages") if teacher == mine else _("teacher's pages")
            yield Choice(TEACHER, teacher, short_name(people[teacher]), note)
