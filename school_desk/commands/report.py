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
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, ngettext
from school_desk.journal.pack_rules import PackWish, Paper, Split

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.documents.voices import DocumentLanguage

Format = Literal["pdf", "xlsx"]
PDF: Format = "pdf"
TERMS = (1, 4)
ALL = "all"
TERM_HELP = N_("Term, 1 to 4; else today's.")
LANG_HELP = N_("Language of the paper: kk, ru or both.")
FORMAT_HELP = N_("pdf to print, xlsx to go on with.")

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class PackOfWhomError(DeskError):
    """A pack of nobody, or of a class and a teacher at once."""

    sentence = N_("Say whose papers: --class CLASS, or --mine for your own pages.")


class PaperUnknownError(DeskError):
    """A kind of paper that does not exist."""

    sentence = N_("There is no such paper: {paper}. There are: {papers}.")


@click.group(cls=Group, help=N_("Write a paper: parents' slips, a register page."))
def report() -> None:
    """Write a paper."""


def paper_options(function: Decorated) -> Decorated:
    """What every paper is asked: class, term, language, kind of file, where to."""
    options = (
        click.option(
            "--class", "label", metavar="CLASS", required=True, help=N_("Class, such as 7А.")
        ),
        click.option(
            "--term",
            metavar="N",
            type=click.IntRange(*TERMS),
            help=TERM_HELP,
        ),
        click.option(
            "--lang",
            type=click.Choice(["kk", "ru", "both"]),
            default="kk",
            help=LANG_HELP,
        ),
        click.option(
            "--format",
            "fmt",
            type=click.Choice(["pdf", "xlsx"]),
            default=PDF,
            help=FORMAT_HELP,
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
@paper_options
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
        number = term_of(desk, term)
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
@paper_options
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
        number = term_of(desk, term)
        desk.papers.register_page(group, taught.id, number, lang, fmt, out)
    facts = {
        "file": str(out),
        "class": class_group.label,
        "subject": taught.code,
        "term": number,
    }
    answer(_("The page is in {file}.").format(file=out), facts)


@report.command(help=N_("Many papers in one go: of a class, or of one's own pages."))
@click.option("--class", "label", metavar="CLASS", help=N_("Class, such as 7А."))
@click.option("--mine", is_flag=True, help=N_("The register pages of whoever asks."))
@click.option("--term", metavar="N", type=click.IntRange(*TERMS), help=TERM_HELP)
@click.option(
    "--papers",
    metavar="KINDS",
    default=Paper.SLIPS.value,
    help=N_("Kinds of paper, with commas between, or all."),
)
@click.option(
    "--split",
    type=click.Choice([one.value for one in Split]),
    default=Split.ONE_FILE.value,
    help=N_("one file, a file for each paper, or one for each pupil."),
)
@click.option("--lang", type=click.Choice(["kk", "ru", "both"]), default="kk", help=LANG_HELP)
@click.option("--format", "fmt", type=click.Choice(["pdf", "xlsx"]), default=PDF, help=FORMAT_HELP)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("File to write, or the folder where there are several."),
)
@school_options
def pack(
    *,
    label: str | None,
    mine: bool,
    term: int | None,
    papers: str,
    split: str,
    lang: "DocumentLanguage",
    fmt: Format,
    out: Path,
    **_options: object,
) -> None:
    """A class, or the pages of whoever asks."""
    if mine == bool(label):
        raise PackOfWhomError
    with open_desk(reading=True) as desk:
        wish = PackWish(
            papers=_kinds(papers),
            term=term_of(desk, term),
            language=lang,
            fmt=fmt,
            split=Split(split),
            class_group=class_named(desk, label).id if label else None,
            teacher=desk.account.id if mine else None,
        )
        files = desk.paper_pack.write(wish, out, lambda _done, _total: None)
    text = ngettext("{n} file is written: {file}", "{n} files are written: {file}", len(files))
    facts = {"files": [str(one) for one in files], "term": wish.term}
    answer(text.format(n=len(files), file=out), facts)


def _kinds(text: str) -> tuple[Paper, ...]:
    """The kinds of paper that somebody names."""
    if text.strip() == ALL:
        return tuple(Paper)
    words = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in tuple(Paper)]
    if unknown or not words:
        known = ", ".join((*(one.value for one in Paper), ALL))
        raise PaperUnknownError(paper=", ".join(unknown) or "-", papers=known)
    return tuple(Paper(word) for word in dict.fromkeys(words))


def term_of(desk: "Desk", said: int | None) -> int:
    """The term that was said, else that of today."""
    return said or desk.term_number(desk.today())


report.add_command(attendance)
