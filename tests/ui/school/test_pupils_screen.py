"""The pupils' screen by keyboard: lists, adding, correcting, finding, refusals, undo."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from school_desk.i18n import _
from school_desk.school.model import ClassGroup, PersonName, Pupil
from school_desk.ui.school.pupils_model import BIRTH, NAME, NUMBER, ListedPupil, PupilsModel
from school_desk.ui.school.pupils_screen import PLACE, PupilsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import TEACHER, Seat


def opened(seat: Seat) -> PupilsScreen:
    assert seat.window is not None
    group = seat.desk.school.class_groups()[0].id
    seat.window.shell.open(Place(PLACE, (group,)))
    settle()
    screen = seat.screen
    assert isinstance(screen, PupilsScreen)
    return screen


def names(screen: PupilsScreen) -> list[str]:
    return [one.pupil.name.listed for one in screen.model.pupils]


def test_the_model_is_a_good_one(qtmodeltester, head_seat: Seat) -> None:
    screen = opened(head_seat)

    qtmodeltester.check(screen.model)
    qtmodeltester.check(screen.classes.lines)

    assert screen.model.rowCount() > 0


def test_the_list_is_in_kazakh_order_with_its_numbers(head_seat: Seat) -> None:
    screen = opened(head_seat)
    group = head_seat.desk.school.class_groups()[0].id

    shown = names(screen)

    assert shown == [one.pupil.name.listed for one in head_seat.desk.school.pupils(group)]
    assert screen.model.index(1, 0).data() == "2"


def test_a_pupil_is_added_by_keyboard_and_undone(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = names(screen)

    press("Ctrl+N")
    types("Әлімжан")
    screen.form.given.setFocus()
    types("Үміт\n")
    added = names(screen)
    screen.table.setFocus()
    press("Ctrl+Z")

    assert set(added) - set(before) == {"Әлімжан Үміт"}
    assert names(screen) == before


def test_a_pupil_without_a_surname_is_refused_under_the_field(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = names(screen)

    press("Ctrl+N", "Return")

    assert screen.form.isVisible()
    assert screen.form.surname.property("problem")
    assert names(screen) == before


def test_escape_closes_the_form_and_changes_nothing(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = names(screen)

    press("Ctrl+N")
    types("Қате")
    press("Esc")

    assert not screen.form.isVisible()
    assert names(screen) == before
    assert screen.table.hasFocus()


def test_a_wrong_birth_date_is_refused(head_seat: Seat) -> None:
    screen = opened(head_seat)

    press("Ctrl+N")
    types("Әлімжан")
    screen.form.birth.setFocus()
    types("31.02.2015\n")

    assert screen.form.birth.line.property("problem")
    assert "Әлімжан" not in names(screen)


def test_the_kazakh_number_row_types_a_date(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+N")

    screen.form.birth.setFocus()
    types('қғқіәқ"ң')

    assert screen.form.birth.day() == date(2014, 3, 5)


def test_a_name_is_corrected_with_f2(head_seat: Seat) -> None:
    screen = opened(head_seat)
    screen.table.selectRow(1)
    screen.table.setFocus()

    press("F2")
    types("Өзгертілген\n")

    assert any(name.startswith("Өзгертілген ") for name in names(screen))
    assert not screen.form.isVisible()


def test_pupils_are_found_without_kazakh_letters_and_enter_goes_there(head_seat: Seat) -> None:
    screen = opened(head_seat)
    wanted = names(screen)[2]
    word = wanted.casefold().translate(str.maketrans("әғқңөұүһі", "агкноуухи"))

    press("Ctrl+F")
    types(word)
    found = names(screen)
    press("Return", "Return")

    assert wanted in found
    assert screen.field.text() == ""
    assert screen.model.pupils[screen.table.currentIndex().row()].pupil.name.listed == wanted


def test_who_does_not_exist_is_said_so(head_seat: Seat) -> None:
    screen = opened(head_seat)

    press("Ctrl+F")
    types("ыыыы")
    nobody = screen.model.rowCount()
    press("Esc")

    assert nobody == 0
    assert screen.model.rowCount() > 0


def test_an_empty_class_offers_the_list_from_excel(head_seat: Seat) -> None:
    assert head_seat.window is not None
    empty = head_seat.desk.school.add_class_group(12, "", "kk")

    head_seat.window.shell.open(Place(PLACE, (empty,)))
    settle()
    shown = [one.text() for one in head_seat.screen.findChildren(QLabel) if one.isVisible()]

    assert _("There are no pupils in this class.") in shown
    assert _("Take the list from Excel") in shown


def test_a_teacher_is_told_who_may_add(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        screen = opened(taken)
        screen.take_focus()
        press("Ctrl+N")

        assert not screen.form.isVisible()
        assert _("head of the school") in taken.said


def test_a_teacher_sees_no_birth_dates_of_other_classes(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        screen = opened(taken)
        tutored = [
            one.id
            for one in taken.desk.school.class_groups()
            if one.form_tutor == taken.desk.account.id
        ]
        shown = screen.classes.current()

        assert (BIRTH in screen.model.columns) == (shown in tutored)


def test_lines_without_dates_have_a_dash(qtmodeltester) -> None:
    model = PupilsModel()
    pupil = Pupil(1, PersonName("Ілияс", "Эльдар"))
    model.show_pupils([ListedPupil(pupil, ClassGroup(1, 6))], (NUMBER, NAME, BIRTH))

    qtmodeltester.check(model)

    assert model.index(0, 2).data() == "—"
    head = model.headerData(1, Qt.Orientation.Horizontal)
    assert head == _("Surname, given name, patronymic")


@pytest.mark.parametrize("width", [1366, 911])
def test_the_window_may_be_small(head_seat: Seat, width: int) -> None:
    assert head_seat.window is not None
    screen = opened(head_seat)

    head_seat.window.shell.resize(width, 442)
    settle()

    assert screen.table.width() > width / 2
