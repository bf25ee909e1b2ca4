"""Kill the program that renews keys, and cut its power; the school must open for everybody."""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from school_desk.errors import DeskError
from tests.soak.power_cuts import Disk, File, cuts_of, record
from tests.soak.proof import Said
from tests.storage.keys_for_tests import HEAD, PASSWORD
from tests.storage.renewing import TEACHER, TIDY, WORDS, School, look
from tests.storage.small_school import quick_folder

RENEWER = "tests.soak.renewer"
CARELESS_RENEWER = "tests.soak.careless_renewer"
PEOPLE = ((HEAD, PASSWORD), (TEACHER, WORDS))
KILLS_A_SCHOOL = 10


def renewal_kills(folder: Path, seed: int, number: int) -> tuple[dict[str, int], list[str]]:
    """So many kills, some in each school; figures, and what was wrong (nothing)."""
    counted = {"kills during renewal": 0, "renewals": 0}
    wrong: list[str] = []
    for n in range(number):
        if n % KILLS_A_SCHOOL == 0:
            place = folder / f"keys-{n // KILLS_A_SCHOOL}"
            place.mkdir()
            school = School(place)
            state = look(place, HEAD, PASSWORD, school.device)[1]
        said, renewed = _killed(place, seed * 1000 + n, state)
        state, found = _found(place, school.device, said, PEOPLE[n % 2])
        wrong += [f"kill {n} during a renewal, seed {seed}: {one}" for one in found]
        counted["kills during renewal"] += 1
        counted["renewals"] += renewed
    return counted, wrong


def renewal_cuts(
    folder: Path, library: Path, seed: int, units: int, images: int, driver: str = RENEWER
) -> tuple[dict[str, int], list[str]]:
    """Cut the power at random writes, syncs and renames of some renewals."""
    place = folder / "keys"
    place.mkdir()
    school = School(place)
    state = look(place, HEAD, PASSWORD, school.device)[1]
    base = {one.name: one.read_bytes() for one in place.iterdir()}
    tape = record(library, place, seed, units, driver=driver)
    chance = random.Random(seed)  # noqa: S311  the same every time
    cuts = cuts_of(len(tape), images, chance)
    files = {name: File(bytearray(content)) for name, content in base.items()}
    disk = Disk(files, Said(state), (*TIDY, "school.next", "school.db-wal", ".part"))
    counted = {"power cuts during renewal": 0}
    wrong: list[str] = []
    for at, operation in enumerate(tape):
        disk.do(operation)
        for kind in cuts.get(at, ()):
            found = _after_cut(disk, kind, chance, school.device, PEOPLE[at % 2])
            counted["power cuts during renewal"] += 1
            wrong += [f"cut {at} ({kind}) during a renewal, seed {seed}: {one}" for one in found]
    return counted, wrong


def _killed(place: Path, seed: int, state: dict) -> tuple[Said, int]:
    chance = random.Random(seed)  # noqa: S311  the same every time
    command = [sys.executable, "-m", RENEWER, str(place), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        first = child.stdout.readline()
        time.sleep(chance.uniform(0, 0.4))
        child.kill()
        lines = [first, *child.stdout]
    said = Said(state)
    for line in lines:
        if line.endswith("\n"):
            said.hear(line[:-1])
    return said, sum(line.startswith("renewed") for line in lines)


def _found(
    place: Path, device: bytes, said: Said, person: tuple[str, str]
) -> tuple[dict, list[str]]:
    _keys, shown, wrong = look(place, *person, device)
    if shown not in (said.state, said.with_plan()):
        wrong.append(f"lost or half written: {said.with_plan().items() ^ shown.items()}")
    return shown, wrong


def _after_cut(
    disk: Disk, kind: str, chance: random.Random, device: bytes, person: tuple[str, str]
) -> list[str]:
    with tempfile.TemporaryDirectory(dir=quick_folder()) as image:
        disk.leave(Path(image), kind, chance)
        try:
            return _found(Path(image), device, disk.said, person)[1]
        except DeskError as error:
            return [repr(error)]
