"""The copy assistant: remembers what was carried over to the national e-journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.carry_rules import (
    CarryChange,
    CarrySheet,
    Target,
    TargetKind,
    changes_of,
    name_of,
    sheet_of,
)
from school_desk.journal.carry_store import load_carried, load_carried_pages, save_carried
from school_desk.journal.entry import OffPageError
from school_desk.journal.model import PageHead, RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.school.store import load_teachings
from school_desk.storage.service import Service, Workplace


@dataclass(frozen=True, slots=True)
class PageChanges:
    """A page with what has changed on it since it was carried over."""

    head: PageHead
    changes: tuple[CarryChange, ...]


class CarryService(Service):
    """What a teacher carries over by hand, one value after the other."""

    def __init__(self, workplace: Workplace, pages: PageReader) -> None:
        super().__init__(workplace)
        self._pages = pages

    def sheet(self, page: RegisterPage, target: Target) -> CarrySheet:
        """A column of a page with what was carried over of it."""
        db = self._look(N_("Open register page"), page.form.scope)
        self._pages.plan_of(db, page)
        self._accept(page, target, ())
        name, head = self._name(page, target), page.head
        return sheet_of(
            page, target, load_carried(db, head.group, head.subject, name).get(name, {})
        )

    def tick(self, page: RegisterPage, target: Target, values: Mapping[int, str | None]) -> None:
        """Note the values of some pupils as carried over, in one step; None takes a tick back."""
        with self._begin(N_("Carry over"), page.form) as work:
            part = self._pages.plan_of(work.db, page).class_part
            self._accept(page, target, values)
            place, name = (page.head.group, page.head.subject), self._name(page, target)
            for pupil, value in values.items():
                save_carried(work, part, place, name, pupil, value)

    def changed(self, page: RegisterPage) -> tuple[CarryChange, ...]:
        """What has changed on a page since it was carried over, and what came later."""
        db = self._look(N_("Open register page"), page.form.scope)
        head = page.head
        return changes_of(page, load_carried(db, head.group, head.subject), self._works(page))

    def changed_for(self, account: int, term: int) -> tuple[PageChanges, ...]:
        """The same for all pages of a teacher in a term; pages without changes are left out."""
        db = self._look(N_("See own lessons"), Scope(account=account))
        begun = load_carried_pages(db)
        mine = [
            one for one in load_teachings(db, self._at.partitions.year) if one.teacher == account
        ]
        found = []
        for one in mine:
            if (one.group, one.subject) in begun:
                page = self._pages.open(db, one.group, one.subject, term)
                carried = load_carried(db, one.group, one.subject)
                found.append(PageChanges(page.head, changes_of(page, carried, self._works(page))))
        return tuple(one for one in found if one.changes)

    def _accept(self, page: RegisterPage, target: Target, pupils: Iterable[int]) -> None:
        """A column and pupils of this page, or raise."""
        there = target.kind is TargetKind.MARKS or page.find(target.key) is not None
        if not there or any(page.row_of(pupil) is None for pupil in pupils):
            raise OffPageError

    def _name(self, page: RegisterPage, target: Target) -> str:
        works = self._works(page) if target.kind is TargetKind.WORK else {}
        return name_of(page, target, works)

    def _works(self, page: RegisterPage) -> Mapping[int, int]:
        storage = self._at.storage
        rows = [work.key.work for work in page.works if work.key.work is not None]
        return {row: storage.keys.key(storage.db, row) for row in rows}
