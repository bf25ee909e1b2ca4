"""Where another computer is called, and what the exchange may use."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.sync.online_service import AllowanceRefusedError
from school_desk.sync.pace import Allowance
from school_desk.ui.widgets.form_dialog import FormDialog

MEGABYTE = 1 << 20


class AddressDialog(FormDialog):
    """`write` is handed what was typed; nothing typed: it is called no more."""

    def __init__(
        self, name: str, address: str, write: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(
            _("Where is {name} called?").format(name=name),
            _("Keep"),
            sentence=_(
                "A name in the network or a number such as 192.168.1.5. Empty: this computer "
                "does not call it; it may still call this one."
            ),
            parent=parent,
        )
        self._write = write
        self.address = self.line(_("Address"), address, 6)

    def save(self) -> None:
        self._write(self.address.text())


class AllowanceDialog(FormDialog):
    """Megabytes a day and a month; a slow or a paid line needs a bound."""

    def __init__(
        self, now: Allowance, write: Callable[[Allowance], object], parent: QWidget
    ) -> None:
        super().__init__(
            _("How much may the exchange use?"),
            _("Keep"),
            sentence=_("Counted are all bytes that this computer sends and receives by itself."),
            parent=parent,
        )
        self._write = write
        self.a_day = self.line(_("A day, megabytes"), _shown(now.day))
        self.a_month = self.line(_("A month, megabytes"), _shown(now.month))

    def save(self) -> None:
        self._write(Allowance(_bytes(self.a_day.text()), _bytes(self.a_month.text())))


def _shown(count: int) -> str:
    return str(max(1, round(count / MEGABYTE)))


def _bytes(text: str) -> int:
    told = text.strip()
    if not (told.isascii() and told.isdecimal()):
        raise AllowanceRefusedError
    return int(told) * MEGABYTE
