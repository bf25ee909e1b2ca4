"""The week of a class by keyboard: subjects, teachers, clashes, days, bells, refusals, undo."""

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QRect

from school_desk.i18n import _
from school_desk.school.model import Bell, TimetableSlot, Weeks
from school_desk.ui.school.bell_form import next_bell
from school_desk.ui.school.timetable_screen import PLACE, TimetableScreen
from school_desk.ui.school.week_model import BELLS, Week, WeekCell, WeekModel, WeekPart
from school_desk.ui.school.week_paint import fitted, part_boxes, wrapped
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import Step, step_font
from school_desk.ui.theme.theme import Theme
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import TEACHER, Seat

LAST = 8


@pytest.fixture
def class_group(head_seat: Seat) -> int:
    """A class without lessons."""
    return head_seat.desk.school.add_class_group(10, "Ә", "kk")


@pytest.fixture
def screen(head_seat: Seat, class_group: int) -> TimetableScreen:
    assert head_seat.window is not None
    head_seat.window.shell.open(Place(PLACE, (class_group, 0, 1)))
    settle()
    found = head_seat.screen
    assert isinstance(found, TimetableScreen)
    return found


def week(screen: TimetableScreen) -> dict[tuple[int, int], tuple[str, str]]:
    cells = screen.model.week.cells
    return {hour: (cell.subject, cell.teacher) for hour, cell in cells.items()}


def chosen(screen: TimetableScreen) -> str:
    return str(screen.chooser.list.currentIndex().data())


def test_a_subject_is_typed_and_its_teacher_asked_once(screen: TimetableScreen) -> None:
    types("физ")
    subject = chosen(screen)
    press("Return")
    teacher = chosen(screen)
    press("Return")
    types("физ")
    press("Return")

    assert "физ" in subject.casefold()
    assert week(screen) == {(0, 1): (subject, teacher), (0, 2): (subject, teacher)}
    assert not screen.chooser.isVisible()


def test_kazakh_letters_may_be_typed_without_a_kazakh_keyboard(screen: TimetableScreen) -> None:
    types("казак тили")

    assert chosen(screen).casefold().startswith("қазақ тілі")


def test_a_subject_of_ones_own_is_added_under_its_name(
    head_seat: Seat, screen: TimetableScreen
) -> None:
    types("робототехника негіздері")
    press("Return", "Esc")

    assert week(screen) == {(0, 1): ("Робототехника негіздері", "")}
    codes = [one.code for one in head_seat.desk.school.subjects()]
    assert "робототехника негіздері" in codes


def test_delete_clears_and_undo_brings_back(screen: TimetableScreen) -> None:
    types("физ")
    press("Return", "Return", "Up")
    before = week(screen)

    press("Delete")
    cleared = week(screen)
    press("Ctrl+Z")

    assert cleared == {}
    assert week(screen) == before


def test_escape_in_the_choice_changes_nothing(screen: TimetableScreen) -> None:
    types("физ")
    press("Esc")

    assert week(screen) == {}
    assert screen.grid.hasFocus()


def test_enter_changes_the_teacher_in_the_whole_week(screen: TimetableScreen) -> None:
    types("физ")
    press("Return", "Return")
    types("физ")
    press("Return", "Up")
    first = week(screen)[0, 1][1]

    press("Return", "Down", "Return")

    teachers = {teacher for _subject, teacher in week(screen).values()}
    assert len(teachers) == 1
    assert teachers != {first}


def test_a_teacher_in_two_places_is_said_with_both_classes(
    head_seat: Seat, screen: TimetableScreen
) -> None:
    school = head_seat.desk.school
    taken = next(slot for slot in school.timetable() if slot.teacher and slot.weekday == 0)
    group = screen.group
    assert group is not None

    school.place(TimetableSlot(0, 0, taken.slot, group, taken.subject, taken.teacher))
    settle()

    cell = screen.model.week.cells[0, taken.slot]
    assert "10 «Ә»" in cell.clash
    assert cell.clash in screen.clashes.sentences


def test_a_day_is_copied_in_one_step(screen: TimetableScreen) -> None:
    types("физ")
    press("Return", "Return", "Up")

    press("Ctrl+U", "Return")
    copied = week(screen)
    press("Ctrl+Z")

    assert set(copied) == {(0, 1), (1, 1)}
    assert set(week(screen)) == {(0, 1)}


def test_bells_move_with_those_after_them(head_seat: Seat, screen: TimetableScreen) -> None:
    before = head_seat.desk.school.bells()
    screen.grid.setCurrentIndex(screen.model.index(0, BELLS))

    press("F2")
    types("0900")
    screen.bell_form.ends.setText("9:45")
    screen.bell_form.along.setChecked(True)
    press("Return")
    after = head_seat.desk.school.bells()
    press("Ctrl+Z")

    assert (after[0].starts, after[0].ends) == (time(9), time(9, 45))
    assert after[1].starts == time(9, 55)
    assert head_seat.desk.school.bells() == before


def test_bells_that_meet_are_refused_with_the_lesson(
    head_seat: Seat, screen: TimetableScreen
) -> None:
    before = head_seat.desk.school.bells()
    screen.grid.setCurrentIndex(screen.model.index(0, BELLS))

    press("F2")
    screen.bell_form.ends.setText("10:00")
    press("Return")

    assert head_seat.desk.school.bells() == before
    assert "09:25" in head_seat.said
    assert screen.bell_form.isVisible()


