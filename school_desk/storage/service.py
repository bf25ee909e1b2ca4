"""What every service stands on: permission first, then a unit of work or a look."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from school_desk.intents import Form, Scope
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage, UnitOfWork

Step = Callable[[int, int], None]
"""Hears how far long work is: what is done, of how many; may raise to leave off."""


def no_step(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Workplace:
    """One signed-in person at one school's file. `permit` raises where an intent is not allowed."""

    storage: Storage
    partitions: Partitions
    permit: Callable[[str, Scope], None]
    today: Callable[[], date]
    actor: int | None = None
    seen: Callable[[str, Scope, int | None, str], None] = lambda *_of: None
    """Told of every look that was permitted, of whom and why; it notes the sensitive ones."""


class Service:
    """Base of the features' services."""

    def __init__(self, workplace: Workplace) -> None:
        self._at = workplace

    def _begin(
        self, intent: str, form: Form, *, origin: str = ""
    ) -> AbstractContextManager[UnitOfWork]:
        """Ask for permission and open the unit of work of an intent."""
        self._at.permit(intent, form.scope)
        return self._at.storage.begin(
            intent,
            actor=self._at.actor,
            context=form.context,
            origin=origin,
            reason=form.reason or "",
        )

    def _look(
        self,
        intent: str,
        scope: Scope = Scope(),  # noqa: B008  frozen
        *,
        pupil: int | None = None,
        purpose: str = "",
    ) -> Connection:
        """Ask for permission and give a connection to read from; a sensitive look is noted."""
        self._at.permit(intent, scope)
        self._at.seen(intent, scope, pupil, purpose)
        return self._at.storage.db
