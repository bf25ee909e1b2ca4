"""At the door of an empty folder: the address and the code that the head reads aloud."""

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.i18n import _
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field


class JoinByCodeDialog(DeskDialog):
    """Two lines; what was typed before stands there again."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Join by a code"),
            _("Fetch the school"),
            sentence=_(
                "The head sees both: Office, Computers, “Admit by a code”. This computer and that "
                "one are on the same network."
            ),
            parent=parent,
        )
        self.address, self.code = QLineEdit(address), QLineEdit()
        for words, line in ((_("Address"), self.address), (_("Code"), self.code)):
            field = Field(words, line)
            field.setFocusProxy(self.code if address else self.address)
            self.body.addWidget(field)
