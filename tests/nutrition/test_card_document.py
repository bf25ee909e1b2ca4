"""Cards and products on paper: the same figures as on the screen, in the languages of the paper."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from school_desk.access.model import NotAllowedError
from school_desk.nutrition.product_shipped import sample_cards
from tests.documents.reading import needs_pdftotext, text_of


@pytest.fixture
def desk(head):
    """The head, with a soup that waits for approval."""
    sample = sample_cards()[1]
    card = head.cards.add(sample.number, sample.head)
    for one in sample.ingredients:
        head.cards.put_line(card, one)
    return head


def soup(desk) -> int:
    return desk.cards.cards()[0].id


@needs_pdftotext
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("№ 2 технологиялық карта", "Сиыр еті", "167,4", "жоба", "Етті қайнатып")),
        ("ru", ("Технологическая карта № 2", "Говядина", "167,4", "черновик", "Мясо отваривают")),
        ("both", ("Күріш қосылған ет сорпасы", "Суп рисовый с мясом", "Мейіргер", "Медсестра")),
    ],
)
def test_a_card_says_what_goes_in_and_what_it_comes_to(desk, tmp_path, language, words) -> None:
    out = tmp_path / "card.pdf"
    lines = desk.card_papers.card(soup(desk), language, "pdf", out)

    text = text_of(out.read_bytes())
    assert lines == 8
    assert [word for word in words if word not in text] == []


@needs_pdftotext
def test_a_card_in_use_says_since_when_and_a_long_text_goes_over_pages(desk, tmp_path) -> None:
    card = desk.cards.card(soup(desk))
    long = {"kk": "сөз " * 999, "ru": "слово " * 666}
    desk.cards.put_head(card.id, 2, replace(card.head, process=long, source="Жинақ, № 7"))
    desk.cards.approve(card.id)
    desk.card_papers.card(card.id, "both", "pdf", tmp_path / "card.pdf")

    text = text_of((tmp_path / "card.pdf").read_bytes())
    assert "1-нұсқа, 22.10.2026 күні бекітілген" in text
    assert text.count("слово") == 666
    assert "Дереккөзі: Жинақ, № 7." in text


def test_a_workbook_holds_numbers_and_not_texts(desk, tmp_path) -> None:
    desk.card_papers.card(soup(desk), "ru", "xlsx", tmp_path / "card.xlsx")

    sheet = load_workbook(tmp_path / "card.xlsx").active
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    assert rows["Картофель"][1:4] == [67, 25, 50.25]
    assert rows["Одна порция"][6] == pytest.approx(167.44762)


def test_all_cards_are_a_sheet_each_and_all_products_a_line_each(desk, tmp_path) -> None:
    other = sample_cards()[2]
    desk.cards.add(other.number, other.head)

    assert desk.card_papers.all_cards("kk", "pdf", tmp_path / "cards.pdf") == 2
    assert desk.card_papers.all_cards("kk", "xlsx", tmp_path / "cards.xlsx") == 2
    assert len(load_workbook(tmp_path / "cards.xlsx").sheetnames) == 2
    assert desk.card_papers.products("kk", "pdf", tmp_path / "products.pdf") == 82
    assert desk.card_papers.products("kk", "xlsx", tmp_path / "products.xlsx") == 82


def test_a_teacher_prints_no_cards(teacher, tmp_path) -> None:
    with pytest.raises(NotAllowedError):
        teacher.card_papers.products("kk", "pdf", tmp_path / "products.pdf")
