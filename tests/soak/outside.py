"""The readers of outside bytes, each with a small good sample and what it must not change."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from random import Random

from openpyxl import Workbook

from school_desk.app import Desk
from school_desk.commands.pupils import _new
from school_desk.errors import DeskError
from school_desk.intents import Form
from school_desk.journal import ruleset
from school_desk.journal.ruleset import parse_ruleset
from school_desk.journal.thematic_reading_rules import read_plan
from school_desk.pin import SETTING
from school_desk.printing.archive_file import packed, read_archive
from school_desk.school.fet_reading_rules import read_result
from school_desk.school.spreadsheet import read_sheets
from school_desk.settings import Settings, load_settings, save_settings
from school_desk.storage import key_file
from school_desk.storage.device import Device, load_or_create
from school_desk.storage.device import save as save_device
from school_desk.storage.key_file import open_ring
from school_desk.storage.sign_in_limit import SignInLimit
from school_desk.ui.last_place import place_from_text
from school_desk.ui.memory import PersonMemory
from tests.journal.plan_files import ROOM, TERMS, plan_file
from tests.schools.making import leave, make_small
from tests.soak.containers import spoil_bytes, spoil_json, spoil_toml, spoil_xml, spoil_zip
from tests.soak.readers import REFUSED, ROWS, SPOKEN, WHOLE, Reader, in_memory

KEY = bytes(range(32))
DAY = date(2026, 9, 1)
TAKEN = 25
"""Each so many-th list without errors is also written, and taken back by undo."""


def no_step(_done: int, _total: int) -> None:
    """Nobody watches."""


@contextmanager
def outside(folder: Path) -> Iterator[tuple[Reader, ...]]:
    """All readers, at the desk of the head of a small school."""
    desk = make_small(folder)
    try:
        yield (*sheets(desk), *texts(desk), *own_files(desk), *archives())
    finally:
        desk.close()
        leave(desk)


def workbook(*rows: Sequence[object]) -> bytes:
    """A small list as Excel saves it."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheets(desk: Desk) -> Iterator[Reader]:
    """Every list that comes as .xlsx."""
    group = desk.school.class_groups()[4]
    names = [one.pupil.name for one in desk.school.pupils(group.id)][:2]
    who = [(str(group.year_level), one.surname, one.given, one.patronymic) for one in names]
    math = "Математика"
    bodies = {
        "staff": [("Ахмет", "Айбек", "", "Мұғалім", 1.5, 16, "", "", DAY), ("Сейіт", "Гүл", "")],
        "marks": [(*one, math, "2025-26", "жылдық", 4, "Табель") for one in who],
        "lists": [("Үйірмелер", *one, "Шахмат", "", DAY) for one in who],
        "curriculum": [("5", math, 5, "", ""), ("6", math, "4,5", "вариатив", "")],
    }
    for name, rows in bodies.items():
        kind = getattr(desk.list_files, name)
        heads = [one.heading for one in kind.form.columns]
        sample = workbook(heads, *rows)
        yield _sheet(desk, name, sample, kind.read, _taking(kind), _showing(kind))
    pupils = workbook(
        ("Сынып", "Тегі", "Аты", "Әкесінің аты", "Туған күні", "Жынысы", "Телефоны"),
        ("5", "Ілиясов", "Әлібек", "Нұрланұлы", date(2015, 5, 5), "ұл", "+7 701 000 00 00"),
        ("6", "Ілиясова", "Дана", "", "06.05.2014", "қыз", ""),
    )
    yield _sheet(
        desk,
        "pupils",
        pupils,
        desk.pupil_files.read,
        lambda found: desk.school.import_pupils(_new(found), DAY),
        desk.school.listed_pupils,
    )
    timetable = workbook(
        ("Сынып", "Топша", "Күн", "Сабақ", "Пән", "Мұғалім", "Кабинет", "Апта"),
        ("5", None, "Дүйсенбі", 1, math, None, "7", None),
        ("6", None, "Сейсенбі", 2, math, None, None, "тақ апталар"),
    )
    lessons = desk.timetable_files.read
    yield Reader(
        "timetable",
        "list.xlsx",
        timetable,
        spoil_zip,
        lambda path: _ended(lessons(path)),
        _log_of(desk),
    )
    plan = plan_file(lambda _sheet: None)
    yield Reader(
        "plan",
        "plan.xlsx",
        plan,
        spoil_zip,
        lambda path: _ended(read_plan(read_sheets(path), TERMS, ROOM)),
    )


