"""The calendar by keys alone: looked through, changed after a preview, taken back, refused."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from school_desk.school.calendar_model import CalendarKind, CalendarSpan, Status, Weather
from school_desk.school.calendar_store import load_own_years
from school_desk.school.model import Bell, Division
from school_desk.ui.school.bell_dialogs import BellSetDialog, ShiftDialog, UsualBellsDialog
from school_desk.ui.school.calendar_dialogs import LineDialog, SpanDialog, WeatherDialog
from school_desk.ui.school.calendar_problems import ProblemsDialog
from school_desk.ui.school.calendar_screen import BELLS, WEATHER, CalendarScreen
from school_desk.ui.school.calendar_table import CalendarTable
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words
from tests.ui.undoing import take_back

FIRST_TERM, BREAK, NEW_YEAR = 3, 7, 15
THURSDAY = date(2026, 10, 22)


@pytest.fixture
def office(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        press("Alt+J")
        yield taken


def calendar(office: Seat) -> CalendarScreen:
    assert isinstance(office.screen, CalendarScreen)
    return office.screen


def stands_on(table: CalendarTable, row: int) -> None:
    while table.currentIndex().row() < row:
        press("Down")


def previewed(office: Seat, qtbot: QtBot) -> CalendarScreen:
    qtbot.waitUntil(calendar(office).panel.isVisible, timeout=60_000)
    settle()
    return calendar(office)


def goes_to(office: Seat, tab: int) -> CalendarScreen:
    press(f"Alt+{tab + 1}")
    return calendar(office)


def ends_on(day: str):
    def answer(dialog: SpanDialog) -> None:
        dialog.ends.line.setFocus()
        dialog.ends.line.selectAll()
        types(day)
        press("Return")

    return answer


def test_the_screen_shows_the_year_of_the_order(office: Seat) -> None:
    rows = calendar(office).days.rows.rows

    assert [row.texts[1] for row in rows[:3]] == [
        *("5 күн: дүйсенбі–жұма", "4 тоқсан", "1–4, 5–9, 10–11")
    ]
    assert rows[FIRST_TERM].texts == (
        *("Тоқсан", "1-тоқсан", "01.09.2026 – 25.10.2026", "барлығы"),
        *("39 оқу күні, 8 апта", "бұйрықта бар"),
    )
    assert "Тексеретін күн: 4 (Пробел)" in words(calendar(office).head)


def test_a_term_is_shortened_after_a_preview_and_taken_back(office: Seat, qtbot: QtBot) -> None:
    stands_on(calendar(office).days, FIRST_TERM)
    answering(SpanDialog, ends_on("20.10.2026"))
    press("Return")
    told = words(previewed(office, qtbot).panel)
    before = office.desk.calendars.year()
    press("Return")
    after = office.desk.calendars.year()
    shown = calendar(office).days.rows.rows[FIRST_TERM].texts[2]
    take_back()

    assert any("сабақ алып тасталады" in text for text in told)
    assert any("Бәрі журналда қалады." in text for text in told)
    assert not before.own
    assert after.terms[0].ends == date(2026, 10, 20)
    assert shown == "01.09.2026 – 20.10.2026"
    assert office.desk.calendars.year() == before


def test_esc_leaves_everything_as_it_was(office: Seat, qtbot: QtBot) -> None:
    stands_on(calendar(office).days, FIRST_TERM)
    answering(SpanDialog, ends_on("20.10.2026"))
    press("Return")
    previewed(office, qtbot)
    press("Escape")

    assert not calendar(office).panel.isVisible()
    assert not load_own_years(office.desk._storage.db)


def test_terms_that_overlap_are_refused_in_the_dialog(office: Seat) -> None:
    said: list[str] = []

    def answer(dialog: SpanDialog) -> None:
        ends_on("20.11.2026")(dialog)
        said.extend(words(dialog))
        press("Escape")

    stands_on(calendar(office).days, FIRST_TERM)
    answering(SpanDialog, answer)
    press("Return")

    wanted = "«1-тоқсан» мен «2-тоқсан» қабаттасады: 2 қараша екеуінде де бар. Біреуін өзгертіңіз."
    assert wanted in said
    assert not calendar(office).panel.isVisible()


def test_a_date_is_confirmed_by_one_key(office: Seat) -> None:
    screen = calendar(office)
    row = next(n for n, line in enumerate(screen.days.rows.rows) if "тексеру" in line.texts[5])
    stands_on(screen.days, row)
    press("Space")

    assert screen.days.rows.rows[row].texts[5] == "тексерілді"
    assert len(office.desk.calendars.year().to_check) == 3
    take_back()
    assert len(office.desk.calendars.year().to_check) == 4


def test_a_weather_day_is_noted_once_for_some_classes(office: Seat, qtbot: QtBot) -> None:
    def answer(dialog: WeatherDialog) -> None:
        dialog.whom.setFocus()
        types("5-9")
        press("Return")

    screen = goes_to(office, WEATHER)
    assert "Актированный күнді жазу" in words(screen)
    answering(WeatherDialog, answer)
    press("Ctrl+N")
    previewed(office, qtbot)
    press("Return")

    (span,) = office.desk.calendars.year().of(CalendarKind.WEATHER)
    assert (span.starts, span.year_levels) == (THURSDAY, (5, 6, 7, 8, 9))
    assert span.weather is Weather.CANCELLED
    assert not office.desk.school.is_school_day(THURSDAY, 5)
    assert screen.weather.rows.rows[0].texts[1] == "5–9-сынып"
    stands_on(screen.weather, 0)
    press("Delete")
    previewed(office, qtbot)
    press("Return")
    assert not office.desk.calendars.year().of(CalendarKind.WEATHER)


def test_the_year_is_divided_into_trimesters(office: Seat, qtbot: QtBot) -> None:
    stands_on(calendar(office).days, 1)
    press("Return", "Down", "Down", "Return")
    previewed(office, qtbot)
    press("Return")

    assert office.desk.calendars.year().division is Division.TRIMESTER
    assert calendar(office).days.rows.rows[FIRST_TERM].texts[1] == "1-триместр"
    assert office.desk.school.calendar().terms[2].number == 3


def test_stages_are_a_line_of_text(office: Seat, qtbot: QtBot) -> None:
    def answer(dialog: LineDialog) -> None:
        types("1-4, 6-9")
        press("Return")
        assert dialog.problem.text()
        dialog.line.selectAll()
        types("1-4, 5-10, 11-12")
        press("Return")

    stands_on(calendar(office).days, 2)
    answering(LineDialog, answer)
    press("Return")
    previewed(office, qtbot)
    press("Return")

    assert office.desk.school.calendar().stages == ((1, 4), (5, 10), (11, 12))


def test_the_next_year_is_proposed(office: Seat, qtbot: QtBot) -> None:
    press("Alt+Y", "Down", "Down", "Return")
    previewed(office, qtbot)
    press("Return")

    year = office.desk.calendars.year("2027-28")
    assert year.own
    assert {one.status for one in year.spans} == {Status.TO_CHECK}
    assert office.desk.year == "2026-27"


def test_holidays_of_the_law_are_taken_with_one_key(office: Seat, qtbot: QtBot) -> None:
    press("Alt+L")
    previewed(office, qtbot)
    press("Return")

    days = {one.starts for one in office.desk.calendars.year().of(CalendarKind.HOLIDAY)}
    assert date(2026, 10, 26) in days


def test_a_file_with_problems_shows_them_all(office: Seat, tmp_path: Path) -> None:
    path = tmp_path / "year.toml"
    office.desk.calendar_files.write(path)
    text = path.read_text("utf-8").replace("ends = 2026-10-25", "ends = 2026-11-10", 1)
    path.write_text(text.replace("[0, 1, 2, 3, 4]", "[0, 9]"), "utf-8")
    said: list[str] = []
    answering(ProblemsDialog, lambda dialog: said.extend(words(dialog)))
    calendar(office).take_file(path)

    assert any("қабаттасады" in text for text in said)
    assert any("Оқу аптасының күндері" in text for text in said)
    assert not load_own_years(office.desk._storage.db)


def test_a_good_file_is_taken_after_a_preview(office: Seat, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "year.toml"
    office.desk.calendar_files.write(path)
    path.write_text(path.read_text("utf-8").replace("2026-10-25\nst", "2026-10-23\nst", 1), "utf-8")
    calendar(office).take_file(path)
    previewed(office, qtbot)
    press("Return")

    assert load_own_years(office.desk._storage.db) == ("2026-27",)
    take_back()
    assert load_own_years(office.desk._storage.db) == ()


def test_other_bells_and_a_shift(office: Seat) -> None:
    def bells(dialog: BellSetDialog) -> None:
        dialog.name.setFocus()
        types("Қыркүйек")
        dialog.whom.setFocus()
        types("1")
        dialog.times.setPlainText("1 8:30–9:05\n2 9:15–9:50")
        dialog.accept()

    def shift(dialog: ShiftDialog) -> None:
        dialog.here.setFocus()
        types("6а")
        press("Return")

    screen = goes_to(office, BELLS)
    answering(BellSetDialog, bells)
    press("Ctrl+N", "Return")
    answering(ShiftDialog, shift)
    press("Ctrl+N", "Down", "Return")

    (found,) = office.desk.bells.bells().sets
    assert found.year_levels == (1,)
    assert found.bells[1] == Bell(2, time(9, 15), time(9, 50))
    assert [row.texts[0] for row in screen.bells.table.rows.rows] == [
        *("Әдеттегі қоңырау", "Қыркүйек", "1-ауысым")
    ]
    assert screen.bells.table.rows.rows[2].texts[1] == "6 «А»"
    press("Ctrl+Z", "Ctrl+Z")
    assert screen.bells.table.rows.rowCount() == 1


def test_the_usual_bells_are_changed_where_they_stand(office: Seat) -> None:
    def bells(dialog: UsualBellsDialog) -> None:
        lines = dialog.times.toPlainText().splitlines()
        dialog.times.setPlainText("\n".join(lines[:2]))
        dialog.accept()
        assert dialog.isVisible()
        assert "3" in dialog.problem.text()
        dialog.times.setPlainText("\n".join(("1 8:20–9:05", *lines[1:])))
        dialog.accept()

    screen = goes_to(office, BELLS)
    answering(UsualBellsDialog, bells)
    press("F2")

    assert office.screen is screen
    assert office.desk.school.bells()[0] == Bell(1, time(8, 20), time(9, 5))
    assert "08:20" in screen.bells.table.rows.rows[0].texts[-1]
    press("Ctrl+Z")
    assert office.desk.school.bells()[0].starts == time(8, 30)


def test_a_teacher_reads_and_is_told_who_may_change(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        press("Alt+J")
        stands_on(calendar(taken).days, FIRST_TERM)
        press("Return")

        assert "директор" in taken.said.casefold()
        press("Space")
        assert not load_own_years(taken.desk._storage.db)


def test_remote_lessons_have_a_quiet_sign_everywhere(seat: Seat) -> None:
    kind = CalendarKind.WEATHER
    remote = CalendarSpan("weather/x", kind, THURSDAY, THURSDAY, weather=Weather.REMOTE)
    with seat.taken_by(HEAD) as office:
        office.desk.calendars.note_weather([remote], office.desk.calendars.year())
    with seat.taken_by(TEACHER) as taken:
        assert taken.window is not None
        start = words(taken.screen)
        page = taken.opens_lesson()
        column = next(one for one in page.page.columns if one.date == THURSDAY)

        assert sum("Сабақ қашықтан өтеді" in text for text in start) >= 4
        assert column.remote


def test_the_tables_are_good_models(office: Seat, qtmodeltester) -> None:
    for table in (calendar(office).days, calendar(office).weather, calendar(office).bells.table):
        qtmodeltester.check(table.rows)


def test_the_place_leads_back_to_the_line(office: Seat) -> None:
    stands_on(calendar(office).days, BREAK)
    place = calendar(office).place()

    assert place == Place("calendar", (0, BREAK, "2026-27"))
