import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.typing import (
    CellText,
    Digit,
    MeaninglessTextError,
    parse_cell,
    parse_typed,
    read_key,
)
from school_desk.school.model import Absence
from tests.journal.kz2025 import DEFAULTS, RULES

LETTERS = DEFAULTS.letters
ILL, EXCUSED, UNEXCUSED, LATE = Absence


def test_number_row_of_the_kazakh_layout_types_digits() -> None:
    assert [read_key(c, LETTERS) for c in '"әіңғ,.үұқ'] == [
        Digit(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    ]


def test_kazakh_row_with_shift_types_digits_where_no_sign_has_the_key() -> None:
    assert [read_key(c, LETTERS) for c in "!ӘІҢҒҮҰҚ"] == [
        Digit(n) for n in (1, 2, 3, 4, 5, 8, 9, 0)
    ]
    assert read_key(":", LETTERS) is None


def test_plain_digits_are_digits() -> None:
    assert [read_key(str(n), LETTERS) for n in range(10)] == [Digit(n) for n in range(10)]


@pytest.mark.parametrize(
    ("keys", "absence"),
    [
        ("АаFfБб", ILL),
        ("ДдLlУуПпEeGg", EXCUSED),
        ("Жж;НнYy", UNEXCUSED),
        ("КкRrОоJj", LATE),
    ],
)
def test_absence_letters_in_kazakh_russian_and_on_the_latin_keys(keys, absence) -> None:
    assert {read_key(key, LETTERS) for key in keys} == {absence}


@pytest.mark.parametrize("key", ["", " ", "ц", "q", "ө", "һ", "-", "\r", "\x08", "12", "٣", "²"])
def test_other_keys_mean_nothing(key) -> None:
    assert read_key(key, LETTERS) is None


def test_school_that_changes_a_sign_types_the_new_letter() -> None:
    letters = RULES.with_changes({"signs.ru.ill": "З"}).letters

    assert read_key("з", letters) is ILL
    assert read_key("p", letters) is ILL
    assert read_key("б", letters) is None


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("8", CellText(8)),
        (" 10 ", CellText(10)),
        ("\u00a01\u00a0", CellText(1)),
        ("А", CellText(sign=ILL)),
        ("н", CellText(sign=UNEXCUSED)),
        ("К8", CellText(8, LATE)),
        ("К 8", CellText(8, LATE)),
        ("O10", CellText(10, LATE)),  # a Latin O
        ("", CellText()),
        ("  ", CellText()),
    ],
)
def test_pasted_text_is_read_whole(text, cell) -> None:
    assert parse_cell(text, LETTERS) == cell


@pytest.mark.parametrize(
    "text",
    [
        "8,5",
        "8.5",
        ",",
        ".",
        "-",
        "ә",
        "А8",
        "8К",
        "АД",
        "Ц",
        "1 0",
        "8 9",
        "+8",
        "=1",
        "9" * 5000,
        "٣",
        "²",
        "F",
        "К 8 9",
        "\x00",
        "8\n9",
    ],
)
def test_pasted_text_that_means_nothing_is_refused(text) -> None:
    with pytest.raises(MeaninglessTextError) as refusal:
        parse_cell(text, LETTERS)

    assert "А Д Ж К" in str(refusal.value)
    assert len(refusal.value.facts["text"]) <= 20


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("ә", CellText(2)),
        ('"қ', CellText(10)),
        (",", CellText(6)),
        ("Кү", CellText(8, LATE)),
        ("r8", CellText(8, LATE)),
        (";", CellText(sign=UNEXCUSED)),
        ("f", CellText(sign=ILL)),
        ("8", CellText(8)),
        ("", CellText()),
    ],
)
def test_typed_text_is_read_key_by_key(text, cell) -> None:
    assert parse_typed(text, LETTERS) == cell


@pytest.mark.parametrize("text", ["8,5", "ә1", "fү", "ц", "8f"])
def test_typed_text_that_mixes_layouts_is_refused(text) -> None:
    with pytest.raises(MeaninglessTextError) as refusal:
        parse_typed(text, LETTERS)

    assert refusal.value.facts["text"] == text


@given(st.text(max_size=6))
def test_any_text_is_read_or_refused(text) -> None:
    for parse in (parse_cell, parse_typed):
        try:
            cell = parse(text, LETTERS)
        except MeaninglessTextError:
            continue
        assert cell.blank is not bool(text.strip())
