"""The strip of a closed page: who closed it and when; of a reopened one, who opened it and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.journal.model import PageHead
from school_desk.ui.journal.closing_words import closed_words, reopened_words
from school_desk.ui.widgets.notice import Notice


class ClosedBar(QWidget):
    """`reopen_asked` when its word is pressed. Takes no room on a page that was never closed."""

    reopen_asked = Signal()

    def __init__(self, *, may_reopen: bool) -> None:
        super().__init__()
        self._may_reopen = may_reopen
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._notice: Notice | None = None
        self.words = ""

    def show_head(self, head: PageHead) -> None:
        """Say what counts now."""
        closed = closed_words(head, may_reopen=self._may_reopen)
        words = closed or reopened_words(head)
        if words == self.words:
            return
        self.words = words
        if self._notice is not None:
            self._column.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if words:
            self._notice = self._made(words, closed=bool(closed))
            self._column.addWidget(self._notice)
        self.setVisible(bool(words))

    def _made(self, words: str, *, closed: bool) -> Notice:
        act = _("Open again") if closed and self._may_reopen else ""
        kind, icon = ("quiet", "lock") if closed else ("warn", "pen")
        made = Notice(words, kind=kind, icon=icon, act=act, closable=False)  # type: ignore[arg-type]
        made.acted.connect(self.reopen_asked)
        return made
