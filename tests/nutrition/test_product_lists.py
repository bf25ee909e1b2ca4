"""Products and cards as spreadsheets: what is written is read back; problems have their places."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from school_desk.documents.page import Printed
from school_desk.i18n import tell
from school_desk.intents import Form
from school_desk.list_files import write_form
from school_desk.nutrition.card_list_rules import CELLS as CARD_CELLS
from school_desk.nutrition.card_list_rules import FORM as CARDS
from school_desk.nutrition.card_list_rules import CardFacts, read_cards, told_rows
from school_desk.nutrition.card_model import CardHead, DishTag, Ingredient, Method, TechCard
from school_desk.nutrition.card_rules import content_of
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.extra_model import Extra
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.product_model import Adds, Allergen, Product, ToldProduct
from school_desk.nutrition.product_reading_rules import CELLS, FORM, ProductFacts, read_products
from school_desk.nutrition.product_rules import season_on
from school_desk.nutrition.product_shipped import sample_cards, starter
from school_desk.school.calendar_model import Status
from school_desk.school.spreadsheet import Sheet, read_sheets
from tests.journal.small_desk import HEAD

TODAY = date(2026, 10, 22)
PRINTED = Printed(datetime(2026, 9, 1, tzinfo=UTC), "С. Ахметова")
FACTS = ProductFacts(starter().products, starter().losses, TODAY)
EMPTY = ProductFacts((), (), TODAY)
HEADS = ("Код", "Қазақша атауы", "Название на русском", "ккал", "Белки", "Жиры", "Углеводы")
DECIMALS = st.integers(0, 249_999).map(lambda n: Decimal(n) / 10_000)
LETTERS = st.text("абвгқңөұәі ", min_size=1, max_size=20).filter(lambda one: one.strip() != "")


@st.composite
def told_product(draw, number: int) -> ToldProduct:
    names = {
        "kk": f"{number} {draw(LETTERS)}".strip(),
        "ru": f"{number} р {draw(LETTERS)}".strip(),
        "en": f"p {number}",
    }
    names = {one: " ".join(name.split()) for one, name in names.items()}
    known = draw(st.booleans())
    composition = Composition(*(draw(DECIMALS) for _part in range(4))) if known else None
    extras = draw(st.dictionaries(st.sampled_from(Extra), DECIMALS, max_size=4))
    season = draw(st.dictionaries(st.just((9, 1)) | st.just((1, 15)), DECIMALS, max_size=2))
    return ToldProduct(
        Product(
            f"own{number}",
            names,
            composition,
            draw(st.sampled_from(Status)),
            draw(st.frozensets(st.sampled_from(Allergen), max_size=3)),
            draw(DECIMALS),
            draw(st.none() | st.sampled_from(Adds)),
            own=True,
            extras=extras,
            source=draw(st.sampled_from(("", "Жинақ, 1996", "Label"))),
            since=draw(st.none() | st.just(date(2026, 9, 1))),
            piece=draw(st.none() | st.just(Decimal(50))),
        ),
        season,
        date(2026, 9, 1) if season else None,
    )


def shaped(told: ToldProduct) -> ToldProduct:
    """As numbers and orders are kept."""
    extras = {one: told.product.extras[one] for one in Extra if one in told.product.extras}
    return replace(told, product=replace(told.product, extras=extras))


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(1, 6))
def test_products_that_are_written_are_read_back(tmp_path_factory, data, count) -> None:
    path = tmp_path_factory.mktemp("products") / "products.xlsx"
    told = [shaped(data.draw(told_product(number))) for number in range(count)]

    write_form(FORM, CELLS, told, PRINTED, path)
    found = read_products(read_sheets(path), EMPTY)

    assert found.problems == ()
    assert list(found.values) == told


def read(*rows, heads=HEADS, facts=FACTS):
    return read_products([Sheet("Парақ", (heads, *rows))], facts)


def places(found) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in found.problems]


@pytest.mark.parametrize("number", ["12,5", "12.5", 12.5, " 12,50 "])
def test_a_comma_and_a_point_are_alike(number) -> None:
    found = read(("", "Құрт", "Курт", 260, 25, 16, number))

    assert found.problems == ()
    assert found.values[0].product.composition.carbohydrate == Decimal("12.5")


@pytest.mark.parametrize("number", ["1e3", "NaN", "inf", "１２", "٣", "көп", "-5", "1,23456", True])
def test_what_is_no_number_is_told_with_its_place(number) -> None:
    found = read(("", "Құрт", "Курт", 260, 25, 16, number))

    assert places(found) == [(2, "G")]
    assert found.lines == ()


def test_all_problems_of_a_file_are_told_at_once() -> None:
    rows = (
        ("", "", "Курт", 260, 95, 16, 2),
        ("", "Құрт", "Курт", 260, None, 16, 2),
        ("", "Май", "х" * 10_000, 260, 25, 16, 2),
        ("", "Ірімшік 2", "Сыр 2", 260, 60, 60, 2),
        ("", "Қаймақ 2", "Молоко 3,2 %", 20, 6, 6, 2),
        ("x", "Айран", "Айран 2", 20, 6, 6, 2),
        ("x", "Айран", "Айран 2", 21, 6, 6, 2),
    )
    found = read(*rows)

    assert places(found) == [(2, "B"), (2, "D"), (3, "E"), (4, "C"), (5, "D"), (6, "B"), (8, "")]
    assert "200" in tell(found.problems[3].text)


def test_lines_of_one_product_that_contradict_each_other_are_told() -> None:
    heads = (*HEADS, "С какого дня", "Аллергены")
    rows = (
        ("", "Құрт", "Курт", 260, 25, 16, 2, None, "сүт"),
        ("", "Құрт", "Курт", 250, 25, 16, 2, "01.09.2026", "соя"),
    )

    assert places(read(*rows, heads=heads)) == [(3, "")]


def test_losses_of_a_season_need_their_day() -> None:
    heads = (*HEADS, "Сезонные потери", "Сезон в силе с")
    row = ("", "Құрт", "Курт", 260, 25, 16, 2)
    wrong = read((*row, "01.09 25; 31.02 30", None), heads=heads)
    dayless = read((*row, "01.09 25", None), heads=heads)
    whole = read((*row, "01.09 100", "01.09.2026"), heads=heads)
    right = read((*row, "01.09 25; 1.11 30,5", "01.09.2026"), heads=heads)

    assert places(wrong) == [(2, "H"), (2, "H")]
    assert places(dayless) == places(whole) == [(2, "H")]
    assert right.values[0].season == {(9, 1): 25, (11, 1): Decimal("30.5")}


def nothing(_done: int, _of: int) -> None:
    return None


def kept(desk):
    """All that the kitchen keeps of products and cards."""
    cards = [(content_of(one), one.version, one.in_use) for one in desk.cards.cards()]
    return desk.products.products(), desk.products.losses(), cards


def test_a_directory_goes_to_another_school_whole_and_comes_back_unchanged(
    school, tmp_path
) -> None:
    path = tmp_path / "products.xlsx"
    with school.taken_by(HEAD) as desk:
        milk = next(one for one in desk.products.products() if one.code == "milk32")
        newer = Composition(Decimal(64), Decimal(3), Decimal("3.6"), Decimal("4.8"))
        desk.products.put(replace(milk, composition=newer, since=date(2026, 9, 15)))
        desk.products.put(
            Product("", {"kk": "Құрт", "ru": "Курт"}, newer, extras={Extra.CA: Decimal(700)})
        )
        desk.products.write_losses("beef1", date(2026, 9, 1), {(9, 1): Decimal(28)})
        before = kept(desk)
        files = desk.kitchen_files.products
        assert files.export(path, "ru") == 84
        assert files.read(path).lines == ()
        desk.products.remove("курт")
        desk.products.remove("milk32")
        found = files.read(path)
        assert (found.problems, len(found.lines)) == ((), 2)
        emptied = kept(desk)

        assert files.take(found, nothing) == 2

        after = kept(desk)
        strip = [replace(one, id=0) for one in after[0]]
        assert strip == [replace(one, id=0) for one in before[0]]
        desk.undo(Form())
        assert kept(desk) == emptied


def test_a_line_of_an_import_brings_losses_of_the_season(head, tmp_path) -> None:
    book, path = Workbook(), tmp_path / "in.xlsx"
    heads = (*HEADS, "Сезонные потери", "Сезон в силе с")
    for row in (heads, ("", "Құрт", "Курт", 260, 25, 16, 2, "01.09 25", date(2026, 9, 1))):
        book.worksheets[0].append(row)
    book.save(path)
    files = head.kitchen_files.products

    files.take(files.read(path), nothing)

    assert [one.loss for one in season_on(head.products.losses(), "курт", TODAY)] == [25]


# Cards

CARD_HEADS = ("Карта №", "Қазақша атауы", "Название на русском", "Выход, г", "Продукт", "Брутто, г")
CARD_FACTS = CardFacts(starter().products, ())
CODES = [one.code for one in starter().products]


@st.composite
def card(draw, number: int) -> TechCard:
    head = CardHead(
        {"kk": f"Тағам {number}", "ru": f"Блюдо {number}"},
        draw(st.sampled_from(("", "Жинақ"))),
        draw(st.sampled_from(Meal)),
        draw(st.integers(1, 20_000)) / Decimal(10),
        {"kk": draw(st.sampled_from(("", "Піседі.\nЕзеді."))), "ru": "Варят."},
        draw(st.none() | st.integers(0, 100)),
        draw(st.sampled_from(("", "2 сағат"))),
        draw(st.frozensets(st.sampled_from(DishTag), max_size=3)),
        draw(st.dictionaries(st.sampled_from(("7-10", "11-14")), st.just(Decimal(2000)))),
        draw(st.none() | st.sampled_from(Method)),
        draw(st.sampled_from(("", "245"))),
        draw(st.none() | st.integers(1900, 2100)),
    )
    head = replace(head, yields={} if head.yield_g == 2000 else head.yields)
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=4))
    lines = tuple(
        Ingredient(
            code,
            draw(st.integers(1, 20_000)) / Decimal(10),
            draw(DECIMALS),
            draw(st.booleans()),
            heat=draw(DECIMALS),
        )
        for code in codes
    )
    return TechCard(0, number, 1, head, lines)


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(1, 4))
def test_cards_that_are_written_are_read_back(tmp_path_factory, data, count) -> None:
    path = tmp_path_factory.mktemp("cards") / "cards.xlsx"
    told = [data.draw(card(number)) for number in range(1, count + 1)]

    write_form(CARDS, CARD_CELLS, list(told_rows(told)), PRINTED, path)
    found = read_cards(read_sheets(path), CARD_FACTS)

    assert found.problems == ()
    plain = [replace(one, ingredients=_plain(one)) for one in found.values]
    assert plain == told


def _plain(one: TechCard):
    return tuple(replace(line, id=0) for line in one.ingredients)


def read_rows(*rows, heads=CARD_HEADS):
    return read_cards([Sheet("Парақ", (heads, *rows))], CARD_FACTS)


def test_all_problems_of_cards_are_told_at_once() -> None:
    rows = (
        (1, "Езбе", "Пюре", 150, "картоп", 171),
        (1, "", "", None, "Алтын алма", 20),
        (1, "", "", None, "картоп", 20),
        (1, "", "", None, "salt", -3),
        (2, "", "", None, "salt", 3),
        (3, "Көже", "Суп", 0, "salt", 3),
        (4, "Шай", "Чай", 200, "water", "1e3"),
        (5, "Шай", "", 200, "water", 200),
        ("алты", "Шай", "Чай", 200, "water", 200),
        (1, "Басқа", "Другое", 100, "water", 200),
    )

    found = read_rows(*rows)

    expected = [(3, "E"), (4, ""), (5, "F"), (6, ""), (7, "D"), (8, "F"), (9, "C"), (10, "A")]
    assert places(found) == [*expected, (11, "")]


def test_a_card_in_use_gets_a_new_version_and_a_draft_is_replaced(head, tmp_path) -> None:
    path = tmp_path / "cards.xlsx"
    head.cards.take_samples()
    files = head.kitchen_files.cards
    assert files.export(path, "kk") == sum(len(one.ingredients) for one in sample_cards())
    assert files.read(path).lines == ()
    porridge, soup = head.cards.cards()[:2]
    head.cards.put_line(porridge.id, replace(porridge.ingredients[0], gross=Decimal(35)))
    head.cards.put_line(soup.id, replace(soup.ingredients[0], gross=Decimal(35)))
    head.cards.approve(soup.id)
    before = kept(head)

    found = files.read(path)
    assert [one.number for one in found.values] == [1, 2]
    assert files.take(found, nothing) == 2

    cards = {one.number: one for one in head.cards.cards()}
    assert (cards[1].version, cards[2].version, cards[2].in_use) == (1, 2, False)
    assert cards[1].ingredients[0].gross == cards[2].ingredients[0].gross - 4 == 30
    assert head.cards.card(soup.id).in_use
    head.undo(Form())
    assert kept(head) == before
