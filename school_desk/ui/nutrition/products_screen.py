"""Products of the kitchen: the whole directory to search, the school's own copy to edit."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from school_desk.errors import N_
from school_desk.formats import NOTHING
from school_desk.i18n import _, current, fill, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.product_model import STATUS_WORDS, Product
from school_desk.nutrition.product_rules import season_on
from school_desk.ui.actions import Handler
from school_desk.ui.nutrition.card_words import allergens, exact
from school_desk.ui.nutrition.product_dialog import ProductDialog
from school_desk.ui.nutrition.season_dialog import SeasonDialog
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.school.sheet_import import SheetKind
from school_desk.ui.screen import Place
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

NAME = "products"
SEASON = "columns"
"""F7."""


class ProductsScreen(RecordsScreen):
    """`Place("products", (code,))`."""

    name = NAME
    row_table = "product"
    heads = (
        N_("Product"),
        N_("kcal"),
        N_("Protein, g"),
        N_("Fat, g"),
        N_("Carbohydrate, g"),
        N_("Cold loss, %"),
        N_("Allergens"),
        N_("Figures"),
    )
    widths = (270, 66, 84, 70, 100, 96, 210)
    numbers = range(1, 6)
    tables = frozenset(("product", "product_composition", "season_loss"))
    write_intent = "Write products"
    import_intent = "Write products"
    file_name = "products.xlsx"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._codes: tuple[str, ...] = ()
        self._found: Mapping[str, Product] = {}
        super().__init__(at, Place(NAME))
        code = next(iter(place.facts), None)
        if isinstance(code, str) and code in self._codes:
            self.reload(self._codes.index(code) + 1)

    def title(self) -> str:
        return _("Products")

    def place(self) -> Place:
        one = self._current()
        return Place(NAME, (one.code,) if one else ())

    def row_place(self) -> RowPlace | None:
        one = self._current()
        if one is None or not one.own:
            return None
        return RowPlace(self.row_table, one.id, name=one.names[current()])

    def handlers(self) -> Mapping[str, Handler]:
        own = {
            "delete_row": self.remove,
            "print": self.print_products,
            SEASON: self.write_season,
        }
        return {**super().handlers(), **own}

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "find_pupil")

    def renamed(self) -> Mapping[str, str]:
        return {
            "find_pupil": _("Find a product"),
            "add": _("Another product"),
            "delete_row": _("Take the school's own away"),
            SEASON: _("Cold loss through the year"),
        }

    def rows(self) -> Sequence[Row]:
        found = self._desk.products.products()
        self._found = {one.code: one for one in found}
        self._codes = tuple(self._found)
        return [_row(number, one) for number, one in enumerate(found, 1)]

    def search_words(self, row: Row) -> str:
        """By its name in any language."""
        names = self._found[self._codes[row.id - 1]].names.values()
        return f"{' '.join(names)} {super().search_words(row)}"

    def kind(self) -> SheetKind:
        return self._desk.kitchen_files.products

    def subtitle(self, count: int) -> str:
        return ngettext("{n} product", "{n} products", count).format(n=count)

    def nothing(self) -> str:
        return _("There are no products yet.")

    def add(self) -> None:
        if self.allowed(self.write_intent):
            self._ask(None)

    def edit(self) -> None:
        one = self._current()
        if one is not None and self.allowed(self.write_intent):
            self._ask(one)

    def remove(self) -> None:
        """Take away what the school added or changed."""
        one = self._current()
        if one is not None and self.attempt(partial(self._desk.products.remove, one.code)):
            words = _("The school's own «{name}» was taken away. Ctrl+Z takes it back.")
            self._at.messages.say(words.format(name=one.names[current()]))

    def write_season(self) -> None:
        """What the chosen product loses from which day of the year on."""
        one = self._current()
        if one is None or not self.allowed(self.write_intent):
            return
        today, service = self._desk.today(), self._desk.products
        shown = season_on(service.losses(), one.code, today)
        write = partial(service.write_losses, one.code, form=service.form())
        dialog = SeasonDialog(write, one, shown, today, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def print_products(self) -> None:
        """The directory, on paper or as a workbook."""
        papers = self._desk.card_papers

        def write(wish: Wish, out: Path) -> object:
            return papers.products(wish.language, wish.fmt, out)

        print_paper(self._at, Question((Paper("products", write, _("Products")),)), self)

    def _current(self) -> Product | None:
        row = self.current_id()
        return self._found.get(self._codes[row - 1]) if row else None

    def _ask(self, shown: Product | None) -> None:
        written: list[str] = []
        form = self._desk.products.form()

        def write(one: Product) -> None:
            written.append(self._desk.products.put(one, form))

        dialog = ProductDialog(write, shown, self.window())
        dialog.exec()
        dialog.deleteLater()
        if written and written[0] in self._codes:
            self.reload(self._codes.index(written[0]) + 1)
        self.take_focus()


def _row(number: int, one: Product) -> Row:
    name = one.names[current()]
    status = _(STATUS_WORDS[one.status]) if one.composition else _("not filled in")
    if one.since is not None:
        status = fill(_("{status}, since {since:short}"), {"status": status, "since": one.since})
    return Row(number, (name, *_amounts(one), exact(one.loss), allergens(one.allergens), status))


def _amounts(one: Product) -> tuple[str, ...]:
    """What 100 g hold, as the table has it."""
    found = one.composition
    if found is None:
        return (NOTHING,) * 4
    parts = (found.energy, found.protein, found.fat, found.carbohydrate)
    return tuple(exact(value) for value in parts)
