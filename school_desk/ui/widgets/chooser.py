"""A floating list to choose from beside the cell one types in; letters narrow it, Enter takes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.ui.menu import CommandList, Entry, fold
from school_desk.ui.theme.fonts import row_height, scaled

_WIDTH = 380
_ROWS = 9
_AROUND = 66
_GAP = 2


class Chooser(CommandList):
    """`ask` at a cell; what is chosen runs its entry. Esc leaves all unchanged."""

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._question(question)

    def ask(
        self,
        question: str,
        entries: Sequence[Entry],
        cell: QRect,
        *,
        typed: str = "",
        find: Callable[[str], Sequence[Entry]] | None = None,
    ) -> None:
        """Open under (or over) a cell, given in the parent's coordinates."""
        self._question(question)
        self.open(entries, self._box(cell, len(entries)), find)
        if typed:
            self.field.setText(typed)

    def _question(self, question: str) -> None:
        self.setAccessibleName(question)
        self.field.setPlaceholderText(question)
        self.field.setAccessibleName(question)
        self.list.setAccessibleName(_("What one can choose"))

    def _box(self, cell: QRect, count: int) -> QRect:
        room = self._page.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        width = min(scaled(_WIDTH), room.width())
        rows = max(2, min(_ROWS, count))
        wanted = scaled(_AROUND) + rows * row_height(scaled(30))
        left = max(room.left(), min(cell.left(), room.right() - width))
        below, above = room.bottom() - cell.bottom(), cell.top() - room.top()
        # The cell stays in sight: one sees what is being changed.
        if wanted <= below or below >= above:
            return QRect(left, cell.bottom() + _GAP, width, min(wanted, below - _GAP))
        height = min(wanted, above - _GAP)
        return QRect(left, cell.top() - height - _GAP, width, height)

    def _on_typed(self, typed: str) -> None:
        """Those that begin with what was typed come first."""
        found = [entry for entry in self._entries if entry.fits(typed)]
        found.sort(key=lambda entry: not fold(entry.text).startswith(fold(typed)))
        if typed:
            found += self._find(typed)
        self.model.show_lines(found)
        self.nothing.setVisible(not found)
        self.list.setCurrentIndex(self.model.index(0))
