"""One entry of a log: a field for each column, filled with what usually holds; why it changes."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.nutrition.log_model import Kind, LogColumn, LogMonth, Offer, Value
from school_desk.ui.nutrition.log_typing import read_value, typed_text
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import FormDialog

Write = Callable[[Mapping[str, Value], str], object]
_PARTS = {
    Kind.MOMENT: 2,
    Kind.DAY: 2,
    Kind.TIME: 2,
    Kind.AMOUNT: 2,
    Kind.DEGREES: 2,
    Kind.CHOICE: 2,
    Kind.USES: 6,
    Kind.PORTIONS: 6,
}
_USUAL = 3


class AddingLine(QLineEdit):
    """What is typed goes on after what stands there: nothing is selected to be typed over."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.deselect()
        self.end(False)


class LogDialog(FormDialog):
    """`write` is handed the values as typed and the reason, which a day that is over asks for."""

    def __init__(
        self,
        write: Write,
        shown: LogMonth,
        offer: Offer,
        *,
        correcting: bool = False,
        over: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the entry") if correcting else _("Another entry")
        about = _("The day is over: the old value stays in the history.") if over else ""
        title = f"{_(shown.log.title)}. {question}"
        super().__init__(title, _("Write"), sentence=about, parent=parent)
        self._write, self._shown, self._offer = write, shown, offer
        self.fields: dict[str, QWidget] = {}
        for one in shown.log.asked:
            self.fields[one.name] = self._field(one, offer.values.get(one.name))
            if correcting and one.name in shown.log.born:
                self.fields[one.name].setEnabled(False)
        self.reason = self.line(_("Reason of the correction"), "", 6) if over else None
        self._begin_at(correcting=correcting)
        person = self.fields.get("person")
        if isinstance(person, QComboBox):
            person.currentTextChanged.connect(self._on_person)

    def leave_open(self, *, correcting: bool) -> None:
        """Whose entry it is can be chosen, where it was a name only until now."""
        for name in self._shown.log.born if correcting else ():
            self.fields[name].setEnabled(True)

    def save(self) -> None:
        """Hand over what was typed."""
        values = {one.name: self._read(one) for one in self._shown.log.asked}
        self._write(values, self.reason.text() if self.reason else "")

    # A field for a column

    def _field(self, column: LogColumn, value: Value) -> QWidget:
        parts, words = _PARTS.get(column.kind, _USUAL), _(column.words)
        if column.kind is Kind.CHECK:
            return self.tick(words, _USUAL, ticked=bool(value))
        if column.kind is Kind.CHOICE:
            return self.choice(words, self._choices(column), str(value or ""), parts)
        if column.kind is Kind.TEXT and self._offer.known.get(column.known):
            return self._offered(column, str(value or ""))
        made = _line(column)
        made.setText(
            f"{typed_text(value)}; " if isinstance(value, tuple) and value else typed_text(value)
        )
        hint = f" ({_(column.hint)})" if column.hint else ""
        self.put(Field(f"{words}{hint}", made), parts)
        return made

    def _begin_at(self, *, correcting: bool) -> None:
        """Typing begins where something is missing: the rest is filled already."""
        asked, values = self._shown.log.asked, self._offer.values
        empty = [one for one in asked if not values.get(one.name) and one.kind is not Kind.CHECK]
        wanted = [one for one in empty if one.needed or one.kind is Kind.DEGREES]
        uses = [one for one in asked if one.kind is Kind.USES] if correcting else []
        first = next(iter((*uses, *wanted)), None)
        held = self.body.itemAt(0)
        widget = held.widget() if held is not None else None
        if first is not None and widget is not None:
            widget.setFocusProxy(self.fields[first.name])

    def _offered(self, column: LogColumn, text: str) -> QComboBox:
        """Words to choose from, or to type."""
        made = QComboBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for value, words in self._offer.known[column.known]:
            made.addItem(words, value)
        made.setCurrentIndex(-1)
        made.setEditText(text)
        self.put(Field(_(column.words), made), _USUAL)
        return made

    def _choices(self, column: LogColumn) -> Mapping[str, str]:
        if column.choices:
            return {code: _(words) for code, words in column.choices.items()}
        return dict(self._offer.known.get(column.known, ()))

    def _on_person(self, name: str) -> None:
        post = self.fields.get("post")
        if isinstance(post, QLineEdit) and name in self._offer.posts:
            post.setText(self._offer.posts[name])

    # What was typed

    def _read(self, column: LogColumn) -> Value:
        field = self.fields[column.name]
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, QComboBox):
            chosen = field.currentText() if field.isEditable() else field.currentData()
            return str(chosen) if chosen is not None else None
        text = field.text() if isinstance(field, QLineEdit) else ""
        try:
            return read_value(column, text.strip(), self._shown.moment)
        except DeskError:
            field.setFocus()
            raise


class ReasonDialog(FormDialog):
    """Why an entry of a day that is over is taken away, or corrected."""

    def __init__(
        self,
        write: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        correcting: bool = False,
    ) -> None:
        question, verb = _("Take the entry away?"), _("Take away")
        about = _("The day is over: the entry stays in the history with your reason.")
        if correcting:
            question, verb = _("Correct the entry"), _("Write")
            about = _("The day is over: the old value stays in the history.")
        super().__init__(question, verb, sentence=about, parent=parent)
        self._write = write
        self.reason = self.line(_("Reason"), "", 6)

    def save(self) -> None:
        """Hand over the reason."""
        self._write(self.reason.text())


def _line(column: LogColumn) -> QLineEdit:
    if column.kind is Kind.USES:
        return AddingLine()
    return DigitLine() if column.kind in (Kind.MOMENT, Kind.DAY, Kind.TIME) else QLineEdit()
