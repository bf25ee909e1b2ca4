"""A screen of a grid with what it comes to beside it: its head, its buttons, its rooms."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.ui.actions import action
from school_desk.ui.nutrition.side_panel import SidePanel
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule


class GridScreen(SchoolScreen):
    """A subclass makes `grid` and `panel`, then calls `lay_out`; the panel goes where room ends."""

    grid: CellGrid
    panel: SidePanel

    def regions(self) -> Sequence[QWidget]:
        return (self.grid, self.panel, self.head)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self.panel.setVisible(room is not Room.COMPACT)

    def lay_out(self) -> None:
        """The head above, the grid below it, the panel at its side."""
        self.head = PageHead(self.title())
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.grid, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)

    def add_button(self, words: str, name: str, icon: str, act: Callable[[], object]) -> Button:
        """One more button in the head, with the key of its action."""
        made = Button(words, icon=icon, key=action(name).key_text)
        made.clicked.connect(lambda _on=False: act())
        self.head.add_action(made)
        return made
