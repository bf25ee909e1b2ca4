"""Closing a term by keys alone: one page, refusal on it, opening again, a correction, undo."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from school_desk.journal.closing_model import PageClosing, PageState
from school_desk.journal.model import RegisterPage
from school_desk.school_file import REGISTRY
from school_desk.storage.merge import Entry, apply
from school_desk.storage.rows import pack
from school_desk.ui.journal.closing_dialogs import CorrectionDialog, ReasonDialog
from school_desk.ui.journal.closing_screen import ClosingScreen
from school_desk.ui.journal.closing_words import page_words
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.screen import Place
from school_desk.ui.widgets.buttons import Button
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words
from tests.ui.undoing import take_back

WHY = "Кеңестің шешімі"


@pytest.fixture
def office(seat: Seat, qtbot: QtBot) -> Iterator[Seat]:
    """The head at the list of pages."""
    with seat.taken_by(HEAD) as taken:
        opened(taken, qtbot)
        press("Alt+M")
        yield taken


@pytest.fixture
def square(seat: Seat, qtbot: QtBot) -> Iterator[Seat]:
    """The head at the square of classes and subjects, as it opens."""
    with seat.taken_by(HEAD) as taken:
        opened(taken, qtbot)
        yield taken


def opened(seat: Seat, qtbot: QtBot) -> None:
    assert seat.window is not None
    seat.window.shell.open(Place("closing", (1,)))
    read(seat, qtbot)


def read(seat: Seat, qtbot: QtBot) -> None:
    """Wait until the list stands."""
    window = seat.window
    assert window is not None
    qtbot.waitUntil(lambda: window.at.tasks.idle, timeout=20_000)


def screen(seat: Seat) -> ClosingScreen:
    assert isinstance(seat.screen, ClosingScreen)
    return seat.screen


def first(seat: Seat) -> PageClosing:
    current = screen(seat).current
    assert current is not None
    return current


def page(seat: Seat, one: PageClosing) -> RegisterPage:
    return seat.desk.journal.open_page(*one.place)


def test_what_needs_a_person_stands_first_and_says_what_is_missing(office: Seat) -> None:
    states = [one.state for one in screen(office).pages]

    assert states.index(PageState.READY) < states.index(PageState.OPEN)
    assert screen(office).model.rows[-1].texts[3] != "—"


def test_the_square_has_every_page_once_and_stands_where_a_person_is_needed(square: Seat) -> None:
    shown = screen(square).square

    assert len(shown.pages) == len(screen(square).pages)
    assert [row.name for row in shown.grid.rows][4:7] == ["5-сынып", "6 «А»", "7-сынып"]
    assert first(square) == screen(square).pages[0]
    assert focused() is screen(square).matrix


def test_arrows_walk_the_square_enter_opens_a_page_and_alt_left_comes_back(
    square: Seat, qtbot: QtBot
) -> None:
    before = first(square)
    press("Down")
    one = first(square)
    assert (one.subject, one.group != before.group) == (before.subject, True)

    press("Return")
    assert square.screen.place() == Place("register", one.place) or isinstance(
        square.screen, RegisterScreen
    )
    press("Alt+Left")
    read(square, qtbot)

    assert first(square).place == one.place


def test_a_page_is_closed_on_the_square_and_its_sign_changes(square: Seat, qtbot: QtBot) -> None:
    one = first(square)
    at = screen(square).square.cell_of(one.group, one.subject)
    assert at is not None
    press("Ctrl+Shift+Return")
    read(square, qtbot)

    assert first(square).place == one.place
    assert screen(square).square.grid.rows[at[0]].cells[at[1]].text == "✓"


def test_a_letter_looks_for_pages_in_a_list_and_escape_comes_back_to_the_square(
    square: Seat,
) -> None:
    types("алг")
    press("Return")
    found = {row.texts[0] for row in screen(square).model.rows}
    assert found == {"7-сынып · Алгебра", "8-сынып · Алгебра", "9-сынып · Алгебра"}
    one = first(square)

    press("Escape")

    assert focused() is screen(square).matrix
    assert first(square) == one


def test_the_list_or_the_square_stays_for_the_next_time(square: Seat, qtbot: QtBot) -> None:
    one = first(square)
    press("Alt+M")
    assert focused() is screen(square).table
    assert first(square) == one

    opened(square, qtbot)

    assert screen(square).shows_list


def test_a_page_is_closed_by_keys_and_undo_opens_it(office: Seat, qtbot: QtBot) -> None:
    one = first(office)
    assert one.state is PageState.READY
    press("Ctrl+Shift+Return")
    read(office, qtbot)

    assert page(office, one).head.closed_on is not None
    assert office.said == "Бет жабылды. Ctrl+Z оны қайта ашады."
    press("Ctrl+Z")
    read(office, qtbot)
    assert page(office, one).head.closed_on is None


def test_a_page_with_gaps_asks_for_a_reason_and_escape_leaves_it_open(
    office: Seat, qtbot: QtBot
) -> None:
    press("Ctrl+End")
    one = first(office)
    assert one.gaps
    answering(ReasonDialog, lambda _dialog: press("Escape"))
    press("Ctrl+Shift+Return")
    assert page(office, one).head.closed_on is None

    answering(ReasonDialog, lambda _dialog: (press("Return"), types(WHY), press("Return")))
    press("Ctrl+Shift+Return")
    read(office, qtbot)

    assert page(office, one).head.closed_on is not None


def test_the_whole_term_is_closed_in_one_step(office: Seat, qtbot: QtBot) -> None:
    due = [one for one in screen(office).pages if one.ends_with(1)]
    answering(ReasonDialog, lambda _dialog: (types(WHY), press("Return")))
    press("Ctrl+Shift+Q")
    read(office, qtbot)
    read(office, qtbot)

    assert sum(one.is_closed for one in screen(office).pages) == len(due)
    take_back()
    read(office, qtbot)
    assert not any(one.is_closed for one in screen(office).pages)


def test_a_closed_page_is_opened_again_and_corrected_from_the_list(
    office: Seat, qtbot: QtBot
) -> None:
    one = first(office)
    press("Ctrl+Shift+Return")
    read(office, qtbot)
    assert first(office).place == one.place
    answering(CorrectionDialog, lambda _dialog: (types("2"), _because()))
    press("Alt+K")
    read(office, qtbot)
    assert page(office, one).rows[0].result.mark == 2
    assert office.desk.closing.corrections()[-1].after == 2

    said: list[str] = []
    answering(ReasonDialog, lambda asked: (said.extend(words(asked)), types(WHY), press("Return")))
    press("Alt+O")
    read(office, qtbot)

    assert page_words(one) in said
    assert first(office).state is PageState.REOPENED
    assert page(office, one).rows[0].result.mark != 2


def _because() -> None:
    press("Tab", "Tab")
    types(WHY)
    press("Return")


def test_typing_in_a_closed_page_is_refused_with_who_and_when(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        name = taken.desk.journal.pages_of(taken.desk.account.id)[0]
    with seat.taken_by(HEAD) as taken:
        place = name.group, name.subject, 1
        taken.desk.closing.close([place], WHY)
        closer = taken.desk.account.name.full
    with seat.taken_by(TEACHER) as taken:
        assert taken.window is not None
        taken.window.shell.open(Place("register", place))
        register = taken.screen
        assert isinstance(register, RegisterScreen)
        before = register.page.rows
        types("7")

        assert closer in taken.said
        assert "22 қазан" in taken.said or "22.10" in taken.said
        assert register.closed.isVisible()
        assert register.closed.words.startswith("Жабық: ")
        assert register.page.rows == before


def send_late(seat: Seat, one: PageClosing, points: int) -> str:
    """A mark of a lesson of that page from a computer that had not heard of the closing."""
    storage = seat.desk._storage
    shown = page(seat, one)
    pupil = shown.rows[0].pupil
    (column,) = storage.db.execute(
        "SELECT lesson_column.row FROM lesson_column JOIN lesson ON lesson.row = lesson "
        "WHERE grp = ? AND subject = ? LIMIT 1",
        (one.group, one.subject),
    ).fetchone()
    cell = pack(REGISTRY.by_name["mark"].packed or 0, column, pupil.id)
    part = storage.keys.place(storage.db, cell).part
    name = storage.db.execute("SELECT name FROM part WHERE ord = ?", (part,)).fetchone()[0]
    travelling = storage.keys.travelling(storage.db, cell)
    line = Entry(
        *(name, b"device-E", 1, REGISTRY.by_name["mark"].id, travelling, 1, points, {}),
        hlc=storage.last_hlc + (1 << 16),
        trail=("Put mark", None, "", ""),
    )
    apply(storage, [line])
    return pupil.name.listed


def test_a_mark_that_came_after_the_closing_is_named_and_let_pass_by_keys(
    office: Seat, qtbot: QtBot
) -> None:
    one = first(office)
    press("Ctrl+Shift+Return")
    read(office, qtbot)
    name = send_late(office, one, 2)
    assert [late.pupil for late in office.desk.closing.late(one.place)] == [name]
    screen(office).reload()
    read(office, qtbot)
    assert first(office).place == one.place
    settle()
    shown = words(screen(office))
    assert any(text.startswith(f"{name}: 2") for text in shown)

    button = next(
        each
        for each in screen(office).findChildren(Button)
        if "Жабылған бағалар қалсын" in words(each)
    )
    button.setFocus()

    def answer(_dialog: ReasonDialog) -> None:
        types(WHY)
        press("Return")

    answering(ReasonDialog, answer)
    press("Space")
    read(office, qtbot)

    assert office.desk.closing.late(one.place) == ()
    settle()
    assert not any(text.startswith(f"{name}: 2") for text in words(screen(office)))
    press("Ctrl+Z")
    assert len(office.desk.closing.late(one.place)) == 1
