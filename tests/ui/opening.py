"""Files that the window saves and shows: places typed in, and what it asks to open noted."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tests.ui.keyboard import press, types


class Opened(QObject):
    """Stands for the programs of this computer until `close`."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []
        QDesktopServices.setUrlHandler("file", self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.files.append(Path(url.toLocalFile()))

    def close(self) -> None:
        QDesktopServices.unsetUrlHandler("file")


def choose(dialog: QFileDialog, path: Path) -> None:
    """Type where a file should lie."""
    assert dialog.isVisible()
    press("Ctrl+A")
    types(str(path), "\n")
