"""Consents of the school: who has given which, recorded, withdrawn; the texts and their versions.

Nothing else in the program asks whether there is a consent: where one is missing only the purpose
of its text is not allowed, never attendance or meals.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.consent_model import (
    Consent,
    ConsentLine,
    ConsentText,
    KnownSubject,
    Operator,
    Subject,
    SubjectKind,
)
from school_desk.school.consent_rules import (
    ConsentGoneError,
    accept_bin,
    accept_consent,
    accept_text,
    accept_withdrawal,
    by_subject,
    current_texts,
    standing,
    that_counts,
)
from school_desk.school.consent_store import (
    load_consents,
    load_operator,
    load_people,
    load_texts,
    save_bin,
    save_consent,
    save_text,
)
from school_desk.school.model import PersonName
from school_desk.school.names import name_key, sort_key
from school_desk.school.working_day_rules import YearOf, after_working_days, working_days_left
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import UnitOfWork

Staff = Callable[[Connection], Mapping[int, PersonName]]
KINDS = tuple(SubjectKind)


class ConsentService(Service):
    """The register of consents (art. 25(2)(5): the proof of a consent is kept)."""

    def __init__(
        self,
        workplace: Workplace,
        shipped: Sequence[ConsentText],
        days_to_stop: int,
        year_of: YearOf,
        staff: Staff,
    ) -> None:
        super().__init__(workplace)
        self._shipped = tuple(shipped)
        self.days_to_stop = days_to_stop
        """Working days in which what was withdrawn has to end."""
        self._year_of = year_of
        self._staff = staff

    def texts(self) -> tuple[ConsentText, ...]:
        """What is asked for now."""
        return current_texts(self._shipped, load_texts(self._look(N_("See consents"))))

    def versions(self, code: str) -> tuple[ConsentText, ...]:
        """All versions of a text that the school has, the oldest first."""
        db = self._look(N_("See consents"))
        return tuple(one for one in load_texts(db) if one.code == code)

    def operator(self) -> Operator:
        """Who keeps the data."""
        return load_operator(self._look(N_("See consents")))

    def people(self) -> tuple[KnownSubject, ...]:
        """Who may be asked, by kind, class and name."""
        return self._people(self._look(N_("See consents")))

    def lines(self) -> tuple[ConsentLine, ...]:
        """Everybody beside every text that concerns them."""
        db = self._look(N_("See consents"))
        given, today = by_subject(load_consents(db)), self._at.today()
        texts = current_texts(self._shipped, load_texts(db))
        return tuple(
            self._line(person, text, that_counts(given.get((person.subject, text.code), ())), today)
            for person in self._people(db)
            for text in texts
            if person.subject.kind in text.subjects
        )

    def of_subject(self, subject: Subject) -> tuple[Consent, ...]:
        """Every consent of a person, those that ended too."""
        db = self._look(N_("See consents"))
        return tuple(one for one in load_consents(db) if one.subject == subject)

    def withdrawal_due(self, day: date) -> date:
        """The last day to stop what is withdrawn on a day (art. 8(7))."""
        self._look(N_("See consents"))
        return after_working_days(day, self.days_to_stop, self._year_of)

    def record(self, consents: Sequence[Consent]) -> int:
        """What was given, one consent or a whole class in one step."""
        with self._begin(N_("Record consent"), Form()) as work:
            known = {one.subject for one in self._people(work.db)}
            there = list(load_consents(work.db))
            texts: dict[tuple[str, int], ConsentText] = {}
            for one in consents:
                if one.subject not in known:
                    raise ConsentGoneError
                accepted = self._accepted(one, there)
                key = accepted.text.code, accepted.text.version
                text = texts.setdefault(key, self._kept_text(work, accepted.text))
                save_consent(work, self._at.partitions, replace(accepted, text=text))
                there.append(accepted)
        return len(consents)

    def correct(self, consent: Consent) -> None:
        """What was recorded wrongly: who gave it, on what paper, for how long."""
        with self._begin(N_("Record consent"), Form()) as work:
            there = load_consents(work.db)
            found = _found(there, consent.id)
            wanted = replace(
                found,
                giver=consent.giver,
                relation=consent.relation,
                document=consent.document,
                starts=consent.starts,
                ends=consent.ends,
                form=consent.form,
            )
            save_consent(work, self._at.partitions, self._accepted(wanted, there))

    def withdraw(self, consent: int, day: date) -> date:
        """A person takes a consent back; returns the last day to stop what it allowed."""
        with self._begin(N_("Withdraw consent"), Form()) as work:
            found = _found(load_consents(work.db), consent)
            accept_withdrawal(found, day)
            due = after_working_days(day, self.days_to_stop, self._year_of)
            withdrawn = replace(found, withdrawn_on=day, effect_by=due)
            save_consent(work, self._at.partitions, withdrawn)
        return due

    def write_text(self, text: ConsentText) -> ConsentText:
        """A text as the school wants it: another version; who consented before is asked again."""
        with self._begin(N_("Write consent text"), Form()) as work:
            now = current_texts(self._shipped, load_texts(work.db))
            before = next((one for one in now if one.code == text.code), None)
            made = replace(accept_text(text, before), starts=self._at.today())
            return replace(made, id=save_text(work, self._at.partitions, made))

    def name_bin(self, text: str) -> None:
        """The business number of the school, which each consent names."""
        with self._begin(N_("Write consent text"), Form()) as work:
            save_bin(work, accept_bin(text))

    def _accepted(self, one: Consent, there: Sequence[Consent]) -> Consent:
        today = self._at.today()
        accepted = accept_consent(one, there, today)
        return replace(accepted, recorded_by=self._at.actor, recorded_on=today)

    def _kept_text(self, work: UnitOfWork, text: ConsentText) -> ConsentText:
        """The text with its row: one that comes with the program is written when first given."""
        if text.id:
            return text
        started = replace(text, starts=text.starts or self._at.today())
        return replace(started, id=save_text(work, self._at.partitions, started))

    def _people(self, db: Connection) -> tuple[KnownSubject, ...]:
        year = self._at.partitions.year
        return tuple(sorted(load_people(db, year, self._at.today(), self._staff(db)), key=_order))

    def _line(
        self, person: KnownSubject, text: ConsentText, consent: Consent | None, today: date
    ) -> ConsentLine:
        stands = standing(consent, text, today)
        left = 0
        if consent and consent.effect_by:
            left = working_days_left(today, consent.effect_by, self._year_of)
        elif consent and consent.ends:
            left = (consent.ends - today).days
        return ConsentLine(person, text, stands, consent, left)


def _found(consents: Sequence[Consent], row: int) -> Consent:
    found = next((one for one in consents if one.id == row), None)
    if found is None:
        raise ConsentGoneError
    return found


def _order(one: KnownSubject) -> tuple[object, ...]:
    group = one.class_group
    place = (group.year_level, sort_key(group.letter)) if group else (0, ())
    return KINDS.index(one.subject.kind), place, name_key(one.name), one.subject.id
