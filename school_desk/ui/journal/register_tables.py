"""Names, dates and results side by side: who gets which columns, how wide, how high, what moves."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.journal.register_bars import SHADOW, Shadow, TiedBar
from school_desk.ui.journal.register_delegate import RegisterDelegate
from school_desk.ui.journal.register_foot import RegisterFoot, Statistic
from school_desk.ui.journal.register_ink import ROW_HEIGHTS, Ink, device_ratio, pixels, row_pixels
from school_desk.ui.journal.register_layout import (
    FOLDED_WHEN_COMPACT,
    NAMES,
    RESULTS,
    WIDTHS,
    SectionKind,
    width_of,
)
from school_desk.ui.journal.register_model import RegisterModel
from school_desk.ui.journal.register_view import RegisterView

COMPACT_BELOW = 1000

_VERTICAL_BAR = 3
_INK_EVENTS = frozenset(
    {
        QEvent.Type.PaletteChange,
        QEvent.Type.ApplicationPaletteChange,
        QEvent.Type.FontChange,
        QEvent.Type.ApplicationFontChange,
        QEvent.Type.LanguageChange,
    }
)


class RegisterTables(QWidget):
    """Three tables over one model and one selection, their statistics and their scroll bars."""

    arranged = Signal()

    def __init__(
        self, model: RegisterModel, selection: QItemSelectionModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = RegisterDelegate(Ink.prepare(device_ratio()))
        self.names, self.dates, self.results = (
            RegisterView(model, self._delegate, self) for _block in range(3)
        )
        self.views = (self.names, self.dates, self.results)
        self.feet = tuple(RegisterFoot(model, view, self) for view in self.views)
        self._statistic = Statistic.AVERAGE
        self._bare = False
        self._headless = False
        self._row_token = ROW_HEIGHTS.usual
        self._compact = False
        self._turned = False
        self._lesson_column = -1
        self._blocks: list[list[QRect]] = [[] for _view in self.views]
        for view in self.views:
            view.setSelectionModel(selection)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.dates.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._tie()

    @property
    def compact(self) -> bool:
        """Whether the window is so narrow that works and shares are folded."""
        return self._compact

    @property
    def row_token(self) -> int:
        """The height of rows that the person likes: 22, 26 or 32."""
        return self._row_token

    @property
    def lesson_column(self) -> int:
        """The lesson where the current cell is, or was before it went to the results."""
        return self._lesson_column

    @property
    def shown_columns(self) -> tuple[int, ...]:
        """All columns that can be seen or scrolled to, from left to right."""
        return tuple(column for view in self.views for column in view.columns)

    @property
    def whole_height(self) -> int:
        """How high it is with all its pupils in sight."""
        return self._head_height() + self._model.rowCount() * row_pixels(self._row_token)

    def set_bare(self) -> None:
        """Only heads and rows: a page among others, whose dates scroll with theirs."""
        self._bare = True
        for part in (*self.feet, self._date_bar):
            self._grid.removeWidget(part)
            part.setFixedSize(0, 0)

    def set_resting(self, *, resting: bool, headless: bool) -> None:
        """Show no cell as the current one while somebody works on another page."""
        self._delegate.resting, self._headless = resting, headless
        for view in self.views:
            view.head.setVisible(not headless)
            view.viewport().update()
            view.head.viewport().update()
        self.arrange()

    def rows_on_screen(self) -> int:
        """How far a Page key goes: one line of the old screen stays in sight."""
        return max(1, self.dates.viewport().height() // row_pixels(self._row_token) - 1)

    def view_of(self, column: int) -> RegisterView:
        """The table that shows a column."""
        return next((view for view in self.views if column in view.columns), self.dates)

    def set_row_token(self, token: int) -> None:
        """Rows of 22, 26 or 32 pixels."""
        self._row_token = token
        self.arrange()

    def toggle_results(self) -> None:
        """Show or hide works and shares: hidden at first in a small window, shown in a wide one."""
        self._turned = not self._turned
        self.arrange()

    def cycle_statistic(self) -> None:
        """Where only one row of statistics has room, show the next one."""
        order = list(Statistic)
        self._statistic = order[(order.index(self._statistic) + 1) % len(order)]
        self.arrange()

    def arrange(self) -> None:
        """Deal columns to the three tables, set widths and heights for this width and font."""
        self._show_statistics()
        sections = self._model.sections
        widths = {n: pixels(width_of(s, compact=self._compact)) for n, s in enumerate(sections)}
        for view, columns in zip(self.views, self._dealt(), strict=True):
            view.show_columns(columns, widths)
            self._set_heights(view)
        for shown in (self.results, self.feet[-1]):  # a page without marks has no results
            shown.setVisible(bool(self.results.columns))
        for fixed in (self.names, self.results):
            fixed.setFixedWidth(sum(widths[n] for n in fixed.columns))
        self.dates.horizontalScrollBar().setSingleStep(pixels(WIDTHS[SectionKind.LESSON]))
        self._name_for_readers()
        self.arranged.emit()

    def show_moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Bring the current cell into sight, and paint what changed: two cells, two names."""
        self._delegate.current_row = current.row()
        self.dates.head.show_current(current.column())
        for view in self.views:
            view.refresh_cell(previous)
            view.refresh_cell(current)
        if current.row() != previous.row():
            self.names.refresh_row(previous.row())
            self.names.refresh_row(current.row())
        if current.column() in self.dates.columns:
            self._lesson_column = current.column()
        if current.isValid():
            self._show_row(current.row())
            self._show_column(current.column())

    def show_blocks(self) -> None:
        """Paint the selected block again, and where it was."""
        self._blocks = [
            view.refresh_blocks(before)
            for view, before in zip(self.views, self._blocks, strict=True)
        ]

    def show_typed(self, typed: str | None, *, has_caret: bool) -> None:
        """Show what is being typed in the current cell."""
        for view in self.views:
            view.typed, view.has_caret = typed, has_caret
            view.refresh_cell(view.currentIndex())

    def show_lively(self, *, lively: bool) -> None:
        """The frame of the current cell has the accent only while keys come here."""
        for view in self.views:
            view.lively = lively
            view.refresh_cell(view.currentIndex())

    def show_refusal(self, *, refusing: bool) -> None:
        """The frame of the current cell says that something was not written."""
        for view in self.views:
            view.refusing = refusing
            view.refresh_cell(view.currentIndex())

    def show_heads(self) -> None:
        """Paint the heads again."""
        for view in self.views:
            view.head.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold with the width of the window."""
        super().resizeEvent(event)
        compact = self.window().width() < pixels(COMPACT_BELOW)
        self._turned = self._turned and compact == self._compact
        self._compact = compact
        self.arrange()
        self._place_shadows()

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the current column in sight."""
        super().showEvent(event)
        self.arrange()
        self._show_current()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, font or language: prepare the ink anew."""
        super().changeEvent(event)
        if event.type() in _INK_EVENTS and hasattr(self, "feet"):
            self._renew_ink()

    def event(self, event: QEvent) -> bool:
        """Another screen may be sharper; edges follow once the tables have their places."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._renew_ink()
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_shadows()
        return done

    def _lay_out(self) -> None:
        self._date_bar = TiedBar(Qt.Orientation.Horizontal, self)
        self._pupil_bar = TiedBar(Qt.Orientation.Vertical, self)
        self._left_edge = Shadow(self, rising=False)
        self._right_edge = Shadow(self, rising=True)
        self._above_bar = QSpacerItem(0, 0)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for place, (view, foot) in enumerate(zip(self.views, self.feet, strict=True)):
            grid.addWidget(view, 0, place)
            grid.addWidget(foot, 1, place)
        beside = QVBoxLayout()
        beside.addItem(self._above_bar)
        beside.addWidget(self._pupil_bar)
        grid.addLayout(beside, 0, _VERTICAL_BAR)
        grid.addWidget(self._date_bar, 2, 1)
        policy = QSizePolicy.Policy
        grid.addItem(QSpacerItem(0, 0, policy.Minimum, policy.Expanding), 3, 0)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        for view in (self.names, self.results):
            view.setSizePolicy(policy.Fixed, policy.Expanding)

    def _tie(self) -> None:
        bars = [view.verticalScrollBar() for view in self.views]
        for bar in bars:
            for other in bars:
                if other is not bar:
                    bar.valueChanged.connect(other.setValue)
        self._pupil_bar.tie(self.dates.verticalScrollBar())
        self._date_bar.tie(self.dates.horizontalScrollBar())
        self.dates.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.dates.resized.connect(self._on_dates_resized)
        for foot in self.feet:
            foot.pressed.connect(self.cycle_statistic)

    def _dealt(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """The columns of each table."""
        sections = self._model.sections
        folded = FOLDED_WHEN_COMPACT if self._compact != self._turned else frozenset()
        return (
            tuple(n for n, s in enumerate(sections) if s.kind in NAMES),
            tuple(n for n, s in enumerate(sections) if s.kind is SectionKind.LESSON),
            tuple(n for n, s in enumerate(sections) if s.kind in RESULTS - folded),
        )

    def _show_statistics(self) -> None:
        for foot in self.feet:
            foot.show_lines((self._statistic,) if self._compact else tuple(Statistic))

    def _set_heights(self, view: RegisterView) -> None:
        height = row_pixels(self._row_token)
        view.head.set_compact(compact=self._compact)
        if view.verticalHeader().defaultSectionSize() != height:
            view.verticalHeader().setDefaultSectionSize(height)
        head = self._head_height()
        rows = min(self._model.rowCount(), self._rows_that_fit(head))
        view.setMaximumHeight(head + height * rows)
        view.verticalScrollBar().setSingleStep(height)
        self._above_bar.changeSize(0, head)

    def _head_height(self) -> int:
        return 0 if self._headless else self.dates.head.sizeHint().height()

    def _rows_that_fit(self, head: int) -> int:
        """Whole rows only: a line of names cut in half is hard to read."""
        parts = () if self._bare else (self.feet[0], self._date_bar)
        below = sum(part.sizeHint().height() for part in parts)
        return max(1, (self.height() - head - below) // row_pixels(self._row_token))

    def _name_for_readers(self) -> None:
        self.names.setAccessibleName(_("Pupils"))
        self.dates.setAccessibleName(_("Register page"))
        self.results.setAccessibleName(_("Summative works and results"))

    def _place_shadows(self) -> None:
        top, width = self.dates.y(), SHADOW + 1
        last = self.dates if self._bare else self.feet[1]
        height = last.geometry().bottom() + 1 - top
        self._left_edge.setGeometry(self.dates.x() - 1, top, width, height)
        self._right_edge.setGeometry(self.results.x() - SHADOW, top, width, height)
        self._left_edge.raise_()
        self._right_edge.raise_()
        self._right_edge.setVisible(bool(self.results.columns))
        bar = self.dates.horizontalScrollBar()
        self._left_edge.set_fades(fades=bar.value() > bar.minimum())
        self._right_edge.set_fades(fades=bar.value() < bar.maximum())

    def _show_column(self, column: int) -> None:
        """Bring a lesson into sight, with its neighbours where there is room."""
        if column not in self.dates.columns:
            return
        left = self.dates.columnViewportPosition(column)
        width = self.dates.columnWidth(column)
        bar, room = self.dates.horizontalScrollBar(), self.dates.viewport().width()
        if left + 2 * width > room:
            bar.setValue(bar.value() + left + 2 * width - room)
        elif left - width < 0:
            bar.setValue(bar.value() + left - width)

    def _show_current(self) -> None:
        """Keep the current pupil and lesson in sight while the room changes."""
        self._show_column(self._lesson_column)
        self._show_row(max(0, self._delegate.current_row))

    def _show_row(self, row: int) -> None:
        top, height = self.dates.rowViewportPosition(row), self.dates.rowHeight(row)
        bar, room = self.dates.verticalScrollBar(), self.dates.viewport().height()
        if top < 0:
            bar.setValue(bar.value() + top)
        elif top + height > room:
            bar.setValue(bar.value() + top + height - room)

    def _renew_ink(self) -> None:
        old, ink = self._delegate.ink, Ink.prepare(self.devicePixelRatioF())
        if ink == old and ink.body == old.body:
            return
        self._delegate.ink = ink
        self.arrange()
        for view, foot in zip(self.views, self.feet, strict=True):
            view.head.ink = ink
            view.head.viewport().update()
            view.viewport().update()
            foot.forget()

    def _on_scrolled(self) -> None:
        # The band's name of the month stays at the edge, so the head moves as a whole.
        self.dates.head.viewport().update()
        self._place_shadows()

    def _on_dates_resized(self) -> None:
        self._show_current()
        self._place_shadows()
