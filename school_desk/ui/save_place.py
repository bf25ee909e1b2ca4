"""Where a file should lie: asked once, beginning in the person's documents; and opening it."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from school_desk.i18n import _


def ask_save_place(name: str, parent: QWidget) -> Path | None:
    """The place that the person chooses for a file of this name, or None."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    ending = Path(name).suffix
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Save as"), str(Path(folder) / name), f"*{ending}"
    )
    if not chosen:
        return None
    return Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(ending)


def open_file(path: Path) -> None:
    """Show a file with the program that this computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
