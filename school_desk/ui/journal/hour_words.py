"""An hour in words and as a place: one lesson, or the combined lesson of several classes."""

from collections.abc import Iterable, Sequence

from school_desk.app import Desk
from school_desk.formats import class_words, set_words
from school_desk.i18n import current
from school_desk.journal.model import LessonLine
from school_desk.ui.screen import Place

REGISTER, COMBINED = "register", "combined"

Hour = Sequence[LessonLine]
"""The lesson lines of one hour: one, or one for each class of a combined hour."""


def hours_today(desk: Desk) -> tuple[Hour, ...]:
    """The hours of this person today, in order."""
    account = desk.account.id
    hours = desk.school.hours_of(account, desk.today())
    keys = [key for hour in hours for key in hour]
    lines = {line.key: line for line in desk.journal.lines(account, keys)}
    return tuple(tuple(lines[key] for key in hour) for hour in hours)


def place_of(hour: Hour) -> Place:
    """The screen of an hour, at its column."""
    first = hour[0]
    if len(hour) > 1:
        return Place(COMBINED, tuple(line.key for line in hour))
    key = first.key
    return Place(REGISTER, (key.group, key.subject, first.term, key))


def subjects_of(hour: Hour) -> tuple[str, ...]:
    """The subjects of an hour, each once."""
    return tuple(dict.fromkeys(line.subject_names[current()] for line in hour))


def classes_of(hour: Hour) -> str:
    """The classes of an hour."""
    return set_words([line.class_label for line in hour])


def title_of(hour: Hour) -> str:
    """Classes and subject; where the subjects differ, each class with its own."""
    return hour_title((line.class_label, line.subject_names[current()]) for line in hour)


def hour_title(classes: Iterable[tuple[str, str]], *, joined: bool = False) -> str:
    """Name the classes of an hour, given each with its subject."""
    parts = tuple(classes)
    subjects = {subject for _label, subject in parts}
    if len(subjects) == 1:
        words = set_words([label for label, _subject in parts], joined=joined)
        return f"{words} · {parts[0][1]}"
    return ", ".join(f"{class_words(label)} {subject}" for label, subject in parts)
