"""Consents: who has given which, what is missing, ends or was withdrawn; recorded, printed."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import class_words, date_short
from school_desk.i18n import _, current
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.consent_model import Consent, ConsentLine, ConsentText
from school_desk.school.names import fold
from school_desk.ui.actions import Handler, action
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.consent_dialog import ConsentDialog, ConsentTextDialog, WithdrawDialog
from school_desk.ui.school.consent_words import KIND_WORDS, SHOWN, texts_of
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

NAME = "consents"
RECORD, WITHDRAW, WRITE = "Record consent", "Withdraw consent", "Write consent text"
HEADS = (
    *(N_("Class"), N_("Surname, given name"), N_("Consent"), N_("Standing")),
    *(N_("Given by"), N_("Since"), N_("Until")),
)
WIDTHS = (84, 210, 210, 210, 230, 92)


class ConsentsScreen(SchoolScreen):
    """`Place("consents", (what is shown, whose, text))`, each may be missing."""

    tables = frozenset(
        ("consent", "consent_text", "school", "pupil", "membership", "guardianship", "account")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._lines: tuple[ConsentLine, ...] = ()
        self._shown: tuple[ConsentLine, ...] = ()
        self.whose, self.which = QComboBox(), QComboBox()
        self.group, self.standing = QComboBox(), QComboBox()
        self.model = RowsModel(HEADS, self)
        self.table = WrappingTable(_("Consents"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        self.table.activated.connect(lambda _index: self.edit())
        self.field = SearchField(_("Find"), key=action("find_pupil").key_text)
        self.field.textChanged.connect(lambda _typed: self._narrow())
        self.head = PageHead(_("Consents"))
        self._empty = EmptyState(_("Nothing like this was found."))
        self._lay_out()
        self._fill(*(*place.facts, None, None, None)[:3])
        self.reload()

    def title(self) -> str:
        return _("Consents")

    def place(self) -> Place:
        whose = self.whose.currentData()
        shown, which = self.standing.currentData(), self.which.currentData()
        return Place(NAME, (shown or "", whose, which or ""))

    def row_place(self) -> RowPlace | None:
        one = self.current()
        if one is None:
            return None
        name = f"{one.person.name.listed} · {one.text.name.within(current())}"
        return RowPlace("consent", one.consent.id if one.consent else 0, name=name)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "add": self.record,
            "edit": self.edit,
            "withdraw": self.withdraw,
            "consent_text": self.write_text,
            "print": self.print_paper,
            "select_all": self.table.selectAll,
            "find_pupil": self.field.setFocus,
        }

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "withdraw", "select_all", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.whose, self.head)

    def take_focus(self) -> None:
        target = self.table if self.model.rowCount() else self.whose
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read everything again; what is shown and the place in the table stay."""
        self._lines = self._desk.consents.lines()
        self._fill_texts()
        gate(self._add, self._desk.why_not(RECORD, Scope()))
        gate(self._printing, self._desk.why_not("Print consents", Scope()))
        self._narrow()

    # What a person does

    def record(self) -> None:
        """A consent for every chosen line that has none."""
        wanted = [one for one in self.chosen() if not one.standing.stands or _asks_again(one)]
        if not wanted:
            self._at.messages.say(_("There is a consent already. F2 corrects it."))
        elif self.allowed(RECORD):
            self._ask(ConsentDialog(self._record, wanted, self._today(), parent=self.window()))

    def edit(self) -> None:
        """Put right what was recorded; where nothing is, record."""
        one = self.current()
        if one is None or one.consent is None or not one.standing.stands:
            self.record()
        elif self.allowed(RECORD):
            shown = one.consent
            self._ask(ConsentDialog(self._correct, (one,), self._today(), shown, self.window()))

    def withdraw(self) -> None:
        """A person takes a consent back."""
        one = self.current()
        if one is None or one.consent is None or one.consent.withdrawn_on:
            self._at.messages.say(_("There is no consent to withdraw in this line."))
        elif self.allowed(WITHDRAW):
            row, today = one.consent.id, self._today()
            due = self._desk.consents.withdrawal_due(today)
            dialog = WithdrawDialog(
                lambda day: self._withdraw(row, day), one, today, due, self.window()
            )
            self._ask(dialog)

    def write_text(self) -> None:
        """The text of the chosen consent, as the school wants it; with all texts another one."""
        if self.allowed(WRITE):
            service, code = self._desk.consents, self.which.currentData()
            text = next((one for one in service.texts() if one.code == code), None)
            dialog = ConsentTextDialog(self._write, text, service.operator(), self.window())
            self._ask(dialog)

    def print_paper(self) -> None:
        """The forms of the chosen lines, or the list as it is shown."""
        if not self.allowed("Print consents"):
            return
        papers, chosen, shown = self._desk.person_papers, self.chosen(), self._shown

        def write(wish: Wish, out: Path) -> object:
            if wish.fmt == "xlsx":
                return papers.consents(chosen, wish.language, wish.fmt, out)
            return papers.consent_forms(chosen, wish.language, out)

        def write_list(wish: Wish, out: Path) -> object:
            return papers.consents(shown, wish.language, wish.fmt, out)

        words = _("Forms to sign: {n}").format(n=len(chosen))
        both = (
            Paper("consent-forms", write, words),
            Paper("consents", write_list, _("List of consents")),
        )
        print_paper(self._at, Question((*both, *self._extract())), self.window())

    def _extract(self) -> tuple[Paper, ...]:
        """All data of the person of the line, for whoever asks for it."""
        one, papers = self.current(), self._desk.person_papers
        if one is None or not self._desk.may("Export personal data", Scope()):
            return ()
        subject = one.person.subject

        def write(wish: Wish, out: Path) -> object:
            return papers.extract(subject, wish.language, wish.fmt, out)

        words = _("All data of {name}").format(name=one.person.name.listed)
        return (Paper("person", write, words),)

    def current(self) -> ConsentLine | None:
        """The line of the cursor."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def chosen(self) -> tuple[ConsentLine, ...]:
        """All lines that are marked, in their order."""
        rows = sorted({one.row() for one in self.table.selectionModel().selectedRows()})
        return tuple(self._shown[row] for row in rows if row < len(self._shown))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and down:
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    # How it is done

    def _today(self) -> date:
        return self._desk.now().date()

    def _record(self, consents: Sequence[Consent]) -> None:
        count = self._desk.consents.record(consents)
        self._at.messages.say(_("Recorded: {n}. Ctrl+Z takes it back.").format(n=count))

    def _correct(self, consents: Sequence[Consent]) -> None:
        self._desk.consents.correct(consents[0])

    def _withdraw(self, row: int, day: date) -> None:
        due = self._desk.consents.withdraw(row, day)
        words = _("The consent is withdrawn. Stop what it allowed by {day}.")
        self._at.messages.say(words.format(day=date_short(due)))

    def _write(self, text: ConsentText, number: str) -> None:
        service = self._desk.consents
        if number.strip() != service.operator().bin:
            service.name_bin(number)
        if text != _bare(next((one for one in service.texts() if one.code == text.code), None)):
            service.write_text(text)

    def _ask(self, dialog: ConsentDialog | WithdrawDialog | ConsentTextDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _narrow(self) -> None:
        """Show the lines that are asked for."""
        before = self.current()
        wanted = fold(self.field.text()).split()
        self._shown = tuple(one for one in self._lines if self._fits(one, wanted))
        self.table.setColumnHidden(HEADS.index("Consent"), bool(self.which.currentData()))
        self.model.show_rows([Row(n, texts_of(one)) for n, one in enumerate(self._shown)])
        if self._shown:
            self.table.selectRow(_place_of(before, self._shown))
        self._pages.setCurrentWidget(self.table if self._shown else self._empty)
        self.head.subtitle.setText(self._counts())

    def _fits(self, one: ConsentLine, wanted: Sequence[str]) -> bool:
        code, group = self.which.currentData(), self.group.currentData()
        place = one.person.class_group.id if one.person.class_group else 0
        _words, standings = SHOWN[self.standing.currentData() or ""]
        return (
            one.person.subject.kind == self.whose.currentData()
            and code in (None, "", one.text.code)
            and group in (None, 0, place)
            and one.standing in standings
            and all(word in fold(one.person.name.full) for word in wanted)
        )

    def _counts(self) -> str:
        """How many are given, to ask for, ending, withdrawn, of those shown."""
        words = _("given {given} · to ask for {missing} · ending {ending} · withdrawn {withdrawn}")
        counts = {
            name: sum(one.standing in standings for one in self._shown)
            for name, (_words, standings) in SHOWN.items()
            if name
        }
        return words.format(**counts)

    def _fill(self, shown: object, whose: object, which: object) -> None:
        for kind, words in KIND_WORDS.items():
            self.whose.addItem(_(words), kind.value)
        self.whose.setCurrentIndex(max(0, self.whose.findData(whose)))
        for name, (words, _standings) in SHOWN.items():
            self.standing.addItem(_(words), name)
        self.standing.setCurrentIndex(max(0, self.standing.findData(shown)))
        self.group.addItem(_("All"), 0)
        for one in self._desk.school.class_groups():
            self.group.addItem(class_words(one.label), one.id)
        self._fill_texts(str(which or ""))
        for box in (self.whose, self.which, self.group, self.standing):
            box.currentIndexChanged.connect(lambda _n: self._narrow())

    def _fill_texts(self, which: str | None = None) -> None:
        """All texts, those of the school's own too; the chosen one stays."""
        wanted = self.which.currentData() if which is None else which
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItem(_("All consents"), "")
        for one in self._desk.consents.texts():
            self.which.addItem(one.name.within(current()), one.code)
        self.which.setCurrentIndex(max(0, self.which.findData(wanted)))
        self.which.blockSignals(False)

    def _lay_out(self) -> None:
        self._add = Button(_("Record"), icon="plus", key=action("add").key_text)
        self._add.clicked.connect(self.record)
        self._printing = Button(action("print").title, icon="print", key=action("print").key_text)
        self._printing.clicked.connect(self.print_paper)
        for widget in (self.field, self._printing, self._add):
            self.head.add_action(widget)
        strip = Strip(_("Which consents"))
        strip.add_widget(_("Whose"), self.whose)
        strip.add_widget(_("Consent"), self.which)
        strip.add_widget(_("Class"), self.group)
        strip.add_widget(_("Show"), self.standing)
        strip.add_widget("", QWidget(), stretch=1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(strip)
        column.addWidget(self._pages, 1)


def _asks_again(one: ConsentLine) -> bool:
    """Whether a consent that stands is to be asked for again."""
    return one.standing.value in ("ending", "old_text")


def _bare(text: ConsentText | None) -> ConsentText | None:
    """A text as a dialog hands it over."""
    if text is None:
        return None
    return ConsentText(
        text.code,
        0,
        text.title,
        text.purpose,
        text.data,
        text.subjects,
        text.third,
        text.abroad,
        text.published,
        text.months,
    )


def _place_of(before: ConsentLine | None, lines: Sequence[ConsentLine]) -> int:
    """The line that was current, or the first."""
    if before is None:
        return 0
    wanted = before.person.subject, before.text.code
    keys = [(one.person.subject, one.text.code) for one in lines]
    return keys.index(wanted) if wanted in keys else 0
