"""A conflict by keys: two computers, one cell; both values side by side, a digit decides, undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from school_desk.storage.merge import apply, entries
from school_desk.ui.journal.register_cells import CellState
from school_desk.ui.screen import Place
from school_desk.ui.sync.conflicts_screen import NAME, ConflictsScreen
from school_desk.ui.sync.neighbours import Neighbours
from school_desk.ui.theme.theme import Theme
from tests.ui.keyboard import press, settle
from tests.ui.seat import TEACHER, Seat, copied, words


def page_of(seat: Seat):
    names = seat.desk.journal.pages_of(seat.desk.account.id)
    name = next(one for one in names if one.class_label == "6 «А»")
    return seat.desk.journal.open_page(name.group, name.subject, 1)


def put(seat: Seat, text: str) -> tuple[str, str]:
    page = page_of(seat)
    pupil = page.rows[0].pupil
    seat.desk.journal.put(page, page.columns[0].key, pupil.id, text)
    return pupil.name.listed, text


def points(seat: Seat) -> int:
    page = page_of(seat)
    return page.rows[0].marks[page.columns[0].key]


def everything(seat: Seat) -> list[object]:
    storage = seat.desk._storage
    db = storage.db
    parts = [name for (name,) in db.execute("SELECT name FROM part")]
    devices = [bytes(one) for (one,) in db.execute("SELECT id FROM device")]
    return [each for part in parts for one in devices for each in entries(storage, part, one)]


@pytest.fixture
def disputed(seat: Seat, tmp_path: Path, demo_folder: Path, theme: Theme) -> Iterator[Seat]:
    """Two computers of the school gave the same cell another mark."""
    other = Seat(copied(demo_folder, tmp_path / "other"), theme)
    for path in other.folder.glob("device.key*"):
        path.unlink()
    with other.taken_by(TEACHER):
        put(other, "9")
        theirs = everything(other)
    with seat.taken_by(TEACHER) as taken:
        put(taken, "8")
        apply(taken.desk._storage, theirs)
        settle()
        yield taken


def opened(seat: Seat) -> ConflictsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, ConflictsScreen)
    return screen


def test_both_values_are_shown_and_a_digit_lets_one_stand(disputed: Seat) -> None:
    screen = opened(disputed)
    (one,) = disputed.desk.conflicts.open()
    values = {str(choice.value): choice for choice in one.choices}
    assert sorted(values) == ["8", "9"]
    assert all(value in screen.model.rows[0].texts[0] for value in values)
    hidden = next(n for n, choice in enumerate(one.choices, 1) if not choice.shown)

    press(str(hidden))
    settle()

    assert disputed.desk.conflicts.open() == ()
    assert points(disputed) == one.choices[hidden - 1].value
    press("Ctrl+Z")
    settle()
    assert {points(disputed), one.choices[hidden - 1].value} == {8, 9}


def test_a_digit_without_a_value_decides_nothing(disputed: Seat) -> None:
    opened(disputed)

    press("3")
    settle()

    assert len(disputed.desk.conflicts.open()) == 1


def test_the_rail_names_the_place_while_something_waits(disputed: Seat) -> None:
    assert disputed.window is not None
    names = [one.place.name for one in disputed.window._rail().places]
    assert NAME in names

    opened(disputed)
    press("1")
    settle()

    names = [one.place.name for one in disputed.window._rail().places]
    assert NAME not in names


def test_the_cell_of_the_register_shows_the_sign_and_a_key_leads_there_and_back(
    disputed: Seat,
) -> None:
    disputed.opens_lesson()
    page = page_of(disputed)
    key, pupil = page.columns[0].key, page.rows[0].pupil.id
    head = page.head
    disputed.window.shell.open(Place("register", (head.group, head.subject, 1, key, pupil)))
    settle()
    grid = disputed.register.grid
    model = grid.model
    cell = model.cell(model.row_of(pupil), model.column_of(key))
    assert cell.states & CellState.CONFLICT
    assert (
        sum(
            bool(c.states & CellState.CONFLICT)
            for n in range(len(page.rows))
            for c in model.cells(n)
        )
        == 1
    )

    press("Shift+F8")
    settle()
    assert isinstance(disputed.screen, ConflictsScreen)
    (one,) = disputed.desk.conflicts.open()
    assert disputed.screen.current() == one

    press("Return")
    settle()
    assert (disputed.register.grid.column, disputed.register.grid.pupil) == (key, pupil)
    press("Alt+Left")
    settle()
    assert isinstance(disputed.screen, ConflictsScreen)
    press("1")
    settle()
    press("Alt+Left")
    settle()
    model = disputed.register.grid.model
    assert not model.cell(model.row_of(pupil), model.column_of(key)).states & CellState.CONFLICT


def test_the_sign_goes_while_one_looks_when_the_value_shown_is_chosen(disputed: Seat) -> None:
    page = page_of(disputed)
    key, pupil = page.columns[0].key, page.rows[0].pupil.id
    head = page.head
    disputed.window.shell.open(Place("register", (head.group, head.subject, 1, key, pupil)))
    settle()
    model = disputed.register.grid.model
    (one,) = disputed.desk.conflicts.open()
    shown = next(choice for choice in one.choices if choice.shown)

    disputed.desk.conflicts.decide(one, shown)
    settle()

    assert not model.cell(model.row_of(pupil), model.column_of(key)).states & CellState.CONFLICT


def test_enter_in_the_register_still_walks_on_and_decides_nothing(disputed: Seat) -> None:
    page = page_of(disputed)
    key, pupil = page.columns[0].key, page.rows[0].pupil.id
    head = page.head
    disputed.window.shell.open(Place("register", (head.group, head.subject, 1, key, pupil)))
    settle()

    press("Return")
    settle()

    assert disputed.register.grid.pupil == page.rows[1].pupil.id
    assert len(disputed.desk.conflicts.open()) == 1


def test_a_cell_with_one_value_says_so(disputed: Seat) -> None:
    page = page_of(disputed)
    key, pupil = page.columns[0].key, page.rows[1].pupil.id
    head = page.head
    disputed.window.shell.open(Place("register", (head.group, head.subject, 1, key, pupil)))
    settle()

    press("Shift+F8")
    settle()

    assert "бір ғана мән" in disputed.said


def test_what_each_value_decides_and_what_stands_around_are_shown(disputed: Seat) -> None:
    screen = opened(disputed)
    told = words(screen)

    page = page_of(disputed)
    assert page.rows[0].pupil.name.full in told
    heading = next(text for text in told if "6 «А»" in text and "Математика" in text)
    assert "бұрынғы мәні" in heading
    assert sum(text.startswith("Тоқсандық баға") for text in told) == 2
    line = screen.findChild(Neighbours)
    assert len(line.shown()) > 5
    assert [one.here for one in line.shown()].count(True) == 1
    assert "8" in line.in_words() or "9" in line.in_words()


def test_another_value_is_typed_and_stands(disputed: Seat) -> None:
    opened(disputed)

    press("3", "7", "Return")
    settle()

    assert points(disputed) == 7
    assert disputed.desk.conflicts.open() == ()


def test_another_value_that_cannot_stand_is_refused_and_both_stay(disputed: Seat) -> None:
    opened(disputed)

    press("3", "5", "5", "Return")
    settle()

    assert "55" in disputed.said
    assert len(disputed.desk.conflicts.open()) == 1
    press("Escape")
    settle()
    assert isinstance(disputed.screen, ConflictsScreen)
    press("1")
    settle()
    assert disputed.desk.conflicts.open() == ()


def test_escape_leaves_it_for_later(disputed: Seat) -> None:
    opened(disputed)

    press("Escape")
    settle()

    assert not isinstance(disputed.screen, ConflictsScreen)
    assert len(disputed.desk.conflicts.open()) == 1


def test_what_was_decided_stays_in_its_tab_and_can_be_decided_again(disputed: Seat) -> None:
    screen = opened(disputed)
    press("1")
    settle()
    stands = points(disputed)

    press("Alt+2")
    settle()

    assert len(screen.model.rows) == 1
    told = words(screen)
    assert any(text.startswith("Шешілді") and "Гүлнар" in text for text in told)
    (one,) = disputed.desk.conflicts.resolved()
    other = next(n for n, choice in enumerate(one.choices, 1) if choice.value != stands)
    press(str(other))
    settle()
    assert {stands, points(disputed)} == {8, 9}
    press("Ctrl+Z")
    settle()
    assert points(disputed) == stands
    press("Alt+1")
    settle()
    assert len(screen.model.rows) == 0
