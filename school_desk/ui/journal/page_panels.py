"""The panels beside a register page: why this mark, what a paste lacks, history and remarks."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout

from school_desk.errors import DeskError
from school_desk.journal.entry import PasteRefusedError
from school_desk.journal.model import ColumnKey
from school_desk.ui.actions import Handler
from school_desk.ui.journal.paste_panel import PastePanel
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.trail_panels import TrailPanels
from school_desk.ui.journal.why_panel import WIDTH, WhyPanel
from school_desk.ui.screen import Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.work_place import WorkPlace


class PagePanels:
    """At most one of them is open; each stands at the right end of `row`.

    Args:
        flush: saves what is being typed on the screen.
        focus: leads back to the grid.
    """

    def __init__(
        self,
        at: WorkPlace,
        grid: RegisterGrid,
        screen: Screen,
        row: QHBoxLayout,
        flush: Callable[[], object],
        focus: Callable[[], object],
    ) -> None:
        self._grid = grid
        self._row = row
        self._flush = flush
        self._focus = focus
        self._refuse = at.messages.refuse
        self.why = WhyPanel(at.desk.journal.explain, grid)
        self.pasted = PastePanel()
        self.trail = TrailPanels(at, grid, screen, self.make_room, self._put_beside)
        for panel in (self.why, self.pasted):
            self._put_beside(panel)
        grid.refused.connect(self.on_refused)
        self.why.closed.connect(self.close_why)
        self.pasted.closed.connect(self._close_pasted)
        self.pasted.cell_asked.connect(self._go_to_problem)

    @property
    def all(self) -> tuple[SidePanel, ...]:
        """Those that were made."""
        return (self.why, self.pasted, *self.trail.panels)

    def handlers(self) -> Mapping[str, Handler]:
        """By the ids of `ui.actions`."""
        return {"why": self.toggle_why, **self.trail.handlers()}

    def toggle_why(self) -> None:
        """Open or close the panel that explains the current pupil's mark."""
        if self.why.isVisible():
            self.close_why()
        elif self._grid.page.rows:
            self._flush()
            self.pasted.hide()
            self.trail.hide()
            self.why.show()
            self._grid.visit_mark()

    def make_room(self) -> None:
        """Put the panels of the page away before another one opens."""
        self.pasted.hide()
        if self.why.isVisible():
            self.close_why()

    def leave(self) -> bool:
        """Put an open panel away and go back to the grid; False when none is open."""
        if self.why.isVisible():
            self.close_why()
        elif self.pasted.isVisible():
            self._close_pasted()
        else:
            return self.trail.leave()
        return True

    def close_why(self) -> None:
        """Put the explanation away; the cursor returns to where it was."""
        self.why.hide()
        self._grid.leave_mark()
        self._focus()

    def on_refused(self, error: DeskError) -> None:
        """Say what was refused; a paste shows all that is wrong with it."""
        if isinstance(error, PasteRefusedError):
            if self.why.isVisible():
                self.close_why()
            self.trail.hide()
            self.pasted.show_problems(self._grid.page, error)
        self._refuse(error)

    def close(self) -> None:
        """Listen no more."""
        self.trail.close()

    def _go_to_problem(self, column: ColumnKey, pupil: int) -> None:
        self._grid.go_to(column, pupil)
        self._focus()

    def _close_pasted(self) -> None:
        self.pasted.hide()
        self._focus()

    def _put_beside(self, panel: SidePanel) -> None:
        """A panel at the right of the grid, out of sight until it is wanted."""
        panel.setFixedWidth(scaled(WIDTH))
        panel.hide()
        self._row.addWidget(panel)
