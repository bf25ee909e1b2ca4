"""A term of one teacher, lived by keys: six classes, a half-year subject, a pass/fail one."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from school_desk import i18n
from school_desk.journal.model import Standing
from school_desk.school.calendar import term_on
from school_desk.storage.verify import verify
from school_desk.ui.journal.register_layout import SectionKind
from school_desk.ui.screen import Place
from school_desk.ui.theme.theme import Scheme, Theme
from tests.journeys.term_life import Diary, Life
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
