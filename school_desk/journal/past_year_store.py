"""What the pages of a class were closed with, and which years stand on paper only, as rows."""

from collections.abc import Iterable

from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.journal.past_year_model import StoredMark
from school_desk.storage.engine import Connection


def load_stored(db: Connection, class_group: int) -> tuple[StoredMark, ...]:
    """The lines of all pages of a class that are closed; those without marks by rule are none."""
    rows = db.execute(
        "SELECT m.pupil, c.grp, c.subject, c.period, c.ruleset, m.standing, m.mark, m.passed "
        "FROM closed_mark AS m JOIN closing AS c ON c.row = m.parent "
        "JOIN teaching_group AS g ON g.row = c.grp WHERE g.class_group = ? AND c.alive "
        "AND c.closed_on IS NOT NULL AND c.reopened_on IS NULL "
        "AND m.standing IS NOT NULL AND m.standing <> ? ORDER BY c.row",
        (class_group, Standing.UNMARKED.value),
    )
    return tuple(
        StoredMark(
            *(pupil, group, subject, period, ruleset or ""),
            ClosedMark(Standing(standing), mark, None if passed is None else bool(passed)),
        )
        for pupil, group, subject, period, ruleset, standing, mark, passed in rows
    )


def load_years_on_paper(db: Connection, pupils: Iterable[int] | None = None) -> tuple[str, ...]:
    """The years of which marks came on paper, of everybody or of some pupils."""
    wanted = "" if pupils is None else f"AND pupil IN ({','.join(str(int(o)) for o in pupils)}) "
    rows = db.execute(
        "SELECT DISTINCT year FROM past_mark WHERE alive "
        f"{wanted}AND coalesce(mark, passed) IS NOT NULL ORDER BY year"
    )
    return tuple(row[0] for row in rows)
