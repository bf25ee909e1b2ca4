"""Rows of a school year: its own line and its spans; without a line the shipped one counts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
    Weather,
)
from school_desk.school.model import STAGES, Division
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_own_year(db: Connection, year: str) -> SchoolYear | None:
    """A school year as the school has made it its own; None: it has not."""
    row = db.execute(
        "SELECT weekdays, division, stages, source FROM calendar WHERE alive AND year = ?", (year,)
    ).fetchone()
    if row is None:
        return None
    weekdays, division, stages, source = row
    return SchoolYear(
        year,
        _spans(db, year),
        numbers_of(weekdays),
        Division(division) if division else Division.TERM,
        _stages(stages) or STAGES,
        source or "",
        own=True,
    )


def load_own_years(db: Connection) -> tuple[str, ...]:
    """The school years that the school has made its own."""
    rows = db.execute("SELECT year FROM calendar WHERE alive ORDER BY year")
    return tuple(row[0] for row in rows)


def save_year(
    work: UnitOfWork, parts: Partitions, year: SchoolYear, names: Mapping[str, tuple[str, str]]
) -> None:
    """Make a school year what it should be: lines that differ are written, others go.

    `names` are the shipped names by their text, in Kazakh and Russian.
    """
    work.born(
        "calendar",
        parts.school_wide,
        year=year.year,
        weekdays=text_of(year.weekdays),
        division=year.division.value,
        stages=" ".join(f"{first}-{last}" for first, last in year.stages),
        source=year.source or None,
    )
    for span in year.spans:
        _save_span(work, parts, year.year, span, names)
    kept = {span.code for span in year.spans}
    for code, row in _rows(work.db, year.year).items():
        if code not in kept:
            work.delete(row)


def numbers_of(text: str | None) -> tuple[int, ...]:
    """Weekdays or year levels as they are kept.

    >>> numbers_of("0 1 4"), numbers_of(None)
    ((0, 1, 4), ())
    """
    return tuple(int(each) for each in (text or "").split())


def text_of(numbers: Iterable[int]) -> str | None:
    """How weekdays or year levels are kept."""
    return " ".join(map(str, numbers)) or None


def _save_span(
    work: UnitOfWork,
    parts: Partitions,
    year: str,
    span: CalendarSpan,
    names: Mapping[str, tuple[str, str]],
) -> None:
    kk, ru = names.get(span.usual, (span.name_kk, span.name_ru))
    work.born(
        "calendar_span",
        parts.school_wide,
        year=year,
        code=span.code,
        kind=span.kind.value,
        starts=span.starts.isoformat(),
        ends=span.ends.isoformat(),
        name_kk=kk or None,
        name_ru=ru or None,
        year_levels=text_of(span.year_levels),
        effect=span.weather.value if span.weather else None,
        works_as=span.works_as,
        moved_to=span.moved_to.isoformat() if span.moved_to else None,
        status=span.status.value,
        reason=span.reason or None,
    )


def _rows(db: Connection, year: str) -> Mapping[str, int]:
    return dict(db.execute("SELECT code, row FROM calendar_span WHERE alive AND year = ?", (year,)))


def _spans(db: Connection, year: str) -> tuple[CalendarSpan, ...]:
    rows = db.execute(
        "SELECT code, kind, starts, ends, name_kk, name_ru, year_levels, works_as, effect, "
        "moved_to, status, reason FROM calendar_span WHERE alive AND year = ? "
        "ORDER BY starts, code",
        (year,),
    )
    return tuple(_span(*row) for row in rows)


def _span(code: str, kind: str, starts: str, ends: str, *facts: Any) -> CalendarSpan:  # noqa: ANN401
    kk, ru, whom, works_as, effect, moved_to, status, reason = facts
    return CalendarSpan(
        code,
        CalendarKind(kind),
        date.fromisoformat(starts),
        date.fromisoformat(ends),
        name_kk=kk or "",
        name_ru=ru or "",
        year_levels=numbers_of(whom),
        works_as=works_as,
        weather=Weather(effect) if effect else None,
        moved_to=date.fromisoformat(moved_to) if moved_to else None,
        status=Status(status) if status else Status.CHECKED,
        reason=reason or "",
    )


def _stages(text: str | None) -> tuple[tuple[int, int], ...]:
    pairs = (each.partition("-") for each in (text or "").split())
    return tuple((int(first), int(last)) for first, _dash, last in pairs)
