"""The neutral tables of an archive: what stands on register pages, as rows that anyone can read.

Numbers in the columns `pupil`, `page`, `work` are those of the same archive; a date is ISO 8601; an
exact percent is a fraction such as 169/2. docs/archive.md describes every column.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from school_desk.journal.closing_rules import STORED_OTHERWISE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from school_desk.journal.closing_model import Correction
    from school_desk.journal.model import RegisterPage
    from school_desk.journal.past_mark_model import PastKey, PastMark
    from school_desk.journal.year_model import ClassYear, Decision, YearCell
    from school_desk.school.model import ClassGroup, Member
    from school_desk.school.movement_model import Movement

    Rows = Sequence[Sequence[str | int | None]]

Cell = str | int | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "classes": ("class_group", "label", "year_level", "letter", "language", "form_tutor"),
    "pupils": ("pupil", "class_group", "surname", "given", "patronymic", "since", "until"),
    "pages": (
        *("page", "class_group", "subject_code", "subject_kk", "subject_ru", "group", "period"),
        *("starts", "ends", "teacher", "ruleset", "pass_fail", "unmarked", "closed_on"),
        *("closed_by", "reopened_on", "reopened_by", "reopened_for"),
    ),
    "lessons": ("page", "date", "slot", "column", "held", "topic", "objective", "homework"),
    "marks": ("page", "date", "slot", "column", "pupil", "points"),
    "works": ("work", "page", "kind", "number", "top", "title", "date"),
    "work_points": ("work", "pupil", "points"),
    "works_from_elsewhere": ("page", "pupil", "kind", "number", "points", "top", "source"),
    "attendance": ("page", "date", "slot", "pupil", "sign"),
    "results": ("page", "pupil", "standing", "percent", "rounded", "mark", "passed", "corrected"),
    "year_periods": (
        *("class_group", "subject_code", "pupil", "period", "source", "standing", "mark"),
        *("passed", "paper"),
    ),
    "exams": ("class_group", "subject_code", "pupil", "kind", "mark", "points", "top", "date"),
    "year": (
        *("class_group", "subject_code", "pupil", "mean", "mark", "passed", "lack"),
        *("final_value", "final_mark", "way"),
    ),
    "decisions": (
        *("class_group", "pupil", "outcome", "order_number", "order_date", "award"),
        *("award_order", "note"),
    ),
    "past_marks": ("pupil", "year", "subject_code", "period", "mark", "passed", "source"),
    "movements": (
        *("movement", "pupil", "kind", "date", "from_class", "to_class", "order_number"),
        *("order_date", "other_school", "reason"),
    ),
    "corrections": (
        *("at", "who", "class", "subject_kk", "period_kk", "pupil", "before", "after"),
        *("reason", "intent"),
    ),
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
                *(head.closed_by or None, _day(head.reopened_on), head.reopened_by or None),
                head.reopened_for or None,
            )
        )
        self.rows["lessons"] += _lessons(page, number)
        self.rows["marks"] += _marks(page, number)
        self.rows["works"] += _works(page, number)
        self.rows["work_points"] += _work_points(page)
        self.rows["works_from_elsewhere"] += _elsewhere(page, number)
        self.rows["attendance"] += _attendance(page, number)
        self.rows["results"] += _results(page, number)

    def add_year(self, year: ClassYear, codes: Mapping[int, str]) -> None:
        """The year of a class: periods, exams, year and final marks, what was decided."""
        group = year.class_group
        for line in year.lines:
            pupil = line.pupil.id
            self.rows["decisions"] += _decision(group, pupil, line.decision)
            for column, cell in zip(year.columns, line.cells, strict=True):
                if cell is not None:
                    place = group, codes[column.subject], pupil
                    self.rows["year_periods"] += _periods(place, cell)
                    self.rows["exams"] += _exams(place, cell)
                    self.rows["year"].append(_year(place, cell))

    def add_past(self, key: PastKey, code: str, past: PastMark) -> None:
        """A mark of another school or of an earlier year."""
        marks = past.mark, None if past.passed is None else int(past.passed), past.source
        self.rows["past_marks"].append((key.pupil, key.year, code, key.period, *marks))

    def add_movement(self, one: Movement) -> None:
        """An arrival, a move or a departure; one between two classes stands once."""
        row = (
            *(one.row, one.pupil.id, one.kind.value, _day(one.day), one.from_class, one.to_class),
            *(one.order.number or None, _day(one.order.day)),
            *(one.other_school or None, one.reason or None),
        )
        if row not in self.rows["movements"]:
            self.rows["movements"].append(row)

    def add_correction(self, one: Correction, said: Callable[[object], str | None]) -> None:
        """What was changed on a closed page; `said` puts values in words."""
        row = (
            *(one.at.isoformat(timespec="seconds"), one.who, one.class_label),
            *(one.subject_names["kk"], said(one.period), one.pupil or None),
            *(said(one.before), said(one.after), one.reason or None, one.intent),
        )
        self.rows["corrections"].append(row)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each table as a CSV file: UTF-8, commas, one line of heads."""
        for name, heads in COLUMNS.items():
            yield f"data/{name}.csv", to_csv(heads, self.rows[name])


def to_csv(heads: Sequence[str], rows: Rows) -> bytes:
    """Rows as CSV; an empty field is nothing, never zero.

    A text that a spreadsheet would take for a formula stands behind an apostrophe.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")


def _harmless(cell: Cell) -> Cell:
    """No formula at the beginning, and no carriage return, which would begin a row unquoted."""
    if not isinstance(cell, str):
        return cell
    before = "'" if cell.startswith(FORMULA) else ""
    return f"{before}{cell}".replace("\r\n", "\n").replace("\r", "\n")


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
        yield (number, row.pupil.id, *facts, int(STORED_OTHERWISE in result.warnings))


def _decision(group: int, pupil: int, one: Decision) -> Iterator[tuple[Cell, ...]]:
    if one.outcome is None and one.award is None:
        return
    outcome, award = (value.value if value else None for value in (one.outcome, one.award))
    order = one.order_number or None, _day(one.order_date)
    yield (group, pupil, outcome, *order, award, one.award_order or None, one.note or None)


def _periods(place: tuple[int, str, int], cell: YearCell) -> Iterator[tuple[Cell, ...]]:
    for one in cell.periods:
        passed = None if one.passed is None else int(one.passed)
        facts = one.source.value, one.standing.value, one.mark, passed, one.paper or None
        yield (*place, one.period, *facts)


def _exams(place: tuple[int, str, int], cell: YearCell) -> Iterator[tuple[Cell, ...]]:
    for kind, one in cell.exams.items():
        yield (*place, kind.value, one.mark, one.points, one.top, _day(one.day))


def _year(place: tuple[int, str, int], cell: YearCell) -> tuple[Cell, ...]:
    year, final = cell.year, cell.final
    mean, value = (None if exact is None else str(exact) for exact in (year.mean, final.value))
    passed = None if year.passed is None else int(year.passed)
    lack = year.lack.value if year.lack else None
    way = final.way.value if final.mark is not None else None
    return (*place, mean, year.mark, passed, lack, value, final.mark, way)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
