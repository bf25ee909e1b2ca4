"""`sync`: exchange with another computer of the school, or answer the others."""

import importlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.computers import read_key
from school_desk.commands.face import Command, school_options
from school_desk.commands.misuse import MisuseError
from school_desk.commands.opening import open_desk
from school_desk.commands.stopping import stop_sign
from school_desk.errors import N_, DeskError
from school_desk.i18n import _

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.sync.client import Done

PORT = 8765


class ToWhomError(MisuseError):
    """Neither an address nor a wish to answer."""

    sentence = N_("Say with whom: --to and an address, or --answer to answer others.")


class AddressUnknownError(DeskError):
    """A computer that was never reached from here."""

    sentence = N_("Where “{name}” is was never told here. Say it: --to and an address.")


@click.command(cls=Command, help=N_("Exchange with another computer of the school over a line."))
@click.option(
    "--to",
    "address",
    metavar="ADDRESS",
    help=N_("Its address, with the port where it is an unusual one."),
)
@click.option("--computer", default="", help=N_("Its name, where there are several."))
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=N_("The file with its key, for the first exchange of a new computer."),
)
@click.option("--seconds", type=click.IntRange(1, 3600), default=60, help=N_("At most so long."))
@click.option("--answer", "answering", is_flag=True, help=N_("Answer others until Ctrl+C."))
@click.option("--test", "testing", is_flag=True, help=N_("Try who reaches whom, say it in words."))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, help=N_("Where to answer."))
@school_options
def sync(  # noqa: PLR0917  click hands them over by name
    address: str | None,
    computer: str,
    key_file: Path | None,
    seconds: int,
    answering: bool,  # noqa: FBT001
    testing: bool,  # noqa: FBT001
    port: int,
    **_options: object,
) -> None:
    """Ctrl+C stops between two pieces; what had arrived stays."""
    if not (address or computer or answering or testing):
        raise ToWhomError
    with open_desk(reading=False) as desk, stop_sign() as stopped:
        if testing:
            _test(desk, port, stopped)
            return
        if answering and address is None:
            _answer_others(desk, port, stopped)
            return
        where = _with_port(address) if address else _known_address(desk, computer)
        done = _exchanged(desk, where, computer, key_file, seconds, stopped)
    _tell(done)
    end(Ended.WELL if done.confirmed and not done.forked else Ended.WITH_PROBLEMS)


def _exchanged(
    desk: "Desk",
    address: str,
    computer: str,
    key_file: Path | None,
    seconds: int,
    stopped: threading.Event,
) -> "Done":
    if key_file is not None:
        key = desk.exchange.trust(read_key(key_file))
    else:
        key = desk.exchange.key_of(computer)
    return desk.exchange.exchange(
        address, key, seconds=seconds, heard=lambda _sent, _received: None, stopped=stopped
    )


def _known_address(desk: "Desk", computer: str) -> str:
    """Where a computer was reached last, or where its welcome says that it is."""
    found = desk.exchange.addresses(desk.exchange.key_of(computer))
    if not found:
        raise AddressUnknownError(name=computer)
    return found[0]


def _answer_others(desk: "Desk", port: int, stopped: threading.Event) -> None:
    server = desk.exchange.serve(port=port)
    try:
        text = _("This computer answers at port {port}. Ctrl+C ends it.").format(port=server.port)
        answer(text, {"port": server.port})
        stopped.wait()
    finally:
        server.close()


def _test(desk: "Desk", port: int, stopped: threading.Event) -> None:
    """Answer while it is tried, if this computer answers at all, so that others can call back."""
    words = importlib.import_module("school_desk.sync.self_test_words")

    server = desk.exchange.serve(port=port) if desk.online.answers else None
    try:
        found = desk.online.self_test(server.port if server else 0, {}, stopped.is_set)
    finally:
        if server is not None:
            server.close()
    others = [
        {"name": one.name, "address": one.address, "reached": bool(one.address) and not one.problem,
         "reaches_us": one.back}
        for one in found.others
    ]  # fmt: skip
    answer("\n".join(words.all_words(found)), {"port": found.port, "computers": others})


def _tell(done: "Done") -> None:
    lines = [
        _("Changes received: {n}. Bytes sent: {sent}, received: {received}.").format(
            n=done.applied, sent=done.sent, received=done.received
        ),
        _("Everything is confirmed.") if done.confirmed else _("The rest follows next time."),
    ]
    if done.forked:
        lines.append(_("A computer of the school was copied with its key. Both are kept apart."))
    facts = {
        "came": done.applied, "sent": done.sent, "received": done.received,
        "rounds": done.rounds, "confirmed": done.confirmed, "copied": done.forked,
    }  # fmt: skip
    answer("\n".join(lines), facts)


def _with_port(address: str) -> str:
    name, colon, port = address.rpartition(":")
    return address if colon and port.isdecimal() and name else f"{address}:{PORT}"
