"""Empty a panel's column, so that what was shown is gone at once."""

from PySide6.QtWidgets import QLayout


def cleared(layout: QLayout) -> None:
    """Take everything out; hidden now, deleted at the next turn of the loop."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            cleared(inner)
