"""Kill the typing program at random moments and look at what it leaves."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.soak.proof import Said, make_school, problems, untidy
from tests.soak.typist import read
from tests.storage.small_school import open_file

TYPIST = "tests.soak.typist"
KILLS_A_SCHOOL = 10
STARTING = 0.15
"""How often the kill comes while the program is still opening the school."""


def kill_and_look(folder: Path, seed: int, state: dict, driver: str = TYPIST):
    """One kill; the answer is what was said before it and what is wrong after it."""
    chance = random.Random(seed)  # noqa: S311  the same every time
    command = [sys.executable, "-m", driver, str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        first = ""
        if chance.random() < STARTING:
            time.sleep(chance.uniform(0, 0.4))
        else:
            first = child.stdout.readline()
            time.sleep(chance.uniform(0, 0.25))
        child.kill()
        lines = [first, *child.stdout]
    said = Said(state)
    for line in lines:
        if line.endswith("\n"):
            said.hear(line[:-1])
    found = problems(folder, said)
    return said.done, found + untidy(folder)


def kills(folder: Path, seed: int, number: int, driver: str = TYPIST):
    """So many kills, some in each school; figures, and what was wrong (nothing)."""
    counted = {"kills": 0, "units shown as saved": 0}
    wrong = []
    for n in range(number):
        school = folder / f"school-{n // KILLS_A_SCHOOL}"
        if n % KILLS_A_SCHOOL == 0:
            school.mkdir()
            state = make_school(school)
        done, found = kill_and_look(school, seed * 1000 + n, state, driver)
        wrong += [f"kill {n} of seed {seed}: {one}" for one in found]
        state = after(school)
        counted["kills"] += 1
        counted["units shown as saved"] += done
    return counted, wrong


def after(school: Path):
    """What the school shows now: where the next typist begins."""
    storage = open_file(school / "school.db")
    shown = {key: value for key, value in read(storage).items() if value is not None}
    storage.database.close()
    return shown
