"""`archive`: a year of a class or the school in one file; `check-archive`: whether it is whole."""

import importlib
from pathlib import Path
from typing import Any

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command, language_option, school_options
from school_desk.commands.opening import first_line, open_desk
from school_desk.commands.paper_options import YEAR, class_option, out_option
from school_desk.commands.places import class_named
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, ngettext

PASSPHRASE = click.option(
    "--passphrase-file",
    "passphrase_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("File whose first line is the passphrase of the archive."),
)


class PassphraseOrPlainError(DeskError):
    """An archive is locked unless somebody says that it should not be."""

    sentence = N_(
        "Say how the archive is locked: --passphrase-file FILE, or --plain, which anybody can read."
    )


class ArchiveFileMissingError(DeskError):
    """An archive goes into a file."""

    sentence = N_(
        "Say which file to write, such as: -o {name}, or only look with --dry-run. "
        "Nothing was written."
    )


@click.command(cls=Command, help=N_("Archive the year of a class or of the school in one file."))
@class_option(required=False, words=N_("Class, such as 7А; else the whole school."))
@PASSPHRASE
@click.option("--plain", is_flag=True, help=N_("Without a passphrase: anybody can read it."))
@click.option("--lang", type=click.Choice(["kk", "ru"]), default="kk", help=N_("Language."))
@click.option("--dry-run", "dry", is_flag=True, help=N_("Only say what it would hold."))
@out_option(required=False)
@YEAR
@school_options
def archive(
    *,
    label: str | None,
    passphrase_file: Path | None,
    plain: bool,
    lang: str,
    dry: bool,
    out: Path | None,
    **_options: object,
) -> None:
    """Locked with a passphrase in the age format, unless plain is asked for."""
    if not dry and plain == bool(passphrase_file):
        raise PassphraseOrPlainError
    if not dry and out is None:
        raise ArchiveFileMissingError(name="2026-27.zip" if plain else "2026-27.zip.age")
    with open_desk(reading=dry) as desk:
        group = class_named(desk, label).id if label else None
        passphrase = first_line(passphrase_file) if passphrase_file else None
        wish = desk.archive_papers.wish(group, lang, passphrase)
        if dry or out is None:
            found = desk.archive_papers.plan(wish)
            text = ngettext(
                "{n} document would be archived.", "{n} documents would be archived.", len(found)
            )
            answer(text.format(n=len(found)), {"documents": list(found), "file": None})
            return
        count = desk.archive_papers.write(wish, out, lambda _done, _total: None)
    text = ngettext("{n} document is in {file}.", "{n} documents are in {file}.", count)
    facts = {"file": str(out), "documents": count, "plain": plain}
    answer(text.format(n=count, file=out), facts)


@click.command(
    "check-archive", cls=Command, help=N_("See that an archive is whole; needs no school.")
)
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE
@click.option("--json", is_flag=True, default=None, help=N_("Answer in JSON."))
@language_option
def check_archive(*, file: Path, passphrase_file: Path | None, **_options: object) -> None:
    """Every file of it against the checksums in its manifest."""
    module: Any = importlib.import_module("school_desk.printing.archive_file")
    passphrase = first_line(passphrase_file) if passphrase_file else None
    content = module.read_archive(file, passphrase)
    answer(_("{file} is whole.").format(file=file), {"file": str(file), "bytes": len(content)})
