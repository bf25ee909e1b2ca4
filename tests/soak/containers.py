"""Spoil the inside of a container: XML parts of a zip, values of JSON and TOML, lengths, bytes."""

import json
import re
import struct
import warnings
import zipfile
from copy import deepcopy
from io import BytesIO
from random import Random
from xml.sax.saxutils import escape

TEXTS = (
    *("", " ", "0", "-1", "1e999", "NaN", "9" * 5_000, "1" * 20, "3.7", "31.02.2026", "45000"),
    *("TRUE", "null", "#REF!", "=1+1", "'5", "٣", "²", "½", "\u202eабв", "a\u200bb", "\ufeff"),
    *(
        "😀" * 50,
        "x" * 40_000,
        "A1:XFD1048576",
        "XFE1",
        "A0",
        "ZZZZ99999999",
        "s",
        "d",
        "inlineStr",
    ),
    *("../../evil", "xl/worksheets/sheet1.xml", "rId999", "5-тоқсан", "8В", "2026-13-40"),
)
XML_VALUE = re.compile(rb'="([^"]*)"|>([^<>]+)<')
CELL = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>|<v>([^<]*)</v>")
XML_PIECES = (
    *(b"<", b"&", b"\x00", b"&#0;", b"&#x110000;", b"&lol;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>"),
    *(b"<a>" * 3_000, b"]]>", b"<!--", b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    *(b'<c r="A1" t="s"><v>99999999</v></c>', b"\xff\xfe", b"\xed\xa0\x80"),
)
PLAIN_VALUES = (
    *(None, True, False, -1, 0, 1, 2**31, 2**63, 2**70, 10**400, 1.5, -0.0, 1e300, float("nan")),
    *(float("inf"), "", "x", "kk", "\x00", "\ud800", "\u202eабв", "ж" * 20_000, "ff", "zz" * 16),
    *([], {}, [[]], [None], {"": None}, {"\ud800": 1}, [1, 2, 3], "2026-09-01"),
)
JSON_PIECES = (b"{", b"]", b'"', b"[" * 3_000, b"1" * 5_000, b"\xff", b"\x00", b"NaN", b"\\ud800")
TOML_VALUES = (
    *('""', '"x"', "0", "-1", "9" * 30, "9" * 5_000, "1e999", "nan", "-inf", "0x1F", "true"),
    *("2026-02-30", "2026-09-01", "0001-01-01", "9999-12-31", "2026-09-01T08:00:00Z", "08:00:00"),
    *("[]", "{}", "[1, 2, 3]", "[[1]]", "[" * 3_000, "[" * 900 + "]" * 900, '["x"]', "{a = 1}"),
    *('"\\u0000"', '"\\ud800"', '"\u202eабв"', '"' + "ж" * 20_000 + '"', "'''", "{a.b.c = 1}"),
)
DEEP = re.compile(r'"deep (\d+) deep"')
"""Stands in for brackets in brackets until the text is made: the tester must not break on them."""

TOML_LINE = re.compile(r"^(\s*[\w.\"-]+\s*=\s*)(.*)$")


def spoil_bytes(content: bytes, chance: Random) -> bytes:
    """Bytes turned, cut short, doubled, put in, taken out."""
    spoilt = bytearray(content)
    place = chance.randrange(len(spoilt))
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(spoilt[:place])
    if kind == 1:
        return bytes(spoilt + spoilt[place:])
    if kind == 2:
        del spoilt[place : place + chance.randrange(1, 40)]
    if kind == 3:
        spoilt[place:place] = chance.randbytes(chance.randrange(1, 40))
    for _ in range(chance.randrange(1, 8) if kind == 4 else 0):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def spoil_xml(part: bytes, chance: Random) -> bytes:
    """Values of attributes and elements replaced or swapped, elements doubled, senseless pieces."""
    if not XML_VALUE.search(part) or chance.random() < 0.15:
        place = chance.randrange(len(part) + 1)
        return part[:place] + chance.choice(XML_PIECES) + part[place:]
    return _values_spoilt(part, XML_VALUE, chance)


def _values_spoilt(part: bytes, value: re.Pattern[bytes], chance: Random) -> bytes:
    """Some values replaced by senseless ones, or by each other."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        found = list(value.finditer(part))
        if not found:
            break
        one = chance.choice(found)
        group = 1 if one[1] is not None else 2
        other = chance.choice(found)
        text = escape(chance.choice(TEXTS), {'"': "&quot;"}).encode("utf-8")
        new = text if chance.random() < 0.7 else (other[1] or other[2] or b"")
        part = part[: one.start(group)] + new + part[one.end(group) :]
    return part


def spoil_zip(content: bytes, chance: Random) -> bytes:
    """The members of a zip spoiled inside, swapped, renamed, taken away, doubled; its lengths."""
    kind = chance.randrange(24)
    if kind == 0:
        return _spoil_lengths(content, chance)
    with zipfile.ZipFile(BytesIO(content)) as good:
        parts = [(name, good.read(name)) for name in good.namelist()]
    place, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    name, part = parts[place]
    if kind == 1:
        del parts[place]
    elif kind == 2:
        parts[place], parts[other] = (name, parts[other][1]), (parts[other][0], part)
    elif kind == 3:
        parts[place] = (chance.choice(("x", "../" + name, name.upper(), "/" + name, "")), part)
    elif kind == 4:
        parts.append((name, parts[other][1]))
    elif kind == 5:
        parts[place] = (name, spoil_bytes(part, chance) if part else b"x")
    elif kind < 16:
        place = chance.choice(_telling(parts))
        parts[place] = (parts[place][0], _spoil_cells(*parts[place], chance))
    else:
        place = chance.choice(_telling(parts)) if chance.random() < 0.7 else place
        parts[place] = (parts[place][0], _spoil_part(*parts[place], chance))
    return _zipped(parts, chance)


def _telling(parts: list[tuple[str, bytes]]) -> list[int]:
    """The parts where a person's cells are."""
    names = ("sheet1.xml", "sharedStrings.xml", "workbook.xml", "manifest.json")
    return [n for n, (name, _) in enumerate(parts) if name.endswith(names)] or [0]


def _spoil_part(name: str, part: bytes, chance: Random) -> bytes:
    return (spoil_json if name.endswith(".json") else spoil_xml)(part, chance)


def _spoil_cells(name: str, part: bytes, chance: Random) -> bytes:
    """What stands in cells; the file itself stays whole."""
    if CELL.search(part):
        return _values_spoilt(part, CELL, chance)
    return _spoil_part(name, part, chance)


def _zipped(parts: list[tuple[str, bytes]], chance: Random) -> bytes:
    out = BytesIO()
    how = zipfile.ZIP_STORED if chance.random() < 0.5 else zipfile.ZIP_DEFLATED
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", how) as made:
        warnings.simplefilter("ignore")  # of names that stand there twice, as they shall
        for name, part in parts:
            made.writestr(zipfile.ZipInfo(name or "-"), part, how)
    return out.getvalue()


def _spoil_lengths(content: bytes, chance: Random) -> bytes:
    """A number in a header of the zip: flags, method, sizes, lengths of names, offsets, counts."""
    spoilt = bytearray(content)
    marks = {b"PK\x01\x02": (8, 10, 16, 20, 24, 28, 30, 42), b"PK\x03\x04": (6, 8, 14, 18, 22, 26)}
    marks[b"PK\x05\x06"] = (8, 10, 12, 16, 20)
    mark = chance.choice(list(marks))
    places = [one.start() for one in re.finditer(re.escape(mark), content)]
    if places:
        place = chance.choice(places) + chance.choice(marks[mark])
        value = chance.choice((0, 1, 9, 12, 99, 0x7FFF, 0xFFFF))
        spoilt[place : place + 2] = struct.pack("<H", value)
    return bytes(spoilt)


def spoil_json(content: bytes, chance: Random) -> bytes:
    """A value anywhere in JSON replaced by one of another kind, taken away, doubled, nested."""
    read = json.loads(content)
    if chance.random() < 0.15:
        place = chance.randrange(len(content) + 1)
        return content[:place] + chance.choice(JSON_PIECES) + content[place:]
    for _ in range(chance.choice((1, 1, 2, 4))):
        read = _replaced(read, chance)
    compact = {"separators": (",", ":")} if b", " not in content[:200] else {}
    text = json.dumps(read, sort_keys=bool(compact), **compact)
    return DEEP.sub(lambda found: "[" * int(found[1]) + "]" * int(found[1]), text).encode()


def _replaced(read: object, chance: Random) -> object:
    inner = list(read) if isinstance(read, dict) else range(len(read) if _is_list(read) else 0)
    if not inner or chance.random() < 0.1:
        return _value(read, chance)
    key = chance.choice(list(inner))
    if chance.random() < 0.1:
        del read[key]
    elif chance.random() < 0.1:
        read[key] = deepcopy(chance.choice([read[one] for one in inner]))
    else:
        read[key] = _replaced(read[key], chance)
    return read


def _is_list(read: object) -> bool:
    return isinstance(read, list)


def _value(read: object, chance: Random) -> object:
    kind = chance.randrange(8)
    if kind == 0:
        return [read, deepcopy(read)]
    if kind == 1:
        return f"deep {chance.choice((2, 300, 900, 50_000))} deep"
    if kind == 2 and isinstance(read, str) and read:
        place = chance.randrange(len(read))
        return read[:place] + chance.choice(("", "0", "\ud800", read)) + read[place + 1 :]
    if kind == 3 and isinstance(read, int):
        return read + chance.choice((-1, 1, 2**32))
    return deepcopy(chance.choice(PLAIN_VALUES))


def spoil_toml(content: bytes, chance: Random) -> bytes:
    """Values, keys and tables of TOML replaced, doubled, moved, taken away."""
    lines = content.decode("utf-8").splitlines()
    for _ in range(chance.choice((1, 1, 2, 4))):
        telling = [n for n, line in enumerate(lines) if TOML_LINE.match(line)] or [0]
        place = chance.choice(telling)
        kind = chance.randrange(10)
        if kind == 0:
            del lines[place]
        elif kind == 1:
            lines.insert(chance.randrange(len(lines)), lines[place])
        elif kind == 2:
            lines[place] = "x" + lines[place]
        elif kind == 3:
            lines.insert(
                place, chance.choice(("[a", "[[x]]", "[id]", "\x00", "a." * 900 + "b = 1"))
            )
        else:
            found = TOML_LINE.match(lines[place])
            value = chance.choice(TOML_VALUES)
            if chance.random() < 0.3:
                value = TOML_LINE.match(lines[chance.choice(telling)])[2]
            lines[place] = (found[1] if found else "x = ") + value
        if not lines:
            break
    return "\n".join(lines).encode("utf-8")
