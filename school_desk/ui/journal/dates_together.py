"""One scroll bar for the dates of several pages: the same day stands at the same place."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from school_desk.ui.journal.register_bars import TiedBar
from school_desk.ui.journal.register_grid import RegisterGrid


class DatesTogether(QWidget):
    """Stands under the pages, as wide as their dates."""

    def __init__(self, grids: Sequence[RegisterGrid]) -> None:
        super().__init__()
        self._grids = tuple(grids)
        self._longest = max(grids, key=lambda grid: len(grid.page.columns))
        self._moving = False
        self.bar = TiedBar(Qt.Orientation.Horizontal, self)
        self.bar.tie(self._longest.tables.dates.horizontalScrollBar())
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(self.bar)
        for grid in self._grids:
            scrolled = grid.tables.dates.horizontalScrollBar().valueChanged
            scrolled.connect(lambda _value, grid=grid: self._on_scrolled(grid))
            grid.tables.arranged.connect(self.arrange)
        self.arrange()

    def arrange(self) -> None:
        """Begin where the dates begin, and end with them."""
        tables = self._longest.tables
        left, right = tables.names.width(), tables.results.width()
        right = (
            tables.width() - tables.dates.geometry().right() if tables.results.columns else right
        )
        self._row.setContentsMargins(left, 0, max(0, right), 0)

    def _on_scrolled(self, led: RegisterGrid) -> None:
        if self._moving:
            return
        self._moving = True
        try:
            for grid in self._grids:
                if grid is not led:
                    _follow(grid, led)
        finally:
            self._moving = False


def _follow(grid: RegisterGrid, led: RegisterGrid) -> None:
    """Scroll as the other page does; where their lessons differ, to the same last day."""
    own, other = (one.tables.dates.horizontalScrollBar() for one in (grid, led))
    if _days(grid) == _days(led):
        own.setValue(other.value())
        return
    last = _last_day(led)
    if last is None:
        return
    view = grid.tables.dates
    shown = [n for n, day in zip(view.columns, _days(grid), strict=True) if day <= last]
    if shown:
        right = view.columnViewportPosition(shown[-1]) + view.columnWidth(shown[-1])
        own.setValue(own.value() + right - view.viewport().width())


def _days(grid: RegisterGrid) -> list[date]:
    sections = grid.model.sections
    found = (sections[n].column for n in grid.tables.dates.columns)
    return [column.date for column in found if column is not None]


def _last_day(grid: RegisterGrid) -> date | None:
    """The last day that is wholly in sight."""
    view = grid.tables.dates
    room = view.viewport().width()
    seen = [
        day
        for n, day in zip(view.columns, _days(grid), strict=True)
        if view.columnViewportPosition(n) + view.columnWidth(n) <= room
    ]
    return seen[-1] if seen else None
