"""What came of a trip with a stick, in sentences for the command line and the window."""

from collections.abc import Iterator

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.sync.courier import Brought, Written
from school_desk.sync.errors import BatchRefusedError

COPIED = N_("A computer of the school was copied with its key. Both are kept apart.")
WRITTEN = N_(
    "Written for {computers} computers: {n} changes. Read back, it is whole: the stick can be "
    "taken out."
)
LATEST = N_("The latest lies there already.")
REST = N_("For {n} changes there was no room there; they follow next time.")
WITHDRAWN = N_("Taken away, because those computers were withdrawn: {n}.")
CAME = N_("From {names}: {n} changes received.")
NOTHING_NEW = N_("From {names}: nothing new.")
NOTHING = N_("Nothing lies there for this computer.")
CONFIRMED = N_("Receipts came from {n} computers.")
DAMAGED = N_(
    "Damaged, so not taken in: {n}. Let the other computer write to the stick once more."
)
STRANGERS = N_("Of computers that are not admitted here, so not taken in: {n}.")
GAPS = N_(
    "A trip before this one is missing. Write to the stick here and bring it back: the rest "
    "follows."
)
WAITING = N_("{n} changes wait for others that are still under way.")


def written_words(written: Written) -> Iterator[Text]:
    """What was written, the good first."""
    if written.computers:
        yield Text(WRITTEN, {"computers": written.computers, "n": written.lines})
    else:
        yield Text(LATEST)
    if written.rest:
        yield Text(REST, {"n": written.rest})
    if written.withdrawn:
        yield Text(WITHDRAWN, {"n": written.withdrawn})


def brought_words(brought: Brought) -> Iterator[Text]:
    """What came, the good first; then what did not, and what to do."""
    yield _came(brought)
    if brought.confirmed:
        yield Text(CONFIRMED, {"n": brought.confirmed})
    yield from brought_problems(brought)


def brought_problems(brought: Brought) -> Iterator[Text]:
    """What did not come, and what to do."""
    counted = (
        (DAMAGED, brought.damaged),
        (STRANGERS, brought.strangers),
        (WAITING, brought.waiting),
    )
    yield from (Text(words, {"n": n}) for words, n in counted if n)
    if brought.gaps or brought.unknown:
        yield Text(GAPS)
    if brought.refused:
        yield Text(BatchRefusedError.sentence)
    if brought.forked:
        yield Text(COPIED)


def _came(brought: Brought) -> Text:
    if not brought.senders:
        return Text(NOTHING)
    names = ", ".join(brought.senders)
    if not brought.applied:
        return Text(NOTHING_NEW, {"names": names})
    return Text(CAME, {"names": names, "n": brought.applied})
