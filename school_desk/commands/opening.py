"""Open a school for one command: which folder, who, by which password."""

import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from school_desk.commands.face import setting
from school_desk.errors import N_, DeskError
from school_desk.i18n import _
from school_desk.paths import SchoolFolder, default_folder
from school_desk.school.year_rules import year_named

if TYPE_CHECKING:
    from school_desk.app import Desk, Entrance

PASSWORD_VARIABLE = "SCHOOL_DESK_PASSWORD"  # noqa: S105  the name of a variable
TOP_BYTES = 4096


class WhoError(DeskError):
    """Several people sign in here."""

    sentence = N_("Say who asks: --user NAME. Names here: {names}.")


class NoPasswordError(DeskError):
    """Nobody at the keyboard, and no password given."""

    sentence = N_("There is no password. Give --password-file FILE or SCHOOL_DESK_PASSWORD.")


class PasswordFileError(DeskError):
    """The file of the password cannot be read."""

    sentence = N_("The file {file} with the password cannot be read. Check its name and rights.")


def folder() -> Path:
    """The folder of the school."""
    return cast("Path", setting("data") or default_folder())


def entrance(place: SchoolFolder, *, reading: bool, mending: bool = False) -> "Entrance":
    """The school's door; the libraries behind it load only now."""
    app = importlib.import_module("school_desk.app")
    return cast("Entrance", app.Entrance(place, reading=reading, mending=mending))


@contextmanager
def open_desk(*, reading: bool) -> Iterator["Desk"]:
    """Sign in for one command, in the year it names. Reading works while the window is open."""
    door = entrance(SchoolFolder(folder()), reading=reading)
    try:
        names = door.names if door.place.is_set_up else ()
        desk = door.sign_in(name_of(names), password())
        try:
            year = setting("year")
            shown = desk.in_year(year_named(year)) if year else desk
            day = setting("as_of")
            if day:
                shown = shown.as_of(day.date())
            try:
                yield shown
            finally:
                if shown is not desk:
                    shown.close()
        finally:
            desk.close()
    finally:
        door.close()


def name_of(names: Sequence[str]) -> str:
    """Who asks: a name, or as much of its beginning as tells people apart."""
    said = str(setting("user") or "")
    begun = [one for one in names if one.casefold().startswith(said.casefold())]
    if not said and len(begun) > 1:
        raise WhoError(names=", ".join(names))
    return begun[0] if len(begun) == 1 else said


def password() -> str:
    """The password as given, or typed."""
    file = setting("password_file")
    if file is not None:
        return first_line(file)
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise NoPasswordError
    return str(click.prompt(_("Password"), hide_input=True, err=True))


def first_line(file: Path) -> str:
    """The first line of a file in which somebody keeps a password."""
    try:
        with file.open("rb") as opened:
            text = opened.read(TOP_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordFileError(file=file.name) from error
    return text.split("\n", 1)[0].rstrip("\r")
