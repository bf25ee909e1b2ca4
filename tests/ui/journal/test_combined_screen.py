"""A combined hour at the window: opened from the start, typed in both classes, held, printed."""

import subprocess
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from school_desk.journal.model import ColumnKey, ColumnStatistics, MinuteShare, RegisterPage
from school_desk.school.model import Absence, LessonKey
from school_desk.ui.journal.combined_screen import CombinedScreen
from school_desk.ui.journal.register_foot import quality_words
from school_desk.ui.journal.register_layout import SectionKind
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import Seat

CLASS_TEACHER = "Маржан Ерланқызы"
SECOND, FOURTH = 0, 1


def opened_hour(seat: Seat) -> CombinedScreen:
    """Down from the lesson of this hour, and Enter."""
    press("Down", "Return")
    assert isinstance(seat.screen, CombinedScreen)
    return seat.screen


def lesson(screen: CombinedScreen, place: int) -> LessonKey:
    found = screen.place().facts[place]
    assert isinstance(found, LessonKey)
    return found


def kept(seat: Seat, screen: CombinedScreen, place: int) -> RegisterPage:
    """The page of a class as the file has it."""
    key = lesson(screen, place)
    return seat.desk.journal.open_page(key.group, key.subject, 1)


def column(seat: Seat, screen: CombinedScreen, place: int):
    return kept(seat, screen, place).find(ColumnKey(lesson(screen, place)))


def points(seat: Seat, screen: CombinedScreen, place: int) -> list[int | None]:
    key = ColumnKey(lesson(screen, place))
    return [row.points(key) for row in kept(seat, screen, place).rows]


def test_start_and_rail_show_a_combined_hour_as_one_line(teacher_seat: Seat) -> None:
    rail = teacher_seat.window.shell.rail
    lines = [(one.class_name, one.subject) for one in rail.content.lessons]

    assert len(lines) == 5
    assert lines[2] == ("2, 4-сыныптар", "Математика")
    screen = opened_hour(teacher_seat)
    assert screen.title() == "2 және 4-сыныптар · Математика"
    assert [card.page.head.class_label for card in screen.cards] == ["2", "4"]
    assert [card.grid.column for card in screen.cards] == [
        ColumnKey(lesson(screen, SECOND)),
        ColumnKey(lesson(screen, FOURTH)),
    ]
    row = next(row for row in rail.rows if row.isChecked())
    assert "2, 4-сыныптар" in row.accessibleName()


def test_marks_are_typed_in_both_classes_without_the_mouse(teacher_seat: Seat) -> None:
    screen = opened_hour(teacher_seat)
    pupils = len(screen.page.rows)

    types("9\n", "А\n", "8\n")
    assert points(teacher_seat, screen, SECOND)[:3] == [9, None, 8]
    press(*["Return"] * (pupils - 3))
    assert screen.page.head.class_label == "4"
    assert screen.card.grid.cell_cursor.index.row() == 0
    types("7\n")
    assert points(teacher_seat, screen, FOURTH)[0] == 7
    press("Ctrl+Tab", "Up", "Up")
    types("6\n")
    press("Ctrl+Shift+Tab")
    assert screen.page.head.class_label == "4"
    press("Ctrl+Z")
    assert points(teacher_seat, screen, SECOND).count(6) == 0
    assert points(teacher_seat, screen, FOURTH)[0] == 7


def test_two_topics_are_written_without_switching_screens(teacher_seat: Seat) -> None:
    screen = opened_hour(teacher_seat)

    press("Ctrl+T")
    types("Екі таңбалы сандарды қосу")
    press("Ctrl+T")
    types("Көп таңбалы санды көбейту")
    press("Tab")
    types("жазбаша көбейту\n")

    assert column(teacher_seat, screen, SECOND).topic == "Екі таңбалы сандарды қосу"
    fourth = column(teacher_seat, screen, FOURTH)
    assert (fourth.topic, fourth.objective) == ("Көп таңбалы санды көбейту", "жазбаша көбейту")
    assert focused() is screen.cards[FOURTH].grid.tables.dates


