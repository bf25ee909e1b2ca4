"""Rows behind the deputy's desk: planned works of a class, closed marks over the years."""

from collections.abc import Mapping
from datetime import date

from school_desk.journal.desk_model import PlannedWork
from school_desk.journal.model import MarkKind
from school_desk.storage.engine import Connection


def load_planned_works(
    db: Connection, year: str, terms: tuple[int, ...]
) -> Mapping[int, tuple[PlannedWork, ...]]:
    """The summative works of some terms by class group."""
    marks = ",".join(str(int(term)) for term in terms)
    rows = db.execute(
        "SELECT g.class_group, s.day, j.name_kk, j.name_ru, j.name_en, s.kind, s.number "
        "FROM summative AS s JOIN teaching_group AS g ON g.row = s.grp "
        "JOIN class_group AS c ON c.row = g.class_group JOIN subject AS j ON j.row = s.subject "
        f"WHERE s.alive AND s.top IS NOT NULL AND c.alive AND c.year = ? AND s.term IN ({marks})",
        (year,),
    )
    found: dict[int, list[PlannedWork]] = {}
    for class_group, day, kk, ru, en, kind, number in rows:
        names = {"kk": kk or "", "ru": ru or kk or "", "en": en or kk or ""}
        when = date.fromisoformat(day) if day else None
        work = PlannedWork(when, names, MarkKind(kind), number)
        found.setdefault(class_group, []).append(work)
    return {group: tuple(works) for group, works in found.items()}
