"""Remarks on the register with «done», and the deputy head's records of observed lessons."""

from collections.abc import Callable, Mapping
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.journal.model import RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.remark_model import (
    Observation,
    Remark,
    RemarkGoneError,
    RemarkPlace,
    accept_observation,
    accept_remark,
    as_text,
    open_first,
)
from school_desk.journal.remark_store import (
    load_form_tutor,
    load_observations,
    load_observed_page,
    load_remark_place,
    load_remarks,
    save_done,
    save_observation,
    save_remark,
)
from school_desk.school.model import PersonName
from school_desk.school.store import load_teachings
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Service, Workplace

Names = Callable[[Connection], Mapping[int, PersonName]]


class RemarkService(Service):
    """The deputy writes a remark, whom it concerns notes it as done, both see when and by whom."""

    def __init__(self, workplace: Workplace, pages: PageReader, names: Names) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._names = names

    def remarks(self) -> tuple[Remark, ...]:
        """All remarks of the year, the open ones first."""
        db = self._look(N_("See remarks"))
        return open_first(load_remarks(db, self._at.partitions.year, self._names(db)))

    def of_class(self, class_group: int) -> tuple[Remark, ...]:
        """The remarks on a class's register, the oldest first, as on its sheet."""
        db = self._look(N_("See remarks"), Scope(class_group=class_group))
        found = load_remarks(db, self._at.partitions.year, self._names(db), class_group)
        return tuple(sorted(found, key=lambda one: (one.day, one.id)))

    def of_page(self, page: RegisterPage) -> tuple[Remark, ...]:
        """The remarks on a page; the form tutor sees those on the whole class as well."""
        db = self._look(N_("See remarks"), page.form.scope)
        head = page.head
        tutor = load_form_tutor(db, head.class_group) == self._at.actor
        places = {(head.group, head.subject), *([(None, None)] if tutor else [])}
        found = load_remarks(db, self._at.partitions.year, self._names(db), head.class_group)
        here = (one for one in found if (one.place.group, one.place.subject) in places)
        return open_first(tuple(here))

    def remarks_for(self, account: int) -> tuple[Remark, ...]:
        """The remarks that a person has to answer: on the own pages, on the own class."""
        db = self._look(N_("See own lessons"), Scope(account=account))
        taught = {
            (t.group, t.subject)
            for t in load_teachings(db, self._at.partitions.year)
            if t.teacher == account
        }
        found = load_remarks(db, self._at.partitions.year, self._names(db))
        mine = (
            one
            for one in found
            if (one.place.group, one.place.subject) in taught
            or (one.place.group is None and self._tutors(db, account, one.place.class_group))
        )
        return open_first(tuple(mine))

    def write(self, place: RemarkPlace, day: date, text: str) -> int:
        """A remark on a class's register or on one page of it."""
        with self._begin(N_("Write remark"), Form(self._scope(place))) as work:
            said = accept_remark(day, text, self._at.today())
            part = self._part(place.class_group)
            return save_remark(work, part, place, day, said, self._at.actor)

    def rewrite(self, remark: int, day: date, text: str) -> None:
        """Other words for a remark."""
        with self._begin(N_("Write remark"), self._form(remark)) as work:
            said = accept_remark(day, text, self._at.today())
            work.put("remark", remark, day=day.isoformat(), text=said)

    def drop(self, remark: int) -> None:
        """Take a remark away; its history stays."""
        with self._begin(N_("Write remark"), self._form(remark)) as work:
            work.delete(remark)

    def settle(self, remark: int, answer: str) -> None:
        """Note a remark as done today, with a short answer."""
        with self._begin(N_("Note remark as done"), self._form(remark)) as work:
            said = as_text(answer) or None
            save_done(work, remark, self._at.today(), self._at.actor, said)

    def reopen(self, remark: int) -> None:
        """A remark that is not done after all; the answer stays to be read."""
        with self._begin(N_("Note remark as done"), self._form(remark)) as work:
            work.put("remark", remark, done_on=None, done_by=None)

    def observations(self) -> tuple[Observation, ...]:
        """All observed lessons of the year, the newest first."""
        db = self._look(N_("See observations"))
        return load_observations(db, self._at.partitions.year, self._names(db))

    def observations_of(self, account: int) -> tuple[Observation, ...]:
        """The lessons of a teacher that were observed."""
        db = self._look(N_("See own lessons"), Scope(account=account))
        found = load_observations(db, self._at.partitions.year, self._names(db))
        return tuple(one for one in found if one.teacher == account)

    def record(self, observation: Observation) -> int:
        """Write down an observed lesson, or other words of a record."""
        with self._begin(N_("Record observation"), self._observing(observation)) as work:
            kept = accept_observation(observation, self._at.today())
            if kept.id and load_observed_page(work.db, kept.id) is None:
                raise RemarkGoneError
            part = self._part(self._pages.scope(kept.group, kept.subject).class_group or 0)
            return save_observation(work, part, kept, self._at.actor)

    def drop_observation(self, row: int) -> None:
        """Take a record away; its history stays."""
        with self._begin(N_("Record observation"), self._recorded(row)) as work:
            work.delete(row)

    def _tutors(self, db: Connection, account: int, class_group: int) -> bool:
        return load_form_tutor(db, class_group) == account

    def _form(self, remark: int) -> Form:
        place = load_remark_place(self._at.storage.db, remark)
        if place is None:
            raise RemarkGoneError
        return Form(self._scope(place), self._at.storage.context(self._part(place.class_group)))

    def _observed(self, group: int, subject: int) -> Form:
        """The form of a page; its records are merged with what this computer had seen."""
        scope = self._pages.scope(group, subject)
        seen = self._at.storage.context(self._part(scope.class_group)) if scope.class_group else {}
        return Form(scope, seen)

    def _observing(self, one: Observation) -> Form:
        return self._observed(one.group, one.subject)

    def _recorded(self, row: int) -> Form:
        page = load_observed_page(self._at.storage.db, row)
        if page is None:
            raise RemarkGoneError
        return self._observed(*page)

    @staticmethod
    def _scope(place: RemarkPlace) -> Scope:
        return Scope(group=place.group, subject=place.subject, class_group=place.class_group)

    def _part(self, class_group: int) -> str:
        storage = self._at.storage
        return Partitions.register(storage.keys.key(storage.db, class_group))
