"""One movement of a pupil: what, when, where to, by which order; a refusal is said in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, say
from school_desk.school.model import ClassGroup, PersonName
from school_desk.school.movement_model import KIND_WORDS, MovementKind, NewMovement, Order
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

NOBODY = PersonName("")


@dataclass(frozen=True, slots=True)
class TypedMovement:
    """What stands in the fields; a name only of somebody new."""

    wanted: NewMovement
    name: PersonName = NOBODY
    birth: date | None = None


Write = Callable[[TypedMovement], object]


class MovementDialog(DeskDialog):
    """`ask(...)` writes by itself, so that a refusal leaves everything that was typed."""

    def __init__(
        self,
        who: str,
        kinds: Sequence[MovementKind],
        classes: Sequence[ClassGroup],
        day: date,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(who or _("Who comes to the school?"), _("Write"), parent=parent)
        self._write = write
        self._is_new = not who
        self.surname, self.given, self.patronymic = QLineEdit(), QLineEdit(), QLineEdit()
        self._surname_field = Field(_("Surname"), self.surname)
        self.birth = DayField(_("Birth date"))
        self.kind, self.to_class = QComboBox(), QComboBox()
        for kind in kinds:
            self.kind.addItem(_(KIND_WORDS[kind]), kind)
        for one in classes:
            self.to_class.addItem(class_words(one.label), one.id)
        self._class_field = Field(_("To class"), self.to_class)
        self.day = DayField(_("First day in the class"), day)
        self.last_day = DayField(_("Last day here"), day)
        self.number, self.order_day = QLineEdit(), DayField(_("Order date"))
        self.school, self.reason = QLineEdit(), QLineEdit()
        self._school_field = Field(_("Other school"), self.school)
        self.problem = label(tone="danger", wrap=True)
        self._lay_out_fields()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()
        (self.surname if self._is_new else self.kind).setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(
        cls,
        who: str,
        kinds: Sequence[MovementKind],
        classes: Sequence[ClassGroup],
        day: date,
        write: Write,
        parent: QWidget | None = None,
    ) -> TypedMovement | None:
        """Ask until it is written or left; an empty `who`: somebody who is not in the file."""
        dialog = cls(who, kinds, classes, day, write, parent)
        return dialog.typed() if dialog.exec() else None

    def typed(self) -> TypedMovement:
        """What stands in the fields."""
        parts = (line.text() for line in (self.surname, self.given, self.patronymic))
        kind = self._kind()
        wanted = NewMovement(
            kind,
            self._day_field().day() or date.min,
            None if kind.goes else self.to_class.currentData(),
            Order(self.number.text(), self.order_day.day()),
            self.school.text(),
            self.reason.text(),
        )
        return TypedMovement(wanted, PersonName(*parts), self.birth.day())

    def accept(self) -> None:
        if not self._complete():
            return
        try:
            self._write(self.typed())
        except DeskError as refusal:
            self.problem.setText(say(refusal))
            self.problem.show()
            return
        super().accept()

    def _complete(self) -> bool:
        nameless = self._is_new and not self.surname.text().strip()
        self._surname_field.show_problem(_("The surname is missing.") if nameless else "")
        bad = [day for day in (self._day_field(), self.order_day, self.birth) if not day.valid()]
        if not bad and self._day_field().day() is None:
            self._day_field().show_problem(_("Say on which day."))
            return False
        return not bad and not nameless

    def _kind(self) -> MovementKind:
        return MovementKind(self.kind.currentData())

    def _day_field(self) -> DayField:
        return self.last_day if self._kind().goes else self.day

    def _on_kind(self) -> None:
        kind = self._kind()
        self._class_field.setVisible(not kind.goes)
        self.day.setVisible(not kind.goes)
        self.last_day.setVisible(kind.goes)
        self._school_field.setVisible(kind.elsewhere)
        self.problem.hide()

    def _lay_out_fields(self) -> None:
        if self._is_new:
            given, last = (
                Field(_("Given name"), self.given),
                Field(_("Patronymic"), self.patronymic),
            )
            self._row(self._surname_field, given)
            self._row(last, self.birth)
        self._row(Field(_("Movement"), self.kind), self._class_field)
        self._row(self.day, self.last_day)
        self._row(Field(_("Order number"), self.number), self.order_day)
        self.body.addWidget(
            label(_("Without an order it is noted as “to be completed”."), tone="muted", wrap=True)
        )
        self.body.addWidget(self._school_field)
        self.body.addWidget(Field(_("Reason"), self.reason))
        self.body.addWidget(self.problem)
        self.problem.hide()

    def _row(self, *fields: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)


class OrderDialog(DeskDialog):
    """`ask(...)` returns the order of a movement, or None."""

    def __init__(self, who: str, order: Order, parent: QWidget | None = None) -> None:
        super().__init__(_("By which order?"), _("Write"), sentence=who, parent=parent)
        self.number = QLineEdit(order.number)
        self.order_day = DayField(_("Order date"), order.day)
        row = QHBoxLayout()
        row.addWidget(Field(_("Order number"), self.number), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.order_day, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(cls, who: str, order: Order, parent: QWidget | None = None) -> Order | None:
        """Ask for number and date."""
        dialog = cls(who, order, parent)
        if not dialog.exec():
            return None
        return Order(dialog.number.text(), dialog.order_day.day())

    def accept(self) -> None:
        if self.order_day.valid():
            super().accept()
