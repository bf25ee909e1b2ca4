"""Cells of the kitchen's lists: numbers as they are kept, several words, several pairs in one."""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from school_desk.errors import N_, DeskError
from school_desk.i18n import LANGUAGES, translator
from school_desk.nutrition.nutrient_rules import number_text, typed_number
from school_desk.school.names import fold
from school_desk.school.sheet_reading_rules import LONGEST_SHOWN, SheetRow
from school_desk.school.texts import as_paragraphs

T = TypeVar("T")
KEPT = Decimal("0.0001")
NOISE = Decimal("0.000001")
"""Excel's own inexactness: 0,30000000000000004 was typed as 0,3."""

TOO_FINE = N_("A number has at most four digits after the comma, not {text}.")
UNKNOWN_WORD = N_("«{text}» is not understood. Possible: {words}.")
PAIR = N_("«{text}» is not understood. Write it like this: {sample}.")

Words = Mapping[str, T]


def words_of(told: Mapping[T, str]) -> dict[str, T]:
    """Every word by which people may mean a member, in three languages, folded; its code too."""
    found: dict[str, T] = {}
    for member, words in told.items():
        spelled = (str(member), *(translator(one)(words) for one in LANGUAGES))
        found.update((fold(one), member) for one in spelled)
    return found


def in_kazakh(words: str) -> str:
    """A word as a file has it."""
    return translator("kk")(words)


def number_in(row: SheetRow, name: str, top: Decimal) -> Decimal | None:
    """A number from 0 up, as it is kept: at most four digits after the comma."""
    found = row.decimal(name, Decimal(), top)
    if found is None:
        return None
    kept = found.quantize(KEPT, ROUND_HALF_UP)
    if abs(kept - found) > NOISE:
        row.error(name, TOO_FINE, text=str(found)[:LONGEST_SHOWN])
        return None
    return Decimal(number_text(kept))


def several(row: SheetRow, name: str, words: Words[T], told: Iterable[str]) -> frozenset[T]:
    """Words one after the other, divided by commas; each must be known."""
    text = row.text(name, top=1000)
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    found = [words.get(fold(part)) for part in parts]
    for part, one in zip(parts, found, strict=True):
        if one is None:
            shown = ", ".join(told)
            row.error(name, UNKNOWN_WORD, text=part[:LONGEST_SHOWN], words=shown)
    return frozenset(one for one in found if one is not None)


def pairs(
    row: SheetRow, name: str, key: Callable[[str], T], sample: str, sign: str
) -> dict[T, Decimal]:
    """Pairs such as «01.09 25; 01.11 30»: a key and its number, divided by semicolons."""
    found: dict[T, Decimal] = {}
    for part in row.text(name, top=1000).split(";"):
        if not part.strip():
            continue
        told, _sign, amount = part.strip().partition(sign)
        try:
            found[key(told)] = typed_number(amount)
        except DeskError:
            row.error(name, PAIR, text=part.strip()[:LONGEST_SHOWN], sample=sample)
    return found


def paragraphs(row: SheetRow, name: str, top: int) -> str:
    """A text of several lines."""
    cell = row.cell(name)
    row.text(name, top=top)
    return as_paragraphs(cell) if isinstance(cell, str) else row.text(name, top=top)


def refused(row: SheetRow, name: str, refusal: DeskError) -> None:
    """What a rule says of a line, at its place."""
    row.error(name, refusal.sentence, **refusal.facts)
