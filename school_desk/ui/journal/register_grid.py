"""The register grid: one page to type in, with one cursor and one set of keys for its tables."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.school.model import PersonName
from school_desk.ui.journal.register_block import block_in_words
from school_desk.ui.journal.register_cells import AbsenceLetters, PageSigns
from school_desk.ui.journal.register_clipboard import copied, pasted
from school_desk.ui.journal.register_cursor import RegisterCursor
from school_desk.ui.journal.register_desk import RegisterDesk
from school_desk.ui.journal.register_ink import ROW_HEIGHTS
from school_desk.ui.journal.register_keys import RegisterKeys
from school_desk.ui.journal.register_model import RegisterModel, SignsOf
from school_desk.ui.journal.register_tables import RegisterTables

REFUSAL_MS = 600


class RegisterGrid(QWidget):
    """One page of the register. Give it the focus, and any key works."""

    refused = Signal(object)
    pupil_changed = Signal(int)
    column_changed = Signal(object)
    page_changed = Signal()
    summary_changed = Signal(str)
    menu_asked = Signal(object, QPoint)

    def __init__(
        self,
        desk: RegisterDesk,
        page: RegisterPage,
        today: date,
        letters: AbsenceLetters,
        parent: QWidget | None = None,
        signs_of: SignsOf | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = RegisterModel(desk, page, today, letters, self, signs_of)
        self._selection = QItemSelectionModel(self.model, self)
        self.cell_cursor = RegisterCursor(self.model, self._selection)
        self.keys = RegisterKeys(self.model, self.cell_cursor)
        self.tables = RegisterTables(self.model, self._selection, self)
        self._column_before_mark: int | None = None
        self._refusal = QTimer(self, singleShot=True, interval=REFUSAL_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tables)
        self.setFocusProxy(self.tables.dates)
        self._connect()
        self.tables.arrange()
        self.cell_cursor.start()

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""
        return self.model.page

    @property
    def pupil(self) -> int | None:
        """Whose line the current cell is in."""
        return self.cell_cursor.pupil

    @property
    def column(self) -> ColumnKey | None:
        """The lesson or work of the current cell; None in a computed column."""
        return self.cell_cursor.key

    @property
    def row_token(self) -> int:
        """The height of rows that the person likes: 22, 26 or 32."""
        return self.tables.row_token

    @property
    def compact(self) -> bool:
        """Whether the window is so narrow that works and shares are folded."""
        return self.tables.compact

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the grid itself answers to, by the ids of `ui.actions`."""
        return {
            "edit": self.keys.edit,
            "copy": self.copy,
            "paste": self.paste,
            "select_all": self.cell_cursor.select_all,
            "columns": self.tables.toggle_results,
            "row_taller": lambda: self.step_row_token(1),
            "row_lower": lambda: self.step_row_token(-1),
            "row_normal": lambda: self.set_row_token(ROW_HEIGHTS.usual),
            "column_menu": self.ask_menu,
        }

    def flush(self) -> None:
        """Save what waits for more digits; call it before undo, before leaving."""
        self.keys.flush()

    def close_page(self) -> None:
        """Save what is being typed and listen no more."""
        self.keys.flush()
        self.model.close()

    def show_page(self, page: RegisterPage, today: date, signs: PageSigns | None = None) -> None:
        """Show another page; the cursor stays on its pupil and lesson if they are there too."""
        self.keys.flush()
        self.model.show_page(page, today, signs)

    def go_to(self, column: ColumnKey, pupil: int | None = None) -> bool:
        """Make a cell the current one, as a line of «to fill» does; without a pupil, the first."""
        row = 0 if pupil is None else self.model.row_of(pupil)
        place = self.model.column_of(column)
        if row is None or place is None:
            return False
        if place not in self.tables.shown_columns:
            self.tables.toggle_results()
        self.cell_cursor.go(row, place)
        return True

    def find_pupil(
        self, query: str, matches: Callable[[str, PersonName], bool], *, further: bool = False
    ) -> bool:
        """Go to a pupil whose name matches, from here round to here; `further` leaves this one."""
        rows, here = self.page.rows, max(self.cell_cursor.index.row(), 0) + further
        ahead = [*range(here, len(rows)), *range(here)]
        row = next((n for n in ahead if matches(query, rows[n].pupil.name)), None)
        if row is not None:
            self.cell_cursor.to_row(row)
        return row is not None

    def visit_mark(self) -> None:
        """Stand on the pupil's term mark while «why this mark» is open."""
        index = self.cell_cursor.index
        if self._column_before_mark is None and index.isValid():
            self._column_before_mark = index.column()
        self.cell_cursor.to_mark()

    def leave_mark(self) -> None:
        """Return to the column one came from, on the line where one is now."""
        if self._column_before_mark is not None:
            self.cell_cursor.go(self.cell_cursor.index.row(), self._column_before_mark)
        self._column_before_mark = None

    def set_row_token(self, token: int) -> None:
        """Rows of 22, 26 or 32 pixels."""
        self.tables.set_row_token(token)

    def step_row_token(self, steps: int) -> None:
        """Rows one step higher or lower."""
        place = ROW_HEIGHTS.index(self.row_token) + steps
        self.set_row_token(ROW_HEIGHTS[min(max(place, 0), len(ROW_HEIGHTS) - 1)])

    def ask_menu(self) -> None:
        """Say where the menu of the current column should open."""
        index = self.cell_cursor.index
        view = self.tables.view_of(index.column())
        place = view.visualRect(index).bottomLeft()
        self.menu_asked.emit(self.column, view.viewport().mapToGlobal(place))

    def copy(self) -> None:
        """Copy the selected block, in the order of the screen."""
        rows, columns = self.cell_cursor.block()
        shown = [column for column in columns if column in self.tables.shown_columns]
        QGuiApplication.clipboard().setText(copied(self.model, rows, shown))

    def paste(self) -> None:
        """Paste a column or a block from here on: checked whole, then all or nothing."""
        self.keys.flush()
        rows, columns = self.cell_cursor.block()
        onward = [c for c in self.tables.shown_columns if c >= columns.start]
        text = QGuiApplication.clipboard().text()
        try:
            cells = pasted(self.model, text, rows.start, onward, len(rows))
        except DeskError as error:
            self.model.refused.emit(error)
        else:
            self.model.paste(cells)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the column; what stands in it belongs to the screen."""
        self.ask_menu()
        event.accept()

    def _connect(self) -> None:
        for view in self.tables.views:
            view.press = self.keys.press
            view.pointed.connect(self._on_pointed)
            view.dragged.connect(self._on_dragged)
            view.entered.connect(self._on_entered)
            view.focus_changed.connect(self._on_focus_changed)
        self.tables.arranged.connect(self._on_arranged)
        self.cell_cursor.moved.connect(self._on_moved)
        self._selection.selectionChanged.connect(self._on_selection_changed)
        self.keys.typed_changed.connect(self._on_typed)
        self.keys.rows_on_screen = self.tables.rows_on_screen
        self.model.refused.connect(self._on_refused)
        self.model.modelReset.connect(self._on_reset)
        self.model.page_changed.connect(self.page_changed)
        self.model.heads_changed.connect(self.tables.show_heads)
        self._refusal.timeout.connect(self._on_refusal_over)

    def _on_pointed(self, row: int, column: int, extend: bool) -> None:  # noqa: FBT001  a signal's value
        self.tables.dates.setFocus(Qt.FocusReason.MouseFocusReason)
        if column in self.tables.names.columns:
            self.cell_cursor.to_row(row)
        elif extend:
            self.cell_cursor.stretch(row, column)
        else:
            self.cell_cursor.go(row, column)

    def _on_dragged(self, place: QPoint) -> None:
        for view in self.tables.views:
            index = view.indexAt(view.viewport().mapFromGlobal(place))
            if index.isValid() and index != self.cell_cursor.index:
                self.cell_cursor.stretch(index.row(), index.column())

    def _on_entered(self, row: int, column: int) -> None:
        if column not in self.tables.names.columns:
            self.cell_cursor.go(row, column)
            self.keys.edit()

    def _on_moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.tables.show_moved(current, previous)
        pupil = self.pupil
        if pupil is not None and current.row() != previous.row():
            self.pupil_changed.emit(pupil)
        if current.isValid() and current.column() != previous.column():
            self.column_changed.emit(self.column)

    def _on_selection_changed(self) -> None:
        self.tables.show_blocks()
        self.summary_changed.emit(block_in_words(self.model, *self.cell_cursor.block()))

    def _on_arranged(self) -> None:
        shown, index = self.tables.shown_columns, self.cell_cursor.index
        self.cell_cursor.set_columns(shown)
        if index.isValid() and index.column() not in shown:
            # Nobody types in a column that cannot be seen.
            self.cell_cursor.go(index.row(), self.tables.lesson_column)

    def _on_reset(self) -> None:
        # The views forget the current cell at a reset, and they hear of it before we do.
        self.tables.arrange()
        self.cell_cursor.restore()

    def _on_typed(self) -> None:
        self.tables.show_typed(self.keys.typed, has_caret=self.keys.has_caret)

    def _on_focus_changed(self, lively: bool) -> None:  # noqa: FBT001  a signal's value
        if not lively:
            self.keys.has_caret = False
            self.keys.flush()
            self._on_typed()
        self.tables.show_lively(lively=lively)

    def _on_refused(self, error: DeskError) -> None:
        self.tables.show_refusal(refusing=True)
        self._refusal.start()
        self.refused.emit(error)

    def _on_refusal_over(self) -> None:
        self.tables.show_refusal(refusing=False)
