"""Terms of keeping, and forgetting a person when they end: one proposes, another confirms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.consent_service import Staff
from school_desk.school.model import PersonName
from school_desk.school.privacy_model import PrivacyCase
from school_desk.school.privacy_store import load_cases
from school_desk.school.retention_model import (
    Forgetting,
    Ground,
    Leaver,
    Proposal,
    Record,
    RetentionTerm,
)
from school_desk.school.retention_rules import (
    SOON_DAYS,
    ProposalGoneError,
    accept_case,
    accept_confirmation,
    accept_proposal,
    accept_retention,
    find_leaver,
    kept_until,
    open_requests,
    retention_on,
)
from school_desk.school.retention_store import (
    load_forgettings,
    load_left,
    load_own_retention,
    load_proposals,
    rows_about,
    save_forgotten,
    save_proposal,
    save_retention,
)
from school_desk.storage.engine import Connection
from school_desk.storage.forgetting import carry_out
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import Storage


class RetentionService(Service):
    """Art. 12 (2) and 18 of the law 94-V: data go when the purpose is reached and the term ends."""

    def __init__(
        self, workplace: Workplace, shipped: Sequence[RetentionTerm], staff: Staff
    ) -> None:
        super().__init__(workplace)
        self._staff = staff
        self._shipped = tuple(shipped)

    def terms(self) -> tuple[RetentionTerm, ...]:
        """How long what is kept, as it counts today."""
        return self._terms(self._look(N_("See terms of keeping")))

    def leavers(self) -> tuple[Leaver, ...]:
        """Who has left and whose term ends within a month, has ended, or of whom it is proposed."""
        db, today = self._look(N_("See terms of keeping")), self._at.today()
        soon = today + timedelta(days=SOON_DAYS)
        return tuple(one for one in self._left(db, today) if one.kept_until <= soon or one.proposal)

    def everybody_who_left(self) -> tuple[Leaver, ...]:
        """All who have left, whose data are still there."""
        return self._left(self._look(N_("See terms of keeping")), self._at.today())

    def forgotten(self) -> tuple[Forgetting, ...]:
        """Who was forgotten: nobody's name is left, only that it was done, when and by whom."""
        db = self._look(N_("See terms of keeping"))
        names, nobody = self._staff(db), PersonName("—")
        return tuple(
            replace(
                one,
                names=(
                    names.get(one.proposal.proposed_by, nobody),
                    names.get(one.confirmed_by, nobody),
                ),
            )
            for one in load_forgettings(db, self._at.storage.registry)
        )

    def change_term(self, record: Record, years: int, basis: str, starts: date) -> None:
        """A term as the school has found it, from a day on; what was before stays known."""
        with self._begin(N_("Change term of keeping"), Form()) as work:
            line = accept_retention(years, basis)
            save_retention(work, self._at.partitions, record, starts, years, line)

    def open_requests(self) -> tuple[PrivacyCase, ...]:
        """Requests of persons in the journal that wait for an answer: one may be the ground."""
        return open_requests(load_cases(self._look(N_("See privacy journal"))))

    def propose(self, pupil: int, ground: Ground, case: int | None = None) -> int:
        """Propose to forget a pupil who has left; another person has to confirm it.

        `case`: the request in the journal that asks for it; done, it counts as answered.
        """
        with self._begin(N_("Propose forgetting"), Form()) as work:
            today = self._at.today()
            accept_proposal(find_leaver(self._left(work.db, today), pupil), ground, today)
            asked = accept_case(load_cases(work.db), case, ground)
            proposal = Proposal(pupil, ground, self._at.actor or 0, today, case=asked)
            return save_proposal(work, self._at.partitions, proposal)

    def withdraw(self, proposal: int) -> None:
        """It is not to be done after all."""
        with self._begin(N_("Withdraw forgetting"), Form()) as work:
            if proposal not in {one.id for one in self._open(work.db)}:
                raise ProposalGoneError
            work.delete(proposal)

    def confirm(self, proposal: int) -> None:
        """Forget: every personal value of the pupil goes, here and on every other computer.

        Nothing of it can be taken back. The order stands in the log first; a power cut after it
        leaves the rest to the next start.
        """
        with self._begin(N_("Confirm forgetting"), Form()) as work:
            known = {one.id: one for one in self._open(work.db)}
            one = accept_confirmation(known.get(proposal), self._at.actor)
            find_leaver(self._left(work.db, self._at.today()), one.pupil)
            storage = self._at.storage
            rows = rows_about(work.db, storage.registry, one.pupil)
            save_forgotten(
                *(work, self._at.partitions),
                [_place(storage, work.db, row) for row in rows],
                forgetting=one.id,
                confirmed_by=self._at.actor,
                confirmed_on=self._at.today().isoformat(),
            )
        carry_out(self._at.storage)

    def _terms(self, db: Connection) -> tuple[RetentionTerm, ...]:
        return retention_on(self._at.today(), self._shipped, load_own_retention(db))

    def _open(self, db: Connection) -> tuple[Proposal, ...]:
        done = {one.proposal.id for one in load_forgettings(db, self._at.storage.registry)}
        return tuple(one for one in load_proposals(db) if one.id not in done)

    def _left(self, db: Connection, today: date) -> tuple[Leaver, ...]:
        years = next(one.years for one in self._terms(db) if one.record is Record.PERSONAL_FILE)
        proposed = {one.pupil: one for one in self._open(db)}
        return tuple(
            Leaver(row, name, last, kept_until(last, years), proposed.get(row))
            for row, name, last in load_left(db, today)
        )


def _place(storage: Storage, db: Connection, row: int) -> tuple[int, int]:
    """A row as an order names it."""
    return storage.keys.place(db, row).table.id, storage.keys.key(db, row)
