"""Benefits from Excel: all problems at once, nothing written when refused, a round trip, undo."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.documents.page import Printed
from school_desk.list_files import write_form
from school_desk.nutrition.eating_model import Category, Eating, Paper, Source
from school_desk.nutrition.eating_reading_rules import (
    CATEGORIES,
    CELLS,
    FORM,
    EatingFacts,
    ToldEating,
    read_eatings,
)
from school_desk.school.model import PersonName
from school_desk.school.spreadsheet import read_sheets
from tests.journal.small_desk import NOW
from tests.nutrition.test_meal_calendar import shown
from tests.nutrition.test_month_service import SEPTEMBER, TUESDAY

NAMES = (PersonName("Әбіш", "Дана"), PersonName("Ермек", "Дана"), PersonName("Қайрат", "Дана"))
CLASSES = {(6, "А"): 1}
LISTED = {1: tuple(enumerate(NAMES, 1))}
HEADS = tuple(one.heading for one in FORM.columns)
PAPER = Paper("Анықтама", "12", None, "15-н")


class Sheet:
    def __init__(self, *rows):
        self.title, self.rows = "1", [HEADS, *rows]
        self.formulas, self.cut = frozenset(), False


def row(name, **cells):
    told = {"class": "6А", "surname": name, "given": "Дана", **cells}
    return tuple(told.get(one.name) for one in FORM.columns)


def read(*rows, known=None):
    return read_eatings([Sheet(*rows)], EatingFacts(CLASSES, LISTED, known or {}))


def test_a_line_says_who_pays_by_which_paper_and_when():
    told = {
        "category": "сирота",
        "kind": "Анықтама",
        "number": "12",
        "starts": "01.09.2026",
        "order": "15-н",
    }
    found = read(row("Ермек", **told))

    (one,) = found.values
    assert one.eating == Eating(2, Source.FUND, SEPTEMBER, None, Category.ORPHAN, PAPER)
    assert found.problems == ()


def test_every_problem_of_a_file_is_told_at_once():
    fund = {"source": "фонд", "kind": "Анықтама", "number": "1", "order": "1"}
    found = read(
        row("Жоқ", source="родители"),
        row("Әбіш", **fund),
        row("Ермек", source="фонд", category="асп"),
        row("Қайрат", source="кім біледі"),
        row("Қайрат", source="родители", starts="05.09.2026", ends="01.09.2026"),
        row("Қайрат"),
    )

    assert found.values == ()
    assert [one.row for one in found.errors] == [2, 3, 4, 5, 6, 7]


def test_lines_that_would_run_into_each_other_are_refused_before_anything_is_written():
    paid = {"source": "родители"}
    apart = read(row("Әбіш", **paid, starts="01.09.2026"), row("Әбіш", **paid, starts="01.10.2026"))
    assert (len(apart.values), apart.errors) == (2, ())
    turned = read(
        row("Әбіш", **paid, starts="01.10.2026"), row("Әбіш", **paid, starts="01.09.2026")
    )
    assert [one.row for one in turned.errors] == [3]
    twice = read(*[row("Әбіш", **paid, starts="01.09.2026")] * 2)
    assert [one.row for one in twice.errors] == [3]


def test_what_is_written_already_is_left_out():
    known = {1: (Eating(1, Source.PARENT, SEPTEMBER, id=9),)}
    found = read(row("Әбіш", source="родители", starts="01.09.2026"), known=known)

    assert (found.values, found.errors, len(found.problems)) == ((), (), 1)


texts = st.text("абвәіқ0123456789-", min_size=1, max_size=12)
days = st.dates(date(2026, 9, 1), date(2027, 5, 25))
papers = st.builds(Paper, texts, texts, st.none() | days, texts, st.none() | days, texts)
parts = st.one_of(
    st.tuples(st.just(Source.FUND), st.sampled_from(Category), papers),
    st.tuples(
        st.sampled_from((Source.PARENT, Source.OTHER, Source.NONE, Source.PRIMARY)),
        st.none(),
        st.just(Paper()) | papers,
    ),
)


@st.composite
def told(draw):
    """For each pupil some benefits, one after the other, the last perhaps open."""
    found = []
    for pupil, name in LISTED[1]:
        bounds = sorted(draw(st.sets(days, max_size=3)))
        for n, starts in enumerate(bounds):
            later = bounds[n + 1] - timedelta(1) if n + 1 < len(bounds) else draw(st.none())
            ends = later and max(later, starts)
            source, category, paper = draw(parts)
            one = Eating(pupil, source, starts, ends, category, paper)
            found.append(ToldEating("6А", name, one))
    return found


@settings(max_examples=25, deadline=None)
@given(told())
def test_what_is_exported_reads_back_as_it_was(tmp_path_factory, ones):
    path = tmp_path_factory.mktemp("benefits") / "b.xlsx"
    write_form(FORM, CELLS, ones, Printed(NOW, "С. Ахметова"), path)

    found = read_eatings(read_sheets(path), EatingFacts(CLASSES, LISTED, {}))

    assert list(found.values) == ones
    assert found.errors == () or not ones


def test_a_file_is_taken_whole_and_taken_back_whole(head, tmp_path):
    pupils = [one.pupil for one in head.eating.eaters(TUESDAY)]
    fund = Eating(0, Source.FUND, TUESDAY, None, Category.ASP, PAPER)
    head.eating.write([Eating(pupils[0], Source.PARENT, SEPTEMBER)])
    told_ones = [
        ToldEating("6А", name, replace(fund, pupil=pupil))
        for name, pupil in zip(NAMES, pupils, strict=True)
    ]
    path = tmp_path / "b.xlsx"
    write_form(FORM, CELLS, told_ones, Printed(NOW, "С. Ахметова"), path)
    kind, before = head.list_files.benefits, head.eating.written()

    found = kind.read(path)
    assert head.eating.written() == before
    assert kind.take(found, lambda _done, _all: None) == 3

    assert {one.source for one in head.eating.eaters(TUESDAY)} == {Source.FUND}
    assert head.eating.eaters(SEPTEMBER)[0].source is Source.PARENT
    again = tmp_path / "again.xlsx"
    assert kind.export(again, "kk") == 4
    assert kind.read(again).values == ()
    head.undo(shown(head, TUESDAY).form)
    assert head.eating.written() == before


@pytest.mark.parametrize("category", Category)
def test_every_category_has_words_that_read_back(category):
    kazakh, russian = CATEGORIES[category].split(" / ")
    for word in (kazakh, russian, CATEGORIES[category]):
        paper = {"kind": "а", "number": "1", "order": "1"}
        (one,) = read(row("Әбіш", category=word, **paper)).values
        assert one.eating.category is category
