"""A panel that says what would change, with Apply and Leave unchanged below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _, ngettext
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.side_panel import SidePanel

MOST_SHOWN = 200


class ApplyPanel(SidePanel):
    """`applied` when the person wants it so; `closed` leaves everything as it was."""

    applied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What would change"), parent=parent)
        self.apply = Button(_("Apply"), key="Enter", role="primary", height=32)
        self.leave = Button(_("Leave unchanged"), key="Esc", height=32)
        self.apply.clicked.connect(self.applied)
        self.leave.clicked.connect(self.closed)
        self.subtitle.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.apply)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(row)

    def begin(self, title: str, counts: str) -> None:
        """Empty it for another change: what it is, and what it touches in numbers."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.body.addWidget(label(title, weight="medium", wrap=True))
        self.body.addWidget(label(counts, step="strong", wrap=True))

    def add_more(self, more: int) -> None:
        """How many lines are left out, if any."""
        if more > 0:
            text = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self.body.addWidget(label(text, tone="muted"))

    def ask(self) -> None:
        """Show what is in it; Enter applies."""
        self.show()
        self.apply.setFocus(Qt.FocusReason.OtherFocusReason)
