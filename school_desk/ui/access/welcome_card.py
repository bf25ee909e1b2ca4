"""No school is here yet: set one up, join one that exists, or look in another folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.access.start_refusal import folder_strip
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label


class WelcomeCard(QWidget):
    """The content of the card at the first start."""

    set_up = Signal()
    join_in = Signal()
    other_folder = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.begin = Button(_("Set up a new school"), key="Enter", role="primary", height=38)
        self.join_button = Button(_("Join a school that exists"), icon="people", height=38)
        self.join_button.clicked.connect(self.join_in)
        self.choose = Button(_("Choose another folder"), icon="list", height=32)
        self.begin.clicked.connect(self.set_up)
        self.choose.clicked.connect(self.other_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(16))
        column.addWidget(label(_("There is no school here yet"), step="title", wrap=True))
        column.addWidget(label(_what_it_takes(), tone="muted", wrap=True))
        column.addWidget(folder_strip(folder))
        column.addWidget(self.begin)
        column.addWidget(self.join_button)
        column.addWidget(self.choose)
        self.setFocusProxy(self.begin)


def _what_it_takes() -> str:
    return _(
        "Setting up takes five minutes: the name of the school, the head's account, and a sheet "
        "of paper for the safe."
    )
