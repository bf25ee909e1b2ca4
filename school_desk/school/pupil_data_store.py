"""Personal files of pupils and the orders by which they came and went, as values."""

from collections.abc import Iterable, Mapping
from datetime import date

from school_desk.school.guardian_model import NewGuardian
from school_desk.school.guardian_store import load_guardianships
from school_desk.school.model import NAMELESS, NewPupil, PersonName
from school_desk.school.pupil_data_model import MovementOrder, PersonalFile
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_sexes(db: Connection) -> Mapping[int, str]:
    """Who is a girl and who is a boy, where it is noted."""
    return dict(db.execute("SELECT pupil, sex FROM personal_file WHERE alive AND sex IS NOT NULL"))


def load_files(db: Connection, pupils: Iterable[int]) -> Mapping[int, PersonalFile]:
    """What is kept of pupils beside their names."""
    wanted = set(pupils)
    rows = db.execute(
        "SELECT pupil, birth_date, sex, iin, address, phone FROM personal_file WHERE alive"
    )
    return {
        pupil: PersonalFile(_day(birth), *(text or "" for text in texts))
        for pupil, birth, *texts in rows
        if pupil in wanted
    }


def load_known_pupils(db: Connection, year: str, on: date | None = None) -> tuple[NewPupil, ...]:
    """Everyone on a class list of the year (on a day), with what is known beside the name."""
    rows = db.execute(
        "SELECT p.row, p.surname, p.given, p.patronymic, c.year_level, c.letter, f.birth_date, "
        "f.sex, f.iin, f.address, f.phone FROM membership AS m JOIN pupil AS p ON p.row = m.pupil "
        "JOIN class_group AS c ON c.row = m.class_group "
        "LEFT JOIN personal_file AS f ON f.pupil = p.row AND f.alive "
        "WHERE m.alive AND p.alive AND c.year = ?1 "
        "AND coalesce(m.ends, ?2, '') >= coalesce(?2, '') "
        "ORDER BY m.ends IS NOT NULL, p.row",
        (year, on.isoformat() if on else None),
    ).fetchall()
    guardians = load_guardianships(db, (row[0] for row in rows))
    return tuple(
        NewPupil(
            PersonName(surname or NAMELESS, given or "", patronymic or ""),
            year_level,
            letter or "",
            _day(birth),
            texts[0] or "",
            texts[1] or "",
            texts[2] or "",
            texts[3] or "",
            guardians=tuple(
                NewGuardian(one.guardian, one.relation, main=one.main)
                for one in guardians.get(row, ())
            ),
            known_as=row,
        )
        for row, surname, given, patronymic, year_level, letter, birth, *texts in rows
    )


def load_orders(db: Connection, class_group: int) -> Mapping[int, tuple[MovementOrder, ...]]:
    """The movements into and out of a class group, by pupil, the earliest first."""
    rows = db.execute(
        "SELECT pupil, to_class, day, order_number, order_date FROM movement "
        "WHERE alive AND ? IN (from_class, to_class) ORDER BY day, row",
        (class_group,),
    )
    found: dict[int, list[MovementOrder]] = {}
    for pupil, to_class, day, number, order_day in rows:
        entering = to_class == class_group
        one = MovementOrder(entering, _day(day), number or "", _day(order_day))
        found.setdefault(pupil, []).append(one)
    return {pupil: tuple(ones) for pupil, ones in found.items()}


def fill_file(
    work: UnitOfWork,
    parts: Partitions,
    pupil: int,
    told: PersonalFile,
    known: PersonalFile = PersonalFile(),  # noqa: B008  frozen
) -> None:
    """Write what is still empty in a personal file; what is there stays."""
    birth = known.birth or told.birth
    facts = {name: getattr(known, name) or getattr(told, name) or None for name in TEXTS}
    day = birth.isoformat() if birth else None
    if day or any(facts.values()):
        work.born("personal_file", parts.person, pupil=pupil, birth_date=day, **facts)


TEXTS = ("sex", "iin", "address", "phone")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
