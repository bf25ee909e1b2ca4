"""One's own password: open to everyone, from any screen."""

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.ui.access.account_dialogs import OwnPasswordDialog
from school_desk.ui.work_place import WorkPlace


def change_own_password(at: WorkPlace, over: QWidget) -> OwnPasswordDialog:
    """Ask for the present and the new password over a window; the status line says the end."""
    dialog = OwnPasswordDialog(at.desk, at.tasks, over)
    dialog.accepted.connect(lambda: at.messages.say(_("Your password is changed.")))
    dialog.open()
    return dialog
