"""The exchange while the window is open: by itself, never in the way of typing.

Turns run on workers of their own, so that no backup and no list waits for a slow line. What arrives
is taken in by small steps, and between two of them the worker waits as long as somebody types.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.events import Changed, Committed
from school_desk.intents import Scope
from school_desk.sync.course import FIRST, Course
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.sync.meeting import Meeting
from school_desk.ui.tasks import Job, StoppedError, Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from school_desk.sync.client import Done
    from school_desk.sync.ongoing import Ongoing
    from school_desk.sync.pace import Allowance
    from school_desk.sync.server import SyncServer
    from school_desk.sync.standing import Standing

LOOK_MS = 60_000
"""Between two looks at whom to call; each entry and each turn looks as well."""
QUIET_MS = 1_500
"""So long after the last entry it is counted what waits."""
BREATH, TYPING, MOST_WAIT = 0.002, 0.25, 1.0
"""Seconds: between two steps always; since the last key; how long a step waits for it at most."""
SHOWN_MS = 250
"""How often bytes of a running turn are told, in a slow turn."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a look at the file has found, for the screen's thread."""

    standing: "Standing"
    only_here: tuple[Changed, ...]
    addresses: "Mapping[bytes, tuple[bytes, str]]"
    allowance: "Allowance"
    answers: bool
    finds: bool
    known: "Mapping[bytes, bytes]"
    mark: bytes


@dataclass(slots=True)
class Talk:
    """The exchange with one computer since the window was opened.

    Args:
        line: open between turns.
        sent, received: bytes of the turn that runs, or of the last one.
        running: whether a turn runs.
        last: what the last turn did; None: none has come to its end.
        ended: when it did.
        problem: why the last turn broke off; None: it did not.
    """

    course: Course
    line: "Ongoing"
    sent: int = 0
    received: int = 0
    running: bool = False
    last: "Done | None" = None
    ended: datetime | None = None
    problem: DeskError | None = None


@dataclass(slots=True)
class _Ears:
    """Counts bytes of a turn on its worker; the screen looks here."""

    counts: dict[bytes, tuple[int, int]] = field(default_factory=dict)

    def hear(self, device: bytes, sent: int, received: int) -> None:
        before = self.counts.get(device, (0, 0))
        self.counts[device] = before[0] + sent, before[1] + received


