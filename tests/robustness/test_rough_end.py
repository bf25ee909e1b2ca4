"""After a power cut: the file is checked, people learn what is kept; a clean end is not told."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from school_desk.app import Desk
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.storage.errors import FileDamagedError, TailChangedError
from tests.robustness.conftest import entrance
from tests.spoiled_page import spoil_page_of
from tests.ui.seat import HEAD, TEACHER

NEVER = lambda: False  # noqa: E731


def type_marks(desk: Desk, *texts: str) -> None:
    """Into the first cells of the first page of this person."""
    name = desk.journal.pages_of(desk.account.id)[0]
    page = desk.journal.open_page(name.group, name.subject, 1)
    column = next(one for one in page.columns if one.date == DEMO_NOW.date())
    for row, text in zip(page.rows, texts, strict=False):
        desk.journal.put(page, column.key, row.pupil.id, text)


@pytest.fixture
def after_power_cut(desk: Desk, tmp_path: Path) -> Path:
    """The folder as it was on the disk while three marks stood and a fourth was cleared."""
    type_marks(desk, "9", "8", "7", "6")
    type_marks(desk, "9", "8", "")
    return Path(shutil.copytree(desk.place.folder, tmp_path / "after"))


def test_a_clean_end_is_not_spoken_of(folder: Path) -> None:
    for _run in range(2):
        door = entrance(folder)
        desk = door.sign_in(TEACHER, DEMO_PASSWORD)
        assert desk.broken_off() is None
        desk.close()
        door.close()


def test_after_a_power_cut_one_learns_until_when_all_is_kept(after_power_cut: Path) -> None:
    door = entrance(after_power_cut)
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)
    type_marks(desk, "5")
    found = desk.broken_off()
    desk.close()
    door.close()

    assert found is not None
    assert found.moment == DEMO_NOW
    assert found.marks == 12


def test_marks_of_others_are_not_counted_as_ones_own(after_power_cut: Path) -> None:
    door = entrance(after_power_cut)
    one, other = (door.sign_in(name, DEMO_PASSWORD) for name in (TEACHER, HEAD))
    mine, others = one.broken_off(), other.broken_off()
    one.close()
    other.close()
    door.close()

    assert mine is not None
    assert others is not None
    assert mine.moment == others.moment
    assert mine.marks != others.marks


def test_a_rough_end_is_remembered_until_the_file_was_checked(after_power_cut: Path) -> None:
    told = []
    for check in (False, True, False):
        door = entrance(after_power_cut)
        desk = door.sign_in(TEACHER, DEMO_PASSWORD)
        told.append(desk.broken_off() is not None)
        if check:
            desk.quick_check(NEVER)
        desk.close()
        door.close()

    assert told == [True, True, False]


def test_reading_beside_the_window_neither_puts_nor_takes_the_sign(
    desk: Desk, after_power_cut: Path
) -> None:
    for place in (desk.place.folder, after_power_cut):
        door = entrance(place, reading=True)
        reader = door.sign_in(TEACHER, DEMO_PASSWORD)
        assert reader.broken_off() is None
        reader.close()
        door.close()

    assert (after_power_cut / "school.open").exists()


def test_a_damaged_page_is_found_by_the_quick_check(folder: Path) -> None:
    spoil_page_of(folder, "lesson_observation", TEACHER)
    door = entrance(folder)
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)

    with pytest.raises(FileDamagedError):
        desk.quick_check(NEVER)

    assert isinstance(desk.damage, FileDamagedError)
    desk.close()
    door.close()


def test_an_end_of_the_log_that_is_not_ours_is_found_by_the_quick_check(desk: Desk) -> None:
    type_marks(desk, "9")
    with desk._storage.database.transaction(guarded=False) as db:
        db.execute("UPDATE vv SET chain = zeroblob(16)")

    with pytest.raises(TailChangedError):
        desk.quick_check(NEVER)


def test_a_moment_long_ago_is_the_last_entry_and_not_now(after_power_cut: Path) -> None:
    door = entrance(after_power_cut)
    door.now = lambda: DEMO_NOW + timedelta(days=40)
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)

    found = desk.broken_off()

    assert found is not None
    assert found.moment == DEMO_NOW
    desk.close()
    door.close()
