"""One technological card: its ingredients in a grid, what they come to beside it at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent

from school_desk.errors import DeskError
from school_desk.formats import number
from school_desk.i18n import _, current, fill
from school_desk.intents import Form, Scope
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.card_model import Ingredient
from school_desk.nutrition.card_refusal_rules import CardGoneError, DraftThereError
from school_desk.nutrition.card_rules import accept_approval, accept_ingredient, with_net
from school_desk.nutrition.nutrient_rules import typed_number
from school_desk.nutrition.product_rules import product_named
from school_desk.ui.actions import Handler
from school_desk.ui.nutrition.card_cells import (
    COLUMNS,
    GROSS,
    HEAT,
    NET,
    NEW,
    PRODUCT,
    SEASON,
    CardCells,
    card_rows,
    new_line,
)
from school_desk.ui.nutrition.card_dialog import CardDialog
from school_desk.ui.nutrition.card_panel import CardPanel
from school_desk.ui.nutrition.card_words import state
from school_desk.ui.nutrition.cards_screen import APPROVE, card_paper
from school_desk.ui.nutrition.cards_screen import NAME as CARDS
from school_desk.ui.nutrition.grid_screen import GridScreen
from school_desk.ui.paper_dialog import Question, print_paper
from school_desk.ui.school.school_screen import gate
from school_desk.ui.screen import Place
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.work_place import WorkPlace

if TYPE_CHECKING:
    from school_desk.nutrition.product_model import Product

NAME = "card"
NEW_VERSION, SEASON_KEY = "add_part", "columns"
ONE = Decimal(1)
_SCOPE = Scope()


class CardScreen(GridScreen):
    """`Place("card", (card, line))`."""

    panel: CardPanel
    tables = frozenset(
        (
            "dish",
            "tech_card",
            "ingredient",
            "card_approval",
            "product",
            "product_composition",
            "kitchen_rule",
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        card, line = (*place.facts, None, None)[:2]
        self._form = self._desk.cards.form()
        self.card = self._desk.cards.card(int(str(card)))
        self.season = False
        self._pending: Product | None = None
        self.model = CardCells(COLUMNS, self._write, self)
        self.grid = CellGrid(_("Ingredients"), self.model)
        self.grid.refused.connect(self._at.messages.refuse)
        self.panel = CardPanel()
        self._lay_out()
        self._show()
        self.grid.go_to(line if isinstance(line, int) else None, PRODUCT)

    def title(self) -> str:
        return self.card.head.names[current()]

    def place(self) -> Place:
        return Place(NAME, (self.card.id, self.grid.row_id or NEW))

    def row_place(self) -> RowPlace | None:
        self.grid.commit(leaving=True)
        row, name = self.grid.row_id, self.title()
        if row is not None and row > NEW:
            return RowPlace("ingredient", row, name=self._product_of(row))
        return RowPlace("tech_card", self.card.id, name=name)

    def undo_form(self) -> Form:
        self.grid.commit(leaving=True)
        return self._form

    def unsaved(self) -> bool:
        self.grid.commit(leaving=True)
        return self.grid.editing

    def closeEvent(self, event: QCloseEvent) -> None:
        self.grid.commit(leaving=True)
        super().closeEvent(event)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "edit": self.grid.begin,
            "add": self.add_line,
            "delete_row": self.drop_line,
            "strip": self.edit_head,
            APPROVE: self.approve,
            NEW_VERSION: self.new_version,
            SEASON_KEY: self.turn_season,
            "print": self.print_card,
            "leave": self._leave,
        }

    def renamed(self) -> Mapping[str, str]:
        return {
            "strip": _("What the card says"),
            "add": _("Another ingredient"),
            "delete_row": _("Take the ingredient out"),
            APPROVE: _("Approve the card"),
            NEW_VERSION: _("New version of the card"),
            SEASON_KEY: _("Gross masses of today, or of the card"),
        }

    def hints(self) -> Sequence[str]:
        return ("add", "strip", "print")

    def reload(self) -> None:
        """Read the card again; the cursor stays in its line."""
        row, column = self.grid.row_id, self.grid.column_name
        try:
            self._form = self._desk.cards.form()
            self.card = self._desk.cards.card(self.card.id)
        except CardGoneError:
            self.place_asked.emit(Place(CARDS))
            return
        before = [one.id for one in self.model.rows]
        self._show()
        if [one.id for one in self.model.rows] != before:
            self.grid.go_to(row, column)

    def add_line(self) -> None:
        """To the line that takes another product."""
        if self.grid.commit() and self.allowed("Write cards"):
            self.grid.go_to(NEW, PRODUCT)
            self.grid.setFocus()
            self.grid.begin()

    def drop_line(self) -> None:
        """Take the current line out."""
        row = self.grid.row_id
        if row is not None and row > NEW and self.grid.commit():
            self.attempt(partial(self._desk.cards.remove_line, self.card.id, row, self._form))

    def edit_head(self) -> None:
        """Names, yield, meal, cooking."""
        if not self.grid.commit() or not self.allowed("Write cards"):
            return
        write = partial(self._desk.cards.put_head, self.card.id, form=self._form)
        bands = self._desk.cards.bands()
        dialog = CardDialog(write, self.card.number, bands, self.card.head, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def approve(self) -> None:
        """The card is in use from today on."""
        if self.grid.commit() and self.attempt(
            partial(self._desk.cards.approve, self.card.id, self._form)
        ):
            self._at.messages.say(_("The card is in use from today on."))

    def new_version(self) -> None:
        """A draft with all that this card has, opened at once."""
        made: list[int] = []

        def make() -> None:
            made.append(self._desk.cards.new_version(self.card.id))

        if self.grid.commit() and self.attempt(make):
            self.place_asked.emit(Place(NAME, (made[0],)))

    def turn_season(self) -> None:
        """Gross masses of this very day beside the same net, or those of the card."""
        if self.grid.commit():
            self.season = not self.season
            self._show()

    def print_card(self) -> None:
        """The card as a PDF or a workbook."""
        if self.grid.commit():
            print_paper(self._at, Question((card_paper(self._at, self.card),)), self)

    # What is typed

    def _write(self, row: int, column: str, text: str) -> None:
        if row == NEW:
            self._take_product(text) if column == PRODUCT else self._add(text)
            return
        line = next(one for one in self.card.ingredients if one.id == row)
        self._desk.cards.put_line(self.card.id, self._changed(line, column, text), self._form)
        if column == GROSS and row == self.card.ingredients[-1].id:
            self.grid.lead_to(NEW, PRODUCT)

    def _take_product(self, text: str) -> None:
        """Which product comes next; its mass is asked for, then the line is written."""
        if not text.strip():
            self._pending = None
        else:
            found = product_named(self._desk.products.products(), text)
            accept_ingredient(Ingredient(found.code, ONE), found)
            self._pending = found
            self.grid.lead_to(NEW, GROSS)
        self._show()

    def _add(self, text: str) -> None:
        """The mass of the product that was typed before: now the line is whole."""
        product = self._pending
        if product is None:
            return
        seasonal = any(one.product == product.code for one in self._desk.products.losses())
        line = Ingredient(product.code, typed_number(text), product.loss, seasonal)
        self._desk.cards.put_line(self.card.id, line)
        self._pending = None
        self._show()
        self.grid.lead_to(NEW, PRODUCT)

    def _changed(self, line: Ingredient, column: str, text: str) -> Ingredient:
        if column == PRODUCT:
            product = product_named(self._desk.products.products(), text)
            return replace(line, product=product.code)
        if column == SEASON:
            return replace(line, seasonal=bool(text.strip()))
        if column == NET:
            return with_net(line, typed_number(text))
        if column == HEAT:
            return replace(line, heat=typed_number(text.strip() or "0"))
        changed = typed_number(text)
        return replace(line, gross=changed) if column == GROSS else replace(line, loss=changed)

    # What is shown

    def _show(self) -> None:
        found = self._desk.cards.reckoned(self.card, season=self.season)
        refusal = self._desk.why_not("Write cards", _SCOPE)
        is_open = refusal is None and not self.card.in_use
        self.model.read_only = not is_open or self.season
        self.model.waits_for_mass = self._pending is not None
        pending = self._pending.names[current()] if self._pending else ""
        blank = new_line(pending) if is_open else None
        self.model.show_rows(card_rows(found, blank, season=self.season))
        self.panel.show_card(self.card, found)
        self.head.title.setText(self._name())
        self.head.subtitle.setText(self._about())
        self.head.set_locked(locked=self.card.in_use)
        gate(self._approve, self._why_not_approve())
        gate(self._renew, refusal or self._why_not_renew())

    def _name(self) -> str:
        facts = {"n": number(self.card.number), "name": self.title()}
        return fill(_("No. {n}. {name}"), facts)

    def _about(self) -> str:
        return _("gross masses of today") if self.season else state(self.card)

    def _why_not_approve(self) -> DeskError | None:
        """Who may, and whether there is something to approve."""
        try:
            accept_approval(self.card)
        except DeskError as refusal:
            return self._desk.why_not("Approve card", _SCOPE) or refusal
        return self._desk.why_not("Approve card", _SCOPE)

    def _why_not_renew(self) -> DeskError | None:
        card = self.card
        return None if card.in_use else DraftThereError(number=card.number, version=card.version)

    def _product_of(self, row: int) -> str:
        return next(one.texts[1] for one in self.model.rows if one.id == row)

    def _lay_out(self) -> None:
        self.lay_out()
        self.add_button(_("What the card says"), "strip", "pen", self.edit_head)
        self._renew = self.add_button(_("New version"), NEW_VERSION, "plus", self.new_version)
        self._approve = self.add_button(_("Approve"), APPROVE, "check", self.approve)
        self.add_button(_("Print"), "print", "print", self.print_card)

    def _leave(self) -> None:
        self.place_asked.emit(Place(CARDS, (self.card.id,)))
