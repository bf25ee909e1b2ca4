"""What a head does with the keys of the school: somebody leaves, keys are renewed, a new sheet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from school_desk.access.model import OwnAccountError
from school_desk.access.store import load_left
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.settings import load_settings, remember
from school_desk.storage.database import opens
from school_desk.storage.errors import FileDamagedError, SecondWindowError
from school_desk.storage.key_changes import remove_account, renew_recovery
from school_desk.storage.key_file import open_ring
from school_desk.storage.recovery_code import make_recovery_code
from school_desk.storage.renewal import Opened, Renewal

if TYPE_CHECKING:
    from collections.abc import Callable

    from school_desk.access.service import AccessService
    from school_desk.paths import SchoolFolder
    from school_desk.storage.keychain import Keychain
    from school_desk.storage.recovery_code import RecoveryCode
    from school_desk.storage.renewal import Files
    from school_desk.storage.service import Workplace


def _no_step(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""


class KeyFolder(Protocol):
    """The folder of the school: where it is, and its files that have to do with keys."""

    place: SchoolFolder

    @property
    def files(self) -> Files:
        """The files that keys open, and the keys."""


class KeyKeeping:
    """Keys and the rows that go with them, together."""

    def __init__(
        self, at: Workplace, chain: Keychain, folder: KeyFolder, access: AccessService
    ) -> None:
        self._at = at
        self._chain = chain
        self._files = folder.files
        self._settings = folder.place.settings
        self._access = access

    def left(self) -> int:
        """How many people have left since the keys were renewed.

        A copy of the key file from before still opens with their passwords; with a renewal, it
        opens nothing that is written from then on.
        """
        self._at.permit(N_("See accounts"), Scope())
        return len(load_left(self._at.storage.db))

    def close_account(self, account: int) -> None:
        """Somebody leaves the school: every key that was sealed to the account is gone at once."""
        self._at.permit(N_("Close account"), Scope(account=account))
        if account == self._at.actor:
            raise OwnAccountError
        self._access.accept_leaving(account)
        ring, key = self._chain.ring, self._at.storage.keys.key(self._at.storage.db, account)
        if any(one.id == key for one in ring.accounts):
            ring = remove_account(ring, self._chain.unlocked, key)
        with self._chain.changed(ring):
            self._access.close(account)

    def begin_renewal(self, step: Callable[[int, int], None] = _no_step) -> Renewal:
        """Write the file anew under a new key, beside itself: slow, in a worker; or raise."""
        self._at.permit(N_("Renew keys"), Scope())
        if self._at.storage.read_only:
            raise SecondWindowError
        keys = Opened(self._chain.ring, self._chain.unlocked)
        renewal = Renewal(self._files, self._at.storage, keys)
        renewal.prepare(step)
        return renewal

    def end_renewal(self, renewal: Renewal) -> None:
        """Put the new file in the place of the old one: at once, while nobody reads."""
        done = renewal.put_in()
        self._chain.hold(done.ring, done.unlocked)
        self._access.note_renewal()

    def new_sheet(self) -> RecoveryCode:
        """Draw the code of a new recovery sheet; it counts when it was taken."""
        self._at.permit(N_("Make recovery sheet"), Scope())
        return make_recovery_code(os.urandom)

    def take_sheet(self, code: RecoveryCode) -> None:
        """From now on this sheet opens the school, and the one before opens nothing new.

        Refused where this person lacks a secret that the sheet has to open.
        """
        self._at.permit(N_("Make recovery sheet"), Scope())
        chain = self._chain
        ring = renew_recovery(chain.ring, chain.unlocked, code, random=os.urandom)
        with chain.changed(ring):
            self.prove_sheet(code)
        remember(self._settings, sheet_wanted=False)

    @property
    def sheet_wanted(self) -> bool:
        """Whether a head should make another sheet: it was never proved, or its code was used."""
        return load_settings(self._settings).sheet_wanted

    def prove_sheet(self, code: RecoveryCode) -> None:
        """Open the key file and the school's file on the disk with this code, or raise."""
        unlocked = open_ring(self._files.keys).unlock_with_recovery(code)
        if not opens(self._files.database, unlocked.file_key):
            raise FileDamagedError(file=self._files.database.name)
