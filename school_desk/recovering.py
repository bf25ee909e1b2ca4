"""The recovery sheet at the door: it opens the school and gives a head a new password."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from school_desk.access.model import Role
from school_desk.access.password_rules import accept_password
from school_desk.access.store import load_accounts, load_grants, save_public
from school_desk.errors import N_, DeskError
from school_desk.settings import remember
from school_desk.storage.key_changes import reset_password

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from school_desk.access.model import Account
    from school_desk.storage.keychain import Keychain
    from school_desk.storage.unit_of_work import Storage


class NotHeadError(DeskError):
    """The sheet gives a password to a head; a head gives one to everybody else."""

    sentence = N_("The recovery sheet gives a new password to a head of the school only.")


class Recovery:
    """A school that the code of the sheet has opened, until a head has a password again."""

    def __init__(self, storage: Storage, chain: Keychain, settings: Path, today: date) -> None:
        self._storage = storage
        self._settings = settings
        self._chain = chain
        self._today = today

    @property
    def heads(self) -> tuple[str, ...]:
        """The names under which the heads of today sign in."""
        return tuple(account.sign_in_name for account in self._heads().values())

    def give_password(self, sign_in: str, password: str) -> None:
        """A new key pair under a new password for a head; the log says that the sheet gave it."""
        account = self._heads().get(sign_in)
        if account is None:
            raise NotHeadError
        accept_password(password, (sign_in, account.name.surname, account.name.given))
        storage, chain = self._storage, self._chain
        key = storage.keys.key(storage.db, account.id)
        ring = reset_password(
            *(chain.ring, chain.unlocked, key, password), random=os.urandom, params=chain.ring.cost
        )
        with (
            chain.changed(ring),
            storage.begin(N_("Open with the recovery sheet"), actor=account.id) as work,
        ):
            save_public(work, account.id, ring.account(key).public_key)
        remember(self._settings, sheet_wanted=True)

    def close(self) -> None:
        """Let go of the file."""
        self._storage.database.close()

    def _heads(self) -> Mapping[str, Account]:
        grants = load_grants(self._storage.db)
        heads = {
            one.account for one in grants if one.role is Role.HEAD and one.holds_on(self._today)
        }
        found = (one for one in load_accounts(self._storage.db) if one.id in heads)
        return {one.sign_in_name: one for one in found}
