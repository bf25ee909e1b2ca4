from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from school_desk import formats, i18n
from school_desk.errors import N_, DeskError


class TermClosedError(DeskError):
    sentence = N_("{who} closed the term on {day}.")


@pytest.fixture
def kazakh(tmp_path: Path) -> i18n.Translator:
    catalogue = Catalog(locale="kk")
    catalogue.add("Today", "Бүгін")
    catalogue.add(("{n} pupil", "{n} pupils"), ("{n} оқушы", "{n} оқушы"))
    catalogue.add("Fill", "Толтыру", context="verb")
    catalogue.add(TermClosedError.sentence, "Тоқсанды {day:locative} {who} жапты.")
    catalogue.add("row {row}", "{row}-жол")
    folder = tmp_path / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "school_desk.mo").open("wb") as opened:
        write_mo(opened, catalogue)
    return i18n.load("kk", tmp_path)


@pytest.fixture(autouse=True)
def _language_is_put_back() -> Iterator[None]:
    before = i18n.current()
    yield
    i18n.use(before)


def test_kazakh_is_the_language_of_a_first_start() -> None:
    assert i18n.LANGUAGES[0] == "kk"


def test_language_is_switched_while_running() -> None:
    i18n.use("ru")

    assert i18n.current() == "ru"
    assert formats.weekday_short(0) == "Пн"


def test_unknown_language_is_a_bug_and_not_a_silent_english() -> None:
    with pytest.raises(ValueError, match="de"):
        i18n.use("de")


def test_text_without_catalogue_stays_english(tmp_path: Path) -> None:
    english = i18n.load("kk", tmp_path)

    assert english("Today") == "Today"
    assert i18n.missing_catalogues(tmp_path) == i18n.LANGUAGES


def test_catalogue_translates_plurals_and_contexts(kazakh: i18n.Translator) -> None:
    assert kazakh("Today") == "Бүгін"
    assert kazakh.ngettext("{n} pupil", "{n} pupils", 5) == "{n} оқушы"
    assert kazakh.pgettext("verb", "Fill") == "Толтыру"


def test_empty_text_never_shows_the_head_of_the_catalogue(kazakh: i18n.Translator) -> None:
    assert kazakh("") == ""


def test_refusal_is_said_with_a_kazakh_case_ending(kazakh: i18n.Translator) -> None:
    error = TermClosedError(who="С. Ахметова", day=date(2026, 10, 26))

    assert kazakh.say(error) == "Тоқсанды 26 қазанда С. Ахметова жапты."


def test_refusal_is_said_in_english_without_a_case() -> None:
    error = TermClosedError(who="S. Akhmetova", day=date(2026, 10, 26))

    assert i18n.say(error, "en") == "S. Akhmetova closed the term on 26 October."


def test_fact_that_is_a_text_is_translated_too(kazakh: i18n.Translator) -> None:
    place = i18n.Text("row {row}", {"row": 7})

    assert kazakh.fill("{place}: ?", {"place": place}) == "7-жол: ?"
    assert i18n.tell(place, "en") == "row 7"


def test_document_is_printed_in_another_language_than_the_screen() -> None:
    i18n.use("en")

    assert formats.date_long(date(2026, 10, 22), i18n.translator("ru").language) == (
        "22 октября 2026\u00a0г."
    )
    assert i18n.current() == "en"
