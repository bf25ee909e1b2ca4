"""The code on the recovery sheet: a key pair whose private half exists on paper only.

160 random bits as eight groups of six signs and a ninth group that checks the whole. The signs are
the digits and letters that look the same on a Kazakh, a Russian and a Latin keyboard and that no
eye takes for another: no 0 or 1, no B beside 8. The last sign of a group checks that group, so a
mistake is found where it was made.
"""

import hashlib
import re
from dataclasses import dataclass, field

from school_desk.errors import N_, DeskError
from school_desk.storage.sealing import Random, derive, public_key_of

SIGNS = "23456789AEHKMPTX"
GROUPS = 8
GROUP_SIGNS = 6
DATA_SIGNS = GROUP_SIGNS - 1
CODE_BYTES = GROUPS * DATA_SIGNS // 2

# What a hand or a keyboard gives for a sign: Cyrillic letters of the same shape, letters that look
# like a digit, and the number row of the Kazakh layout (there the keys 2-9 type ә і ң ғ , . ү ұ).
READ_AS = str.maketrans(
    "АЕНКМРТХ" + "BВSZЗGБ" + "ӘІҢҒ,.ҮҰ",
    "AEHKMPTX" + "8852366" + "23456789",
)


class RecoveryCodeLengthError(DeskError):
    """Too few or too many signs, and no group to blame."""

    sentence = N_("The recovery code has {needed} signs, {typed} were typed. Type all its groups.")


class RecoveryGroupError(DeskError):
    """One group does not fit its own check sign."""

    sentence = N_(
        "Group {group} of the recovery code does not fit. Compare each of its signs with the sheet."
    )


class RecoveryCheckError(DeskError):
    """Each group fits, the check word does not."""

    sentence = N_(
        "The groups of the recovery code do not fit its check word. "
        "Compare the last group and the order of the groups with the sheet."
    )


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The secret of the recovery sheet; shown and printed once, never written to a file."""

    secret: bytes = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """Eight groups of signs; the check word is apart."""
        values = [half for byte in self.secret for half in (byte >> 4, byte & 15)]
        parts = [values[n * DATA_SIGNS :][:DATA_SIGNS] for n in range(GROUPS)]
        return tuple(_written([*part, _check_sign(n, part)]) for n, part in enumerate(parts))

    def has_group(self, place: int, typed: str) -> bool:
        """Whether this was typed from the sheet as the group at a place (0 to 7)."""
        return "".join(typed.split()).upper().translate(READ_AS) == self.groups[place]

    @property
    def check_word(self) -> str:
        """The ninth group: it fits no other code."""
        digest = hashlib.blake2b(self.secret, person=b"recovery check").digest()
        return _written([byte & 15 for byte in digest[:GROUP_SIGNS]])

    @property
    def text(self) -> str:
        """All groups in one line, the check word last."""
        return " ".join((*self.groups, self.check_word))

    @property
    def private_key(self) -> bytes:
        """The private half of the recovery key pair."""
        return derive(self.secret, "recovery key pair")

    @property
    def public_key(self) -> bytes:
        """The half that the key file keeps."""
        return public_key_of(self.private_key)


def make_recovery_code(random: Random) -> RecoveryCode:
    """Draw a new code."""
    return RecoveryCode(random(CODE_BYTES))


def parse_recovery_code(text: str) -> RecoveryCode:
    """Read a typed code in either alphabet, or say which group is wrong."""
    *groups, check_word = _groups_of(text)
    values = [value for n, group in enumerate(groups) for value in _values(n, group)]
    halves = zip(values[::2], values[1::2], strict=True)
    code = RecoveryCode(bytes(high << 4 | low for high, low in halves))
    if check_word != code.check_word:
        raise RecoveryCheckError
    return code


def _groups_of(text: str) -> list[str]:
    """Nine groups, as the typist set them apart or as their length says."""
    groups = re.split(r"[\s\-–—_]+", text.upper().translate(READ_AS).strip(" \t\r\n-–—_"))
    if len(groups) == GROUPS + 1:
        wrong = [n for n, group in enumerate(groups) if len(group) != GROUP_SIGNS]
        if wrong:
            raise RecoveryGroupError(group=wrong[0] + 1)
        return groups
    signs = "".join(groups)
    needed = (GROUPS + 1) * GROUP_SIGNS
    if len(signs) != needed:
        raise RecoveryCodeLengthError(needed=needed, typed=len(signs))
    return [signs[n : n + GROUP_SIGNS] for n in range(0, needed, GROUP_SIGNS)]


def _values(place: int, group: str) -> list[int]:
    values = [SIGNS.find(sign) for sign in group]
    *part, check = values
    if -1 in values or check != _check_sign(place, part):
        raise RecoveryGroupError(group=place + 1)
    return part


def _check_sign(place: int, part: list[int]) -> int:
    """A weighted sum over GF(16): no single wrong sign and no swap of two slips through.

    The place of the group takes part, so two groups that changed places are found as well.
    """
    total = place
    for power, value in enumerate(part, start=1):
        for _ in range(power):
            value = _doubled(value)  # noqa: PLW2901  Horner's rule reads best in place
        total ^= value
    return total


def _doubled(value: int) -> int:
    """Multiply by x modulo x^4 + x + 1, which is primitive: the weights x^1 … x^5 all differ."""
    return (value << 1) ^ (0b10011 if value & 8 else 0)


def _written(values: list[int]) -> str:
    return "".join(SIGNS[value] for value in values)
