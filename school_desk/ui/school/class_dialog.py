"""Two small questions: which class to add, and how an own subject is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from school_desk.i18n import _
from school_desk.ui.school.import_classes import LANGUAGES
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field

NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class to add."""

    year_level: int
    letter: str
    language: str


class ClassDialog(DeskDialog):
    """`ask(...)` returns a NewClass or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Which class to add?"), _("Add the class"), parent=parent)
        self.year_level, self.letter = DigitLine(), QLineEdit()
        self._year_field = Field(_("Year (0 to 12)"), self.year_level)
        letter = Field(_("Letter, if there is one"), self.letter)
        self.language = QComboBox()
        for code, words in LANGUAGES:
            self.language.addItem(words, code)
        row = QHBoxLayout()
        row.addWidget(self._year_field)
        row.addWidget(letter)
        self.body.addLayout(row)
        self.body.addWidget(Field(_("Language of teaching"), self.language))
        self.year_level.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> NewClass | None:
        """Ask for a class."""
        dialog = cls(parent)
        return dialog.typed() if dialog.exec() else None

    def typed(self) -> NewClass:
        """What stands in the fields."""
        letter = self.letter.text().strip().upper()
        return NewClass(int(self.year_level.text()), letter, str(self.language.currentData()))

    def accept(self) -> None:
        good = self.year_level.text().strip().isdecimal()
        self._year_field.show_problem("" if good else _("Type the year as a number, such as 7."))
        if good:
            super().accept()
        else:
            self.year_level.setFocus()


class SubjectDialog(DeskDialog):
    """`ask(...)` returns the names of a subject by language, or None."""

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(_("What is the subject called?"), _("Write"), parent=parent)
        self.lines = {code: QLineEdit(names.get(code, "")) for code in ("kk", "ru", "en")}
        captions = {"kk": _("In Kazakh"), "ru": _("In Russian"), "en": _("In English")}
        self._fields = {code: Field(captions[code], line) for code, line in self.lines.items()}
        for field in self._fields.values():
            self.body.addWidget(field)

    @classmethod
    def ask(
        cls, parent: QWidget | None = None, names: Mapping[str, str] = NO_NAMES
    ) -> Mapping[str, str] | None:
        """Ask for a subject, or for other names of one."""
        dialog = cls(names, parent)
        return dialog.names() if dialog.exec() else None

    def names(self) -> Mapping[str, str]:
        """The names; a language that was left empty takes the Kazakh one."""
        typed = {code: " ".join(line.text().split()) for code, line in self.lines.items()}
        return {code: name or typed["kk"] for code, name in typed.items()}

    def accept(self) -> None:
        good = bool(self.lines["kk"].text().strip())
        self._fields["kk"].show_problem("" if good else _("The name is missing."))
        if good:
            super().accept()
        else:
            self.lines["kk"].setFocus()
