"""Kill the real window at random moments, and look at what the next start finds."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_PASSWORD, make_demo
from school_desk.journal.model import RegisterPage
from school_desk.paths import SchoolFolder
from school_desk.storage.database import PLAIN_HEADER
from school_desk.ui.demo_window import TEACHER
from tests.soak.window_typist import NOW, state_of

TYPIST = "tests.soak.window_typist"
HEAD = "Сәуле Бекқызы"
KILLS_A_SCHOOL = 10
STARTING = 0.1
"""How often the kill comes while the program is still starting."""


@dataclass
class Shown:
    """What the window has shown: the state that must stand, the unit of work that may."""

    state: dict[str, object]
    plan: dict[str, object] = field(default_factory=dict)
    done: int = 0
    wrong: list[str] = field(default_factory=list)

    def hear(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "plan":
            self.plan = dict(json.loads(rest))
        elif word == "done":
            self.state, self.plan = self.with_plan(), {}
            self.done += 1
        elif word == "wrong":
            self.wrong.append(rest)

    def with_plan(self) -> dict[str, object]:
        whole = self.state | self.plan
        return {cell: value for cell, value in whole.items() if value is not None}


def make_window_school(folder: Path) -> dict[str, object]:
    """A small demo school; the answer is what its page shows."""
    entrance = Entrance(SchoolFolder(folder), now=lambda: NOW)
    make_demo(entrance, pupils=40, now=NOW).close()
    entrance.close()
    return look(folder)[0]


def look(folder: Path) -> tuple[dict[str, object], list[str]]:
    """What a new start finds on the page, and what `verify` finds in the file."""
    entrance = Entrance(SchoolFolder(folder), now=lambda: NOW)
    desk = entrance.sign_in(TEACHER, DEMO_PASSWORD)
    state = state_of(page_of_now(desk))
    desk.close()
    head = entrance.sign_in(HEAD, DEMO_PASSWORD)
    faults = [str(fault) for fault in head.verify()]
    head.close()
    entrance.close()
    plain = [path.name for path in folder.iterdir() if PLAIN_HEADER in path.read_bytes()]
    return state, faults + [f"{name} can be read by anybody" for name in plain]


def page_of_now(desk: Desk) -> RegisterPage:
    lesson = desk.school.lessons_of(desk.account.id, desk.today())[1]
    return desk.journal.open_page(lesson.group, lesson.subject, 1)


def kill_window(folder: Path, seed: int, state: dict[str, object]) -> tuple[Shown, list[str]]:
    """One kill; what was shown before it, and what is wrong after it."""
    chance = random.Random(seed)  # noqa: S311  the same every time
    command = [sys.executable, "-m", TYPIST, str(folder), str(seed)]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=env
    ) as child:
        assert child.stdout is not None
        first = ""
        if chance.random() < STARTING:
            time.sleep(chance.uniform(0, 1.5))
        else:
            first = child.stdout.readline()
            time.sleep(chance.uniform(0, 0.8))
        ended = child.poll() is not None
        child.kill()
        lines = [first, *child.stdout]
    shown = Shown(state)
    for line in lines:
        if line.endswith("\n"):
            shown.hear(line[:-1])
    found, faults = look(folder)
    wrong = [*shown.wrong, *faults, *(["the window ended by itself"] if ended else [])]
    if found not in (shown.state, shown.with_plan()):
        cells = sorted(shown.with_plan().items() ^ found.items(), key=repr)
        wrong.append(f"lost or half written: {cells}")
    return Shown(found, done=shown.done), wrong


def window_kills(folder: Path, seed: int, number: int) -> tuple[dict[str, int], list[str]]:
    """So many kills, some in each school; figures, and what was wrong (nothing)."""
    counted = {"kills of the window": 0, "units that the window showed as saved": 0}
    wrong: list[str] = []
    (folder / "made").mkdir()
    fresh = make_window_school(folder / "made")
    state = fresh
    for n in range(number):
        school = folder / f"window-{n // KILLS_A_SCHOOL}"
        if n % KILLS_A_SCHOOL == 0:
            shutil.copytree(folder / "made", school)
            state = fresh
        shown, found = kill_window(school, seed * 1000 + n, state)
        state = shown.state
        wrong += [f"kill {n} of the window, seed {seed}: {one}" for one in found]
        counted["kills of the window"] += 1
        counted["units that the window showed as saved"] += shown.done
    return counted, wrong
