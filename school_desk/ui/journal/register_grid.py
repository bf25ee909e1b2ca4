"""The register grid: names, dates and results side by side, one cursor, one set of keys."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.school.model import PersonName
from school_desk.ui.journal.register_bars import SHADOW, Shadow, TiedBar
from school_desk.ui.journal.register_block import block_in_words
from school_desk.ui.journal.register_cells import AbsenceLetters, PageSigns
from school_desk.ui.journal.register_clipboard import copied, pasted
from school_desk.ui.journal.register_cursor import RegisterCursor
from school_desk.ui.journal.register_delegate import RegisterDelegate
from school_desk.ui.journal.register_desk import RegisterDesk
from school_desk.ui.journal.register_foot import RegisterFoot, Statistic
from school_desk.ui.journal.register_ink import ROW_HEIGHTS, Ink, device_ratio, pixels, row_pixels
from school_desk.ui.journal.register_keys import RegisterKeys
from school_desk.ui.journal.register_layout import (
    FOLDED_WHEN_COMPACT,
    NAMES,
    RESULTS,
    SectionKind,
    width_of,
)
from school_desk.ui.journal.register_model import RegisterModel
from school_desk.ui.journal.register_view import RegisterView

COMPACT_BELOW = 1000
REFUSAL_MS = 600
_VERTICAL_BAR = 3


class RegisterGrid(QWidget):
    """One page of the register to type in. Give it the focus, and any key works."""

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
    ) -> None:
        super().__init__(parent)
        self.model = RegisterModel(desk, page, today, letters, self)
        self._delegate = RegisterDelegate(Ink.prepare(device_ratio()))
        self._selection = QItemSelectionModel(self.model, self)
        self.cursor_ = RegisterCursor(self.model, self._selection)
        self.keys = RegisterKeys(self.model, self.cursor_)
        self._names, self._dates, self._results = (self._made_view() for _block in range(3))
        self._views = (self._names, self._dates, self._results)
        self._feet = tuple(RegisterFoot(self.model, view, self) for view in self._views)
        self._statistic = Statistic.AVERAGE
        self._row_token = ROW_HEIGHTS.usual
        self._compact = False
        self._unfolded = False
        self._place_before_mark: tuple[int, int] | None = None
        self._lesson_column = -1
        self._blocks: list[list[QRect]] = [[] for _view in self._views]
        self._refusal = QTimer(self, singleShot=True, interval=REFUSAL_MS)
        self._lay_out()
        self._connect()
        self._arrange()
        self.cursor_.start()

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""
        return self.model.page

    @property
    def pupil(self) -> int | None:
        """Whose line the current cell is in."""
        return self.cursor_.pupil

    @property
    def column(self) -> ColumnKey | None:
        """The lesson or work of the current cell; None in a computed column."""
        return self.cursor_.key

    @property
    def row_token(self) -> int:
        """The height of rows that the person likes: 22, 26 or 32."""
        return self._row_token

    @property
    def compact(self) -> bool:
        """Whether the window is so narrow that works and shares are folded."""
        return self._compact

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the grid itself answers to, by the ids of `ui.actions`."""
        return {
            "edit": self.keys.edit,
            "copy": self.copy,
            "paste": self.paste,
            "select_all": self.cursor_.select_all,
            "columns": self.toggle_results,
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
        if place not in self._shown_columns():
            self.toggle_results()
        self.cursor_.go(row, place)
        return True

    def find_pupil(
        self, query: str, matches: Callable[[str, PersonName], bool], *, further: bool = False
    ) -> bool:
        """Go to a pupil whose name matches, from here round to here; `further` leaves this one."""
        rows, here = self.page.rows, max(self.cursor_.index.row(), 0) + further
        ahead = [*range(here, len(rows)), *range(here)]
        found = (n for n in ahead if matches(query, rows[n].pupil.name))
        row = next(found, None)
        if row is None:
            return False
        self.cursor_.to_pupil(rows[row].pupil.id)
        return True

    def visit_mark(self) -> None:
        """Stand on the pupil's term mark while «why this mark» is open."""
        index = self.cursor_.index
        if self._place_before_mark is None and index.isValid():
            self._place_before_mark = (index.row(), index.column())
        self.cursor_.to_mark()

    def leave_mark(self) -> None:
        """Return to the column one came from, on the line where one is now."""
        if self._place_before_mark is not None:
            self.cursor_.go(self.cursor_.index.row(), self._place_before_mark[1])
        self._place_before_mark = None

    def set_row_token(self, token: int) -> None:
        """Rows of 22, 26 or 32 pixels."""
        self._row_token = token
        self._arrange()

    def step_row_token(self, steps: int) -> None:
        """Rows one step higher or lower; Ctrl and + or −."""
        place = ROW_HEIGHTS.index(self._row_token) + steps
        self.set_row_token(ROW_HEIGHTS[min(max(place, 0), len(ROW_HEIGHTS) - 1)])

    def toggle_results(self) -> None:
        """Where they are folded, show or hide works and shares; F7."""
        if self._compact:
            self._unfolded = not self._unfolded
            self._arrange()
            self._leave_folded()

    def cycle_statistic(self) -> None:
        """Where only one row of statistics has room, show the next one."""
        order = list(Statistic)
        self._statistic = order[(order.index(self._statistic) + 1) % len(order)]
        self._arrange()

    def ask_menu(self) -> None:
        """Say where the menu of the current column should open."""
        index = self.cursor_.index
        view = next((v for v in self._views if index.column() in v.columns), self._dates)
        place = view.visualRect(index).bottomLeft()
        self.menu_asked.emit(self.column, view.viewport().mapToGlobal(place))

    def copy(self) -> None:
        """Copy the selected block, in the order of the screen."""
        rows, columns = self.cursor_.block()
        shown = [column for column in columns if column in self._shown_columns()]
        QGuiApplication.clipboard().setText(copied(self.model, rows, shown))

    def paste(self) -> None:
        """Paste a column or a block from here on: checked whole, then all or nothing."""
        self.keys.flush()
        rows, columns = self.cursor_.block()
        onward = [c for c in self._shown_columns() if c >= columns.start]
        try:
            cells = pasted(
                self.model, QGuiApplication.clipboard().text(), rows.start, onward, len(rows)
            )
        except DeskError as error:
            self.model.refused.emit(error)
        else:
            self.model.paste(cells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold with the width of the window."""
        super().resizeEvent(event)
        compact = self.window().width() < pixels(COMPACT_BELOW)
        if compact != self._compact:
            self._compact = compact
        self._arrange()
        self._leave_folded()
        self._place_shadows()

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the current column in sight."""
        super().showEvent(event)
        self._arrange()
        self._show_column(self._lesson_column)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, font or language: prepare the ink anew."""
        super().changeEvent(event)
        if event.type() in _INK_EVENTS and hasattr(self, "_feet"):
            self._renew_ink()

    def event(self, event: QEvent) -> bool:
        """Another screen may be sharper; edges follow once the tables have their places."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._renew_ink()
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_shadows()
        return done

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the column; what stands in it belongs to the screen."""
        self.ask_menu()
        event.accept()

    def _made_view(self) -> RegisterView:
        view = RegisterView(self.model, self._delegate, self)
        view.setSelectionModel(self._selection)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.press = self.keys.press
        return view

    def _lay_out(self) -> None:
        self._date_bar = TiedBar(Qt.Orientation.Horizontal, self)
        self._pupil_bar = TiedBar(Qt.Orientation.Vertical, self)
        self._left_edge = Shadow(self, rising=False)
        self._right_edge = Shadow(self, rising=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for place, (view, foot) in enumerate(zip(self._views, self._feet, strict=True)):
            grid.addWidget(view, 0, place)
            grid.addWidget(foot, 1, place)
        self._above_bar = QSpacerItem(0, 0)
        beside = QVBoxLayout()
        beside.addItem(self._above_bar)
        beside.addWidget(self._pupil_bar)
        grid.addLayout(beside, 0, _VERTICAL_BAR)
        grid.addWidget(self._date_bar, 2, 1)
        policy = QSizePolicy.Policy
        grid.addItem(QSpacerItem(0, 0, policy.Minimum, policy.Expanding), 3, 0)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self._dates.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._dates)
        for view in (self._names, self._results):
            view.setSizePolicy(policy.Fixed, policy.Expanding)

    def _connect(self) -> None:
        bars = [view.verticalScrollBar() for view in self._views]
        for bar in bars:
            for other in bars:
                if other is not bar:
                    bar.valueChanged.connect(other.setValue)
        self._pupil_bar.tie(bars[1])
        self._date_bar.tie(self._dates.horizontalScrollBar())
        self._dates.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        for view in self._views:
            view.pointed.connect(self._on_pointed)
            view.dragged.connect(self._on_dragged)
            view.entered.connect(self._on_entered)
            view.focus_changed.connect(self._on_focus_changed)
        for foot in self._feet:
            foot.pressed.connect(self.cycle_statistic)
        self.cursor_.moved.connect(self._on_moved)
        self._selection.selectionChanged.connect(self._on_selection_changed)
        self.keys.typed_changed.connect(self._on_typed)
        self.keys.rows_on_screen = self._rows_on_screen
        self.model.refused.connect(self._on_refused)
        self.model.modelReset.connect(self._on_reset)
        self._dates.resized.connect(self._on_dates_resized)
        self.model.page_changed.connect(self.page_changed)
        self.model.heads_changed.connect(self._on_heads_changed)
        self._refusal.timeout.connect(self._on_refusal_over)

    # Arranging

    def _shown_columns(self) -> tuple[int, ...]:
        return tuple(column for view in self._views for column in view.columns)

    def _arrange(self) -> None:
        """Deal columns to the three tables, set widths and heights for this width and font."""
        sections = self.model.sections
        names = tuple(n for n, section in enumerate(sections) if section.kind in NAMES)
        dates = tuple(n for n, s in enumerate(sections) if s.kind is SectionKind.LESSON)
        folded = FOLDED_WHEN_COMPACT if self._compact and not self._unfolded else frozenset()
        results = tuple(
            n for n, s in enumerate(sections) if s.kind in RESULTS and s.kind not in folded
        )
        one = (self._statistic,)
        for foot in self._feet:
            foot.show_lines(one if self._compact else tuple(Statistic))
        widths = {n: pixels(width_of(s, compact=self._compact)) for n, s in enumerate(sections)}
        for view, columns in zip(self._views, (names, dates, results), strict=True):
            view.show_columns(columns, widths)
            self._set_heights(view)
        self._names.setFixedWidth(sum(widths[n] for n in names))
        self._results.setFixedWidth(sum(widths[n] for n in results))
        self._dates.horizontalScrollBar().setSingleStep(pixels(28))
        self.cursor_.set_columns((*dates, *results))
        self._announce_names()

    def _leave_folded(self) -> None:
        """Nobody types in a column that cannot be seen."""
        index = self.cursor_.index
        if index.isValid() and index.column() not in self._shown_columns():
            self.cursor_.go(index.row(), self._lesson_column)

    def _set_heights(self, view: RegisterView) -> None:
        height = row_pixels(self._row_token)
        view.head.set_compact(compact=self._compact)
        if view.verticalHeader().defaultSectionSize() != height:
            view.verticalHeader().setDefaultSectionSize(height)
        head = view.head.sizeHint().height()
        view.setMaximumHeight(head + height * min(self.model.rowCount(), self._rows_that_fit(head)))
        self._above_bar.changeSize(0, head)
        view.verticalScrollBar().setSingleStep(height)

    def _rows_that_fit(self, head: int) -> int:
        """Whole rows only: a line of names cut in half is hard to read."""
        below = self._feet[0].sizeHint().height() + self._date_bar.sizeHint().height()
        return max(1, (self.height() - head - below) // row_pixels(self._row_token))

    def _announce_names(self) -> None:
        self._names.setAccessibleName(_("Pupils"))
        self._dates.setAccessibleName(_("Register page"))
        self._results.setAccessibleName(_("Summative works and results"))

    def _rows_on_screen(self) -> int:
        visible = self._dates.viewport().height()
        return max(1, visible // row_pixels(self._row_token) - 1)

    def _place_shadows(self) -> None:
        top, bottom = self._dates.y(), self._feet[1].geometry().bottom() + 1
        width = SHADOW + 1
        self._left_edge.setGeometry(self._dates.x() - 1, top, width, bottom - top)
        self._right_edge.setGeometry(self._results.x() - SHADOW, top, width, bottom - top)
        self._left_edge.raise_()
        self._right_edge.raise_()
        bar = self._dates.horizontalScrollBar()
        self._left_edge.set_fades(fades=bar.value() > bar.minimum())
        self._right_edge.set_fades(fades=bar.value() < bar.maximum())

    def _show_column(self, column: int) -> None:
        """Bring a lesson into sight, with its neighbours where there is room."""
        if column not in self._dates.columns:
            return
        left = self._dates.columnViewportPosition(column)
        width = self._dates.columnWidth(column)
        bar, room = self._dates.horizontalScrollBar(), self._dates.viewport().width()
        if left + 2 * width > room:
            bar.setValue(bar.value() + left + 2 * width - room)
        elif left - width < 0:
            bar.setValue(bar.value() + left - width)

    def _show_row(self, row: int) -> None:
        top, height = self._dates.rowViewportPosition(row), self._dates.rowHeight(row)
        bar, room = self._dates.verticalScrollBar(), self._dates.viewport().height()
        if top < 0:
            bar.setValue(bar.value() + top)
        elif top + height > room:
            bar.setValue(bar.value() + top + height - room)

    def _renew_ink(self) -> None:
        ink = Ink.prepare(self.devicePixelRatioF())
        if ink == self._delegate.ink and not self._font_changed(ink):
            return
        self._delegate.ink = ink
        for view in self._views:
            view.head.ink = ink
        self._arrange()
        for foot in self._feet:
            foot.forget()
        for view in self._views:
            view.viewport().update()
            view.head.viewport().update()

    def _font_changed(self, ink: Ink) -> bool:
        return ink.body != self._delegate.ink.body

    # What happens

    def _on_pointed(self, row: int, column: int, extend: bool) -> None:  # noqa: FBT001  a signal's value
        self._dates.setFocus(Qt.FocusReason.MouseFocusReason)
        if column in self._names.columns:
            self.cursor_.go(row, max(self.cursor_.index.column(), self._dates.columns[0]))
        elif extend:
            self.cursor_.stretch(row, column)
        else:
            self.cursor_.go(row, column)

    def _on_dragged(self, place: QPoint) -> None:
        for view in self._views:
            index = view.indexAt(view.viewport().mapFromGlobal(place))
            if index.isValid() and index != self.cursor_.index:
                self.cursor_.stretch(index.row(), index.column())

    def _on_entered(self, row: int, column: int) -> None:
        if column not in self._names.columns:
            self.cursor_.go(row, column)
            self.keys.edit()

    def _on_moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._delegate.current_row = current.row()
        self._dates.head.show_current(current.column())
        for view in self._views:
            view.refresh_cell(previous)
            view.refresh_cell(current)
        if current.row() != previous.row():
            self._names.refresh_row(previous.row())
            self._names.refresh_row(current.row())
        if current.isValid():
            if current.column() in self._dates.columns:
                self._lesson_column = current.column()
            self._show_row(current.row())
            self._show_column(current.column())
            if current.row() != previous.row():
                self.pupil_changed.emit(self.model.pupil_row(current.row()).pupil.id)
            if current.column() != previous.column():
                self.column_changed.emit(self.column)

    def _on_selection_changed(self) -> None:
        self._blocks = [
            view.refresh_blocks(before)
            for view, before in zip(self._views, self._blocks, strict=True)
        ]
        self.summary_changed.emit(block_in_words(self.model, *self.cursor_.block()))

    def _on_reset(self) -> None:
        # The views forget the current cell at a reset, and they hear of it before we do.
        self._arrange()
        self.cursor_.restore()

    def _on_dates_resized(self) -> None:
        self._show_column(self._lesson_column)
        self._place_shadows()

    def _on_typed(self) -> None:
        for view in self._views:
            view.typed, view.has_caret = self.keys.typed, self.keys.has_caret
            view.refresh_cell(self.cursor_.index)

    def _on_focus_changed(self, lively: bool) -> None:  # noqa: FBT001  a signal's value
        if not lively:
            self.keys.has_caret = False
            self.keys.flush()
            self._on_typed()
        for view in self._views:
            view.lively = lively
            view.refresh_cell(self.cursor_.index)

    def _on_refused(self, error: DeskError) -> None:
        self._show_refusal(refusing=True)
        self._refusal.start()
        self.refused.emit(error)

    def _on_refusal_over(self) -> None:
        self._show_refusal(refusing=False)

    def _show_refusal(self, *, refusing: bool) -> None:
        for view in self._views:
            view.refusing = refusing
            view.refresh_cell(self.cursor_.index)

    def _on_scrolled(self) -> None:
        # The band's name of the month stays at the edge, so the head moves as a whole.
        self._dates.head.viewport().update()
        self._place_shadows()

    def _on_heads_changed(self) -> None:
        for view in self._views:
            view.head.viewport().update()


_INK_EVENTS = frozenset(
    {
        QEvent.Type.PaletteChange,
        QEvent.Type.ApplicationPaletteChange,
        QEvent.Type.FontChange,
        QEvent.Type.ApplicationFontChange,
        QEvent.Type.LanguageChange,
    }
)
