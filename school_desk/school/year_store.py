"""Rows of several school years: which years there are, and who was in which class."""

from datetime import date

from school_desk.school.model import ClassGroup
from school_desk.school.year_model import PathStep
from school_desk.storage.engine import Connection


def load_years(db: Connection) -> tuple[str, ...]:
    """The school years that have class groups, the earliest first."""
    rows = db.execute("SELECT DISTINCT year FROM class_group WHERE alive ORDER BY year")
    return tuple(row[0] for row in rows if row[0])


def year_of(db: Connection, class_group: int | None, group: int | None) -> str:
    """The school year of a class group or of a teaching group; of neither none."""
    if class_group is None and group is None:
        return ""
    found = db.execute(
        "SELECT year FROM class_group WHERE row = coalesce(?, "
        "(SELECT class_group FROM teaching_group WHERE row = ?))",
        (class_group, group),
    ).fetchone()
    return (found[0] or "") if found else ""


def load_path(db: Connection, pupil: int) -> tuple[PathStep, ...]:
    """The class groups of a pupil through all years, in order of time."""
    rows = db.execute(
        "SELECT c.year, c.row, c.year_level, c.letter, c.language, c.form_tutor, m.starts, m.ends "
        "FROM membership AS m JOIN class_group AS c ON c.row = m.class_group "
        "WHERE m.alive AND c.alive AND m.pupil = ? ORDER BY c.year, m.starts, c.year_level",
        (pupil,),
    )
    return tuple(
        PathStep(
            year or "",
            ClassGroup(row, year_level, letter or "", language or "kk", tutor),
            date.fromisoformat(starts) if starts else None,
            date.fromisoformat(ends) if ends else None,
        )
        for year, row, year_level, letter, language, tutor, starts, ends in rows
    )


def class_of_pupil(db: Connection, pupil: int, year: str) -> int | None:
    """The class group in which a pupil was last in a year."""
    found = [step for step in load_path(db, pupil) if step.year == year]
    return found[-1].class_group.id if found else None
