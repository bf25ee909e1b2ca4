"""Rows of the school as values: class groups, subjects, timetable, pupils, attendance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from school_desk.school.model import (
    NAMELESS,
    Absence,
    Bell,
    ClassGroup,
    Forgotten,
    GroupKind,
    LessonKey,
    Member,
    PeriodKind,
    PersonName,
    Pupil,
    Subject,
    Teaching,
    TeachingGroup,
    TimetableSlot,
    Weeks,
)
from school_desk.school.names import sort_key
from school_desk.school.stay_rules import (
    Stays,
    ordered,
    within,
    without,
)
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

FORGOTTEN = (
    "SELECT k.row, f.confirmed_on, a.surname, a.given, a.patronymic FROM row_key AS k "
    "JOIN forgotten AS f ON f.key = k.key AND f.tbl = k.tbl "
    "LEFT JOIN account AS a ON a.row = f.confirmed_by "
    "WHERE k.row = ? AND f.confirmed_on IS NOT NULL LIMIT 1"
)
OF_YEAR = (
    "grp IN (SELECT g.row FROM teaching_group AS g JOIN class_group AS c ON c.row = g.class_group "
    "WHERE c.year = ?)"
)
"""Teaching groups of other years stay in the file; what is planned for them does not count."""


@dataclass(frozen=True, slots=True)
class SchoolName:
    """The school's own line: its names and the current school year."""

    row: int
    names: Mapping[str, str]
    year: str


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of the attendance of one lesson hour; not held: not taken."""

    key: tuple[int, date, int]
    row: int
    held_by: int | None
    held_at: datetime | None


def load_school(db: Connection) -> SchoolName | None:
    """The school's own line, if it is set up."""
    row = db.execute("SELECT row, name_kk, name_ru, year FROM school WHERE alive").fetchone()
    if row is None:
        return None
    return SchoolName(row[0], {"kk": row[1] or "", "ru": row[2] or row[1] or ""}, row[3] or "")


def load_class_groups(db: Connection, year: str) -> tuple[ClassGroup, ...]:
    """The class groups of a school year."""
    rows = db.execute(
        "SELECT row, year_level, letter, language, form_tutor FROM class_group "
        "WHERE alive AND year = ?",
        (year,),
    )
    return tuple(
        ClassGroup(row, year_level, letter or "", language or "kk", form_tutor)
        for row, year_level, letter, language, form_tutor in rows
    )


def load_teaching_groups(db: Connection) -> tuple[TeachingGroup, ...]:
    """All teaching groups."""
    rows = db.execute("SELECT row, class_group, name, kind FROM teaching_group WHERE alive")
    return tuple(
        TeachingGroup(row, class_group, name or "", GroupKind(kind or ""))
        for row, class_group, name, kind in rows
    )


def load_groups_of(db: Connection, class_group: int) -> tuple[TeachingGroup, ...]:
    """The teaching groups of one class: the whole class first, then by name."""
    ours = (one for one in load_teaching_groups(db) if one.class_group == class_group)
    return tuple(sorted(ours, key=lambda one: (one.kind.value != "", sort_key(one.name), one.id)))


def class_of_group(db: Connection, group: int) -> int | None:
    """The class group that a teaching group is of."""
    row = db.execute("SELECT class_group FROM teaching_group WHERE row = ?", (group,)).fetchone()
    return row[0] if row else None


def load_subjects(db: Connection) -> tuple[Subject, ...]:
    """All subjects."""
    rows = db.execute("SELECT row, code, name_kk, name_ru, name_en FROM subject WHERE alive")
    return tuple(
        Subject(row, code or "", {"kk": kk or "", "ru": ru or kk or "", "en": en or kk or ""})
        for row, code, kk, ru, en in rows
    )


def load_teachings(db: Connection, year: str) -> tuple[Teaching, ...]:
    """Who teaches what to whom in a school year."""
    rows = db.execute(
        f"SELECT grp, subject, teacher, pass_fail, period FROM teaching WHERE alive AND {OF_YEAR}",
        (year,),
    )
    return tuple(
        Teaching(
            grp,
            subject,
            teacher,
            None if flag is None else bool(flag),
            PeriodKind(period) if period else None,
        )
        for grp, subject, teacher, flag, period in rows
    )


def load_bells(db: Connection) -> tuple[Bell, ...]:
    """The bells, by slot."""
    rows = db.execute("SELECT slot, starts, ends FROM bell WHERE alive ORDER BY slot")
    return tuple(
        Bell(slot, time.fromisoformat(starts), time.fromisoformat(ends))
        for slot, starts, ends in rows
    )


def load_bell_rows(db: Connection) -> Mapping[int, int]:
    """The row of each bell, by slot."""
    return dict(db.execute("SELECT slot, row FROM bell WHERE alive"))


