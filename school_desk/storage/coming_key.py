"""The key ring while the school's file gets a new key: the present and the coming key side by side.

The coming key is a secret of its own, sealed to everybody who may open the file and to the recovery
sheet. As long as it stands in the ring, the file on the disk opens with one of the two: with the
present key until it has been replaced, with the coming one after that. A copy of an older ring
holds no coming key, so who left before it was announced never gets it.
"""

from dataclasses import replace

from school_desk.storage.key_changes import add_generation, sealed
from school_desk.storage.keys import FILE, RECOVERY, KeyRing, Unlocked, label
from school_desk.storage.sealing import KEY_BYTES, Random

NEXT = "file.next"
"""The secret that is going to open the school's file."""

ALONE = "author/"
"""How the secrets of one account alone begin: nobody who leaves has held one of another."""


def is_coming(ring: KeyRing) -> bool:
    """Whether a new key of the file has been announced and not yet taken over or withdrawn."""
    return any(one.name == NEXT for one in ring.secrets)


def coming_key(ring: KeyRing, unlocked: Unlocked) -> bytes:
    """The announced key, for whoever may open the file."""
    return unlocked.secrets[label(NEXT, ring.newest(NEXT))]


def announce(ring: KeyRing, unlocked: Unlocked, *, random: Random) -> tuple[KeyRing, Unlocked]:
    """A new key of the file for all who are here now; the present one still opens the file.

    Compartments get their next generation at once: what is sealed from now on is sealed with it.
    """
    ring.verify(unlocked.file_key)
    for name in sorted({one.name for one in ring.secrets} - {FILE, NEXT}):
        if not name.startswith(ALONE):
            ring, unlocked = add_generation(
                *(ring, unlocked, name, random(KEY_BYTES)),
                holders=_holders(ring, name),
                random=random,
            )
    key, generation = random(KEY_BYTES), ring.newest(FILE) + 1
    boxes = tuple(
        sealed(ring, NEXT, generation, holder, key, random)
        for holder in (RECOVERY, *_holders(ring, FILE))
    )
    ring = replace(ring, secrets=(*ring.secrets, *boxes)).proved(unlocked.file_key)
    held = {**unlocked.secrets, label(NEXT, generation): key}
    return ring, replace(unlocked, secrets=held)


def withdraw(ring: KeyRing, unlocked: Unlocked) -> tuple[KeyRing, Unlocked]:
    """The file keeps its present key: the announced one is forgotten."""
    ring.verify(unlocked.file_key)
    ring = _without(ring).proved(unlocked.file_key)
    return ring, _letting_go(unlocked)


def take_over(ring: KeyRing, unlocked: Unlocked, *, random: Random) -> tuple[KeyRing, Unlocked]:
    """The file opens with the announced key now: it is the newest generation of the file's key.

    Older generations stay with those who hold them: they open older backups.
    """
    ring.verify(unlocked.file_key)
    key = coming_key(ring, unlocked)
    return add_generation(
        *(_without(ring).proved(unlocked.file_key), _letting_go(unlocked), FILE, key),
        holders=_holders(ring, NEXT),
        random=random,
    )


def _holders(ring: KeyRing, name: str) -> list[int]:
    """The accounts that hold the newest generation of a secret."""
    newest = ring.newest(name)
    return [
        one.holder
        for one in ring.secrets
        if (one.name, one.generation) == (name, newest) and one.holder != RECOVERY
    ]


def _without(ring: KeyRing) -> KeyRing:
    return replace(ring, secrets=tuple(one for one in ring.secrets if one.name != NEXT))


def _letting_go(unlocked: Unlocked) -> Unlocked:
    kept = {one: key for one, key in unlocked.secrets.items() if not one.startswith(f"{NEXT}/")}
    return replace(unlocked, secrets=kept)
