"""A PIN: a few digits that open a window which was locked; never a key, never a file.

What is kept of it is a digest keyed with the private key of the account. Only a running program
that the full password has opened holds that key, so nobody can try the ten thousand PINs on a copy
of the folder; and after a reset by the head, which makes a new key pair, the PIN is gone.
"""

import hashlib
import hmac
from itertools import pairwise
from pathlib import Path

from school_desk.errors import N_, DeskError
from school_desk.settings import keep, load_settings, with_place
from school_desk.storage.sealing import derive

TRIES = 5
LEAST, MOST = 4, 8
EASY_STEPS = {0, 1, 9}
"""From each digit to the next of 1111, 1234 and 4321."""

SETTING = "pin"
PURPOSE = "pin of a running program"

# The number row of the Kazakh layout: the keys 1-9 and 0.
READ_AS = str.maketrans('"әіңғ,.үұқ', "1234567890")


class PinRuleError(DeskError):
    """Too short, too long, or not of digits."""

    sentence = N_("A PIN has {least} to {most} digits.")


class PinEasyError(DeskError):
    """A PIN that everybody tries first."""

    sentence = N_("This PIN is tried first by everybody. Choose other digits.")


class WrongPinError(DeskError):
    """The PIN does not fit."""

    sentence = N_("The PIN does not fit. Tries left: {left}. The password opens as well.")


class PinSpentError(DeskError):
    """Five wrong PINs: only the password counts now."""

    sentence = N_("The PIN was wrong {tries} times. Type the password.")


def digits_of(typed: str) -> str:
    """A PIN as it was meant, on the Kazakh layout too; "" where it cannot be one.

    >>> digits_of("4821"), digits_of("ңүғә"), digits_of("қар2")
    ('4821', '4852', '')
    """
    digits = typed.strip().casefold().translate(READ_AS)
    fits = LEAST <= len(digits) <= MOST and digits.isascii() and digits.isdecimal()
    return digits if fits else ""


def accept_pin(typed: str) -> str:
    """The digits of a new PIN, or a sentence."""
    digits = digits_of(typed)
    if not digits:
        raise PinRuleError(least=LEAST, most=MOST)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if len(steps) == 1 and steps <= EASY_STEPS:
        raise PinEasyError
    return digits


class Pin:
    """The PIN of one signed-in person, with the tries of this run of the program."""

    def __init__(self, settings: Path, account: int, private_key: bytes) -> None:
        self._settings = settings
        self._account = account
        self._key = derive(private_key, PURPOSE)
        self._wrong = 0

    @property
    def is_set(self) -> bool:
        """Whether this person has chosen one."""
        return bool(self._kept())

    def choose(self, typed: str) -> None:
        """Take another PIN, or raise."""
        self._keep(self._digest(accept_pin(typed)))
        self._wrong = 0

    def forget(self) -> None:
        """Without a PIN: only the password opens a locked window."""
        self._keep("")

    def open(self, typed: str) -> None:
        """Raise unless it is the PIN; five times wrong, and only the password helps."""
        if self._wrong < TRIES and hmac.compare_digest(
            self._kept().encode(), self._digest(digits_of(typed)).encode()
        ):
            self._wrong = 0
            return
        self._wrong = min(self._wrong + 1, TRIES)
        if self._wrong == TRIES:
            raise PinSpentError(tries=TRIES)
        raise WrongPinError(left=TRIES - self._wrong)

    def password_was_right(self) -> None:
        """The full password has shown who is there: the PIN counts again."""
        self._wrong = 0

    def _digest(self, digits: str) -> str:
        return hashlib.blake2b(digits.encode(), key=self._key, digest_size=16).hexdigest()

    def _kept(self) -> str:
        kept = load_settings(self._settings).places.get(str(self._account), {}).get(SETTING, "")
        return kept if isinstance(kept, str) else ""

    def _keep(self, digest: str) -> None:
        settings = load_settings(self._settings)
        keep(self._settings, with_place(settings, self._account, **{SETTING: digest}))
