"""A teacher is ill: the lesson is given over by keys, the substitute writes, the poster says it."""

from datetime import date
from pathlib import Path

from school_desk.access.model import NotAllowedError
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.model import ColumnKey
from school_desk.school.model import LessonKey
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.school.substitution_screen import PLACE, SubstitutionsScreen
from school_desk.ui.screen import Place
from tests.documents.reading import needs_pdftotext, words_of
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat

TODAY, TOMORROW = date(2026, 10, 22), date(2026, 10, 23)


def account(seat: Seat, sign_in: str) -> int:
    given = sign_in.split(maxsplit=1)[0]
    people = seat.desk.access.people().items()
    return next(key for key, name in people if name.given == given)


def opens_day(seat: Seat, day: date, teacher: int) -> SubstitutionsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(PLACE, (day.isoformat(), teacher, 0)))
    settle()
    found = seat.screen
    assert isinstance(found, SubstitutionsScreen)
    return found


def in_the_fourth_lesson(seat: Seat) -> None:
    """The clock of the fourth lesson of Thursday, Geometry: nobody has noted it yet."""
    seat.now = seat.now.replace(hour=11, minute=30)


def walks_to_the_fourth(screen: SubstitutionsScreen) -> LessonKey:
    while screen.lesson is not None and screen.lesson.key.slot < 4:
        press("Down")
    assert screen.lesson is not None
    return screen.lesson.key


@needs_pdftotext
def test_the_substitute_signs_in_and_marks_and_the_poster_says_so(seat: Seat, tmp_path: Path):
    in_the_fourth_lesson(seat)
    with seat.taken_by(HEAD):
        ill = account(seat, TEACHER)
        screen = opens_day(seat, TODAY, ill)
        key = walks_to_the_fourth(screen)
        press("Ctrl+Q")
        types("ауырып қалды")
        press("Return")
        press("Return")
        offered = str(screen.chooser.list.currentIndex().data())
        press("Return")
        found = next(one for one in screen.plan.changes if one.key == key)
        who = found.given_by
        name = seat.desk.access.people()[who]
        poster = tmp_path / "day.pdf"
        papers = seat.desk.timetable_papers
        papers.poster(papers.changes(TODAY), "kk", "pdf", poster)

    sign_in = f"{name.given} {name.patronymic}"
    with seat.taken_by(sign_in):
        mine = seat.desk.school.lessons_of(who, TODAY)
        register = seat.opens_lesson()
        head = register.page.head
        types("8")
        press("Return")
        points = [row.points(ColumnKey(key)) for row in seat.kept().rows]
        undone_by = seat.desk.undoable()

    with seat.taken_by(TEACHER):
        page = seat.desk.journal.open_page(key.group, key.subject, 1)
        own = seat.desk.school.lessons_of(ill, TODAY)

    printed = words_of(poster.read_bytes())
    assert offered.split(maxsplit=1)[0] == name.surname
    assert key in mine
    assert (head.group, head.subject) == (key.group, key.subject)
    assert points.count(8) == 1
    assert undone_by is not None
    assert [row.points(ColumnKey(key)) for row in page.rows] == points
    assert key not in own
    assert name.surname in printed
    assert "ауырып" not in printed


def test_after_the_day_the_page_is_closed_to_the_substitute(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        screen = opens_day(seat, TODAY, account(seat, TEACHER))
        key = walks_to_the_fourth(screen)
        press("Return", "Return")
        who = next(one for one in screen.plan.changes if one.key == key).given_by
        name = seat.desk.access.people()[who]
    seat.now = seat.now.replace(day=23)

    with seat.taken_by(f"{name.given} {name.patronymic}"):
        scope = Scope(group=key.group, subject=key.subject)
        refusal = seat.desk.why_not("Put mark", scope)
        lessons = seat.desk.school.lessons_of(who, TOMORROW)

    assert isinstance(refusal, NotAllowedError)
    assert all((one.group, one.subject) != (key.group, key.subject) for one in lessons)


def test_a_lesson_is_cancelled_with_its_reason_and_given_back(head_seat: Seat) -> None:
    screen = opens_day(head_seat, TOMORROW, account(head_seat, TEACHER))
    assert screen.lesson is not None
    key = screen.lesson.key

    press("Ctrl+Shift+X")
    asked = head_seat.said
    types("ауа райы")
    press("Return", "Ctrl+Shift+X")
    page = head_seat.desk.journal.open_page(key.group, key.subject, 1)
    state = screen.rows.rows[0].texts[4]
    press("Ctrl+Z")
    back = head_seat.desk.journal.open_page(key.group, key.subject, 1)

    assert asked == _("Write the reason first, then cancel the lesson.")
    assert key not in {one.key.lesson for one in page.columns}
    assert "ауа райы" in state
    assert key in {one.key.lesson for one in back.columns}
    assert not screen.plan.changes


def test_delete_leaves_the_lesson_as_in_the_timetable(head_seat: Seat) -> None:
    screen = opens_day(head_seat, TOMORROW, account(head_seat, TEACHER))
    press("Return", "Return")
    given = len(screen.plan.changes)
    screen.table.selectRow(0)

    press("Delete")

    assert given == 1
    assert not screen.plan.changes


def test_days_are_walked_and_typed(head_seat: Seat) -> None:
    screen = opens_day(head_seat, TOMORROW, account(head_seat, TEACHER))

    press("Ctrl+Left")
    before = screen.day
    press("Ctrl+Right", "Ctrl+Right")
    after = screen.day
    screen.field.setFocus()
    press("Ctrl+A")
    types("31.02\n")
    refused = head_seat.said
    press("Ctrl+A")
    types("19.10\n")

    assert before == TODAY
    assert after == date(2026, 11, 2)
    assert "31.02" in refused
    assert screen.day == date(2026, 10, 19)
    assert head_seat.screen.place().facts[0] == "2026-10-19"


def test_a_teacher_has_no_such_place(teacher_seat: Seat) -> None:
    assert teacher_seat.window is not None
    names = {one.place.name for one in teacher_seat.window.shell.rail.content.places}

    assert PLACE not in names
    assert not isinstance(teacher_seat.screen, RegisterScreen)
