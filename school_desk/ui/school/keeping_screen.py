"""How long what is kept, and who left long ago: forgotten when two persons say so."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short
from school_desk.i18n import _, ngettext
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.calendar_model import Status
from school_desk.school.retention_model import (
    FROM_WORDS,
    RECORD_WORDS,
    Forgetting,
    Ground,
    Leaver,
    Proposal,
    RetentionTerm,
)
from school_desk.school.retention_rules import SOON_DAYS
from school_desk.ui.actions import Handler, action
from school_desk.ui.messages import Tone
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.keeping_dialogs import ConfirmDialog, RequestDialog, TermDialog
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

NAME = "keeping"
PEOPLE_HEADS = N_("Who"), N_("Last day here"), N_("Kept until"), N_("How far it is")
PEOPLE_WIDTHS = (300, 110, 110, 520)
TERM_HEADS = (
    *(N_("Kind of record"), N_("Kept"), N_("Counted")),
    *(N_("How sure"), N_("By which act")),
)
TERM_WIDTHS = (330, 90, 240, 150, 260)


class KeepingScreen(SchoolScreen):
    """`Place("keeping")`: those who left above, the terms below."""

    tables = frozenset(
        ("retention", "forgetting", "forgotten", "pupil", "membership", "privacy_case")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        del place
        super().__init__(at)
        self._leavers: tuple[Leaver, ...] = ()
        self._forgotten: tuple[Forgetting, ...] = ()
        self._terms: tuple[RetentionTerm, ...] = ()
        self.people = _table(_("Who left"), RowsModel(PEOPLE_HEADS, self), PEOPLE_WIDTHS)
        self.terms = _table(_("Terms of keeping"), RowsModel(TERM_HEADS, self), TERM_WIDTHS)
        self.people.activated.connect(lambda _index: self.decide())
        self.terms.activated.connect(lambda _index: self.edit())
        self.head = PageHead(self.title())
        self._nobody = label(tone="muted", wrap=True)
        self._lay_out()
        self.reload()

    def title(self) -> str:
        return _("Terms of keeping")

    def place(self) -> Place:
        return Place(NAME)

    def row_place(self) -> RowPlace | None:
        one = self._leaver()
        if one is None or not self.people.hasFocus():
            return None
        return RowPlace("pupil", one.pupil, name=one.name.listed)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "add": self.propose,
            "edit": self.edit,
            "withdraw": self.withdraw,
            "print": self.print_protocol,
        }

    def renamed(self) -> Mapping[str, str]:
        return {
            "add": _("Propose to forget"),
            "edit": _("Change the term"),
            "withdraw": _("Withdraw the proposal"),
        }

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "withdraw", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.people, self.terms, self.head)

    def take_focus(self) -> None:
        target = self.people if self._leavers or self._forgotten else self.terms
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read anew; the places in the tables stay."""
        service = self._desk.retention
        self._leavers, self._forgotten = service.everybody_who_left(), service.forgotten()
        self._terms = service.terms()
        today = self._desk.today()
        due = sum(one.kept_until < today for one in self._leavers)
        words = ngettext("{n} person is to be forgotten", "{n} people are to be forgotten", due)
        self.head.subtitle.setText(words.format(n=due) if due else "")
        people = [_leaver_row(one, today) for one in self._leavers]
        _fill(self.people, [*people, *(_forgotten_row(one) for one in self._forgotten)])
        _fill(self.terms, [_term_row(n, one) for n, one in enumerate(self._terms)])
        self.people.setVisible(bool(people or self._forgotten))
        self._nobody.setVisible(not (people or self._forgotten))
        gate(self._propose, self._desk.why_not("Propose forgetting", Scope()))

    def decide(self) -> None:
        """Enter: confirm what another has proposed, or propose it."""
        one = self._leaver()
        if one is not None and one.proposal is not None:
            self.confirm(one)
        elif one is not None:
            self.propose()

    def propose(self) -> None:
        """Propose to forget the person of the line."""
        one = self._leaver()
        if one is None:
            self._at.messages.say(_("Nobody stands in the list who could be forgotten."))
            return
        if self.allowed("Propose forgetting"):
            service = self._desk.retention
            if one.kept_until < self._desk.today():
                self.attempt(lambda: service.propose(one.pupil, Ground.TERM))
                return
            asked = RequestDialog.asked(one, service.open_requests(), self.window())
            if asked is not None:
                self.attempt(lambda: service.propose(one.pupil, Ground.REQUEST, asked.case))

    def withdraw(self) -> None:
        """The proposal of the line is none any more."""
        one = self._leaver()
        if one is not None and one.proposal is not None and self.allowed("Withdraw forgetting"):
            proposal = one.proposal.id
            self.attempt(lambda: self._desk.retention.withdraw(proposal))

    def confirm(self, one: Leaver) -> None:
        """The second person decides, after a question."""
        if one.proposal is None or not self.allowed("Confirm forgetting"):
            return
        proposal = one.proposal.id
        backups = len(self._desk.backups.all())
        if ConfirmDialog.agreed(one, backups, self.window()) and self.attempt(
            lambda: self._desk.retention.confirm(proposal)
        ):
            self._at.messages.say(_("Forgotten. Print the protocol: Ctrl+P"), Tone.QUIET)

    def edit(self) -> None:
        """A term as the school has found it."""
        row = self.terms.currentIndex().row()
        if 0 <= row < len(self._terms) and self.allowed("Change term of keeping"):
            service, today = self._desk.retention, self._desk.today()
            dialog = TermDialog(self._terms[row], today, service.change_term, self.window())
            dialog.exec()
            dialog.deleteLater()
            self.terms.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_protocol(self) -> None:
        """The protocol of the line, or of the last one who was forgotten."""
        done = self._done()
        if done is None:
            self._at.messages.say(_("Nobody was forgotten yet: there is no protocol to print."))
            return
        if not self.allowed("Print forgetting"):
            return
        papers, forgetting = self._desk.person_papers, done.proposal.id

        def write(wish: Wish, out: Path) -> object:
            return papers.forgetting(forgetting, wish.language, wish.fmt, out)

        question = Question((Paper("forgetting", write),), title=_("Print the protocol?"))
        print_paper(self._at, question, self.window())

    def _leaver(self) -> Leaver | None:
        row = self.people.currentIndex().row()
        return self._leavers[row] if 0 <= row < len(self._leavers) else None

    def _done(self) -> Forgetting | None:
        row = self.people.currentIndex().row() - len(self._leavers)
        chosen = self._forgotten[row : row + 1] if row >= 0 else ()
        return next(iter(chosen or self._forgotten), None)

    def _lay_out(self) -> None:
        self._propose = Button(_("Propose to forget"), key=action("add").key_text)
        self._propose.clicked.connect(self.propose)
        self.head.add_action(self._propose)
        self._nobody.setText(_("Nobody has left the school whose data are still kept here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        for one, share in ((self._nobody, 0), (self.people, 2), (self.terms, 3)):
            held = QVBoxLayout()
            held.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(8))
            held.addWidget(one)
            column.addLayout(held, share)


def _table(name: str, model: RowsModel, widths: Sequence[int]) -> WrappingTable:
    made = WrappingTable(name)
    made.setModel(model)
    for column, width in enumerate(widths):
        made.setColumnWidth(column, scaled(width))
    return made


def _fill(table: WrappingTable, rows: Sequence[Row]) -> None:
    model, before = table.model(), table.currentIndex().row()
    assert isinstance(model, RowsModel)  # noqa: S101  our own
    model.show_rows(rows)
    if rows:
        table.selectRow(min(max(before, 0), len(rows) - 1))


def _leaver_row(one: Leaver, today: date) -> Row:
    days = date_short(one.left_on), date_short(one.kept_until)
    return Row(one.pupil, (one.name.full, *days, how_far(one, today)))


def how_far(one: Leaver, today: date) -> str:
    """Proposed by whom, due, or due soon."""
    if one.proposal is not None:
        day = date_short(one.proposal.proposed_on)
        told = _("proposed on {day}; another person confirms it: Enter").format(day=day)
        return "; ".join((told, *request_stands(one.proposal)))
    if one.kept_until < today:
        return _("the term has ended; to be forgotten")
    soon = one.kept_until <= today + timedelta(days=SOON_DAYS)
    return _("the term ends soon") if soon else _("is kept")


def request_stands(proposal: Proposal) -> tuple[str, ...]:
    """By which request it is, and whether that was answered meanwhile."""
    if proposal.asked_on is None:
        return ()
    asked = _("request of {day}").format(day=date_short(proposal.asked_on))
    if proposal.answered_on is None:
        return (asked,)
    day = date_short(proposal.answered_on)
    return (asked, _("answered on {day}").format(day=day))


def _forgotten_row(one: Forgetting) -> Row:
    count = sum(n for _table_name, n in one.rows)
    told = ngettext("forgotten; {n} record", "forgotten; {n} records", count).format(n=count)
    day = date_short(one.confirmed_on)
    return Row(-one.proposal.id, (_("Forgotten person"), NOTHING, day, told))


def _term_row(number: int, one: RetentionTerm) -> Row:
    years = ngettext("{n} year", "{n} years", one.years).format(n=one.years)
    sure = _("to be checked") if one.status is Status.TO_CHECK else _("checked")
    told = _(RECORD_WORDS[one.record]), years, _(FROM_WORDS[one.starts_from])
    return Row(number + 1, (*told, sure, one.basis or NOTHING))
