"""What keeps a card in use as it was approved: every row of it is refused, whoever writes it."""

from collections.abc import Callable
from datetime import date

from school_desk.nutrition.card_use_rules import CardInUseError
from school_desk.storage.engine import Connection

_IN_USE = (
    "SELECT d.number, c.version, a.approved_on FROM card_approval AS a "
    "JOIN tech_card AS c ON c.row = a.tech_card JOIN dish AS d ON d.row = c.dish "
    "WHERE a.alive AND a.approved_on IS NOT NULL AND a.tech_card = ({card})"
)


def guard_of(table: str) -> Callable[[Connection, int, int | None], None] | None:
    """What stops every writing on a card in use, undo by somebody else too."""
    card_of = {
        "tech_card": "SELECT ?",
        "ingredient": "SELECT tech_card FROM ingredient WHERE row = ?",
    }
    sql = card_of.get(table)

    def guard(db: Connection, row: int, _pupil: int | None) -> None:
        found = db.execute(_IN_USE.format(card=sql), (row,)).fetchone()
        if found is not None:
            number, version, day = found
            raise CardInUseError(number=number, version=version, day=date.fromisoformat(day))

    return guard if sql else None
