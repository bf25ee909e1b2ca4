"""The parts of the window that F6 goes round: rail, head, strip, grid, panel, status line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from school_desk.ui.rail import Rail


def enter_next(regions: Sequence[QWidget], by: int) -> None:
    """Move the focus to the next part (or with -1 the one before) that can take it."""
    focus = QApplication.focusWidget()
    here = next((n for n, part in enumerate(regions) if _within(part, focus)), 0)
    for step in range(1, len(regions) + 1):
        if _enter(regions[(here + by * step) % len(regions)]):
            return


def _enter(region: QWidget) -> bool:
    if isinstance(region, Rail):
        region.take_focus()
        return True
    takes_itself = region.focusPolicy() != Qt.FocusPolicy.NoFocus
    target = region if takes_itself else _first_inside(region)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return target is not None


def _within(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def _first_inside(region: QWidget) -> QWidget | None:
    for child in region.findChildren(QWidget):
        reachable = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if reachable and child.isVisible() and child.isEnabled():
            return child
    return None
