"""One conflict in full: the values side by side, what each decides, what stands around the cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.formats import class_words, date_short, day_and_weekday
from school_desk.i18n import Text, _, current, tell
from school_desk.journal.dispute_model import CellPlace, Outlook
from school_desk.journal.row_words import TABLE_WORDS, field_words
from school_desk.sync.model import Choice, Conflict, Resolved
from school_desk.ui.sync.neighbours import Neighbours
from school_desk.ui.sync.outlook_words import outlook_sentence, result_words
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.labels import label

IN_A_ROW = 2
SHORT = 3
VALUE = "{value}"


@dataclass(frozen=True, slots=True)
class Acts:
    """What the pane asks of its screen."""

    keep: Callable[[int], object]
    write: Callable[[str], object]
    later: Callable[[], object]
    when: Callable[[Choice], str]


class ConflictPane(QWidget):
    """None of the values is chosen beforehand; both have the same weight."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self.editor: QLineEdit | None = None
        self.other: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(28), scaled(22), scaled(24), scaled(20))
        self._column.setSpacing(scaled(12))

    def show_conflict(self, one: Conflict | Resolved | None, outlook: Outlook | None) -> None:
        """Another conflict, open or decided, or none."""
        self._clear()
        if one is None:
            return
        add = self._column.addWidget
        add(label(heading(one, outlook), step="title", wrap=True))
        add(label(below_heading(one, outlook), tone="muted", wrap=True))
        if isinstance(one, Resolved):
            add(label(self._decided(one), weight="medium", wrap=True))
        for first in range(0, len(one.choices), IN_A_ROW):
            add(self._cards(one, first, outlook))
        if isinstance(one, Conflict):
            if outlook is not None and outlook_sentence(outlook):
                add(label(outlook_sentence(outlook), weight="medium", wrap=True))
            add(self._other_acts(one, outlook))
        for warning in (choice.ahead for choice in one.choices if choice.ahead):
            add(label(tell(warning), tone="warn", wrap=True))
        if outlook is not None:
            add(label(_("This pupil's marks near it"), step="strong"))
            add(Neighbours(outlook.around, outlook.letters, disputed=isinstance(one, Conflict)))
        for told in self._told(of_register=outlook is not None):
            add(label(told, tone="muted", wrap=True))
        self._column.addStretch(1)

    def edit(self) -> bool:
        """Open the field for another value; False where the cell is none of the register's."""
        if self.editor is None or self.other is None:
            return False
        self.other.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def end_edit(self) -> bool:
        """Close the field without writing; False where it was not open."""
        if self.editor is None or self.other is None or not self.editor.isVisible():
            return False
        self.editor.clear()
        self.editor.hide()
        self.other.show()
        return True

    def _clear(self) -> None:
        self.editor = self.other = None
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @staticmethod
    def _told(*, of_register: bool) -> Sequence[str]:
        who = (
            _("Who may decide: the teacher of the subject or the deputy head.")
            if of_register
            else _("Who may decide: the deputy head and the head; of roles and computers the head.")
        )
        return (
            _(
                "Whichever you choose, all of them stay in the history (F8): who, when, on which "
                "computer. Ctrl+Z brings back what was shown before."
            ),
            who,
        )

    def _decided(self, one: Resolved) -> str:
        """Which value stands, who decided, when and where."""
        decided = one.decided
        facts = {
            "value": said(decided),
            "who": decided.who or _("somebody"),
            "when": self._acts.when(decided),
            "where": _where(decided),
        }
        if one.last:
            return _("Decided: {value} — {who}, {when}, {where}").format(**facts)
        words = _("Decided: {value} — {who}, {when}, {where}. Something was written there since.")
        return words.format(**facts)

    def _cards(self, one: Conflict | Resolved, first: int, outlook: Outlook | None) -> QWidget:
        held, row = _row()
        choices, takes = one.choices, isinstance(one, Conflict) or one.last
        for number in range(first, first + IN_A_ROW):
            if number < len(choices):
                row.addWidget(self._card(choices[number], number, outlook, takes=takes), 1)
            else:
                row.addStretch(1)
        return held

    def _card(self, choice: Choice, number: int, outlook: Outlook | None, *, takes: bool) -> Card:
        card = Card()
        card.body.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(14))
        card.body.setSpacing(scaled(6))
        value = said(choice)
        step = "figure" if len(value) <= SHORT else "title"
        card.body.addWidget(label(value, step=step, wrap=True))  # type: ignore[arg-type]
        card.body.addWidget(label(choice.who or _("somebody"), step="strong", wrap=True))
        card.body.addWidget(label(self._where(choice), tone="muted", wrap=True))
        results = outlook.results if outlook else ()
        if number < len(results):
            card.body.addWidget(label(result_words(results[number]), wrap=True))
        card.body.addStretch(1)
        if not takes:
            return card
        keep = Button(_("Let this stand"), icon="check", key=str(number + 1), height=32)
        keep.setAccessibleName(_("Keep {value}").format(value=value))
        keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep.clicked.connect(lambda: self._acts.keep(number + 1))
        card.body.addWidget(keep)
        return card

    def _where(self, choice: Choice) -> str:
        shown = _("shown now") if choice.shown else ""
        told = _where(choice), self._acts.when(choice), shown
        return " · ".join(one for one in told if one)

    def _other_acts(self, one: Conflict, outlook: Outlook | None) -> QWidget:
        held, row = _row()
        if outlook is not None:
            key = str(len(one.choices) + 1)
            self.other = Button(_("Write another value"), icon="pen", key=key, height=32)
            self.other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.other.clicked.connect(self.edit)
            self.editor = QLineEdit()
            self.editor.setAccessibleName(_("Write another value"))
            self.editor.setPlaceholderText(_("as in the register; Enter writes, Esc leaves"))
            self.editor.setMinimumHeight(scaled(32))
            editor = self.editor
            editor.returnPressed.connect(lambda: self._acts.write(editor.text()))
            editor.hide()
            row.addWidget(self.other, 1)
            row.addWidget(editor, 1)
        later = Button(_("Decide later"), icon="clock", key="Esc", height=32)
        later.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        later.clicked.connect(self._acts.later)
        row.addWidget(later, 1)
        return held


