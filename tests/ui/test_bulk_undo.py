"""A bulk is taken back after a restart, by keys, once it was said in words what it is."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.i18n import _, say
from school_desk.journal.model import RegisterPage
from school_desk.school.model import NewPupil, PersonName
from school_desk.storage.errors import UndoMovedError
from school_desk.storage.sealing import Argon2Params
from school_desk.ui.undo_dialog import UndoDialog
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import HEAD, TEACHER, Seat

DEPUTY = "Айгүл"
NEW = 12
LISTED = [NewPupil(PersonName(f"Жаңа{n}", "Оқушы"), 11, "Ә") for n in range(NEW)]


def said_and(key: str, answer: str) -> list[str]:
    """Press a key that asks; what the question says, and the answer to it."""
    heard: list[list[str]] = []

    def read(dialog: UndoDialog) -> None:
        heard.append([one.text() for one in dialog.findChildren(QLabel) if one.isVisible()])
        press(answer)

    answering(UndoDialog, read)
    press(key)
    settle()
    return heard[0]


def count(seat: Seat) -> int:
    school = seat.desk.school
    return sum(len(school.pupils(group.id)) for group in school.class_groups())


def test_an_import_is_taken_back_and_done_again_after_restarts(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        before = count(seat)
        seat.desk.school.import_pupils(LISTED, date(2026, 9, 1))
    with seat.taken_by(HEAD):
        said = said_and("Ctrl+Z", "Esc")
        assert count(seat) == before + NEW
        assert said_and("Ctrl+Z", "Return") == said
        assert count(seat) == before
    with seat.taken_by(HEAD):
        again = said_and("Ctrl+Y", "Return")
        assert count(seat) == before + NEW

    assert _("Take back “{what}”?").format(what=_("Import pupils")) in said
    assert any(f"{_('pupil')}: {NEW}" in text for text in said)
    assert any(f"{_('pupil')}: {NEW}" in text for text in again)


def a_page(seat: Seat) -> RegisterPage:
    names = seat.desk.journal.pages_of(seat.desk.account.id)
    name = next(one for one in names if one.class_label == "6 «А»")
    return seat.desk.journal.open_page(name.group, name.subject, 1)


def paste(seat: Seat) -> tuple[RegisterPage, int]:
    page = a_page(seat)
    empty = [
        (one.key, [row.pupil.id for row in page.rows if row.points(one.key) is None])
        for one in page.columns
        if one.date < seat.desk.today() - timedelta(days=1)
    ]
    key, pupils = max(empty, key=lambda pair: len(pair[1]))
    seat.desk.journal.paste(page, [(key, pupil, "7") for pupil in pupils])
    return page, sum(row.points(key) == 7 for row in a_page(seat).rows)


def test_a_pasted_column_is_said_before_it_goes(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        before = a_page(seat).rows
        _page, pasted = paste(seat)
        after = a_page(seat).rows
    with seat.taken_by(TEACHER):
        said = said_and("Ctrl+Z", "Return")
        assert a_page(seat).rows == before
        said_and("Ctrl+Y", "Return")
        assert a_page(seat).rows == after

    assert pasted >= 10
    assert any(_("mark") in text for text in said)


def test_a_bulk_that_moved_on_is_refused_before_anybody_is_asked(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        name = PersonName("Орынбасар", "Айгүл")
        cheap = Argon2Params(64, 1, 1)
        seat.desk.create_account(DEPUTY, name, DEMO_PASSWORD, [Role.DEPUTY], params=cheap)
        seat.desk.school.import_pupils(LISTED, date(2026, 9, 1))
    with seat.taken_by(DEPUTY):
        school = seat.desk.school
        group = next(one.id for one in school.class_groups() if one.label == "11 «Ә»")
        pupil = school.pupils(group)[0].pupil.id
        school.correct_pupil(group, pupil, PersonName("Басқа", "Аты"), None)
    with seat.taken_by(HEAD):
        press("Ctrl+Z")
        settle()
        assert seat.said == say(UndoMovedError())
        assert len(seat.desk.school.pupils(group)) == NEW


def test_one_mark_goes_without_a_question(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        page = a_page(seat)
        seat.desk.journal.put(page, page.columns[0].key, page.rows[0].pupil.id, "5")
    with seat.taken_by(TEACHER):
        press("Ctrl+Z")
        settle()
        assert a_page(seat).rows == page.rows
        assert _("Put mark") in seat.said


def test_the_menu_says_what_undo_would_take_back(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        seat.desk.school.import_pupils(LISTED, date(2026, 9, 1))
        assert seat.window is not None
        press("F10")
        commands = seat.window.shell.commands
        texts = [commands.model.index(n, 0).data() for n in range(commands.model.rowCount())]

    assert _("Undo: {what}").format(what=_("Import pupils")) in texts
