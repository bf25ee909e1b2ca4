"""Rows of class sets: which classes one teacher teaches in one room."""

from collections.abc import Iterable, Mapping

from school_desk.school.class_set_rules import code_of, in_order
from school_desk.school.combined_rules import ClassSets
from school_desk.school.model import ClassGroup, ClassSet
from school_desk.school.store import load_class_groups
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_class_sets(db: Connection, year: str) -> tuple[ClassSet, ...]:
    """The class sets of a school year that have classes, by their first class."""
    classes = {one.id: one for one in load_class_groups(db, year)}
    members: dict[int, list[ClassGroup]] = {}
    for row, class_set in db.execute(
        "SELECT row, class_set FROM class_group WHERE alive AND year = ? AND class_set NOT NULL",
        (year,),
    ):
        members.setdefault(class_set, []).append(classes[row])
    rows = db.execute(
        "SELECT row, name_kk, name_ru FROM class_set WHERE alive AND year = ?", (year,)
    )
    found = (
        ClassSet(row, {"kk": kk or "", "ru": ru or kk or ""}, in_order(members[row]))
        for row, kk, ru in rows
        if row in members
    )
    return tuple(sorted(found, key=lambda one: [c.year_level for c in one.classes]))


def load_sets_of_groups(db: Connection, year: str) -> ClassSets:
    """The class set of each teaching group of a school year; a dissolved one counts no more."""
    return dict(
        db.execute(
            "SELECT t.row, s.row FROM teaching_group AS t "
            "JOIN class_group AS c ON c.row = t.class_group "
            "JOIN class_set AS s ON s.row = c.class_set AND s.alive "
            "WHERE t.alive AND c.alive AND c.year = ?",
            (year,),
        )
    )


def save_class_set(
    work: UnitOfWork,
    parts: Partitions,
    classes: tuple[ClassGroup, ...],
    names: Mapping[str, str],
    old: ClassSet | None,
) -> int:
    """A set with exactly these classes: a new one, or another choice for one that is there."""
    facts = {"name_kk": names.get("kk") or None, "name_ru": names.get("ru") or None}
    if old is None:
        code = code_of(classes, _codes(work.db, parts.year))
        row = work.born("class_set", parts.school_wide, year=parts.year, code=code, **facts)
    else:
        row = old.id
        work.put("class_set", row, **facts)
    kept = {one.id for one in classes}
    _leave(work, (one for one in (old.classes if old else ()) if one.id not in kept))
    for one in classes:
        work.put("class_group", one.id, class_set=row)
    return row


def end_class_set(work: UnitOfWork, class_set: ClassSet) -> None:
    """Let a set cease to exist; its classes stay."""
    _leave(work, class_set.classes)
    work.delete(class_set.id)


def _codes(db: Connection, year: str) -> frozenset[str]:
    """What the sets of a year were born with; they may have other classes now."""
    rows = db.execute("SELECT code FROM class_set WHERE alive AND year = ?", (year,))
    return frozenset(code for (code,) in rows)


def _leave(work: UnitOfWork, classes: Iterable[ClassGroup]) -> None:
    for one in classes:
        work.put("class_group", one.id, class_set=None)
