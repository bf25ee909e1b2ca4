"""What a trip with a stick did and how it stands with each computer, in numbers and sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from school_desk.errors import N_
from school_desk.i18n import Text

COPIED = N_("A computer of the school was copied with its key. Both are kept apart.")
WRITTEN = N_(
    "Written for other computers: {computers}, changes: {n}. Read back, it is whole: the stick can "
    "be taken out."
)
LATEST = N_("The latest lies there already.")
REST = N_("No room there for changes: {n}; they follow next time.")
WITHDRAWN = N_("Taken away, because those computers were withdrawn: {n}.")
CAME = N_("From {names}: changes received: {n}.")
NOTHING_NEW = N_("From {names}: nothing new.")
NOTHING = N_("Nothing lies there for this computer.")
CONFIRMED = N_("Receipts that came: {n}.")
DAMAGED = N_("Damaged, so not taken in: {n}. Let the other computer write to the stick once more.")
STRANGERS = N_("Of computers that are not admitted here, so not taken in: {n}.")
GAPS = N_(
    "A trip before this one is missing. Write to the stick here and bring it back: the rest "
    "follows."
)
REFUSED = N_("Entries that no honest computer writes were left out.")
WAITING = N_("Changes that wait for others still under way: {n}.")

NEVER = Text(N_("nothing was confirmed yet"))
STANDS = N_("{name}: everything is confirmed; last receipt: {last}.")
TO_WRITE = N_("{name}: changes on no stick yet: {n}, since {since}.")
UNDER_WAY = N_("{name}: changes under way: {n}, since {at}; no receipt came back yet.")


@dataclass(slots=True)
class Written:
    """What was written.

    Args:
        computers: for how many computers, read back and found whole.
        left: for how many nothing had to be written: what lies there is the latest.
        lines: so many changes are under way now, counted for each computer.
        bytes: so large are the bundles.
        rest: changes for which there was no room; they follow next time.
        withdrawn: bundles taken away, for computers that receive nothing any more.
    """

    computers: int = 0
    left: int = 0
    lines: int = 0
    bytes: int = 0
    rest: int = 0
    withdrawn: int = 0


@dataclass(slots=True)
class Brought:
    """What came.

    Args:
        senders: names of the computers whose bundles were read.
        applied: lines that stand here now and did not before.
        confirmed: computers whose receipt is newer than the last.
        waiting: lines that wait for what their authors had seen.
        gaps: batches whose stream is not known up to them: an earlier trip is missing.
        unknown: batches of computers that nobody admitted.
        damaged: bundles for this computer that are cut or changed.
        strangers: bundles of computers that are not admitted here or were withdrawn.
        others: bundles for other computers, which go on as they are.
        forked: a computer of the school was copied; both continuations are kept.
    """

    senders: list[str] = field(default_factory=list)
    applied: int = 0
    confirmed: int = 0
    waiting: int = 0
    gaps: int = 0
    unknown: int = 0
    damaged: int = 0
    strangers: int = 0
    others: int = 0
    forked: bool = False
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with another computer.

    Args:
        to_write: so many changes are on no stick yet.
        under_way: so many were written for it, and no receipt came back.
        since: when the oldest of what is to be written was typed.
        written: when something was last written for it.
        last_receipt: when it last confirmed something, by its clock.
    """

    to_write: int = 0
    under_way: int = 0
    since: datetime | None = None
    written: datetime | None = None
    last_receipt: datetime | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """Another computer, and how it stands with it."""

    device: bytes
    name: str
    standing: Standing

    @property
    def written(self) -> datetime | None:
        """When something was last written for it."""
        return self.standing.written

    @property
    def words(self) -> tuple[Text, ...]:
        """How it stands, in sentences."""
        how, told = self.standing, []
        if how.to_write:
            told.append(Text(TO_WRITE, {"name": self.name, "n": how.to_write, "since": how.since}))
        if how.under_way:
            told.append(
                Text(UNDER_WAY, {"name": self.name, "n": how.under_way, "at": self.written})
            )
        last = {"name": self.name, "last": how.last_receipt or NEVER}
        return tuple(told) or (Text(STANDS, last),)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round by itself did."""

    brought: Brought
    written: Written


def written_words(written: Written) -> Iterator[Text]:
    """What was written, the good first."""
    if written.computers:
        yield Text(WRITTEN, {"computers": written.computers, "n": written.lines})
    else:
        yield Text(LATEST)
    if written.rest:
        yield Text(REST, {"n": written.rest})
    if written.withdrawn:
        yield Text(WITHDRAWN, {"n": written.withdrawn})


def brought_words(brought: Brought) -> Iterator[Text]:
    """What came, the good first; then what did not, and what to do."""
    if brought.senders or not (brought.damaged or brought.strangers):
        yield came(brought)
    if brought.confirmed:
        yield Text(CONFIRMED, {"n": brought.confirmed})
    yield from brought_problems(brought)


def brought_problems(brought: Brought) -> Iterator[Text]:
    """What did not come, and what to do."""
    counted = (
        (DAMAGED, brought.damaged),
        (STRANGERS, brought.strangers),
        (WAITING, brought.waiting),
    )
    yield from (Text(words, {"n": n}) for words, n in counted if n)
    if brought.gaps or brought.unknown:
        yield Text(GAPS)
    if brought.refused:
        yield Text(REFUSED)
    if brought.forked:
        yield Text(COPIED)


def came(brought: Brought) -> Text:
    """From whom how much came."""
    if not brought.senders:
        return Text(NOTHING)
    names = ", ".join(brought.senders)
    if not brought.applied:
        return Text(NOTHING_NEW, {"names": names})
    return Text(CAME, {"names": names, "n": brought.applied})
