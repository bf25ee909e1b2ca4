"""What teachers of the demo school have left open, so that there is something to fill."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from school_desk.demo.pages import Page
from school_desk.errors import N_
from school_desk.school.store import load_sessions
from school_desk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class Hole:
    """A lesson of a subject in a class, so many days ago or just before, and what it lacks."""

    year_level: int
    code: str
    days_ago: int
    lacks: str


HOLES = (
    Hole(9, "geometry", 2, "topic"),
    Hole(4, "mathematics", 1, "homework"),
    Hole(6, "russian_language_and_literature", 2, "held"),
    Hole(6, "kazakh", 1, "held"),
)


def leave_holes(storage: Storage, pages: Iterable[Page], today: date) -> None:
    """Take back what was written of a few lessons of the last days."""
    by_place = {(page.year_level, page.code): page for page in reversed(tuple(pages))}
    for hole in HOLES:
        page = by_place.get((hole.year_level, hole.code))
        if page is not None:
            _leave(storage, page, hole, today - timedelta(days=hole.days_ago))


def _leave(storage: Storage, page: Page, hole: Hole, last: date) -> None:
    """The last lesson of the page up to a day."""
    with storage.begin(N_("Hold lesson"), actor=page.teacher, origin="demo") as work:
        sessions = load_sessions(work.db, page.group, last - timedelta(days=6), last)
        found = [key for key in sorted(sessions) if (key[0].weekday(), key[1]) in page.hours]
        if not found:
            return
        day, slot = found[-1]
        if hole.lacks == "held":
            work.put("session", sessions[day, slot].row, held_by=None, held_at=None, hours=None)
            return
        work.born(
            "lesson",
            page.part,
            grp=page.group,
            subject=page.subject,
            day=day.isoformat(),
            slot=slot,
            **{hole.lacks: None},
        )
