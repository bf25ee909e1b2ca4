"""`courier`: carry changes between computers by a stick or a shared folder."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.computers import read_key
from school_desk.commands.face import Command, Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.stopping import stop_sign
from school_desk.errors import N_
from school_desk.i18n import Text, _, tell
from school_desk.sync.courier_errors import CourierStoppedError
from school_desk.sync.courier_model import brought_problems, brought_words, written_words

FOLDER = click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))


@click.group(cls=Group, help=N_("Carry changes between computers by a stick or a shared folder."))
def courier() -> None:
    """Nothing of its own."""


@courier.command("write", cls=Command, help=N_("Write what the other computers lack."))
@FOLDER
@school_options
def write(*, folder: Path, **_options: object) -> None:
    """Ctrl+C leaves what lies there as it was."""
    with open_desk(reading=False) as desk, stop_sign() as stopped:
        written = desk.courier.write(folder.absolute(), _step(stopped))
    answer(_lines(written_words(written)), asdict(written))
    end(Ended.WITH_PROBLEMS if written.rest else Ended.WELL)


@courier.command("read", cls=Command, help=N_("Take in what lies there for this computer."))
@FOLDER
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=N_("The file with its key, for the first exchange of a new computer."),
)
@school_options
def read(*, folder: Path, key_file: Path | None, **_options: object) -> None:
    """What was taken in before Ctrl+C stays."""
    with open_desk(reading=False) as desk, stop_sign() as stopped:
        if key_file is not None:
            desk.exchange.trust(read_key(key_file))
        brought = desk.courier.read(folder.absolute(), _step(stopped))
    answer(_lines(brought_words(brought)), asdict(brought))
    end(Ended.WITH_PROBLEMS if any(brought_problems(brought)) else Ended.WELL)


@courier.command("state", cls=Command, help=N_("What is to be written, what is under way."))
@school_options
def state(**_options: object) -> None:
    """Only a receipt that came back counts as delivered."""
    with open_desk(reading=True) as desk:
        found, folder = desk.courier.computers(), desk.courier.folder
    text = _lines(words for one in found for words in one.words)
    data = [
        {
            "name": one.name,
            "computer": one.device.hex(),
            "to_write": one.standing.to_write,
            "under_way": one.standing.under_way,
            "written": _iso(one.written),
            "last_receipt": _iso(one.standing.last_receipt),
        }
        for one in found
    ]
    facts = {"computers": data, "folder": str(folder) if folder else None}
    answer(text or _("No other computer is admitted here."), facts)


@courier.command("folder", cls=Command, help=N_("Choose a folder for doing it by itself."))
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path), required=False)
@school_options
def choose(*, folder: Path | None, **_options: object) -> None:
    """Without a folder it is done by itself no more."""
    with open_desk(reading=True) as desk:
        desk.courier.choose_folder(folder)
    told = _("While the window is open it is done by itself in {folder}.").format(folder=folder)
    answer(told if folder else _("It is not done by itself."), {"folder": str(folder or "")})


def _step(stopped: threading.Event) -> Callable[[int, int], None]:
    def step(_done: int, _total: int) -> None:
        if stopped.is_set():
            raise CourierStoppedError

    return step


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _lines(told: Iterable[Text]) -> str:
    return "\n".join(map(tell, told))
