"""`computers`: the computers of the school: admit one by its key, and what waits for each."""

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command, Group, school_options
from school_desk.commands.joining import ask, code, join, people, welcome, withdraw
from school_desk.commands.opening import open_desk
from school_desk.commands.taking import FILE
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, tell

if TYPE_CHECKING:
    from school_desk.sync.exchange_service import KnownComputer

TOP_BYTES = 4096
KINDS = ("office", "teacher", "canteen", "support", "health")


class KeyUnreadableError(DeskError):
    """A key file that cannot be read."""

    sentence = N_("The file {file} cannot be read. Check its name and rights.")


@click.group(cls=Group, help=N_("The computers of the school: admit one, see what waits for each."))
def computers() -> None:
    """Nothing of its own."""


@computers.command("list", cls=Command, help=N_("Each computer and what waits for it."))
@school_options
def listed(**_options: object) -> None:
    """This computer is left out: nothing waits for it."""
    with open_desk(reading=True) as desk:
        found = [one for one in desk.exchange.computers() if not one.here]
    text = "\n".join(tell(one.words) for one in found) or _("No other computer is admitted here.")
    answer(text, {"computers": [data(one) for one in found]})


@computers.command("key", cls=Command, help=N_("Write the key of this computer for the head."))
@FILE
@click.option("--name", default="", help=N_("What this computer is called."))
@school_options
def key(*, file: Path, name: str, **_options: object) -> None:
    """No secret is in the file."""
    with open_desk(reading=True) as desk:
        content = desk.exchange.key_file(name or platform.node() or "PC")
    file.write_text(content, encoding="utf-8")
    text = _("The key of this computer is in {file}. Let the head admit it.")
    answer(text.format(file=file.name), {"file": str(file)})


@computers.command("admit", cls=Command, help=N_("Admit a computer by the file with its key."))
@FILE
@click.option(
    "--for", "kind", type=click.Choice(KINDS), default="teacher", show_default=False,
    help=N_("What it is for: that decides which data it receives."),
)  # fmt: skip
@school_options
def admit(*, file: Path, kind: str, **_options: object) -> None:
    """The other computer learns of it at the first exchange."""
    content = read_key(file)
    with open_desk(reading=False) as desk:
        name = desk.exchange.admit(content, kind, platform.node() or "PC")
    answer(_("{name} is admitted.").format(name=name), {"admitted": name, "for": kind})


def read_key(file: Path) -> str:
    """The content of a key file; nothing larger is one."""
    try:
        with file.open("rb") as opened:
            return opened.read(TOP_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise KeyUnreadableError(file=file.name) from error


def data(one: "KnownComputer") -> dict[str, object]:
    """A computer as programs read it."""
    state = one.state
    return {
        "name": one.name,
        "computer": one.device.hex(),
        "waiting": state.waiting,
        "bytes": state.bytes,
        "since": state.since.isoformat() if state.since else None,
        "last_receipt": state.last_receipt.isoformat() if state.last_receipt else None,
    }


for _command in (ask, welcome, code, join, people, withdraw):
    computers.add_command(_command)
