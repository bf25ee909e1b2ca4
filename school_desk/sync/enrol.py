"""A code that is read aloud lets a computer in: SPAKE2, and what is closed with the key it gives.

Whoever stands in between learns nothing of the code but whether one guess was right, and each guess
costs a try. The certificate of the answering computer goes into the key: between two lines of TLS
nobody can pass on what one side says to the other.
"""

import hashlib
import hmac
import importlib
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from school_desk.errors import N_, DeskError

PURPOSE = b"School Desk enrol 1"
ASKS, ANSWERS, HAS = b"asks", b"answers", b"has"
"""Who says something, each with keys of its own: the asking, the welcome, that it has come."""
DIGITS, GROUP = 9, 3
MESSAGE_BYTES, MAC_BYTES = 33, 32
_NONCE = bytes(12)
"""Each key closes one thing only."""


class CodeFormError(DeskError):
    """Something that cannot be a code."""

    sentence = N_("A code has nine digits, such as 123 456 789. Look at the head's screen.")


class CodeWrongError(DeskError):
    """Another code than the one shown; the fact `left` says how many tries are left."""

    sentence = N_("The code is wrong. Nothing was changed. Tries left: {left}.")


class CodeOverError(DeskError):
    """Three wrong tries, or its minutes are over, or another computer came by it."""

    sentence = N_(
        "This code counts no more. Nothing was changed. Let the head show a new one on that "
        "computer."
    )


class EnrolMessageError(DeskError):
    """Not what the other end of an honest enrolment says."""

    sentence = N_(
        "What came over the line was altered or comes from another program. Nothing was changed. "
        "Check the address and try again."
    )


def new_code() -> str:
    """Nine digits by lot: on every keyboard, and told apart by ear in each language."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def spelled(code: str) -> str:
    """As it is read aloud.

    >>> spelled("123456789")
    '123 456 789'
    """
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """A code as it was typed, however it was grouped, or raise CodeFormError.

    >>> read_code(" 123-456 789 ")
    '123456789'
    """
    code = "".join(one for one in typed if not one.isspace() and one not in "-–.")
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        raise CodeFormError
    return code


class Side:
    """One end of one try; it is used once."""

    def __init__(self, code: str, server_key: bytes, *, new: bool) -> None:
        """`server_key`: of the certificate, as each end sees it."""
        self._library = importlib.import_module("spake2")  # whoever enrols nobody is not slowed
        made = self._library.SPAKE2_A if new else self._library.SPAKE2_B
        self._pake = made(code.encode(), idA=PURPOSE, idB=PURPOSE + server_key)
        self.message: bytes = self._pake.start()

    def agreed(self, message: bytes) -> bytes:
        """The key, which both ends have alone if both had the same code."""
        off_curve = importlib.import_module("spake2.ed25519_basic").NotOnCurve
        if len(message) != MESSAGE_BYTES:
            raise EnrolMessageError
        try:
            return bytes(self._pake.finish(message))
        except (ValueError, self._library.SPAKEError, off_curve) as error:
            raise EnrolMessageError from error


def closed(key: bytes, who: bytes, content: bytes) -> bytes:
    """Closed with a key of that speaker: AES-256-GCM, and a sum that binds it to this key alone."""
    inner = _cipher(key, who).encrypt(_NONCE, content, None)
    return inner + _sum(key, who, inner)


def opened(key: bytes, who: bytes, content: bytes) -> bytes:
    """What the other end closed, or raise EnrolMessageError."""
    inner, told = content[:-MAC_BYTES], content[-MAC_BYTES:]
    if not hmac.compare_digest(_sum(key, who, inner), told):
        raise EnrolMessageError
    return _cipher(key, who).decrypt(_NONCE, inner, None)


def _cipher(key: bytes, who: bytes) -> AESGCM:
    return AESGCM(_derived(key, b"close", who))


def _sum(key: bytes, who: bytes, inner: bytes) -> bytes:
    return hmac.digest(_derived(key, b"sum", who), inner, "sha256")


def _derived(key: bytes, use: bytes, who: bytes) -> bytes:
    said = b" ".join((PURPOSE, use, who))
    return hashlib.blake2b(said, key=key, digest_size=32).digest()
