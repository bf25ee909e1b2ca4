"""One person of the staff: post, rate, dates, qualification, phone."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.access.staff_model import NewStaff, StaffFile, StaffMember
from school_desk.errors import N_, DeskError
from school_desk.formats import number
from school_desk.i18n import _
from school_desk.school.model import PersonName
from school_desk.school.texts import as_quote
from school_desk.ui.widgets.form_dialog import FormDialog


class NotANumberError(DeskError):
    """A rate in words."""

    sentence = N_("«{text}» is not a number. Write it as 1 or 1.25. Nothing was written.")


class StaffDialog(FormDialog):
    """`write` is handed the person as typed."""

    def __init__(
        self,
        write: Callable[[NewStaff], object],
        shown: StaffMember | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the staff line") if shown else _("Add somebody to the staff")
        super().__init__(question, _("Write"), parent=parent)
        self._write = write
        name = shown.name if shown else PersonName("")
        file = shown.file if shown else StaffFile()
        self.surname = self.line(_("Surname"), name.surname, 2)
        self.given = self.line(_("Given name"), name.given, 2)
        self.patronymic = self.line(_("Patronymic"), name.patronymic, 2)
        self.position = self.line(_("Position"), file.position)
        self.rate = self.line(_("Rate, posts"), _shown(file.rate), 1)
        self.norm = self.line(_("Norm, hours a week"), _shown(file.norm_hours), 2)
        self.hired = self.day(_("Works since"), file.hired)
        self.left = self.day(_("Left on"), file.left)
        self.qualification = self.line(_("Qualification category"), file.qualification)
        self.education = self.line(_("Education"), file.education)
        self.phone = self.line(_("Phone"), file.phone)
        self.email = self.line(_("E-mail"), file.email)

    def save(self) -> None:
        """Hand over what was typed."""
        name = PersonName(self.surname.text(), self.given.text(), self.patronymic.text())
        file = StaffFile(
            self.position.text(),
            _decimal(self.rate),
            _decimal(self.norm),
            self.hired.day(),
            self.left.day(),
            self.qualification.text(),
            self.education.text(),
            self.phone.text(),
            self.email.text(),
        )
        self._write(NewStaff(name, file))


def _decimal(line: QLineEdit) -> Decimal | None:
    text = line.text().replace(",", ".").strip()
    if not text:
        return None
    try:
        read = Decimal(text)
    except InvalidOperation as error:
        raise NotANumberError(text=as_quote(text)) from error
    if not read.is_finite():
        raise NotANumberError(text=as_quote(text))
    return read


def _shown(value: Decimal | None) -> str:
    if value is None:
        return ""
    return number(value, max(0, -int(value.as_tuple().exponent)))
