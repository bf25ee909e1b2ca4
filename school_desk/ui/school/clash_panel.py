"""Beside the week: where the timetable meets itself, in words, and the hours of each subject."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _, ngettext
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import NameLabel, label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.stat_panel import StatPanel

_SHOWN = 3
_WIDE = 228


class ClashPanel(QFrame):
    """The hour under the cursor in full; a line for each clash: the first few, how many more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "strip")
        self.setAccessibleName(_("Clashes"))
        self.sentences: tuple[str, ...] = ()
        self.hour = NameLabel(step="caption")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 8)
        whole.setSpacing(4)
        whole.addWidget(self.hour)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        whole.addLayout(self._column)

    def show_sentences(
        self, sentences: Sequence[str], *, nothing: str = "", most: int = _SHOWN
    ) -> None:
        """Replace the lines; `nothing` is said where there are none."""
        self.sentences = tuple(sentences)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not self.sentences:
            self._column.addWidget(_line("check", "accent", nothing or _("Nothing clashes.")))
        for sentence in self.sentences[:most]:
            self._column.addWidget(_line("warn", "warn", sentence))
        more = len(self.sentences) - most
        if more > 0:
            words = ngettext("and {n} more clash", "and {n} more clashes", more)
            self._column.addWidget(label(words.format(n=more), tone="muted"))


class HoursPanel(QFrame):
    """How many hours a week each subject has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self.setAccessibleName(_("Hours a week"))
        self.setFixedWidth(scaled(_WIDE))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(17, 12, 12, 12)
        self._column.addWidget(label(_("Hours a week"), weight="bold"))
        self._shown: QWidget = QWidget()
        self._column.addWidget(self._shown, 1)

    def show_hours(self, hours: Sequence[tuple[str, str]], together: str) -> None:
        """Replace the lines, with the sum under them."""
        panel = StatPanel()
        for name, count in hours:
            panel.add_line(name, count)
        if hours:
            panel.add_line(_("Together"), together)
        else:
            quiet = label(_("No lessons yet. Type a subject in an hour."), tone="muted", wrap=True)
            panel.layout().addWidget(quiet)  # type: ignore[union-attr]  # set by the panel
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(panel, 0, Qt.AlignmentFlag.AlignTop)
        area = scrolled(held)
        self._column.replaceWidget(self._shown, area)
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = area


def _line(icon: str, role: str, sentence: str) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, role), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(sentence, wrap=True), 1)
    return held
