"""What was copied in our window: nobody who comes after pastes it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication


class Copied(QObject):
    """Knows what this program has laid on the clipboard since somebody signed in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._aside = ""
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def lay_aside(self) -> None:
        """Take it from the clipboard, and keep it for the same person."""
        self._aside, self._text = self._text, ""
        if self._aside and QGuiApplication.clipboard().text() == self._aside:
            QGuiApplication.clipboard().clear()

    def give_back(self) -> None:
        """The same person is there again; what was copied elsewhere since stays."""
        aside, self._aside = self._aside, ""
        if aside and not QGuiApplication.clipboard().text():
            QGuiApplication.clipboard().setText(aside)

    def forget(self) -> None:
        """Somebody else comes."""
        self.lay_aside()
        self._aside = ""

    def _on_changed(self) -> None:
        active = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        self._text = QGuiApplication.clipboard().text() if active else ""
