"""Rows of staff as values: an account without a sign-in name is a person who does not sign in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from school_desk.access.staff_model import StaffFile, StaffMember
from school_desk.access.store import load_grants
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_staff(db: Connection) -> tuple[StaffMember, ...]:
    """Everybody of the staff, who left included, with all roles."""
    rows = db.execute(
        "SELECT row, sign_in, surname, given, patronymic FROM account "
        "WHERE alive AND closed IS NULL"
    ).fetchall()
    files, grants = load_staff_files(db), load_grants(db)
    return tuple(
        StaffMember(
            row,
            PersonName(surname or "", given or "", patronymic or ""),
            sign_in or "",
            files.get(row, StaffFile()),
            tuple(one for one in grants if one.account == row),
        )
        for row, sign_in, surname, given, patronymic in rows
    )


def load_staff_files(db: Connection) -> Mapping[int, StaffFile]:
    """What is kept of each person of the staff."""
    rows = db.execute(
        "SELECT account, position, rate, norm_hours, hired, left_on, qualification, education, "
        "phone, email FROM staff_file WHERE alive"
    )
    return {account: _file(*columns) for account, *columns in rows}


def save_person(
    work: UnitOfWork, parts: Partitions, name: PersonName, account: int | None = None
) -> int:
    """The name of a person of the staff; without a row it is a person who does not sign in yet."""
    facts = {
        "surname": name.surname,
        "given": name.given or None,
        "patronymic": name.patronymic or None,
    }
    if account is None:
        return work.new("account", parts.admin, **facts)
    work.put("account", account, **facts)
    return account


def save_staff_file(work: UnitOfWork, parts: Partitions, account: int, file: StaffFile) -> None:
    """What is kept of a person of the staff."""
    work.born(
        "staff_file",
        parts.person,
        account=account,
        position=file.position or None,
        rate=None if file.rate is None else str(file.rate),
        norm_hours=None if file.norm_hours is None else str(file.norm_hours),
        hired=file.hired.isoformat() if file.hired else None,
        left_on=file.left.isoformat() if file.left else None,
        qualification=file.qualification or None,
        education=file.education or None,
        phone=file.phone or None,
        email=file.email or None,
    )


def _file(*columns: str | None) -> StaffFile:
    position, rate, norm, hired, left, qualification, education, phone, email = columns
    return StaffFile(
        position or "",
        Decimal(rate) if rate else None,
        Decimal(norm) if norm else None,
        _day(hired),
        _day(left),
        qualification or "",
        education or "",
        phone or "",
        email or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
