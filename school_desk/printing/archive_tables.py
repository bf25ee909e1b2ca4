"""The neutral tables of an archive: what stands on register pages, as rows that anyone can read.

Numbers in the columns `pupil`, `page`, `work` are those of the same archive; a date is ISO 8601; an
exact percent is a fraction such as 169/2. docs/archive.md describes every column.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from school_desk.journal.model import RegisterPage
    from school_desk.school.model import ClassGroup, Member

    Rows = Sequence[Sequence[str | int | None]]

Cell = str | int | None

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "classes": ("class_group", "label", "year_level", "letter", "language", "form_tutor"),
    "pupils": ("pupil", "class_group", "surname", "given", "patronymic", "since", "until"),
    "pages": (
        *("page", "class_group", "subject_code", "subject_kk", "subject_ru", "group", "period"),
        *("starts", "ends", "teacher", "ruleset", "pass_fail", "unmarked", "closed_on"),
    ),
    "lessons": ("page", "date", "slot", "column", "held", "topic", "objective", "homework"),
    "marks": ("page", "date", "slot", "column", "pupil", "points"),
    "works": ("work", "page", "kind", "number", "top", "title", "date"),
    "work_points": ("work", "pupil", "points"),
    "works_from_elsewhere": ("page", "pupil", "kind", "number", "points", "top", "source"),
    "attendance": ("page", "date", "slot", "pupil", "sign"),
    "results": ("page", "pupil", "standing", "percent", "rounded", "mark", "passed"),
}
"""The files of an archive and their columns; a new column is added at the end."""


class Tables:
    """Collects rows page by page."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in COLUMNS}

    def add_class(self, group: ClassGroup, tutor: str, members: Iterable[Member]) -> None:
        """A class group with everybody who was ever in it."""
        facts = group.id, group.label, group.year_level, group.letter, group.language, tutor
        self.rows["classes"].append(facts)
        for one in members:
            name = one.pupil.name
            names = name.surname, name.given, name.patronymic
            for since, until in one.stays:
                edges = _day(since), _day(until)
                self.rows["pupils"].append((one.pupil.id, group.id, *names, *edges))

    def add_page(self, page: RegisterPage, code: str, group_name: str) -> None:
        """A register page with everything that stands on it."""
        head = page.head
        number = len(self.rows["pages"]) + 1
        self.rows["pages"].append(
            (
                *(number, head.class_group, code, head.subject_names["kk"]),
                *(head.subject_names["ru"], group_name, head.period.key),
                *(_day(head.period.starts), _day(head.period.ends), head.teacher_name),
                *(head.ruleset, int(head.pass_fail), int(head.unmarked), _day(head.closed_on)),
            )
        )
        self.rows["lessons"] += _lessons(page, number)
        self.rows["marks"] += _marks(page, number)
        self.rows["works"] += _works(page, number)
        self.rows["work_points"] += _work_points(page)
        self.rows["works_from_elsewhere"] += _elsewhere(page, number)
        self.rows["attendance"] += _attendance(page, number)
        self.rows["results"] += _results(page, number)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each table as a CSV file: UTF-8, commas, one line of heads."""
        for name, heads in COLUMNS.items():
            yield f"data/{name}.csv", to_csv(heads, self.rows[name])


def to_csv(heads: Sequence[str], rows: Rows) -> bytes:
    """Rows as CSV; an empty field is nothing, never zero."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _lessons(page: RegisterPage, number: int) -> Iterator[tuple[Cell, ...]]:
    for one in page.columns:
        place = number, _day(one.date), one.slot, one.key.n
        yield (*place, int(one.held), one.topic, one.objective, one.homework)


def _marks(page: RegisterPage, number: int) -> Iterator[tuple[Cell, ...]]:
    for one in page.columns:
        for row in page.rows:
            points = row.points(one.key)
            if points is not None:
                yield (number, _day(one.date), one.slot, one.key.n, row.pupil.id, points)


def _works(page: RegisterPage, number: int) -> Iterator[tuple[Cell, ...]]:
    for one in page.works:
        facts = one.kind.value, one.number, one.top, one.title, _day(one.date)
        yield (one.key.work, number, *facts)


def _work_points(page: RegisterPage) -> Iterator[tuple[Cell, ...]]:
    for one in page.works:
        for row in page.rows:
            points = row.points(one.key)
            if points is not None:
                yield (one.key.work, row.pupil.id, points)


def _elsewhere(page: RegisterPage, number: int) -> Iterator[tuple[Cell, ...]]:
    for row in page.rows:
        for one in row.imported:
            facts = one.kind.value, one.number, one.points, one.top, one.source
            yield (number, row.pupil.id, *facts)


def _attendance(page: RegisterPage, number: int) -> Iterator[tuple[Cell, ...]]:
    for row in page.rows:
        for lesson, sign in sorted(row.signs.items()):
            yield (number, _day(lesson.date), lesson.slot, row.pupil.id, sign.value)


def _results(page: RegisterPage, number: int) -> Iterator[tuple[Cell, ...]]:
    for row in page.rows:
        result = row.result
        percent = None if result.percent is None else str(result.percent)
        passed = None if row.verdict is None else int(row.verdict)
        facts = result.standing.value, percent, result.rounded, result.mark, passed
        yield (number, row.pupil.id, *facts)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
