"""Split a class: for which subjects, by list, by sex or by choice, who teaches each part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QWidget,
)

from school_desk.errors import DeskError
from school_desk.formats import short_name
from school_desk.i18n import _, current, say
from school_desk.school.model import PersonName, Subject
from school_desk.school.subgroup_model import SPLIT_WORDS, Split
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.choice_list import ChoiceList
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

_ROLE = Qt.ItemDataRole.UserRole
_LIST_PX = 150


@dataclass(frozen=True, slots=True)
class TypedSplit:
    """What was chosen."""

    how: Split
    names: tuple[str, str]
    teachers: tuple[int | None, int | None]
    subjects: tuple[int, ...]
    since: date


Write = Callable[[TypedSplit], object]


class SplitDialog(DeskDialog):
    """`ask(...)` writes by itself, so that a refusal leaves everything that was chosen."""

    def __init__(
        self,
        title: str,
        subjects: Sequence[Subject],
        people: Mapping[int, PersonName],
        day: date,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, _("Make subgroups"), parent=parent)
        self._write = write
        self.subjects = ChoiceList(_("Subjects"))
        self.subjects.setFixedHeight(scaled(_LIST_PX))
        for one in subjects:
            item = QListWidgetItem(one.names[current()])
            item.setData(_ROLE, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.subjects.addItem(item)
        self.how = QComboBox()
        for how in (Split.LIST, Split.SEX, Split.CHOICE):
            self.how.addItem(_(SPLIT_WORDS[how]), how)
        self.since = DayField(_("From day"), day)
        self.names = QLineEdit("1"), QLineEdit("2")
        self.teachers = _people_box(people), _people_box(people)
        self.problem = label(tone="danger", wrap=True)
        self._lay_out_fields()
        self.subjects.setCurrentRow(0)

    @classmethod
    def ask(
        cls,
        title: str,
        subjects: Sequence[Subject],
        people: Mapping[int, PersonName],
        day: date,
        write: Write,
        parent: QWidget | None = None,
    ) -> bool:
        """Ask until it is written or left."""
        return bool(cls(title, subjects, people, day, write, parent).exec())

    def typed(self) -> TypedSplit:
        """What stands in the fields."""
        items = (self.subjects.item(row) for row in range(self.subjects.count()))
        chosen = (one for one in items if one.checkState() == Qt.CheckState.Checked)
        one, two = self.teachers
        return TypedSplit(
            Split(self.how.currentData()),
            (self.names[0].text(), self.names[1].text()),
            (one.currentData(), two.currentData()),
            tuple(item.data(_ROLE) for item in chosen),
            self.since.day() or date.min,
        )

    def accept(self) -> None:
        if not self.since.valid():
            return
        typed = self.typed()
        try:
            if not typed.subjects:
                self._say(_("Tick at least one subject (Space)."))
                return
            self._write(typed)
        except DeskError as refusal:
            self._say(say(refusal))
            return
        super().accept()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def _lay_out_fields(self) -> None:
        self.body.addWidget(Field(_("Subjects (Space ticks)"), self.subjects))
        self._row(Field(_("How"), self.how), self.since)
        for n, (name, teacher) in enumerate(zip(self.names, self.teachers, strict=True), 1):
            self._row(
                Field(_("Name of subgroup {n}").format(n=n), name),
                Field(_("Teacher of subgroup {n}").format(n=n), teacher),
            )
        self.body.addWidget(self.problem)
        self.problem.hide()

    def _row(self, *fields: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)


def _people_box(people: Mapping[int, PersonName]) -> QComboBox:
    box = QComboBox()
    box.addItem(_("nobody yet"), None)
    for account, name in people.items():
        box.addItem(short_name(name), account)
    return box
