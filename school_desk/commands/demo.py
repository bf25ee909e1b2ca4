"""`demo`: make an invented school to try the program with."""

import importlib
from pathlib import Path

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command, school_options, setting
from school_desk.commands.opening import entrance
from school_desk.errors import N_, DeskError
from school_desk.i18n import _
from school_desk.paths import SchoolFolder, default_folder

DEMO_FOLDER = "demo"
FEWEST_PUPILS, MOST_PUPILS, MOST_YEARS = 25, 2000, 10


class FolderUnmadeError(DeskError):
    """The folder cannot be made."""

    sentence = N_("The folder {folder} cannot be made. Choose another folder with --data.")


@click.command(cls=Command, help=N_("Make an invented school to try the program with."))
@click.option(
    "--pupils",
    metavar="N",
    type=click.IntRange(FEWEST_PUPILS, MOST_PUPILS),
    help=N_("How many pupils: 25 to 2000; 90 if nothing is said."),
)
@click.option(
    "--years",
    metavar="N",
    type=click.IntRange(1, MOST_YEARS),
    default=1,
    help=N_("How many school years, this one included: 1 to 10."),
)
@click.option(
    "--seed", metavar="N", type=int, default=1, help=N_("Another number makes other people.")
)
@school_options
def demo(*, pupils: int | None, years: int, seed: int, **_options: object) -> None:
    """Make the school in an empty folder; its people and their password are said."""
    folder = _folder()
    door = entrance(SchoolFolder(folder), reading=False)
    try:
        school = importlib.import_module("school_desk.demo.school")
        count = pupils or school.USUAL_PUPILS
        desk = school.make_demo(door, pupils=count, years=years, seed=seed, now=door.now())
        desk.close()
        names = door.names
    finally:
        door.close()
    facts = {"folder": str(folder), "names": list(names), "password": school.DEMO_PASSWORD}
    text = _("A demo school is in {folder}.\nSign in as: {names}\nPassword of all: {password}")
    answer(text.format(**{**facts, "names": ", ".join(names)}), facts)


def _folder() -> Path:
    """The folder named, else one beside the usual: never in a real school's place."""
    folder: Path = setting("data") or default_folder() / DEMO_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnmadeError(folder=folder) from error
    return folder