def said(choice: Choice) -> str:
    """A value alone, in words."""
    return tell(Text(VALUE, {"value": choice.value}))


def _where(choice: Choice) -> str:
    if choice.here:
        return _("this computer")
    return _("computer {name}").format(name=choice.computer)


def heading(one: Conflict | Resolved, outlook: Outlook | None) -> str:
    """The pupil; of any other row what it is called."""
    return outlook.pupil.full if outlook else tell(one.what)


def below_heading(one: Conflict | Resolved, outlook: Outlook | None) -> str:
    """Class, subject, day or work; what stood before; since when it waits."""
    told = [
        *(page_words(outlook.place) if outlook else ()),
        *([_day(outlook)] if outlook else []),
        _(TABLE_WORDS[one.table]),
        *([_(field_words(one.name))] if outlook is None and field_words(one.name) else []),
        *(_waiting(one) if isinstance(one, Conflict) else ()),
    ]
    return " · ".join(part for part in told if part)


def _waiting(one: Conflict) -> tuple[str, str]:
    before = _("nothing") if one.before is None else tell(Text(VALUE, {"value": one.before}))
    since = _("since {day}").format(day=date_short(one.opened.date()))
    return _("before: {value}").format(value=before), since


def page_words(place: CellPlace) -> tuple[str, str]:
    """Class and subject of a page."""
    names = place.subject_names
    return class_words(place.class_label), names.get(current(), names.get("kk", ""))


def _day(outlook: Outlook) -> str:
    here = next((one for one in outlook.around if one.here), None)
    return day_and_weekday(here.date) if here and here.date else ""


def _row() -> tuple[QWidget, QHBoxLayout]:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(scaled(24))
    return held, row
