"""The exchange: each computer, what waits for it and from it, bytes, progress and stop."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import size
from school_desk.i18n import _, fill, ngettext, say
from school_desk.sync.online_service import Peer, Traffic
from school_desk.ui.actions import Handler
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.sync.exchange_dialogs import AddressDialog, AllowanceDialog
from school_desk.ui.sync.exchange_words import (
    clock_words,
    moment_words,
    quiet_words,
    talk_words,
)
from school_desk.ui.sync.exchanging import Talk
from school_desk.ui.sync.network_dialog import NetworkDialog
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

NAME = "exchange"
_HEADS = (
    N_("Computer"),
    N_("Waits for it"),
    N_("Waits there"),
    N_("Last receipt"),
    N_("Now"),
)
_WIDTHS = (230, 220, 130, 130)


class ExchangeScreen(SchoolScreen):
    """`Place("exchange")`: a line for each computer, the traffic below."""

    tables = frozenset(("computer",))

    def __init__(self, at: WorkPlace, _place: Place) -> None:
        super().__init__(at)
        self._peers: tuple[Peer, ...] = ()
        self.head = PageHead(self.title())
        self.rows = RowsModel(_HEADS, self)
        self.table = WrappingTable(_("Computers"))
        self.table.setModel(self.rows)
        self.table.activated.connect(lambda _index: self.set_address())
        self._empty = EmptyState(
            _("No other computer is admitted yet. The head admits one by the file with its key.")
        )
        self._now = Button(_("Exchange now"), key="Shift+F11", role="primary")
        self._stop = Button(_("Stop"), key="Shift+F12")
        self._address = Button(_("Address"), key="Enter", icon="pen")
        self._allow = Button(_("Allowance"), key="Shift+F7")
        self._call = Button(_("Calls by others"), key="Ctrl+F3")
        self._test = Button(_("Self-test"))
        self._test.clicked.connect(self.test_network)
        self._now.clicked.connect(self.go_now)
        self._stop.clicked.connect(self.stop)
        self._address.clicked.connect(self.set_address)
        self._allow.clicked.connect(self.set_allowance)
        self._call.clicked.connect(self.let_call)
        self.traffic = label(wrap=True)
        self.called = label(tone="muted", wrap=True)
        self._problem: Notice | None = None
        self._notices = QVBoxLayout()
        self._lay_out()
        if at.exchanging is not None:
            at.exchanging.changed.connect(self._on_moved)
        self.reload()

    def title(self) -> str:
        return _("Exchange")

    def place(self) -> Place:
        return Place(NAME)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "exchange_now": self.go_now,
            "exchange_stop": self.stop,
            "exchange_address": self.set_address,
            "exchange_allowance": self.set_allowance,
            "exchange_call": self.let_call,
        }

    def hints(self) -> Sequence[str]:
        return ("exchange_now", "exchange_stop", "help")

    def regions(self) -> Sequence[QWidget]:
        return (self.table if self._peers else self._now,)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._at.exchanging is not None:
            self._at.exchanging.changed.disconnect(self._on_moved)
        super().closeEvent(event)

    def reload(self) -> None:
        """Count again what waits for each computer."""
        self._peers = self._desk.online.peers()
        self._empty.setVisible(not self._peers)
        self.table.setVisible(bool(self._peers))
        self._show()

    def go_now(self) -> None:
        """Exchange with all who have an address."""
        exchanging = self._at.exchanging
        if exchanging is None:
            return
        if not any(one.address for one in self._peers):
            self._at.messages.say(_("No computer has an address yet. Enter gives it one."))
            return
        exchanging.go_now()

    def stop(self) -> None:
        """Stop until somebody wants it again, or signs in."""
        if self._at.exchanging is not None:
            self._at.exchanging.stop()
            self._at.messages.say(_("Stopped. What has arrived stays; Shift+F11 goes on."))

    def set_address(self) -> None:
        """Ask where the computer of the line is called."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._peers):
            return
        peer = self._peers[row]

        def write(address: str) -> None:
            self._desk.online.set_address(peer.device, address)

        if AddressDialog(peer.name, peer.address, write, self).exec():
            self.reload()
            self._look_again()

    def set_allowance(self) -> None:
        """Ask how much the exchange may use."""
        online = self._desk.online
        if AllowanceDialog(online.allowance(), online.allow, self).exec():
            self._show()
            self._look_again()

    def let_call(self) -> None:
        """Let others call this computer, or not any more."""
        wanted = not self._desk.online.answers
        if self.attempt(lambda: self._desk.online.let_call(wanted=wanted)):
            self._show()
            self._look_again()

    def test_network(self) -> None:
        """Try who reaches whom on this network."""
        if self._at.exchanging is not None:
            NetworkDialog(self._desk, self._at.exchanging, self).exec()
            self.reload()

    def _look_again(self) -> None:
        if self._at.exchanging is not None:
            self._at.exchanging.look()

    def _on_moved(self) -> None:
        """While bytes go the lines are told anew; what waits is counted when a turn is over."""
        if self._at.exchanging is not None and self._at.exchanging.running:
            self._show()
        else:
            self.reload()

    def _show(self) -> None:
        current = max(0, self.table.currentIndex().row())
        self.rows.show_rows([Row(n, self._texts(one)) for n, one in enumerate(self._peers)])
        if self._peers:
            self.table.selectRow(min(current, len(self._peers) - 1))
        exchanging = self._at.exchanging
        self.head.subtitle.setText(
            quiet_words(exchanging, self._desk.now()) if exchanging is not None else ""
        )
        self.traffic.setText(traffic_words(self._desk.online.traffic()))
        self._tell_called()

    def _tell_called(self) -> None:
        """Whether others can call this computer, and why not."""
        exchanging = self._at.exchanging
        if self._problem is not None:
            self._problem.deleteLater()
            self._problem = None
        if exchanging is not None and exchanging.problem is not None:
            words = say(exchanging.problem)
            self._problem = Notice(words, kind="warn", icon="warn", closable=False)
            self._notices.addWidget(self._problem)
        port = exchanging.port if exchanging is not None else 0
        self.called.setText(
            _("Other computers can call this one at port {port}.").format(port=port)
            if port
            else _("This computer calls the others; they do not call it.")
        )

    def _texts(self, one: Peer) -> tuple[str, ...]:
        now = self._desk.now()
        last, where = one.out.last_receipt, one.address or _("no address")
        return (
            f"{one.name}\n{where}",
            _waits(one, moment_words(one.out.since, now) if one.out.since else ""),
            _changes(one.waits_there) if one.waits_there else "–",
            moment_words(last, now) if last else _("none yet"),
            self._now_words(one),
        )

    def _now_words(self, one: Peer) -> str:
        talk = self._talk(one)
        if talk is None:
            return ""
        now = self._desk.now()
        return "\n".join(words for words in (talk_words(talk, now), clock_words(talk)) if words)

    def _talk(self, one: Peer) -> Talk | None:
        exchanging = self._at.exchanging
        return exchanging.talks.get(one.device) if exchanging is not None else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        inner = QVBoxLayout()
        inner.setContentsMargins(scaled(28), scaled(16), scaled(28), scaled(16))
        inner.setSpacing(scaled(12))
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(8))
        for button in (self._now, self._stop, self._address, self._allow, self._call, self._test):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        inner.addLayout(self._notices)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._empty, 1)
        inner.addWidget(self.traffic)
        inner.addWidget(self.called)
        column.addLayout(inner, 1)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))
        self.table.horizontalHeader().setStretchLastSection(True)


def traffic_words(traffic: Traffic) -> str:
    """Bytes of this day and month, and what is left of what is allowed."""
    words = _(
        "Traffic today: {day}, left {day_left}. This month: {month}, left {month_left} of {most}."
    )
    facts = {
        "day": size(traffic.day),
        "day_left": size(traffic.left_today),
        "month": size(traffic.month),
        "month_left": size(traffic.left_this_month),
        "most": size(traffic.allowance.month),
    }
    return fill(words, facts)


def _changes(count: int) -> str:
    return ngettext("{n} change", "{n} changes", count).format(n=count)


def _waits(one: Peer, since: str) -> str:
    if not one.out.waiting:
        return "–"
    words = _("{changes}, about {size}\nsince {when}")
    return words.format(changes=_changes(one.out.waiting), size=size(one.out.bytes), when=since)
