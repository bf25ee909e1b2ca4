"""Two records of one pupil: find them, show what joining would do, join them in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.school.joining_model import Double, Joining, Keep
from school_desk.school.joining_rules import SamePupilError, accept_joining, doubles, overlaps
from school_desk.school.joining_store import (
    Pair,
    collisions,
    load_known,
    load_labels,
    load_stays,
    moves,
    save_joined,
)
from school_desk.school.movement_rules import PupilGoneError
from school_desk.storage.service import Service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from school_desk.school.joining_model import KnownPupil
    from school_desk.storage.engine import Connection

NOTHING_SETTLED: Mapping[tuple[str, int, int], Keep] = {}


class JoiningService(Service):
    """What the office does when one child stands in the lists twice."""

    def people(self) -> tuple[KnownPupil, ...]:
        """Every record, to choose two from."""
        return load_known(self._look(N_("See doubles")))

    def doubles(self) -> tuple[Double, ...]:
        """Records that may be of one person."""
        return doubles(load_known(self._look(N_("See doubles"))))

    def preview(self, kept: int, dropped: int) -> Joining:
        """What joining would move, and what has to be settled first; writes nothing."""
        return self._joining(self._look(N_("See doubles")), kept, dropped)

    def join(
        self,
        kept: int,
        dropped: int,
        settled: Mapping[tuple[str, int, int], Keep] = NOTHING_SETTLED,
    ) -> Joining:
        """Give everything of one record to the other; one step, which undo takes back whole."""
        with self._begin(N_("Join pupils"), Form(Scope())) as work:
            joining = self._joining(work.db, kept, dropped)
            accept_joining(joining, settled)
            save_joined(work, self._pair(kept, dropped), settled)
        return joining

    def _joining(self, db: Connection, kept: int, dropped: int) -> Joining:
        if kept == dropped:
            raise SamePupilError
        known = {one.pupil.id: one for one in load_known(db)}
        if kept not in known or dropped not in known:
            raise PupilGoneError
        pair = self._pair(kept, dropped)
        ours, theirs = (load_stays(db, one) for one in (kept, dropped))
        return Joining(
            known[kept],
            known[dropped],
            moves(db, pair),
            collisions(db, pair),
            overlaps(ours, theirs, load_labels(db)),
        )

    def _pair(self, kept: int, dropped: int) -> Pair:
        return Pair(kept, dropped, self._at.storage.registry, self._at.storage.keys)
