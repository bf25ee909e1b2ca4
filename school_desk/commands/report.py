"""`report`: parents' slips and register pages, as PDF or as a spreadsheet."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from school_desk.commands.answers import answer
from school_desk.commands.attendance import attendance
from school_desk.commands.face import Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.places import class_named, group_of, subject_named
from school_desk.errors import N_
from school_desk.i18n import _, ngettext

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.documents.voices import DocumentLanguage

Format = Literal["pdf", "xlsx"]
PDF: Format = "pdf"
TERMS = (1, 4)

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@click.group(cls=Group, help=N_("Write a paper: parents' slips, a register page."))
def report() -> None:
    """Write a paper."""


def _paper_options(function: Decorated) -> Decorated:
    options = (
        click.option(
            "--class", "label", metavar="CLASS", required=True, help=N_("Class, such as 7А.")
        ),
        click.option(
            "--term",
            metavar="N",
            type=click.IntRange(*TERMS),
            help=N_("Term, 1 to 4; else today's."),
        ),
        click.option(
            "--lang",
            type=click.Choice(["kk", "ru", "both"]),
            default="kk",
            help=N_("Language of the paper: kk, ru or both."),
        ),
        click.option(
            "--format",
            "fmt",
            type=click.Choice(["pdf", "xlsx"]),
            default=PDF,
            help=N_("pdf to print, xlsx to go on with."),
        ),
        click.option(
            "-o",
            "--output",
            "out",
            metavar="FILE",
            required=True,
            type=click.Path(path_type=Path, dir_okay=False),
            help=N_("File to write; what was there is replaced at once."),
        ),
        school_options,
    )
    for option in reversed(options):
        function = option(function)
    return function


@report.command(help=N_("Slips for the parents of a class, of one subject or of all."))
@click.option("--subject", metavar="NAME", help=N_("Subject: its name or code; else all."))
@click.option(
    "--per-sheet", type=click.Choice(["1", "3"]), default="3", help=N_("Slips on a sheet: 1 or 3.")
)
@_paper_options
def slips(
    *,
    label: str,
    term: int | None,
    lang: "DocumentLanguage",
    fmt: Format,
    out: Path,
    subject: str | None,
    per_sheet: str,
    **_options: object,
) -> None:
    """A teacher prints slips of the own subject, the form tutor those of all."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        number = _term(desk, term)
        count = desk.papers.slips(
            class_group.id,
            number,
            lang,
            fmt,
            out,
            subject=subject_named(desk, subject).id if subject else None,
            per_sheet=1 if per_sheet == "1" else 3,
        )
    text = ngettext("{n} slip is in {file}.", "{n} slips are in {file}.", count)
    facts = {"file": str(out), "class": class_group.label, "term": number, "slips": count}
    answer(text.format(n=count, file=out), facts)


@report.command("register-page", help=N_("A page of the class register."))
@click.option("--subject", metavar="NAME", required=True, help=N_("Subject: its name or code."))
@_paper_options
def register_page(
    *,
    label: str,
    term: int | None,
    lang: "DocumentLanguage",
    fmt: Format,
    out: Path,
    subject: str,
    **_options: object,
) -> None:
    """The page with its marks, topics and homework."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        taught = subject_named(desk, subject)
        group = group_of(desk, class_group, taught)
        number = _term(desk, term)
        desk.papers.register_page(group, taught.id, number, lang, fmt, out)
    facts = {
        "file": str(out),
        "class": class_group.label,
        "subject": taught.code,
        "term": number,
    }
    answer(_("The page is in {file}.").format(file=out), facts)


def _term(desk: "Desk", said: int | None) -> int:
    return said or desk.term_number(desk.today())


report.add_command(attendance)
