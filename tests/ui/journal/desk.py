"""A desk that keeps one page in memory and judges by the real rules of the register."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from importlib.resources import files

from school_desk.errors import DeskError
from school_desk.events import Changed, Committed, Events
from school_desk.journal.entry import Cell, Entry, PutMark, accept_block, accept_entry
from school_desk.journal.explain import Explanation, explain
from school_desk.journal.model import ColumnKey, ColumnStatistics, RegisterPage, Standing
from school_desk.journal.rules import (
    column_statistics,
    term_case,
    term_mark_statistics,
    term_result,
)
from school_desk.journal.ruleset import RuleSet, parse_ruleset
from school_desk.ui.journal.register_cells import AbsenceLetters


def shipped_rules() -> RuleSet:
    return parse_ruleset(
        files("school_desk.journal.rulesets").joinpath("kz-2025.toml").read_text("utf-8")
    )


class BlockRefusedError(DeskError):
    sentence = "{n} cells cannot be written."


@dataclass(frozen=True, slots=True)
class Delta:
    page: RegisterPage
    pupils: frozenset[int]
    columns_changed: bool = False


@dataclass
class PageInMemory:
    """The journal's services over one page; what they refuse, the domain refuses."""

    page: RegisterPage
    today: date
    events: Events
    rules: RuleSet = field(default_factory=shipped_rules)
    written: list[tuple[Entry, ...]] = field(default_factory=list)
    asked: list[ColumnKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self._reckoned(self.page)

    @property
    def letters(self) -> AbsenceLetters:
        settings = self.rules.defaults
        return AbsenceLetters(settings.signs["kk"], settings.letters)

    def put(self, page: RegisterPage, column: ColumnKey, pupil: int, text: str) -> None:
        self._same(page)
        cell = Cell(column, pupil, text)
        self._write(accept_entry(self.page, cell, self.rules.defaults, self.today))

    def paste(self, page: RegisterPage, cells: Sequence[tuple[ColumnKey, int, str]]) -> None:
        self._same(page)
        block = [Cell(*cell) for cell in cells]
        entries, problems = accept_block(self.page, block, self.rules.defaults, self.today)
        if problems:
            raise BlockRefusedError(n=len(problems))
        self._write(entries)

    def clear(self, page: RegisterPage, cells: Sequence[tuple[ColumnKey, int]]) -> None:
        self._same(page)
        entries = [
            entry
            for column, pupil in cells
            for entry in accept_entry(
                self.page, Cell(column, pupil, ""), self.rules.defaults, self.today
            )
        ]
        self._write(tuple(entries))

    def refresh(self, page: RegisterPage, change: Committed) -> Delta:
        touched = frozenset(one.pupil for one in change.changes if one.pupil is not None)
        changed = self.page.columns != page.columns or self.page.works != page.works
        return Delta(self.page, touched, changed)

    def statistics(self, page: RegisterPage, column: ColumnKey) -> ColumnStatistics:
        self.asked.append(column)
        place = page.find(column)
        points = (row.points(column) for row in page.rows)
        top = place.top if place else 0
        return column_statistics([(n, top) for n in points if n is not None], self.rules)

    def mark_statistics(self, page: RegisterPage) -> ColumnStatistics:
        return term_mark_statistics((row.result for row in page.rows), self.rules)

    def percent_statistics(self, page: RegisterPage) -> ColumnStatistics:
        results = (row.result for row in page.rows if row.result.standing is Standing.MARKED)
        percents = [result.rounded for result in results if result.rounded is not None]
        average = Fraction(sum(percents), len(percents)) if percents else None
        return ColumnStatistics(len(percents), average, None)

    def explain(self, page: RegisterPage, pupil: int) -> Explanation:
        row = page.row_of(pupil)
        assert row is not None
        return explain(term_case(page, row), row.result, self.rules, self.rules.defaults)

    def _same(self, page: RegisterPage) -> None:
        """The grid must write with the page that it shows."""
        assert page.rows == self.page.rows

    def _write(self, entries: tuple[Entry, ...]) -> None:
        self.written.append(entries)
        for entry in entries:
            rows = (
                _with(row, entry) if row.pupil.id == entry.pupil else row for row in self.page.rows
            )
            self.page = replace(self.page, rows=tuple(rows))
        self.page = self._reckoned(self.page)
        changes = tuple(
            Changed("mark", n, entry.pupil, "points") for n, entry in enumerate(entries)
        )
        self.events.publish(Committed(len(self.written), "Put mark", None, changes))

    def _reckoned(self, page: RegisterPage) -> RegisterPage:
        rows = (
            replace(row, result=term_result(term_case(page, row), self.rules, self.rules.defaults))
            for row in page.rows
        )
        return replace(page, rows=tuple(rows))


@dataclass
class DeskInMemory:
    """What the grid knows of a desk."""

    journal: PageInMemory
    events: Events


def desk_with(page: RegisterPage, today: date) -> DeskInMemory:
    events = Events()
    return DeskInMemory(PageInMemory(page, today, events), events)


def _with(row, entry):
    if isinstance(entry, PutMark):
        marks = {key: n for key, n in row.marks.items() if key != entry.column}
        if entry.points is not None:
            marks[entry.column] = entry.points
        return replace(row, marks=marks)
    signs = {key: sign for key, sign in row.signs.items() if key != entry.lesson}
    if entry.sign is not None:
        signs[entry.lesson] = entry.sign
    return replace(row, signs=signs)
