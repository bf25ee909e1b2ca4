"""A term of one teacher, lived by keys: six classes, a half-year subject, a pass/fail one."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor
from random import Random

import pytest

from school_desk import i18n
from school_desk.journal.model import Standing
from school_desk.school.calendar import term_on
from school_desk.storage.verify import verify
from school_desk.ui.theme.theme import Scheme, Theme
from tests.journeys.term_life import Diary, Life
from tests.journeys.term_school import (
    EIGHTH,
    FIFTH,
    FOURTH,
    PAGES,
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
