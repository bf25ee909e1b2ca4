"""What keeps a closed page shut: every row that stands on it is refused, whoever writes it."""

from collections.abc import Callable, Sequence
from datetime import date

from school_desk.journal.closing_model import terms_of
from school_desk.journal.entry import PageClosedError
from school_desk.school.model import PersonName, Term
from school_desk.storage.engine import Connection

Guard = Callable[[Connection, int, int | None], None]
Terms = Callable[[Connection, str], Sequence[Term]]
"""The terms of a school year as the file has them."""

At = date | int | str
"""Where a row stands on a page: a day, a term, or the very period."""

_WORK = "summative AS s ON s.row ="
PLACES = {
    # By the day of a lesson.
    "lesson": "SELECT grp, subject, day FROM lesson WHERE row = ?",
    "lesson_column": "SELECT l.grp, l.subject, l.day FROM lesson_column AS c "
    "JOIN lesson AS l ON l.row = c.lesson WHERE c.row = ?",
    "session": "SELECT l.grp, l.subject, l.day FROM session AS h "
    "JOIN lesson AS l ON l.grp = h.grp AND l.day = h.day AND l.slot = h.slot WHERE h.row = ?",
    # By the term of a work.
    "summative": "SELECT grp, subject, term FROM summative WHERE row = ?",
    "work_task": f"SELECT s.grp, s.subject, s.term FROM work_task AS t JOIN {_WORK} t.summative "
    "WHERE t.row = ?",
    "descriptor": "SELECT s.grp, s.subject, s.term FROM descriptor AS d "
    f"JOIN work_task AS t ON t.row = d.task JOIN {_WORK} t.summative WHERE d.row = ?",
    "sitting": f"SELECT s.grp, s.subject, s.term FROM sitting AS i JOIN {_WORK} i.summative "
    "WHERE i.row = ?",
    "imported_work": "SELECT grp, subject, term FROM imported_work WHERE row = ?",
    "plan_row": "SELECT grp, subject, term FROM plan_row WHERE row = ?",
    # By the period itself.
    "verdict": "SELECT grp, subject, period FROM verdict WHERE row = ?",
}
PLACES |= {
    "mark": PLACES["lesson_column"],
    "attendance": PLACES["session"],
    "work_points": PLACES["summative"],
    "descriptor_points": PLACES["descriptor"],
}
"""Where the rows of a page stand. What is written *about* a page (analysis, rubrics, remarks, what
was carried over) is no part of it and stays open, like the plan of other terms."""

CLOSED = (
    "SELECT c.period, c.closed_on, a.surname, a.given, a.patronymic FROM closing AS c "
    "LEFT JOIN account AS a ON a.row = c.closed_by WHERE c.grp = ? AND c.subject = ? "
    "AND c.alive AND c.closed_on IS NOT NULL AND c.reopened_on IS NULL"
)
YEAR = (
    "SELECT c.year FROM teaching_group AS g JOIN class_group AS c ON c.row = g.class_group "
    "WHERE g.row = ?"
)


def guard_of(table: str, terms: Terms) -> Guard | None:
    """What keeps the rows of a table shut; nothing where it does not stand on pages."""
    return _guard(PLACES[table], terms) if table in PLACES else None


def closed_error(
    db: Connection, terms: Terms, place: tuple[int, int, At]
) -> PageClosedError | None:
    """What to say where the page of a teaching group and subject is closed at a day or term."""
    group, subject, at = place
    for period, on, *name in db.execute(CLOSED, (group, subject)).fetchall():
        if _covers(db, terms, group, period, at):
            who = PersonName(*(part or "" for part in name)).full
            return PageClosedError(who=who, date=date.fromisoformat(on))
    return None


def _guard(sql: str, terms: Terms) -> Guard:
    def guard(db: Connection, row: int, pupil: int | None) -> None:  # noqa: ARG001
        for group, subject, at in db.execute(sql, (row,)).fetchall():
            place = group, subject, _at(at)
            error = None if at is None else closed_error(db, terms, place)
            if error is not None:
                raise error

    return guard


def _at(value: str | int | None) -> At:
    """A day, a term or a period; a text that is no day is the key of a period."""
    if not isinstance(value, str):
        return value or 0
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _covers(db: Connection, terms: Terms, group: int, period: str, at: At) -> bool:
    """Whether a period (by its key) holds a day or a term."""
    if isinstance(at, str):
        return period == at
    year = db.execute(YEAR, (group,)).fetchone()
    found = {term.number: term for term in terms(db, year[0])} if year else {}
    covered = [found[number] for number in terms_of(period, tuple(found)) if number in found]
    if isinstance(at, int):
        return any(term.number == at for term in covered)
    return bool(covered) and covered[0].starts <= at <= covered[-1].ends
