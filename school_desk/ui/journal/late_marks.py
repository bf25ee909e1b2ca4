"""Marks that came after their page was closed: named one by one, and let pass with a reason."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _, fill, ngettext
from school_desk.journal.closing_model import LateMark, PageClosing
from school_desk.ui.journal.closing_dialogs import ReasonDialog
from school_desk.ui.journal.closing_words import page_words
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.work_place import WorkPlace

PageKey = tuple[int, int, int]
MOST_NAMED = 8


def count_words(count: int) -> str:
    """How many marks came late."""
    return ngettext("{n} late mark", "{n} late marks", count).format(n=count)


def late_of(at: WorkPlace, pages: Iterable[PageClosing]) -> dict[PageKey, int]:
    """How many late marks wait on closed pages; only where other computers may send any."""
    if not at.desk.exchanges:
        return {}
    closed = (one.place for one in pages if one.is_closed)
    found = {place: len(at.desk.closing.late(place)) for place in closed}
    return {place: count for place, count in found.items() if count}


def add_late(
    column: QVBoxLayout, late: Sequence[LateMark], decline: Callable[[], object], *, may: bool
) -> None:
    """What was typed late on a page, what it means, and the decision that leaves it at that."""
    if not late:
        return
    column.addWidget(label(count_words(len(late)), step="strong", wrap=True))
    column.addWidget(
        label(
            _(
                "Typed on another computer before it knew of the closing. The closed marks stay "
                "as they are. To let these count, open the page again and close it anew."
            ),
            tone="muted",
            wrap=True,
        )
    )
    for one in late[:MOST_NAMED]:
        value = _("emptied") if one.value is None else str(one.value)
        facts = {"pupil": one.pupil, "value": value, "who": one.who, "at": one.at}
        column.addWidget(label(fill("{pupil}: {value} · {who} {at}", facts), wrap=True))
    if len(late) > MOST_NAMED:
        column.addWidget(label("…"))
    if may:
        button = Button(_("Leave the closed marks"), icon="lock")
        button.clicked.connect(decline)
        column.addWidget(button)
    column.addSpacing(8)


def ask_and_decline(at: WorkPlace, one: PageClosing, parent: QWidget) -> None:
    """Let the closed marks stand, for the reason that the person gives, or raise."""
    question = _("Why do the late marks not count?")
    reason = ReasonDialog.ask(question, _("Leave the closed marks"), page_words(one), parent)
    if reason is not None:
        at.desk.closing.decline_late(one.place, reason)
        at.messages.say(_("The closed marks stay. The late ones stay in the history."))
