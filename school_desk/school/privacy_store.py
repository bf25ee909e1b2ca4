"""Rows of requests, breaches and terms as values."""

from datetime import date
from typing import Any

from school_desk.school.calendar_model import Status
from school_desk.school.privacy_model import CaseKind, PrivacyCase, PrivacyTerm
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_cases(db: Connection) -> tuple[PrivacyCase, ...]:
    """Everything that was asked or happened; what asked for a deletion that is done is answered."""
    rows = db.execute(
        "SELECT c.row, c.kind, c.day, c.applicant, c.relation, c.what, c.persons, c.due, "
        "coalesce(c.answered_on, max(o.confirmed_on)), c.answer, "
        "max(CASE WHEN f.alive THEN f.proposed_on END), max(o.confirmed_on) "
        "FROM privacy_case AS c LEFT JOIN forgetting AS f ON f.asked_by = c.row "
        "LEFT JOIN forgotten AS o ON o.forgetting = f.row WHERE c.alive GROUP BY c.row"
    )
    return tuple(_case(row) for row in rows)


def _case(values: tuple[Any, ...]) -> PrivacyCase:
    row, kind, day, applicant, relation, what, persons, due, answered, answer, *deleted = values
    return PrivacyCase(
        CaseKind(kind),
        date.fromisoformat(day),
        applicant or "",
        what or "",
        relation or "",
        persons,
        _day(due),
        _day(answered),
        answer or "",
        row,
        *map(_day, deleted),
    )


def load_own_terms(db: Connection) -> tuple[PrivacyTerm, ...]:
    """The terms that the school has checked, each from its day on."""
    rows = db.execute(
        "SELECT code, days, source, NULL FROM privacy_term WHERE alive AND days > 0 UNION ALL "
        "SELECT code, days, source, starts FROM answer_term WHERE alive AND days > 0"
    )
    return tuple(
        PrivacyTerm(CaseKind(code), days, source or "", Status.CHECKED, _day(starts))
        for code, days, source, starts in rows
    )


def save_case(work: UnitOfWork, parts: Partitions, case: PrivacyCase) -> int:
    """A case, new or as it is from now on."""
    facts: dict[str, int | str | None] = {
        "kind": case.kind.value,
        "day": case.day.isoformat(),
        "due": _iso(case.due),
        "applicant": case.applicant,
        "relation": case.relation or None,
        "what": case.what,
        "persons": case.persons,
        "answered_on": _iso(case.answered_on),
        "answer": case.answer or None,
    }
    if not case.id:
        return work.new("privacy_case", parts.admin, **facts)
    work.put("privacy_case", case.id, **facts)
    return case.id


def save_term(
    work: UnitOfWork, parts: Partitions, kind: CaseKind, starts: date, days: int, source: str
) -> None:
    """A term as the school has checked it, from a day on."""
    facts = {"code": kind.value, "starts": starts.isoformat(), "days": days, "source": source}
    work.born("answer_term", parts.admin, **facts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
