"""`computers ask, welcome, code, join, people, withdraw`: one comes, people change, one goes."""

import importlib
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options
from school_desk.commands.misuse import MisuseError
from school_desk.commands.opening import entrance, folder, open_desk
from school_desk.commands.stopping import stop_sign
from school_desk.commands.taking import FILE
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, current
from school_desk.paths import SchoolFolder

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.joining import Newcomer, Offer

LOOK = 0.2
"""Seconds after which it is seen that the new computer has its welcome."""


class JoinHowError(MisuseError):
    """Neither a file nor a code."""

    sentence = N_("Say the file of the welcome, or --address and --code of the head's screen.")


class PersonUnknownError(DeskError):
    """Nobody who could work at the new computer is called so."""

    sentence = N_("Nobody who signs in here is called “{name}”. Names here: {names}.")


@click.command("ask", cls=Command, help=N_("On a new computer: write the file that asks to join."))
@FILE
@click.option("--name", default="", help=N_("What this computer is called."))
@school_options
def ask(*, file: Path, name: str, **_options: object) -> None:
    """The file holds no secret; the answer to it opens on this computer only."""
    folder().mkdir(parents=True, exist_ok=True)
    with _newcomer() as new:
        asking, number = new.ask_into(file, name or platform.node() or "PC"), new.number
    text = _(
        "{name} asks to join: {file}. Take it to the head. Number to compare: {number}."
    ).format(name=asking.name, file=file.name, number=number)
    answer(text, {"name": asking.name, "file": str(file), "number": number})


@click.command("welcome", cls=Command, help=N_("Admit a computer that asks: write its welcome."))
@click.argument("asked", metavar="ASKED", type=click.Path(path_type=Path))
@FILE
@click.option(
    "--person", "people", multiple=True, required=True,
    help=N_("Who works there, as they sign in; may be said several times."),
)  # fmt: skip
@school_options
def welcome(*, asked: Path, file: Path, people: tuple[str, ...], **_options: object) -> None:
    """The new computer receives what these people need, and nothing else."""
    with open_desk(reading=False) as desk:
        admission = desk.admission
        asking = admission.read(asked)
        chosen = [_account(desk, one) for one in people]
        made = admission.admit_into(file, asking, chosen, platform.node() or "PC")
        numbers = admission.number(asking), made.number
    text = _(
        "{name} is admitted. Its number must be: {asked}. The welcome is in {file}, its number: "
        "{number}."
    ).format(name=made.name, asked=numbers[0], file=file.name, number=numbers[1])
    facts = {"name": made.name, "asked": numbers[0], "number": numbers[1], "lines": made.lines}
    answer(text, facts)


@click.command("code", cls=Command, help=N_("Let one new computer come by a code, for minutes."))
@click.option(
    "--person", "people", multiple=True, required=True,
    help=N_("Who works there, as they sign in; may be said several times."),
)  # fmt: skip
@school_options
def code(*, people: tuple[str, ...], **_options: object) -> None:
    """Waits until that computer has its welcome, the code counts no more, or Ctrl+C."""
    with open_desk(reading=False) as desk, stop_sign() as stopped:
        chosen = [_account(desk, one) for one in people]
        server = desk.admission.open_door(chosen, platform.node() or "PC")
        door = server.door
        try:
            text = _("Address: {address}. Code: {code}. Ctrl+C ends it.")
            told = {"address": server.addresses[0], "code": door.spelled}
            answer(text.format(**told), {**told, "addresses": list(server.addresses)})
            while door.seconds_left and not door.received:
                if stopped.wait(LOOK):
                    break
        finally:
            server.close()
    if door.name:
        answer(_("{name} is admitted.").format(name=door.name), {"admitted": door.name})
    else:
        answer(_("No computer came by this code."), {"admitted": None})
        end(Ended.WITH_PROBLEMS)


