"""What a typed character or a pasted text means in a mark cell, in any keyboard layout."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from school_desk.errors import N_, DeskError
from school_desk.school.model import Absence

Letters = Mapping[str, Absence]
"""Capital letters that stand for absences (`RuleSettings.letters`)."""

KAZAKH_ROW = {character: n for n, character in enumerate('қ"әіңғ,.үұ')}
"""The number row of the Kazakh layout types these characters instead of 0 to 9."""

SHIFTED_ROW = {"Қ": 0, "!": 1, "Ә": 2, "І": 3, "Ң": 4, "Ғ": 5, "Ү": 8, "Ұ": 9}
"""The same row with Shift or Caps Lock. `;` and `:` (6 and 7) are left out: `;` is the Ж key."""

ROW = KAZAKH_ROW | SHIFTED_ROW

LETTER_OF = dict(
    zip("QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM", "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬ", strict=True)
)
"""The Cyrillic letter of each Latin key: F = А, L = Д, ; = Ж, R = К, Y = Н, E = У, G = П, J = О.

Б and Ю have none: their keys type `,` and `.`, the digits 6 and 7 of the Kazakh layout.
"""

LOOK_ALIKE = dict(zip("ABCEHKMOPTX", "АВСЕНКМОРТХ", strict=True))
"""Latin capitals that pasted texts carry in place of the Cyrillic letter of the same shape."""

CELL = re.compile(r"(?P<letter>[^\d\s]?)\s*(?P<digits>[0-9]{0,9})")

LONGEST_SHOWN = 20
"""A refusal quotes so much of a text that nobody could read whole."""


YES_KEYS = dict.fromkeys('1"!+=һҺ●', "1")
"""What says «achieved»: 1 and + in any layout (the Kazakh one has һ on that key), and its sign."""

NO_KEYS = dict.fromkeys("0қҚ-−–өӨ○", "0")
"""What says «not yet»: 0 and − in any layout (the Kazakh one has ө on that key), and its sign."""

YES_OR_NO = YES_KEYS | NO_KEYS

PASS_KEYS = {**dict.fromkeys("СЗ", "1"), "Е": "0"}
"""Сынақ and зачёт; сынақ Емес and нЕзачёт. None is a sign of attendance (А Д Ж К Б У П Н О), so
nobody who types in the wrong column writes something else. Н would be «absent» in Russian."""


class NeitherPassNorFailError(DeskError):
    """A text that is no verdict."""

    sentence = N_("«{text}» means nothing here. Pass: С, З, + or 1. Fail: Е, − or 0.")


class MeaninglessTextError(DeskError):
    """A text that is neither points nor an absence."""

    sentence = N_("«{text}» means nothing in this cell. It takes points or {letters}.")


@dataclass(frozen=True, slots=True)
class Digit:
    """One digit of points."""

    value: int


@dataclass(frozen=True, slots=True)
class CellText:
    """What a whole text says: points, a sign, a late sign with points, or nothing (clear)."""

    points: int | None = None
    sign: Absence | None = None

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return self.points is None and self.sign is None


def read_key(text: str, letters: Letters) -> Digit | Absence | None:
    """Say what one key press means, from the text it types; None: nothing here.

    >>> read_key("ү", {}), read_key("f", {"А": Absence.ILL}), read_key("ц", {})
    (Digit(value=8), <Absence.ILL: 'ill'>, None)
    """
    if text in ROW:
        return Digit(ROW[text])
    if re.fullmatch("[0-9]", text):
        return Digit(int(text))
    key = text.upper()
    return letters.get(key) or letters.get(LETTER_OF.get(key, ""))


def parse_cell(text: str, letters: Letters) -> CellText:
    """Read a whole text as a spreadsheet gives it: "8", "10", "А", "К 8"; blank clears.

    A comma or a full stop is not a digit here: in a pasted text it is a decimal sign.
    """
    read = CELL.fullmatch(text.strip())
    if read is None:
        raise _meaningless(text, letters)
    letter, digits = read["letter"].upper(), read["digits"]
    sign = letters.get(letter) or letters.get(LOOK_ALIKE.get(letter, ""))
    alone = digits and sign is not None and sign.away
    if alone or (letter and sign is None):
        raise _meaningless(text, letters)
    return CellText(points=int(digits) if digits else None, sign=sign)


def parse_typed(text: str, letters: Letters) -> CellText:
    """Read a whole text that was typed in a cell, where each key means what it means alone.

    >>> parse_typed('"қ', {}), parse_typed("Кү", {"К": Absence.LATE}).points
    (CellText(points=10, sign=None), 8)
    """
    typed = text.strip()
    sign = typed[:1] if isinstance(read_key(typed[:1], letters), Absence) else ""
    row = typed.removeprefix(sign).strip()
    if row and all(character in ROW for character in row):
        row = "".join(str(ROW[character]) for character in row)
    try:
        return parse_cell(LETTER_OF.get(sign.upper(), sign) + row, letters)
    except MeaninglessTextError:
        raise _meaningless(text, letters) from None


def parse_achieved(text: str, letters: Letters) -> CellText:
    """Read what was typed or pasted where a cell takes «achieved» and «not yet».

    >>> parse_achieved("+", {}).points, parse_achieved("ө", {}).points
    (1, 0)
    """
    typed = text.strip()
    last = YES_OR_NO.get(typed[-1:])
    return parse_typed(text if last is None else typed[:-1] + last, letters)


def parse_verdict(text: str) -> bool | None:
    """Pass (True), fail (False), or nothing at all, from a key or from the word itself.

    >>> parse_verdict("с"), parse_verdict("T"), parse_verdict("незачёт"), parse_verdict(" ")
    (True, False, False, None)
    """
    said = text.strip().casefold().replace("ё", "е")
    if not said:
        return None
    if said in VERDICT_WORDS:
        return VERDICT_WORDS[said]
    key = said.upper()
    found = YES_OR_NO.get(said) or PASS_KEYS.get(key) or PASS_KEYS.get(LETTER_OF.get(key, ""))
    if found is None:
        raise NeitherPassNorFailError(text=text.strip()[:LONGEST_SHOWN])
    return found == "1"


VERDICT_WORDS = {
    **dict.fromkeys(("сынақ", "есептелінді", "зачет", "зач", "pass", "passed"), True),
    **dict.fromkeys(("сынақ емес", "есептелінбеді", "незачет", "незач", "fail", "failed"), False),
}
"""The words as a spreadsheet of the school may have them (ё as е)."""


def _meaningless(text: str, letters: Letters) -> MeaninglessTextError:
    shown = text.strip()[:LONGEST_SHOWN]
    return MeaninglessTextError(text=shown, letters=" ".join(letters))
