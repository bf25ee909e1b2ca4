"""F8 on the lines of the office: who changed this row, when, from what to what."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from school_desk.i18n import _
from school_desk.school.guardian_model import Guardian, Relation
from school_desk.school.model import PersonName
from school_desk.ui.row_history_dialog import RowHistoryDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import TEACHER, Seat


def history(*keys: str) -> list[str]:
    """Press keys, the last of which opens the history; what it says, and Esc puts it away."""
    said: list[list[str]] = []

    def read(dialog: RowHistoryDialog) -> None:
        said.append([one.text() for one in dialog.findChildren(QLabel)])
        press("Esc")

    answering(RowHistoryDialog, read)
    press(*keys)
    settle()
    return said[0]


def opened(seat: Seat, *place: object) -> None:
    assert seat.window is not None
    seat.window.shell.open(Place(str(place[0]), place[1:]))
    settle()


def test_f8_tells_what_happened_to_a_pupil_and_to_what_belongs_to_the_pupil(
    head_seat: Seat,
) -> None:
    school, group = head_seat.desk.school, head_seat.desk.school.class_groups()[0].id
    pupil = school.pupils(group)[0].pupil
    school.correct_pupil(group, pupil.id, PersonName("Өзге", "Аты"), date(2015, 3, 1))
    opened(head_seat, "pupils", group, pupil.id)

    said = history("F8")

    assert any("Өзге Аты" in text and "→" in text for text in said)
    assert any(_("Date of birth") in text for text in said)
    assert any("01.03.2015" in text for text in said)
    assert any(TEACHER.split()[0] in text or "Сәуле" in text for text in said)


def test_f8_on_a_guardian_tells_of_the_guardian(head_seat: Seat) -> None:
    group = head_seat.desk.school.class_groups()[0].id
    pupil = head_seat.desk.school.pupils(group)[0].pupil.id
    mother = Guardian(PersonName("Мысал", "Ана"), "8 701 000 00 01")
    head_seat.desk.guardians.add(group, pupil, mother, Relation.MOTHER)
    opened(head_seat, "pupils", group, pupil)

    said = history("Ctrl+B", "F8")

    assert any("Мысал Ана" in text for text in said)
    assert any("8 701 000 00 01" in text for text in said)


@pytest.mark.parametrize(
    ("place", "keys", "expected"),
    [
        (("classes",), ("F8",), "class_group"),
        (("accounts",), ("F8",), "account"),
        (("timetable",), ("Right", "F8"), "timetable_slot"),
        (("rules",), ("F8",), "rule"),
        (("calendar",), ("F8",), "calendar"),
        (("closing",), ("F8",), "closing"),
    ],
)
def test_f8_opens_a_history_wherever_such_a_row_stands(
    qtbot: QtBot,
    head_seat: Seat,
    place: tuple[object, ...],
    keys: tuple[str, ...],
    expected: str,
) -> None:
    opened(head_seat, *place)
    assert head_seat.window is not None
    qtbot.waitUntil(lambda: head_seat.window.at.tasks.idle)
    press(*keys[:-1])
    found = head_seat.screen.row_place()

    assert found is not None
    assert found.table.startswith(expected)
    assert found.name in " ".join(history(keys[-1]))


def test_where_no_row_stands_f8_says_so(head_seat: Seat) -> None:
    opened(head_seat, "office")
    press("F8")

    assert head_seat.said == _("Stand on a line whose history you want to see.")


def test_an_empty_hour_still_tells_which_lesson_stood_there(head_seat: Seat) -> None:
    desk = head_seat.desk
    slot = desk.school.timetable()[0]
    group = next(one for one in desk.school.teaching_groups() if one.id == slot.group)
    desk.timetable.clear((slot,))
    opened(head_seat, "timetable", group.class_group, slot.weekday, slot.slot)

    said = history("F8")

    assert _("deleted") in said
