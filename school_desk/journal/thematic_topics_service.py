"""Topics that come from the thematic plan: its rows kept until they change, bound page by page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.events import Committed
from school_desk.journal.model import Column
from school_desk.journal.thematic_model import Binding, PlanRow
from school_desk.journal.thematic_rules import Topics, bind, lessons_of, own_topics
from school_desk.journal.thematic_store import load_plan_rows
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection

Page = tuple[int, int]
"""Teaching group and subject."""


class PlannedTopics:
    """What the plan says of the lessons of a page."""

    def __init__(self, term_of: Callable[[date], int]) -> None:
        self._term_of = term_of
        self._rows: dict[Page, tuple[PlanRow, ...]] = {}
        self._bound: dict[Page, tuple[tuple[LessonKey, ...], Topics, Binding]] = {}

    def on_change(self, change: Committed) -> None:
        """Forget rows that may be others now."""
        if any(one.table in ("plan_row", "teaching_group") for one in change.changes):
            self._rows.clear()
            self._bound.clear()

    def rows(self, db: Connection, group: int, subject: int) -> tuple[PlanRow, ...]:
        """The rows of a plan, as last read."""
        page = group, subject
        if page not in self._rows:
            self._rows[page] = load_plan_rows(db, group, subject)
        return self._rows[page]

    def bound(self, db: Connection, group: int, subject: int, columns: Sequence[Column]) -> Binding:
        """The plan on the lessons of a page; rows of other terms are left out."""
        page, keys, written = (group, subject), lessons_of(columns), own_topics(columns)
        kept = self._bound.get(page)
        if kept is None or kept[:2] != (keys, written):
            by_term = self.by_term(keys)
            rows = [row for row in self.rows(db, group, subject) if row.term in by_term]
            kept = self._bound[page] = keys, written, bind(rows, by_term, written)
        return kept[2]

    def by_term(self, lessons: Iterable[LessonKey]) -> Mapping[int, list[LessonKey]]:
        """Lessons by the term they are in."""
        found: dict[int, list[LessonKey]] = {}
        for lesson in lessons:
            found.setdefault(self._term_of(lesson.date), []).append(lesson)
        return found

    def filled(
        self, db: Connection, group: int, subject: int, columns: tuple[Column, ...]
    ) -> tuple[Column, ...]:
        """Columns with the topic, objective and homework of the plan where they have none."""
        if not self.rows(db, group, subject):
            return columns
        rows = self.bound(db, group, subject, columns).rows
        return tuple(_filled(column, rows.get(column.key.lesson)) for column in columns)  # type: ignore[arg-type]  # a lesson's column has a lesson


def _filled(column: Column, row: PlanRow | None) -> Column:
    if row is None:
        return column
    own = column.topic, column.objective, column.homework
    topic, objective, homework = (
        said or planned
        for said, planned in zip(own, (row.topic, row.objectives, row.homework), strict=True)
    )
    if (topic, objective, homework) == own:  # a copy costs more than all the rest
        return column
    return replace(
        column,
        topic=topic,
        objective=objective,
        homework=homework,
        topic_planned=topic != column.topic,
    )