def test_one_key_holds_the_hour_of_all_classes_and_one_undo_takes_it_back(
    teacher_seat: Seat,
) -> None:
    screen = opened_hour(teacher_seat)

    press("Ctrl+Return")
    assert all(column(teacher_seat, screen, place).held for place in (SECOND, FOURTH))
    assert teacher_seat.said == "Сабақ өтті деп белгіленді: 2, 4-сыныптар."
    press("Ctrl+Z")
    assert not any(column(teacher_seat, screen, place).held for place in (SECOND, FOURTH))
    press("Ctrl+Y")
    assert all(column(teacher_seat, screen, place).held for place in (SECOND, FOURTH))


def test_minutes_of_one_class_leave_the_rest_to_the_other(teacher_seat: Seat) -> None:
    screen = opened_hour(teacher_seat)
    screen.cards[SECOND].minutes.setFocus()

    types("20")
    assert column(teacher_seat, screen, SECOND).share == MinuteShare(20, first=True)
    assert column(teacher_seat, screen, FOURTH).share == MinuteShare(25, first=False)
    types("50")
    assert "45" in teacher_seat.said
    assert column(teacher_seat, screen, SECOND).share.minutes == 20
    press("Space")
    assert column(teacher_seat, screen, FOURTH).share == MinuteShare(25, first=True)
    press("Ctrl+Z")
    assert column(teacher_seat, screen, FOURTH).share == MinuteShare(25, first=False)
    press("Backspace")
    assert column(teacher_seat, screen, SECOND).share == MinuteShare()