@click.command("join", cls=Command, help=N_("On a new computer: join by the welcome of the head."))
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.option("--address", default="", help=N_("Where the head's computer shows a code."))
@click.option("--code", "typed", default="", help=N_("The code that it shows."))
@click.option("--name", default="", help=N_("What this computer is called."))
@click.option("--dry-run", is_flag=True, help=N_("Only say which school it is; change nothing."))
@school_options
def join(
    *, file: Path | None, address: str, typed: str, name: str, dry_run: bool, **_options: object
) -> None:
    """All of it or nothing: the school is here when it is complete."""
    if (file is None) == (not (address and typed)):
        raise JoinHowError
    if file is None:
        folder().mkdir(parents=True, exist_ok=True)
    with _newcomer() as new:
        offer = new.open(file) if file else _fetched(new, address, typed, name)
        names = offer.people if dry_run else new.join(offer.content)
    _tell_joined(offer, names, joined=not dry_run)


def _fetched(new: "Newcomer", address: str, typed: str, name: str) -> "Offer":
    called = name or platform.node() or "PC"
    return new.call(address, typed, called, lambda _done, _all: None)


def _tell_joined(offer: "Offer", names: tuple[str, ...], *, joined: bool) -> None:
    school = offer.names.get(current()) or next(iter(offer.names.values()), "")
    text = _("{school}. Admitted by {by}. Number to compare: {number}. Signs in here: {names}.")
    if not offer.number:
        text = _("{school}. Admitted by {by}. Signs in here: {names}.")
    told = {"school": school, "by": offer.by, "number": offer.number, "names": ", ".join(names)}
    answer(text.format(**told), {**told, "names": list(names), "joined": joined})


@click.command("people", cls=Command, help=N_("Say who works at a computer of the school."))
@click.argument("name", metavar="NAME")
@click.option(
    "--person", "people", multiple=True, required=True,
    help=N_("Who works there, as they sign in; may be said several times."),
)  # fmt: skip
@school_options
def people(*, name: str, people: tuple[str, ...], **_options: object) -> None:
    """Just these people sign in there from then on; what it receives follows them."""
    with open_desk(reading=False) as desk:
        chosen = [_account(desk, one) for one in people]
        device = _device(desk.exchange.key_of(name))
        desk.admission.seat(device, chosen)
        names = desk.admission.people_of(device)
    text = _("At {name} work: {people}.")
    answer(text.format(name=name, people="; ".join(names)), {"name": name, "people": list(names)})


@click.command("withdraw", cls=Command, help=N_("A computer is lost: exchange with it no more."))
@click.argument("name", metavar="NAME")
@school_options
def withdraw(*, name: str, **_options: object) -> None:
    """What it had sent before stays."""
    with open_desk(reading=False) as desk:
        device = next((one.device for one in desk.exchange.computers() if one.name == name), None)
        if device is None:
            desk.exchange.key_of(name)
            return
        people = desk.admission.people_of(device)
        desk.admission.withdraw(device)
    text = _("{name} is withdrawn: nothing goes to it, nothing is taken from it.")
    if people:
        text += "\n" + _("Give a new password to: {people}. Then renew the keys of the school.")
    told = {"name": name, "people": ", ".join(people)}
    answer(text.format(**told), {"withdrawn": name, "people": list(people)})


@contextmanager
def _newcomer() -> Iterator["Newcomer"]:
    door = entrance(SchoolFolder(folder()), reading=False)
    try:
        module = importlib.import_module("school_desk.joining")
        yield cast("Newcomer", module.Newcomer(door))
    finally:
        door.close()


def _device(key: bytes) -> bytes:
    streams = importlib.import_module("school_desk.sync.streams")
    return cast("bytes", streams.device_of(key))


def _account(desk: "Desk", name: str) -> int:
    """The row of an account by the name it signs in with, or by what tells it from others."""
    accounts = desk.access.accounts()
    exact = [one.id for one in accounts if one.sign_in_name.casefold() == name.casefold()]
    begun = [one.id for one in accounts if one.sign_in_name.casefold().startswith(name.casefold())]
    found = exact or begun
    if len(found) != 1:
        names = ", ".join(one.sign_in_name for one in accounts)
        raise PersonUnknownError(name=name, names=names)
    return found[0]
