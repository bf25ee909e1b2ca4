"""What stands in the way of a school: the same sentence at the door and in a terminal."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.errors import DeskError
from school_desk.i18n import say
from school_desk.paths import SchoolFolder, _kind_of_mount
from school_desk.school_file import FEATURES
from school_desk.storage.errors import (
    FileDamagedError,
    FileNewerError,
    FileOlderError,
    FolderMissingError,
    FolderReadOnlyError,
    FolderSharedError,
    SchoolFileMissingError,
)
from school_desk.storage.key_file import (
    KeyFileDamagedError,
    KeyFileForeignError,
    KeyFileMissingError,
)
from school_desk.storage.migrate import steps_of
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.access.welcome_card import WelcomeCard
from school_desk.ui.tasks import Tasks
from tests.robustness.conftest import Command, entrance, refused
from tests.ui.seat import HEAD


@pytest.fixture
def door(qtbot: QtBot, theme: object) -> Iterator[Callable[[Path], GettingIn]]:
    """The window at the door of a folder; with a password typed, where one is asked for."""
    assert theme
    tasks = Tasks()
    made: list[GettingIn] = []

    def show(folder: Path) -> GettingIn:
        window = GettingIn(folder, tasks, lambda place: entrance(place.folder))
        qtbot.addWidget(window)
        made.append(window)
        window.show()
        window.start()
        if isinstance(window.card, SignInCard):
            window.card.people.choose(HEAD)
            window.card.password.line.setText(DEMO_PASSWORD)
            window.card.sign_in()
            qtbot.waitUntil(lambda: not tasks._running)
        return window

    yield show
    for window in made:
        tasks.wait()
        if window.entrance is not None:
            window.entrance.close()


def flip(file: Path, place: float) -> None:
    content = bytearray(file.read_bytes())
    content[int(len(content) * place)] ^= 1
    file.write_bytes(content)


def damage_middle(folder: Path) -> None:
    for n in range(1, 100):
        flip(folder / "school.db", n / 100)


def damage_keys(folder: Path) -> None:
    for name in ("school.keys", "school.keys.bak"):
        flip(folder / name, 0.5)


def forge_keys(folder: Path, content: bytes) -> None:
    for name in ("school.keys", "school.keys.bak"):
        (folder / name).write_bytes(content)


PACKAGES = ("storage", *(one.removeprefix("school_desk.") for one in FEATURES))


def newer_keys(folder: Path) -> None:
    read = json.loads((folder / "school.keys").read_text("utf-8"))
    forge_keys(folder, json.dumps({**read, "version": 2}).encode())


def change_version(folder: Path, by: int = 1) -> None:
    door = entrance(folder)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    latest = max(step.number for step in steps_of([f"school_desk.{one}" for one in PACKAGES]))
    desk._storage.db.execute(f"PRAGMA user_version = {latest + by:d}")
    desk.close()
    door.close()


BROKEN = {
    "the folder is gone": (shutil.rmtree, FolderMissingError),
    "the file is gone": (lambda folder: (folder / "school.db").unlink(), SchoolFileMissingError),
    "its first page is damaged": (lambda f: flip(f / "school.db", 0.0001), FileDamagedError),
    "pages inside are damaged": (damage_middle, FileDamagedError),
    "it was cut short": (lambda f: (f / "school.db").write_bytes(b"x" * 9000), FileDamagedError),
    "it is empty": (lambda f: (f / "school.db").write_bytes(b""), FileDamagedError),
    "it is newer": (change_version, FileNewerError),
    "the keys are gone": (
        lambda f: [(f / name).unlink() for name in ("school.keys", "school.keys.bak")],
        KeyFileMissingError,
    ),
    "the keys are damaged": (damage_keys, KeyFileDamagedError),
    "the keys are empty": (lambda f: forge_keys(f, b""), KeyFileDamagedError),
    "the keys are foreign": (lambda f: forge_keys(f, b'{"format": "x"}'), KeyFileForeignError),
    "the keys are newer": (newer_keys, FileNewerError),
    "the keys are huge": (lambda f: forge_keys(f, b"{" * 5_000_000), KeyFileForeignError),
    "the keys are a folder": (
        lambda f: [
            ((f / name).unlink(), (f / name).mkdir()) for name in ("school.keys", "school.keys.bak")
        ],
        KeyFileDamagedError,
    ),
}


@pytest.fixture(params=BROKEN.values(), ids=BROKEN.keys())
def broken(request: pytest.FixtureRequest, folder: Path) -> tuple[Path, type[DeskError]]:
    """A folder that cannot be opened, and why."""
    spoil, why = request.param
    spoil(folder)
    return folder, why


def test_the_door_says_it_and_offers_three_ways_on(
    door: Callable[[Path], GettingIn], broken: tuple[Path, type[DeskError]]
) -> None:
    folder, why = broken

    window = door(folder)

    assert isinstance(window.card, StartRefusalCard)
    assert window.card.sentence == said_of(folder, why)


def test_the_terminal_says_it_with_code_one(
    command: Command, broken: tuple[Path, type[DeskError]]
) -> None:
    folder, why = broken
    before = content_of(folder)

    done = command("verify", data=folder)

    assert refused(done) == said_of(folder, why, "en")
    assert content_of(folder) == before


def said_of(folder: Path, why: type[DeskError], language: str | None = None) -> str:
    file = "school.keys" if "Key" in why.__name__ else "school.db"
    return say(why(folder=folder, file=file), language)


def content_of(folder: Path) -> dict[str, bytes]:
    """The files that matter: what only counts tries or marks an opening may come and go."""
    passing = {"signin.json", "settings.json", "school.lock", "school.open"}
    return {
        one.name: one.read_bytes()
        for one in folder.glob("*")
        if one.is_file() and one.name not in passing and not one.name.endswith(("-shm", "-wal"))
    }


def test_a_file_of_an_older_program_is_brought_up_to_date_before_it_is_read(
    command: Command, folder: Path
) -> None:
    change_version(folder, -1)

    assert refused(command("verify")) == say(FileOlderError(), "en")


def test_a_read_only_disk_is_refused_by_door_and_terminal(
    door: Callable[[Path], GettingIn],
    command: Command,
    folder: Path,
    small_disk: Callable[[str], Path],
) -> None:
    disk = small_disk("size=32m")
    shutil.copytree(folder, disk, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    window = door(disk)
    done = command("verify", data=disk)

    assert window.card.sentence == say(FolderReadOnlyError(folder=disk))
    assert refused(done) == say(FolderReadOnlyError(folder=disk), "en")


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Мектеп", "Dropbox", "Yandex.Disk"])
def test_a_folder_that_a_cloud_synchronises_is_refused(
    command: Command, folder: Path, name: str
) -> None:
    moved = folder.parent / name / "school"
    shutil.copytree(folder, moved)

    done = command("verify", data=moved)

    assert refused(done) == say(FolderSharedError(folder=moved), "en")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/school /mnt/school\\040share cifs rw 0 0
server:/home /net nfs4 rw 0 0
tmpfs /net/local tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/school", "ext4"),
        ("/mnt/school share/2026", "cifs"),
        ("/net/school", "nfs4"),
        ("/net/local/school", "tmpfs"),
        ("/network", "ext4"),
    ],
)
def test_the_kind_of_disk_is_that_of_the_nearest_mount(
    tmp_path: Path, place: str, kind: str
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, "utf-8")

    assert _kind_of_mount(Path(place), tmp_path / "mounts") == kind


def test_what_is_left_of_a_school_is_never_set_up_over(
    door: Callable[[Path], GettingIn], folder: Path
) -> None:
    for name in ("school.keys", "school.keys.bak"):
        (folder / name).unlink()
    before = (folder / "school.db").read_bytes()

    window = door(folder)

    assert not isinstance(window.card, WelcomeCard)
    assert (folder / "school.db").read_bytes() == before


def test_a_set_up_that_broke_off_begins_again(
    door: Callable[[Path], GettingIn], folder: Path
) -> None:
    (folder / "school.db").replace(folder / "school.new")

    window = door(folder)

    assert isinstance(window.card, WelcomeCard)


def test_damaged_keys_are_read_from_their_twin(command: Command, folder: Path) -> None:
    flip(folder / "school.keys", 0.5)

    assert command("verify").returncode == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"9" * 3_000_000])
@pytest.mark.parametrize("name", ["settings.json", "signin.json"])
def test_rubbish_in_what_the_window_remembers_hinders_nobody(
    folder: Path, name: str, content: bytes
) -> None:
    (folder / name).write_bytes(content)

    door = entrance(folder)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)

    assert desk.account.sign_in_name == HEAD
    desk.close()
    door.close()


def test_a_folder_whose_path_is_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "school").write_bytes(b"")

    with pytest.raises(FolderMissingError):
        Entrance(SchoolFolder(tmp_path / "school"))
