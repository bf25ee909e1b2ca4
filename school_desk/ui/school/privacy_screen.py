"""Requests of persons and breaches: what waits, how long there is to answer; written, printed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short
from school_desk.i18n import Text, _, ngettext, tell
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.privacy_model import (
    CASE_WORDS,
    CaseKind,
    DueCase,
    PrivacyCase,
    PrivacyTerm,
)
from school_desk.school.privacy_rules import TermFoundError, may_change
from school_desk.ui.actions import Handler, action
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.privacy_terms import (
    TERM_HEADS,
    TERM_WIDTHS,
    AnswerTermDialog,
    term_row,
)
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.form_dialog import FormDialog
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

NAME = "privacy"
HEADS = (
    *(N_("Day"), N_("Kind of request"), N_("Who asks or found it"), N_("What about")),
    *(N_("Answer due"), N_("Answer")),
)
WIDTHS = (96, 210, 200, 250, 200)
WRITE = "Write privacy journal"


class CaseDialog(FormDialog):
    """`write` is handed the case as typed."""

    def __init__(
        self,
        write: Callable[[PrivacyCase], object],
        today: date,
        shown: PrivacyCase | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Answer or correct") if shown else _("A request or a breach")
        super().__init__(question, _("Write"), parent=parent)
        self._write, self._today = write, today
        self._shown = shown or PrivacyCase(CaseKind.INFORMATION, today, "", "")
        one = self._shown
        words = {kind.value: _(text) for kind, text in CASE_WORDS.items()}
        self.kind = self.choice(_("Kind of request"), words, one.kind.value, 4)
        self.came = self.day(_("Received or found on"), one.day, 2)
        self.applicant = self.line(_("Who asks or found it"), one.applicant, 4)
        self.relation = self.line(_("Relation"), one.relation, 2)
        self.what = self.line(_("What about"), one.what, 4)
        persons = "" if one.persons is None else str(one.persons)
        self.persons = self.line(_("Persons, of a breach"), persons, 2)
        self.answered = self.day(_("Answered"), one.answered_on, 2)
        self.answer = self.line(_("Answer"), one.answer, 4)

    def save(self) -> None:
        """Hand over what was typed."""
        persons = self.persons.text().strip()
        case = PrivacyCase(
            CaseKind(self.kind.currentData()),
            self.came.day() or self._today,
            self.applicant.text(),
            self.what.text(),
            self.relation.text(),
            int(persons) if persons.isascii() and persons.isdecimal() else None,
            None,
            self.answered.day(),
            self.answer.text(),
            self._shown.id,
        )
        self._write(case)


class PrivacyScreen(SchoolScreen):
    """`Place("privacy", (case,))`: the journal above, the terms of an answer below."""

    tables = frozenset(("privacy_case", "privacy_term", "answer_term", "forgetting", "forgotten"))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._cases: tuple[DueCase, ...] = ()
        self._terms: tuple[PrivacyTerm, ...] = ()
        self.model, self._terms_model = RowsModel(HEADS, self), RowsModel(TERM_HEADS, self)
        self.table = _table(self.title(), self.model, WIDTHS)
        self.terms = _table(_("Terms of an answer"), self._terms_model, TERM_WIDTHS)
        self.table.activated.connect(lambda _index: self.edit())
        self.terms.activated.connect(lambda _index: self.edit())
        self.head = PageHead(self.title())
        self._empty = EmptyState(_("Nobody has asked for anything, and nothing has leaked."))
        self._lay_out()
        self.reload()
        chosen = next(iter(place.facts), None)
        if isinstance(chosen, int) and self.model.rowCount():
            self.table.selectRow(self.model.row_of(chosen))

    def title(self) -> str:
        return _("Requests and breaches")

    def place(self) -> Place:
        one = self.current()
        return Place(NAME, (one.id if one else 0,))

    def row_place(self) -> RowPlace | None:
        one = self.current()
        if one is None:
            return None
        name = f"{_(CASE_WORDS[one.kind])}, {date_short(one.day)}"
        return RowPlace("privacy_case", one.id, name=name)

    def handlers(self) -> Mapping[str, Handler]:
        return {"add": self.add, "edit": self.edit, "print": self.print_journal}

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "print")

    def regions(self) -> Sequence[QWidget]:
        journal = (self.table,) if self.model.rowCount() else ()
        return (*journal, self.terms, self.head)

    def take_focus(self) -> None:
        target = self.table if self.model.rowCount() else self._add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read the journal again; the place in the table stays."""
        before = self.current()
        self._cases = self._desk.privacy.cases()
        self.model.show_rows([_row(one) for one in self._cases])
        if self._cases:
            self.table.selectRow(self.model.row_of(before.id if before else None))
        waits = sum(one.is_open for one in self._cases)
        words = ngettext("{n} waits for an answer", "{n} wait for an answer", waits)
        self.head.subtitle.setText(words.format(n=waits) if waits else "")
        gate(self._add, self._desk.why_not(WRITE, Scope()))
        self._pages.setCurrentWidget(self.table if self._cases else self._empty)
        self._show_terms()

    def current(self) -> PrivacyCase | None:
        """The case of the line that is current."""
        row = self.table.currentIndex().row()
        return self._cases[row].case if 0 <= row < len(self._cases) else None

    def add(self) -> None:
        """Write down what came."""
        if self.allowed(WRITE):
            self._ask(None)

    def edit(self) -> None:
        """Answer it, or put it right."""
        if self.terms.hasFocus():
            self.change_term()
            return
        one = self.current()
        if one is not None and self.allowed(WRITE):
            self._ask(one)

    def change_term(self) -> None:
        """A term that was to check, as the school has found it; what stands in the law stays."""
        row = self.terms.currentIndex().row()
        if not 0 <= row < len(self._terms) or not self.allowed("Change privacy term"):
            return
        if not may_change(self._terms[row]):
            self._at.messages.refuse(TermFoundError())
            return
        service, today = self._desk.privacy, self._desk.today()
        dialog = AnswerTermDialog(self._terms[row], today, service.change_term, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.terms.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_journal(self) -> None:
        """The whole journal."""
        if not self.allowed("Print privacy journal"):
            return
        papers = self._desk.person_papers

        def write(wish: Wish, out: Path) -> object:
            return papers.privacy(wish.language, wish.fmt, out)

        question = Question((Paper("privacy", write),), title=_("Print the journal?"))
        print_paper(self._at, question, self.window())

    def _show_terms(self) -> None:
        before = self.terms.currentIndex().row()
        self._terms = self._desk.privacy.terms()
        self._terms_model.show_rows([term_row(n, one) for n, one in enumerate(self._terms)])
        self.terms.selectRow(max(before, 0))

    def _ask(self, shown: PrivacyCase | None) -> None:
        today = self._desk.now().date()
        dialog = CaseDialog(self._desk.privacy.write, today, shown, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _lay_out(self) -> None:
        self._add = Button(_("Add"), icon="plus", key=action("add").key_text)
        self._add.clicked.connect(self.add)
        self.head.add_action(self._add)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._pages, 3)
        held = QVBoxLayout()
        held.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(8))
        held.addWidget(self.terms)
        column.addLayout(held, 2)


def _table(name: str, model: RowsModel, widths: Sequence[int]) -> WrappingTable:
    made = WrappingTable(name)
    made.setModel(model)
    for column, width in enumerate(widths):
        made.setColumnWidth(column, scaled(width))
    return made


def _row(one: DueCase) -> Row:
    case = one.case
    texts = date_short(case.day), _(CASE_WORDS[case.kind]), case.applicant, case.what
    answer = case.answer_words
    told = tell(answer) if isinstance(answer, Text) else answer
    return Row(case.id, (*texts, due_words(one), told or NOTHING))


def due_words(one: DueCase) -> str:
    """The day when it is due with what is left, or when it was answered."""
    case = one.case
    if case.answered_on:
        return _("answered on {day}").format(day=date_short(case.answered_on))
    day = date_short(case.due) if case.due else NOTHING
    if not one.left:
        return _("{day}: today").format(day=day)
    n = abs(one.left)
    words = (
        ngettext("{day}: {n} working day left", "{day}: {n} working days left", n)
        if one.left > 0
        else ngettext("{day}: {n} working day late", "{day}: {n} working days late", n)
    )
    return words.format(day=day, n=n)
