"""Ask for another value of a fact that is still to check: a list, a number, weights, a letter."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, fill, say, tell
from school_desk.journal.rule_values import FactKind, kind_of, offered
from school_desk.journal.rule_words import value_words
from school_desk.journal.rules_model import FactLine
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field


class RuleDialog(DeskDialog):
    """One value; what makes no sense is said under the field, and the dialog stays."""

    def __init__(
        self,
        name: str,
        line: FactLine,
        check: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        usual = fill(
            _("The rule set says: {value}."),
            {"value": tell(value_words(line.fact, line.usual))},
        )
        super().__init__(name, _("Show what would change"), sentence=usual, parent=parent)
        self._check = check
        self.choice, self.line = QComboBox(), QLineEdit()
        choices = offered(line.fact)
        for text in choices:
            self.choice.addItem(tell(value_words(line.fact, text)), text)
        self.choice.setCurrentIndex(max(0, self.choice.findData(line.text)))
        self.line.setText(line.text)
        self.line.selectAll()
        self._chosen = bool(choices)
        self.field = Field(_caption(kind_of(line.fact)), self.choice if choices else self.line)
        self.body.addWidget(self.field)

    @classmethod
    def ask(
        cls, name: str, line: FactLine, check: Callable[[str], None], parent: QWidget | None = None
    ) -> str | None:
        """The value as it is written, or None."""
        dialog = cls(name, line, check, parent)
        return dialog.text() if dialog.exec() else None

    def text(self) -> str:
        """What stands in the field."""
        return str(self.choice.currentData()) if self._chosen else self.line.text()

    def accept(self) -> None:
        try:
            self._check(self.text())
        except DeskError as refusal:
            self.field.show_problem(say(refusal))
            self.field.setFocus()
        else:
            super().accept()


def _caption(kind: FactKind) -> str:
    """What is written here, with an example."""
    return {
        FactKind.WEIGHTS: _("Three weights that add up to 100, such as 25 25 50"),
        FactKind.YEAR_LEVELS: _("Year levels, such as 1, 2; empty: none"),
        FactKind.CODES: _("Codes of subjects, such as class_hour; empty: none"),
        FactKind.LETTER: _("One letter"),
        FactKind.NUMBER: _("Number"),
    }.get(kind, _("Value"))
