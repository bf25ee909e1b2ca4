"""Lists of the school: typed, taken from Excel, counted by class and sex, closed to others."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from school_desk.access.model import NotAllowedError
from school_desk.documents.page import Printed
from school_desk.intents import Form
from school_desk.list_files import write_form
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.list_model import ListedEntry, ListEntry
from school_desk.school.list_reading_rules import (
    CELLS,
    FORM,
    ListFacts,
    ToldEntry,
    read_entries,
)
from school_desk.school.list_rules import (
    EntryDatesError,
    EntryUntitledError,
    KindMissingError,
    counts,
    kind_named,
    total,
)
from school_desk.school.model import ClassGroup, NewPupil, PersonName, Pupil
from school_desk.school.names import ALPHABET
from school_desk.school.shipped import list_kinds
from school_desk.school.spreadsheet import read_sheets
from school_desk.school.texts import as_line
from tests.journal.small_desk import HEAD, NOW, TEACHER

CHESS = ListEntry("club", 0, "Шахмат", starts=date(2026, 9, 1))
DAY = date(2026, 10, 22)


@pytest.fixture
def head(school):
    with school.taken_by(HEAD) as desk:
        yield desk


def pupils(desk, school):
    return [member.pupil.id for member in desk.school.pupils(school.class_group)]


def test_a_line_is_added_put_right_ended_and_undone(head, school) -> None:
    one = pupils(head, school)[0]
    row = head.lists.put(school.class_group, replace(CHESS, pupil=one))
    head.lists.put(school.class_group, replace(CHESS, pupil=one, id=row, outcome="II орын"))
    head.lists.end(school.class_group, row, date(2026, 10, 1))

    (found,) = head.lists.entries("club")
    head.undo(Form())

    assert (found.entry.outcome, found.entry.ends) == ("II орын", date(2026, 10, 1))
    assert head.lists.entries("club")[0].entry.ends is None
    assert head.lists.entries("transport") == ()


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (replace(CHESS, title=" "), EntryUntitledError),
        (replace(CHESS, kind=""), KindMissingError),
        (replace(CHESS, ends=date(2025, 1, 1)), EntryDatesError),
    ],
)
def test_a_refused_line_leaves_nothing_behind(head, school, entry, refusal) -> None:
    one = pupils(head, school)[0]
    with pytest.raises(refusal):
        head.lists.put(school.class_group, replace(entry, pupil=one))

    assert head.lists.entries() == ()


def test_a_school_keeps_lists_of_its_own(head, school) -> None:
    one = pupils(head, school)[0]
    head.lists.put(school.class_group, replace(CHESS, pupil=one, kind="Волонтёрлер"))

    assert head.lists.kinds()[-1].code == "Волонтёрлер"
    assert kind_named(head.lists.kinds(), "кружки") == "club"
    assert kind_named(head.lists.kinds(), "Волонтёрлер") == "Волонтёрлер"


def test_a_form_tutor_sees_the_own_class_only(school) -> None:
    with school.taken_by(HEAD) as head:
        head.school.import_pupils([NewPupil(PersonName("Бөтен", "Бала"), 9)], date(2026, 9, 1))
        ninth = next(one.id for one in head.school.class_groups() if one.year_level == 9)
        stranger = head.school.pupils(ninth)[0].pupil.id
        head.lists.put(ninth, replace(CHESS, pupil=stranger))
        one = pupils(head, school)[0]
        head.lists.put(school.class_group, replace(CHESS, pupil=one, title="Домбыра"))
    with school.taken_by(TEACHER) as tutor:
        assert [each.pupil.id for each in tutor.lists.entries()] == [one]
        row = tutor.lists.put(school.class_group, replace(CHESS, pupil=one))
        tutor.undo(Form())
        for put in (
            lambda: tutor.lists.put(ninth, replace(CHESS, pupil=stranger)),
            lambda: tutor.lists.import_entries([]),
        ):
            with pytest.raises(NotAllowedError):
                put()
        with pytest.raises(NotOfThisClassError):
            tutor.lists.put(school.class_group, replace(CHESS, pupil=stranger))
        assert row not in {each.entry.id for each in tutor.lists.entries()}


def test_who_gets_help_is_the_heads_to_know_and_no_form_tutors(school) -> None:
    with school.taken_by(HEAD) as head:
        one = pupils(head, school)[0]
        help_ = replace(CHESS, kind="social_help", title="Көмек", pupil=one)
        row = head.lists.put(school.class_group, help_)
        assert [each.entry.title for each in head.lists.entries()] == ["Көмек"]
        assert "social_help" in {each.code for each in head.lists.open_kinds()}
    with school.taken_by(TEACHER) as tutor:
        assert tutor.lists.entries() == ()
        assert "social_help" not in {each.code for each in tutor.lists.open_kinds()}
        for act in (
            lambda: tutor.lists.put(school.class_group, help_),
            lambda: tutor.lists.put(school.class_group, replace(CHESS, pupil=one, id=row)),
            lambda: tutor.lists.end(school.class_group, row, DAY),
            lambda: tutor.lists.remove(school.class_group, row),
        ):
            with pytest.raises(NotAllowedError):
                act()


def test_a_pupil_twice_on_a_list_is_counted_once() -> None:
    group = ClassGroup(1, 6, "А")
    boy, girl = Pupil(1, PersonName("Әбіш")), Pupil(2, PersonName("Ермек"))
    listed = [
        ListedEntry(replace(CHESS, pupil=1), boy, group, "male"),
        ListedEntry(replace(CHESS, pupil=1, title="Домбыра"), boy, group, "male"),
        ListedEntry(replace(CHESS, pupil=2), girl, group, "female"),
        ListedEntry(replace(CHESS, pupil=2, ends=date(2026, 9, 2)), girl, group, "female"),
    ]

    (found,) = counts(listed, DAY)

    assert (found.boys, found.girls, found.pupils, found.entries) == (1, 1, 2, 3)
    assert total("club", [found, found]).pupils == 4


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_the_counts_are_printed_and_written(head, school, tmp_path, language) -> None:
    for one in pupils(head, school):
        head.lists.put(school.class_group, replace(CHESS, pupil=one))

    for fmt in ("pdf", "xlsx"):
        report = head.record_papers.lists(language, fmt, tmp_path / f"lists.{fmt}")

    sheet = load_workbook(tmp_path / "lists.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[5]][2:] == [0, 0, 3, 3]
    assert [one.pupils for one in report.lines] == [3]
    assert (tmp_path / "lists.pdf").read_bytes().startswith(b"%PDF")


def test_all_problems_of_a_file_at_once(head, tmp_path) -> None:
    book = Workbook()
    for row in (
        ("Тізім", "Сынып", "Тегі", "Аты", "Атауы", "С", "По"),
        ("Кружки", "6А", "Әбіш", "Дана", "Шахмат", "01.09.2026", None),
        ("Кружки", "6А", "Әбіш", "Дана", "шахмат", "01.09.2026", None),
        ("Кружки", "8Ә", "Әбіш", "Дана", "Шахмат", None, None),
        (None, "6А", "Жоқ", "Дана", None, "қыс", None),
        ("Кружки", "6А", "Ермек", "Дана", "=1+1", "02.09.2026", "01.09.2026"),
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "lists.xlsx")

    read = head.list_files.lists.read(tmp_path / "lists.xlsx")

    assert {(one.row, one.column) for one in read.errors} == {
        *((3, ""), (4, "B"), (5, "A"), (5, "C"), (5, "E"), (5, "F"), (6, "E"), (6, "G")),
    }
    assert len(read.values) == 1


def test_an_import_is_one_step_and_comes_out_as_it_went_in(head, school, tmp_path) -> None:
    path = tmp_path / "lists.xlsx"
    for one in pupils(head, school):
        head.lists.put(school.class_group, replace(CHESS, pupil=one))
    files = head.list_files.lists
    assert files.export(path, "kk") == 3
    assert files.read(path).values == ()
    for _one in range(3):
        head.undo(Form())

    read = files.read(path)
    files.take(read, lambda _done, _all: None)

    assert len(head.lists.entries()) == 3
    head.undo(Form())
    assert head.lists.entries() == ()


def test_two_thousand_lines_are_one_step(head, tmp_path) -> None:
    path = tmp_path / "many.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Тізім")
    sheet.append(("Тізім", "Сынып", "Тегі", "Аты", "Атауы"))
    for number in range(2000):
        sheet.append(("Үйірмелер", "6А", "Әбіш", "Дана", f"Үйірме {number}"))
    book.save(path)
    files = head.list_files.lists

    assert files.take(files.read(path), lambda _done, _all: None) == 2000
    head.undo(Form())

    assert head.lists.entries() == ()


WORDS = st.text(ALPHABET, min_size=2, max_size=10).map(str.capitalize)
TEXTS = st.text(f"{ALPHABET}+-@«»., 0123456789", max_size=20).map(as_line)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2024, 1, 1))
LATER = st.none() | st.dates(date(2024, 1, 2), date(2027, 1, 1))
ENTRIES = st.builds(
    ListEntry,
    st.sampled_from([one.code for one in list_kinds()]),
    st.just(1),
    WORDS,
    TEXTS,
    DAYS,
    LATER,
    TEXTS,
    TEXTS,
    TEXTS,
    DAYS,
)


@settings(max_examples=25)
@given(
    st.lists(ENTRIES, min_size=1, max_size=5, unique_by=lambda one: (one.kind, one.title)),
    st.sampled_from(["kk", "ru", "en"]),
)
def test_what_is_written_is_read_back(entries: list[ListEntry], language: str) -> None:
    kinds = list_kinds()
    names = {one.code: one.names[language] for one in kinds}
    name = PersonName("Әбіш", "Дана")
    told = [ToldEntry(names[one.kind], "6А", name, one) for one in entries]
    facts = ListFacts(kinds, {(6, "А"): 7}, {7: ((1, name),)})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lists.xlsx"
        write_form(FORM, CELLS, told, Printed(NOW, ""), path)
        read = read_entries(read_sheets(path), facts)

    assert read.problems == ()
    assert [one.entry for one in read.values] == entries
