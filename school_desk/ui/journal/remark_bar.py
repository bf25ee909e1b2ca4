"""The remark on the page that is open, in one line with «done», until it is done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.formats import day_and_month
from school_desk.i18n import _, ngettext
from school_desk.journal.remark_model import Remark
from school_desk.ui.widgets.notice import Notice

LONGEST = 220


class RemarkBar(QWidget):
    """Shows the newest open remark of `ask`; `done_asked` with it. Takes no room without one."""

    done_asked = Signal(object)

    def __init__(self, ask: Callable[[], tuple[Remark, ...]]) -> None:
        super().__init__()
        self._ask = ask
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.remark: Remark | None = None
        self._notice: Notice | None = None

    def refresh(self) -> None:
        """Ask again what is open."""
        found = [one for one in self._ask() if one.open]
        self.remark = found[0] if found else None
        if self._notice is not None:
            self._column.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if self.remark is not None:
            self._notice = Notice(
                in_words(self.remark, len(found) - 1),
                kind="warn",
                icon="pen",
                act=_("Done"),
                closable=False,
            )
            self._notice.acted.connect(self._on_acted)
            self._column.addWidget(self._notice)
        self.setVisible(self.remark is not None)

    def _on_acted(self) -> None:
        self.done_asked.emit(self.remark)


def in_words(remark: Remark, others: int) -> str:
    """Who remarked what and when; how many more there are."""
    text = " ".join(remark.text.split())
    short = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
    said = _("Remark of {day} ({who}): {text}").format(
        day=day_and_month(remark.day), who=remark.writer, text=short
    )
    if not others:
        return said
    more = ngettext("and {n} more", "and {n} more", others).format(n=others)
    return f"{said} ({more})"
