"""A page of the window: what the shell asks of it, and the place it can always be rebuilt from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.ui.actions import Handler, Where


class Room(IntEnum):
    """How wide the window is: at 100 %, at 125 % and at 150 % of the usual small screen."""

    COMPACT = 0
    MEDIUM = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: the name of a screen and the facts it needs (ids, a column, a pupil)."""

    name: str
    facts: tuple[object, ...] = ()

    def holds(self, other: "Place") -> bool:
        """Whether the other place lies within this one.

        >>> Place("register", (7,)).holds(Place("register", (7, "row 3")))
        True
        >>> Place("register", (7,)).holds(Place("register", (8,)))
        False
        """
        return self.name == other.name and other.facts[: len(self.facts)] == self.facts


class Screen(QWidget):
    """One page. Built from a Place, left by `close()`; nothing of it outlives that but its place.

    So a change of language, of person or of theme needs no code in a screen: the shell closes it
    and builds it again from `place()`.
    """

    where: ClassVar[Where] = Where.EVERYWHERE

    place_asked = Signal(object)
    answers_changed = Signal()

    def title(self) -> str:
        """The words for the window's title and for history."""
        return ""

    def place(self) -> Place:
        """Where one is now, cursor included, so that one can come back to it."""
        raise NotImplementedError

    def undo_form(self) -> Form:
        """What this page had seen when something is undone on it; what is typed is saved first."""
        return Form()

    def row_place(self) -> RowPlace | None:
        """The row one stands on, for its history; None: nothing here has one."""
        return None

    def show_notice(self) -> None:
        """Show what a person should know before the work, where a page has a place for it."""

    def handlers(self) -> Mapping[str, Handler]:
        """What this page does, by action id; emit `answers_changed` when that changes."""
        return {}

    def unsaved(self) -> bool:
        """Try to save what is typed; True when the computer cannot, so that nobody may leave."""
        return False

    def hints(self) -> Sequence[str]:
        """Ids of the actions whose keys the status line shows, at most three."""
        return ("help", "palette")

    def renamed(self) -> Mapping[str, str]:
        """Words for actions that mean something else here than their title says, by id."""
        return {}

    def regions(self) -> Sequence[QWidget]:
        """The parts F6 goes through: head, strip, grid, panel."""
        return (self,)

    def take_focus(self) -> None:
        """Put the focus where the work is."""
        self.regions()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        """Arrange for this width; called once after building and whenever it changes."""
