"""Who may not, does not; and nothing of one person is there for the next at the same computer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.app import Desk
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.errors import DeskError
from school_desk.intents import Form
from school_desk.school.model import PersonName
from school_desk.storage.errors import NothingToUndoError
from school_desk.ui.screen import Place
from tests.robustness.conftest import Command, entrance, refused
from tests.robustness.test_rough_end import type_marks
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat

OTHER = "Нұржан Маратұлы"
BEGAN = date(2026, 9, 1)


@contextmanager
def signed_in(folder: Path, name: str) -> Iterator[Desk]:
    door = entrance(folder)
    desk = door.sign_in(name, DEMO_PASSWORD)
    yield desk
    desk.close()
    door.close()


def foreign_page(folder: Path) -> tuple[int, int]:
    """Group and subject of a page that the other teacher writes and this one does not see."""
    with signed_in(folder, OTHER) as other:
        pages = other.journal.pages_of(other.account.id)
    with signed_in(folder, TEACHER) as desk:
        for page in pages:
            try:
                desk.journal.open_page(page.group, page.subject, 1)
            except NotAllowedError:
                return page.group, page.subject
    pytest.fail("the teacher sees every page of the other")


def refusal(act: Callable[[], object]) -> NotAllowedError:
    with pytest.raises(NotAllowedError) as caught:
        act()
    return caught.value


def test_a_teacher_opens_no_page_of_another_and_learns_who_may(folder: Path) -> None:
    group, subject = foreign_page(folder)
    with signed_in(folder, TEACHER) as desk:
        found = refusal(lambda: desk.journal.open_page(group, subject, 1))

    assert found.facts["who"]


def test_a_teacher_writes_nothing_through_a_page_of_another(folder: Path) -> None:
    group, subject = foreign_page(folder)
    with signed_in(folder, OTHER) as other:
        page = other.journal.open_page(group, subject, 1)
    column, row = page.columns[0], page.rows[0]
    with signed_in(folder, TEACHER) as desk:
        for act in (
            lambda: desk.journal.put(page, column.key, row.pupil.id, "9"),
            lambda: desk.journal.paste(page, [(column.key, row.pupil.id, "9")]),
            lambda: desk.journal.clear(page, [(column.key, row.pupil.id)]),
            lambda: desk.journal.hold(page, column.key.lesson, DEMO_NOW),
            lambda: desk.journal.write_topic(page, column.key.lesson, "Тақырып"),
            lambda: desk.journal.add_column(page, column.key.lesson),
        ):
            refusal(act)
    with signed_in(folder, OTHER) as other:
        after = other.journal.open_page(group, subject, 1)

    assert (after.rows, after.columns) == (page.rows, page.columns)


def test_a_teacher_does_nothing_of_the_office(folder: Path) -> None:
    with signed_in(folder, TEACHER) as desk:
        group = desk.school.class_groups()[-1].id
        for act in (
            lambda: desk.school.import_pupils((), BEGAN),
            lambda: desk.school.add_pupil(group, PersonName("Әлі", "Ай"), BEGAN),
            lambda: desk.school.add_class_group(5, "Ж", "kk"),
            lambda: desk.create_account("ж", PersonName("Әлі", "Ай"), "алма бұлт гүл дала", ()),
            lambda: desk.reset_password(1, "алма бұлт гүл дала"),
            desk.access.accounts,
            desk.verify,
        ):
            refusal(act)


@pytest.mark.parametrize(
    "words",
    [
        ("import", "pupils", "жоқ.xlsx"),
        ("verify",),
        ("report", "slips", "--class", "9", "--term", "1", "-o", "жоқ.pdf"),
    ],
    ids=" ".join,
)
def test_a_teacher_is_refused_in_the_terminal_as_in_the_window(
    command: Command, words: tuple[str, ...]
) -> None:
    assert refused(command(*words, user=OTHER))


def test_a_step_cannot_be_undone_once_the_right_to_it_is_gone(folder: Path) -> None:
    with signed_in(folder, TEACHER) as desk:
        type_marks(desk, "9")
        name = desk.journal.pages_of(desk.account.id)[0]
        teacher = desk.account.id
    with signed_in(folder, HEAD) as head:
        taught = next(
            one
            for one in head.school.teachings()
            if (one.group, one.subject, one.teacher) == (name.group, name.subject, teacher)
        )
        head.school.assign(replace(taught, teacher=head.account.id))
    with signed_in(folder, TEACHER) as desk:
        with pytest.raises(DeskError) as caught:
            desk.undo(Form())
        still = desk.undoable()

    assert isinstance(caught.value, NotAllowedError)
    assert still is not None


def test_nothing_of_one_person_is_there_for_the_next(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        types("9")
        lessons = [one.subject for one in seat.window.shell.rail.content.lessons]
    with seat.taken_by(OTHER):
        step = seat.desk.undoable()
        with pytest.raises(NothingToUndoError):
            seat.desk.undo(Form())
        press("Ctrl+Z")
        said = seat.said
        others = [one.subject for one in seat.window.shell.rail.content.lessons]
        title = seat.screen.title()
    with seat.taken_by(TEACHER):
        kept = seat.desk.undoable()

    assert step is None
    assert "Математика" not in others or others != lessons
    assert title == "Бүгін"
    assert said
    assert kept is not None


def test_when_a_teacher_has_left_every_place_still_opens_for_the_head(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        desk, shell = seat.desk, seat.window.shell
        gone = next(a.id for a in desk.access.accounts() if a.sign_in_name == TEACHER)
        pages = [one for one in desk.school.teachings() if one.teacher == gone]
        desk.keys.close_account(gone)
        for place in [one.place for one in shell.rail.content.places]:
            shell.open(place)
            settle()
            assert seat.screen.place().name == place.name
        for name in ("accounts", "staff", "classes", "subgroups", "curriculum", "closing"):
            shell.open(Place(name))
            settle()
            assert seat.screen.place().name == name
        shell.open(Place("register", (pages[0].group, pages[0].subject, 1)))
        shown = seat.register.page.rows

    assert pages
    assert shown
