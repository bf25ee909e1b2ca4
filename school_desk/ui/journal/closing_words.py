"""Words of closing: where a page stands, what it lacks, who closed it; for lists and strips."""

from collections.abc import Sequence

from school_desk.formats import NO_BREAK_SPACE, class_words, date_short, day_and_month
from school_desk.i18n import _, current, fill, ngettext
from school_desk.journal.closing_model import (
    GAP_WORDS,
    STATE_WORDS,
    Correction,
    Gap,
    PageClosing,
    PageState,
)
from school_desk.journal.history_rules import ARROW, NOTHING
from school_desk.journal.model import PageHead

DOT = "·"
SOME = 3
FIRST = (PageState.GAPS, PageState.REOPENED, PageState.READY, PageState.OPEN, PageState.CLOSED)
"""What needs a person stands first."""

SIGNS = {
    PageState.REOPENED: "↺",
    PageState.READY: "●",
    PageState.OPEN: "○",
    PageState.CLOSED: "✓",
}
"""The state of a page in a cell; gaps are counted."""


def page_words(one: PageClosing) -> str:
    """Class and subject."""
    return f"{class_words(one.class_label)} {DOT} {one.subject_names[current()]}"


def state_words(one: PageClosing) -> str:
    """The state, with who and when where somebody did something."""
    state = _(STATE_WORDS[one.state])
    if one.closed_on is not None:
        return f"{state}: {one.closed_by}, {date_short(one.closed_on)}"
    if one.reopened_on is not None:
        return f"{state}: {one.reopened_by}, {date_short(one.reopened_on)}"
    return state


def gaps_words(gaps: Sequence[Gap]) -> str:
    """What is missing, in one line; nothing is a dash."""
    return f" {DOT} ".join(f"{_(GAP_WORDS[gap.kind])}: {gap.n}" for gap in gaps) or NOTHING


def gap_details(gap: Gap) -> str:
    """For whom or on which days."""
    days = [day_and_month(day).replace(" ", NO_BREAK_SPACE) for day in gap.days]
    said = [*gap.pupils, *days]
    shown = ", ".join(said[: SOME * 4])
    return f"{shown} …" if len(said) > SOME * 4 else shown


def counts_words(pages: Sequence[PageClosing]) -> str:
    """How many pages stand where."""
    counts = {state: sum(one.state is state for one in pages) for state in FIRST}
    parts = [
        f"{SIGNS.get(state, '')} {_(STATE_WORDS[state])}: {n}".strip()
        for state, n in counts.items()
        if n
    ]
    total = ngettext("{n} page", "{n} pages", len(pages)).format(n=len(pages))
    return f" {DOT} ".join((total, *parts))


def correction_words(one: Correction) -> str:
    """What became of what: «2 → 4»; a first value stands alone."""
    before, after = (
        NOTHING if value is None else fill("{value}", {"value": value})
        for value in (one.before, one.after)
    )
    return after if one.before is None else f"{before} {ARROW} {after}"


def closed_words(head: PageHead, *, may_reopen: bool) -> str:
    """The strip of a closed page: «Жабық: …», and whom to ask."""
    if head.closed_on is None:
        return ""
    day = date_short(head.closed_on)
    said = _("Closed: {who}, {date}. The marks stand as they were stored.")
    whom = "" if may_reopen else _("For a correction ask the deputy head.")
    return f"{said.format(who=head.closed_by, date=day)} {whom}".strip()


def reopened_words(head: PageHead) -> str:
    """The strip of a page that was opened again."""
    if head.reopened_on is None:
        return ""
    said = _("Reopened: {who}, {date}. Reason: {reason}")
    day = date_short(head.reopened_on)
    return said.format(who=head.reopened_by, date=day, reason=head.reopened_for)
