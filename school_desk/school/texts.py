"""Texts that people type freely: topics, homework, names of subjects and schools."""

import unicodedata

LONGEST_QUOTE = 40


def as_line(text: str) -> str:
    r"""A text as it is kept: composed letters, one line, nothing that no file can hold.

    >>> as_line("  Бөлшек\x00тер\n қосу ")
    'Бөлшектер қосу'
    """
    composed = unicodedata.normalize("NFC", text)
    seen = (" " if sign.isspace() else sign for sign in composed if _is_kept(sign))
    return " ".join("".join(seen).split())


def as_quote(text: str) -> str:
    """A text as a sentence quotes it: the beginning of a long one is enough to find it.

    >>> len(as_quote("9" * 5000))
    41
    """
    line = as_line(text)
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"


def as_paragraphs(text: str) -> str:
    r"""A text of several lines as it is kept: each line clean, no empty ones at the ends.

    >>> as_paragraphs(" Бірінші  жол\n\n екінші \n ")
    'Бірінші жол\n\nекінші'
    """
    return "\n".join(as_line(line) for line in text.splitlines()).strip("\n")


def _is_kept(sign: str) -> bool:
    """Control signs go, spaces of all kinds stay; half of a pair (Cs) no file can hold."""
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs", "Cn")
