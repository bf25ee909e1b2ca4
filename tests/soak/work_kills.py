"""Kill an import of pupils, or the update of an older file, at any moment: all of it or nothing.

`python -m tests.soak.work_kills --seed 1 --kills 100` kills each kind of work so often.
"""

import argparse
import os
import re
import shlex
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from school_desk.app import Desk, Entrance
from school_desk.commands.pupils import _new
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.errors import DeskError
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school_file import migrations
from school_desk.storage.backup_file import check_parts, read_manifest
from school_desk.storage.backup_rules import Kind
from school_desk.storage.database import Database
from school_desk.storage.key_file import open_ring
from tests.schools.making import QUICK, leave, make_small, now_of
from tests.soak.outside import DAY, no_step, workbook
from tests.soak.readers import in_memory
from tests.soak.report import report

NOW = now_of("2026-27")
NEW = 30
OLDER = 8
"""The version of an older program whose tables can be made of today's without touching a row."""

CREATED = re.compile(r"CREATE TABLE (\w+)")
ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)")


@dataclass(frozen=True)
class Place:
    """A folder with a school of which its head has the password."""

    folder: Path
    head: str

    def door(self) -> Entrance:
        return Entrance(SchoolFolder(self.folder), now=lambda: NOW, cost=lambda: QUICK)

    def copy(self, to: Path) -> "Place":
        return Place(Path(shutil.copytree(self.folder, to)), self.head)


def make_place(folder: Path) -> Place:
    """A small school and beside it a list of pupils to take."""
    desk = make_small(folder)
    head = desk.account.name.full
    desk.close()
    leave(desk)
    heads = ("Сынып", "Тегі", "Аты", "Туған күні", "Жынысы")
    rows = (
        (str(n % 4 + 1), f"Жаңа{chr(0x430 + n)}", "Дана", DAY.replace(2017), "қыз")
        for n in range(NEW)
    )
    (folder.parent / "list.xlsx").write_bytes(workbook(heads, *rows))
    return Place(folder, head)


def make_older(place: Place) -> None:
    """Take from the file what the newest migrations have made."""
    with opened(place) as database:
        db = database.connection
        for step in reversed(migrations()[OLDER:]):
            for table, column in ADDED.findall(step.sql):
                db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            for table in CREATED.findall(step.sql):
                db.execute(f"DROP TABLE {table}")
            db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (step.name,))
        db.execute(f"PRAGMA user_version = {OLDER}")


class opened:  # noqa: N801  used as a function
    """The file of a school as it lies there, without bringing it up to date."""

    def __init__(self, place: Place) -> None:
        ring = open_ring(place.folder / "school.keys")
        key = ring.unlock(place.head, DEMO_PASSWORD).file_key
        self._database = Database(place.folder / "school.db", key)

    def __enter__(self) -> Database:
        return self._database

    def __exit__(self, *_error: object) -> None:
        self._database.close()


def killed_after(seconds: float, work: Callable[[Callable[[], None]], None]) -> tuple[bool, bool]:
    """Do some work in a process that dies after so long from its first call; killed?, was it said?

    The work calls what it is given when it begins, and again when it tells that it is done.
    """
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        begun = [False]

        def tell() -> None:
            if begun[0]:
                os.write(says, b"done")
                return
            begun[0] = True
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the system ends it, nothing is tidied
            signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6))

        try:
            work(tell)
        finally:
            os._exit(0)
    os.close(says)
    _child, ended = os.waitpid(child, 0)
    said = os.read(hears, 4)
    os.close(hears)
    return os.WIFSIGNALED(ended), bool(said)


def take_list(place: Place, tell: Callable[[], None]) -> None:
    """The head takes a list of pupils."""
    desk = place.door().sign_in(place.head, DEMO_PASSWORD)
    tell()
    desk.school.import_pupils(_new(desk.pupil_files.read(_list(place))), DAY)
    tell()


def update(place: Place, tell: Callable[[], None]) -> None:
    """The head opens the file of an older program."""
    tell()
    place.door().sign_in(place.head, DEMO_PASSWORD)
    tell()


def _list(place: Place) -> Path:
    return place.folder.parent / "list.xlsx"


def after_import(place: Place, said: bool, before: tuple) -> Iterator[str]:
    """Nobody or everybody of the list is there; one undo takes them back."""
    desk = place.door().sign_in(place.head, DEMO_PASSWORD)
    try:
        found = desk.school.listed_pupils()
        yield from _faults(desk)
        if found == before and not said:
            return
        if len(found) != len(before) + NEW:
            yield f"{len(found) - len(before)} of {NEW} pupils are there"
            return
        desk.undo(Form())
        if desk.school.listed_pupils() != before:
            yield "one undo has not taken the list back"
    finally:
        desk.close()
        leave(desk)


