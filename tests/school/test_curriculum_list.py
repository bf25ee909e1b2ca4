"""The curriculum as a spreadsheet: what is written is read back, every problem has its place."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from school_desk.documents.page import Printed
from school_desk.i18n import tell
from school_desk.intents import Form
from school_desk.list_files import write_form
from school_desk.school.curriculum_model import FROM_ORDER, Component, PlannedHours
from school_desk.school.curriculum_reading_rules import (
    CELLS,
    FORM,
    CurriculumFacts,
    ToldHours,
    read_curriculum,
    subject_words,
)
from school_desk.school.model import NewPupil, PersonName, Subject
from school_desk.school.spreadsheet import Sheet, read_sheets
from tests.school.people_desk import SEPTEMBER, class_of, people_desk, snapshot

CLASSES = {(1, "А"): 1, (5, "Ә"): 2, (11, ""): 3}
LABELS = {row: f"{level}{letter}" for (level, letter), row in CLASSES.items()}
SUBJECTS = (
    Subject(1, "math", {"kk": "Математика", "ru": "Математика", "en": "Maths"}),
    Subject(2, "kazakh_t1", {"kk": "Қазақ тілі", "ru": "Казахский язык", "en": ""}),
    Subject(3, "kazakh_t2", {"kk": "Қазақ тілі", "ru": "Казахский язык", "en": ""}),
)
FACTS = CurriculumFacts(CLASSES, SUBJECTS)
HEADS = ("Сынып", "Пән", "Сағат", "Бөлік", "Негізі")
PRINTED = Printed(datetime(2026, 9, 1, tzinfo=UTC), "С. Ахметова")
WRITTEN = st.builds(
    PlannedHours,
    st.sampled_from(sorted(LABELS)),
    st.sampled_from([one.id for one in SUBJECTS]),
    st.integers(1, 160).map(lambda quarters: Decimal(quarters) / 4),
    st.sampled_from(Component),
    st.sampled_from(("", FROM_ORDER, "№ 12 бұйрық", "Кеңес, 3-хаттама")),
)


def read(*rows, heads=HEADS, facts=FACTS):
    return read_curriculum([Sheet("Парақ", (heads, *rows))], facts)


def said(found):
    return [(one.row, one.column, tell(one.text)) for one in found.problems]


@settings(max_examples=20, deadline=None)
@given(st.lists(WRITTEN, max_size=9, unique_by=lambda one: (one.class_group, one.subject)))
def test_what_is_written_is_read_back(tmp_path_factory, planned) -> None:
    path = tmp_path_factory.mktemp("hours") / "hours.xlsx"
    names = subject_words(SUBJECTS)
    told = [ToldHours(LABELS[one.class_group], names[one.subject], one) for one in planned]

    write_form(FORM, CELLS, told, PRINTED, path)

    assert [one.planned for one in read_curriculum(read_sheets(path), FACTS).values] == planned


@pytest.mark.parametrize(
    "heads",
    [
        ("Класс", "Наименование предмета", "Часов в неделю", "Компонент", "Основание"),
        ("Class", "Subject", "Hours", "Part", "Source"),
        ("СЫНЫП", "Пәні / Пән", "Апталық сағат саны", "Бөлігі", "негізі"),
    ],
)
@pytest.mark.parametrize("hours", ["0,5", "0.5", 0.5, " 0,50 "])
def test_headings_of_three_languages_and_half_hours(heads, hours) -> None:
    found = read(("5 «ә»", "математика", hours, "variable", ""), heads=heads)

    assert found.problems == ()
    assert found.values[0].planned == PlannedHours(2, 1, Decimal("0.5"), Component.VARIABLE)


def test_all_problems_at_once_with_row_and_column() -> None:
    rows = (
        ("9Я", "Математика", 3, "", ""),
        ("1А", "Алхимия", 3, "", ""),
        ("1А", "Математика", "көп", "", ""),
        ("5Ә", "Математика", 41, "үшінші", ""),
        ("1А", "kazakh_t1", 2, "", ""),
        ("1 а", "kazakh_t1", 3, "", ""),
        ("11", "Maths", None, "", ""),
        (datetime(2026, 5, 1, tzinfo=UTC), True, -1, 5, "=1"),
    )

    found = read(*rows)

    places = [(row, column) for row, column, _text in said(found)]
    begins = [(2, "A"), (3, "B"), (4, "C"), (5, "C"), (5, "D"), (7, ""), (8, "C")]
    assert places == [*begins, *((9, column) for column in "ABCDE")]
    assert len(found.lines) == 1


def test_it_is_one_step_and_known_lines_are_left_out(tmp_path) -> None:
    book, path = Workbook(), tmp_path / "hours.xlsx"
    for row in (HEADS, ("5А", "Алгебра", "4,5"), ("5Ә", "Алгебра", 3, "Вариатив", "№ 1")):
        book.worksheets[0].append(row)
    book.save(path)
    (tmp_path / "school").mkdir()
    with people_desk(tmp_path / "school") as desk:
        files, before = desk.list_files.curriculum, snapshot(desk)

        assert files.take(files.read(path), lambda _done, _all: None) == 2

        assert desk.curriculum.of_class(class_of(desk, "А")).planned == Decimal("4.5")
        files.export(tmp_path / "out.xlsx", "ru")
        again = files.read(tmp_path / "out.xlsx")
        assert (again.lines, again.errors, len(again.problems)) == ((), (), 2)
        desk.undo(Form())
        assert snapshot(desk) == before


def test_the_order_adds_no_subject_whose_hours_it_does_not_name(tmp_path) -> None:
    with people_desk(tmp_path) as desk:
        seventh = NewPupil(PersonName("Жомарт", "Алуа"), 7, "А")
        desk.school.import_pupils([seventh], SEPTEMBER)
        group = next(one.id for one in desk.school.class_groups() if one.year_level == 7)
        before = desk.school.subjects()

        assert desk.curriculum.take_standard([group]) == 0

        assert desk.school.subjects() == before
