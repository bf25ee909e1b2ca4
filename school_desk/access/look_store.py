"""Rows of the log of looks as values."""

from datetime import UTC, datetime

from school_desk.access.look_model import Act, Look, LookLine
from school_desk.access.model import Role
from school_desk.school.model import ClassGroup, PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

TOP = 5000
"""So many lines are read at most, the newest first."""

NAMED = (
    "SELECT l.row, l.at, l.account, l.roles, l.computer, l.act, l.intent, l.class_group, "
    "l.pupil, l.person, l.times, l.purpose, "
    "a.surname, a.given, a.patronymic, c.year_level, c.letter, "
    "p.surname, p.given, p.patronymic, t.surname, t.given, t.patronymic FROM look AS l "
    "LEFT JOIN account AS a ON a.row = l.account "
    "LEFT JOIN class_group AS c ON c.row = l.class_group "
    "LEFT JOIN pupil AS p ON p.row = l.pupil LEFT JOIN account AS t ON t.row = l.person"
)
_OF_CHILDREN = (
    "(l.pupil IN (SELECT child FROM of) OR (l.pupil IS NULL AND l.person IS NULL "
    "AND l.intent <> 'See looks' AND (l.class_group IS NULL OR EXISTS (SELECT 1 FROM membership "
    "AS m WHERE m.alive AND m.class_group = l.class_group AND m.pupil IN (SELECT child FROM of) "
    "AND substr(l.at, 1, 10) BETWEEN m.starts AND coalesce(m.ends, '9999')))))"
)
OF_PUPIL = f"EXISTS (WITH of (child) AS (SELECT ?) SELECT 1 WHERE {_OF_CHILDREN})"
OF_GUARDIAN = (
    "l.intent IN ('See guardians', 'Print pupil data', 'Export pupils', 'Export personal data') "
    "AND EXISTS (WITH of (child) AS (SELECT pupil FROM guardianship WHERE alive AND guardian = ?) "
    f"SELECT 1 WHERE {_OF_CHILDREN})"
)
OF_STAFF = "l.person = ?"


def save_look(work: UnitOfWork, parts: Partitions, look: Look) -> int:
    """One more line; a line that stands is never changed.

    What it is about is named if it is in this file: a line that has waited may be of rows that a
    backup, restored since, does not have.
    """
    return work.new(
        "look",
        parts.admin,
        account=_known(work.db, look.account),
        roles=" ".join(look.roles) or None,
        at=_text(look.at),
        computer=look.computer,
        act=look.act.value,
        intent=look.intent,
        class_group=_known(work.db, look.class_group),
        pupil=_known(work.db, look.pupil),
        person=_known(work.db, look.person),
        times=look.times,
        purpose=look.purpose,
    )


def is_noted(db: Connection, look: Look, since: datetime) -> bool:
    """Whether the same look of the same person stands in the log since a moment."""
    found = db.execute(
        "SELECT 1 FROM look WHERE at BETWEEN ? AND ? AND account IS ? AND act = ? AND intent = ? "
        "AND class_group IS ? AND pupil IS ? AND person IS ? AND purpose IS ? LIMIT 1",
        (
            _text(since),
            _text(look.at),
            look.account,
            look.act.value,
            look.intent,
            look.class_group,
            look.pupil,
            look.person,
            look.purpose,
        ),
    )
    return found.fetchone() is not None


def load_looks(
    db: Connection, since: datetime, until: datetime, act: Act | None, here: str
) -> tuple[LookLine, ...]:
    """The looks between two moments (`until` excluded), the newest first, with names of today."""
    rows = db.execute(
        f"{NAMED} WHERE l.at >= ? AND l.at < ? AND l.act = coalesce(?, l.act) "
        "ORDER BY l.at DESC, l.row DESC LIMIT ?",
        (_text(since), _text(until), act.value if act else None, TOP),
    )
    return tuple(_line(row, here) for row in rows)


def load_looks_at_pupil(db: Connection, pupil: int, here: str) -> tuple[LookLine, ...]:
    """Every look at a pupil: named, with the class of that day, or with the whole school."""
    return _about(db, OF_PUPIL, pupil, here)


def load_looks_at_guardian(db: Connection, guardian: int, here: str) -> tuple[LookLine, ...]:
    """Every look at the guardians of a child of this one, by the child, its class or the school."""
    return _about(db, OF_GUARDIAN, guardian, here)


def load_looks_at_staff(db: Connection, account: int, here: str) -> tuple[LookLine, ...]:
    """Every look at what is kept of one of the staff."""
    return _about(db, OF_STAFF, account, here)


def _about(db: Connection, where: str, row: int, here: str) -> tuple[LookLine, ...]:
    sql = f"{NAMED} WHERE l.act IN (?, ?, ?) AND {where} ORDER BY l.at DESC, l.row DESC"
    acts = (Act.VIEW.value, Act.PRINT.value, Act.EXPORT.value)
    return tuple(_line(found, here) for found in db.execute(sql, (*acts, row)))


def _known(db: Connection, row: int | None) -> int | None:
    found = db.execute("SELECT 1 FROM row_key WHERE row = ?", (row,)).fetchone()
    return row if found else None


def _line(row: tuple, here: str) -> LookLine:  # type: ignore[type-arg]
    number, at, account, roles, computer, act, intent, *rest = row
    class_group, pupil, person, times, purpose, *names = rest
    look = Look(
        datetime.fromisoformat(at),
        account,
        tuple(role for role in Role if role in (roles or "").split()),
        computer or "",
        Act(act),
        intent or "",
        class_group,
        pupil,
        person,
        times,
        purpose,
    )
    who, label, child, other = names[:3], names[3:5], names[5:8], names[8:]
    whose = _name(child) or _name(other)
    listed = whose.listed if whose else ""
    return LookLine(number, look, _name(who), listed, _label(*label), computer == here)


def _name(parts: list[str | None]) -> PersonName | None:
    return PersonName(*(one or "" for one in parts)) if parts[0] is not None else None


def _label(year_level: int | None, letter: str | None) -> str:
    return "" if year_level is None else ClassGroup(0, year_level, letter or "").label


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
