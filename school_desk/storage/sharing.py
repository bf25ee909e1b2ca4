"""Who holds the keys of compartments: given and taken with roles, kept by the sheet, never lost.

Whoever may give a key need not hold it. A new generation needs only the public keys of its holders
and of the recovery sheet, so that the head makes one for a new nurse and keeps nothing of it. What
was sealed before is handed over by who holds it, and by the recovery sheet, which holds all. Where
another sheet takes the place of one that is lost, the boxes of the old sheet stay aside until a
holder has sealed the same key to the new one.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from school_desk.storage.compartments import AUTHOR
from school_desk.storage.key_changes import add_generation, sealed
from school_desk.storage.keys import (
    FILE,
    RECOVERY,
    KeyRing,
    SealedSecret,
    Unlocked,
    label,
    seal_purpose,
    split_label,
)
from school_desk.storage.sealing import KEY_BYTES, Random, SealBrokenError, unseal

Holders = Mapping[str, frozenset[int]]
"""For each compartment of the school the accounts that may hold it now."""


def share(ring: KeyRing, unlocked: Unlocked, holders: Holders, *, random: Random) -> KeyRing:
    """Give and take the keys of compartments until just these accounts hold them.

    Who is taken out loses every generation, and what is sealed from then on has another key. Who
    comes in gets the older ones as far as `unlocked` holds them; where it does not, a new one
    begins, and the older ones wait for `hand_over`. Nothing to do gives back the same ring.
    """
    ring.verify(unlocked.file_key)
    for name, wanted in sorted(holders.items()):
        ring = _shared(ring, unlocked, name, wanted, random)
    return ring


def begin_own(ring: KeyRing, unlocked: Unlocked, *, random: Random) -> KeyRing:
    """The compartment of this account alone, begun with the first thing to be sealed in it.

    Also begun anew where older generations wait for `hand_over` after a forgotten password.
    """
    name = f"{AUTHOR}/{unlocked.account_id}"
    if unlocked.newest(name) and unlocked.newest(name) == ring.newest(name):
        return ring
    secret, holders = random(KEY_BYTES), (unlocked.account_id,)
    return add_generation(ring, unlocked, name, secret, holders=holders, random=random)[0]


def keep_for_sheet(ring: KeyRing, unlocked: Unlocked, *, random: Random) -> KeyRing:
    """Seal to the present recovery sheet what this person holds and the sheet does not open."""
    lacking = [one for one in sheet_lacks(ring) if one in unlocked.secrets]
    return _for_sheet(ring, unlocked, {one: unlocked.secrets[one] for one in lacking}, random)


def hand_over(
    ring: KeyRing,
    unlocked: Unlocked,
    secrets: Mapping[str, bytes],
    holders: Holders,
    *,
    random: Random,
) -> KeyRing:
    """Give what a recovery sheet has opened (`KeyRing.opened_by_sheet`) to all who may hold it."""
    ring.verify(unlocked.file_key)
    ring = _for_sheet(ring, unlocked, secrets, random)
    wanted = [one for one in closed_to(ring, holders) if one[1] in secrets]
    boxes = tuple(
        sealed(ring, *split_label(one), account, secrets[one], random) for account, one in wanted
    )
    return _with(ring, unlocked, boxes)


def sheet_lacks(ring: KeyRing) -> tuple[str, ...]:
    """What some account or an older sheet opens, and the present sheet does not."""
    present = {one.label for one in ring.secrets if one.holder == RECOVERY}
    others = (*ring.secrets, *(former.secret for former in ring.former))
    return tuple(dict.fromkeys(one.label for one in others if one.label not in present))


def closed_to(ring: KeyRing, holders: Holders) -> tuple[tuple[int, str], ...]:
    """Accounts and what each may hold and does not: generations from before their time."""
    held = {(one.holder, one.label) for one in ring.secrets}
    every = dict.fromkeys(
        one.label for one in (*ring.secrets, *(former.secret for former in ring.former))
    )
    return tuple(
        (account, one)
        for one in every
        for account in _entitled(ring, split_label(one)[0], holders)
        if (account, one) not in held
    )


def given_out(ring: KeyRing) -> Mapping[SealedSecret, bytes]:
    """The boxes that may leave this computer, with the public keys that they are sealed to.

    Those of compartments for accounts: no key of a file, and nothing of the recovery sheet.
    """
    public = {one.id: one.public_key for one in ring.accounts}
    return {
        one: public[one.holder]
        for one in ring.secrets
        if one.holder in public and not one.name.startswith(FILE)
    }


def take_in(
    ring: KeyRing, unlocked: Unlocked, carried: Iterable[SealedSecret], holders: Holders
) -> tuple[KeyRing, Unlocked]:
    """Put boxes that other computers gave out for this person beside the person's own.

    Only those of compartments that the person may hold now. Each is opened first: one that does
    not open would shut the person out at the next sign-in.
    """
    secrets = dict(unlocked.secrets)
    boxes = []
    for one in carried:
        wanted = one.holder == unlocked.account_id and one.label not in secrets
        if wanted and one.holder in _entitled(ring, one.name, holders):
            with suppress(SealBrokenError):
                purpose = seal_purpose(ring.school, one)
                secrets[one.label] = unseal(one.box, unlocked.private_key, purpose=purpose)
                boxes.append(one)
    return _with(ring, unlocked, tuple(boxes)), replace(unlocked, secrets=secrets)


def _entitled(ring: KeyRing, name: str, holders: Holders) -> Iterator[int]:
    here = {one.id for one in ring.accounts}
    own = (account for account in here if name == f"{AUTHOR}/{account}")
    yield from sorted({*own, *(holders.get(name, frozenset()) & here)})


def _shared(
    ring: KeyRing, unlocked: Unlocked, name: str, wanted: frozenset[int], random: Random
) -> KeyRing:
    had = {one.holder for one in ring.secrets if one.name == name} - {RECOVERY}
    newest = label(name, ring.newest(name))
    holding = {one.holder for one in ring.secrets if one.label == newest} - {RECOVERY}
    if wanted == had == holding:
        return ring
    ring = _without(ring, name, had - wanted).proved(unlocked.file_key)
    held = unlocked.secrets
    if wanted and (had - wanted or newest not in held):
        secret = random(KEY_BYTES)
        ring, after = add_generation(
            ring, unlocked, name, secret, holders=sorted(wanted), random=random
        )
        held = after.secrets
    missing = [one for one in closed_to(ring, {name: wanted}) if split_label(one[1])[0] == name]
    boxes = tuple(
        sealed(ring, *split_label(one), account, held[one], random)
        for account, one in missing
        if one in held
    )
    return _with(ring, unlocked, boxes)


def _without(ring: KeyRing, name: str, accounts: Iterable[int]) -> KeyRing:
    gone = set(accounts)
    kept = tuple(one for one in ring.secrets if one.name != name or one.holder not in gone)
    return replace(ring, secrets=kept)


def _for_sheet(
    ring: KeyRing, unlocked: Unlocked, secrets: Mapping[str, bytes], random: Random
) -> KeyRing:
    """Seal to the present sheet what it lacks of these; the boxes of older sheets may go then."""
    lacking = [one for one in sheet_lacks(ring) if one in secrets]
    boxes = tuple(
        sealed(ring, *split_label(one), RECOVERY, secrets[one], random) for one in lacking
    )
    ring = _with(ring, unlocked, boxes)
    lacks = set(sheet_lacks(ring))
    former = tuple(one for one in ring.former if one.secret.label in lacks)
    if former == ring.former:
        return ring
    return replace(ring, former=former).proved(unlocked.file_key)


def _with(ring: KeyRing, unlocked: Unlocked, boxes: tuple[SealedSecret, ...]) -> KeyRing:
    if not boxes:
        return ring
    return replace(ring, secrets=(*ring.secrets, *boxes)).proved(unlocked.file_key)
