"""The computers of the school: a new one comes by a file, people change, a lost one goes."""

import platform
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.admitting import Admitted, Machine
from school_desk.errors import N_, DeskError
from school_desk.formats import date_short
from school_desk.i18n import _, tell
from school_desk.intents import Scope
from school_desk.ui.actions import Handler
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.sync.admit_dialog import AdmitDialog, PeopleDialog
from school_desk.ui.sync.code_dialog import CodeDialog
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

NAME = "computers"
ASKING_ENDING, WELCOME_ENDING = ".sdask", ".sdwelcome"
_HEADS = (N_("Computer"), N_("Who works there"), N_("Admitted"), N_("How it stands"))
_WIDTHS = (210, 330, 120, 380)


class ComputersScreen(SchoolScreen):
    """`Place("computers")`: the list, three buttons; Enter on a line asks who works there."""

    tables = frozenset(("computer",))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        del place
        super().__init__(at)
        self._found: tuple[Machine, ...] = ()
        self._notice: Notice | None = None
        self.rows = RowsModel(_HEADS, self)
        self.table = LineTable(self.title())
        self.table.setModel(self.rows)
        self._empty = EmptyState(
            _("The school works on this computer only. Another one comes by a file or by a code.")
        )
        self._head = PageHead(self.title(), _("Each holds only what its people need"))
        self._admit = Button(_("Admit a computer"), key="Ctrl+F2", icon="usb", role="primary")
        self._withdraw = Button(_("Withdraw the computer"), key="Ctrl+F6", icon="close")
        self._admit.clicked.connect(self.admit)
        self._people = Button(_("Who works there"), key="Enter", icon="people")
        self._withdraw.clicked.connect(self.withdraw)
        self._people.clicked.connect(self.seat)
        self.table.activated.connect(lambda _index: self.seat())
        self._notices = QVBoxLayout()
        self._by_code = Button(_("Admit by a code"), icon="key")
        self._by_code.clicked.connect(self.show_code)
        self._lay_out()
        gate(self._by_code, self._desk.why_not("Admit computer", Scope()))
        gate(self._admit, self._desk.why_not("Admit computer", Scope()))
        gate(self._people, self._desk.why_not("Admit computer", Scope()))
        gate(self._withdraw, self._desk.why_not("Withdraw computer", Scope()))
        self.reload()

    def title(self) -> str:
        return _("Computers")

    def place(self) -> Place:
        return Place(NAME)

    def handlers(self) -> Mapping[str, Handler]:
        return {"admit_computer": self.admit, "withdraw_computer": self.withdraw}

    def hints(self) -> Sequence[str]:
        return ("help", "admit_computer", "withdraw_computer")

    def regions(self) -> Sequence[QWidget]:
        return (self.table if self._found else self._admit,)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read again which computers there are."""
        self._found = self._desk.admission.machines()
        current = self.table.currentIndex().row()
        self.rows.show_rows([_row(n, one) for n, one in enumerate(self._found)])
        self.table.setVisible(bool(self._found))
        self._empty.setVisible(not self._found)
        self.table.selectRow(max(0, min(current, len(self._found) - 1)))

    def admit(self) -> None:
        """Read the file of a new computer, ask who works there, write its welcome."""
        if not self.allowed("Admit computer"):
            return
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("The file of the computer that asks"), "", f"*{ASKING_ENDING};;*"
        )
        if chosen:
            self.attempt(lambda: self._ask(Path(chosen)))

    def show_code(self) -> None:
        """Ask who works at the new computer, and show a code by which one may come."""
        if not self.allowed("Admit computer"):
            return
        admission = self._desk.admission
        people = admission.people()
        sentence = _(
            "The new computer is on the same network. It comes by a code that you read aloud; the "
            "code counts ten minutes, for one computer."
        )
        dialog = PeopleDialog(
            _("Who works at the new computer?"), _("Show the code"), sentence, people,
            lambda those: tell(admission.receives(those)), parent=self,
        )  # fmt: skip
        if dialog.exec():
            ticked = dialog.ticks.ticked()
            names = "; ".join(one.name for one in people if one.account in ticked)
            self.attempt(lambda: self._show_code(ticked, names))

    def _show_code(self, people: Sequence[int], names: str) -> None:
        server = self._desk.admission.open_door(people, platform.node() or "PC")
        try:
            CodeDialog(server, names, self).exec()
        finally:
            server.close()
        self.reload()
        if server.door.name:
            words = _("“{name}” is admitted.").format(name=server.door.name)
            self._tell(words, "check")

    def seat(self) -> None:
        """Ask who works at a computer of the school from now on; what it receives follows."""
        one = self._chosen()
        if one is None or not self.allowed("Admit computer"):
            return
        admission, there = self._desk.admission, self._desk.admission.at_work(one.device)
        sentence = _(
            "Who is ticked signs in there with the password of this computer, as soon as it has "
            "exchanged and somebody is signed in there."
        )
        dialog = PeopleDialog(
            _("Who works at “{name}”?").format(name=one.name), _("Keep"), sentence,
            admission.people(), lambda those: tell(admission.receives(those)),
            ticked=there, parent=self,
        )  # fmt: skip
        if dialog.exec():
            shown = {each.account for each in admission.people()}
            elsewhere = [each for each in there if each not in shown]
            people = (*dialog.ticks.ticked(), *elsewhere)
            self.attempt(lambda: admission.seat(one.device, people))
            self.reload()

    def withdraw(self) -> None:
        """Ask once; nothing goes to that computer from then on."""
        one = self._chosen()
        if one is None or not self.allowed("Withdraw computer"):
            return
        words = _(
            "From now on nothing goes to it and nothing is taken from it. What it had sent before "
            "stays. It comes back only as a new computer."
        )
        question = _("Withdraw “{name}”?").format(name=one.name)
        dialog = DeskDialog(
            question, _("Withdraw it"), sentence=words, safe_verb=False, parent=self
        )
        if dialog.exec() and self.attempt(lambda: self._desk.admission.withdraw(one.device)):
            self._say_withdrawn(one)

    def _ask(self, path: Path) -> None:
        admission = self._desk.admission
        asking = admission.read(path)
        number, people = admission.number(asking), admission.people()
        dialog = AdmitDialog(
            asking.name, number, people, lambda those: tell(admission.receives(those)), self
        )
        if not dialog.exec():
            return
        target = str(path.with_suffix(WELCOME_ENDING))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the welcome"), target, f"*{WELCOME_ENDING}"
        )
        if chosen:
            act = partial(admission.admit_into, Path(chosen), asking, dialog.ticks.ticked())
            self._at.tasks.run(
                lambda _job: act(platform.node() or "PC"),
                success=lambda made: self._on_admitted(made, Path(chosen)),
                failure=self._on_failed,
                title=_("Writing the welcome"),
            )

    def _on_admitted(self, made: Admitted, path: Path) -> None:
        self.reload()
        words = _(
            "“{name}” is admitted. Open {file} there; it must show the number {number} before it "
            "joins."
        )
        self._tell(words.format(name=made.name, file=path.name, number=made.number), "check")

    def _on_failed(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.reload()
        self._at.messages.refuse(problem)

    def _say_withdrawn(self, one: Machine) -> None:
        self.reload()
        words = _("“{name}” is withdrawn.").format(name=one.name)
        if one.people:
            words += " " + _(
                "Give a new password to: {people}. Then renew the keys of the school."
            ).format(people=", ".join(one.people))
        self._tell(words, "warn")

    def _tell(self, words: str, icon: str) -> None:
        if self._notice is not None:
            self._notice.deleteLater()
        self._notice = Notice(words, icon=icon)
        self._notices.addWidget(self._notice)

    def _chosen(self) -> Machine | None:
        row = self.table.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.setContentsMargins(28, 16, 28, 16)
        inner.setSpacing(scaled(12))
        self._notices.setSpacing(scaled(6))
        inner.addLayout(self._notices)
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(8))
        for button in (self._admit, self._by_code, self._people, self._withdraw):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._empty, 1)
        column.addLayout(inner, 1)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))


def _row(number: int, one: Machine) -> Row:
    since = date_short(one.since) if one.since else ""
    return Row(number, (one.name, ", ".join(one.people), since, _standing(one)))


def _standing(one: Machine) -> str:
    if one.withdrawn is not None:
        return _("withdrawn on {day}").format(day=date_short(one.withdrawn))
    if one.here:
        return _("this computer")
    if one.last_receipt is None:
        return _("has not answered yet")
    if one.waiting:
        return _("waiting changes: {n}").format(n=one.waiting)
    return _("everything is confirmed")
