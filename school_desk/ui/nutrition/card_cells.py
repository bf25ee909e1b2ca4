"""The lines of a technological card as cells to type in, a line to add, and the sums below."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from school_desk.errors import N_
from school_desk.formats import number
from school_desk.i18n import _, current
from school_desk.nutrition.card_model import ReckonedCard, ReckonedLine
from school_desk.nutrition.nutrient_rules import MASS_PLACES
from school_desk.ui.nutrition.card_words import amounts, exact
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel

NEW, PORTION, PER_100 = 0, -1, -2
PRODUCT, GROSS, LOSS, SEASON, NET = "product", "gross", "loss", "season", "net"
HEAT = "heat"

COLUMNS = (
    CellColumn("place", N_("No."), 34, editable=False, right=True),
    CellColumn(PRODUCT, N_("Product"), 136, stretch=1),
    CellColumn(GROSS, N_("Gross, g"), 66, right=True),
    CellColumn(LOSS, N_("Loss, %"), 62, right=True),
    CellColumn(SEASON, N_("By season"), 68),
    CellColumn(NET, N_("Net, g"), 70, right=True),
    CellColumn(HEAT, N_("Loss of cooking, %"), 70, right=True),
    CellColumn("ready", N_("Ready, g"), 62, editable=False, right=True),
    CellColumn("energy", N_("kcal"), 62, editable=False, right=True),
    CellColumn("protein", N_("Protein, g"), 64, editable=False, right=True),
    CellColumn("fat", N_("Fat, g"), 58, editable=False, right=True),
    CellColumn("carbohydrate", N_("Carbohydrate, g"), 74, editable=False, right=True),
)
_NAMES = [one.name for one in COLUMNS]


class CardCells(CellsModel):
    """Sums take no text; the line to add takes a product, then its mass."""

    waits_for_mass = False

    def may_edit(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        if not super().may_edit(index):
            return False
        row = self.rows[index.row()].id
        taken = (PRODUCT, GROSS) if self.waits_for_mass else (PRODUCT,)
        return row > NEW or (row == NEW and _NAMES[index.column()] in taken)


def card_rows(reckoned: ReckonedCard, blank: CellRow | None, *, season: bool) -> Sequence[CellRow]:
    """All lines; an open card has a blank one to type in. `season`: gross masses of today."""
    lines = [_line(place, one, season=season) for place, one in enumerate(reckoned.lines, 1)]
    if blank is not None:
        lines.append(blank)
    net = sum((one.net for one in reckoned.lines), start=Fraction())
    gross = sum((one.gross for one in reckoned.lines), start=Fraction())
    ready = sum((one.ready for one in reckoned.lines), start=Fraction())
    masses = (_mass(gross), "", "", _mass(net), "", _mass(ready, 1))
    texts = (*masses, *amounts(reckoned.portion))
    portion = _("One portion")
    per_100 = _("100 g of the ready dish")
    return (
        *lines,
        _sum(PORTION, (portion, *texts)),
        _sum(PER_100, (per_100, *[""] * 6, *amounts(reckoned.per_100))),
    )


def new_line(product: str) -> CellRow:
    """The line to type in; `product`: what was typed already and waits for its mass."""
    texts = ("", product or _("Type a product"), *[""] * (len(COLUMNS) - 2))
    edits = ("", product, *[""] * (len(COLUMNS) - 2))
    return CellRow(NEW, texts, edits=edits, muted=frozenset[int]() if product else frozenset({1}))


def _line(place: int, one: ReckonedLine, *, season: bool) -> CellRow:
    follows = _("yes") if one.ingredient.seasonal else ""
    gross = _mass(one.gross, 2) if season else exact(one.ingredient.gross)
    name = one.product.names[current()]
    texts = (
        *(number(place), name, gross, exact(one.loss), follows),
        *(_mass(one.net), _percent(one.ingredient.heat), _mass(one.ready, 1)),
        *amounts(one.nutrients),
    )
    computed = frozenset(range(_NAMES.index(HEAT) + 1, len(_NAMES)))
    unknown = frozenset({1}) if one.product.composition is None else frozenset[int]()
    return CellRow(one.ingredient.id, texts, muted=computed | {0}, warned=unknown)


def _sum(row: int, texts: tuple[str, ...]) -> CellRow:
    return CellRow(row, ("", *texts), shade="computed", bold=frozenset(range(len(COLUMNS))))


def _percent(value: Decimal) -> str:
    """A loss of cooking; where nobody wrote any the cell is empty."""
    return exact(value) if value else ""


def _mass(value: Fraction, places: int = MASS_PLACES) -> str:
    """Grams without zeros that say nothing."""
    written = number(value, places)
    return written.rstrip("0").rstrip(",.") if places and set(written) & {",", "."} else written
