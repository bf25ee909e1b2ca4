"""The log of looks: written whenever somebody comes near personal data, read by the head.

Personal-data 5 (article 25 of the Law No. 94-V and rules 481/НҚ as far as they were read): who,
when, in which role, on which computer, what was done with the data of whom; no contents, nothing
that is ever changed or taken away before its term.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

from school_desk.access.look_model import Act, Look, LookLine, LookWish, look_of, text_of
from school_desk.access.look_store import (
    is_noted,
    load_looks,
    load_looks_at_guardian,
    load_looks_at_pupil,
    load_looks_at_staff,
    save_look,
)
from school_desk.access.model import SignedIn
from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.school.consent_model import Subject, SubjectKind
from school_desk.school.names import matches
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import LOOK, Storage
from school_desk.storage.waiting import WaitingLines

ONE_LOOK = timedelta(minutes=5)
"""Who sees the same again within so long has looked once."""

LOOKS_AT = {
    SubjectKind.PUPIL: load_looks_at_pupil,
    SubjectKind.GUARDIAN: load_looks_at_guardian,
    SubjectKind.STAFF: load_looks_at_staff,
}


class LookLog:
    """Writes lines. It asks nobody: what is noted here was permitted just before.

    A school that is opened only to read takes no line, since another process may be writing: the
    line waits, sealed, beside the file, and stands in the log from the next time that somebody
    opens the school to write. Where the folder takes nothing (a read-only disk) there is no line.
    """

    def __init__(
        self,
        storage: Storage,
        partitions: Partitions,
        looked: Mapping[str, Act],
        who: Callable[[], SignedIn],
        today: Callable[[], date],
        waiting: WaitingLines,
    ) -> None:
        self._storage = storage
        self._partitions = partitions
        self._looked = looked
        self._who = who
        self._today = today
        self._waiting = waiting

    def seen(self, intent: str, scope: Scope, pupil: int | None = None, purpose: str = "") -> None:
        """Note a look if what was asked for is sensitive; the same within minutes is one line.

        A disk that takes nothing must not hide the data from who may see it: then there is no line.
        """
        act = self._looked.get(intent)
        if act is None:
            return
        if act is not Act.VIEW:
            self.note(act, intent, scope, pupil)
            return
        look = replace(self._look(act, intent, scope, pupil), purpose=purpose or None)
        if not is_noted(self._storage.db, look, look.at - ONE_LOOK):
            with suppress(DeskError):
                self._write(look)

    def note(
        self, act: Act, intent: str, scope: Scope, pupil: int | None = None, purpose: str = ""
    ) -> None:
        """Note that something leaves the file, before it does; without a line nothing leaves."""
        self._write(replace(self._look(act, intent, scope, pupil), purpose=purpose or None))

    def signed_in(self, wrong: int) -> None:
        """Note that somebody came in, and the wrong passwords on that name since the last time.

        Wrong ones cannot be noted when they are typed: the file is closed. Until the right one
        opens it their number waits in `signin.json`, without their times.
        """
        intent = N_("Sign in")
        lines = [self._look(Act.SIGN_IN, intent, Scope())]
        if wrong:
            lines.insert(0, self._look(Act.FAILED_SIGN_IN, intent, Scope(), times=wrong))
        with suppress(DeskError, OSError):
            if self._storage.read_only:
                self._write(*lines)
            else:
                self._write(*self._waited(), *lines)
                self._waiting.done()

    def _waited(self) -> tuple[Look, ...]:
        """The looks of those who only read; none is noted twice, whatever was cut off or copied."""
        try:
            lines = self._waiting.take()
        except OSError:
            return ()
        here = self._storage.device.id.hex()
        told = (one for one in map(look_of, lines) if one is not None)
        found = (replace(one, computer=one.computer or here) for one in told)
        return tuple(
            one for one in dict.fromkeys(found) if not is_noted(self._storage.db, one, one.at)
        )

    def _look(
        self,
        act: Act,
        intent: str,
        scope: Scope,
        pupil: int | None = None,
        times: int | None = None,
    ) -> Look:
        person = self._who()
        return Look(
            self._storage.now(),
            person.account.id or None,
            person.roles(self._today()),
            self._storage.device.id.hex(),
            act,
            intent,
            scope.class_group,
            pupil,
            scope.account,
            times,
        )

    def _write(self, *lines: Look) -> None:
        if self._storage.read_only:
            with suppress(OSError):
                self._waiting.add(text_of(one) for one in lines)
            return
        last = lines[-1]
        with self._storage.begin(last.intent, actor=last.account, origin=LOOK) as work:
            for one in lines:
                save_look(work, self._partitions, one)


class _Clock(Protocol):
    def __call__(self) -> datetime: ...


class LookService(Service):
    """Who may read the log: the head, and the deputy who answers for the data."""

    def __init__(self, workplace: Workplace, now: _Clock) -> None:
        super().__init__(workplace)
        self._now = now

    def find(self, wish: LookWish) -> tuple[LookLine, ...]:
        """The looks of some days, the newest first. Who reads them is noted as well."""
        db = self._look(N_("See looks"))
        zone = self._now().tzinfo
        since = datetime.combine(wish.first, time(), zone)
        until = datetime.combine(wish.last + timedelta(days=1), time(), zone)
        here = self._at.storage.device.id.hex()
        found = load_looks(db, since, until, wish.act, here)
        return tuple(_within(one, zone) for one in found if _fits(one, wish.name))

    def about(self, subject: Subject) -> tuple[LookLine, ...]:
        """Who looked at what is kept of a person, the newest first (94-V, art. 24).

        Looks at a class or at the whole school are looks at everybody in it on that day.
        """
        db = self._look(N_("Export personal data"))
        here, zone = self._at.storage.device.id.hex(), self._now().tzinfo
        found = LOOKS_AT[subject.kind](db, subject.id, here)
        return tuple(_within(one, zone) for one in found)


def _within(line: LookLine, zone: tzinfo | None) -> LookLine:
    return replace(line, look=replace(line.look, at=line.look.at.astimezone(zone)))


def _fits(line: LookLine, name: str) -> bool:
    """Whether it is the look of somebody who is called so."""
    return not name.strip() or (line.name is not None and matches(name, line.name))