def test_what_is_no_time_is_refused_under_its_field(
    head_seat: Seat, screen: TimetableScreen
) -> None:
    before = head_seat.desk.school.bells()
    screen.grid.setCurrentIndex(screen.model.index(0, BELLS))

    press("F2")
    types("25:00\n")

    assert screen.bell_form.starts.property("problem")
    assert head_seat.desk.school.bells() == before


@pytest.mark.usefixtures("screen")
def test_a_lesson_more_is_added_and_taken_away(head_seat: Seat) -> None:
    count = len(head_seat.desk.school.bells())

    press("Ctrl+N")
    more = len(head_seat.desk.school.bells())
    press("Delete")

    assert (more, len(head_seat.desk.school.bells())) == (count + 1, count)


def test_a_bell_that_classes_need_stays(head_seat: Seat, screen: TimetableScreen) -> None:
    before = head_seat.desk.school.bells()
    screen.grid.setCurrentIndex(screen.model.index(0, BELLS))

    press("Delete")

    assert head_seat.desk.school.bells() == before
    assert head_seat.said == _("Only the last lesson can go, and only when no class has it.")


def test_the_cursor_comes_back_with_the_place(head_seat: Seat, screen: TimetableScreen) -> None:
    assert head_seat.window is not None
    press("Right", "Right", "Down")
    place = screen.place()

    head_seat.window.shell.rebuild()
    settle()

    assert place.facts[1:3] == (2, 2)
    assert head_seat.screen.place() == place


def test_a_teacher_reads_and_is_told_who_may_change(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        assert taken.window is not None
        before = taken.desk.school.timetable()
        taken.window.shell.trigger("timetable")
        settle()
        types("физ")
        press("Delete")

        assert taken.desk.school.timetable() == before
        assert _("head of the school") in taken.said


def test_the_week_is_a_good_model(qtmodeltester, screen: TimetableScreen) -> None:
    types("физ")
    press("Return", "Return")

    qtmodeltester.check(screen.model)
    empty = WeekModel()
    empty.show_week(Week())
    qtmodeltester.check(empty)

    assert screen.model.rowCount() == LAST


def test_one_more_lesson_is_as_long_as_the_last() -> None:
    bells = (Bell(1, time(8), time(8, 45)), Bell(2, time(9), time(9, 45)))

    assert next_bell(bells) == Bell(3, time(10), time(10, 45))
    assert next_bell(()).slot == 1


def part(group: int, title: str, below: str, weeks: Weeks = Weeks.EVERY) -> WeekPart:
    return WeekPart(TimetableSlot(group, 0, 1, group, 1, None, weeks=weeks), title, below)


def test_lessons_of_one_hour_say_once_what_they_share() -> None:
    combined = WeekCell((part(1, "2-сынып", "Математика"), part(2, "4-сынып", "Математика")))
    subgroups = WeekCell((part(1, "Шетел тілі", "1-топ"), part(2, "Шетел тілі", "2-топ")))
    apart = WeekCell((part(1, "2-сынып", "Музыка"), part(2, "4-сынып", "Математика")))
    by_turns = WeekCell((part(1, "Музыка", "А", Weeks.ODD), part(1, "Музыка", "А", Weeks.EVEN)))

    assert combined.shared == ("2-сынып, 4-сынып", ("Математика",))
    assert replace(combined, classes="2, 4-сыныптар").shared == ("2, 4-сыныптар", ("Математика",))
    assert subgroups.shared == ("Шетел тілі", ("1-топ", "2-топ"))
    assert apart.shared is by_turns.shared is WeekCell(combined.parts[:1]).shared is None


@pytest.mark.parametrize(
    ("words", "width", "height"),
    [
        ("тақ: Цифрлық сауаттылық", 118, 30),
        ("неч.: Русский язык и литература", 118, 30),
        ("Изобразительное искусство", 98, 31),
        ("Физическая культура", 98, 31),
    ],
)
def test_a_long_subject_has_two_small_lines_before_it_is_cut(
    theme: Theme, words: str, width: int, height: int
) -> None:
    assert theme
    fonts = [step_font(Step.BODY), step_font(Step.CAPTION)]

    assert fitted(words, width, height, fonts)[0] == words
    assert fitted(words, width, height // 2, fonts)[0].endswith("…")


def test_a_long_subject_below_a_class_goes_on_in_the_next_line(theme: Theme) -> None:
    assert theme

    assert wrapped("Физическая культура · 12", 90) == ["Физическая", "культура · 12"]
    assert wrapped("Физическая культура · 1", 111) == ["Физическая культура", "1"]
    assert wrapped("Математика · 12", 111) == ["Математика · 12"]
    assert wrapped("", 111) == []


def test_the_hour_under_the_cursor_stands_below_in_full(screen: TimetableScreen) -> None:
    empty = screen.clashes.hour.text()
    types("физ")
    press("Return", "Return", "Up")
    lesson = screen.planner.lesson(screen.chosen[0])

    assert empty == "Дүйсенбі, 1-сабақ"
    assert screen.clashes.hour.text() == f"Дүйсенбі, 1-сабақ: {lesson}"


def test_combined_classes_stand_one_above_the_other_and_are_called_together(
    screen: TimetableScreen,
) -> None:
    planner = screen.planner
    weeks = (planner.week_of_teacher(account) for account in planner.teachers)
    cells = [cell for week in weeks for cell in week.cells.values() if len(cell.parts) > 1]
    (first, second) = part_boxes(QRect(0, 0, 127, 62), cells[0].parts)

    assert (first.width(), second.top()) == (127, first.bottom() + 1)
    assert all(len(one.parts) == 2 for one in cells)
    assert "2, 4-сыныптар" in {cell.shared[0] for cell in cells if cell.shared}
