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


def _meaningless(text: str, letters: Letters) -> MeaninglessTextError:
    shown = text.strip()[:LONGEST_SHOWN]
    return MeaninglessTextError(text=shown, letters=" ".join(letters))
