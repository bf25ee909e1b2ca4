"""Lists of the kitchen as careless hands leave them: what may stand in a cell, what may be lost."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from school_desk.errors import DeskError
from school_desk.i18n import say, tell
from school_desk.intents import Form
from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.supply_model import ActLine, SupplierAct

MONTH = date(2026, 10, 1)
KINDS: Mapping[str, Callable[[Any], Any]] = {
    "products": lambda desk: desk.kitchen_files.products,
    "cards": lambda desk: desk.kitchen_files.cards,
    "meal acts": lambda desk: desk.list_files.meal_acts(MONTH),
    "state totals": lambda desk: desk.list_files.state_totals(MONTH),
}
ODD = (
    *(
        "",
        " ",
        "-5",
        "0",
        "100",
        "1e3",
        "NaN",
        "Infinity",
        "-0",
        "１２",
        "٣",
        "1,2,3",
        "12,5",
        "12.5",
    ),
    *("=1+1", "=HYPERLINK(0)", "'", "х" * 10_000, "\u202e", "сүт", "картоп", "potato", "а\nб", "–"),
    *(
        "99999999999999999999",
        "0,00001",
        "31.02.2026",
        "2026-10-05",
        "01.09 25; 31.02 30",
        "7-10: x",
    ),
    *("7-10: 200", "<b>", "NULL", "иә", "жоқ", "глютен, ??"),
    *(0, -1, 1, 3, 12.5, 1e300, 1e-300, 2**63, True, False, None),
    *(date(2026, 10, 5), datetime(2026, 10, 5, 9, 30), date(1900, 1, 1)),  # noqa: DTZ001  a cell
)


def start(desk) -> None:
    """Something of each kind in the file."""
    desk.cards.take_samples()
    desk.cards.approve(desk.cards.cards()[2].id)
    line = ActLine(Source.PRIMARY, Decimal("633.50"), 40, Decimal(25_340))
    desk.meal_month.import_acts([SupplierAct(MONTH, "7", date(2026, 10, 31), "ЖК Ас", (line,))])
    desk.meal_month.import_state_totals({date(2026, 10, day): 40 for day in (5, 6, 7)})


def kept(desk) -> object:
    """All that these lists may change."""
    month = desk.meal_month
    return (
        desk.products.products(),
        desk.products.losses(),
        desk.cards.cards(),
        month.acts(MONTH),
        dict(month.state_totals(MONTH)),
    )


def rounds(desk, kind: str, folder: Path, dice: random.Random, count: int) -> Counter[str]:
    """So many spoiled files of a kind, one after the other: what became of them."""
    start(desk)
    whole = folder / "whole.xlsx"
    KINDS[kind](desk).export(whole, "kk")
    counted = Counter[str]()
    for number in range(count):
        path = folder / f"{number}.xlsx"
        if number % 4:
            book = Workbook()
            for row in spoiled_rows(dice, whole):
                book.worksheets[0].append(row)
            book.save(path)
        else:
            path.write_bytes(spoil_bytes(dice, whole.read_bytes()))
        counted[outcome(desk, kind, path)] += 1
        path.unlink()
    return counted


def outcome(desk, kind: str, path: Path) -> str:
    """What became of a file; what is refused or told has changed nothing."""
    before = kept(desk)
    said = _tried(KINDS[kind](desk), path)
    after = kept(desk)
    if said == "taken" and after != before:
        desk.undo(Form())
        after = kept(desk)
    assert after == before, (kind, path, said)
    return said


def _tried(files: Any, path: Path) -> str:
    try:
        found = files.read(path)
        if found.errors:
            assert all(tell(one.text) for one in found.problems)
            return "told"
        if found.lines:
            files.take(found, lambda _done, _of: None)
    except DeskError as refusal:
        return "refused" if say(refusal) else "said nothing"
    return "taken" if found.lines else "known already"


def spoiled_rows(dice: random.Random, whole: Path) -> list[list[object]]:
    """The lines of a list, some of them otherwise."""
    sheet = load_workbook(whole).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, lines = rows[:1], rows[1:]
    lines = lines[: dice.randint(1, 12)]
    for _change in range(dice.choice((0, 1, 1, 2, 5))):
        line = dice.choice(lines)
        line[dice.randrange(len(line))] = dice.choice(ODD)
    if dice.random() < 0.2:
        lines.append(list(dice.choice(lines)))
    if dice.random() < 0.1:
        head[0][dice.randrange(len(head[0]))] = dice.choice(ODD)
    return [*head, *lines]


def spoil_bytes(dice: random.Random, content: bytes) -> bytes:
    """A file that broke off, or with bytes that changed on the way."""
    if dice.random() < 0.4:
        return content[: dice.randrange(len(content))]
    found = bytearray(content)
    for _byte in range(dice.choice((1, 3, 30, 300))):
        found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)
