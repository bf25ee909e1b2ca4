"""What a head does with the keys of the school: somebody leaves, keys are renewed, a new sheet."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from school_desk.access.model import COMPARTMENTS, OwnAccountError, Role
from school_desk.access.store import load_accounts, load_closed, load_grants, load_left
from school_desk.errors import N_
from school_desk.inclusion.key_store import is_given_out, load_given_out, save_given_out
from school_desk.inclusion.model import KeyBox
from school_desk.intents import Scope
from school_desk.settings import load_settings, remember
from school_desk.storage.database import opens
from school_desk.storage.errors import (
    DiskFullError,
    FileDamagedError,
    FileUnwritableError,
    SecondWindowError,
)
from school_desk.storage.key_changes import (
    SignInNameTakenError,
    remove_account,
    renew_recovery,
    seat_account,
)
from school_desk.storage.key_file import open_ring
from school_desk.storage.keys import RECOVERY, SealedSecret
from school_desk.storage.recovery_code import make_recovery_code, parse_recovery_code
from school_desk.storage.renewal import Opened, Renewal
from school_desk.storage.sharing import (
    begin_own,
    closed_to,
    given_out,
    hand_over,
    keep_for_sheet,
    share,
    sheet_lacks,
    take_in,
)
from school_desk.storage.unit_of_work import LOOK
from school_desk.sync.grants import others_admitted
from school_desk.sync.seats import load_seats, opened_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from school_desk.access.service import AccessService
    from school_desk.paths import SchoolFolder
    from school_desk.storage.keychain import Keychain
    from school_desk.storage.keys import KeyRing
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
        key = self._at.storage.keys.key(self._at.storage.db, account)
        staying = {name: held - {key} for name, held in self._holders().items()}
        ring = share(self._chain.ring, self._chain.unlocked, staying, random=os.urandom)
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

    def settle(self) -> None:
        """Bring the keys of compartments in line with the roles of today; seldom writes.

        Asked at each sign-in, after each change of roles and when keys have come from another
        computer: those of this person are taken in first. The sheet gets what this person holds and
        it lacks; who is head gives and takes the keys of the school's compartments, also where a
        role began or ended by its dates. A disk that takes nothing is tried again next time:
        until then whoever lost a role is refused by the role. What began here goes out in turn.
        """
        if self._at.storage.read_only:
            return
        with self._at.storage.database.lock:  # keys also come while one types
            self._settle()

    def _settle(self) -> None:
        chain = self._chain
        holders, me = self._holders(), chain.unlocked.account_id
        carried = (
            SealedSecret(one.compartment, one.generation, one.holder, one.box)
            for one in load_given_out(self._at.storage.db, me)
        )
        ring = self._seated(self._without_closed())
        ring, unlocked = take_in(ring, chain.unlocked, carried, holders)
        ring = keep_for_sheet(ring, unlocked, random=os.urandom)
        if self._is_head():
            ring = share(ring, unlocked, holders, random=os.urandom)
        with suppress(DiskFullError, FileUnwritableError):
            if ring is not chain.ring:
                with chain.changed(ring):
                    pass
            self._give_out()

    def _without_closed(self) -> KeyRing:
        """The key ring without accounts that were closed on another computer."""
        storage, chain = self._at.storage, self._chain
        closed = {storage.keys.key(storage.db, one) for one in load_closed(storage.db)}
        ring = chain.ring
        for one in closed & {one.id for one in ring.accounts} - {chain.unlocked.account_id}:
            ring = remove_account(ring, chain.unlocked, one)  # who is signed in is left
        return ring

    def _seated(self, ring: KeyRing) -> KeyRing:
        """The key ring with whom the head let work at this computer, without whom no more."""
        storage, chain = self._at.storage, self._chain
        for holder, box in load_seats(storage.db, storage.device.id):
            here = any(one.id == holder for one in ring.accounts)
            if here and not box and holder != chain.unlocked.account_id:
                ring = remove_account(ring, chain.unlocked, holder)
            elif box and not here and (account := opened_at(box, holder, storage.device)):
                with suppress(SignInNameTakenError):  # who came first keeps the name
                    ring = seat_account(ring, chain.unlocked, account, random=os.urandom)
        return ring

    def _give_out(self) -> None:
        """Let the other computers of the school have the keys of compartments that began here."""
        storage = self._at.storage
        if not others_admitted(storage):
            return
        boxes = (
            KeyBox(one.name, one.generation, one.holder, public, one.box)
            for one, public in given_out(self._chain.ring).items()
        )
        new = [one for one in boxes if not is_given_out(storage.db, one)]
        if new:
            label = N_("Give keys to other computers")
            with storage.begin(label, actor=self._at.actor, origin=LOOK) as work:
                save_given_out(work, self._at.partitions, new)

    def begin_own(self) -> None:
        """Make sure that this person has a compartment of their own to seal in, or raise."""
        if self._at.storage.read_only:
            raise SecondWindowError
        chain = self._chain
        ring = begin_own(chain.ring, chain.unlocked, random=os.urandom)
        if ring is not chain.ring:
            with chain.changed(ring):
                pass

    def hand_over(self, code: str) -> int:
        """Give older sealed texts to all who may read them now, by the code of a recovery sheet.

        The present sheet, or an older one that still opens what the present one does not. Returns
        to how many accounts something was given.
        """
        self._at.permit(N_("Hand over sealed notes"), Scope())
        chain, before = self._chain, self.closed_notes()
        secrets = chain.ring.opened_by_sheet(parse_recovery_code(code))
        ring = hand_over(chain.ring, chain.unlocked, secrets, self._holders(), random=os.urandom)
        if ring is not chain.ring:
            with chain.changed(ring):
                pass
        return len(set(before) - set(self.closed_notes()))

    def closed_notes(self) -> tuple[int, ...]:
        """The accounts that may read sealed texts for which they have no key: see `hand_over`."""
        return self._rows_of(key for key, _label in closed_to(self._chain.ring, self._holders()))

    def sheet_waits_for(self) -> tuple[int, ...]:
        """The accounts that hold what the sheet does not open yet: it will when they sign in."""
        lacking = set(sheet_lacks(self._chain.ring))
        held = (one.holder for one in self._chain.ring.secrets if one.label in lacking)
        return self._rows_of(held)

    def sheet_opens_more(self) -> bool:
        """Whether the present sheet opens texts that this person cannot: its code is wanted."""
        mine = self._chain.unlocked.secrets
        ring = self._chain.ring
        return any(one.label not in mine for one in ring.secrets if one.holder == RECOVERY)

    def _is_head(self) -> bool:
        grants = load_grants(self._at.storage.db, self._at.actor or 0)
        today = self._at.today()
        return any(one.role is Role.HEAD and one.holds_on(today) for one in grants)

    def _holders(self) -> Mapping[str, frozenset[int]]:
        """Who may hold the keys of the school's compartments by the roles of today."""
        db, today = self._at.storage.db, self._at.today()
        grants = [one for one in load_grants(db) if one.holds_on(today)]
        keys = {row: key for key, row in self._accounts().items()}
        return {
            name: frozenset(
                keys[one.account] for one in grants if one.role in roles and one.account in keys
            )
            for name, roles in COMPARTMENTS.items()
        }

    def _accounts(self) -> Mapping[int, int]:
        """The rows of the accounts that have keys, by the number in the key file."""
        db, key = self._at.storage.db, self._at.storage.keys.key
        known = {one.id for one in self._chain.ring.accounts}
        rows = {key(db, one.id): one.id for one in load_accounts(db)}
        return {number: row for number, row in rows.items() if number in known}

    def _rows_of(self, keys: Iterable[int]) -> tuple[int, ...]:
        rows = self._accounts()
        return tuple(dict.fromkeys(rows[key] for key in keys if key in rows))

    def new_sheet(self) -> RecoveryCode:
        """Draw the code of a new recovery sheet; it counts when it was taken."""
        self._at.permit(N_("Make recovery sheet"), Scope())
        return make_recovery_code(os.urandom)

    def take_sheet(self, code: RecoveryCode, before: str = "") -> None:
        """From now on this sheet opens the school, and the one before opens nothing new.

        Args:
            code: the new sheet, as `new_sheet` drew it.
            before: the code of the sheet that counts until now. Without it (it is lost) the new
                sheet opens sealed texts of others as soon as these have signed in once.
        """
        self._at.permit(N_("Make recovery sheet"), Scope())
        chain = self._chain
        present = chain.ring.opened_by_sheet(parse_recovery_code(before)) if before.strip() else {}
        ring = renew_recovery(chain.ring, chain.unlocked, code, present=present, random=os.urandom)
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
