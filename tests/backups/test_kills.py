"""A backup or a restore that is killed: the old school opens, or the restored one, never none."""

import os
import shutil

import pytest

from school_desk.demo.school import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.school_file import swap_files
from school_desk.storage.backup_file import read_keys
from school_desk.storage.backup_swap import carry_through, decide, put_keys
from tests.backups.conftest import Office, never, no_step
from tests.backups.kills import backup_kills, killed_at, newest
from tests.ui.seat import HEAD, copied

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes fork on Unix only")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, demo_folder):
    """A school whose side copy is ready and compared: only the decision is missing."""
    office = Office(copied(demo_folder, tmp_path_factory.mktemp("prepared") / "school"))
    backup = office.backup()
    office.leave(office.sign_in())
    restoring = office.door().restoring(backup)
    restoring.unlock(HEAD, DEMO_PASSWORD)
    restoring.prepare(no_step, never)
    kept = shutil.copytree(office.folder, office.folder.with_name("kept"))
    (kept / "school.db-wal").write_bytes(b"as after a power cut")
    office.leave()
    return kept


def swap(folder):
    """Decide on the side copy that lies ready, and carry it through."""
    files = swap_files(SchoolFolder(folder))
    put_keys(files, read_keys(newest(Office(folder))))
    decide(files, "school-aside")
    carry_through(files)


def whose(folder, kept):
    """After the next start: whether the old school lies there or the restored one, complete."""
    office = Office(folder)
    office.door()
    office.leave()
    db = (folder / "school.db").read_bytes()
    log, aside = (folder / f"{one}.db-wal" for one in ("school", "school-aside"))
    old = db == (kept / "school.db").read_bytes() and log.exists() and not aside.exists()
    new = db == (kept / "school.restored").read_bytes() and aside.exists() and not log.exists()
    if old and (folder / "device.key").exists() and not (folder / "school-aside.db").exists():
        return "old"
    kept_aside = (folder / "school-aside.db", folder / "school-aside.keys")
    if new and all(one.exists() for one in kept_aside) and not (folder / "device.key").exists():
        return "restored"
    return "neither"


@needs_fork
def test_killed_at_each_step_of_the_swap_the_old_or_the_restored_school_is_there(
    prepared, tmp_path
):
    found, killed = [], True
    while killed:
        folder = copied(prepared, tmp_path / f"school-{len(found)}")
        killed = killed_at(len(found), folder, lambda folder=folder: swap(folder))
        found.append(whose(folder, prepared))
        shutil.rmtree(folder)

    decided = found.index("restored")
    assert found == ["old"] * decided + ["restored"] * (len(found) - decided)
    assert (decided > 5, len(found) - decided > 10) == (True, True)


@needs_fork
def test_killed_again_while_it_is_carried_through_it_is_carried_through_later(prepared, tmp_path):
    found = []
    for step in range(20):
        folder = copied(prepared, tmp_path / f"school-{step}")
        killed_at(14, folder, lambda folder=folder: swap(folder))
        for again in (step, step // 2):
            killed_at(again, folder, lambda folder=folder: Office(folder).door())
        found.append(whose(folder, prepared))
        shutil.rmtree(folder)

    assert set(found) == {"restored"}


@needs_fork
def test_killed_at_any_moment_of_making_testing_restoring(tmp_path, demo_folder):
    counted, wrong = backup_kills(tmp_path, demo_folder, seed=1, number=4)

    assert wrong == []
    assert counted["kills of backups"] > 1
