"""Rows of accounts and roles as values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from school_desk.access.model import Account, Role, RoleGrant
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_accounts(db: Connection) -> tuple[Account, ...]:
    """All accounts that are open."""
    rows = db.execute(
        "SELECT row, sign_in, surname, given, patronymic FROM account "
        "WHERE alive AND closed IS NULL AND sign_in IS NOT NULL"
    )
    return tuple(
        Account(row, sign_in, PersonName(surname or "", given or "", patronymic or ""))
        for row, sign_in, surname, given, patronymic in rows
    )


def load_people(db: Connection) -> Mapping[int, PersonName]:
    """The staff by name, whether they sign in or not, also those who left."""
    rows = db.execute("SELECT row, surname, given, patronymic FROM account WHERE alive")
    return {row: PersonName(one or "", two or "", three or "") for row, one, two, three in rows}


def load_left(db: Connection) -> tuple[int, ...]:
    """Who has left and held keys that are still in use: their public half is still here."""
    rows = db.execute("SELECT row FROM account WHERE alive AND closed NOTNULL AND public NOTNULL")
    return tuple(row for (row,) in rows)


def load_closed(db: Connection) -> tuple[int, ...]:
    """Whose account was closed, here or on another computer."""
    return tuple(row for (row,) in db.execute("SELECT row FROM account WHERE closed NOTNULL"))


def load_names(db: Connection) -> Mapping[int, PersonName]:
    """Everybody who ever was of the staff: the log and old pages name them for ever."""
    rows = db.execute("SELECT row, surname, given, patronymic FROM account")
    return {row: PersonName(one or "", two or "", three or "") for row, one, two, three in rows}


def load_at_work(db: Connection, since: date, until: date = date.max) -> frozenset[int]:
    """Who of the staff works here on some day between two, signing in or not.

    Without a last day also those who come later.
    """
    rows = db.execute(
        "SELECT a.row FROM account AS a LEFT JOIN staff_file AS f ON f.account = a.row AND f.alive "
        "WHERE a.alive AND a.closed IS NULL "
        "AND coalesce(f.hired <= ?, 1) AND coalesce(f.left_on >= ?, 1)",
        (until.isoformat(), since.isoformat()),
    )
    return frozenset(row for (row,) in rows)


def load_grants(db: Connection, account: int | None = None) -> tuple[RoleGrant, ...]:
    """Every role that somebody (this account) holds: as granted, as timetable and classes say.

    A teacher's role follows from what is taught to whom, a form tutor's from the class group, so
    nobody enters it twice. A substitute is a teacher of that page for a day. Leaving staff are
    closed the same day (personal-data 5): a closed account holds nothing, and no role outlasts
    the last day at the school that the staff list has, however long the timetable names the person.
    """
    found = (
        *_granted(db, account),
        *_teaching(db, account),
        *_tutoring(db, account),
        *_substituting(db, account),
    )
    closed, last = _closed(db), _last_days(db)
    return tuple(
        replace(one, ends=min(one.ends or last[one.account], last[one.account]))
        if one.account in last
        else one
        for one in found
        if one.account not in closed
    )


def _closed(db: Connection) -> frozenset[int]:
    """Accounts that nobody uses any more."""
    rows = db.execute("SELECT row FROM account WHERE closed IS NOT NULL OR NOT alive")
    return frozenset(row for (row,) in rows)


def _last_days(db: Connection) -> Mapping[int, date]:
    """The last day of those who leave or have left."""
    rows = db.execute("SELECT account, left_on FROM staff_file WHERE alive AND left_on IS NOT NULL")
    return {account: date.fromisoformat(day) for account, day in rows}


def _granted(db: Connection, account: int | None) -> tuple[RoleGrant, ...]:
    rows = db.execute(
        "SELECT account, role, class_group, grp, subject, starts, ends FROM role_grant "
        "WHERE alive AND account = coalesce(?, account)",
        (account,),
    )
    return tuple(
        RoleGrant(account, Role(role), class_group, grp, subject, _day(starts), _day(ends))
        for account, role, class_group, grp, subject, starts, ends in rows
    )


def _teaching(db: Connection, account: int | None) -> tuple[RoleGrant, ...]:
    rows = db.execute(
        "SELECT t.teacher, g.class_group, t.grp, t.subject FROM teaching AS t "
        "JOIN teaching_group AS g ON g.row = t.grp "
        "WHERE t.alive AND t.teacher = coalesce(?, t.teacher)",
        (account,),
    )
    return tuple(RoleGrant(teacher, Role.TEACHER, *where) for teacher, *where in rows)


def _tutoring(db: Connection, account: int | None) -> tuple[RoleGrant, ...]:
    rows = db.execute(
        "SELECT form_tutor, row FROM class_group "
        "WHERE alive AND form_tutor = coalesce(?, form_tutor)",
        (account,),
    )
    return tuple(RoleGrant(tutor, Role.FORM_TUTOR, class_group) for tutor, class_group in rows)


def _substituting(db: Connection, account: int | None) -> tuple[RoleGrant, ...]:
    """Who gives a lesson for somebody else is its teacher on that day."""
    rows = db.execute(
        "SELECT s.teacher, g.class_group, s.grp, s.subject, s.day FROM substitution AS s "
        "JOIN teaching_group AS g ON g.row = s.grp "
        "WHERE s.alive AND s.subject IS NOT NULL AND s.teacher = coalesce(?, s.teacher)",
        (account,),
    )
    return tuple(
        RoleGrant(teacher, Role.TEACHER, class_group, group, subject, _day(day), _day(day))
        for teacher, class_group, group, subject, day in rows
    )


def save_account(
    work: UnitOfWork, parts: Partitions, key: int, sign_in: str, name: PersonName, public: bytes
) -> int:
    """The row of an account of the key file."""
    return work.known(
        "account",
        parts.admin,
        key,
        sign_in=sign_in,
        surname=name.surname,
        given=name.given or None,
        patronymic=name.patronymic or None,
        public=public.hex(),
    )


def save_public(work: UnitOfWork, account: int, public: bytes | None) -> None:
    """Another public key of an account; None when its keys are of no use any more."""
    work.put("account", account, public=public.hex() if public else None)


def save_grant(work: UnitOfWork, parts: Partitions, grant: RoleGrant) -> int:
    """A role of an account."""
    return work.new(
        "role_grant",
        parts.admin,
        account=grant.account,
        role=grant.role.value,
        class_group=grant.class_group,
        grp=grant.group,
        subject=grant.subject,
        starts=grant.starts.isoformat() if grant.starts else None,
        ends=grant.ends.isoformat() if grant.ends else None,
    )


def end_grants(work: UnitOfWork, account: int) -> None:
    """Let the granted roles of an account cease."""
    rows = work.db.execute("SELECT row FROM role_grant WHERE alive AND account = ?", (account,))
    for (row,) in rows.fetchall():
        work.delete(row)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
