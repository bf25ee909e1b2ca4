"""The key ring of the school and what the signed-in person has opened of it, kept as one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from school_desk.storage.key_file import save_ring
from school_desk.storage.keys import KeyRing, Unlocked


class Keychain:
    """What one person holds at a key file; changes together with it."""

    def __init__(self, path: Path, ring: KeyRing, unlocked: Unlocked) -> None:
        self._path = path
        self.ring = ring
        self.unlocked = unlocked

    def hold(self, ring: KeyRing, unlocked: Unlocked) -> None:
        """Others stand in the key file now."""
        self.ring, self.unlocked = ring, unlocked

    @contextmanager
    def changed(self, ring: KeyRing) -> Iterator[None]:
        """Save the key file, and put the old one back when the rows that go with it fail."""
        old, opened = self.ring, self.unlocked
        self.hold(ring, ring.opened_by(opened))
        try:
            save_ring(self._path, ring)
            yield
        except BaseException:
            self.hold(old, opened)
            save_ring(self._path, old)
            raise
