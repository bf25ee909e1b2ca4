"""The head of a page: what it is, its tabs, and what one can do with all of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTabBar, QWidget

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import NameLabel

_TITLE_PX, _COMPACT_TITLE_PX = 360, 180


class _Title(NameLabel):
    """Whole as long as the window is not tiny: the subtitle gives way first."""

    least = _TITLE_PX

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(self.sizeHint().width(), scaled(self.least)), least.height())


class PageHead(QFrame):
    """Title, subtitle, tabs; `add_action` puts fields and buttons at the right."""

    tab_chosen = Signal(int)

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        tabs: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "head")
        self.setAccessibleName(title)
        self.setFixedHeight(scaled(50))
        self._actions: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(12)
        self._lock = IconLabel("lock", "muted")
        self._lock.hide()
        self._row.addWidget(self._lock)
        self.title = _Title(title, step="title")
        self._row.addWidget(self.title)
        self.subtitle = NameLabel(subtitle, tone="muted")
        self._row.addWidget(self.subtitle)
        self.tabs = _tab_bar(tabs, title)
        self._row.addSpacing(12)
        self._row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        self.tabs.currentChanged.connect(self.tab_chosen)
        self._row.addStretch(1)

    def add_action(self, widget: QWidget) -> None:
        """A field or a button at the right end."""
        self._actions.append(widget)
        self._row.addWidget(widget)

    def set_locked(self, *, locked: bool) -> None:
        """A padlock before the title of what is only read."""
        self._lock.setVisible(locked)

    def set_compact(self, *, compact: bool) -> None:
        """Lower, without subtitle and buttons (they are in the menu), in a small window."""
        self.setFixedHeight(scaled(40 if compact else 50))
        self.title.least = _COMPACT_TITLE_PX if compact else _TITLE_PX
        self.title.updateGeometry()
        self.subtitle.setVisible(not compact)
        for widget in self._actions:
            widget.setVisible(not (compact and isinstance(widget, QPushButton)))


def _tab_bar(tabs: Sequence[str], title: str) -> QTabBar:
    bar = QTabBar()
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    bar.setUsesScrollButtons(False)
    bar.setAccessibleName(title)
    for text in tabs:
        bar.addTab(text)
    if not tabs:
        bar.hide()
    return bar
