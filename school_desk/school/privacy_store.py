"""Rows of requests, breaches and terms as values."""

from collections.abc import Mapping
from datetime import date

from school_desk.school.privacy_model import CaseKind, PrivacyCase
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_cases(db: Connection) -> tuple[PrivacyCase, ...]:
    """Everything that was asked or happened."""
    rows = db.execute(
        "SELECT row, kind, day, applicant, relation, what, persons, due, answered_on, answer "
        "FROM privacy_case WHERE alive"
    )
    return tuple(
        PrivacyCase(
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
        )
        for row, kind, day, applicant, relation, what, persons, due, answered, answer in rows
    )


def load_own_terms(db: Connection) -> Mapping[str, tuple[int, str]]:
    """Days and source of the terms that the school has checked."""
    rows = db.execute("SELECT code, days, source FROM privacy_term WHERE alive AND days > 0")
    return {code: (days, source or "") for code, days, source in rows}


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


def save_term(work: UnitOfWork, parts: Partitions, kind: CaseKind, days: int, source: str) -> None:
    """A term as the school has checked it."""
    work.born("privacy_term", parts.admin, code=kind.value, days=days, source=source)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