def _sheet(
    desk: Desk,
    name: str,
    sample: bytes,
    read: Callable[[Path], object],
    take: Callable[[object], object],
    shown: Callable[[], object],
) -> Reader:
    good, log, own = count(1), _log_of(desk), [0]

    def whole(path: Path) -> str:
        found = read(path)
        if not found.errors and next(good) % TAKEN == 0:
            before = log()
            _take_and_undo(desk, lambda: take(found), shown)
            own[0] += log() - before
        return _ended(found)

    return Reader(name, "list.xlsx", sample, spoil_zip, whole, lambda: log() - own[0])


def _take_and_undo(desk: Desk, take: Callable[[], object], shown: Callable[[], object]) -> None:
    """All of it is one step: refused it leaves nothing, taken back it is as it was."""
    before, step, log = shown(), desk.undoable(), _log_of(desk)()
    try:
        take()
    except DeskError:
        if _log_of(desk)() != log:
            raise AssertionError("refused, but something was written") from None
        raise
    if desk.undoable() != step:
        desk.undo(Form())
    if shown() != before:
        raise AssertionError("undo has left something of the list")


def _taking(kind: object) -> Callable[[object], object]:
    return lambda found: kind.take(found, no_step)


def _showing(kind: object) -> Callable[[], object]:
    return lambda: tuple(kind.there())


def _ended(found: object) -> str:
    return ROWS if found.problems else WHOLE


def _log_of(desk: Desk) -> Callable[[], int]:
    db = desk._storage.db  # no service says how long the log is
    return lambda: db.execute("SELECT count(*) FROM change_log").fetchone()[0]


def texts(desk: Desk) -> Iterator[Reader]:
    """TOML and XML that a school brings."""
    calendar = desk.calendar_files

    def read_calendar(path: Path) -> str:
        found = calendar.read(path)
        for one in found.problems:
            if len(str(one).encode()) > SPOKEN:
                raise AssertionError("a sentence too long")
        return _ended(found)

    with in_memory() as folder:
        calendar.write(folder / "year.toml")
        sample = (folder / "year.toml").read_bytes()
    yield Reader("calendar", "year.toml", sample, spoil_toml, read_calendar, _log_of(desk))
    rules = Path(ruleset.__file__).with_name("rulesets") / "kz-2025.toml"
    yield Reader("rule set", "rules.toml", rules.read_bytes(), spoil_toml, _read_rules)
    yield from _fet(desk)


def _read_rules(path: Path) -> str:
    parse_ruleset(path.read_text("utf-8", "replace"))
    return WHOLE


def _fet(desk: Desk) -> Iterator[Reader]:
    often = count(1)

    def read(path: Path) -> str:
        if next(often) % TAKEN == 0:
            desk.fet_files.read(path)
        return _placed(read_result(path.read_bytes(), path.name))

    with in_memory() as folder:
        desk.fet_files.export(folder / "small.fet")
        whole = (folder / "small.fet").read_bytes()
    lines = "".join(
        f"<Activity><Id>{n}</Id><Day>Дүйсенбі</Day><Hour>{n}</Hour><Room>7</Room></Activity>\n"
        for n in range(1, 7)
    )
    listed = f'<?xml version="1.0" encoding="UTF-8"?>\n<Activities_Timetable>\n{lines}'
    content = f"{listed}</Activities_Timetable>\n".encode()
    yield Reader("FET activities", "activities.xml", content, spoil_xml, read, _log_of(desk))
    yield Reader("FET file", "a.fet", whole, spoil_xml, read, _log_of(desk))


def _placed(found: object) -> str:
    return WHOLE if found.placed else ROWS


