"""A thematic plan from the cells of a spreadsheet: headings anywhere, kinds by words, problems."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from school_desk.journal.thematic_model import PlanRow, RowKind
from school_desk.journal.thematic_reading_rules import NO_HEADINGS, NO_TERMS, read_plan
from school_desk.school.model import Term

TERMS = (
    Term(1, date(2026, 9, 1), date(2026, 10, 25)),
    Term(2, date(2026, 11, 2), date(2026, 12, 30)),
)
ROOM = {1: 3, 2: 3}


@dataclass
class Cells:
    rows: tuple
    title: str = "КТЖ"
    cut: bool = False
    merged: dict | None = None

    def merged_value(self, row: int, column: int) -> object:
        return (self.merged or {}).get((row, column))


KAZAKH = ("р/с", "Бөлім", "Сабақтың тақырыбы", "Оқу мақсаттары", "Сағат саны", "Мерзімі", "Ескерту")
RUSSIAN = ("№", "Раздел", "Тема урока", "Цели обучения", "Кол-во часов", "Сроки", "Примечание")


def read(*rows, headings=KAZAKH, above=(), **more):
    return read_plan([Cells((*above, headings, *rows), **more)], TERMS, ROOM)


@pytest.mark.parametrize("headings", [KAZAKH, RUSSIAN])
def test_headings_are_found_under_a_title_in_either_language(headings):
    found = read(
        ("1 четверть", *[None] * 6),
        (1, "Натурал сандар", "Бөлшек", "6.1.2.1", 2, None, "§ 1"),
        headings=headings,
        above=(("Күнтізбелік-тақырыптық жоспар", *[None] * 6), (None,) * 7),
    )

    assert found.problems == ()
    assert found.rows == (
        PlanRow(
            unit="Натурал сандар", topic="Бөлшек", objectives="6.1.2.1", hours=2, note="§ 1", term=1
        ),
    )


def test_kinds_are_known_by_their_words():
    found = read(
        ("І тоқсан", *[None] * 6),
        (None, "Қатынастар", None, None, None, None, None),
        (1, None, "Пропорция", "6.1", 1, None, None),
        (2, None, "БЖБ №1", None, 1, None, None),
        (3, None, "Қайталау", None, 1, None, None),
        (4, None, "СОЧ за 1 четверть", None, 1, None, None),
    )

    assert [row.kind for row in found.rows] == [
        RowKind.HEADER,
        RowKind.LESSON,
        RowKind.UNIT_SUMMATIVE,
        RowKind.REVISION,
        RowKind.TERM_SUMMATIVE,
    ]
    assert found.rows[0].hours == 0


def test_titles_of_terms_put_rows_in_their_term():
    found = read(
        ("1-тоқсан (24 сағат)", *[None] * 6),
        (1, None, "Бір", None, 1, None, None),
        (None, "2-тоқсан", *[None] * 5),
        (2, None, "Екі", None, 1, None, None),
    )

    assert [(row.topic, row.term) for row in found.rows] == [("Бір", 1), ("Екі", 2)]


def test_without_titles_rows_are_dealt_out_by_the_hours_of_the_terms_and_it_is_said():
    found = read(*((n, None, f"Тақырып {n}", None, 1, None, None) for n in range(1, 6)))

    assert [row.term for row in found.rows] == [1, 1, 1, 2, 2]
    assert [one.text.msgid for one in found.problems] == [NO_TERMS]


def test_dates_of_lessons_do_not_pin_but_those_of_works_do():
    day = datetime(2026, 9, 25, tzinfo=UTC)
    found = read(
        ("1-тоқсан", *[None] * 6),
        (1, None, "Бөлшек", None, 1, day, None),
        (2, None, "БЖБ №1", None, 1, day, None),
    )

    assert [row.day for row in found.rows] == [None, date(2026, 9, 25)]


def test_all_problems_of_a_file_are_told_at_once_with_their_places():
    found = read(
        ("1-тоқсан", *[None] * 6),
        (1, None, "Бөлшек", None, "екі", None, None),
        (2, None, "БЖБ", None, 1, "күзде", None),
        (3, None, "Сан", None, 99, None, None),
    )

    assert [(one.row, one.column) for one in found.errors] == [
        (3, "Hours"),
        (4, "Planned for"),
        (5, "Hours"),
    ]


def test_a_file_without_headings_says_which_ones_it_needs():
    found = read_plan([Cells((("Аты", "Тегі"), ("А", "Б")))], TERMS, ROOM)

    assert [one.text.msgid for one in found.errors] == [NO_HEADINGS]
    assert found.rows == ()


def test_a_unit_merged_over_its_topics_counts_for_each():
    found = read(
        ("1-тоқсан", *[None] * 6),
        (1, "Қатынастар", "Бір", None, 1, None, None),
        (2, None, "Екі", None, 1, None, None),
        merged={(4, 2): "Қатынастар"},
    )

    assert [row.unit for row in found.rows] == ["Қатынастар", "Қатынастар"]


def test_lines_prepared_but_empty_are_no_rows():
    found = read(("1-тоқсан", *[None] * 6), (1, None, "Бір", None, 1, None, None), (2, *[None] * 6))

    assert len(found.rows) == 1
