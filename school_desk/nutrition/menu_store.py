"""Rows of menus as values: cycles, dishes, portions, deviations, what was allowed and approved."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import (
    Allowed,
    Approval,
    CycleMenu,
    Deviation,
    MenuDish,
    Season,
)
from school_desk.nutrition.menu_replacement_rules import Swap
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_menus(db: Connection) -> tuple[CycleMenu, ...]:
    """All cycles, the newest first."""
    rows = db.execute(
        "SELECT season, length, since, name, row FROM cycle_menu WHERE alive "
        "AND season IS NOT NULL AND length IS NOT NULL AND since IS NOT NULL "
        "ORDER BY since DESC, row DESC"
    )
    return tuple(
        CycleMenu(Season(season), length, date.fromisoformat(since), name or "", row)
        for season, length, since, name, row in rows
        if season in set(Season)
    )


def load_lines(db: Connection, menu: int) -> tuple[MenuDish, ...]:
    """The dishes of a cycle by day, meal and place."""
    rows = db.execute(
        "SELECT day, meal, dish, place, row FROM menu_dish WHERE alive AND cycle_menu = ? "
        "ORDER BY day, place, row",
        (menu,),
    ).fetchall()
    portions = _portions(db, menu)
    found = (
        MenuDish(day, Meal(meal), dish, place or 0, portions.get(row, {}), row)
        for day, meal, dish, place, row in rows
        if meal in set(Meal)
    )
    order = list(Meal)
    return tuple(sorted(found, key=lambda one: (one.day, order.index(one.meal), one.place)))


def load_changes(db: Connection, day: date) -> tuple[Deviation, ...]:
    """What a day has otherwise than the cycle: other dishes, none, more."""
    instead = db.execute(
        "SELECT row, menu_dish, dish, NULL, reason, who FROM menu_change WHERE alive AND day = ?",
        (day.isoformat(),),
    ).fetchall()
    more = db.execute(
        "SELECT row, NULL, dish, meal, reason, who FROM menu_extra WHERE alive AND day = ? "
        "ORDER BY row",
        (day.isoformat(),),
    ).fetchall()
    return tuple(
        Deviation(day, line or 0, dish, Meal(meal) if meal else None, reason or "", by, row)
        for row, line, dish, meal, reason, by in (*instead, *more)
    )


def load_swaps(db: Connection, day: date) -> tuple[Swap, ...]:
    """Products that are replaced on a day."""
    rows = db.execute(
        "SELECT dish, product, substitute, reason, who, row FROM product_swap "
        "WHERE alive AND day = ? AND substitute IS NOT NULL ORDER BY row",
        (day.isoformat(),),
    )
    return tuple(
        Swap(day, dish, product, substitute, reason or "", by, row)
        for dish, product, substitute, reason, by, row in rows
    )


def load_allowed(db: Connection) -> tuple[Allowed, ...]:
    """What the head let through."""
    rows = db.execute(
        "SELECT dish, ban, reason, who, allowed_on, row FROM menu_allowed "
        "WHERE alive AND reason IS NOT NULL ORDER BY row"
    )
    return tuple(
        Allowed(dish, ban, reason, by, date.fromisoformat(on) if on else None, row)
        for dish, ban, reason, by, on, row in rows
    )


def load_approval(db: Connection, day: date) -> Approval | None:
    """Who approved the menu of a day, and when; None: nobody has."""
    row = db.execute(
        "SELECT who, approved_at FROM daily_menu WHERE alive AND day = ? "
        "AND approved_at IS NOT NULL",
        (day.isoformat(),),
    ).fetchone()
    return Approval(row[0], datetime.fromisoformat(row[1])) if row else None


def load_approved(db: Connection, day: date) -> tuple[MenuDish, ...]:
    """What the cycle had for a day when it was approved, in the order of the cycle."""
    rows = db.execute(
        "SELECT meal, dish, place, portions, menu_dish FROM approved_dish "
        "WHERE alive AND day = ? ORDER BY place, row",
        (day.isoformat(),),
    )
    found = [
        MenuDish(0, Meal(meal), dish, place or 0, _sizes(portions), line or 0)
        for meal, dish, place, portions, line in rows
        if meal in set(Meal)
    ]
    order = list(Meal)
    return tuple(sorted(found, key=lambda one: (order.index(one.meal), one.place)))


def load_eaters(db: Connection, day: date, meal: Meal) -> Mapping[str, int]:
    """How many eat by band, as it was typed."""
    rows = db.execute(
        "SELECT band, eaters FROM menu_requisition WHERE alive AND day = ? AND meal = ? "
        "AND eaters IS NOT NULL",
        (day.isoformat(), meal.value),
    )
    return dict(rows.fetchall())


def save_menu(work: UnitOfWork, parts: Partitions, menu: CycleMenu) -> int:
    """A cycle, new or as it is from now on; returns its id."""
    facts: dict[str, int | str | None] = {
        "season": menu.season.value,
        "length": menu.length,
        "since": menu.since.isoformat(),
        "name": menu.name or None,
    }
    if menu.id:
        work.put("cycle_menu", menu.id, **facts)
        return menu.id
    return work.new("cycle_menu", parts.meals, **facts)


def save_meal(
    work: UnitOfWork,
    parts: Partitions,
    place: tuple[int, int, Meal],
    dishes: Sequence[int],
    before: Sequence[MenuDish],
) -> None:
    """The dishes of a meal in their order; the portions of those that stay are kept."""
    menu, day, meal = place
    for one in before:
        if one.dish not in dishes:
            work.delete(one.id)
    for number, dish in enumerate(dishes, 1):
        work.born(
            "menu_dish",
            parts.meals,
            place=number,
            cycle_menu=menu,
            day=day,
            meal=meal.value,
            dish=dish,
        )


def save_portion(
    work: UnitOfWork, parts: Partitions, line: int, band: str, grams: Decimal | None
) -> None:
    """How large a portion of a band is; None: as the card has it."""
    text = number_text(grams) if grams is not None else None
    work.born("menu_portion", parts.meals, menu_dish=line, band=band, grams=text)


def save_change(work: UnitOfWork, parts: Partitions, one: Deviation) -> int:
    """A deviation of a day."""
    place: dict[str, int | str | None] = {"menu_dish": one.line}
    if one.meal is not None:
        place = {"meal": one.meal.value}
    return work.born(
        "menu_change" if one.meal is None else "menu_extra",
        parts.meals,
        day=one.day.isoformat(),
        dish=one.dish,
        reason=one.reason,
        who=one.by,
        **place,
    )


def save_swap(work: UnitOfWork, parts: Partitions, one: Swap) -> int:
    """A replacement of a day."""
    return work.born(
        "product_swap",
        parts.meals,
        day=one.day.isoformat(),
        dish=one.dish,
        product=one.product,
        substitute=one.substitute,
        reason=one.reason,
        who=one.by,
    )


def save_allowed(work: UnitOfWork, parts: Partitions, one: Allowed) -> int:
    """What the head let through."""
    return work.born(
        "menu_allowed",
        parts.meals,
        dish=one.dish,
        ban=one.ban,
        reason=one.reason,
        who=one.by,
        allowed_on=one.on.isoformat() if one.on else None,
    )


def save_approval(
    work: UnitOfWork, parts: Partitions, day: date, approval: Approval | None
) -> None:
    """Who approved a day; None: it waits for it again."""
    at = approval.at.isoformat() if approval else None
    by = approval.by if approval else None
    work.born("daily_menu", parts.meals, day=day.isoformat(), who=by, approved_at=at)


def save_approved(
    work: UnitOfWork, parts: Partitions, day: date, lines: Sequence[MenuDish]
) -> None:
    """What the cycle has for a day, from now on whatever becomes of the cycle."""
    kept = {(one.meal.value, one.dish) for one in lines}
    there = work.db.execute(
        "SELECT row, meal, dish FROM approved_dish WHERE alive AND day = ?", (day.isoformat(),)
    ).fetchall()
    for row, meal, dish in there:
        if (meal, dish) not in kept:
            work.delete(row)
    for one in lines:
        sizes = " ".join(f"{band}={number_text(grams)}" for band, grams in one.portions.items())
        work.born(
            "approved_dish",
            parts.meals,
            day=day.isoformat(),
            meal=one.meal.value,
            dish=one.dish,
            menu_dish=one.id,
            place=one.place,
            portions=sizes or None,
        )


def save_eaters(
    work: UnitOfWork, parts: Partitions, place: tuple[date, Meal, str], eaters: int | None
) -> None:
    """How many of a band eat where no order says it."""
    day, meal, band = place
    facts = {"day": day.isoformat(), "meal": meal.value, "band": band}
    work.born("menu_requisition", parts.meals, eaters=eaters, **facts)


def _sizes(told: str | None) -> Mapping[str, Decimal]:
    pairs = (one.split("=") for one in (told or "").split())
    return {band: Decimal(grams) for band, grams in pairs}


def _portions(db: Connection, menu: int) -> Mapping[int, Mapping[str, Decimal]]:
    rows = db.execute(
        "SELECT p.menu_dish, p.band, p.grams FROM menu_portion AS p JOIN menu_dish AS d "
        "ON d.row = p.menu_dish AND d.alive AND d.cycle_menu = ? "
        "WHERE p.alive AND p.grams IS NOT NULL",
        (menu,),
    )
    found: dict[int, dict[str, Decimal]] = {}
    for line, band, grams in rows:
        found.setdefault(line, {})[band] = Decimal(grams)
    return found
