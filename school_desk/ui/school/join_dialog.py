"""Join two records of one pupil: choose the other, see what moves, settle what differs."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QGridLayout,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from school_desk.errors import DeskError
from school_desk.formats import class_words, date_short
from school_desk.i18n import Spelled, _, current, say
from school_desk.intents import Scope
from school_desk.journal.row_words import CODES
from school_desk.school.joining_model import Cell, Collision, Joining, Keep, KnownPupil, Where
from school_desk.school.joining_rules import CLOSED, TITLES, TwoClassesError
from school_desk.school.model import Absence
from school_desk.school.names import matches
from school_desk.ui.school.day_model import ABSENCE_WORDS
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.choice_list import ChoiceList
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

_ROOM = Qt.ItemDataRole.UserRole
_SHOWN = 60
_LIST_PX, _WIDTH_PX, _HIGH_PX = 180, 620, 150
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class JoinDialog(DeskDialog):
    """`ask(...)` joins by itself and returns whether it did."""

    def __init__(self, at: WorkPlace, kept: int, parent: QWidget | None = None) -> None:
        self._joining_service = at.desk.joining
        self._may = at.desk.may
        people = {one.pupil.id: one for one in self._joining_service.people()}
        self.kept = people[kept]
        super().__init__(
            _("Which record is the same pupil?"),
            _("Join the records"),
            sentence=_("{name} stays; everything of the other record goes to it.").format(
                name=known_words(self.kept)
            ),
            parent=parent,
        )
        self.setMinimumWidth(scaled(_WIDTH_PX))
        self._likely = self._likely_ones(kept)
        self._others = [one for one in people.values() if one.pupil.id != kept]
        self.field = SearchField(_("Find pupil"))
        self.field.textChanged.connect(self._show_others)
        self.list = ChoiceList(_("Records"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setFixedHeight(scaled(_LIST_PX))
        self.list.currentItemChanged.connect(self._preview)
        self._choices: list[tuple[Collision, QButtonGroup]] = []
        self._moves = label(wrap=True)
        self.problem = label(tone="danger", wrap=True)
        self._settling = QWidget()
        self._grid = QGridLayout(self._settling)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scrolled(self._settling)
        self._scroll.setFixedHeight(scaled(_HIGH_PX))
        for widget in (self.field, self.list, self._moves, self._scroll, self.problem):
            self.body.addWidget(widget)
        self._scroll.hide()
        self.problem.hide()
        self._show_others("")

    @classmethod
    def ask(cls, at: WorkPlace, kept: int, parent: QWidget | None = None) -> KnownPupil | None:
        """Ask until two records are one, or it is left; returns who was joined."""
        dialog = cls(at, kept, parent)
        return dialog.chosen() if dialog.exec() else None

    def chosen(self) -> KnownPupil | None:
        """The record that goes."""
        found = self.list.currentIndex().data(_ROOM)
        return found if isinstance(found, KnownPupil) else None

    def accept(self) -> None:
        other = self.chosen()
        if other is None:
            self._say(_("Choose a record in the list."))
            return
        settled = {
            one.key: Keep.KEPT if group.checkedId() == 0 else Keep.DROPPED
            for one, group in self._choices
            if group.checkedId() >= 0
        }
        try:
            self._joining_service.join(self.kept.pupil.id, other.pupil.id, settled)
        except DeskError as refusal:
            self._say(say(refusal))
            return
        super().accept()

    def _likely_ones(self, kept: int) -> list[int]:
        pairs = ((one.one.pupil.id, one.other.pupil.id) for one in self._joining_service.doubles())
        return [b if a == kept else a for a, b in pairs if kept in (a, b)]

    def _show_others(self, typed: str) -> None:
        """Likely doubles first; others only when one looks for them."""
        likely = [one for one in self._others if one.pupil.id in self._likely]
        found = (
            [one for one in self._others if matches(typed, one.pupil.name)]
            if typed.strip()
            else likely
        )
        self.list.clear()
        for one in sorted(found, key=lambda each: each.pupil.id not in self._likely)[:_SHOWN]:
            item = QListWidgetItem(known_words(one))
            item.setData(_ROOM, one)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self._show_joining(None)

    def _preview(self) -> None:
        other = self.chosen()
        if other is None:
            return
        try:
            joining = self._joining_service.preview(self.kept.pupil.id, other.pupil.id)
        except DeskError as refusal:
            self._say(say(refusal))
            return
        self._show_joining(joining)

    def _show_joining(self, joining: Joining | None) -> None:
        self.problem.hide()
        self._choices.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if joining is None:
            self._moves.setText(_("No likely double. Type a name to find the other record."))
            self._scroll.hide()
            return
        self._moves.setText(moves_words(joining))
        if joining.overlaps:
            one = joining.overlaps[0]
            facts = {"date": one.day, "first": one.first_label, "second": one.second_label}
            self._say(say(TwoClassesError(**facts)))
        for row, collision in enumerate(joining.collisions):
            self._add_choice(row, collision)
        self._scroll.setVisible(bool(joining.collisions) and not joining.overlaps)

    def _add_choice(self, row: int, one: Collision) -> None:
        """Neither is preselected: both are equally true until a person says."""
        self._grid.addWidget(label(where_words(one), wrap=True), row, 0)
        group = QButtonGroup(self._settling)
        for place, words in enumerate(self._choice_words(one)):
            button = QRadioButton(words)
            button.setAccessibleName(f"{where_words(one)}: {words}")
            group.addButton(button, place)
            self._grid.addWidget(button, row, place + 1)
        self._grid.setColumnStretch(0, 1)
        self._choices.append((one, group))

    def _choice_words(self, one: Collision) -> tuple[str, str]:
        """Both values; where they are not for these eyes, whose they are."""
        intent = CLOSED.get(one.table)
        if intent is not None and not self._may(intent, Scope()):
            return _("as in the record that stays"), _("as in the other record")
        return values_words(one, one.kept), values_words(one, one.dropped)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()


def known_words(one: KnownPupil) -> str:
    """A record in one line: name, birth date, classes."""
    birth = date_short(one.birth) if one.birth else ""
    classes = ", ".join(class_words(each) for each in one.classes)
    return " · ".join(part for part in (one.pupil.name.full, birth, classes) if part)


def moves_words(joining: Joining) -> str:
    """What goes over, counted."""
    counts = [f"{_(TITLES[name])}: {n}" for name, n in joining.moves.items()]
    if not counts:
        return _("Nothing stands in the other record.")
    return _("Goes over: {list}").format(list=" · ".join(counts))


def where_words(one: Collision) -> str:
    """The place of a value: what, subject, class, day."""
    return " · ".join((_(TITLES[one.table]), *_place_words(one.where)))


def _place_words(where: Where) -> Sequence[str]:
    day = date_short(where.day) if where.day else ""
    subject = where.subject.get(current(), where.subject.get("kk", ""))
    found = (subject, class_words(where.class_label) if where.class_label else "", day)
    return [word for word in (*found, *where.words) if word]


def values_words(one: Collision, values: tuple[Cell, ...]) -> str:
    """The values of a place as people read them everywhere."""
    columns = one.columns or ("",) * len(values)
    told = (
        _value_words(one.table, column, value)
        for column, value in zip(columns, values, strict=True)
        if value is not None
    )
    return ", ".join(words for words in told if words)


def _value_words(table: str, column: str, value: Cell) -> str:
    """Codes by their words, signs of absence, days and classes as everywhere."""
    words = CODES.get((table, column), {}).get(value)
    if words is not None:
        return words.within(current()) if isinstance(words, Spelled) else _(words)
    if value in set(Absence):
        return _(ABSENCE_WORDS[Absence(str(value))])
    if column == "class_group":
        return class_words(str(value))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date_short(date.fromisoformat(value))
    return str(value)
