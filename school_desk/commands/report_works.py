"""`report work`: the specification and the results of a summative work."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    Format,
    PaperLanguage,
    page_named,
    paper_options,
    subject_option,
)
from school_desk.errors import N_, DeskError
from school_desk.i18n import _

if TYPE_CHECKING:
    from school_desk.journal.model import RegisterPage

TERM_WORK = ("тжб", "соч", "soch", "term")
WORDS = ("бжб", "сор", "unit")


class WorkUnknownError(DeskError):
    """A work that is not on the page."""

    sentence = N_("There is no work {name} on this page. There are: {names}.")


@click.command(
    "work", cls=Command, help=N_("A summative work: its tasks and the points of the pupils.")
)
@subject_option()
@click.option(
    "--work", "name", metavar="WORK", required=True, help=N_("Unit summative 1, 2, 3, or term.")
)
@paper_options
def work(
    *,
    label: str,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    subject: str,
    name: str,
    **_options: object,
) -> None:
    """Specification and result table."""
    with open_desk(reading=True) as desk:
        page = page_named(desk, label, subject, term)
        row = work_named(desk.journal.open_page(*page.place), name)
        desk.work_papers.work((*page.place, row), lang, fmt, out)
    answer(_("The work is in {file}.").format(file=out), {**page.facts(out), "work": name})


def work_named(page: "RegisterPage", name: str) -> int:
    """The row of a work: 2, БЖБ 2, СОР 2 are the second unit summative; term, ТЖБ, СОЧ the last."""
    known = {_key(one.kind.value, one.number): one.key.work for one in page.works}
    row = known.get(_said(name))
    if row is None:
        raise WorkUnknownError(name=name, names=", ".join(known) or "—")
    return row


def _key(kind: str, number: int) -> str:
    return str(number) if kind.startswith("unit") else "term"


def _said(name: str) -> str:
    plain = name.casefold().replace(" ", "")
    if plain in TERM_WORK:
        return "term"
    for word in WORDS:
        plain = plain.removeprefix(word)
    return plain
