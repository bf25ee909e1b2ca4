"""The first two steps of a set-up: which school, and who is its head."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from school_desk.app import school_years
from school_desk.i18n import _
from school_desk.ui.access.name_fields import SignInNameFields, line_of, text_line
from school_desk.ui.access.new_password import NewPasswordFields
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import rule

_NAME_LETTERS = 200


class SchoolStep(QWidget):
    """The name of the school in both languages of its forms, and the school year."""

    def __init__(self, year: str) -> None:
        super().__init__()
        self.kazakh = Field(_("Name in Kazakh"), text_line(letters=_NAME_LETTERS))
        self.russian = Field(_("Name in Russian"), text_line(letters=_NAME_LETTERS))
        self._years = QComboBox()
        for one in school_years():
            self._years.addItem(_("School year {year}").format(year=one.replace("-", "–")), one)
        self._years.setCurrentIndex(self._years.findData(year))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        for field in (self.kazakh, self.russian, Field(_("School year"), self._years)):
            column.addWidget(field)
        self.setFocusProxy(self.kazakh)

    @property
    def names(self) -> Mapping[str, str]:
        """The name by language."""
        fields = {"kk": self.kazakh, "ru": self.russian}
        return {key: " ".join(line_of(field).text().split()) for key, field in fields.items()}

    @property
    def year(self) -> str:
        """The school year that stands chosen."""
        return str(self._years.currentData())

    def accept(self) -> bool:
        """Whether both names are there; says under the field which is not."""
        missing = [
            field for field in (self.kazakh, self.russian) if not line_of(field).text().strip()
        ]
        for field in (self.kazakh, self.russian):
            field.show_problem(_("Fill this in.") if field in missing else "")
        if missing:
            missing[0].setFocus()
        return not missing


class HeadStep(QWidget):
    """The head's name, name to sign in with, and password."""

    def __init__(self) -> None:
        super().__init__()
        self.person = SignInNameFields()
        self.password = NewPasswordFields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(14))
        column.addWidget(self.person)
        column.addWidget(rule(soft=True))
        column.addWidget(self.password)
        self.setFocusProxy(self.person)

    def accept(self) -> bool:
        """Whether everything was typed and the password will do."""
        return self.person.accept() and self.password.accept(self.person.own_names)
