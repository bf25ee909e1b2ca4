"""Exams, decisions of the council and the marks of earlier years, as the file holds them."""

from collections.abc import Iterable, Mapping
from datetime import date

from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.journal.past_mark_store import YEAR_MARK, load_past_marks
from school_desk.journal.year_model import (
    Award,
    Decision,
    EarlierYear,
    ExamKind,
    ExamResult,
    Exams,
    Outcome,
)
from school_desk.journal.year_rules import earlier_marks
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork

Year = tuple[int, str]
"""A pupil and a school year."""


def load_exams(db: Connection, class_group: int) -> Mapping[tuple[int, int], Exams]:
    """What the pupils of a class reached, by pupil and subject."""
    rows = db.execute(
        "SELECT pupil, subject, kind, mark, points, top, day FROM exam "
        "WHERE alive AND class_group = ? AND mark IS NOT NULL",
        (class_group,),
    )
    found: dict[tuple[int, int], dict[ExamKind, ExamResult]] = {}
    for pupil, subject, kind, mark, points, top, day in rows:
        result = ExamResult(mark, points, top, date.fromisoformat(day) if day else None)
        found.setdefault((pupil, subject), {})[ExamKind(kind)] = result
    return found


def save_exam(
    work: UnitOfWork,
    class_part: str,
    place: tuple[int, int, int],
    kind: ExamKind,
    result: ExamResult | None,
) -> None:
    """What a pupil (of a class, in a subject) reached; None takes it away."""
    pupil, class_group, subject = place
    day = result.day if result else None
    work.born(
        "exam",
        class_part,
        pupil=pupil,
        class_group=class_group,
        subject=subject,
        kind=kind.value,
        points=result.points if result else None,
        top=result.top if result else None,
        mark=result.mark if result else None,
        day=day.isoformat() if day else None,
    )


def load_decisions(db: Connection, class_group: int) -> Mapping[int, Decision]:
    """What the council decided of the pupils of a class."""
    rows = db.execute(
        "SELECT pupil, outcome, order_number, order_date, award, award_order, note FROM decision "
        "WHERE alive AND class_group = ?",
        (class_group,),
    )
    return {
        pupil: Decision(
            Outcome(outcome) if outcome else None,
            number or "",
            date.fromisoformat(day) if day else None,
            Award(award) if award else None,
            award_order or "",
            note or "",
        )
        for pupil, outcome, number, day, award, award_order, note in rows
    }


def save_decision(
    work: UnitOfWork, class_part: str, pupil: int, class_group: int, decided: Decision
) -> None:
    """What the council decided of a pupil."""
    work.born(
        "decision",
        class_part,
        pupil=pupil,
        class_group=class_group,
        outcome=decided.outcome.value if decided.outcome else None,
        order_number=decided.order_number or None,
        order_date=decided.order_date.isoformat() if decided.order_date else None,
        award=decided.award.value if decided.award else None,
        award_order=decided.award_order or None,
        note=decided.note or None,
    )


def load_closed_elsewhere(
    db: Connection, class_group: int, pupils: Iterable[int], year: str
) -> Mapping[tuple[int, int, str], ClosedMark]:
    """What other classes of the year closed with for pupils, by pupil, subject and period.

    Who moved within the school takes these marks along.
    """
    wanted = ",".join(str(int(pupil)) for pupil in pupils)
    rows = db.execute(
        "SELECT m.pupil, c.subject, c.period, m.standing, m.mark, m.passed FROM closed_mark AS m "
        "JOIN closing AS c ON c.row = m.parent JOIN teaching_group AS g ON g.row = c.grp "
        "JOIN class_group AS k ON k.row = g.class_group "
        f"WHERE m.pupil IN ({wanted}) AND k.year = ? AND k.row <> ? AND c.alive "
        "AND c.closed_on IS NOT NULL AND c.reopened_on IS NULL "
        "AND coalesce(m.mark, m.passed) IS NOT NULL ORDER BY c.row",
        (year, class_group),
    )
    return {
        (pupil, subject, period): ClosedMark(
            Standing(standing), mark, None if passed is None else bool(passed)
        )
        for pupil, subject, period, standing, mark, passed in rows
    }


def load_earlier_years(
    db: Connection, pupils: Iterable[int], before: str
) -> Mapping[int, tuple[EarlierYear, ...]]:
    """Earlier years of pupils: what their pages closed with, and what came on paper."""
    year_levels, terms = _closed_terms(db, pupils, before)
    on_paper = _on_paper(db, pupils, before)
    found: dict[int, list[EarlierYear]] = {}
    for pupil, year in sorted(terms.keys() | on_paper.keys()):
        year_level = year_levels.get((pupil, year)) or _level(db, pupil, year)
        if year_level is not None:
            closed = terms.get((pupil, year), {})
            marks = earlier_marks(closed, on_paper.get((pupil, year), {}))
            each = tuple(mark for one in closed.values() for mark in one)
            found.setdefault(pupil, []).append(EarlierYear(year_level, year, marks, each))
    return {pupil: tuple(each) for pupil, each in found.items()}


def _closed_terms(
    db: Connection, pupils: Iterable[int], before: str
) -> tuple[dict[Year, int], dict[Year, dict[int, list[int]]]]:
    wanted = ",".join(str(int(pupil)) for pupil in pupils)
    rows = db.execute(
        "SELECT m.pupil, k.year, k.year_level, c.subject, m.mark FROM closed_mark AS m "
        "JOIN closing AS c ON c.row = m.parent JOIN teaching_group AS g ON g.row = c.grp "
        "JOIN class_group AS k ON k.row = g.class_group "
        f"WHERE m.pupil IN ({wanted}) AND k.year < ? AND c.alive "
        "AND c.closed_on IS NOT NULL AND c.reopened_on IS NULL AND m.mark IS NOT NULL "
        "ORDER BY c.row",
        (before,),
    )
    year_levels: dict[Year, int] = {}
    terms: dict[Year, dict[int, list[int]]] = {}
    for pupil, year, year_level, subject, mark in rows:
        year_levels[pupil, year] = year_level
        terms.setdefault((pupil, year), {}).setdefault(subject, []).append(mark)
    return year_levels, terms


def _on_paper(db: Connection, pupils: Iterable[int], before: str) -> dict[Year, dict[int, int]]:
    found: dict[Year, dict[int, int]] = {}
    for key, past in load_past_marks(db, pupils).items():
        if key.period == YEAR_MARK and past.mark is not None and key.year < before:
            found.setdefault((key.pupil, key.year), {})[key.subject] = past.mark
    return found


def _level(db: Connection, pupil: int, year: str) -> int | None:
    """The year level of a pupil in a year before, reckoned back from the latest class."""
    found = db.execute(
        "SELECT c.year, c.year_level FROM membership AS m JOIN class_group AS c "
        "ON c.row = m.class_group WHERE m.pupil = ? AND m.alive ORDER BY c.year DESC LIMIT 1",
        (pupil,),
    ).fetchone()
    if found is None:
        return None
    return int(found[1]) - (int(str(found[0])[:4]) - int(year[:4]))
