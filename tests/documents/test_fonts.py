from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from school_desk.documents.fonts import (
    BOLD,
    REGULAR,
    missing_glyphs,
    printable,
    text_width,
    wrap_text,
)
from tests.documents.pages import NAMES, SIGNS

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LOCALES = Path(__file__).parents[2] / "locales"
PRINTED_FROM = ("/documents", "_paper.py", "_document.py", "_sheet.py", "explain.py", "ruleset.py")


def test_every_kazakh_letter_and_sign_can_be_printed() -> None:
    assert len(ALPHABET) == 42
    assert missing_glyphs(ALPHABET + ALPHABET.upper() + "№₸≤−«»–—≈·×%0123456789") == ""


def test_names_and_absence_letters_of_the_rules_can_be_printed() -> None:
    letters = "".join(letter for signs in SIGNS.values() for letter in signs.values())

    assert missing_glyphs("".join(NAMES) + letters) == ""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_translation_that_a_document_prints_has_its_glyphs(language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / "school_desk.po").open("rb") as opened:
        messages = [message for message in read_po(opened) if _is_printed(message)]

    texts = {text for message in messages for text in (message.id, message.string)}
    assert missing_glyphs("".join(map(str, texts)).replace("\n", "")) == ""


def _is_printed(message: Message) -> bool:
    places = (file for file, _ in message.locations)
    return any(part in file for file in places for part in PRINTED_FROM)


def test_lost_glyphs_are_found() -> None:
    assert missing_glyphs("84 → 5 ✓") == "→✓"


def test_what_the_font_lacks_is_printed_as_something_else_never_as_nothing() -> None:
    assert printable("4 → 5 ☑\tИ\u0306н 😀") == "4 – 5 [x] Йн ?"
    assert printable("84\u00a0%") == "84\u00a0%"


def test_wrapped_lines_fit_and_lose_no_letter() -> None:
    text = "Дүниежүзілік " + "ұ" * 80 + " соңы"

    lines = wrap_text(text, 90, REGULAR, 9.5)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, REGULAR, 9.5) <= 90 for line in lines)


def test_bold_is_another_font_than_regular() -> None:
    assert text_width("Қазақстан", BOLD, 10) > text_width("Қазақстан", REGULAR, 10)