class Exchanging(QObject):
    """Begins by itself; `changed` when the words about it change."""

    changed = Signal()

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *,
        watch: Callable[[], float] = monotonic,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._watch, self._uniform = watch, uniform
        self._tasks = Tasks(self)
        self._ears = _Ears()
        self._ending = Event()
        self._touched = 0.0
        self._looking = self._again = False
        self._server: SyncServer | None = None
        self.meeting = Meeting(desk, self, watch)
        self.meeting.heard.connect(self._on_heard)
        self._applied = 0
        self.talks: dict[bytes, Talk] = {}
        self.outlook: Outlook | None = None
        self.paused = False
        self.problem: DeskError | None = None
        """Why this computer cannot be called."""
        self._later = self._timer(self.look)
        self._due = self._timer(self._begin_due)
        self._shown = self._timer(self._show_bytes)
        heard = OnScreen(self).handler(self._on_change)
        self._unsubscribe = desk.events.subscribe(Committed, heard)
        if desk.may("Exchange with others", Scope()):
            self._later.start(int(uniform(*FIRST) * 1000))

    @property
    def running(self) -> bool:
        """Whether bytes go over a line just now."""
        return any(talk.running for talk in self.talks.values())

    @property
    def idle(self) -> bool:
        """Whether no worker works."""
        return self._tasks.idle

    @property
    def port(self) -> int:
        """Where this computer is called; 0: nowhere."""
        return self._server.port if self._server is not None else 0

    @property
    def only_here(self) -> tuple[Changed, ...]:
        """The cells that no other computer has confirmed; nothing where there is no other one."""
        return self.outlook.only_here if self.outlook is not None else ()

    def waits_of(self, pupil: int) -> int:
        """How many changes of a pupil are on this computer only."""
        return sum(
            one.pupil == pupil or (one.table == "pupil" and one.row == pupil)
            for one in self.only_here
        )

    # What a person may do

    def go_now(self) -> None:
        """Exchange with everybody now."""
        self.paused = False
        for talk in self.talks.values():
            talk.course.now(self._watch())
        self.look()
        self.changed.emit()

    def stop(self) -> None:
        """Stop what runs, and begin nothing until somebody wants it again."""
        self.paused = True
        for talk in self.talks.values():
            talk.line.stop()
        self.changed.emit()

    def end(self) -> None:
        """Whoever signs out does not wait for a line; what has arrived stays, the rest follows."""
        self._unsubscribe()
        self._ending.set()
        for timer in (self._later, self._due, self._shown):
            timer.stop()
        for talk in self.talks.values():
            talk.line.end()
        self.meeting.end()
        self._tasks.stop()
        if self._server is not None:
            self._server.close()
            self._server = None
        self._tasks.wait()
        for talk in self.talks.values():
            talk.line.close()

    # Looking

    def look(self) -> None:
        """Look whom to call and what waits, on a worker."""
        self._later.start(LOOK_MS)
        if self._ending.is_set():
            return
        if self._looking:
            self._again = True
        elif self._desk.exchanges or self.outlook is not None:
            self._looking = True
            self._tasks.run(self._seen, success=self._on_look, failure=self._on_blind)

    def _seen(self, _job: Job) -> Outlook:
        online = self._desk.online
        return Outlook(
            online.standing(),
            online.only_here(),
            online.addresses(),
            online.allowance(),
            answers=online.answers,
            finds=online.finds,
            known=online.known(),
            mark=online.mark(),
        )

    def _on_look(self, outlook: Outlook) -> None:
        self._looking = False
        if self._ending.is_set():
            return
        self.outlook = outlook
        self._follow_answering(wanted=outlook.answers)
        port = self.port if outlook.finds else 0
        self.meeting.follow(port, outlook.mark, outlook.known)
        self._follow_addresses(outlook)
        self._plan()
        self.changed.emit()
        if self._again:
            self._again = False
            self.look()

    def _on_blind(self, problem: Exception) -> None:
        self._looking = False
        if not isinstance(problem, DeskError):
            raise problem

    def _follow_addresses(self, outlook: Outlook) -> None:
        """A talk for each computer that has an address; one that has moved is called anew."""
        addresses = self.meeting.addresses(outlook.known, outlook.addresses)
        for device, talk in tuple(self.talks.items()):
            known = addresses.get(device)
            if (known is None or known[1] != talk.line.address) and not talk.running:
                talk.line.close()
                del self.talks[device]
        for device, (key, address) in addresses.items():
            if device not in self.talks:
                heard = partial(self._ears.hear, device)
                line = self._desk.online.open(address, key, heard, self._breathe)
                self.talks[device] = Talk(Course(self._watch()), line)

    def _follow_answering(self, *, wanted: bool) -> None:
        """Be there for others as long as the setting allows it."""
        if wanted and self._server is None:
            try:
                self._server = self._desk.online.serve(self._breathe)
            except DeskError as problem:
                self.problem = problem
            else:
                self.problem = None
        elif not wanted:
            self.problem = None
            if self._server is not None:
                self._server.close()
                self._server = None

    def _on_heard(self, device: bytes) -> None:
        """A computer is there, or has something new: exchange with it within seconds."""
        if self.outlook is None or self._ending.is_set():
            return
        self._follow_addresses(self.outlook)
        if (talk := self.talks.get(device)) is not None:
            talk.course.heard(self._watch(), self._uniform, len(self.talks))
        self._plan()
        self.changed.emit()

    # Turns

    def _plan(self) -> None:
        """Wake up when the next turn is due."""
        waiting = [talk.course.due for talk in self.talks.values() if not talk.running]
        if waiting and not self.paused and not self._ending.is_set():
            self._due.start(max(0, int((min(waiting) - self._watch()) * 1000)))

    def _begin_due(self) -> None:
        now = self._watch()
        for device, talk in self.talks.items():
            due = talk.course.due <= now and not talk.running and not self.paused
            if due and self.outlook is not None:
                self._begin(device, talk, self.outlook.allowance)
        self._plan()

    def _begin(self, device: bytes, talk: Talk, allowance: "Allowance") -> None:
        talk.running, talk.sent, talk.received = True, 0, 0
        self._ears.counts.pop(device, None)
        talk.course.begins()
        self._tasks.run(
            lambda _job: talk.line.turn(allowance),
            success=lambda done: self._on_done(device, talk, done),
            failure=lambda problem: self._on_problem(device, talk, problem),
        )
        self._shown.start(SHOWN_MS)

    def _on_done(self, device: bytes, talk: Talk, done: "Done") -> None:
        self._end_turn(device, talk)
        talk.last, talk.problem = done, None
        self.meeting.reached(device, talk.line.address)
        talk.course.went(self._watch(), self._uniform, owes=not done.confirmed)
        self.look()

    def _on_problem(self, device: bytes, talk: Talk, problem: Exception) -> None:
        self._end_turn(device, talk)
        wish = float(str(problem.facts.get("wait", 0))) if isinstance(problem, DeskError) else 0.0
        talk.course.failed(self._watch(), self._uniform, wish)
        self.meeting.missed(device, talk.line.address)
        if not isinstance(problem, DeskError):
            self._plan()
            raise problem
        talk.problem = None if self.paused or isinstance(problem, StoppedError) else problem
        self.look()

    def _end_turn(self, device: bytes, talk: Talk) -> None:
        talk.running = False
        talk.ended = self._desk.now()
        talk.sent, talk.received = self._ears.counts.get(device, (0, 0))

    def _show_bytes(self) -> None:
        for device, talk in self.talks.items():
            if talk.running:
                talk.sent, talk.received = self._ears.counts.get(device, (0, 0))
        if self.running:
            self._shown.start(SHOWN_MS)
            self.changed.emit()

    # Typing goes first

    def _on_change(self, change: Committed) -> None:
        """What is typed here goes out soon; what arrived is counted, too."""
        if change.label:  # what came from elsewhere has none
            self._touched = self._watch()
            for talk in self.talks.values():
                talk.course.typed(self._touched, self._uniform)
        if not self._ending.is_set():
            self._later.start(QUIET_MS)

    def _breathe(self) -> None:
        """On a worker, between two steps: let the screen have the file, wait while one types."""
        self._ending.wait(BREATH)
        begun = self._watch()
        while not self._ending.is_set():
            rest = min(begun + MOST_WAIT, self._touched + TYPING) - self._watch()
            if rest <= 0:
                return
            self._ending.wait(rest)

    def _timer(self, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(act)
        return timer
