"""One register page as a Qt table: cells made once per change, told one cell at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.journal.model import ColumnKey, ColumnStatistics, PupilRow, RegisterPage
from school_desk.ui.journal.register_cells import (
    AbsenceLetters,
    Cell,
    CellMaker,
    PageSigns,
    text_of,
    work_lessons,
)
from school_desk.ui.journal.register_desk import RegisterDesk
from school_desk.ui.journal.register_layout import Section, SectionKind, sections_of
from school_desk.ui.journal.register_words import (
    cell_in_words,
    section_in_words,
    section_tip,
    section_title,
    states_in_words,
)
from school_desk.ui.on_screen import OnScreen

CELL_ROLE = Qt.ItemDataRole.UserRole + 1

SignsOf = Callable[[RegisterPage], PageSigns]
"""What others left on the cells of a page."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

# Asked for at every painting: put together once.
_READ_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_TYPED_FLAGS = _READ_FLAGS | Qt.ItemFlag.ItemIsEditable


class ComputedCellError(DeskError):
    """Someone types where the program counts."""

    sentence = N_("This is worked out by the program. Press F9 to see how.")


class RegisterModel(QAbstractTableModel):
    """Adapts one frozen page. It writes through the desk and changes only when told of a change."""

    refused = Signal(object)
    statistics_changed = Signal(int)
    page_changed = Signal()
    heads_changed = Signal()

    def __init__(
        self,
        desk: RegisterDesk,
        page: RegisterPage,
        today: date,
        letters: AbsenceLetters,
        parent: QObject | None = None,
        signs_of: SignsOf | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._signs_of: SignsOf = signs_of or _no_signs
        self.letters = letters
        self._statistics: dict[int, ColumnStatistics] = {}
        self._signs = self._signs_of(page)
        self._take(page, today)
        self._unsubscribe: Callable[[], None] = desk.events.subscribe(
            Committed, OnScreen(self).handler(self._on_committed)
        )

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""
        return self._page

    @property
    def today(self) -> date:
        """The day that is marked as today."""
        return self._today

    @property
    def sections(self) -> tuple[Section, ...]:
        """What each column is."""
        return self._sections

    @property
    def closed(self) -> bool:
        """Whether the page is only read."""
        return self._page.head.closed_on is not None

    @property
    def signs(self) -> PageSigns:
        """Conflicts, notes and padlocks."""
        return self._signs

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        self._unsubscribe = _nothing

    def show_page(self, page: RegisterPage, today: date, signs: PageSigns | None = None) -> None:
        """Show another page, or the same one with other columns."""
        self.beginResetModel()
        if signs is not None:
            self._signs_of = lambda _page: signs
        self._signs = self._signs_of(page)
        self._take(page, today)
        self.endResetModel()
        self.page_changed.emit()

    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        return self._cells[row][column]

    def cells(self, row: int) -> tuple[Cell, ...]:
        """What a line shows."""
        return self._cells[row]

    def row_of(self, pupil: int) -> int | None:
        """Where a pupil stands."""
        return self._row_of.get(pupil)

    def column_of(self, key: ColumnKey) -> int | None:
        """Where a lesson or a work stands."""
        return self._column_of.get(key)

    def pupil_row(self, row: int) -> PupilRow:
        """The pupil of a line."""
        return self._page.rows[row]

    def statistics(self, column: int) -> ColumnStatistics | None:
        """How a column stands, counted when first looked at; None where nothing is counted."""
        if column not in self._statistics:
            self._count(column)
        return self._statistics.get(column)

    def put(self, key: ColumnKey, pupil: int, text: str) -> bool:
        """Put what was typed; a refusal is told by `refused` and changes nothing."""
        return self._do(lambda: self._desk.journal.put(self._page, key, pupil, text))

    def paste(self, cells: Sequence[tuple[ColumnKey, int, str]]) -> bool:
        """Put a block, all or nothing."""
        return self._do(lambda: self._desk.journal.paste(self._page, cells))

    def clear_cells(self, cells: Sequence[tuple[ColumnKey, int]]) -> bool:
        """Empty cells as one step."""
        return self._do(lambda: self._desk.journal.clear(self._page, cells))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Pupils."""
        return 0 if parent.isValid() else len(self._page.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """All columns of the three blocks."""
        return 0 if parent.isValid() else len(self._sections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's border
        """Text, the cell for the delegate, or the cell in words."""
        if not index.isValid():
            return None
        cell = self._cells[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row, section = self._page.rows[index.row()], self._sections[index.column()]
            return cell_in_words(row, section, cell)
        say = _TEXT_ROLES.get(role)
        return say(cell) if say else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401  Qt's border
        """Put a text, as if typed."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        key = self._sections[index.column()].key
        if key is None:
            self.refused.emit(ComputedCellError())
            return False
        return self.put(key, self._page.rows[index.row()].pupil.id, str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected; marks can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typed = self._sections[index.column()].typed and not self.closed
        return _TYPED_FLAGS if typed else _READ_FLAGS

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401  Qt's border
        """The head of a column for those who cannot see its painting."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._sections):
            return None
        shown = self._sections[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return section_title(shown) or section_in_words(shown)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return section_in_words(shown, self._today)
        if role == Qt.ItemDataRole.ToolTipRole:
            return section_tip(shown, self._works_of(shown), self._today)
        return None

    def _take(self, page: RegisterPage, today: date) -> None:
        self._today = today
        self._take_sections(page)
        self._cells = [self._maker.row(n, row) for n, row in enumerate(page.rows, 1)]
        self._row_of = {row.pupil.id: n for n, row in enumerate(page.rows)}
        self._column_of = {
            section.key: n for n, section in enumerate(self._sections) if section.key
        }
        self._statistics.clear()

    def _take_sections(self, page: RegisterPage) -> None:
        self._page = page
        self._sections = sections_of(page)
        self._maker = CellMaker(self._sections, work_lessons(page), self.letters.shown, self._signs)

    def _do(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except DeskError as error:
            self.refused.emit(error)
            return False
        return True

    def _on_committed(self, change: Committed) -> None:
        delta = self._desk.journal.refresh(self._page, change)
        if _shape(delta.page) != _shape(self._page):
            self.show_page(delta.page, self._today)
            return
        signs, self._signs = self._signs, self._signs_of(delta.page)
        pupils = (
            self._row_of if delta.columns_changed else delta.pupils | _differ(signs, self._signs)
        )
        before = self._sections
        self._take_sections(delta.page)
        for column in sorted({column for pupil in pupils for column in self._renew(pupil)}):
            self._forget_statistics(column)
        if self._sections != before:
            self.heads_changed.emit()
        if pupils:
            self.page_changed.emit()

    def _renew(self, pupil: int) -> list[int]:
        """Make a pupil's cells again and tell the views of those that differ."""
        row = self._row_of.get(pupil)
        if row is None:
            return []
        before, after = self._cells[row], self._maker.row(row + 1, self._page.rows[row])
        self._cells[row] = after
        changed = [n for n, cell in enumerate(after) if cell != before[n]]
        for column in changed:
            index = self.index(row, column)
            self.dataChanged.emit(index, index)
        return changed

    def _count(self, column: int) -> None:
        section, journal = self._sections[column], self._desk.journal
        if section.words:
            self._statistics[column] = journal.mark_statistics(self._page)
        elif section.key is not None:
            self._statistics[column] = journal.statistics(self._page, section.key)
        elif section.kind is SectionKind.PERCENT:
            self._statistics[column] = journal.percent_statistics(self._page)
        elif section.kind is SectionKind.MARK:
            self._statistics[column] = journal.mark_statistics(self._page)

    def _forget_statistics(self, column: int) -> None:
        self._statistics.pop(column, None)
        self.statistics_changed.emit(column)

    def _works_of(self, section: Section) -> tuple[str, ...]:
        if not section.column:
            return ()
        return tuple(
            section_in_words(other)
            for other in self._sections
            if other.work and other.work.key.work in section.column.works
        )


_TEXT_ROLES: dict[int, Callable[[Cell], str]] = {
    Qt.ItemDataRole.DisplayRole: lambda cell: cell.text,
    Qt.ItemDataRole.EditRole: text_of,
    Qt.ItemDataRole.ToolTipRole: lambda cell: ", ".join(states_in_words(cell)),
}


def _differ(before: PageSigns, after: PageSigns) -> frozenset[int]:
    """The pupils on whose cells something else is now said."""
    places = before.cells.keys() | after.cells.keys()
    return frozenset(
        pupil
        for key, pupil in places
        if before.cells.get((key, pupil)) != after.cells.get((key, pupil))
    )


def _no_signs(_page: RegisterPage) -> PageSigns:
    return PageSigns()


def _shape(page: RegisterPage) -> tuple[object, ...]:
    """What decides where each cell lies: a topic or «held» changes none of it."""
    columns = tuple((column.key, column.date, column.top) for column in page.columns)
    works = tuple((work.key, work.kind, work.number, work.top) for work in page.works)
    pupils = tuple(row.pupil for row in page.rows)
    head = page.head
    return columns, works, pupils, head.pass_fail, head.unmarked, head.period, head.closed_on


def _nothing() -> None:
    """Stand where the unsubscription stood."""
