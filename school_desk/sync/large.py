"""Bodies too large for one exchange, kept by what they are: whole, or as far as they have come."""

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from school_desk.errors import N_, DeskError

NAME_BYTES = 32
MOST = 256 << 20
"""Bytes of a body at most."""
PIECE = 4 << 10
"""What a cut costs at most."""
UNFINISHED = ".part"


class WrongPlaceError(DeskError):
    """A piece that does not go on from what is here; the fact `at` says from where to go on."""

    sentence = N_("The rest of a large file does not fit what has come. It goes on from there.")


class OtherContentError(DeskError):
    """What came is not what was named; it is thrown away."""

    sentence = N_("A large file came damaged. Nothing of it was kept; it is sent again.")


def name_of(content: bytes) -> str:
    """What a body is called: by its content, so that to send it twice changes nothing."""
    return blake2b(content, digest_size=NAME_BYTES).hexdigest()


class Shelf:
    """A folder of large bodies, each under its partition: who may not have that gets none of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, part: str, content: bytes) -> str:
        """Keep a body; gives its name."""
        name = name_of(content)
        self.add(part, name, 0, (content,), len(content), anew=True)
        return name

    def whole(self, part: str, name: str) -> Path | None:
        """The file of a body that is here completely."""
        path = self._path(part, name)
        return path if path.is_file() else None

    def begun(self, part: str, name: str) -> int:
        """How many bytes of a body are here."""
        whole = self.whole(part, name)
        path = whole or self._unfinished(part, name)
        return path.stat().st_size if path.is_file() else 0

    def add(
        self, part: str, name: str, at: int, pieces: Iterable[bytes], total: int, *,
        anew: bool = False,
    ) -> int:  # fmt: skip
        """Go on from a place with pieces, each kept as it comes; gives how many bytes are here.

        Raises:
            WrongPlaceError: they begin elsewhere, or are more than the body has.
            OtherContentError: all is here and is not what the name says.
        """
        if self.whole(part, name) is not None:
            return total
        path = self._unfinished(part, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if anew:
            path.unlink(missing_ok=True)
        here = self.begun(part, name)
        if at != here or total > MOST:
            raise WrongPlaceError(at=here)
        with path.open("ab") as file:
            for piece in pieces:
                here += len(piece)
                if here > total:
                    raise WrongPlaceError(at=here - len(piece))
                file.write(piece)
                file.flush()
            os.fsync(file.fileno())
        if here == total:
            self._finish(part, name, path)
        return here

    def _finish(self, part: str, name: str, path: Path) -> None:
        """A body that is complete gets its name if it is what that says, else it goes."""
        found = blake2b(digest_size=NAME_BYTES)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
        if found.hexdigest() != name:
            path.unlink()
            raise OtherContentError
        path.replace(self._path(part, name))

    def _path(self, part: str, name: str) -> Path:
        return self._folder / blake2b(part.encode(), digest_size=8).hexdigest() / name

    def _unfinished(self, part: str, name: str) -> Path:
        path = self._path(part, name)
        return path.with_name(path.name + UNFINISHED)


def is_name(text: str) -> bool:
    """Whether a text can be the name of a body: nothing else is a place in the folder."""
    return len(text) == 2 * NAME_BYTES and all(one in "0123456789abcdef" for one in text)
