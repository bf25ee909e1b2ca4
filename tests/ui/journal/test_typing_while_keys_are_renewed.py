"""While the keys are renewed nothing is written: it is said, and what was typed is still there."""

from school_desk.i18n import say
from school_desk.storage.errors import KeysRenewingError
from tests.ui.keyboard import press, types
from tests.ui.seat import Seat


def test_a_mark_typed_meanwhile_waits_in_its_cell_and_is_saved_by_enter_afterwards(
    teacher_seat: Seat,
) -> None:
    seat = teacher_seat
    seat.opens_lesson()
    seat.stands_on(2)
    before = seat.points(2)
    database = seat.desk._storage.database
    database.hold(held=True)
    types("9")
    said, meanwhile = seat.said, seat.points(2)
    press("Return")
    stays = seat.register.grid.cell_cursor.index.row()
    database.hold(held=False)
    press("Return")

    assert before != 9
    assert said == say(KeysRenewingError())
    assert (meanwhile, stays) == (before, 1)
    assert seat.points(2) == 9


def test_a_topic_typed_meanwhile_stays_in_its_field(teacher_seat: Seat) -> None:
    seat = teacher_seat
    seat.opens_lesson()
    press("Ctrl+T")
    database = seat.desk._storage.database
    database.hold(held=True)
    types("Бөлшектер")
    press("F6")
    left = seat.window.shell.must_stay()
    database.hold(held=False)
    stays = seat.window.shell.must_stay()

    assert (left, stays) == (True, False)
    assert any("Бөлшектер" in one.topic for one in seat.kept().columns)
