"""Rows behind the deputy's desk: planned works of a class, closed marks over the years."""

from collections.abc import Mapping
from datetime import date

from school_desk.journal.desk_model import PathMark, PlannedWork
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


def load_path_classes(db: Connection, pupil: int) -> Mapping[str, tuple[int, str]]:
    """The class of a pupil in every year: year level and letter of the latest of each year."""
    rows = db.execute(
        "SELECT c.year, c.year_level, c.letter FROM membership AS m "
        "JOIN class_group AS c ON c.row = m.class_group "
        "WHERE m.pupil = ? AND m.alive ORDER BY c.year, m.starts",
        (pupil,),
    )
    return {year: (year_level, letter or "") for year, year_level, letter in rows}


def load_closed_path(db: Connection, pupil: int) -> tuple[PathMark, ...]:
    """What the pages of a pupil came to, in every year."""
    rows = db.execute(
        "SELECT k.year, c.period, c.subject, m.mark, m.passed FROM closed_mark AS m "
        "JOIN closing AS c ON c.row = m.parent JOIN teaching_group AS g ON g.row = c.grp "
        "JOIN class_group AS k ON k.row = g.class_group "
        "WHERE m.pupil = ? AND c.alive AND coalesce(m.mark, m.passed) IS NOT NULL",
        (pupil,),
    )
    return tuple(
        PathMark(year, period, subject, mark, None if passed is None else bool(passed))
        for year, period, subject, mark, passed in rows
    )
