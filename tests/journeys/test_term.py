"""A term of one teacher, lived by keys: six classes, a half-year subject, a pass/fail one."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from school_desk import i18n
from school_desk.journal.model import MarkKind, Standing
from school_desk.school.attendance_rules import term_span
from school_desk.school.calendar import term_on
from school_desk.school.model import Absence
from school_desk.storage.verify import verify
from school_desk.ui.journal.pupil_work_dialogs import SittingDialog
from school_desk.ui.journal.register_layout import SectionKind
from school_desk.ui.screen import Place
from school_desk.ui.theme.theme import Scheme, Theme
from tests.journeys.term_life import Diary, Life, keyed
from tests.journeys.term_school import (
    EIGHTH,
    FIFTH,
    FOURTH,
    PAGES,
    PUPILS,
    SEVENTH,
    SIGN_IN,
    SIXTH,
    TERM,
    THIRD,
    Taught,
    TermSchool,
    evening,
    make_school,
)
from tests.ui.keyboard import answering, press, types
from tests.ui.seat import Seat

LAST_DAY = date(2026, 10, 23)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Iterator[Life]:
    """Eight weeks of lessons, every one opened and filled by keys."""
    before = i18n.current()
    i18n.use("kk")
    theme.choose(Scheme.LIGHT)
    school = make_school(tmp_path_factory.mktemp("term") / "school")
    seat = Seat(school.folder, theme)
    with seat.taken_by(SIGN_IN):
        life = Life(seat, school, Random(2026))  # noqa: S311  marks, no secrets
        live(life, school)
        seat.now = evening(LAST_DAY)
        yield life
    i18n.use(before)


def live(life: Life, school: TermSchool) -> None:
    desk = life.seat.desk
    term = term_on(desk.school.calendar(), date(2026, 9, 1))
    assert term is not None
    by_place = {school.page_of(taught): taught for taught in PAGES}
    days = [date.fromordinal(n) for n in range(term.starts.toordinal(), term.ends.toordinal())]
    for day in days:
        for key in desk.school.lessons_of(desk.account.id, day):
            life.lesson(by_place[key.group, key.subject], key)


def expected(diary: Diary, taught: Taught, pupil: int) -> tuple[Fraction, int] | str:
    """The term mark by hand: 25 / 25 / 50, halves without a term work, half up, the four bands."""
    works = diary.works[taught.row_name, pupil]
    away = [title for title, (points, _top) in works.items() if points is None]
    if away:
        return "none"
    formative = diary.formative[taught.row_name, pupil]
    units = [pair for title, pair in works.items() if title != TERM]
    parts = {}
    if formative:
        parts["formative"] = Fraction(100 * sum(formative), 10 * len(formative))
    if units:
        parts["unit"] = Fraction(100 * sum(p for p, _ in units), sum(t for _, t in units))
    if TERM in works:
        points, top = works[TERM]
        parts["term"] = Fraction(100 * points, top)
    weights = {
        ("formative", "unit", "term"): (25, 25, 50),
        ("formative", "unit"): (50, 50),
        ("unit", "term"): (50, 50),
        ("formative",): (100,),
    }[tuple(parts)]
    percent = sum(part * weight for part, weight in zip(parts.values(), weights, strict=True)) / 100
    whole = floor(percent + Fraction(1, 2))
    return percent, 2 + sum(whole >= low for low in (40, 65, 85))


def page_of(life: Life, taught: Taught):
    return life.seat.desk.journal.open_page(*life.school.page_of(taught), 1)


@pytest.mark.parametrize("taught", [SIXTH, SEVENTH, FOURTH, THIRD], ids=lambda one: one.row_name)
def test_every_term_mark_is_what_was_typed(lived: Life, taught: Taught) -> None:
    rows = page_of(lived, taught).rows

    for number, row in enumerate(rows):
        wanted = expected(lived.diary, taught, number)
        if wanted == "none":
            assert row.result.standing in (Standing.PENDING, Standing.MUST_SIT)
        else:
            assert (row.result.percent, row.result.mark) == wanted
            assert row.result.standing is Standing.MARKED


def test_a_half_year_subject_gives_a_forecast_at_the_end_of_the_first_term(lived: Life) -> None:
    page = page_of(lived, FIFTH)

    assert page.head.period.terms == (1, 2)
    for number, row in enumerate(page.rows):
        wanted = expected(lived.diary, FIFTH, number)
        if wanted != "none":
            assert (row.result.percent, row.result.mark) == wanted
            assert row.result.standing is Standing.FORECAST


def test_every_lesson_was_noted_as_held(lived: Life) -> None:
    for taught in PAGES:
        page = page_of(lived, taught)
        held = [(one.date, one.slot) for one in page.columns if one.held]
        assert held == lived.diary.held[taught.row_name]
        assert len(held) >= 7


def test_every_absence_is_where_it_was_typed(lived: Life) -> None:
    letters = lived.seat.desk.journal.rules(page_of(lived, SIXTH))[1].signs["kk"]
    for taught in (*PAGES, EIGHTH):
        for number, row in enumerate(page_of(lived, taught).rows):
            signs = [(k.date, k.slot, letters[sign]) for k, sign in sorted(row.signs.items())]
            assert signs == lived.diary.away[taught.row_name, number]


def test_the_file_agrees_with_its_log(lived: Life) -> None:
    assert verify(lived.seat.desk._storage) == ()


def on_screen(life: Life, taught: Taught) -> dict[str, tuple[str, str]]:
    """Percent and mark of each pupil as the window shows them."""
    life.seat.window.shell.open(Place("register", (*life.school.page_of(taught), 1)))
    model = life.seat.register.grid.model
    kinds = [section.kind for section in model.sections]
    places = [
        kinds.index(kind) for kind in (SectionKind.NAME, SectionKind.PERCENT, SectionKind.MARK)
    ]
    lines = ([model.cell(row, at).text for at in places] for row in range(model.rowCount()))
    return {name: (percent, mark) for name, percent, mark in lines}


def in_pdf(life: Life, taught: Taught, out: Path) -> dict[str, tuple[str, str]]:
    """The same from the printed page, as pdftotext reads it."""
    life.seat.desk.papers.register_page(*life.school.page_of(taught), 1, "kk", "pdf", out)
    command = ["pdftotext", "-layout", out, "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in text.replace("\N{NO-BREAK SPACE}", " ").splitlines():
        for name in PUPILS[taught.year_level]:
            if re.match(rf"\s*\d+\s+{name}\s", line):
                percent, mark = line.split()[-2:]
                found[name] = percent, mark
    return found


def in_xlsx(life: Life, taught: Taught, out: Path) -> dict[str, tuple[object, object, object]]:
    """Exact percent, whole percent and mark as numbers of the workbook."""
    life.seat.desk.papers.register_page(*life.school.page_of(taught), 1, "kk", "xlsx", out)
    sheet = load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "Баға" in row)
    places = [head.index(word) for word in ("Дәл, %", "Дөңгелек, %", "Баға")]
    return {
        row[1]: tuple(row[at] for at in places)
        for row in rows
        if row[1] in PUPILS[taught.year_level]
    }


@pytest.mark.parametrize("taught", [SIXTH, SEVENTH, FOURTH, THIRD], ids=lambda one: one.row_name)
def test_screen_paper_and_workbook_say_the_same(
    lived: Life, taught: Taught, tmp_path: Path
) -> None:
    screen = on_screen(lived, taught)
    paper = in_pdf(lived, taught, tmp_path / "page.pdf")
    book = in_xlsx(lived, taught, tmp_path / "page.xlsx")

    names = PUPILS[taught.year_level]
    assert set(screen) == set(paper) == set(book) == set(names)
    for number, name in enumerate(names):
        wanted = expected(lived.diary, taught, number)
        if wanted == "none":
            assert book[name][2] is None
            continue
        percent, mark = wanted
        whole = floor(percent + Fraction(1, 2))
        assert screen[name] == paper[name] == (str(whole), str(mark))
        assert book[name] == (pytest.approx(float(percent)), whole, mark)


def by_hand(life: Life, taught: Taught) -> Counter[int]:
    """How many of which mark a page has, reckoned from what was typed."""
    pupils = range(len(PUPILS[taught.year_level]))
    found = (expected(life.diary, taught, number) for number in pupils)
    return Counter(one[1] for one in found if one != "none")


TERM_PAGES = (SIXTH, SEVENTH, FOURTH, THIRD)


def test_the_teachers_summary_adds_up_what_was_typed(lived: Life, tmp_path: Path) -> None:
    desk = lived.seat.desk
    hand = {taught.row_name: by_hand(lived, taught) for taught in TERM_PAGES}
    whole = sum(hand.values(), Counter())
    good, n = whole[5] + whole[4], sum(whole.values())

    summary = desk.summaries.of_teacher(desk.account.id, 1)
    out = tmp_path / "teacher.pdf"
    desk.summary_papers.of_teacher(desk.account.id, 1, "kk", "pdf", out)
    book = tmp_path / "teacher.xlsx"
    desk.summary_papers.of_teacher(desk.account.id, 1, "kk", "xlsx", book)
    lived.seat.window.shell.open(Place("summary", ("teacher", desk.account.id, 1, "numbers")))
    spoken = " ".join(words_of_table(lived.seat.screen))

    counts = summary.total.counts
    assert (counts.five, counts.four, counts.three, counts.two) == tuple(
        whole[mark] for mark in (5, 4, 3, 2)
    )
    quality = f"{floor(Fraction(100 * good, n) + Fraction(1, 2))}\N{NO-BREAK SPACE}%"
    assert quality in spoken
    command = ["pdftotext", "-layout", out, "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert quality.replace("\N{NO-BREAK SPACE}", " ") in text.replace("\N{NO-BREAK SPACE}", " ")
    rows = [[cell.value for cell in row] for row in load_workbook(book).worksheets[0].iter_rows()]
    total = next(row for row in rows if row[0] == "Барлық бет")
    assert total[2:6] == [whole[mark] for mark in (5, 4, 3, 2)]
    assert total[9] == pytest.approx(100 * good / n)


def words_of_table(screen) -> list[str]:
    """All cells of the summary as a reader of the screen hears them."""
    model = screen.table.grid_model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def test_attendance_counts_what_was_typed_and_nothing_else(lived: Life) -> None:
    desk = lived.seat.desk
    group = next(one.id for one in desk.school.class_groups() if one.label == "6 «А»")

    found = desk.attendance.of_class(group, term_span(desk.school.calendar(), 1))

    for number, one in enumerate(found.pupils):
        typed = [sign for _day, _slot, sign in lived.diary.away[SIXTH.row_name, number]]
        assert one.lessons(Absence.ILL) == typed.count("А")
        assert one.lessons(Absence.EXCUSED) == typed.count("Д")
        assert one.lessons(Absence.UNEXCUSED) == typed.count("Ж")
        assert one.late == typed.count("К")
        assert one.full_days() == len(typed) - typed.count("К")  # one lesson a day here
        assert one.held == len(lived.diary.held[SIXTH.row_name])


def test_what_is_to_fill_names_every_pupil_who_missed_a_work(lived: Life) -> None:
    missing = {
        (taught.row_name, PUPILS[taught.year_level][number])
        for taught in PAGES
        for number in range(len(PUPILS[taught.year_level]))
        for points, _top in lived.diary.works[taught.row_name, number].values()
        if points is None
    }

    press("Ctrl+3")
    model = lived.seat.screen.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    shown = " ".join(str(model.index(n, 0).data(role)) for n in range(model.rowCount()))

    assert missing
    for _row, name in missing:
        assert name in shown


def test_pass_and_fail_are_typed_in_the_last_column(lived: Life) -> None:
    lived.seat.window.shell.open(Place("register", (*lived.school.page_of(EIGHTH), 1)))
    page = lived.seat.register
    press("End")
    while page.grid.cell_cursor.index.row() > 0:
        press("Up")

    types("С\n", "Е\n")

    assert [row.verdict for row in page_of(lived, EIGHTH).rows] == [True, False]
    press("Ctrl+Z")
    assert [row.verdict for row in page_of(lived, EIGHTH).rows] == [True, None]


def test_an_own_day_of_an_absent_pupil_settles_the_mark(lived: Life) -> None:
    """Ctrl+Shift+S gives the day; the points typed later make the mark."""
    taught, number, title, top = next(
        (taught, number, title, top)
        for taught in TERM_PAGES
        for number in range(len(PUPILS[taught.year_level]))
        for title, (points, top) in lived.diary.works[taught.row_name, number].items()
        if points is None
    )
    lived.seat.window.shell.open(Place("register", (*lived.school.page_of(taught), 1)))
    page = lived.seat.register
    kind = MarkKind.TERM_SUMMATIVE if title == TERM else MarkKind.UNIT_SUMMATIVE
    place = 1 if title == TERM else int(title.split()[1])
    work = next(w for w in page.page.works if (w.kind, w.number) == (kind, place))
    assert page.grid.go_to(work.key, page.page.rows[number].pupil.id)
    page.take_focus()

    def answer(dialog: SittingDialog) -> None:
        if not dialog.reason.currentText():
            dialog.reason.setFocus()
            types("отбасы жағдайы")
        press("Return")

    answering(SittingDialog, answer)
    press("Ctrl+Shift+S")
    sat = page_of(lived, taught).rows[number].sittings
    types(keyed(top // 2), "\n")

    lived.diary.works[taught.row_name, number][title] = top // 2, top
    assert work.key.work in sat
    row = page_of(lived, taught).rows[number]
    wanted = expected(lived.diary, taught, number)
    if wanted != "none":
        assert (row.result.percent, row.result.mark) == wanted
