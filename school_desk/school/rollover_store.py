"""Rows of a school year at its end as values, and the rows with which the next one begins."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from school_desk.school.model import NAMELESS, ClassGroup, PersonName, Pupil
from school_desk.school.rollover_carry_rules import next_hours, next_subgroups, next_taught
from school_desk.school.rollover_model import (
    ClassNow,
    Going,
    HoursNow,
    Label,
    NextClass,
    RolloverPlan,
    SubgroupNow,
    TaughtNow,
)
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

Step = Callable[[int, int], None]
Facts = Mapping[str, int | str | None]
OF_YEAR = "JOIN class_group AS c ON c.row = {}.class_group WHERE c.alive AND c.year = ? AND "
LEAVE = "leave"
"""The kind of movement of those who finish; whoever only moves up has none."""


def load_classes(db: Connection, year: str, on: date) -> tuple[ClassNow, ...]:
    """The class groups of a year with who is in them on a day."""
    pupils = _pupils(db, year, on)
    wholes = dict(db.execute("SELECT class_group, row FROM teaching_group WHERE name = ''"))
    rows = db.execute(
        "SELECT c.row, c.year_level, c.letter, c.language, c.form_tutor, c.shift, s.code "
        "FROM class_group AS c LEFT JOIN class_set AS s ON s.row = c.class_set AND s.alive "
        "WHERE c.alive AND c.year = ? ORDER BY c.year_level, c.letter",
        (year,),
    )
    return tuple(
        ClassNow(
            ClassGroup(row, year_level, letter or "", language or "kk", tutor),
            shift,
            code or "",
            wholes.get(row, 0),
            tuple(pupils.get(row, ())),
        )
        for row, year_level, letter, language, tutor, shift, code in rows
    )


def load_ahead(db: Connection, year: str) -> Mapping[Label, tuple[Pupil, ...]]:
    """The class groups that a coming year has already, with who is in them."""
    found = load_classes(db, year, date.max)
    return {one.label: one.pupils for one in found}


def load_subgroups(db: Connection, year: str, on: date) -> tuple[SubgroupNow, ...]:
    """The subgroups of a year with who is in them on a day."""
    members: dict[int, set[int]] = {}
    rows = db.execute(
        "SELECT grp, pupil FROM group_member WHERE alive AND coalesce(ends, ?1) >= ?1",
        (on.isoformat(),),
    )
    for group, pupil in rows:
        members.setdefault(group, set()).add(pupil)
    rows = db.execute(
        f"SELECT g.class_group, g.row, g.name, g.kind FROM teaching_group AS g {_of('g')} "
        "g.alive AND g.name <> ''",
        (year,),
    )
    return tuple(
        SubgroupNow(class_group, row, name, kind or "", frozenset(members.get(row, ())))
        for class_group, row, name, kind in rows
    )


def load_taught(db: Connection, year: str) -> tuple[TaughtNow, ...]:
    """What is taught to whom in a year, by class group and the name of the subgroup."""
    rows = db.execute(
        "SELECT g.class_group, g.name, t.subject, t.teacher, t.pass_fail, t.period "
        f"FROM teaching AS t JOIN teaching_group AS g ON g.row = t.grp {_of('g')} t.alive "
        "AND g.alive ORDER BY t.row",
        (year,),
    )
    return tuple(TaughtNow(row[0], row[1] or "", *row[2:]) for row in rows)


def load_hours(db: Connection, year: str) -> tuple[HoursNow, ...]:
    """The curricula of the class groups of a year."""
    rows = db.execute(
        "SELECT h.class_group, h.subject, h.hours, h.component, h.source "
        f"FROM curriculum AS h {_of('h')} h.alive AND h.hours NOT NULL",
        (year,),
    )
    return tuple(HoursNow(*row) for row in rows)


def save_rollover(work: UnitOfWork, parts: Partitions, plan: RolloverPlan, step: Step) -> None:
    """Write the next year; what is there already stays as it is."""
    classes = {one.label: _save_class(work, parts, plan, one) for one in plan.classes}
    _save_pupils(work, parts, plan, classes, step)
    groups = _save_subgroups(work, parts, plan, classes)
    for taught in next_taught(plan):
        group = groups[taught.label, taught.group_name]
        born: Facts = {"grp": group, "subject": taught.subject}
        facts = {"pass_fail": taught.pass_fail, "period": taught.period}
        _once(work, parts, "teaching", born, {"teacher": taught.teacher, **facts})
    for hours in next_hours(plan):
        born = {"class_group": classes[hours.label], "subject": hours.subject}
        source = {"component": hours.component, "source": hours.source}
        _once(work, parts, "curriculum", born, {"hours": hours.hours, **source})
    (school,) = work.db.execute("SELECT row FROM school WHERE alive").fetchone()
    work.put("school", school, year=plan.before.next_year)


def _once(work: UnitOfWork, parts: Partitions, table: str, born: Facts, facts: Facts) -> int:
    """The row born with these parts: made with its facts, or found and left as it is."""
    where = " AND ".join(f"{name} = ?" for name in born)
    query = f"SELECT row FROM {table} WHERE alive AND {where}"
    found = work.db.execute(query, tuple(born.values())).fetchone()
    return int(found[0]) if found else work.born(table, parts.school_wide, **born, **facts)


def _save_class(work: UnitOfWork, parts: Partitions, plan: RolloverPlan, one: NextClass) -> int:
    year, year_level, letter = plan.before.next_year, *one.label
    facts: dict[str, int | str | None] = {"language": one.language, "shift": one.shift}
    facts["form_tutor"] = one.form_tutor
    if one.class_set:
        together: Facts = {"year": year, "code": one.class_set}
        facts["class_set"] = _once(work, parts, "class_set", together, {})
    born: Facts = {"year": year, "year_level": year_level, "letter": letter}
    row = _once(work, parts, "class_group", born, facts)
    _once(work, parts, "teaching_group", {"class_group": row, "name": ""}, {})
    return row


def _save_pupils(
    work: UnitOfWork,
    parts: Partitions,
    plan: RolloverPlan,
    classes: Mapping[Label, int],
    step: Step,
) -> None:
    """End the memberships of the year, begin those of the next, note who has gone."""
    ended = _open_memberships(work.db, plan.before.year)
    starts = plan.before.next_starts
    for done, going in enumerate(plan.goings, 1):
        until = starts - timedelta(days=1) if going.to else _leaving(plan, going)
        for row in ended.get(going.pupil.id, ()):
            work.put("membership", row, ends=until.isoformat())
        if going.to is not None:
            _join(work, parts, going.pupil.id, classes[going.to], starts)
        else:
            _save_movement(work, parts, going, until, plan.why)
        step(done, len(plan.goings))


def _leaving(plan: RolloverPlan, going: Going) -> date:
    """The day of the order, but no lesson of the year is taken back and none of the next given."""
    ordered = going.decided.order_date if going.decided else None
    latest = plan.before.next_starts - timedelta(days=1)
    return min(max(ordered or plan.before.last_day, plan.before.last_day), latest)


def _join(work: UnitOfWork, parts: Partitions, pupil: int, class_group: int, starts: date) -> None:
    born: Facts = {"pupil": pupil, "class_group": class_group}
    _once(work, parts, "membership", born, {"starts": starts.isoformat(), "ends": None})


def _save_movement(work: UnitOfWork, parts: Partitions, going: Going, day: date, why: str) -> None:
    decided = going.decided
    there = work.db.execute(
        "SELECT 1 FROM movement WHERE alive AND pupil = ? AND kind = ? AND from_class = ?",
        (going.pupil.id, LEAVE, going.of.id),
    ).fetchone()
    if there is None:
        ordered = decided.order_date if decided else None
        work.new(
            "movement",
            parts.school_wide,
            pupil=going.pupil.id,
            kind=LEAVE,
            day=day.isoformat(),
            order_number=(decided.order_number if decided else "") or None,
            order_date=ordered.isoformat() if ordered else None,
            from_class=going.of.id,
            reason=why or None,
        )


def _save_subgroups(
    work: UnitOfWork, parts: Partitions, plan: RolloverPlan, classes: Mapping[Label, int]
) -> dict[tuple[Label, str], int]:
    """The teaching groups of the next year, by class and name; those of whole classes first."""
    wholes = dict(work.db.execute("SELECT class_group, row FROM teaching_group WHERE name = ''"))
    groups = {(label, ""): wholes[row] for label, row in classes.items()}
    for one in next_subgroups(plan):
        born: Facts = {"class_group": classes[one.label], "name": one.name}
        row = _once(work, parts, "teaching_group", born, {"kind": one.kind or None})
        groups[one.label, one.name] = row
        for pupil in one.pupils:
            starts = plan.before.next_starts.isoformat()
            _once(work, parts, "group_member", {"grp": row, "pupil": pupil}, {"starts": starts})
    return groups


def _open_memberships(db: Connection, year: str) -> Mapping[int, Iterable[int]]:
    rows = db.execute(
        f"SELECT m.pupil, m.row FROM membership AS m {_of('m')} m.alive AND m.ends IS NULL",
        (year,),
    )
    found: dict[int, list[int]] = {}
    for pupil, row in rows:
        found.setdefault(pupil, []).append(row)
    return found


def _pupils(db: Connection, year: str, on: date) -> Mapping[int, list[Pupil]]:
    rows = db.execute(
        "SELECT m.class_group, p.row, p.surname, p.given, p.patronymic "
        f"FROM membership AS m JOIN pupil AS p ON p.row = m.pupil {_of('m')} m.alive AND p.alive "
        "AND p.merged_into IS NULL AND coalesce(m.starts, ?2) <= ?2 AND coalesce(m.ends, ?2) >= ?2",
        (year, on.isoformat()),
    )
    found: dict[int, list[Pupil]] = {}
    for class_group, row, surname, given, patronymic in rows:
        name = PersonName(surname or NAMELESS, given or "", patronymic or "")
        found.setdefault(class_group, []).append(Pupil(row, name))
    return found


def _of(alias: str) -> str:
    return OF_YEAR.format(alias)