def after_update(place: Place, said: bool, before: tuple) -> Iterator[str]:
    """The file is of the old program, or of a step on the way; whole, and with its backup."""
    with opened(place) as database:
        reached = database.connection.execute("PRAGMA user_version").fetchone()[0]
        checked = database.connection.execute("PRAGMA integrity_check").fetchone()[0]
    if checked != "ok" or not OLDER <= reached <= len(migrations()):
        yield f"version {reached}: {checked}"
    if said and reached != len(migrations()):
        yield "said to be up to date, and is not"
    if reached > OLDER and not list(_backups(place)):
        yield "brought up to date without a backup"
    desk = place.door().sign_in(place.head, DEMO_PASSWORD)
    try:
        yield from _faults(desk)
        if desk.school.listed_pupils() != before:
            yield "other pupils than before"
    finally:
        desk.close()
        leave(desk)
    kinds = {read_manifest(one).kind for one in _backups(place)}
    if kinds != {Kind.BEFORE_UPDATE}:
        yield f"backups at the end: {kinds}"
    left = [
        one.name
        for one in (place.folder / "backups").iterdir()
        if one.suffix != ".sdbackup" and one.name != ".lock"
    ]
    left += [one.name for one in place.folder.rglob(".making*")]
    if left:
        yield f"left over: {left}"


def _backups(place: Place) -> Iterator[Path]:
    """Whole backups; a half one that has its name raises."""
    for one in (place.folder / "backups").glob("school-*.sdbackup"):
        check_parts(one, no_step)
        yield one


def _faults(desk: Desk) -> Iterator[str]:
    yield from (f"verify: {fault.sentence}" for fault in desk.verify())


WORKS = {"import": (take_list, after_import), "update": (update, after_update)}


def work_kills(
    folder: Path, seed: int, number: int, until: float = float("inf")
) -> tuple[Counter[str], list[str]]:
    """So many kills of each kind of work; figures, and what was wrong (nothing)."""
    made = make_place(folder / "made")
    shown = _shown(made)
    older = made.copy(folder / "older")
    make_older(older)
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    for name, (work, look) in WORKS.items():
        base = older if name == "update" else made
        lasts = _lasts(base, folder, work)
        for n in range(number):
            if time.monotonic() > until:
                break
            chance = Random(f"{seed} {name} {n}")  # noqa: S311  the same every time
            one = base.copy(folder / "one")
            after = chance.uniform(0, 1.3 * lasts)
            killed, said = killed_after(after, lambda tell, one=one, work=work: work(one, tell))
            counted[f"kills during {name}"] += killed
            counted[f"{name} said to be done"] += said
            wrong += [
                f"{name} {n} of seed {seed}: {bad}" for bad in _looked(look, one, said, shown)
            ]
            shutil.rmtree(one.folder)
    return counted, wrong


def _looked(look: Callable, place: Place, said: bool, shown: tuple) -> list[str]:
    try:
        return list(look(place, said, shown))
    except DeskError as error:
        return [f"the school does not open: {error!r}"]


def _shown(place: Place) -> tuple:
    desk = place.door().sign_in(place.head, DEMO_PASSWORD)
    try:
        return desk.school.listed_pupils()
    finally:
        desk.close()
        leave(desk)


def _lasts(base: Place, folder: Path, work: Callable) -> float:
    """Seconds from its beginning to its end, when nobody kills it."""
    moments: list[float] = []
    one = base.copy(folder / "one")
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(one, lambda: moments.append(time.monotonic()))
            os.write(says, str(moments[1] - moments[0]).encode())
        finally:
            os._exit(0)
    os.close(says)
    os.waitpid(child, 0)
    told = os.read(hears, 40)
    os.close(hears)
    shutil.rmtree(one.folder)
    return float(told)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.soak.work_kills", description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seconds", type=float, default=500)
    chosen = options.parse_args()
    with in_memory() as folder:
        until = time.monotonic() + chosen.seconds
        counted, wrong = work_kills(folder, chosen.seed, chosen.kills, until)
    print(dict(counted), *wrong, sep="\n  ")
    report(counted, wrong, shlex.join(["python", "-m", "tests.soak.work_kills", *sys.argv[1:]]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