def load_timetable(db: Connection, year: str) -> tuple[TimetableSlot, ...]:
    """The whole weekly timetable of a school year."""
    return _slots(db, year, "")


def load_slots_of(db: Connection, year: str, teacher: int) -> tuple[TimetableSlot, ...]:
    """The places of one teacher in the week."""
    found = _slots(db, year, " AND ? IN (teacher, other_teacher)", teacher)
    return tuple(slot for slot in found if slot.teacher == teacher)


def _slots(db: Connection, year: str, where: str, *values: int) -> tuple[TimetableSlot, ...]:
    """Places of the timetable; one with a two-week pattern holds two lessons."""
    rows = db.execute(
        "SELECT row, weekday, slot, grp, pattern, subject, teacher, room, "
        "other_subject, other_teacher, other_room FROM timetable_slot "
        f"WHERE alive AND coalesce(subject, other_subject) IS NOT NULL AND {OF_YEAR}{where} "
        "ORDER BY weekday, slot",
        (year, *values),
    )
    return tuple(
        TimetableSlot(row, weekday, slot, grp, subject, teacher, room or "", held)
        for row, weekday, slot, grp, pattern, one, two, three, four, five, six in rows
        for weeks in (Weeks(pattern or ""),)
        for subject, teacher, room, held in (
            (one, two, three, weeks),
            (four, five, six, weeks.other),
        )
        if subject is not None
    )


def load_members(db: Connection, class_group: int) -> tuple[Member, ...]:
    """The pupils of a class group, past and present, in no order; each once, with all stays."""
    return _members(
        db,
        db.execute(
            "SELECT p.row, p.surname, p.given, p.patronymic, m.starts, m.ends "
            "FROM membership AS m JOIN pupil AS p ON p.row = m.pupil "
            "WHERE m.alive AND p.alive AND m.class_group = ?",
            (class_group,),
        ),
    )


def load_forgotten(db: Connection, rows: Iterable[int]) -> Mapping[int, Forgotten]:
    """Which of these rows were forgotten by an order of the log: when, who confirmed it."""
    return {
        row: Forgotten(date.fromisoformat(day), " ".join(part for part in name if part))
        for one in rows
        for row, day, *name in db.execute(FORGOTTEN, (one,))
    }


def load_sitting(db: Connection, group: int) -> tuple[Member, ...]:
    """Who sits in the lessons of a teaching group, past and present, in no order.

    Of a subgroup only its members, while they are in the class; who is taught at home is missing
    from the whole class on those days. One without any day is named for the sake of old marks.
    """
    found = db.execute("SELECT class_group, kind FROM teaching_group WHERE row = ?", (group,))
    class_group, kind = found.fetchone() or (0, None)
    members, own = load_members(db, class_group), load_group_stays(db, class_group)
    if kind:
        sitting = {pupil: stays for (at, pupil), stays in own.items() if at == group}
        return tuple(
            replace(one, stays=within(one.stays, sitting[one.pupil.id]))
            for one in members
            if one.pupil.id in sitting
        )
    home = _at_home(db, class_group)
    away = {pupil: stays for (at, pupil), stays in own.items() if at in home}
    return tuple(
        replace(one, stays=without(one.stays, away[one.pupil.id])) if one.pupil.id in away else one
        for one in members
    )


def load_group_stays(db: Connection, class_group: int) -> Mapping[tuple[int, int], Stays]:
    """The days of each pupil in each subgroup of a class, by group and pupil."""
    rows = db.execute(
        "SELECT m.grp, m.pupil, m.starts, m.ends FROM group_member AS m "
        "JOIN teaching_group AS g ON g.row = m.grp "
        "WHERE m.alive AND g.alive AND g.class_group = ?",
        (class_group,),
    )
    found: dict[tuple[int, int], list[tuple[date | None, date | None]]] = {}
    for group, pupil, *dates in rows:
        found.setdefault((group, pupil), []).append(_edges(dates))
    return {place: ordered(stays) for place, stays in found.items()}


def _at_home(db: Connection, class_group: int) -> frozenset[int]:
    rows = db.execute(
        "SELECT row FROM teaching_group WHERE alive AND class_group = ? AND kind = ?",
        (class_group, GroupKind.HOME.value),
    )
    return frozenset(row for (row,) in rows)


def _members(db: Connection, rows: Iterable[tuple[Any, ...]]) -> tuple[Member, ...]:
    names: dict[int, PersonName] = {}
    stays: dict[int, list[tuple[date | None, date | None]]] = {}
    for row, surname, given, patronymic, *dates in rows:
        names[row] = PersonName(surname or NAMELESS, given or "", patronymic or "")
        stays.setdefault(row, []).append(_edges(dates))
    gone = load_forgotten(db, [row for row, name in names.items() if name.surname == NAMELESS])
    return tuple(
        Member(Pupil(row, name, gone.get(row)), ordered(stays[row])) for row, name in names.items()
    )


