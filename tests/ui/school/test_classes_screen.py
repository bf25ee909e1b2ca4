"""Classes, subjects, who teaches what and the year: by keyboard, with refusals and undo."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.i18n import _
from school_desk.school.model import PersonName
from school_desk.ui.school.class_dialog import ClassDialog, SubjectDialog
from school_desk.ui.school.class_set_dialog import ClassSetDialog
from school_desk.ui.school.classes_screen import (
    CLASSES,
    PLACE,
    SUBJECTS,
    TEACHINGS,
    YEAR,
    ClassesScreen,
)
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import Seat

Opens = Callable[[int], ClassesScreen]


@pytest.fixture
def opens(head_seat: Seat) -> Opens:
    """Open a tab."""

    def open_tab(tab: int) -> ClassesScreen:
        assert head_seat.window is not None
        head_seat.window.shell.open(Place(PLACE, (tab, 0)))
        settle()
        screen = head_seat.screen
        assert isinstance(screen, ClassesScreen)
        return screen

    return open_tab


def test_a_form_tutor_is_appointed_and_undone(head_seat: Seat, opens: Opens) -> None:
    screen = opens(CLASSES)
    first = head_seat.desk.school.class_groups()[0]

    press("Return")
    name = str(screen.chooser.list.currentIndex().data())
    press("Return")
    appointed = screen.class_rows.index(0, 2).data()
    press("Ctrl+Z")

    assert appointed == name
    assert head_seat.desk.school.class_groups()[0].form_tutor == first.form_tutor


def test_who_works_here_without_signing_in_may_be_form_tutor_and_who_left_may_not(
    head_seat: Seat, opens: Opens
) -> None:
    staff = head_seat.desk.staff
    staff.add(NewStaff(PersonName("Оразов", "Ерлан")))
    staff.add(NewStaff(PersonName("Жақсыбай", "Асан"), StaffFile(left=date(2026, 9, 30))))
    screen = opens(CLASSES)

    press("Return")
    types("ораз")
    there = screen.chooser.list.model().rowCount()
    press("Ctrl+A")
    types("жақсыб")
    gone = screen.chooser.list.model().rowCount()

    assert (there, gone) == (1, 0)


def test_the_language_of_a_class_is_changed_with_f2(head_seat: Seat, opens: Opens) -> None:
    opens(CLASSES)

    press("F2")
    types("рус\n")

    assert head_seat.desk.school.class_groups()[0].language == "ru"


def test_a_class_is_added(head_seat: Seat, opens: Opens) -> None:
    opens(CLASSES)

    def answer(dialog: ClassDialog) -> None:
        dialog.year_level.setText("11")
        dialog.letter.setText("ғ")
        dialog.accept()

    answering(ClassDialog, answer)
    press("Ctrl+N")

    assert "11 «Ғ»" in [one.label for one in head_seat.desk.school.class_groups()]


def test_a_class_that_is_there_already_is_refused(head_seat: Seat, opens: Opens) -> None:
    opens(CLASSES)
    before = head_seat.desk.school.class_groups()
    first = before[0]

    def answer(dialog: ClassDialog) -> None:
        dialog.year_level.setText(str(first.year_level))
        dialog.letter.setText(first.letter)
        dialog.accept()

    answering(ClassDialog, answer)
    press("Ctrl+N")

    assert head_seat.desk.school.class_groups() == before
    assert first.label in head_seat.said


def test_a_year_that_is_no_number_keeps_the_dialog_open(head_seat: Seat, opens: Opens) -> None:
    opens(CLASSES)
    before = head_seat.desk.school.class_groups()

    def answer(dialog: ClassDialog) -> None:
        dialog.year_level.setText("бесінші")
        dialog.accept()
        assert dialog.isVisible()
        assert dialog.year_level.property("problem")

    answering(ClassDialog, answer)
    press("Ctrl+N")

    assert head_seat.desk.school.class_groups() == before


def test_a_usual_subject_is_added_and_undone(head_seat: Seat, opens: Opens) -> None:
    screen = opens(SUBJECTS)
    before = head_seat.desk.school.subjects()

    press("Ctrl+N")
    name = str(screen.chooser.list.currentIndex().data())
    press("Return")
    added = [one.names["kk"] for one in head_seat.desk.school.subjects()]
    press("Ctrl+Z")

    assert name in added
    assert head_seat.desk.school.subjects() == before


def test_a_subject_gets_another_name(head_seat: Seat, opens: Opens) -> None:
    screen = opens(SUBJECTS)

    def answer(dialog: SubjectDialog) -> None:
        dialog.lines["kk"].setText("Өз пәніміз")
        dialog.accept()

    answering(SubjectDialog, answer)
    press("F2")

    assert "Өз пәніміз" in [one.names["kk"] for one in head_seat.desk.school.subjects()]
    assert screen.tab == SUBJECTS


def test_a_subject_without_a_name_is_refused(head_seat: Seat, opens: Opens) -> None:
    opens(SUBJECTS)
    before = head_seat.desk.school.subjects()

    def answer(dialog: SubjectDialog) -> None:
        dialog.lines["kk"].clear()
        dialog.accept()
        assert dialog.isVisible()

    answering(SubjectDialog, answer)
    press("F2")

    assert head_seat.desk.school.subjects() == before


def test_a_teacher_is_assigned_cleared_and_undone(head_seat: Seat, opens: Opens) -> None:
    screen = opens(TEACHINGS)
    key = screen.teachings.at(screen.grid.currentIndex())

    press("Return")
    name = str(screen.chooser.list.currentIndex().data())
    press("Return")
    assigned = screen.grid.currentIndex().data()
    press("Delete")
    cleared = teacher_of(head_seat, key)
    press("Ctrl+Z")

    assert assigned == name
    assert cleared is None
    assert teacher_of(head_seat, key) is not None


def teacher_of(seat: Seat, key: tuple[int, int] | None) -> int | None:
    found = {(one.group, one.subject): one.teacher for one in seat.desk.school.teachings()}
    return found[key] if key else None


def test_the_year_shows_terms_and_what_to_check(head_seat: Seat, opens: Opens) -> None:
    screen = opens(YEAR)

    words = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]

    assert _("Term {number}").format(number=4) in words
    assert words.count(_("to check")) == len(head_seat.desk.calendars.year().to_check)
    assert _(head_seat.desk.calendars.year().to_check[0].usual) in words


def test_the_tables_are_good_models(qtmodeltester, opens: Opens) -> None:
    screen = opens(TEACHINGS)

    for model in (screen.class_rows, screen.subject_rows, screen.teachings):
        qtmodeltester.check(model)

    assert screen.teachings.rowCount() == screen.subject_rows.rowCount()


def test_classes_are_taught_together_by_keys_and_undone(head_seat: Seat, opens: Opens) -> None:
    screen = opens(CLASSES)
    sets = head_seat.desk.class_sets
    fifth = next(one.id for one in head_seat.desk.school.class_groups() if one.year_level == 5)
    screen.classes.selectRow(screen.class_rows.row_of(fifth))

    def answer(dialog: ClassSetDialog) -> None:
        assert not dialog.ticks[sets.sets()[0].classes[0].id].isEnabled()
        press("Return")
        assert dialog.isVisible()  # one class is no set
        sixth = list(dialog.ticks.values())[5]
        sixth.setFocus()
        press("Space")
        dialog.names["kk"].setFocus()
        types("Үлкендер\n")

    answering(ClassSetDialog, answer)
    press("Ctrl+J")

    made = sets.sets()[-1]
    assert made.labels == ("5", "6 «А»")
    row = screen.class_rows.row_of(fifth)
    assert screen.class_rows.index(row, 4).data() == "Үлкендер (5-сынып, 6 «А»)"
    press("Ctrl+Z")
    assert len(sets.sets()) == 2
    assert screen.class_rows.index(row, 4).data() == "—"


def test_a_set_is_dissolved_by_its_button(head_seat: Seat, opens: Opens) -> None:
    screen = opens(CLASSES)
    sets = head_seat.desk.class_sets

    def answer(dialog: ClassSetDialog) -> None:
        dialog.end.setFocus()
        press("Return")

    answering(ClassSetDialog, answer)
    press("Ctrl+J")

    assert [one.labels for one in sets.sets()] == [("2", "4")]
    assert screen.class_rows.index(0, 4).data() == "—"
    assert head_seat.desk.school.clashes() == ()  # both are still in one room
