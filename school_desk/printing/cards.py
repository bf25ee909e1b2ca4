"""Technological cards and products as papers, read through their services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.nutrition.card_document import CardPaper, card_table, product_table
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.nutrition.card_model import TechCard
    from school_desk.printing.base import Format


class CardPapers(SchoolPapers):
    """There are no people on them."""

    def card(self, card: int, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write one version of a card; says how many ingredients it has."""
        self._require(N_("Print cards"), Scope())
        found = self._desk.cards.card(card)
        self._write((found,), language, fmt, out)
        return len(found.ingredients)

    def all_cards(self, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the last version of every card, a page each; says how many."""
        self._require(N_("Print cards"), Scope())
        found = self._desk.cards.cards()
        self._write(found, language, fmt, out)
        return len(found)

    def products(self, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the directory of products; says how many."""
        self._require(N_("Print cards"), Scope())
        found = self._desk.products.products()
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, product_table(found), language, out)
        return len(found)

    def _write(
        self, cards: tuple[TechCard, ...], language: DocumentLanguage, fmt: Format, out: Target
    ) -> None:
        reckoned = self._desk.cards.reckoned_all(cards)
        tables = tuple(card_table(CardPaper(one, reckoned[one.id])) for one in cards)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, tables, language, out)
