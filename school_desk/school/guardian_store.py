"""Rows of guardians and guardianships as values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from school_desk.school.guardian_model import (
    DETAILS,
    Guardian,
    Guardianship,
    NewGuardian,
    Relation,
)
from school_desk.school.guardian_rules import GuardianBook, filled, with_details
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

FEW = 500
"""So many pupils are asked for by name; for more the whole table is read."""

NAME_PARTS = 3
COLUMNS = "g.row, g.surname, g.given, g.patronymic, g.phone, g.email, g.address, g.workplace, "
COLUMNS += "g.position"


def load_guardians(db: Connection) -> tuple[Guardian, ...]:
    """Everyone who is a guardian of somebody."""
    rows = db.execute(f"SELECT {COLUMNS} FROM guardian AS g WHERE g.alive")
    return tuple(_guardian(*row) for row in rows)


def load_guardianships(
    db: Connection, pupils: Iterable[int]
) -> Mapping[int, tuple[Guardianship, ...]]:
    """The guardians of pupils, the main contact of each first."""
    wanted = set(pupils)
    few = f"AND s.pupil IN ({','.join(map(str, wanted))}) " if len(wanted) < FEW else ""
    rows = db.execute(
        f"SELECT s.pupil, s.relation, s.main, {COLUMNS} FROM guardianship AS s "
        f"JOIN guardian AS g ON g.row = s.guardian WHERE s.alive AND g.alive {few}"
        "ORDER BY coalesce(s.main, 0) DESC, s.row"
    )
    found: dict[int, list[Guardianship]] = {}
    for pupil, relation, main, *columns in rows:
        if pupil in wanted:
            guardian = _guardian(*columns)
            one = Guardianship(pupil, guardian, Relation(relation or "other"), bool(main))
            found.setdefault(pupil, []).append(one)
    return {pupil: tuple(ones) for pupil, ones in found.items()}


def children_of(db: Connection, guardian: int) -> frozenset[int]:
    """The pupils whose guardian somebody is."""
    rows = db.execute("SELECT pupil FROM guardianship WHERE alive AND guardian = ?", (guardian,))
    return frozenset(row[0] for row in rows)


def save_guardian(work: UnitOfWork, parts: Partitions, guardian: Guardian) -> int:
    """A guardian, new or as one is written from now on."""
    facts = {
        "surname": guardian.name.surname,
        "given": guardian.name.given or None,
        "patronymic": guardian.name.patronymic or None,
        **{name: getattr(guardian, name) or None for name in DETAILS},
    }
    if not guardian.id:
        return work.new("guardian", parts.person, **facts)
    work.put("guardian", guardian.id, **facts)
    return guardian.id


def save_guardianship(work: UnitOfWork, parts: Partitions, one: Guardianship) -> int:
    """What a guardian is to a pupil."""
    return work.born(
        "guardianship",
        parts.person,
        pupil=one.pupil,
        guardian=one.guardian.id,
        relation=one.relation.value,
        main=int(one.main),
    )


def end_guardianship(work: UnitOfWork, pupil: int, guardian: int) -> None:
    """Somebody is no guardian of a pupil any more; who is nobody's any more ceases as well."""
    sql = "SELECT row FROM guardianship WHERE alive AND pupil = ? AND guardian = ?"
    for (row,) in work.db.execute(sql, (pupil, guardian)).fetchall():
        work.delete(row)
    if not children_of(work.db, guardian):
        work.delete(guardian)


def save_all(
    work: UnitOfWork,
    parts: Partitions,
    pupil: int,
    told: Iterable[NewGuardian],
    book: GuardianBook,
) -> None:
    """The guardians that a list tells of a pupil: who is known stays one person."""
    there = load_guardianships(work.db, (pupil,)).get(pupil, ())
    ids = {one.guardian.id for one in there}
    main_is_known = any(one.main for one in there)
    for new in told:
        known = book.find(new.guardian)
        guardian = filled(known, new.guardian) if known else new.guardian
        if guardian != known:
            row = save_guardian(work, parts, guardian)
            guardian = replace(guardian, id=row)
            book.add(guardian)
        if guardian.id not in ids:
            ids.add(guardian.id)
            main = new.main and not main_is_known
            save_guardianship(work, parts, Guardianship(pupil, guardian, new.relation, main))
            main_is_known = main_is_known or main


def _guardian(row: int, *texts: str | None) -> Guardian:
    name, details = texts[:NAME_PARTS], texts[NAME_PARTS:]
    facts = {key: text or "" for key, text in zip(DETAILS, details, strict=True)}
    return with_details(Guardian(PersonName(*(part or "" for part in name)), id=row), facts)
