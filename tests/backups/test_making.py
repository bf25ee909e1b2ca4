"""A backup is made while people work: whole under its name or not there, nothing of it plain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from school_desk.backup_shelf import BackupBusyError, Shelf
from school_desk.storage.backup_copy import BackupStoppedError, end_of
from school_desk.storage.backup_file import check_parts, read_keys, read_manifest
from school_desk.storage.backup_rules import Kind
from school_desk.storage.database import PLAIN_HEADER
from school_desk.storage.errors import FileDamagedError
from tests.backups.conftest import never, no_step
from tests.robustness.test_rough_end import type_marks
from tests.ui.seat import TEACHER


def test_a_backup_says_what_it_is_and_is_whole(office):
    path = office.backup()

    manifest = read_manifest(path)

    assert path.name == "school-2026-10-22-0931.sdbackup"
    assert manifest.made_at == office.now
    assert manifest.kind is Kind.BY_HAND
    check_parts(path, no_step)
    assert read_keys(path) == (office.folder / "school.keys").read_bytes()
    assert sorted(one.name for one in path.parent.iterdir()) == [".lock", path.name]


def test_nothing_in_a_backup_is_plain(office):
    path = office.backup()

    content = path.read_bytes()

    assert PLAIN_HEADER not in content
    for name in ("Математика", "Ержан", "сынып"):
        assert name.encode() not in content


def test_a_backup_is_made_while_somebody_types(office):
    desk = office.sign_in(TEACHER)
    before = end_of(desk._storage.db).works
    begun, typed = Event(), Event()

    def held():
        begun.set()
        typed.wait(30)
        return False

    with ThreadPoolExecutor(1) as worker:
        making = worker.submit(desk.backups.make, Kind.DAILY, no_step, held)
        begun.wait(30)
        type_marks(desk, "9", "8", "7")
        typed.set()
        made = making.result()

    assert made.backup.manifest.works == before
    assert end_of(desk._storage.db).works == before + 3
    office.leave(desk)


@pytest.mark.parametrize("after", [0, 20, 900])
def test_what_is_stopped_leaves_nothing(office, after):
    desk = office.sign_in()
    asked = iter([False] * after)

    with pytest.raises(BackupStoppedError):
        desk.backups.make(Kind.BY_HAND, no_step, lambda: next(asked, True))

    assert [one.name for one in (office.folder / "backups").iterdir()] == [".lock"]
    office.leave(desk)


def test_two_at_once_are_refused(office):
    desk = office.sign_in()

    with Shelf(office.folder / "backups").working(), pytest.raises(BackupBusyError):
        desk.backups.make(Kind.BY_HAND, no_step, never)
    office.leave(desk)


def test_leftovers_of_a_killed_run_go_at_the_next_start(office):
    backup = office.backup()
    left = (
        *(office.folder / "backups" / name for name in (".making.db", ".making.sdbackup")),
        *(office.folder / name for name in ("school.restored", "school.tested-wal")),
        *(office.folder / f"school.{one}" for one in ("restored.keys", "restored.keys.bak.part")),
        office.folder / "school.swap.part",
    )
    for path in left:
        path.write_bytes(b"half")

    office.leave(office.sign_in())

    assert not any(path.exists() for path in left)
    assert backup.exists()


def test_backups_of_one_minute_do_not_meet(office):
    desk = office.sign_in()

    made = [desk.backups.make(Kind.BY_HAND, no_step, never).backup.name for _ in range(2)]

    office.leave(desk)
    assert made == ["school-2026-10-22-0931.sdbackup", "school-2026-10-22-0931-2.sdbackup"]


def test_a_damaged_file_makes_no_backup(office):
    file = office.folder / "school.db"
    for place in (0.3, 0.5, 0.7, 0.9):
        whole = file.read_bytes()
        spoilt = bytearray(whole)
        spoilt[int(len(spoilt) * place)] ^= 1
        file.write_bytes(spoilt)
        with pytest.raises(FileDamagedError) as refused:
            office.backup()
        office.leave()
        file.write_bytes(whole)

        assert refused.value.facts["file"] == "school.db"
        assert not list((office.folder / "backups").glob("*.sdbackup"))
