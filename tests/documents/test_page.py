from io import BytesIO
from pathlib import Path

import pytest
from reportlab.platypus import PageBreak, Paragraph

from school_desk.documents.boxes import Box
from school_desk.documents.deliver import DocumentNotWrittenError, deliver
from school_desk.documents.page import Face, build_story
from school_desk.documents.tables import grid_table, paragraph
from school_desk.documents.voices import voices_of
from tests.documents.pages import PRINTED, SCHOOL
from tests.documents.reading import fonts_of, needs_pdftotext, pages_of, words_of


def _face(language: str = "kk") -> Face:
    return Face("Әріптер", voices_of(language), PRINTED, school=SCHOOL, ruleset="kz-2025")  # type: ignore[arg-type]


def _printed(*story: Paragraph | PageBreak, language: str = "kk") -> bytes:
    out = BytesIO()
    build_story([*story], _face(language), out)
    return out.getvalue()


@needs_pdftotext
def test_each_page_says_which_of_how_many_it_is() -> None:
    pdf = _printed(paragraph(("бір",)), PageBreak(), paragraph(("екі",)))

    assert pages_of(pdf) == 2
    assert "1 / 2" in words_of(pdf)
    assert "2 / 2" in words_of(pdf)


@needs_pdftotext
def test_foot_says_when_who_and_by_which_rules() -> None:
    words = words_of(_printed(paragraph(("бір",))))

    assert "22.10.2026, 13:12 · Г. Серікқызы · kz-2025" in words
    assert SCHOOL in words


@needs_pdftotext
def test_every_kazakh_letter_can_be_searched_for() -> None:
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі №₸≤−«»≈"

    assert letters in words_of(_printed(paragraph((letters,))))


def test_fonts_are_embedded_and_the_language_is_named() -> None:
    pdf = _printed(paragraph(("бір",)))

    assert fonts_of(pdf) <= {"Roboto-Regular", "Roboto-Bold"}
    assert b"/FontFile2" in pdf
    assert b"/Lang (kk)" in pdf
    assert b"/Lang (ru)" in _printed(paragraph(("раз",)), language="ru")


def test_the_same_document_prints_the_same_bytes() -> None:
    assert _printed(paragraph(("бір",))) == _printed(paragraph(("бір",)))
    assert b"D:20261022131200" in _printed(paragraph(("бір",)))


@needs_pdftotext
def test_heads_of_a_table_return_on_its_next_page() -> None:
    rows = [["Тегі", "Балл"], *([f"Оқушы {n}", str(n)] for n in range(120))]
    out = BytesIO()

    build_story([grid_table(rows, (200, 60)), Box(ticked=True)], _face(), out)

    assert words_of(out.getvalue()).count("Балл") == pages_of(out.getvalue()) == 3


def test_markup_in_a_name_is_text() -> None:
    assert "<b>" in paragraph(("a <b> & c",)).getPlainText()


def test_document_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    place = tmp_path / "slips.pdf"
    place.mkdir()

    with pytest.raises(DocumentNotWrittenError) as refusal:
        deliver(b"%PDF", place)

    assert refusal.value.facts == {"name": "slips.pdf"}
    assert [path.name for path in tmp_path.iterdir()] == ["slips.pdf"]


def test_document_replaces_an_older_one_whole(tmp_path: Path) -> None:
    place = tmp_path / "slips.pdf"
    place.write_bytes(b"older and longer")

    deliver(b"%PDF", place)

    assert place.read_bytes() == b"%PDF"
    assert list(tmp_path.iterdir()) == [place]
