"""Rows of dishes, of their cards and of the ingredients in them, as values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.nutrition.card_model import CardHead, DishTag, Ingredient, Method, TechCard
from school_desk.nutrition.card_rules import content_of
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

_CARDS = (
    "SELECT c.row, c.dish, d.number, c.version, c.name_kk, c.name_ru, c.source, c.meal, c.yield_g, "
    "c.process_kk, c.process_ru, c.temperature, c.shelf, c.tags, c.yields, c.method, c.recipe_no, "
    "c.recipe_year, a.approved_on, a.approved_by, a.content, a.figures "
    "FROM tech_card AS c JOIN dish AS d ON d.row = c.dish AND d.alive "
    "LEFT JOIN card_approval AS a ON a.tech_card = c.row AND a.alive WHERE c.alive "
)


def load_cards(db: Connection) -> tuple[TechCard, ...]:
    """Every version of every card, by number and version."""
    rows = db.execute(_CARDS + "ORDER BY d.number, d.row, c.version, c.row").fetchall()
    lines = _ingredients(db, "")
    return tuple(_card(row, lines) for row in rows)


def load_card(db: Connection, card: int) -> TechCard | None:
    """One version with its ingredients, if it is there."""
    row = db.execute(_CARDS + "AND c.row = ?", (card,)).fetchone()
    return _card(row, _ingredients(db, "AND tech_card = ?", card)) if row else None


def load_versions(db: Connection, dish: int) -> tuple[TechCard, ...]:
    """All versions of a dish's card, the oldest first."""
    return tuple(one for one in load_cards(db) if one.dish == dish)


def save_card(work: UnitOfWork, parts: Partitions, card: TechCard) -> int:
    """A version with its ingredients, and its dish where that is new."""
    dish = card.dish or work.new("dish", parts.school_wide, number=card.number)
    row = work.new(
        "tech_card", parts.school_wide, dish=dish, version=card.version, **_facts(card.head)
    )
    for place, one in enumerate(card.ingredients, 1):
        save_ingredient(work, parts, row, one, place)
    return row


def save_head(work: UnitOfWork, card: TechCard, number: int, head: CardHead) -> None:
    """Other words over the ingredients of a draft, another number of its dish."""
    work.put("dish", card.dish, number=number)
    work.put("tech_card", card.id, **_facts(head))


def save_approval(
    work: UnitOfWork,
    parts: Partitions,
    card: TechCard,
    day: date,
    by: int | None,
    figures: str = "",
) -> int:
    """The card is in use from this day on, as it stands; `figures`: sign of what it holds."""
    return work.born(
        "card_approval",
        parts.school_wide,
        tech_card=card.id,
        approved_on=day.isoformat(),
        approved_by=by,
        content=content_of(card),
        figures=figures or None,
    )


def save_ingredient(
    work: UnitOfWork, parts: Partitions, card: int, one: Ingredient, place: int = 0
) -> int:
    """A line of a card, new at a place, or as it is from now on."""
    facts: dict[str, int | str | None] = {
        "product": one.product,
        "gross": number_text(one.gross),
        "loss": number_text(one.loss),
        "seasonal": int(one.seasonal),
        "heat": number_text(one.heat) if one.heat else None,
    }
    if one.id:
        work.put("ingredient", one.id, **facts)
        return one.id
    return work.new("ingredient", parts.school_wide, tech_card=card, place=place, **facts)


def next_place(db: Connection, card: int) -> int:
    """The place after all lines that a card ever had."""
    found = db.execute(
        "SELECT coalesce(max(place), 0) + 1 FROM ingredient WHERE tech_card = ?", (card,)
    ).fetchone()
    return int(found[0])


def _ingredients(db: Connection, where: str, *facts: int) -> Mapping[int, list[Ingredient]]:
    rows = db.execute(
        "SELECT tech_card, row, product, gross, loss, seasonal, heat FROM ingredient "
        f"WHERE alive AND product IS NOT NULL AND gross IS NOT NULL {where} "
        "ORDER BY tech_card, place, row",
        facts,
    )
    found: dict[int, list[Ingredient]] = defaultdict(list)
    for card, row, product, gross, loss, seasonal, heat in rows:
        masses = Decimal(gross), Decimal(loss or 0)
        line = Ingredient(product, *masses, bool(seasonal), row, Decimal(heat or 0))
        found[card].append(line)
    return found


def _card(row: tuple[object, ...], lines: Mapping[int, list[Ingredient]]) -> TechCard:
    card, dish, number, version, *told, approved_on, approved_by, content, figures = row
    found = TechCard(
        int(str(dish)),
        int(str(number or 0)),
        int(str(version or 0)),
        _head(*told),
        tuple(lines.get(int(str(card)), ())),
        date.fromisoformat(str(approved_on)) if approved_on else None,
        int(str(approved_by)) if approved_by else None,
        id=int(str(card)),
        figures=str(figures or ""),
    )
    return replace(found, changed=content is not None and content != content_of(found))


def _head(*told: object) -> CardHead:
    kk, ru, source, meal, yield_g, process_kk, process_ru, hot, shelf, tags, *more = told
    yields, method, recipe_no, recipe_year = more
    return CardHead(
        names={"kk": str(kk or ""), "ru": str(ru or kk or "")},
        source=str(source or ""),
        meal=Meal(str(meal)) if meal in set(Meal) else Meal.LUNCH,
        yield_g=Decimal(str(yield_g or 100)),
        process={"kk": str(process_kk or ""), "ru": str(process_ru or "")},
        temperature=int(str(hot)) if hot is not None else None,
        shelf=str(shelf or ""),
        tags=frozenset(DishTag(one) for one in str(tags or "").split() if one in set(DishTag)),
        yields=read_yields(str(yields or "")),
        method=Method(str(method)) if method in set(Method) else None,
        recipe_no=str(recipe_no or ""),
        recipe_year=int(str(recipe_year)) if recipe_year else None,
    )


def _facts(head: CardHead) -> dict[str, int | str | None]:
    return {
        "name_kk": head.names["kk"],
        "name_ru": head.names["ru"],
        "source": head.source or None,
        "meal": head.meal.value,
        "yield_g": number_text(head.yield_g),
        "process_kk": head.process.get("kk") or None,
        "process_ru": head.process.get("ru") or None,
        "temperature": head.temperature,
        "shelf": head.shelf or None,
        "tags": " ".join(one.value for one in DishTag if one in head.tags) or None,
        "yields": yields_text(head.yields) or None,
        "method": head.method.value if head.method else None,
        "recipe_no": head.recipe_no or None,
        "recipe_year": head.recipe_year,
    }


def yields_text(yields: Mapping[str, Decimal]) -> str:
    """Grams of a portion by band, as they are kept in one text.

    >>> yields_text({"7-10": Decimal("200"), "11-14": Decimal("250.0")})
    '11-14=250 7-10=200'
    """
    return " ".join(f"{band}={number_text(one)}" for band, one in sorted(yields.items()))


def read_yields(text: str) -> dict[str, Decimal]:
    """The same again."""
    pairs = (one.partition("=") for one in text.split())
    return {band: Decimal(grams) for band, _sign, grams in pairs}
