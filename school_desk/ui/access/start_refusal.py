"""The school does not open: why, how to mend it, and the three things one can do from here."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.ui.messages import announce
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button, Role
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label


class StartRefusalCard(QWidget):
    """The content of the card: one refusal of the folder or of its files."""

    try_again = Signal()
    other_folder = Signal()
    leave = Signal()
    go_back = Signal()

    def __init__(self, error: DeskError, folder: Path, newest: str = "") -> None:
        """`newest`: of which moment the newest backup is, where a backup would help."""
        super().__init__()
        self._folder = folder
        self.sentence = say(error)
        self.newest = newest
        self.back = Button(
            _("Go back to a backup"), key="Enter", icon="undo", role="primary", height=38
        )
        self.back.clicked.connect(self.go_back)
        role: Role = "plain" if newest else "primary"
        self.again = Button(_("Try again"), key="" if newest else "Enter", role=role, height=38)
        self.choose = Button(_("Choose another folder"), icon="list", height=32)
        self.close_program = Button(_("Close"), key="Esc", height=32)
        self.again.clicked.connect(self.try_again)
        self.choose.clicked.connect(self.other_folder)
        self.close_program.clicked.connect(self.leave)
        self._lay_out()
        self.setFocusProxy(self.back if newest else self.again)
        announce(self, self.sentence, urgent=True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(16))
        head = QHBoxLayout()
        head.setSpacing(scaled(10))
        head.addWidget(IconLabel("warn", "danger"))
        head.addWidget(label(_("The school does not open"), step="title", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(label(self.sentence, wrap=True))
        column.addWidget(folder_strip(self._folder))
        if self.newest:
            words = _("The newest backup is of {moment}.").format(moment=self.newest)
            column.addWidget(label(words, wrap=True))
            column.addWidget(self.back)
        column.addWidget(self.again)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose, 1)
        row.addWidget(self.close_program)
        column.addLayout(row)


def folder_strip(folder: Path) -> QFrame:
    """Where the files lie, with a way to look at them."""
    well = QFrame()
    well.setProperty("panel", "well")
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(_("Data folder"), step="caption", tone="muted", weight="medium"))
    words.addWidget(label(str(folder), wrap=True))
    show = Button(_("Show"), role="link", height=24)
    show.setAccessibleName(_("Show the data folder"))
    show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    row = QHBoxLayout(well)
    row.setContentsMargins(14, 8, 6, 8)
    row.addLayout(words, 1)
    row.addWidget(show)
    return well