def load_birth_dates(db: Connection, pupils: Iterable[int]) -> Mapping[int, date]:
    """Birth dates of pupils, where they are known."""
    wanted = set(pupils)
    rows = db.execute("SELECT pupil, birth_date FROM personal_file WHERE alive")
    return {pupil: date.fromisoformat(day) for pupil, day in rows if day and pupil in wanted}


def load_iins(db: Connection) -> frozenset[str]:
    """Every IIN that is kept, to find doubles."""
    rows = db.execute("SELECT iin FROM personal_file WHERE alive AND iin IS NOT NULL")
    return frozenset(row[0] for row in rows)


def load_sessions(
    db: Connection, group: int, first: date, last: date
) -> Mapping[tuple[date, int], Session]:
    """The attendance sessions of a teaching group between two days, by day and slot."""
    rows = db.execute(
        "SELECT row, day, slot, held_by, held_at FROM session "
        "WHERE grp = ? AND day BETWEEN ? AND ?",
        (group, first.isoformat(), last.isoformat()),
    )
    return {
        (day, slot): Session((group, day, slot), row, held_by, _moment(held_at))
        for row, text, slot, held_by, held_at in rows
        for day in (date.fromisoformat(text),)
    }


def load_signs(
    db: Connection, group: int, first: date, last: date, pupil: int | None = None
) -> tuple[tuple[int, date, int, Absence], ...]:
    """Attendance signs of a teaching group (of one pupil): pupil, day, slot, sign."""
    rows = db.execute(
        "SELECT a.pupil, s.day, s.slot, a.sign FROM session AS s "
        "JOIN attendance AS a ON a.parent = s.row "
        "WHERE s.grp = ? AND s.day BETWEEN ? AND ? AND a.sign IS NOT NULL"
        + ("" if pupil is None else " AND a.pupil = ?"),
        (group, first.isoformat(), last.isoformat(), *(() if pupil is None else (pupil,))),
    )
    return tuple(
        (who, date.fromisoformat(day), slot, Absence(sign)) for who, day, slot, sign in rows
    )


def load_sign(db: Connection, lesson: LessonKey, pupil: int) -> Absence | None:
    """One pupil's sign of attendance in a lesson."""
    found = db.execute(
        "SELECT a.sign FROM session AS s JOIN attendance AS a ON a.parent = s.row "
        "WHERE s.grp = ? AND s.day = ? AND s.slot = ? AND a.pupil = ?",
        (lesson.group, lesson.date.isoformat(), lesson.slot, pupil),
    ).fetchone()
    return Absence(found[0]) if found and found[0] else None


def hour_of_session(db: Connection, session: int) -> tuple[int, date, int] | None:
    """Teaching group, day and slot of an attendance session."""
    found = db.execute("SELECT grp, day, slot FROM session WHERE row = ?", (session,)).fetchone()
    return (found[0], date.fromisoformat(found[1]), found[2]) if found else None


def save_session(work: UnitOfWork, parts: Partitions, key: LessonKey) -> int:
    """The session of a lesson hour, made when someone first writes in it."""
    return work.born(
        "session", parts.attend, grp=key.group, day=key.date.isoformat(), slot=key.slot
    )


def save_held(work: UnitOfWork, session: int, by: int | None, at: datetime) -> None:
    """Note that a lesson was held: from now on who has no sign was present."""
    work.put("session", session, held_by=by, held_at=at.isoformat(timespec="seconds"), hours=1)


def save_sign(work: UnitOfWork, session: int, pupil: int, sign: Absence | None) -> None:
    """Write or clear a pupil's sign of attendance."""
    work.put_cell("attendance", session, pupil, sign=sign.value if sign else None)


def save_school(work: UnitOfWork, parts: Partitions, names: Mapping[str, str]) -> None:
    """The school's names and its current year, in its one line."""
    row = load_school(work.db)
    facts = {"name_kk": names["kk"], "name_ru": names["ru"], "year": parts.year}
    if row is None:
        work.new("school", parts.school_wide, **facts)
    else:
        work.put("school", row.row, **facts)


def save_class_group(
    work: UnitOfWork, parts: Partitions, year_level: int, letter: str, language: str
) -> int:
    """A class group of the year with its teaching group; the class group's row."""
    row = work.born(
        "class_group",
        parts.school_wide,
        year=parts.year,
        year_level=year_level,
        letter=letter,
        language=language,
    )
    work.born("teaching_group", parts.school_wide, class_group=row, name="")
    return row


