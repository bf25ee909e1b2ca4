"""A clock set back or forward: said once, hinders nobody, and the order of the log stays."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from school_desk.app import Desk
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.journal.model import PageName
from school_desk.ui.screen import Place
from school_desk.ui.widgets.notice import Notice
from tests.robustness.conftest import entrance
from tests.ui.keyboard import types
from tests.ui.seat import TEACHER, Seat

YEAR = timedelta(days=365)


@contextmanager
def signed_in(folder: Path, moment: datetime) -> Iterator[Desk]:
    """The teacher at a moment by this computer's clock."""
    door = entrance(folder)
    door.now = lambda: moment
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)
    yield desk
    desk.close()
    door.close()


def put(desk: Desk, text: str) -> None:
    """A mark in the lesson of the demo's hour."""
    name = next(one for one in pages_of(desk) if "6" in one.class_label)
    page = desk.journal.open_page(name.group, name.subject, 1)
    column = next(one for one in page.columns if one.date == DEMO_NOW.date())
    desk.journal.put(page, column.key, page.rows[1].pupil.id, text)


def clocks(desk: Desk) -> list[int]:
    rows = desk._storage.db.execute("SELECT hlc FROM work WHERE chain IS NOT NULL ORDER BY work")
    return [hlc for (hlc,) in rows]


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(days=2), YEAR, 10 * YEAR])
def test_the_order_of_the_log_stays_when_the_clock_goes_back(folder: Path, back: timedelta) -> None:
    with signed_in(folder, DEMO_NOW) as desk:
        put(desk, "9")
        before = clocks(desk)
    with signed_in(folder, DEMO_NOW - back) as desk:
        name = pages_of(desk)[0]
        page = desk.journal.open_page(name.group, name.subject, 1)
        lesson = page.columns[0].key.lesson
        desk.journal.write_topic(page, lesson, "Кешегі сағатпен")
        after = clocks(desk)
    with signed_in(folder, DEMO_NOW + timedelta(hours=1)) as desk:
        put(desk, "8")
        again = clocks(desk)
        desk.quick_check(lambda: False)

    assert before == sorted(before)
    assert after == sorted(after)
    assert len(after) == len(before) + 2  # the sign-in is one
    assert again == sorted(again)


@pytest.mark.parametrize("years", [1, 10])
def test_a_clock_that_was_ahead_hinders_nobody_when_it_is_right_again(
    folder: Path, years: int
) -> None:
    with signed_in(folder, DEMO_NOW + years * YEAR) as desk:
        put(desk, "9")
    with signed_in(folder, DEMO_NOW) as desk:
        behind = desk.clock_behind()
        put(desk, "8")
        order = clocks(desk)

    assert behind is not None
    assert behind.year == (DEMO_NOW + years * YEAR).year
    assert order == sorted(order)


def test_with_the_clock_a_year_back_a_lesson_of_the_future_is_refused_in_words(seat: Seat) -> None:
    seat.now = DEMO_NOW - YEAR
    with seat.taken_by(TEACHER):
        notices = [one.accessibleName() for one in seat.screen.findChildren(Notice)]
        name = next(one for one in pages_of(seat.desk) if "6" in one.class_label)
        seat.window.shell.open(Place("register", (name.group, name.subject, 1)))
        seat.stands_on(2)
        before = seat.points(2)
        types("9")
        said, after = seat.said, seat.points(2)

    assert len(notices) == 1
    assert "сағаты" in notices[0]
    assert said == "Бұл сабақ 1 қыркүйекте болады. Ештеңе жазылмады."
    assert after == before


def pages_of(desk: Desk) -> Sequence[PageName]:
    return desk.journal.pages_of(desk.account.id)
