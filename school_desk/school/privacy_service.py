"""The journal of requests and breaches: what came, until when to answer, what was answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.privacy_model import CaseKind, DueCase, PrivacyCase, PrivacyTerm
from school_desk.school.privacy_rules import CaseGoneError, accept_case, accept_term, terms_on
from school_desk.school.privacy_store import load_cases, load_own_terms, save_case, save_term
from school_desk.school.working_day_rules import YearOf, after_working_days, working_days_left
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class PrivacyService(Service):
    """Kept by the office, which answers to the persons and to the authority."""

    def __init__(
        self, workplace: Workplace, shipped: Sequence[PrivacyTerm], year_of: YearOf
    ) -> None:
        super().__init__(workplace)
        self._shipped = tuple(shipped)
        self._year_of = year_of

    def terms(self) -> tuple[PrivacyTerm, ...]:
        """Within how many working days what is answered, as it counts today."""
        db = self._look(N_("See privacy journal"))
        return terms_on(self._at.today(), self._shipped, load_own_terms(db))

    def cases(self) -> tuple[DueCase, ...]:
        """What waits first, the most urgent before; then what was answered, the latest before."""
        db, today = self._look(N_("See privacy journal")), self._at.today()
        found = [DueCase(one, self._left(one, today)) for one in load_cases(db)]
        waits = sorted((one for one in found if one.is_open), key=lambda one: one.left)
        done = (one for one in found if not one.is_open)
        return (*waits, *sorted(done, key=lambda one: one.case.day, reverse=True))

    def write(self, case: PrivacyCase) -> int:
        """A request or a breach; with an id it is put right or answered. The term is reckoned."""
        with self._begin(N_("Write privacy journal"), Form()) as work:
            known = {one.id: one for one in load_cases(work.db)}
            if case.id and case.id not in known:
                raise CaseGoneError
            accepted = accept_case(case, self._at.today())
            return save_case(work, self._at.partitions, self._with_due(work.db, accepted, known))

    def change_term(self, kind: CaseKind, days: int, source: str, starts: date) -> None:
        """A term that was to check, as the school has found it, for what comes from a day on."""
        with self._begin(N_("Change privacy term"), Form()) as work:
            line = accept_term(self._shipped, kind, days, source)
            save_term(work, self._at.partitions, kind, starts, days, line)

    def _with_due(
        self, db: Connection, case: PrivacyCase, known: dict[int, PrivacyCase]
    ) -> PrivacyCase:
        before = known.get(case.id)
        if before and (before.kind, before.day) == (case.kind, case.day):
            return replace(case, due=before.due)
        terms = terms_on(case.day, self._shipped, load_own_terms(db))
        days = next(one.days for one in terms if one.kind is case.kind)
        return replace(case, due=after_working_days(case.day, days, self._year_of))

    def _left(self, case: PrivacyCase, today: date) -> int:
        return working_days_left(case.answered_on or today, case.due or today, self._year_of)
