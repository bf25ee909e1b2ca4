"""A person's name in three fields, and the name to sign in with that follows from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.formats import greeting_name
from school_desk.i18n import _
from school_desk.school.model import PersonName
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.fields import Field

_LETTERS = 80


class NameFields(QWidget):
    """Surname, given name, patronymic in a row; `changed` at each key."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surname = Field(_("Surname"), text_line())
        self.given = Field(_("Given name"), text_line())
        self.patronymic = Field(_("Patronymic, if any"), text_line())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        for field in (self.surname, self.given, self.patronymic):
            row.addWidget(field, 1)
            line_of(field).textChanged.connect(self.changed)
        self.setFocusProxy(self.surname)

    @property
    def name(self) -> PersonName:
        """What was typed, without spaces around it."""
        parts = (self.surname, self.given, self.patronymic)
        return PersonName(*(" ".join(line_of(field).text().split()) for field in parts))

    def show_name(self, name: PersonName) -> None:
        """Put a name in."""
        fields = (self.surname, self.given, self.patronymic)
        parts = (name.surname, name.given, name.patronymic)
        for field, part in zip(fields, parts, strict=True):
            line_of(field).setText(part)

    def accept(self) -> bool:
        """Whether surname and given name are there; says under the field which is not."""
        missing = [
            field for field in (self.surname, self.given) if not line_of(field).text().strip()
        ]
        for field in (self.surname, self.given):
            field.show_problem(_("Fill this in.") if field in missing else "")
        if missing:
            missing[0].setFocus()
        return not missing


class SignInNameFields(QWidget):
    """The name in three fields and under it the name in the list, proposed until it is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = NameFields()
        self.sign_in = Field(_("Name in the sign-in list"), text_line())
        self._own = False
        self.names.changed.connect(self._propose)
        line_of(self.sign_in).textEdited.connect(self._on_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(self.names)
        column.addWidget(self.sign_in)
        self.setFocusProxy(self.names)

    @property
    def name(self) -> PersonName:
        """The person."""
        return self.names.name

    @property
    def sign_in_name(self) -> str:
        """The name to choose when signing in."""
        return " ".join(line_of(self.sign_in).text().split())

    @property
    def own_names(self) -> tuple[str, ...]:
        """What a password must not consist of."""
        name = self.name
        return (self.sign_in_name, name.surname, name.given, name.patronymic)

    def accept(self) -> bool:
        """Whether all that is needed was typed."""
        if not self.names.accept():
            return False
        missing = not self.sign_in_name
        self.sign_in.show_problem(_("Fill this in.") if missing else "")
        if missing:
            self.sign_in.setFocus()
        return not missing

    def _propose(self) -> None:
        if not self._own:
            name = self.name
            called = greeting_name(name) if name.patronymic else name.listed
            line_of(self.sign_in).setText(called)

    def _on_edited(self, typed: str) -> None:
        self._own = bool(typed)


def text_line(*, letters: int = _LETTERS) -> QLineEdit:
    """A line that takes a name, not a novel."""
    line = QLineEdit()
    line.setMaxLength(letters)
    return line


def line_of(field: Field) -> QLineEdit:
    """The line of a field that has one."""
    editor = field.editor
    if not isinstance(editor, QLineEdit):
        raise TypeError(editor)
    return editor
