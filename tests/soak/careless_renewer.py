"""The control: a renewal that does not say beforehand that a key comes. It must lose schools."""

import sys

from school_desk.storage import renewal
from school_desk.storage.coming_key import announce
from tests.soak.renewer import main


def _announce_to_nobody(self: renewal.Renewal) -> None:
    self._keys = renewal.Opened(
        *announce(self._keys.ring, self._keys.unlocked, random=self._random)
    )


if __name__ == "__main__":
    renewal.Renewal._announce = _announce_to_nobody
    main(*sys.argv[1:])