def test_border_of_the_minutes_is_dragged(teacher_seat: Seat) -> None:
    screen = opened_hour(teacher_seat)
    bar = screen.cards[SECOND].minutes
    where = QPointF(bar.width() / 3, bar.height() / 2)

    for kind, held in (
        (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(
            kind, where, where, Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(bar, event)
    settle()

    assert column(teacher_seat, screen, SECOND).share == MinuteShare(15, first=True)
    assert column(teacher_seat, screen, FOURTH).share == MinuteShare(30, first=False)


def test_classes_stand_in_one_hour_and_their_dates_scroll_together(teacher_seat: Seat) -> None:
    screen = opened_hour(teacher_seat)

    press("Home")
    days = [card.column.date for card in screen.cards]
    assert days[SECOND] == days[FOURTH] < lesson(screen, SECOND).date
    bars = [card.grid.tables.dates.horizontalScrollBar().value() for card in screen.cards]
    assert bars[SECOND] == bars[FOURTH]
    press("Ctrl+Return")
    assert all(
        page.find(ColumnKey(LessonKey(page.head.group, page.head.subject, days[0], key.slot))).held
        for place in (SECOND, FOURTH)
        for page, key in [(kept(teacher_seat, screen, place), screen.cards[place].acts.lesson())]
    )


def test_why_and_tabs_belong_to_the_class_that_keys_come_to(teacher_seat: Seat) -> None:
    screen = opened_hour(teacher_seat)

    press("Ctrl+Tab", "F9")
    assert screen.cards[FOURTH].panels.why.isVisible()
    press("Ctrl+Tab")
    assert not screen.cards[FOURTH].panels.why.isVisible()
    press("Ctrl+Tab", "Alt+1")
    assert isinstance(teacher_seat.screen, RegisterScreen)
    assert teacher_seat.screen.page.head.class_label == "4"
    press("Alt+Left")
    assert isinstance(teacher_seat.screen, CombinedScreen)
    assert teacher_seat.screen.page.head.class_label == "4"
    press("Esc")
    assert teacher_seat.screen.place() == Place("start")


def test_lesson_pages_go_on_from_the_combined_hour(teacher_seat: Seat) -> None:
    hour = opened_hour(teacher_seat).place().facts[:2]

    press("Ctrl+Tab", "Ctrl+PgDown")
    assert teacher_seat.register.page.head.class_label == "9"
    press("Ctrl+PgUp")
    assert isinstance(teacher_seat.screen, CombinedScreen)
    assert teacher_seat.screen.place().facts[:2] == hour


def test_two_registers_come_out_of_the_printer(
    teacher_seat: Seat, opened: Opened, tmp_path: Path
) -> None:
    screen = opened_hour(teacher_seat)
    types("9\n")
    out = tmp_path / "both.pdf"
    names = [
        [row.pupil.name.listed for row in kept(teacher_seat, screen, place).rows]
        for place in (SECOND, FOURTH)
    ]

    answering(PaperDialog, lambda dialog: dialog.accept())
    answering_file(out)
    press("Ctrl+P")
    wait_for(teacher_seat, out)

    text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, check=True)
    sheets = [sheet for sheet in text.stdout.decode().split("\f") if sheet.strip()]
    second = [sheet for sheet in sheets if "2-сынып" in sheet]
    fourth = [sheet for sheet in sheets if "4-сынып" in sheet]
    assert len(second) + len(fourth) == len(sheets) >= 2
    assert min(len(second), len(fourth)) >= 1
    assert all(name in "".join(second) for name in names[SECOND])
    assert all(name in "".join(fourth) for name in names[FOURTH])
    assert not any(name in "".join(second) for name in names[FOURTH])
    assert opened.files == [out]


def answering_file(out: Path) -> None:
    answering(QFileDialog, lambda dialog: choose(dialog, out))


def wait_for(seat: Seat, out: Path) -> None:
    """The paper is written in the background, then handed over and opened."""
    while not seat.window.at.tasks.idle:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert out.exists()


def test_subjects_of_a_combined_hour_may_differ(seat: Seat) -> None:
    with seat.taken_by(CLASS_TEACHER) as taken:
        hours = taken.window.shell.rail.content.lessons
        assert [one.class_name for one in hours[:2]] == ["2, 4-сыныптар"] * 2
        assert hours[1].subject == "Еңбекке баулу, Қазақ тілі"
        press("Return")
        screen = taken.screen
        assert isinstance(screen, CombinedScreen)
        assert screen.title() == "2 және 4-сыныптар"
        subjects = [card.page.head.subject_names["kk"] for card in screen.cards]
        assert subjects == ["Еңбекке баулу", "Қазақ тілі"]
        assert [card.strip.with_subject for card in screen.cards] == [True, True]
        press("Ctrl+Tab")
        key = lesson(screen, FOURTH)
        rows = kept(taken, screen, FOURTH).rows
        free = next(n for n, row in enumerate(rows) if row.points(ColumnKey(key)) is None)
        press(*["Down"] * free)
        types("А\n")
        assert kept(taken, screen, FOURTH).rows[free].signs[key] is Absence.ILL
        assert lesson(screen, SECOND) not in kept(taken, screen, SECOND).rows[free].signs


def test_place_outlives_a_change_of_language(teacher_seat: Seat) -> None:
    opened_hour(teacher_seat)
    press("Ctrl+Tab", "Down")
    before = teacher_seat.screen.place()

    press("Ctrl+Shift+L")

    assert teacher_seat.screen.place() == before
    assert teacher_seat.screen.title() == "2 и 4 классы · Математика"


def test_a_class_of_one_to_three_has_counts_beside_its_percents() -> None:
    marks = ColumnStatistics(2, Fraction(7, 2), Fraction(50))
    many = ColumnStatistics(4, Fraction(7, 2), Fraction(50))

    assert quality_words(marks, SectionKind.MARK) == "1/2=50"
    assert quality_words(marks, SectionKind.LESSON) == "1/2"
    assert quality_words(many, SectionKind.LESSON) == "50"
    assert quality_words(marks, SectionKind.PERCENT) == ""
