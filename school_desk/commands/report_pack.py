"""`report pack`: many papers in one go, of a class or of whoever asks."""

from pathlib import Path

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    FORMAT,
    LANGUAGE,
    YEAR,
    Format,
    PaperLanguage,
    class_option,
    term_of,
    term_option,
)
from school_desk.commands.places import class_named
from school_desk.errors import N_, DeskError
from school_desk.i18n import ngettext
from school_desk.journal.pack_rules import PackWish, Paper, Split

ALL = "all"


class PackOfWhomError(DeskError):
    """A pack of nobody, or of a class and a teacher at once."""

    sentence = N_("Say whose papers: --class CLASS, or --mine for your own pages.")


class PaperUnknownError(DeskError):
    """A kind of paper that does not exist."""

    sentence = N_("There is no such paper: {paper}. There are: {papers}.")


@click.command(
    "pack", cls=Command, help=N_("Many papers in one go: of a class, or of one's own pages.")
)
@class_option(required=False)
@click.option("--mine", is_flag=True, help=N_("The register pages of whoever asks."))
@term_option()
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
@LANGUAGE
@FORMAT
@click.option(
    "-o",
    "--output",
    "out",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("File to write, or the folder where there are several."),
)
@YEAR
@school_options
def pack(
    *,
    label: str | None,
    mine: bool,
    term: int | None,
    papers: str,
    split: str,
    lang: PaperLanguage,
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
