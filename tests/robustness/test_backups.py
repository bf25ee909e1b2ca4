"""Backups where a disk is full, away or shared: the school goes on, and nothing is half."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from school_desk.app import Desk
from school_desk.backups import (
    PlaceMissingError,
    PlaceReadOnlyError,
    PlaceSharedError,
    PlaceWithinError,
    SecondPlace,
)
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.storage.backup_file import (
    BackupNoRoomError,
    BackupUnwritableError,
    read_manifest,
)
from school_desk.storage.backup_rules import Kind
from tests.robustness.conftest import entrance
from tests.robustness.test_disk import fill
from tests.robustness.test_rough_end import type_marks
from tests.ui.seat import HEAD, TEACHER, make_folder


def no_step(_done: int, _total: int) -> None:
    """Nobody watches."""


def never() -> bool:
    """Nobody stops it."""
    return False


def head_at(folder: Path) -> Desk:
    return entrance(folder).sign_in(HEAD, DEMO_PASSWORD)


def close(desk: Desk) -> None:
    desk.close()
    desk._entrance.close()


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.mark.parametrize("room", [200_000, 1_500_000, 3_000_000, 4_800_000])
def test_a_disk_that_fills_leaves_no_half_backup(
    folder: Path, small_disk: Callable[[str], Path], room: int
) -> None:
    need = sum(one.stat().st_size for one in folder.iterdir())
    disk = small_disk(f"size={need + room}")
    shutil.copytree(folder, disk, dirs_exist_ok=True)
    desk = head_at(disk)

    with pytest.raises(BackupNoRoomError):
        desk.backups.make(Kind.DAILY, no_step, never)

    assert names(disk / "backups") <= {".lock"}
    close(desk)
    again = head_at(disk)
    assert again.verify() == ()
    close(again)


def test_a_full_stick_keeps_the_backup_on_this_disk(
    folder: Path, small_disk: Callable[[str], Path]
) -> None:
    stick = small_disk("size=300k")
    desk = head_at(folder)
    desk.backups.choose_place(stick)
    fill(stick / "films")

    made = desk.backups.make(Kind.DAILY, no_step, never)

    assert made.backup.path.exists()
    assert isinstance(made.problem, BackupNoRoomError | PlaceReadOnlyError)
    assert names(stick) == {"films"}
    close(desk)


def test_a_stick_that_is_pulled_out_while_it_is_written(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = head_at(folder)
    desk.backups.choose_place(stick)

    def pull(_done: int, _total: int) -> None:
        if any(stick.glob(".making*")):
            shutil.rmtree(stick)

    made = desk.backups.make(Kind.DAILY, pull, never)

    assert made.backup.path.exists()
    assert made.problem is not None
    assert desk.backups.second_place[1] is SecondPlace.AWAY
    close(desk)


def test_a_stick_that_comes_back_gets_the_newest(folder: Path, tmp_path: Path) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    desk = head_at(folder)
    desk.backups.choose_place(stick)
    stick.rename(pocket)
    away = desk.backups.make(Kind.DAILY, no_step, never)
    pocket.rename(stick)

    desk.backups.follow(no_step)

    assert (away.second, away.problem) == (None, None)
    assert names(stick) == {away.backup.name}
    close(desk)


def test_places_that_are_no_places(folder: Path, tmp_path: Path) -> None:
    desk = head_at(folder)
    cloud = tmp_path / "OneDrive - school"
    for made in (cloud, folder / "inside"):
        made.mkdir()

    for place, refusal in (
        (tmp_path / "missing", PlaceMissingError),
        (cloud, PlaceSharedError),
        (folder / "inside", PlaceWithinError),
    ):
        with pytest.raises(refusal):
            desk.backups.choose_place(place)

    assert desk.backups.second_place == (None, SecondPlace.NONE)
    close(desk)


def test_a_folder_that_cannot_be_made_is_said_and_typing_goes_on(folder: Path) -> None:
    (folder / "backups").write_text("", encoding="utf-8")
    desk = head_at(folder)

    with pytest.raises(BackupUnwritableError):
        desk.backups.make(Kind.DAILY, no_step, never)

    teacher = desk._entrance.sign_in(TEACHER, DEMO_PASSWORD)
    type_marks(teacher, "9")
    teacher.close()
    close(desk)


def test_a_restore_without_room_changes_nothing(
    folder: Path, small_disk: Callable[[str], Path]
) -> None:
    desk = head_at(folder)
    backup = desk.backups.make(Kind.DAILY, no_step, never).backup.path
    close(desk)
    need = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    disk = small_disk(f"size={need + 1_500_000}")
    shutil.copytree(folder, disk, dirs_exist_ok=True)
    door = entrance(disk)
    restoring = door.restoring(disk / "backups" / backup.name)
    restoring.unlock(HEAD, DEMO_PASSWORD)

    with pytest.raises(BackupNoRoomError):
        restoring.prepare(no_step, never)

    assert not [one for one in names(disk) if "restored" in one]
    door.close()
    close(head_at(disk))


def test_backups_of_two_schools_lie_on_one_stick(folder: Path, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    make_folder(other)
    for school in (folder, other, folder):
        desk = head_at(school)
        desk.backups.choose_place(stick)
        desk.backups.make(Kind.DAILY, no_step, never)
        desk.backups.follow(no_step)
        close(desk)

    schools = {read_manifest(path).school for path in stick.glob("*.sdbackup")}

    assert len(schools) == 2