def save_subject(work: UnitOfWork, parts: Partitions, code: str, names: Mapping[str, str]) -> int:
    """A subject with its names."""
    return work.born(
        "subject",
        parts.school_wide,
        code=code,
        name_kk=names["kk"],
        name_ru=names["ru"],
        name_en=names["en"],
    )


def save_pupil(work: UnitOfWork, parts: Partitions, name: PersonName) -> int:
    """A pupil of a new row."""
    return work.new(
        "pupil",
        parts.school_wide,
        surname=name.surname,
        given=name.given or None,
        patronymic=name.patronymic or None,
    )


def save_name(work: UnitOfWork, pupil: int, name: PersonName) -> None:
    """Another spelling of a pupil's name."""
    work.put(
        "pupil",
        pupil,
        surname=name.surname,
        given=name.given or None,
        patronymic=name.patronymic or None,
    )


def save_birth_date(work: UnitOfWork, parts: Partitions, pupil: int, birth: date | None) -> None:
    """Birth date of a pupil; what else the personal file holds stays."""
    day = birth.isoformat() if birth else None
    work.born("personal_file", parts.person, pupil=pupil, birth_date=day)


def save_membership(
    work: UnitOfWork, parts: Partitions, pupil: int, class_group: int, since: date | None
) -> None:
    """Put a pupil in a class group from a day on."""
    work.born(
        "membership",
        parts.school_wide,
        pupil=pupil,
        class_group=class_group,
        starts=since.isoformat() if since else None,
    )


def save_teaching(work: UnitOfWork, parts: Partitions, teaching: Teaching) -> None:
    """Who teaches a subject to a group."""
    work.born(
        "teaching",
        parts.school_wide,
        grp=teaching.group,
        subject=teaching.subject,
        teacher=teaching.teacher,
        pass_fail=None if teaching.pass_fail is None else int(teaching.pass_fail),
        period=teaching.period.value if teaching.period else None,
    )


def save_bell(work: UnitOfWork, parts: Partitions, bell: Bell) -> None:
    """When a slot begins and ends."""
    work.born(
        "bell",
        parts.school_wide,
        slot=bell.slot,
        starts=bell.starts.isoformat("minutes"),
        ends=bell.ends.isoformat("minutes"),
    )


def save_slot(work: UnitOfWork, parts: Partitions, slot: TimetableSlot) -> int:
    """A place of the weekly timetable, of every week or of every second one.

    A lesson of every week takes the whole place; one of every second week leaves the other.
    """
    empty = _is_empty(work.db, slot)
    row = work.born(
        "timetable_slot",
        parts.school_wide,
        grp=slot.group,
        weekday=slot.weekday,
        slot=slot.slot,
    )
    facts = slot.subject, slot.teacher, slot.room or None
    own = dict(zip(OWN_LESSON, facts, strict=True))
    if slot.weeks is Weeks.EVERY:
        own |= dict.fromkeys(("pattern", *OTHER_LESSON))
    elif empty:
        own |= {"pattern": slot.weeks.value, **dict.fromkeys(OTHER_LESSON)}
    else:
        own = _of_pattern(work.db, row, slot.weeks, facts)
    work.put("timetable_slot", row, **own)
    return row


OWN_LESSON = ("subject", "teacher", "room")
OTHER_LESSON = ("other_subject", "other_teacher", "other_room")


def _is_empty(db: Connection, slot: TimetableSlot) -> bool:
    """Whether nothing stands in a place, even if something once did."""
    found = db.execute(
        "SELECT 1 FROM timetable_slot WHERE alive AND grp = ? AND weekday = ? AND slot = ?",
        (slot.group, slot.weekday, slot.slot),
    )
    return found.fetchone() is None


def _of_pattern(
    db: Connection, row: int, weeks: Weeks, facts: tuple[int | str | None, ...]
) -> dict[str, int | str | None]:
    """The columns of a place when the lesson of every second week changes.

    A lesson that was there in every week keeps the weeks between.
    """
    found = db.execute("SELECT pattern, subject FROM timetable_slot WHERE row = ?", (row,))
    pattern, subject = found.fetchone() or (None, None)
    if pattern:
        return dict(zip(OWN_LESSON if pattern == weeks else OTHER_LESSON, facts, strict=True))
    columns = OWN_LESSON if subject is None else OTHER_LESSON
    kept = weeks if subject is None else weeks.other
    return {**dict(zip(columns, facts, strict=True)), "pattern": kept.value}


def _edges(dates: list[str | None]) -> tuple[date | None, date | None]:
    since, until = (date.fromisoformat(day) if day else None for day in dates)
    return since, until


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
