"""Spreadsheets of a thematic plan, spoiled at random: used by tests and by the soak."""

import random
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from openpyxl import Workbook

from school_desk.errors import DeskError
from school_desk.journal.thematic_reading_rules import read_plan
from school_desk.school.shipped import calendar
from school_desk.school.spreadsheet import read_sheets

TERMS = calendar("2026-27").terms
ROOM = {term.number: 16 for term in TERMS}
HEADS = ("№", "Бөлім", "Сабақтың тақырыбы", "Оқу мақсаты", "Сағат", "Мерзімі", "Балл", "Ескерту")
SLOWEST = 2.0
VALUES = (
    *(None, "", " ", "\u202eабв", "a\x07b".replace("\x07", "\u200b"), "😀" * 50, "x" * 32_000),
    *("=1+1", '=HYPERLINK("x")', "<b>", "&amp;", "'5", "٣", "²", "1e9", "9" * 5_000, "-1", "0"),
    *(0, -5, 3.7, 1e300, 10**15, True, False, "екі", "31.02.2026", "25.09", "2026-13-01"),
    *(date(1905, 1, 1), datetime(2026, 9, 25, 8, tzinfo=UTC).replace(tzinfo=None)),
    *(timedelta(days=3), "5-тоқсан", "1-тоқсан", "IV четверть", "БЖБ №1", "ТЖБ", "#REF!", "1/2"),
)


def plan_file(edit):
    """A good plan of a term, changed by `edit`."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    sheet.append(("1-тоқсан",))
    for n in range(1, 9):
        sheet.append((n, "Бөлшек", f"Тақырып {n}", "6.1.2.9", 1, None, None, None))
    edit(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def spoiled(chance):
    """A file with something wrong: cells, sheet, or its very bytes."""
    content = plan_file(lambda sheet: _spoil_cells(sheet, chance))
    kind = chance.randrange(6)
    if kind == 0:
        return _spoil_bytes(content, chance)
    if kind == 1:
        return _spoil_part(content, chance)
    return content


def _spoil_cells(sheet, chance):
    for _ in range(chance.randrange(1, 12)):
        cell = sheet.cell(chance.randrange(1, 14), chance.randrange(1, 10))
        cell.value = chance.choice(VALUES)
    if chance.random() < 0.2:
        top, left = chance.randrange(1, 9), chance.randrange(1, 6)
        sheet.merge_cells(None, top, left, top + chance.randrange(4), left + chance.randrange(4))
    if chance.random() < 0.1:
        sheet.delete_rows(1, chance.randrange(1, 4))
    if chance.random() < 0.1:
        sheet.cell(chance.choice((500, 20_000, 1_048_576)), 3).value = "Соңғы"


def _spoil_bytes(content, chance):
    spoilt = bytearray(content[: chance.randrange(40, len(content) + 1)])
    for _ in range(chance.randrange(1, 30)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _spoil_part(content, chance):
    """One part of the archive with another text in it, the archive itself whole."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as good, zipfile.ZipFile(out, "w") as made:
        chosen = chance.choice(good.namelist())
        for name in good.namelist():
            part = bytearray(good.read(name))
            if name == chosen:
                for _ in range(chance.randrange(1, 6)):
                    place = chance.randrange(len(part))
                    part[place : place + chance.randrange(4)] = chance.choice(
                        (b"", b"<", b"&", b"9999999", b'ref="A1:XFD1048576"', b"\x00", b'"')
                    )
            made.writestr(name, bytes(part))
    return out.getvalue()


def read_spoiled(folder, seed, count):
    """Read so many spoiled files; the answer counts them, the list says which went wrong."""
    counted, wrong = dict.fromkeys(("spoiled plans", "refused whole", "told by rows"), 0), []
    for n in range(count):
        chance = random.Random(seed * 1_000_000 + n)  # noqa: S311  not for secrets
        path = folder / "plan.xlsx"
        path.write_bytes(spoiled(chance))
        begun = time.monotonic()
        counted["spoiled plans"] += 1
        try:
            found = read_plan(read_sheets(path), TERMS, ROOM)
        except DeskError as refusal:
            counted["refused whole"] += 1
            wrong += [] if path.name in str(refusal) else [f"{n}: no name in {refusal}"]
        except Exception as error:  # noqa: BLE001  any other end is what is looked for
            wrong.append(f"{n}: {error!r}")
        else:
            counted["told by rows"] += bool(found.problems)
            wrong += [f"{n}: {row}" for row in found.rows if not _fits(row)]
        if time.monotonic() - begun > SLOWEST:
            wrong.append(f"{n}: {time.monotonic() - begun:.1f} s")
    return counted, wrong


def _fits(row):
    """A row that the plan can hold."""
    texts = (row.unit, row.topic, row.objectives, row.note, row.homework)
    whole = all("\n" not in text and "\x00" not in text for text in texts)
    return whole and 0 <= row.hours <= 20 and (row.top is None or 1 <= row.top <= 200)
