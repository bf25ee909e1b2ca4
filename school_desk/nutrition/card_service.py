"""Technological cards: a draft is written line by line, then approved; then only a new version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, Ingredient, ReckonedCard, TechCard
from school_desk.nutrition.card_reckon_rules import Kitchen, reckon
from school_desk.nutrition.card_refusal_rules import CardGoneError
from school_desk.nutrition.card_rules import (
    accept_alone,
    accept_approval,
    accept_head,
    accept_ingredient,
    accept_new_version,
    accept_number,
    accept_open,
    all_in_use_on,
    new_samples,
    newest,
    next_number,
)
from school_desk.nutrition.card_store import (
    load_card,
    load_cards,
    load_versions,
    next_place,
    save_approval,
    save_card,
    save_head,
    save_ingredient,
)
from school_desk.nutrition.meal_norm_store import NormBook
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.product_rules import ProductUnknownError
from school_desk.nutrition.product_service import ProductService
from school_desk.nutrition.product_version_rules import sign_of
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unit_of_work import UnitOfWork


class CardService(Service):
    """The cards of the school's dishes.

    `form` of what writes: what its reader had seen; without one, all that is here now.
    """

    def __init__(
        self,
        workplace: Workplace,
        products: ProductService,
        samples: Callable[[], tuple[TechCard, ...]],
        book: NormBook,
    ) -> None:
        super().__init__(workplace)
        self._book = book
        self._products = products
        self._samples = samples

    def bands(self) -> tuple[str, ...]:
        """The age groups that are cooked for, youngest first."""
        return self._book.on(self._look(N_("See cards")), self._at.today()).band_codes

    def cards(self) -> tuple[TechCard, ...]:
        """Of each dish the last version, by number."""
        return newest(load_cards(self._look(N_("See cards"))))

    def in_use(self, day: date) -> tuple[TechCard, ...]:
        """Of each dish the version that counts on a day, by number; drafts count nowhere."""
        return all_in_use_on(load_cards(self._look(N_("See cards"))), day)

    def versions(self, dish: int) -> tuple[TechCard, ...]:
        """All versions of a dish's card, the oldest first."""
        return load_versions(self._look(N_("See cards")), dish)

    def card(self, card: int) -> TechCard:
        """One version, or raise CardGoneError."""
        return _there(self._look(N_("See cards")), card)

    def reckoned(self, card: TechCard, *, season: bool = False) -> ReckonedCard:
        """What a card comes to; `season`: gross masses of this very day."""
        self._look(N_("See cards"))
        return reckon(card, self._products.kitchen(season=season))

    def reckoned_all(self, cards: Sequence[TechCard]) -> Mapping[int, ReckonedCard]:
        """What several cards come to, by their ids."""
        self._look(N_("See cards"))
        kitchen = self._products.kitchen()
        return {one.id: reckon(one, kitchen) for one in cards}

    def form(self) -> Form:
        """What whoever reads now has seen: to be handed back with what is written on it."""
        self._look(N_("See cards"))
        return self._seen

    def next_number(self) -> int:
        """The number that a new card is given unless another is typed."""
        return next_number(load_cards(self._look(N_("See cards"))))

    def add(self, number: int, head: CardHead, form: Form | None = None) -> int:
        """A dish with the first version of its card, without ingredients yet."""
        with self._begin(N_("Write cards"), form or self._seen) as work:
            accept_number(number, 0, load_cards(work.db))
            card = TechCard(0, number, 1, accept_head(head))
            return save_card(work, self._at.partitions, card)

    def take_samples(self, form: Form | None = None) -> int:
        """The cards that come with the program, as drafts under free numbers; says how many.

        A dish that is called the same is there already.
        """
        with self._begin(N_("Take sample cards"), form or self._seen) as work:
            known = load_cards(work.db)
            wanted = new_samples(self._samples(), known)
            for number, card in enumerate(wanted, next_number(known)):
                save_card(work, self._at.partitions, replace(card, number=number))
        return len(wanted)

    def import_cards(self, told: Sequence[TechCard], *, step: Step = no_step) -> int:
        """A whole file as one step: a new dish, a draft as it is told, a new version of the rest.

        A card in use stays as it is; of each dish its number says which is meant.
        """
        with self._begin(N_("Write cards"), Form(), origin="import") as work:
            known = {one.number: one for one in newest(load_cards(work.db))}
            for done, card in enumerate(told, 1):
                self._import(work, card, known.get(card.number))
                step(done, len(told))
        return len(told)

    def put_head(self, card: int, number: int, head: CardHead, form: Form | None = None) -> None:
        """Other words over the ingredients of a draft."""
        with self._begin(N_("Write cards"), form or self._seen) as work:
            found = accept_open(_there(work.db, card))
            accept_number(number, found.dish, load_cards(work.db))
            save_head(work, found, number, accept_head(head))

    def put_line(self, card: int, one: Ingredient, form: Form | None = None) -> int:
        """A line of a draft, new or as it is from now on; returns its id."""
        with self._begin(N_("Write cards"), form or self._seen) as work:
            kitchen = self._products.kitchen()
            found = accept_open(_there(work.db, card))
            if one.id and one.id not in {line.id for line in found.ingredients}:
                raise CardGoneError
            product = _product(kitchen, one.product)
            accept_alone(found, one, product)
            accepted = accept_ingredient(one, product)
            place = next_place(work.db, card)
            return save_ingredient(work, self._at.partitions, card, accepted, place)

    def remove_line(self, card: int, line: int, form: Form | None = None) -> None:
        """Take a line out of a draft."""
        with self._begin(N_("Write cards"), form or self._seen) as work:
            found = accept_open(_there(work.db, card))
            if line not in {one.id for one in found.ingredients}:
                raise CardGoneError
            work.delete(line)

    def new_version(self, card: int, form: Form | None = None) -> int:
        """A draft with everything that this version has; returns its id."""
        with self._begin(N_("Write cards"), form or self._seen) as work:
            found = _there(work.db, card)
            version = accept_new_version(found, load_versions(work.db, found.dish))
            lines = tuple(replace(one, id=0) for one in found.ingredients)
            copy = replace(found, version=version, ingredients=lines)
            return save_card(work, self._at.partitions, copy)

    def approve(self, card: int, form: Form | None = None) -> None:
        """The draft is in use from today on, and never edited again."""
        with self._begin(N_("Approve card"), form or self._seen) as work:
            found = accept_approval(_there(work.db, card))
            today, known = self._at.today(), self._products.kitchen().products
            figures = sign_of((one.product for one in found.ingredients), known, today)
            save_approval(work, self._at.partitions, found, today, self._at.actor, figures)

    def remove(self, card: int, form: Form | None = None) -> None:
        """Take a draft away; with the only version its dish goes too."""
        with self._begin(N_("Write cards"), form or self._seen) as work:
            found = accept_open(_there(work.db, card))
            alone = len(load_versions(work.db, found.dish)) == 1
            work.delete(card)
            if alone:
                work.delete(found.dish)

    def _import(self, work: UnitOfWork, told: TechCard, known: TechCard | None) -> None:
        lines = tuple(replace(one, id=0) for one in told.ingredients)
        card = replace(told, head=accept_head(told.head), ingredients=lines)
        if known is None or known.in_use:
            dish, version = (known.dish, known.version + 1) if known else (0, 1)
            save_card(work, self._at.partitions, replace(card, dish=dish, version=version))
            return
        save_head(work, known, card.number, card.head)
        for one in known.ingredients:
            work.delete(one.id)
        for place, one in enumerate(lines, next_place(work.db, known.id)):
            save_ingredient(work, self._at.partitions, known.id, one, place)

    @property
    def _seen(self) -> Form:
        """All that this computer has of the others."""
        return Form(context=self._at.storage.context(self._at.partitions.school_wide))


def _there(db: Connection, card: int) -> TechCard:
    found = load_card(db, card)
    if found is None:
        raise CardGoneError
    return found


def _product(kitchen: Kitchen, code: str) -> Product:
    found = kitchen.products.get(code)
    if found is None:
        raise ProductUnknownError(text=code)
    return found
