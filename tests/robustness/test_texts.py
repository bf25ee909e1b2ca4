"""Odd letters in names and topics: kept composed or refused in a sentence, and always printable."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from school_desk.app import Desk
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.documents.fonts import missing_glyphs, printable
from school_desk.errors import DeskError
from school_desk.school.model import PersonName
from school_desk.school.names import LongNameError, NameMissingError, StrangeNameError
from school_desk.school.texts import as_line
from school_desk.storage.key_changes import SignInNameError
from tests.robustness.conftest import Command, entrance
from tests.ui.seat import HEAD, TEACHER

BEGAN = date(2026, 9, 1)


@pytest.fixture
def head(folder: Path) -> Iterator[Desk]:
    """The head, without a window."""
    door = entrance(folder)
    made = door.sign_in(HEAD, DEMO_PASSWORD)
    yield made
    made.close()
    door.close()


KEPT = {
    "a combining breve": ("Айгули\u0306", "Айгулй"),
    "a combining diaeresis": ("Соле\u0308на", "Солёна"),
    "marks of direction": ("\u202eӘлия\u202c\u200f", "Әлия"),
    "a space of no width": ("Әли\u200bя\ufeff", "Әлия"),
    "a soft hyphen": ("Ер\u00adлан", "Ерлан"),
    "spaces of all kinds": ("\u00a0Әбіш\u2009\t Қызы\n", "Әбіш Қызы"),
    "a long dash": ("Серік—Ұлы", "Серік-Ұлы"),
    "a curly apostrophe": ("Д’Артаньян", "Д'Артаньян"),
    "sixty letters": ("А" * 60, "А" * 60),
}
REFUSED = {
    "nothing": ("", NameMissingError),
    "only spaces": (" \u200b\t", NameMissingError),
    "an emoji": ("Айгүл😀", StrangeNameError),
    "a sign for null": ("Ай\x00гүл", StrangeNameError),
    "half of a pair": ("Ай\ud800гүл", StrangeNameError),
    "a figure": ("Айгүл2", StrangeNameError),
    "a formula": ("=1+1", StrangeNameError),
    "a loose accent": ("Айгу\u0301л", StrangeNameError),
    "sixty-one letters": ("А" * 61, LongNameError),
    "a novel": ("А" * 100_000, LongNameError),
}


@pytest.mark.parametrize(("typed", "kept"), KEPT.values(), ids=KEPT.keys())
def test_a_name_is_kept_composed_and_without_what_nobody_sees(
    head: Desk, typed: str, kept: str
) -> None:
    group = head.school.class_groups()[0].id

    pupil = head.school.add_pupil(group, PersonName(typed, "Ай"), BEGAN)

    names = {one.pupil.id: one.pupil.name for one in head.school.pupils(group)}
    assert names[pupil].surname == kept
    assert unicodedata.is_normalized("NFC", names[pupil].surname)


@pytest.mark.parametrize(("typed", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_a_name_that_is_none_is_refused_and_nothing_is_written(
    head: Desk, typed: str, why: type[DeskError]
) -> None:
    group = head.school.class_groups()[0].id
    before = head.school.pupils(group)

    for write in (
        lambda: head.school.add_pupil(group, PersonName(typed, "Ай"), BEGAN),
        lambda: head.school.correct_pupil(group, before[0].pupil.id, PersonName(typed, "Ай"), None),
        lambda: head.create_account("жаңа", PersonName(typed, "Ай"), "алма бұлт гүл дала", ()),
    ):
        with pytest.raises(why):
            write()

    assert head.school.pupils(group) == before
    assert "жаңа" not in {one.sign_in_name for one in head.access.accounts()}


@given(st.text(st.characters(exclude_categories=())))
def test_a_line_can_be_kept_in_any_file(typed: str) -> None:
    line = as_line(typed)

    assert line.encode("utf-8").decode("utf-8") == line
    assert "\x00" not in line
    assert line == " ".join(line.split())
    assert not missing_glyphs(printable(line))


ODD_TOPIC = "=1+1\x00 Бөлшек\u0306 \ud83d😀\u202e\x0b «↓»\n" + "ұзын " * 50


def test_an_odd_topic_is_kept_printed_and_no_formula(
    folder: Path, command: Command, tmp_path: Path
) -> None:
    door = entrance(folder)
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)
    name = next(one for one in desk.journal.pages_of(desk.account.id) if "6" in one.class_label)
    page = desk.journal.open_page(name.group, name.subject, 1)
    lesson = next(one.key.lesson for one in page.columns if one.date == DEMO_NOW.date())
    for write in (
        desk.journal.write_topic,
        desk.journal.write_homework,
        desk.journal.write_objective,
    ):
        write(page, lesson, ODD_TOPIC)
    desk.close()
    door.close()

    words = ("report", "register-page", "--class", "6А", "--subject", "Математика", "--term", "1")
    for ending in ("pdf", "xlsx"):
        done = command(*words, "-o", str(tmp_path / f"бет.{ending}"), "--format", ending)
        assert done.returncode == 0, done.stderr

    book = load_workbook(tmp_path / "бет.xlsx")
    topics = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=1+1")
    ]
    assert topics
    assert {cell.data_type for cell in topics} == {"s"}
    assert (tmp_path / "бет.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["", "  ", "Ай\x00", "😀" * 300, "\u202eАйгүл", "А" * 5000, "Ай\ud800"]
)
def test_an_odd_name_to_sign_in_with_is_refused(head: Desk, name: str) -> None:
    before = head._entrance.names

    with pytest.raises(SignInNameError):
        head.create_account(name, PersonName("Әбді", "Айгүл"), "алма бұлт гүл дала", ())

    assert head._entrance.names == before
