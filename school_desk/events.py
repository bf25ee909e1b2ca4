"""What has happened, told after it is safely on disk, to whoever listens."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock
from typing import TypeVar, cast

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one row has another value now; `pupil` is set for cells of a page."""

    table: str
    row: int
    pupil: int | None
    field: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Of a stream of another computer, by partition and device: so much came, after so much."""

    part: str
    device: bytes
    after: int
    upto: int


@dataclass(frozen=True, slots=True)
class Committed:
    """A unit of work is on the disk; or some of other computers, then it has no label.

    `heard`: what a page may count as seen once it shows these changes and all told before them.
    """

    work: int
    label: str
    actor: int | None
    changes: tuple[Changed, ...]
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class GoingBack:
    """It is decided that a backup takes the place of the file: everybody leaves it now."""


class Events:
    """Handlers by kind of event, called in the order they came, on the thread that committed."""

    def __init__(self) -> None:
        self._handlers: dict[type, list[Callable[[object], None]]] = {}
        self._lock = RLock()

    def subscribe(self, kind: type[E], handler: Callable[[E], None]) -> Callable[[], None]:
        """Call `handler` for each event of a kind; the answer ends the subscription."""
        entry = cast("Callable[[object], None]", handler)
        with self._lock:
            self._handlers.setdefault(kind, []).append(entry)

        def unsubscribe() -> None:
            with self._lock:
                self._handlers[kind].remove(entry)

        return unsubscribe

    def publish(self, event: object) -> None:
        """Tell everyone who listens to this kind of event."""
        with self._lock:
            handlers = tuple(self._handlers.get(type(event), ()))
        for handler in handlers:
            handler(event)
