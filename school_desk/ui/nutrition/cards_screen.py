"""Technological cards of all dishes: a list to search, Enter opens one, a new one is asked for."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from school_desk.errors import N_
from school_desk.formats import number
from school_desk.i18n import _, current, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.card_model import CardHead, ReckonedCard, TechCard
from school_desk.nutrition.eating_model import MEAL_WORDS
from school_desk.ui.actions import Handler, action
from school_desk.ui.nutrition.card_dialog import CardDialog
from school_desk.ui.nutrition.card_words import allergens, amounts, exact, state
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.school.sheet_import import SheetKind
from school_desk.ui.screen import Place
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

NAME, CARD = "cards", "card"
APPROVE = "lesson_held"
"""Ctrl+Enter: what is ready is put in force."""
COOKING, SAMPLES = "forecasts", "take_works"


class CardsScreen(RecordsScreen):
    """`Place("cards", (card,))`."""

    name = NAME
    row_table = "tech_card"
    heads = (
        N_("No."),
        N_("Dish"),
        N_("Meal"),
        N_("Yield, g"),
        N_("kcal"),
        N_("Protein, g"),
        N_("Fat, g"),
        N_("Carbohydrate, g"),
        N_("Allergens"),
        N_("State"),
    )
    widths = (44, 240, 104, 84, 70, 84, 74, 104, 150)
    numbers = (0, *range(3, 8))
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
    write_intent = "Write cards"
    import_intent = "Write cards"
    file_name = "cards.xlsx"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._cards: Mapping[int, TechCard] = {}
        super().__init__(at, place)

    def title(self) -> str:
        return _("Technological cards")

    def handlers(self) -> Mapping[str, Handler]:
        own = {
            "open": self.edit,
            "delete_row": self.remove,
            "print": self.print_cards,
            APPROVE: self.approve,
            COOKING: self.turn_cooking,
            SAMPLES: self.take_samples,
        }
        return {**super().handlers(), **own}

    def hints(self) -> Sequence[str]:
        return ("open", "add", "print")

    def renamed(self) -> Mapping[str, str]:
        return {
            "find_pupil": _("Find a dish"),
            "add": _("Another dish"),
            "delete_row": _("Take the draft away"),
            APPROVE: _("Approve the card"),
            COOKING: _("Reckon with losses of cooking, or not"),
            SAMPLES: _("Take the sample dishes"),
        }

    def row_place(self) -> RowPlace | None:
        row = self.current_row()
        return RowPlace(self.row_table, row.id, name=row.texts[1]) if row else None

    def rows(self) -> Sequence[Row]:
        found = self._desk.cards.cards()
        reckoned = self._desk.cards.reckoned_all(found)
        self._cards = {one.id: one for one in found}
        return [_row(one, reckoned[one.id]) for one in found]

    def search_words(self, row: Row) -> str:
        """By its name in any language."""
        names = self._cards[row.id].head.names.values()
        return f"{' '.join(names)} {super().search_words(row)}"

    def kind(self) -> SheetKind:
        return self._desk.kitchen_files.cards

    def subtitle(self, count: int) -> str:
        return ngettext("{n} dish", "{n} dishes", count).format(n=count)

    def nothing(self) -> str:
        words = _(
            "There are no technological cards yet. {key} takes seven usual dishes to begin with."
        )
        return words.format(key=action(SAMPLES).key_text)

    def add(self) -> None:
        if not self.allowed(self.write_intent):
            return
        written: list[int] = []

        def write(number: int, head: CardHead) -> None:
            written.append(self._desk.cards.add(number, head))

        dialog = CardDialog(
            write, self._desk.cards.next_number(), self._desk.cards.bands(), parent=self.window()
        )
        dialog.exec()
        dialog.deleteLater()
        if written:
            self.place_asked.emit(Place(CARD, (written[0],)))

    def edit(self) -> None:
        """Open the card."""
        card = self.current_id()
        if card is not None:
            self.place_asked.emit(Place(CARD, (card,)))

    def remove(self) -> None:
        """Take a draft away."""
        card = self.current_id()
        if card is not None and self.attempt(partial(self._desk.cards.remove, card)):
            self._at.messages.say(_("The draft was taken away. Ctrl+Z takes it back."))
            self.take_focus()

    def approve(self) -> None:
        """The draft is in use from today on."""
        card = self.current_id()
        if card is not None and self.attempt(partial(self._desk.cards.approve, card)):
            self._at.messages.say(_("The card is in use from today on."))

    def take_samples(self) -> None:
        """The dishes that come with the program, as drafts to make one's own."""
        taken: list[int] = []
        if self.attempt(lambda: taken.append(self._desk.cards.take_samples())):
            words = ngettext(
                "{n} card was taken, as a draft.", "{n} cards were taken, as drafts.", taken[0]
            )
            nothing = _("Nothing was taken: the sample dishes are here already.")
            self._at.messages.say(words.format(n=taken[0]) if taken[0] else nothing)
            self.take_focus()

    def turn_cooking(self) -> None:
        """The whole school reckons with what cooking takes away, or nobody does."""
        service = self._desk.products
        retains = not service.reckons_cooking()
        if self.attempt(partial(service.reckon_cooking, retains=retains)):
            yes = _("All cards reckon with losses of cooking from today on. Ctrl+Z takes it back.")
            no = _("No card reckons with losses of cooking any more. Ctrl+Z takes it back.")
            self._at.messages.say(yes if retains else no)

    def print_cards(self) -> None:
        """This card, or all of them."""
        card, papers = self.current_id(), self._desk.card_papers
        found = [
            Paper("cards", lambda w, o: papers.all_cards(w.language, w.fmt, o), _("All cards"))
        ]
        if card is not None:
            found.insert(0, card_paper(self._at, self._cards[card]))
        print_paper(self._at, Question(tuple(found)), self)


def card_paper(at: WorkPlace, card: TechCard) -> Paper:
    """One card as a paper to choose."""

    def write(wish: Wish, out: Path) -> object:
        return at.desk.card_papers.card(card.id, wish.language, wish.fmt, out)

    return Paper(f"card-{card.number}-{card.version}", write, card.head.names[current()])


def _row(one: TechCard, reckoned: ReckonedCard) -> Row:
    texts = (
        number(one.number),
        one.head.names[current()],
        _(MEAL_WORDS[one.head.meal]),
        exact(one.head.yield_g),
        *amounts(reckoned.portion),
        allergens(reckoned.allergens),
        state(one),
    )
    return Row(one.id, texts)
