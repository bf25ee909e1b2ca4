"""Where a person was when they left, as text of the settings: numbers and days, never a name."""

import json
from datetime import date

from school_desk.journal.model import ColumnKey
from school_desk.school.model import LessonKey
from school_desk.ui.screen import Place


def place_as_text(place: Place, day: date) -> str:
    """A place and the day one was there."""
    facts = [_kept(fact) for fact in place.facts]
    return json.dumps([day.isoformat(), place.name, *facts])


def place_from_text(text: str, day: date) -> Place | None:
    """The place of a text, if one was there on this day; a text that says nothing is nowhere.

    >>> at = Place("register", (7, 2, 1, ColumnKey(work=5), None))
    >>> place_from_text(place_as_text(at, date(2026, 10, 22)), date(2026, 10, 22)) == at
    True
    >>> place_from_text("[]", date(2026, 10, 22))
    """
    try:
        kept_on, name, *facts = json.loads(text)
        found = Place(str(name), tuple(_read(fact) for fact in facts))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if kept_on == day.isoformat() else None


def _kept(fact: object) -> object:
    if isinstance(fact, LessonKey):
        return {"lesson": [fact.group, fact.subject, fact.date.isoformat(), fact.slot]}
    if isinstance(fact, ColumnKey):
        lesson = _kept(fact.lesson) if fact.lesson else {}
        return {"n": fact.n, "work": fact.work, **lesson} if isinstance(lesson, dict) else None
    return fact if isinstance(fact, int | str) else None


def _read(fact: object) -> object:
    if not isinstance(fact, dict):
        return fact
    lesson = None
    if "lesson" in fact:
        group, subject, day, slot = fact["lesson"]
        lesson = LessonKey(group, subject, date.fromisoformat(day), slot)
    return ColumnKey(lesson, fact["n"], fact["work"]) if "n" in fact else lesson
