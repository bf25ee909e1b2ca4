"""The protocol of a person who was forgotten: what kinds of records, how many, by whom; no name."""

from collections.abc import Mapping

from school_desk.documents.plain_table import PlainColumn, PlainTable
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.retention_model import GROUND_WORDS, Forgetting

TITLE = N_("Protocol of the deletion of personal data")
HEADS = N_("Kind of record"), N_("Records")
PROPOSED = N_("Proposed on {day:short} by {name}; ground: {ground}.")
ASKED = N_("By the request of {day:short} in the journal of requests.")
CONFIRMED = N_("Confirmed and done on {day:short} by {name}.")
NOTE = N_(
    "The values were deleted in the data, in their history and on every computer that shares them; "
    "digests stay, so that the history can be verified. Backups made before are to be destroyed."
)
FIRST, SECOND = N_("Proposed by"), N_("Confirmed by")


def protocol_table(done: Forgetting, words: Mapping[str, str]) -> PlainTable:
    """`words`: how tables are called."""
    one, (proposed, confirmed) = done.proposal, done.names
    ground = Text(GROUND_WORDS[one.ground])
    first = {"day": one.proposed_on, "name": proposed.full, "ground": ground}
    second = {"day": done.confirmed_on, "name": confirmed.full}
    by_request = (Text(ASKED, {"day": one.asked_on}),) if one.asked_on else ()
    return PlainTable(
        Text(TITLE),
        (PlainColumn(HEADS[0], 4), PlainColumn(HEADS[1], 1)),
        tuple((Text(words[table]), count) for table, count in done.rows),
        above=(Text(PROPOSED, first), *by_request, Text(CONFIRMED, second)),
        notes=(Text(NOTE),),
        signers=(FIRST, SECOND),
    )
