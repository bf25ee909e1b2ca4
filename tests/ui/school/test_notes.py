"""Sealed notes beside the class list, by keys: a purpose first, then add, edit, delete, undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.access.look_model import Act, LookWish
from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.inclusion.model import NoteKind, Purpose
from school_desk.intents import Scope
from school_desk.school.model import PersonName
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.school.note_dialogs import NoteDialog, PurposeDialog
from school_desk.ui.school.pupils_screen import PLACE, PupilsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, TEACHER, Seat

NURSE = "Нұргүл"
WORDS = "Дыбыстарды шатастырады"


@pytest.fixture
def nurse_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as head:
        name = PersonName("Сейітова", "Нұргүл")
        head.desk.create_account(NURSE, name, DEMO_PASSWORD, (Role.NURSE,))
    with seat.taken_by(NURSE) as taken:
        yield taken


def opened(seat: Seat) -> PupilsScreen:
    assert seat.window is not None
    groups = [one.id for one in seat.desk.school.class_groups()]
    seen = (one for one in groups if seat.desk.may("See class list", Scope(class_group=one)))
    seat.window.shell.open(Place(PLACE, (next(seen),)))
    settle()
    screen = seat.screen
    assert isinstance(screen, PupilsScreen)
    screen.take_focus()
    return screen


def types_a_note(dialog: NoteDialog) -> None:
    dialog.text.setFocus()
    types(WORDS + "\n")


def opens(seat: Seat, key: str, why: str = "2") -> PupilsScreen:
    screen = opened(seat)
    answering(PurposeDialog, lambda _dialog: press(why, "Return"))
    press(key)
    settle()
    return screen


def adds() -> None:
    answering(NoteDialog, types_a_note)
    press("Insert")
    settle()


def test_what_is_shown_is_printed_for_a_purpose_and_noted(
    head_seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    opens(head_seat, "Alt+X")
    adds()
    out, programs = tmp_path / "notes.pdf", Opened()
    assert head_seat.window is not None

    def answer(dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda files: choose(files, out))
        dialog.accept()

    answering(PurposeDialog, lambda _dialog: press("2", "Return"))
    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: head_seat.window.at.tasks.idle)
    programs.close()

    paper = PdfReader(out).pages[0].extract_text()
    assert WORDS in paper
    assert "Ахметова Сәуле Бекқызы" in paper
    today = head_seat.now.date()
    looks = head_seat.desk.looks.find(LookWish(today, today, "", Act.PRINT))
    assert [(one.look.intent, one.look.purpose) for one in looks] == [
        ("See support notes", Purpose.LESSONS.value)
    ]


def test_a_print_that_is_given_up_leaves_no_paper_and_no_look(head_seat: Seat) -> None:
    opens(head_seat, "Alt+X")
    adds()

    answering(PurposeDialog, lambda _dialog: press("Escape"))
    press("Ctrl+P")
    settle()

    today = head_seat.now.date()
    assert head_seat.desk.looks.find(LookWish(today, today, "", Act.PRINT)) == ()


def test_a_support_note_from_key_to_disk_and_back(head_seat: Seat) -> None:
    screen = opens(head_seat, "Alt+X")
    pupil = screen.notes.pupil
    assert pupil is not None
    assert "мазмұн" not in screen.notes.words.text()

    adds()

    kept = head_seat.desk.support_notes.of_pupil(pupil.id, Purpose.LESSONS)
    assert [(one.said.text, one.said.kind) for one in kept if one.said] == [
        (WORDS, NoteKind.OBSERVATION)
    ]
    assert screen.notes.words.text() == WORDS

    answering(NoteDialog, lambda dialog: (dialog.text.setPlainText("Жаңа"), dialog.accept()))
    press("Return")
    settle()
    assert screen.notes.words.text() == "Жаңа"

    press("Delete")
    settle()
    assert screen.notes.model.rows == ()
    press("Ctrl+Z")
    settle()
    assert screen.notes.words.text() == "Жаңа"
    press("Ctrl+Z")
    settle()
    assert screen.notes.words.text() == WORDS


def test_the_look_is_noted_with_its_purpose(head_seat: Seat) -> None:
    screen = opens(head_seat, "Alt+X", "3")
    pupil = screen.notes.pupil
    today = head_seat.desk.today()
    lines = head_seat.desk.looks.find(LookWish(today, today))

    found = [one.look for one in lines if one.look.intent == "See support notes"]
    assert [(one.pupil, one.purpose) for one in found] == [
        (pupil.id if pupil else None, Purpose.MEETING.value)
    ]


def test_without_a_purpose_nothing_is_opened_or_noted(head_seat: Seat) -> None:
    screen = opened(head_seat)
    answering(PurposeDialog, lambda _dialog: press("Esc"))
    press("Alt+X")
    settle()

    assert not screen.notes.isVisible()
    today = head_seat.desk.today()
    lines = head_seat.desk.looks.find(LookWish(today, today))
    assert "See support notes" not in {one.look.intent for one in lines}


def test_the_panel_closes_on_another_pupil_and_holds_no_word(head_seat: Seat) -> None:
    screen = opens(head_seat, "Alt+X")
    adds()
    screen.table.setFocus()
    press("Down")
    settle()

    assert not screen.notes.isVisible()
    assert screen.notes.words.text() == ""
    assert screen.notes.shown == ()


def test_own_notes_ask_for_no_purpose_and_stay_ones_own(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as teacher:
        screen = opened(teacher)
        press("Alt+Z")
        settle()
        adds()
        assert screen.notes.words.text() == WORDS
        press("Esc")
        settle()
        assert not screen.notes.isVisible()
        pupil = screen.model.pupils[0].pupil.id
    with seat.taken_by(HEAD) as head:
        assert head.desk.own_notes.of_pupil(pupil) == ()


def test_a_teacher_and_the_head_are_told_who_reads_health_notes(seat: Seat) -> None:
    for name in (TEACHER, HEAD):
        with seat.taken_by(name) as taken:
            screen = opened(taken)
            press("Ctrl+F7")
            settle()
            assert not screen.notes.isVisible()
            assert "мейіргер" in taken.said


def test_the_nurse_notes_what_nobody_else_reads(nurse_seat: Seat) -> None:
    screen = opens(nurse_seat, "Ctrl+F7", "1")
    adds()

    assert screen.notes.words.text() == WORDS
    assert [row.texts[1] for row in screen.notes.model.rows] == ["шағым"]
