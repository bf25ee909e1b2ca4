"""Thematic plans of the demo school: mathematics of class 6 «А» for the year, two pages more."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from school_desk.demo.pages import Lesson, Page, Year, lessons, works
from school_desk.errors import N_
from school_desk.journal.model import MarkKind, Work
from school_desk.journal.thematic_model import PlanRow, RowKind
from school_desk.journal.thematic_order_rules import spaced
from school_desk.journal.thematic_store import save_plan_row
from school_desk.school.model import Term
from school_desk.storage.unit_of_work import Storage

PLANNED = ((5, "mathematics"), (7, "algebra"))
"""Pages of the same teacher whose plan repeats the topics of their lessons."""

KINDS = {
    MarkKind.UNIT_SUMMATIVE: RowKind.UNIT_SUMMATIVE,
    MarkKind.TERM_SUMMATIVE: RowKind.TERM_SUMMATIVE,
}
REVISION = "Қайталау"


def write_plans(storage: Storage, year: Year) -> None:
    """A plan for each of these pages, written by its teacher."""
    label = N_("Import thematic plan")
    for page in year.pages:
        rows = _rows(page, year)
        if rows:
            with storage.begin(label, actor=page.teacher, origin="demo") as work:
                for row in spaced(rows):
                    save_plan_row(work, page.part, page.group, page.subject, row)


def _rows(page: Page, year: Year) -> list[PlanRow]:
    terms = year.calendar.terms
    if page.prepared:
        first, *others = terms
        after = (row for term in others for row in _planned_term(page, year, term))
        return [*_written_term(page, year, first), *after]
    if (page.year_level, page.code) in PLANNED:
        return [row for term in terms for row in _written_term(page, year, term)]
    return []


def _written_term(page: Page, year: Year, term: Term) -> Iterator[PlanRow]:
    """The lessons of a term as they are taught, those of works among them."""
    found = lessons(page, year.calendar, term)
    planned = {one.date: one for one in works(page, term, found)}
    unit = _text()["first"]["unit"] if page.prepared else ""
    rows = [_lesson_row(page, lesson, planned.pop(lesson.key.date, None), term) for lesson in found]
    for _same, group in groupby(rows, lambda row: (row.topic, row.kind)):
        together = list(group)
        if page.prepared:
            yield from (replace(row, unit=unit) for row in together)
        else:
            yield replace(together[0], hours=len(together), homework="")


def _lesson_row(page: Page, lesson: Lesson, work: Work | None, term: Term) -> PlanRow:
    if work is not None:
        return _work_row(work, term)
    codes: Sequence[str] = _text()["first"]["objectives"] if page.prepared else ("",)
    return PlanRow(
        term=term.number,
        topic=lesson.topic,
        objectives=codes[lesson.number // 4 % len(codes)],
        homework=lesson.homework,
    )


def _planned_term(page: Page, year: Year, term: Term) -> Iterator[PlanRow]:
    """The topics of a term by its units; a work before the topic whose lessons it interrupts."""
    found = lessons(page, year.calendar, term)
    days = [lesson.key.date for lesson in found]
    waiting = [(days.index(one.date), one) for one in works(page, term, found) if one.date]
    topics = list(_topics(term.number))
    rest = len(found) - len(waiting) - sum(row.hours for row in topics)
    if rest > 0:
        kind = RowKind.REVISION
        topics.append(PlanRow(term=term.number, kind=kind, topic=REVISION, hours=rest))
    done = 0
    for row in topics:
        while waiting and waiting[0][0] <= done:
            yield _work_row(waiting.pop(0)[1], term)
            done += 1
        yield row
        done += row.takes
    yield from (_work_row(work, term) for _place, work in waiting)


def _topics(term: int) -> Iterator[PlanRow]:
    for unit in (one for one in _text()["unit"] if one["term"] == term):
        codes, topics = unit["objectives"], unit["topics"]
        yield PlanRow(term=term, kind=RowKind.HEADER, unit=unit["name"], hours=0)
        for number, (topic, hours) in enumerate(topics):
            code = codes[number * len(codes) // len(topics)]
            plain = PlanRow(term=term, topic=topic, objectives=code, hours=hours)
            yield replace(plain, unit=unit["name"])


def _work_row(work: Work, term: Term) -> PlanRow:
    name = "ТЖБ" if work.kind is MarkKind.TERM_SUMMATIVE else f"БЖБ №{work.number}"
    return PlanRow(term=term.number, kind=KINDS[work.kind], topic=name, day=work.date, top=work.top)


@lru_cache
def _text() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "thematic_plans.toml").read_text("utf-8"))
