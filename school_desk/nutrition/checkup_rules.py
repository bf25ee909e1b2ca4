"""An examination of who works in the kitchen: of whom it is, what is sealed of it.

Signs of illness and measures are health data of a colleague: they are one text, sealed with the
nurse's key as her notes are (94-V; inclusion 13.1). That somebody was examined and is admitted
stays open to who answers for the kitchen.
"""

import json
from collections.abc import Mapping

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.log_forms_rules import HEALTH
from school_desk.nutrition.log_model import Entry, Kind, Value
from school_desk.school.names import fold
from school_desk.school.texts import as_line, as_quote

SEALED = (
    *(one.name for one in HEALTH.columns if one.kind is Kind.CHECK),
    "measures",
)
"""What stands in the sealed text, in its order; `admitted` stands in the open as well."""


class WorkerUnknownError(DeskError):
    """Nobody of the staff has this name; facts: `column`, `text`."""

    sentence = N_(
        "«{column}»: nobody of the staff is called «{text}». Add the person to the staff first, "
        "then write the examination."
    )


def worker_named(name: str, workers: Mapping[int, str]) -> int:
    """Whose examination it is, by the name as the staff list has it, or raise."""
    wanted = fold(as_line(name))
    found = [row for row, listed in workers.items() if fold(listed) == wanted]
    if len(found) != 1:
        column = Text(HEALTH.column("person").words)
        raise WorkerUnknownError(column=column, text=as_quote(name))
    return found[0]


def sealed_text(entry: Entry) -> str:
    """Signs and measures as one text, to be sealed."""
    return json.dumps([entry[one] for one in SEALED], ensure_ascii=False)


def sealed_values(text: str) -> Mapping[str, Value]:
    """Signs and measures from the text of `sealed_text`.

    >>> sealed_values('[true, true, true, true, true, null]')["admitted"]
    True
    """
    return dict(zip(SEALED, json.loads(text), strict=True))
