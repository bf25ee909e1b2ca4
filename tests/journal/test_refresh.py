"""A page that followed every change is the page that one opens anew."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.app import Desk, Entrance, NewSchool
from school_desk.errors import DeskError
from school_desk.events import Committed
from school_desk.journal.model import ColumnKey, MarkKind, RegisterPage, Work
from school_desk.paths import SchoolFolder
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.storage.sealing import Argon2Params

NOW = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
PUPILS = ("Әбіш", "Ермек", "Қайрат")
TYPED = st.sampled_from(("", "1", "7", "10", "12", "А", "К", "8К"))
STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), TYPED), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    names = {"kk": "Мектеп", "ru": "Школа"}
    new = NewSchool(names, "2026-27", PersonName("Ахметова"), "saule", "төрт жаңа сөз керек")
    entrance = Entrance(SchoolFolder(tmp_path_factory.mktemp("school")), now=lambda: NOW)
    made, _code = entrance.set_up(new, params=Argon2Params(64, 1, 1))
    listed = [NewPupil(PersonName(name), 6, "А") for name in PUPILS]
    made.school.import_pupils(listed, date(2026, 9, 1))
    yield made
    made.close()
    entrance.close()


@pytest.fixture(scope="module")
def page(desk: Desk) -> RegisterPage:
    """A page with two lessons a week and a unit summative."""
    group = desk.school.teaching_groups()[0].id
    subject = desk.school.add_subject("physics", {"kk": "Физика", "ru": "Физика", "en": "Physics"})
    for weekday in (1, 3):
        desk.school.place(TimetableSlot(0, weekday, 2, group, subject, desk.account.id))
    opened = desk.journal.open_page(group, subject, 1)
    day = opened.columns[3].date
    desk.journal.plan_work(opened, Work(ColumnKey(), MarkKind.UNIT_SUMMATIVE, 1, 15, date=day))
    return desk.journal.open_page(group, subject, 1)


@settings(max_examples=25)
@given(steps=STEPS, undone=st.integers(0, 3))
def test_page_that_followed_each_change_is_the_page_opened_anew(desk, page, steps, undone):
    head = page.head
    kept = [desk.journal.open_page(head.group, head.subject, 1)]
    unsubscribe = desk.events.subscribe(Committed, lambda change: follow(desk, kept, change))

    for place, line, text in steps:
        type_in(desk, kept[0], place, line, text)
    for _ in range(undone):
        desk.undo(kept[0].form)
    unsubscribe()

    assert kept[0] == desk.journal.open_page(head.group, head.subject, 1)


def follow(desk: Desk, kept: list[RegisterPage], change: Committed) -> None:
    kept[0] = desk.journal.refresh(kept[0], change).page


def type_in(desk: Desk, page: RegisterPage, place: int, line: int, text: str) -> None:
    keys = (*(column.key for column in page.columns[2:5]), page.works[0].key)
    with suppress(DeskError):
        desk.journal.put(page, keys[place], page.rows[line].pupil.id, text)
