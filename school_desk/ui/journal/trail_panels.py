"""What stands beside a register page: history (F8), copy assistant, remarks on the page."""

from collections.abc import Callable, Mapping

from school_desk.events import Committed
from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.journal.history_model import CellHistory, History
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.journal.remark_model import Remark, RemarkPlace
from school_desk.ui.actions import Handler
from school_desk.ui.journal.carry_panel import CarryPanel
from school_desk.ui.journal.history_panel import HistoryPanel
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.remark_bar import RemarkBar
from school_desk.ui.journal.remark_dialog import Choice, DoneDialog, RemarkDialog
from school_desk.ui.journal.trail_print import print_history
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.screen import Screen
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.work_place import WorkPlace


class TrailPanels:
    """Two panels and a line for the register screen, which lays them out.

    Args:
        make_room: puts other panels away before one of these opens.
        place: puts a panel at the right of the grid, hidden; each is made when first wanted, so
            that a page opens no later for panels that nobody looks at.
    """

    def __init__(
        self,
        at: WorkPlace,
        grid: RegisterGrid,
        screen: Screen,
        make_room: Callable[[], object],
        place: Callable[[SidePanel], object],
    ) -> None:
        self._at = at
        self._grid = grid
        self._screen = screen
        self._make_room = make_room
        self._place = place
        self._history: HistoryPanel | None = None
        self._carry: CarryPanel | None = None
        self.bar = RemarkBar(lambda: at.desk.remarks.of_page(grid.page))
        self.bar.setParent(screen)  # shown without a parent it would be a window of its own
        self.bar.done_asked.connect(self.note_done)
        self.bar.refresh()
        here = OnScreen(screen)
        self._unsubscribe = at.desk.events.subscribe(Committed, here.handler(self._on_change))

    @property
    def history(self) -> HistoryPanel:
        """The history of the current cell."""
        if self._history is None:
            self._history = HistoryPanel(self._ask_history, self._grid)
            self._history.closed.connect(self.leave)
            self._history.print_asked.connect(self.print_page)
            self._place(self._history)
        return self._history

    @property
    def carry(self) -> CarryPanel:
        """The copy assistant."""
        if self._carry is None:
            self._carry = CarryPanel(self._at, self._grid)
            self._carry.closed.connect(self.leave)
            self._carry.place_asked.connect(self._screen.place_asked)
            self._place(self._carry)
        return self._carry

    @property
    def panels(self) -> tuple[SidePanel, ...]:
        """Those that were made, at the right."""
        made = (self._history, self._carry)
        return tuple(panel for panel in made if panel is not None)

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with them; Ctrl+P prints the history while it is open."""
        own: dict[str, Handler] = {
            "history": self.toggle_history,
            "carry": self.toggle_carry,
            "write_remark": self.write_remark,
        }
        if self.bar.remark is not None:
            own["remark_done"] = lambda: self.note_done(self.bar.remark)
        if self._history is not None and self._history.isVisible():
            own["print"] = self.print_page
        return own

    def hide(self) -> None:
        """Make room for another panel."""
        for panel in self.panels:
            if not panel.isWindow():
                panel.hide()

    def leave(self) -> bool:
        """Put an open panel away and go back to the grid; False when none is open."""
        shown = [panel for panel in self.panels if not panel.isHidden()]
        for panel in shown:
            panel.hide()
        if self._carry is not None and self._carry.isWindow():
            self._carry.dock()
            self._screen.activateWindow()
        if shown:
            self._screen.take_focus()
        return bool(shown)

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        if self._carry is not None:
            self._carry.end()

    def toggle_history(self) -> None:
        """Open or close the history of the current cell."""
        if self.history.isVisible():
            self.leave()
        elif self._grid.page.rows:
            self._grid.flush()
            self._make_room()
            self.hide()
            self.history.show()

    def toggle_carry(self) -> None:
        """Open or close the copy assistant for the current column."""
        if self.carry.isVisible():
            self.leave()
            return
        refusal = self._at.desk.why_not("Carry over", self._grid.page.form.scope)
        if refusal is not None:
            self._at.messages.refuse(refusal)
        elif self._grid.page.rows:
            self._grid.flush()
            self._make_room()
            self.hide()
            self.carry.show()
            self.carry.take_focus()

    def write_remark(self) -> None:
        """A remark on the page that is open, or on the whole register of its class."""
        page, desk = self._grid.page, self._at.desk
        refusal = desk.why_not("Write remark", page.form.scope)
        if refusal is not None:
            self._at.messages.refuse(refusal)
            return
        self._grid.flush()
        typed = RemarkDialog.ask(places_of(page), desk.today(), self._screen)
        if typed is not None:
            desk.remarks.write(typed.place, typed.day, typed.text)
            self._at.messages.say(_("The remark is written."))

    def note_done(self, remark: Remark | None) -> None:
        """Note a remark as done, with a short answer."""
        answer = DoneDialog.ask(remark, self._screen) if remark is not None else None
        if remark is not None and answer is not None:
            self._at.desk.remarks.settle(remark.id, answer)
            self._at.messages.say(_("The remark is noted as done."))

    def print_page(self) -> None:
        """The history of this pupil's cells on paper."""
        self._grid.flush()
        pupil = self._grid.pupil
        if pupil is not None:
            print_history(self._at, self._grid.page, pupil, self._screen)

    def _ask_history(self, page: RegisterPage, key: ColumnKey | None, pupil: int) -> CellHistory:
        history = self._at.desk.history
        if key is not None:
            return history.of_cell(page, key, pupil)
        return CellHistory(history.of_verdict(page, pupil), History())

    def _on_change(self, change: Committed) -> None:
        if any(one.table == "remark" for one in change.changes):
            self.bar.refresh()


def places_of(page: RegisterPage) -> tuple[Choice, ...]:
    """What a remark can be about here: this page, or the register of the class."""
    head = page.head
    label = class_words(head.class_label)
    return (
        Choice(
            RemarkPlace(head.class_group, head.group, head.subject),
            f"{label} · {head.subject_names[current()]}",
        ),
        Choice(
            RemarkPlace(head.class_group),
            _("{class_group}: the whole register").format(class_group=label),
        ),
    )
