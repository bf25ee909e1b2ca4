"""Rows of terms of keeping, of proposals to forget and of what was forgotten, as values."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from school_desk.school.model import PersonName
from school_desk.school.retention_model import Forgetting, Ground, Proposal, Record
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.registry import Registry, Table
from school_desk.storage.unit_of_work import UnitOfWork

OPEN = "9999-12-31"
LEFT = (
    "SELECT p.row, p.surname, p.given, p.patronymic, max(coalesce(m.ends, ?)) AS last "
    "FROM pupil AS p JOIN membership AS m ON m.pupil = p.row AND m.alive "
    "WHERE p.alive AND p.merged_into IS NULL AND p.surname IS NOT NULL "
    "GROUP BY p.row HAVING last < ? ORDER BY last"
)
ONLY_THEIRS = (
    "SELECT guardian FROM guardianship WHERE pupil = ? EXCEPT "
    "SELECT g.guardian FROM guardianship AS g JOIN pupil AS p ON p.row = g.pupil "
    "WHERE g.alive AND g.pupil <> ? AND p.surname IS NOT NULL"
)
"""Guardians of this pupil and of no other whom the school knows."""


def load_own_retention(db: Connection) -> tuple[tuple[str, date, int, str], ...]:
    """The terms that the school has checked: record, from when, years, act."""
    rows = db.execute("SELECT record, starts, years, basis FROM retention WHERE alive")
    return tuple(
        (record, date.fromisoformat(starts), years, basis or "")
        for record, starts, years, basis in rows
    )


def load_left(db: Connection, today: date) -> tuple[tuple[int, PersonName, date], ...]:
    """Pupils who are in no class any more, with their last day."""
    return tuple(
        (row, PersonName(surname, given or "", patronymic or ""), date.fromisoformat(last))
        for row, surname, given, patronymic, last in db.execute(LEFT, (OPEN, today.isoformat()))
    )


def load_proposals(db: Connection) -> tuple[Proposal, ...]:
    """Who is proposed to be forgotten, done or not."""
    return _proposals(db, "WHERE f.alive")


def _proposals(db: Connection, where: str = "") -> tuple[Proposal, ...]:
    rows = db.execute(
        "SELECT f.row, f.pupil, f.ground, f.proposed_by, f.proposed_on, f.asked_by, "
        "c.day, c.answered_on FROM forgetting AS f "
        f"LEFT JOIN privacy_case AS c ON c.row = f.asked_by AND c.alive {where}"
    )
    return tuple(
        Proposal(pupil, Ground(ground), by, date.fromisoformat(day), row, case, *map(_day, days))
        for row, pupil, ground, by, day, case, *days in rows
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def load_forgettings(db: Connection, registry: Registry) -> tuple[Forgetting, ...]:
    """What was forgotten, the latest first, also where the proposal was taken back after it."""
    proposals = {one.id: one for one in _proposals(db)}
    found: dict[int, Counter[str]] = {}
    who: dict[int, tuple[int, date]] = {}
    for tbl, forgetting, by, day in db.execute(
        "SELECT tbl, forgetting, confirmed_by, confirmed_on FROM forgotten"
    ):
        found.setdefault(forgetting, Counter())[registry.by_id[tbl].name] += 1
        who[forgetting] = by, date.fromisoformat(day)
    done = (
        Forgetting(proposals[one], *who[one], tuple(sorted(rows.items())))
        for one, rows in found.items()
        if one in proposals
    )
    return tuple(sorted(done, key=lambda one: (one.confirmed_on, one.proposal.id), reverse=True))


def save_retention(
    work: UnitOfWork, parts: Partitions, record: Record, starts: date, years: int, basis: str
) -> None:
    """A term as the school has checked it, from a day on."""
    facts = {"record": record.value, "starts": starts.isoformat(), "years": years, "basis": basis}
    work.born("retention", parts.admin, **facts)


def save_proposal(work: UnitOfWork, parts: Partitions, one: Proposal) -> int:
    """A proposal to forget a pupil."""
    return work.new(
        *("forgetting", parts.admin),
        pupil=one.pupil,
        ground=one.ground.value,
        proposed_by=one.proposed_by,
        proposed_on=one.proposed_on.isoformat(),
        asked_by=one.case,
    )


def save_forgotten(
    work: UnitOfWork, parts: Partitions, rows: list[tuple[int, int]], **confirmed: int | str | None
) -> None:
    """Order that rows (table, travelling key) are forgotten, here and wherever the log comes."""
    for table, key in rows:
        work.born("forgotten", parts.admin, tbl=table, key=key, **confirmed)


def rows_about(db: Connection, registry: Registry, pupil: int) -> tuple[int, ...]:
    """Every row with something personal of a pupil, also of those joined into this one."""
    merged = db.execute("SELECT row FROM pupil WHERE merged_into = ?", (pupil,)).fetchall()
    return tuple(
        dict.fromkeys(
            row
            for one in (pupil, *(row for (row,) in merged))
            for row in (*_rows_of(db, registry, one), *_guardians_of(db, one))
        )
    )


def _rows_of(db: Connection, registry: Registry, pupil: int) -> Iterator[int]:
    yield pupil
    for table in registry.tables:
        refs = [column for column in table.columns if table.ref(column) == "pupil"]
        if table.name != "pupil" and refs and _is_personal(table):
            where = " OR ".join(f"{one} = ?" for one in refs)
            sql = f"SELECT row FROM {table.name} WHERE {where}"
            yield from (row for (row,) in db.execute(sql, (pupil,) * len(refs)))


def _guardians_of(db: Connection, pupil: int) -> Iterator[int]:
    yield from (row for (row,) in db.execute(ONLY_THEIRS, (pupil, pupil)))


def _is_personal(table: Table) -> bool:
    personal = any(field.personal for field in table.fields)
    return personal and table.packed is None and not table.append_only
