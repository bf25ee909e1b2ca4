"""`backup`: make one now, or list them; `restore`: say what would differ, and go back to one."""

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options, setting
from school_desk.commands.opening import (
    entrance,
    first_line,
    folder,
    name_of,
    open_desk,
    password,
)
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, say
from school_desk.paths import SchoolFolder

if TYPE_CHECKING:
    from school_desk.app import Entrance
    from school_desk.backup_shelf import Backup
    from school_desk.restoring import Differences, Restoring


class YesMissingError(DeskError):
    """Nobody at the keyboard who could be asked."""

    sentence = N_("Nothing was changed. Read what would be missing (--dry-run), then add --yes.")


@click.command(cls=Command, help=N_("Make a backup of the school now."))
@click.option(
    "--to",
    "to",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=N_("Also put a copy into this folder, such as a stick."),
)
@click.option("--list", "listing", is_flag=True, help=N_("Only list the backups that are there."))
@school_options
def backup(*, to: Path | None, listing: bool, **_options: object) -> None:
    """Works while the window is open; the copy is checked before it gets its name."""
    with open_desk(reading=True) as desk:
        if listing:
            found = desk.backups.all()
            lines = "\n".join(_line(one) for one in found) or _("There is no backup yet.")
            answer(lines, {"backups": [_facts(one) for one in found]})
            return
        rules: Any = importlib.import_module("school_desk.storage.backup_rules")
        made = desk.backups.make(rules.Kind.BY_HAND, _unseen, _never)
        copies = [one for one in (made.second,) if one is not None]
        if to is not None:
            copies.append(desk.backups.save_copy(made.backup, to, _unseen))
    paths = [str(one.path) for one in (made.backup, *copies)]
    told = [_("The backup is in {file}.").format(file=path) for path in paths]
    told += [say(made.problem)] if made.problem else []
    answer("\n".join(told), {"files": paths, "whole": made.problem is None})
    end(Ended.WITH_PROBLEMS if made.problem else Ended.WELL)


@click.command(cls=Command, help=N_("Go back to a backup: says first what would be missing."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help=N_("Only say what would be missing."))
@click.option("--yes", is_flag=True, help=N_("Do it without asking again."))
@click.option(
    "--code-file",
    "code_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("File whose first line is the recovery code, in place of a password."),
)
@school_options
def restore(
    *, file: Path, dry: bool, yes: bool, code_file: Path | None, **_options: object
) -> None:
    """Name and password are those of the day of the backup."""
    place = SchoolFolder(folder())
    door = entrance(place, reading=dry, mending=True)
    try:
        restoring = door.restoring(file)
        try:
            _unlock(restoring, code_file)
            found = restoring.prepare(_unseen, _never)
            restored = not dry and _agreed(found, yes=yes)
            _put_in_place(door, restoring, wanted=restored)
        finally:
            restoring.close()
    finally:
        door.close()
    if dry or yes:
        _tell(found)
    words = _("The school is as it was then.") if restored else _("Nothing was changed.")
    answer(words, {"file": str(file), "restored": restored, **_difference(found)})


def _unlock(restoring: "Restoring", code_file: Path | None) -> None:
    if code_file is None:
        restoring.unlock(name_of(restoring.names), password())
        return
    restoring.unlock_with_code(first_line(code_file))


def _agreed(found: "Differences", *, yes: bool) -> bool:
    """Whether the person wants it, having read what would be missing."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise YesMissingError
    _tell(found)
    return bool(click.confirm(_("Go back to this backup?"), default=False, err=True))


def _put_in_place(door: "Entrance", restoring: "Restoring", *, wanted: bool) -> None:
    if wanted:
        restoring.decide()
        door.settle()


def _tell(found: "Differences") -> None:
    """What would differ, a line each; a program reads it in the JSON."""
    words: Any = importlib.import_module("school_desk.restoring_words")
    counted = _("{what}: {now} now, {then} in the backup")
    pairs = (*words.kind_rows(found), *words.person_rows(found))
    lines = [
        words.first_words(found),
        *(f"  {what}: {count}" for what, count in pairs),
        *(
            counted.format(what=what, now=now, then=then)
            for what, now, then in words.count_rows(found)
        ),
        *words.notes(found),
    ]
    if not setting("json"):
        click.echo("\n".join(lines))


def _difference(found: "Differences") -> Mapping[str, object]:
    first = found.later.first
    return {
        "made_at": found.made_at.isoformat(),
        "readable": found.unreadable is None,
        "missing": found.later.units,
        "saved": found.saved,
        "since": first.isoformat() if first else None,
        "kinds": dict(found.later.kinds),
        "counts": {what: {"now": now, "then": then} for what, now, then in found.counts},
    }


def _line(one: "Backup") -> str:
    """A backup in words."""
    formats: Any = importlib.import_module("school_desk.formats")
    if one.manifest is None:
        return f"{one.path}: {say(one.problem)}" if one.problem else str(one.path)
    words: Any = importlib.import_module("school_desk.restoring_words")
    return f"{one.path}: {words.kind_words(one.manifest.kind)}, {formats.size(one.bytes)}"


def _facts(one: "Backup") -> Mapping[str, object]:
    return {
        "file": str(one.path),
        "made_at": one.made_at.isoformat() if one.made_at else None,
        "kind": str(one.manifest.kind) if one.manifest else None,
        "bytes": one.bytes,
        "here": one.here,
        "tested": one.tested.isoformat() if one.tested else None,
    }


def _unseen(_done: int, _total: int) -> None:
    """A command shows no progress."""


def _never() -> bool:
    return False
