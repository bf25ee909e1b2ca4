"""`close` and `reopen`: end a term, or open a page of it again; what is missing is said first."""

from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    class_option,
    page_named,
    subject_option,
    term_of,
    term_option,
)
from school_desk.commands.places import class_named
from school_desk.errors import N_
from school_desk.i18n import _, fill, ngettext
from school_desk.journal.closing_model import GAP_WORDS, STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from school_desk.journal.closing_model import PageClosing

LINE = N_("{class_label}, {subject}: {state}. {gaps}")


@click.command("close", help=N_("Close the pages of a term; what is missing is said first."))
@term_option()
@class_option(required=False, words=N_("Class, such as 7А; else all."))
@click.option("--reason", metavar="TEXT", default="", help=N_("Why pages with gaps are closed."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what is missing; close nothing."))
@school_options
def close(
    *, term: int | None, label: str | None, reason: str, dry_run: bool, **_options: object
) -> None:
    """Every page whose period ends with the term, in one step; half-years with their second."""
    with open_desk(reading=dry_run) as desk:
        number = term_of(desk, term)
        class_group = class_named(desk, label).id if label else None
        pages = [one for one in desk.closing.states(number, class_group) if one.ends_with(number)]
        waiting = [one for one in pages if not one.is_closed]
        lacking = [one for one in waiting if one.gaps]
        closes = not dry_run and not (lacking and not reason.strip())
        if closes:
            desk.closing.close(desk.closing.due(number, class_group), reason)
    answer(_in_words(waiting, closed=closes, dry_run=dry_run), _facts(waiting, closed=closes))
    end(Ended.WELL if closes or not lacking else Ended.WITH_PROBLEMS)


@click.command("reopen", help=N_("Open a closed page again; the reason stays in the history."))
@class_option()
@subject_option()
@term_option()
@click.option("--reason", metavar="TEXT", required=True, help=N_("Why it is opened again."))
@school_options
def reopen(*, label: str, subject: str, term: int | None, reason: str, **_options: object) -> None:
    """One page; its stored marks stay in the history."""
    with open_desk(reading=False) as desk:
        page = page_named(desk, label, subject, term)
        desk.closing.reopen(page.place, reason)
    answer(_("The page is open again. Close it when it is corrected."), {"reopened": True})


def _in_words(pages: "Sequence[PageClosing]", *, closed: bool, dry_run: bool) -> str:
    lines = [_line(one) for one in pages if one.gaps]
    n = len(pages)
    if closed:
        last = ngettext("{n} page is closed.", "{n} pages are closed.", n).format(n=n)
    elif dry_run or not lines:
        last = ngettext(
            "{n} page would be closed. Nothing was changed.",
            "{n} pages would be closed. Nothing was changed.",
            n,
        ).format(n=n)
    else:
        last = _("Nothing was closed: fill the gaps, or give --reason.")
    return "\n".join([*lines, last])


def _line(one: "PageClosing") -> str:
    gaps = "; ".join(f"{_(GAP_WORDS[gap.kind])}: {gap.n}" for gap in one.gaps)
    facts = {
        "class_label": one.class_label,
        "subject": one.subject_names["kk"],
        "state": _(STATE_WORDS[one.state]),
        "gaps": gaps,
    }
    return fill(_(LINE), facts)


def _facts(pages: "Sequence[PageClosing]", *, closed: bool) -> "Mapping[str, object]":
    return {
        "closed": closed,
        "pages": [
            {
                "class": one.class_label,
                "subject": one.subject_names["kk"],
                "period": one.period.key,
                "state": one.state.value,
                "gaps": {gap.kind.value: gap.n for gap in one.gaps},
            }
            for one in pages
        ],
    }
