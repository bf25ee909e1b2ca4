"""Papers of menus: the poster of a day, a forward menu, the menu-requisition of a meal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.nutrition.menu_document import build_poster, cycle_table
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.requisition_document import requisition_tables
from school_desk.nutrition.stock_document import card_table, stock_table
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.nutrition.eating_model import Meal
    from school_desk.printing.base import Format


class MenuPapers(SchoolPapers):
    """There are no people on them."""

    def poster(self, day: date, language: DocumentLanguage, out: Target) -> int:
        """Write the menu of a day as a poster; says how many dishes it has."""
        self._require(N_("Print menus"), Scope())
        menu = self._desk.menus.day(day)
        self._build(build_poster, menu, language, out)
        return len(menu.servings)

    def cycle(
        self, menu: int, meals: Sequence[Meal], language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write a forward menu; says how many days it has."""
        self._require(N_("Print menus"), Scope())
        sheet = self._desk.menus.sheet(menu)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, cycle_table(sheet, meals), language, out)
        return sheet.menu.length

    def requisition(
        self, day: date, meal: Meal, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write what is taken from stock for a meal; says how many products it has."""
        self._require(N_("Print menus"), Scope())
        found = self._desk.requisitions.requisition(day, meal)
        ordered = self._desk.requisitions.eaters(day, meal).ordered
        sees = self._desk.why_not("See meal costs", Scope()) is None
        cost = self._desk.stock.cost(day, meal) if sees else None
        build = build_plain if fmt == "pdf" else build_plain_sheet
        apart = self._desk.requisitions.apart(day, meal)
        tables = requisition_tables(found, meal, apart, ordered=ordered, cost=cost)
        self._build(build, tables, language, out)
        return len(found.lines)

    def stock_card(self, product: str, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the stock card of a product; says how many lines it has."""
        self._require(N_("Print menus"), Scope())
        products = {one.code: one for one in self._desk.products.products()}
        found = self._desk.stock.card(product)
        shown = products.get(product) or Product(product, dict.fromkeys(("kk", "ru"), product))
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, card_table(shown, found), language, out)
        return len(found)

    def stock(self, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write what is left in the store-room; says how many batches there are."""
        self._require(N_("Print menus"), Scope())
        products = {one.code: one for one in self._desk.products.products()}
        found = self._desk.stock.stock()
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, stock_table(found, products), language, out)
        return len(found)
