"""The kitchen counts plates by keys; the office sees both numbers and says why they differ."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from school_desk.nutrition.headcount_model import Reason
from school_desk.ui.nutrition.headcount_screen import PLACE as COUNT
from school_desk.ui.nutrition.headcount_screen import HeadcountScreen
from school_desk.ui.nutrition.kitchen_screen import PLACE, KitchenScreen
from school_desk.ui.nutrition.pupils_dialog import PupilsDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import Seat, words


def opened(seat: Seat, name: str) -> QWidget:
    assert seat.window is not None
    seat.window.shell.open(Place(name))
    settle()
    found = seat.screen
    assert isinstance(found, QWidget)
    return found


@pytest.fixture
def accepted(head_seat: Seat) -> Seat:
    service = head_seat.desk.headcount
    sitting, today = service.sittings()[0], head_seat.desk.today()
    service.hand_over(service.day(today, sitting))
    service.accept(today, sitting)
    return head_seat


def line(screen: KitchenScreen, row: int):
    return screen.plates.plates.lines[row]


def kitchen_page(seat: Seat) -> KitchenScreen:
    screen = opened(seat, PLACE)
    assert isinstance(screen, KitchenScreen)
    return screen


def numbers(screen: KitchenScreen, row: int) -> tuple[int, int, int]:
    one = line(screen, row).shown
    return one.eaten, one.seconds, one.written_off


def test_digits_and_enter_write_what_was_eaten(accepted: Seat) -> None:
    screen = kitchen_page(accepted)
    assert screen.plates.hasFocus()
    cooked = line(screen, 1).cooked
    everything = sum(one.cooked for one in screen.plates.plates.lines)

    press("Down", "3")
    assert line(screen, 1).plates is None, "nothing is written before Enter"
    press("Return")
    assert numbers(screen, 1) == (3, 0, cooked - 3)
    assert screen.plates.currentIndex().row() == 2
    press("Up", "Right", "1", "Return")
    assert numbers(screen, 1) == (3, 1, cooked - 4)
    assert str(everything - cooked + 3) in " ".join(words(screen))

    press("Ctrl+Z", "Ctrl+Z")
    assert numbers(screen, 1) == (cooked, 0, 0)


def test_delete_makes_a_class_as_ordered_and_escape_forgets_digits(accepted: Seat) -> None:
    screen = kitchen_page(accepted)
    press("2", "Escape")
    assert not screen.plates.plates.pending
    press("2", "Return", "Up", "Delete")

    assert line(screen, 0).plates is None


def test_more_than_was_cooked_is_refused_in_words(accepted: Seat) -> None:
    screen = kitchen_page(accepted)
    press("9", "9", "9", "Return")

    assert line(screen, 0).plates is None
    assert str(line(screen, 0).cooked) in accepted.said


def test_before_acceptance_there_is_nothing_to_type(head_seat: Seat) -> None:
    screen = kitchen_page(head_seat)

    assert not screen.plates.isVisible()


def answer_class(screen: HeadcountScreen, row: int, why: str) -> None:
    def answer(dialog: PupilsDialog) -> None:
        assert dialog.why.isVisible()
        dialog.why.setFocus()
        dialog.why.setText(why)
        press("Return")

    screen.table.setFocus()
    screen.table.selectRow(row)
    answering(PupilsDialog, answer)
    press("Return")
    settle()


def test_the_office_sees_both_numbers_and_says_why(accepted: Seat) -> None:
    screen = kitchen_page(accepted)
    cooked = line(screen, 0).cooked
    press(str(cooked - 1), "Return")

    count = opened(accepted, COUNT)
    assert isinstance(count, HeadcountScreen)
    assert count.count is not None
    assert count.count.classes[0].differs
    assert str(cooked - 1) in count.model.lines[0].texts[-1]
    press("Ctrl+S")
    assert not count.count.order.settled

    answer_class(count, 0, "тәрелке сынды")
    assert "тәрелке сынды" in count.model.lines[0].texts[-1]
    press("Ctrl+S")

    assert count.count.order.settled


def test_a_reason_per_pupil_settles_it_too(accepted: Seat) -> None:
    screen = kitchen_page(accepted)
    press(str(line(screen, 0).cooked - 1), "Return")
    service, desk = accepted.desk.headcount, accepted.desk
    day = service.day(desk.today(), service.sittings()[0])
    service.say_served(
        day, [day.classes[0].eating[0].pupil], served=False, reason=Reason.WRITTEN_OFF
    )

    count = opened(accepted, COUNT)
    assert isinstance(count, HeadcountScreen)
    press("Ctrl+S")

    assert count.count is not None
    assert count.count.order.settled


def test_number_and_permission_stay_in_sight_when_the_order_is_taken(head_seat: Seat) -> None:
    service = head_seat.desk.headcount
    service.hand_over(service.day(head_seat.desk.today(), service.sittings()[0]))
    screen = kitchen_page(head_seat)

    press("Ctrl+S")
    figure = str(screen.order.sheet.portions)
    for _step in ("as accepted", "as counted"):
        shown = [one for one in screen.findChildren(QLabel) if one.text() == figure]
        assert any(one.visibleRegion().boundingRect().height() == one.height() for one in shown)
        press("2", "Return")
