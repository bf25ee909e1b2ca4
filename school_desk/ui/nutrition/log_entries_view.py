"""The lines of a log as one types them: keys go to its page, the cursor where typing goes on."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from school_desk.errors import DeskError
from school_desk.intents import Scope
from school_desk.nutrition.log_model import Kind
from school_desk.ui.nutrition.log_entries_page import EntriesPage, Step
from school_desk.ui.nutrition.log_grid import NEW, LogCells, LogGrid


class EntriesView(LogGrid):
    """`changed` when something was typed or written: what is shown has to be read again."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        self.page: EntriesPage | None = None
        self.lines = LogCells((), self._type)
        super().__init__(name, self.lines)
        self.lines.setParent(self)
        self.confirmed.connect(self._confirm)
        self.picked.connect(self._pick)
        self.turned.connect(self._turn)

    def show_page(self, page: EntriesPage) -> None:
        """Another log: its columns, how many choices each has, which never change."""
        asked = page.log.asked
        self.page = page
        self.lines.closed = frozenset(page.log.born)
        self.choices = {one.name: len(page.choices_of(one)) for one in asked}
        self.checks = frozenset(one.name for one in asked if one.kind is Kind.CHECK)
        self.adding = frozenset(one.name for one in asked if one.kind is Kind.USES)
        self.lines.show_columns(page.columns)

    def read(self, page: EntriesPage) -> bool:
        """Read the lines again, the cursor stays; whether there are any."""
        row, column = self.row_id, self.column_name
        before = [one.id for one in self.lines.rows]
        found = page.cells()
        self.lines.free = page.loose
        self.lines.show_rows(found)
        self.lines.read_only = _refusal(page) is not None
        now = [one.id for one in found]
        if now != before and row in now:
            self.go_to(row, column)
        elif now != before:
            self.scrollToBottom()  # so that all that waits is seen
            self.go_to(*page.start())
        return bool(now)

    def _type(self, row: int, column: str, text: str) -> None:
        """A text in a cell, or raise: the cell stays open."""
        if self.page is not None:
            step = self.page.type_in(row, column, text, entered=self.by_enter)
            self._after(row, step, then=self.lead_to)

    def _confirm(self, row: int) -> None:
        """Enter: the line as it stands is written."""
        self._go(row, lambda page: page.confirm(row))

    def _pick(self, row: int, column: str, digit: int) -> None:
        self._go(row, lambda page: page.pick(row, column, digit), below=row > NEW)

    def _turn(self, row: int, column: str) -> None:
        self._go(row, lambda page: page.turn(row, column))

    def _go(self, row: int, act: Callable[[EntriesPage], Step], *, below: bool = False) -> None:
        """Do what a key asks, or say why not; the cursor goes where typing goes on."""
        if self.page is None:
            return
        refusal = _refusal(self.page)
        try:
            step = act(self.page) if refusal is None else Step(row, self.column_name, refusal)
        except DeskError as error:
            self.refused.emit(error)
            return
        self._after(row, step, then=self.go_to)
        if below and step.row is None and step.refusal is None:
            self._step(1, 0)

    def _after(self, row: int, step: Step, then: Callable[[int, str], object]) -> None:
        self.changed.emit()
        if step.refusal is not None:
            self.refused.emit(step.refusal)
        if step.row is not None:
            then(step.row, step.column)
        elif self.row_id != row:
            self.go_to(row, step.column)


def _refusal(page: EntriesPage) -> DeskError | None:
    return page.desk.why_not(page.write_intent, Scope())
