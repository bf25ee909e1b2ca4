"""What stands in the cells of a month sheet, in the language of the paper."""

import tomllib
from collections.abc import Mapping

from school_desk.nutrition.month_model import Cell, ClassSheet, Mark, Signs
from school_desk.school.calendar_model import Status
from school_desk.school.model import Absence


def parse_signs(text: str) -> Signs:
    """The signs that come with the program."""
    found = tomllib.loads(text)
    signs = {Mark(name): dict(words) for name, words in found["sign"].items()}
    due = found["due"]
    return Signs(signs, due["month"], due["three_months"], Status(found["status"]))


def sign_of(signs: Signs, sheet: ClassSheet, cell: Cell | None) -> Mapping[str, str]:
    """What stands in a cell, by language; a blank where there was no school or nothing to say."""
    if cell is None:
        return {"kk": "", "ru": ""}
    if cell.mark is Mark.AWAY:
        return {language: _letter(sheet, language, cell.absence) for language in ("kk", "ru")}
    if cell.mark is Mark.SERVED and cell.portions > 1:
        return dict.fromkeys(("kk", "ru"), str(cell.portions))
    return signs.signs[cell.mark]


def _letter(sheet: ClassSheet, language: str, absence: Absence | None) -> str:
    return sheet.letters.get(language, {}).get(absence or Absence.UNEXCUSED, "")
