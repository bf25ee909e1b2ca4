"""Guardians beside the class list, by keyboard: added, put right, taken away, undone."""

from school_desk.intents import Scope
from school_desk.school.guardian_model import Guardianship
from school_desk.ui.school.guardian_dialog import GuardianDialog
from school_desk.ui.school.pupils_screen import PLACE, PupilsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import TEACHER, Seat


def opened(seat: Seat, class_name: str = "") -> PupilsScreen:
    assert seat.window is not None
    groups = seat.desk.school.class_groups()
    group = next((one for one in groups if one.label == class_name), groups[0])
    seat.window.shell.open(Place(PLACE, (group.id,)))
    settle()
    screen = seat.screen
    assert isinstance(screen, PupilsScreen)
    return screen


def kept(seat: Seat, screen: PupilsScreen) -> tuple[Guardianship, ...]:
    one = screen.model.pupils[screen.table.currentIndex().row()]
    return seat.desk.guardians.of_pupil(one.class_group.id, one.pupil.id)


def types_a_mother(dialog: GuardianDialog) -> None:
    dialog.surname.setFocus()
    types("Әбішева")
    press("Tab")
    types("Айгүл")
    press("Tab")
    types("Серікқызы")
    dialog.details["phone"].setFocus()
    types("8 701 000 00 01\n")


def adds_a_mother() -> None:
    answering(GuardianDialog, types_a_mother)
    press("Ctrl+B", "Insert")
    settle()


def test_a_guardian_is_written_by_keyboard_and_undone(head_seat: Seat) -> None:
    screen = opened(head_seat)

    adds_a_mother()
    written = kept(head_seat, screen)
    press("Ctrl+Z")

    assert [(one.guardian.name.full, one.guardian.phone) for one in written] == [
        ("Әбішева Айгүл Серікқызы", "8 701 000 00 01")
    ]
    assert written[0].main
    assert kept(head_seat, screen) == ()


def test_a_wrong_phone_keeps_the_dialog_open(head_seat: Seat) -> None:
    screen = opened(head_seat)

    def wrong(dialog: GuardianDialog) -> None:
        dialog.surname.setText("Әбішева")
        dialog.details["phone"].setText("кейін")
        dialog.accept()
        assert dialog.isVisible()
        assert "кейін" in dialog.problem.text()
        press("Esc")

    answering(GuardianDialog, wrong)
    press("Ctrl+B", "Insert")

    assert kept(head_seat, screen) == ()


def test_delete_takes_a_guardian_off(head_seat: Seat) -> None:
    screen = opened(head_seat)
    adds_a_mother()

    press("Delete")

    assert kept(head_seat, screen) == ()
    assert "Ctrl+Z" in head_seat.said


def test_escape_closes_the_panel(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+B")

    press("Esc")

    assert not screen.guardians.isVisible()
    assert screen.table.hasFocus()


def test_a_form_tutor_reads_the_own_class_only(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        desk = taken.desk
        own = next(one for one in desk.school.class_groups() if one.form_tutor == desk.account.id)
        screen = opened(taken, own.label)
        press("Ctrl+B")
        assert screen.guardians.add_button.isEnabled()
        taught = [
            one
            for one in desk.school.class_groups()
            if one.id != own.id and desk.may("See class list", Scope(class_group=one.id))
        ]
        screen.classes.go_to(taught[0].id)
        settle()
        assert not screen.guardians.add_button.isEnabled()
        assert screen.guardians.shown == ()
