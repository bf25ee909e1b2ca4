"""Marks from elsewhere by keyboard: typed with their source, refused without it, undone."""

from collections.abc import Iterator

import pytest

from school_desk.ui.journal.past_marks_screen import PLACE, PastMarksScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat


@pytest.fixture
def head_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        yield taken


def opened(seat: Seat, when: str = "2025-26") -> PastMarksScreen:
    assert seat.window is not None
    group = next(one for one in seat.desk.school.class_groups() if one.year_level == 6)
    seat.window.shell.open(Place(PLACE, (group.id, when)))
    settle()
    screen = seat.screen
    assert isinstance(screen, PastMarksScreen)
    return screen


def marks(screen: PastMarksScreen) -> list[int | None]:
    assert screen.shown is not None
    cells = (cell.past for line in screen.shown.lines for cell in line.cells)
    return [past.mark for past in cells if past]


def stands_on(screen: PastMarksScreen, row: int, column: int) -> None:
    assert screen.grid is not None
    screen.grid.setCurrentIndex(screen.grid.cells.index(row, column))
    screen.grid.setFocus()
    settle()


def test_year_marks_are_typed_down_the_column_and_undone(head_seat: Seat) -> None:
    screen = opened(head_seat)
    screen.source.setText("№ 12 үзінді")
    stands_on(screen, 0, 1)

    types("5\n4\n3\n")
    typed = marks(screen)
    press("Ctrl+Z")

    assert sorted(typed, key=str) == [3, 4, 5]
    assert sorted(marks(screen), key=str) == [4, 5]


def test_without_a_source_nothing_is_written(head_seat: Seat) -> None:
    screen = opened(head_seat)
    screen.source.setText("")
    stands_on(screen, 0, 1)

    types("5\n")

    assert marks(screen) == []
    assert head_seat.said
    press("Esc")


def test_a_term_with_own_marks_takes_none_from_elsewhere(head_seat: Seat) -> None:
    screen = opened(head_seat, "1")
    screen.source.setText("№ 12 үзінді")
    assert screen.shown is not None
    own = [
        (row, column)
        for row, line in enumerate(screen.shown.lines)
        for column, cell in enumerate(line.cells, 1)
        if cell.own and screen.shown.columns[column - 1].open
    ]
    stands_on(screen, *own[0])

    types("5\n")

    assert marks(screen) == []
    press("Esc")


def test_a_form_tutor_has_only_the_own_class(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        screen = opened(taken)

        assert screen.classes.count() == 1


def test_a_head_who_is_a_form_tutor_begins_with_the_own_class(head_seat: Seat) -> None:
    assert head_seat.window is not None
    head_seat.window.shell.open(Place("past_marks"))
    settle()

    shown = head_seat.screen
    assert isinstance(shown, PastMarksScreen)
    assert shown.classes.currentText() == "9-сынып"
    assert shown.grid is not None


def test_pupils_lead_there(head_seat: Seat) -> None:
    assert head_seat.window is not None
    group = head_seat.desk.school.class_groups()[0]
    head_seat.window.shell.open(Place("pupils", (group.id,)))
    settle()

    press("Ctrl+Shift+Y")

    assert isinstance(head_seat.screen, PastMarksScreen)


def test_it_opens_at_the_class_looked_at_last_else_the_own_one(head_seat: Seat) -> None:
    assert head_seat.window is not None
    desk, shell = head_seat.desk, head_seat.window.shell
    labels = {one.id: one.label for one in desk.school.class_groups()}
    own, other = (next(key for key, one in labels.items() if one[0] == sign) for sign in "86")
    desk.school.appoint_form_tutor(own, desk.account.id)

    def goes_there(*facts: object) -> int:
        shell.open(Place("start"))
        shell.open(Place(PLACE, facts))
        settle()
        screen = head_seat.screen
        assert isinstance(screen, PastMarksScreen)
        return screen.classes.currentData()

    assert goes_there() == own
    head_seat.screen.classes.setCurrentIndex(0)
    first = head_seat.screen.classes.currentData()
    assert goes_there() == first
    assert goes_there(other) == goes_there() == other


def test_it_opens_on_a_class_that_has_marks(head_seat: Seat) -> None:
    assert head_seat.window is not None
    desk = head_seat.desk
    for one in desk.school.class_groups():
        if one.form_tutor == desk.account.id:
            desk.school.appoint_form_tutor(one.id, None)
    head_seat.window.at.memory.put("past_class", "")  # of nobody yet
    head_seat.window.shell.open(Place("start"))
    head_seat.window.shell.open(Place(PLACE))
    settle()

    screen = head_seat.screen
    assert isinstance(screen, PastMarksScreen)
    assert screen.shown is not None
    assert screen.shown.columns
    assert screen.classes.currentText() == "2-сынып"
