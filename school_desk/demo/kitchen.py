"""What the kitchen of the demo school cooks by: seven technological cards, in use since August."""

from dataclasses import replace
from datetime import date

from school_desk.errors import N_
from school_desk.nutrition.card_store import save_approval, save_card
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage


def write_cards(storage: Storage, head: int, parts: Partitions, day: date) -> None:
    """All cards in one step; products are those that come with the program."""
    with storage.begin(N_("Write cards"), actor=head, origin="demo") as work:
        for card in sample_cards():
            row = save_card(work, parts, card)
            save_approval(work, parts, replace(card, id=row), day, head)
