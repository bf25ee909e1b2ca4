"""Kill a backup or a restore at any of its steps, and look which school opens: old or restored."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from school_desk.demo.school import DEMO_PASSWORD
from school_desk.errors import DeskError
from school_desk.storage.backup_file import check_parts, read_manifest
from school_desk.storage.backup_rules import Kind
from tests.backups.conftest import Office, never, no_step
from tests.robustness.test_rough_end import type_marks
from tests.ui.seat import HEAD, TEACHER

STEPS = ("open", "os.rename", "os.remove", "os.mkdir")


def killed_at(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Do some work in a process that is killed at its n-th step in a folder; False if it ended."""
    child = os.fork()
    if child == 0:
        left = [step]

        def hook(event: str, facts: tuple[object, ...]) -> None:
            if event in STEPS and str(folder) in str(facts[0]):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    _child, ended = os.waitpid(child, 0)
    return os.WIFSIGNALED(ended)


def make(office: Office) -> None:
    """The head makes a backup."""
    desk = office.sign_in()
    desk.backups.make(Kind.DAILY, no_step, never)


def test(office: Office) -> None:
    """The newest backup is restored for a test."""
    desk = office.sign_in()
    desk.backups.test(no_step, never)


def restore(office: Office) -> None:
    """The newest backup takes the place of the file."""
    door = office.door()
    restoring = door.restoring(newest(office))
    restoring.unlock(HEAD, DEMO_PASSWORD)
    restoring.prepare(no_step, never)
    restoring.decide()
    door.settle()


def newest(office: Office) -> Path:
    return max((office.folder / "backups").glob("school-*.sdbackup"))


def school_with_backup(office: Office) -> tuple[list, list]:
    """Type, back up, type on; what stands then in the backup and in the file."""
    then = _typed(office, "9", "8", "7")
    office.backup()
    return then, _typed(office, "2", "3", "4")


def marks(office: Office) -> list:
    """What the teacher's page shows, if the school opens and fits its log."""
    desk = office.sign_in(TEACHER)
    name = desk.journal.pages_of(desk.account.id)[0]
    page = desk.journal.open_page(name.group, name.subject, 1)
    office.leave(desk)
    return [row.points(one.key) for row in page.rows for one in page.columns]


def problems(office: Office, allowed: list[list]) -> Iterator[str]:
    """What is wrong after a kill and the next start; nothing, if all is well."""
    try:
        shown = marks(office)
        desk = office.sign_in()
        if desk.verify():
            yield "the file does not fit its log"
        office.leave(desk)
    except DeskError as error:
        office.leave()
        yield f"the school does not open: {error}"
        return
    if shown not in allowed:
        yield "neither the old school nor the new one"
    for backup in (office.folder / "backups").glob("*"):
        if backup.suffix == ".sdbackup" and not backup.name.startswith(".making"):
            read_manifest(backup)
            check_parts(backup, no_step)
    names = {one.name for one in (*office.folder.iterdir(), *(office.folder / "backups").iterdir())}
    strangers = {one for one in names if "restored" in one or "making" in one or "tested" in one}
    if strangers - {"school.restored"}:
        yield f"left over: {sorted(strangers)}"
    if (office.folder / "school.swap").exists():
        yield "the swap was not carried through"


WORKS = {make: 37, test: 32, restore: 46}
"""What is killed, and in about how many steps it is done."""


def backup_kills(folder: Path, made: Path, seed: int, number: int) -> tuple[dict, list[str]]:
    """So many kills at random steps of making, testing and restoring; figures, what is wrong."""
    office = Office(shutil.copytree(made, folder / "first"))
    then, now = school_with_backup(office)
    counted, wrong = {"kills of backups": 0}, []
    for n in range(number):
        chance = Random(seed * 1_000_000 + n)  # noqa: S311  the same every time
        work = chance.choice((*WORKS, restore))
        one = Office(shutil.copytree(office.folder, folder / f"school-{n}"))
        step = chance.randrange(WORKS[work])
        counted["kills of backups"] += killed_at(
            step, one.folder, lambda one=one, work=work: work(one)
        )
        allowed = [then, now] if work is restore else [now]
        found = problems(one, allowed)
        wrong += [f"{work.__name__} killed at {step}, seed {seed}: {what}" for what in found]
        shutil.rmtree(one.folder)
    return counted, wrong


def _typed(office: Office, *texts: str) -> list:
    desk = office.sign_in(TEACHER)
    type_marks(desk, *texts)
    office.leave(desk)
    return marks(office)