def own_files(desk: Desk) -> Iterator[Reader]:
    """Files beside the school that anybody can edit."""
    folder = desk.place.folder
    ring = (folder / "school.keys").read_bytes()
    yield Reader("school.keys", "school.keys", ring, _spoil_ring, _read_ring)
    with_places = Settings(
        last_account=1,
        places={"1": {"place": '["2026-09-01", "register", 7, {"n": 1, "work": 5}]', SETTING: "x"}},
    )
    with in_memory() as made:
        save_settings(made / "settings.json", with_places)
        settings = (made / "settings.json").read_bytes()
        save_device(made, Device(KEY), KEY)
        device = (made / "device.key").read_bytes()
        limit = SignInLimit(made)
        for second in range(4):
            limit.admit(1, second)
        limit.admit(2, 5)
        tries = (made / "signin.json").read_bytes()
    yield Reader("settings.json", "settings.json", settings, spoil_json, _read_settings)
    place = b'["2026-09-01", "register", 7, {"n": 1, "work": 5, "lesson": [1, 2, "2026-09-01", 3]}]'
    yield Reader("last place", "place", place, spoil_json, _read_place)
    yield Reader("signin.json", "signin.json", tries, spoil_json, _read_tries)
    broken = frozenset({"device.key.broken"})
    yield Reader("device.key", "device.key", device, _spoil_fields, _read_device, own_files=broken)


def _spoil_ring(content: bytes, chance: Random) -> bytes:
    """Fields of the slots, mostly with the checksum of the file made anew."""
    spoilt = spoil_json(content, chance)
    try:
        read = json.loads(spoilt)
        body = {name: value for name, value in read.items() if name != "check"}
        made = key_file._spelled({**body, "check": key_file._check_of(body)})
    except (ValueError, AttributeError, RecursionError):
        return spoilt
    return made if chance.random() < 0.8 else spoilt


def _read_ring(path: Path) -> str:
    open_ring(path)
    return WHOLE


def _read_settings(path: Path) -> str:
    """As the window does at its start, while a person works, at its next start."""
    memory = PersonMemory(path, 1)
    place_from_text(memory.get("place", ""), DAY)
    memory.put("width", "7")
    if memory.get("width", "") != "7":
        raise AssertionError("what was kept is not there")
    save_settings(path, load_settings(path))
    return WHOLE


def _read_place(path: Path) -> str:
    found = place_from_text(path.read_text("utf-8", "surrogateescape"), DAY)
    return WHOLE if found else ROWS


def _read_tries(path: Path) -> str:
    """A file that is not ours counts as no try; the next try is kept in a good one."""
    limit = SignInLimit(path.parent)
    limit.admit(1, 1_000_000)
    limit.clear(1)
    return WHOLE


def _read_device(path: Path) -> str:
    device = load_or_create(path.parent, KEY)
    if load_or_create(path.parent, KEY) != device:
        raise AssertionError("another device at the next start")
    return WHOLE if device.private_key == KEY else ROWS


def _spoil_fields(content: bytes, chance: Random) -> bytes:
    """Another mark, another nonce, a key of another length."""
    place = chance.choice((0, 4, 5, 16, 17, 40, len(content) - 1))
    kind = chance.randrange(3)
    if kind == 0:
        return content[:place] + content[place + chance.randrange(1, 20) :]
    if kind == 1:
        return content[:place] + bytes(chance.randrange(1, 5_000)) + content[place:]
    return (
        content[:place] + bytes((content[place] ^ chance.randrange(1, 256),)) + content[place + 1 :]
    )


def archives() -> Iterator[Reader]:
    """An archive that no passphrase closes; what is under one is the same zip."""
    files = [("оқушылар.csv", "а;б\n1;2\n".encode()), ("log.csv", b"x" * 3_000)]
    content = packed(files, {"school": "Сынақ"}, datetime(2026, 9, 1, tzinfo=UTC))

    def read(path: Path) -> str:
        read_archive(path, None)
        return WHOLE

    yield Reader("archive", "archive.zip", content, spoil_zip, read)
    yield Reader(
        "archive closed", "archive.zip.age", content, spoil_bytes, _read_closed, good=REFUSED
    )


def _read_closed(path: Path) -> str:
    """Bytes that are no file of age, or one whose head is spoiled."""
    content = path.read_bytes()
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt " + content[:200])
    read_archive(path, "жапырақ")
    return WHOLE
