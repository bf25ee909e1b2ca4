"""The log of looks on paper and as a workbook."""

from collections.abc import Sequence

from school_desk.access.look_model import LookLine, LookWish
from school_desk.access.look_rules import HEADS, words_of
from school_desk.documents.plain_table import PlainColumn, PlainTable
from school_desk.errors import N_
from school_desk.i18n import Text

_SHARES = (1.3, 1.8, 1.5, 1.4, 2, 1.6, 0.9)


def looks_table(found: Sequence[LookLine], wish: LookWish) -> PlainTable:
    """Who looked at what on some days, the newest first."""
    days = {"first": wish.first, "last": wish.last}
    columns = (PlainColumn(head, share) for head, share in zip(HEADS, _SHARES, strict=True))
    return PlainTable(
        title=Text(N_("Log of looks")),
        above=(Text(N_("{first:short} to {last:short}"), days),),
        columns=tuple(columns),
        rows=tuple(words_of(line) for line in found),
        empty=N_("Nobody looked at anything on these days."),
        landscape=True,
        frozen=1,
    )
