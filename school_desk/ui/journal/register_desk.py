"""What the register grid asks of the desk: the few methods it calls, and nothing else."""

from collections.abc import Callable, Sequence
from typing import Protocol

from school_desk.events import Committed
from school_desk.journal.model import ColumnKey, ColumnStatistics, RegisterPage


class PageDelta(Protocol):
    """A page after a change: which pupils' lines are others, and whether columns came or went."""

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""

    @property
    def pupils(self) -> frozenset[int]:
        """Whose lines differ."""

    @property
    def columns_changed(self) -> bool:
        """Whether lessons or works were added, moved or removed."""


class JournalService(Protocol):
    """The journal's services, as the grid knows them."""

    def put(self, page: RegisterPage, column: ColumnKey, pupil: int, text: str) -> None:
        """Put what was typed in a cell, or raise DeskError and change nothing."""

    def paste(self, page: RegisterPage, cells: Sequence[tuple[ColumnKey, int, str]]) -> None:
        """Put a whole block as one step, or raise DeskError and change nothing."""

    def clear(self, page: RegisterPage, cells: Sequence[tuple[ColumnKey, int]]) -> None:
        """Empty cells as one step: the mark first, the sign the second time."""

    def refresh(self, page: RegisterPage, change: Committed) -> PageDelta:
        """Re-read what a change touched."""

    def statistics(self, page: RegisterPage, column: ColumnKey) -> ColumnStatistics:
        """How a column stands."""

    def mark_statistics(self, page: RegisterPage) -> ColumnStatistics:
        """How the term marks stand; forecasts do not count."""

    def percent_statistics(self, page: RegisterPage) -> ColumnStatistics:
        """How the rounded percents of the same pupils stand."""


class DeskEvents(Protocol):
    """Where the grid hears of changes."""

    def subscribe(
        self, kind: type[Committed], handler: Callable[[Committed], None]
    ) -> Callable[[], None]:
        """Call `handler` for each change; the answer ends the subscription."""


class RegisterDesk(Protocol):
    """The part of the desk that the grid needs."""

    @property
    def journal(self) -> JournalService:
        """The class register."""

    @property
    def events(self) -> DeskEvents:
        """What has happened."""
