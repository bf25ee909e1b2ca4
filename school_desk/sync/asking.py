"""How a new computer asks to be let in: a small file with its keys, no secret, no data of anybody.

Four lines of numbers and a name, signed by the key of the computer. Whoever changes a letter of it
breaks the signature; whoever puts another file in its place is found out by the number that both
computers show (`check_number`).
"""

import hashlib
from dataclasses import dataclass, replace

from school_desk.errors import N_, DeskError
from school_desk.storage.canonical import canonical
from school_desk.storage.device import Device, signed_by
from school_desk.sync.signing import SIGNATURE_BYTES
from school_desk.sync.streams import device_of

MAGIC = "School Desk asks to join 1"
PURPOSE = "School Desk asking 1"
KEY_BYTES = 32
NUMBER_BYTES = 16
MOST_NAME = 80
TOP_BYTES = 4096
GROUPS = 3
DIGITS = 4
_WORK = {"n": 2**14, "r": 8, "p": 1, "dklen": 8}
"""What one guess at a check number costs: 16 MiB and a twentieth of a second."""


class AskingFileError(DeskError):
    """A file that should be a new computer's asking and is not, or was changed."""

    sentence = N_(
        "This is not the file of a computer that asks to join, or it was changed on its way. "
        "Nothing was written. Let that computer write its file anew."
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """What a new computer says of itself.

    Args:
        name: what it is called.
        key: its public key; its id is made of it, and its signatures are known by it.
        box: the public key to which the welcome is sealed.
        number: drawn by lot for this asking: the welcome answers no other.
    """

    name: str
    key: bytes
    box: bytes
    number: bytes
    signature: bytes = b""

    @property
    def device(self) -> bytes:
        """The id of the computer."""
        return device_of(self.key)

    @property
    def message(self) -> bytes:
        """What its signature covers."""
        return canonical((PURPOSE, self.name, self.key, self.box, self.number))

    @property
    def digest(self) -> bytes:
        """What a welcome answers to."""
        return hashlib.blake2b(self.message, digest_size=32).digest()

    def signed(self, device: Device) -> "Asking":
        """The same with the signature of its computer."""
        return replace(self, signature=device.sign(self.message))

    def spelled(self) -> str:
        """Its only spelling, as the file holds it."""
        numbers = (self.key, self.box, self.number, self.signature)
        return "\n".join((MAGIC, self.name, *(one.hex() for one in numbers), ""))


def read_asking(content: bytes) -> Asking:
    """Read the file of a new computer, or raise AskingFileError."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        magic, name, *numbers, end = text.split("\n")
        key, box, number, signature = map(bytes.fromhex, numbers)
    except ValueError as error:
        raise AskingFileError from error
    found = Asking(name, key, box, number, signature)
    lengths = tuple(map(len, (key, box, number, signature)))
    wanted = (KEY_BYTES, KEY_BYTES, NUMBER_BYTES, SIGNATURE_BYTES)
    fits = (magic, end, lengths) == (MAGIC, "", wanted) and tidy(name) == name != ""
    if not fits or found.spelled() != text or not signed_by(key, found.message, signature):
        raise AskingFileError
    return found


def tidy(name: str) -> str:
    r"""The name of a computer in one line: no spaces around, nothing that cannot be printed.

    >>> tidy("  PC \n 3  ")
    'PC 3'
    """
    seen = "".join(one if one.isprintable() else " " for one in name)
    return " ".join(seen.split())[:MOST_NAME].strip()


def check_number(said: bytes) -> str:
    """Twelve digits of what was said, to compare on two screens; dear to find twice.

    Forty bits would soon be tried through. Each try costs 16 MiB and a twentieth of a second, so
    that another file with the same number takes thousands of years of computing.
    """
    made = int.from_bytes(hashlib.scrypt(said, salt=PURPOSE.encode(), **_WORK))
    digits = f"{made % 10 ** (GROUPS * DIGITS):0{GROUPS * DIGITS}}"
    return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))


def number_of(content: bytes) -> str:
    """The check number of a whole file."""
    return check_number(hashlib.blake2b(content, digest_size=32).digest())
