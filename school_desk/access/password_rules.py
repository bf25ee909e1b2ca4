"""Which passwords are accepted, and the four words that the program offers."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from school_desk.errors import N_, DeskError

LEAST_CHARACTERS = 10
MOST_CHARACTERS = 200
LEAST_DIFFERENT = 5
LEAST_OF_ONES_OWN = 6
OFFERED_WORDS = 4

# What people type first, in the layouts of this country; digits in a row come from the code.
COMMON = (
    *("password", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "admin", "welcome"),
    *("пароль", "йцукен", "йцукенгшщзхъ", "фывапр", "фывапролдж", "ячсмит", "админ", "привет"),
    *("құпия", "құпиясөз", "сәлем", "мектеп", "школа", "school", "қазақстан", "казахстан"),
    *("kazakhstan", "мұғалім", "учитель", "teacher", "директор", "director", "journal", "журнал"),
)
ROWS = ("01234567890123456789", "98765432109876543210", "әіңғүұқөһ")


class PasswordShortError(DeskError):
    """Fewer characters than a stolen file stands."""

    sentence = N_(
        "A password has at least {least} characters. Four words are easy to remember: "
        "take those offered or think of your own."
    )


class PasswordLongError(DeskError):
    """A pasted text, not a password."""

    sentence = N_("A password has at most {most} characters.")


class PasswordPlainError(DeskError):
    """Too few different characters, or one of the passwords that are tried first."""

    sentence = N_(
        "This password is one of the first that others try. Take four words that do not belong "
        "together."
    )


class PasswordOwnNameError(DeskError):
    """The password is little more than the name of its owner."""

    sentence = N_(
        "Your own name is known to everyone. Take four words that do not belong together."
    )


def accept_password(text: str, own_names: Iterable[str] = ()) -> str:
    """Give the password as it will be used, or say why it is refused.

    Args:
        text: what was typed.
        own_names: the parts of the person's name and the name to sign in with.
    """
    password = unicodedata.normalize("NFC", text)
    if len(password.strip()) < LEAST_CHARACTERS:
        raise PasswordShortError(least=LEAST_CHARACTERS)
    if len(password) > MOST_CHARACTERS:
        raise PasswordLongError(most=MOST_CHARACTERS)
    plain = password.casefold()
    if _is_short_without(plain, _name_parts(own_names)):
        raise PasswordOwnNameError
    if len(set(plain)) < LEAST_DIFFERENT or _is_short_without(plain, (*COMMON, *_runs(plain))):
        raise PasswordPlainError
    return password


def offer_words(words: Sequence[str], below: Callable[[int], int]) -> str:
    """Draw four different words; `below(n)` gives an unpredictable number under n.

    >>> offer_words(["алма", "бұлт", "гүл", "дала", "жол"], lambda n: 0)
    'алма бұлт гүл дала'
    """
    rest = list(words)
    return " ".join(rest.pop(below(len(rest))) for _ in range(OFFERED_WORDS))


def parse_words(text: str) -> tuple[str, ...]:
    """Read a word list: one or more words a line."""
    return tuple(text.split())


def _is_short_without(password: str, pieces: Iterable[str]) -> bool:
    """Whether too little is left of a password when the pieces that all know are taken out."""
    rest = password
    found = False
    for piece in sorted(pieces, key=len, reverse=True):
        found = found or piece in rest
        rest = rest.replace(piece, "")
    return found and len(rest.replace(" ", "")) < LEAST_OF_ONES_OWN


def _name_parts(names: Iterable[str]) -> tuple[str, ...]:
    """The words of the names; those of one or two letters are in too many passwords."""
    parts = unicodedata.normalize("NFC", " ".join(names)).casefold().split()
    return tuple(part for part in parts if len(part) > 2)  # noqa: PLR2004  said just above


def _runs(password: str) -> tuple[str, ...]:
    """Digits (or the keys of the Kazakh number row) in a row, as far as they go."""
    longest = range(len(password), 3, -1)
    pieces = (password[at : at + n] for n in longest for at in range(len(password) - n + 1))
    return tuple(piece for piece in pieces if any(piece in row for row in ROWS))
