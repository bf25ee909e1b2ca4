"""`keys`: who may open the school: somebody leaves, keys are renewed, a lost password replaced."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command, Group, school_options, setting
from school_desk.commands.opening import entrance, first_line, folder, open_desk
from school_desk.errors import N_, DeskError
from school_desk.i18n import _
from school_desk.paths import SchoolFolder

if TYPE_CHECKING:
    from school_desk.app import Desk


class NobodyError(DeskError):
    """No open account of this name."""

    sentence = N_("Nobody signs in here as “{name}”. Names here: {names}.")


@click.group(cls=Group, help=N_("Who may open the school: leaving, new keys, a lost password."))
def keys() -> None:
    """Nothing of its own."""


@keys.command("renew", cls=Command, help=N_("Give the file a new key; who left has no use of it."))
@school_options
def renew(**_options: object) -> None:
    """Slow: the file is written anew. Stopped from the keyboard, nothing is changed."""
    with open_desk(reading=False) as desk:
        left = desk.keys.left()
        desk.keys.end_renewal(desk.keys.begin_renewal())
    answer(
        _("The keys are renewed. Everybody signs in as before."), {"renewed": True, "left": left}
    )


@keys.command("close", cls=Command, help=N_("Close the account of somebody who leaves."))
@click.argument("name")
@school_options
def close_account(*, name: str, **_options: object) -> None:
    """The keys of the account are gone at once; renew the keys after that."""
    with open_desk(reading=False) as desk:
        account = _account(desk, name)
        desk.keys.close_account(account)
        left = desk.keys.left()
    text = _("The account of {name} is closed.").format(name=name)
    answer(text, {"closed": name, "left": left})


@keys.command("recover", cls=Command, help=N_("Give a head a new password by the recovery sheet."))
@click.option(
    "--code-file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=N_("A file whose first line is the code of the sheet; delete it afterwards."),
)
@click.option(
    "--new-password-file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=N_("A file whose first line is the new password."),
)
@school_options
def recover(*, code_file: Path, new_password_file: Path, **_options: object) -> None:
    """For the head of --user, or the only one; no password is asked for."""
    door = entrance(SchoolFolder(folder()), reading=False)
    try:
        recovery = door.open_with_sheet(first_line(code_file))
        try:
            name = str(setting("user") or recovery.heads[0])
            recovery.give_password(name, first_line(new_password_file))
        finally:
            recovery.close()
    finally:
        door.close()
    answer(_("{name} has a new password.").format(name=name), {"head": name})


def _account(desk: "Desk", name: str) -> int:
    accounts = {one.sign_in_name: one.id for one in desk.access.accounts()}
    if name not in accounts:
        raise NobodyError(name=name, names=", ".join(accounts))
    return accounts[name]
