"""The letters of our documents: Roboto, registered once and embedded; measuring and wrapping."""

import unicodedata
from functools import cache, lru_cache

from font_roboto import Roboto, RobotoBold
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Roboto"
BOLD = "Roboto-Bold"

_UNKNOWN = "?"
NO_BREAK_SPACE = "\u00a0"
# What people type and Roboto lacks, as the nearest thing it has: a lost glyph prints as nothing.
_STAND_INS = {
    "→": "–",
    "←": "–",
    "✓": "+",
    "✔": "+",
    "☐": "[ ]",
    "☑": "[x]",
    "\u2011": "-",
    "\u202f": NO_BREAK_SPACE,
    "\u2002": " ",
    "\u2003": " ",
    "\u00ad": "",
    "\u200b": "",
    "\ufeff": "",
}


@cache
def register_fonts() -> None:
    """Make both weights known to reportlab; Paragraph's <b> finds the bold one."""
    pdfmetrics.registerFont(TTFont(REGULAR, Roboto))
    pdfmetrics.registerFont(TTFont(BOLD, RobotoBold))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
    # Else every file also names Helvetica, which is not embedded and has no Kazakh letter.
    rl_config.canvas_basefontname = REGULAR


@cache
def _glyphs() -> frozenset[int]:
    """The code points that both weights can draw."""
    register_fonts()
    fonts = (pdfmetrics.getFont(name) for name in (REGULAR, BOLD))
    drawn = (frozenset(font.face.charToGlyph) for font in fonts if isinstance(font, TTFont))
    return frozenset.intersection(*drawn)


def missing_glyphs(text: str) -> str:
    """Every character of a text that would print as nothing; empty when all is well.

    >>> missing_glyphs("Әлия № 5 ≤ 84,5 %")
    ''
    >>> missing_glyphs("84 → 5")
    '→'
    """
    return "".join(sorted({sign for sign in text if ord(sign) not in _glyphs()}))


@lru_cache(maxsize=65536)
def printable(text: str) -> str:
    r"""What people typed, as the font can print it: composed letters, one line, no lost glyphs.

    >>> printable("бет 4 → 5\nесеп")
    'бет 4 – 5 есеп'
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.replace(NO_BREAK_SPACE, " ").isprintable() and not missing_glyphs(composed):
        return composed
    return "".join(_printable_sign(sign) for sign in composed)


def _printable_sign(sign: str) -> str:
    if sign == NO_BREAK_SPACE:
        return sign
    if sign.isspace():
        return _STAND_INS.get(sign, " ")
    if sign in _STAND_INS:
        return _STAND_INS[sign]
    return sign if sign.isprintable() and ord(sign) in _glyphs() else _UNKNOWN


def text_width(text: str, font: str, size: float) -> float:
    """How wide a text prints, in points."""
    return sum(map(_advances(font).__getitem__, text)) * size


class _Advances(dict[str, float]):
    """How far each letter moves the pen at size 1; a slip measures thousands of numbers."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, letter: str) -> float:
        self[letter] = advance = float(pdfmetrics.stringWidth(letter, self._font, 1))
        return advance


@cache
def _advances(font: str) -> _Advances:
    register_fonts()
    return _Advances(font)


@lru_cache(maxsize=16384)
def wrap_text(text: str, width: float, font: str, size: float) -> tuple[str, ...]:
    """A text in lines no wider than given; a word too long for a line is broken, never cut off."""
    if text_width(text, font, size) <= width:
        return (text,)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken_word(word, width, font, size)
        lines.extend(full)
    return (*lines, line)


def _broken_word(word: str, width: float, font: str, size: float) -> list[str]:
    """A word in pieces that fit; at least one letter each, so that it always ends."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, font, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
