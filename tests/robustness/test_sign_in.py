"""Wrong passwords, missing words: one sentence, slower each time, never a crash."""

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from school_desk import i18n
from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.i18n import FOLDER, load
from school_desk.paths import SchoolFolder
from school_desk.storage.sealing import WrongPasswordError
from school_desk.storage.sign_in_limit import FREE_TRIES, TooManyTriesError
from tests.robustness.conftest import ROOT, Command, entrance, refused
from tests.ui.seat import HEAD


def test_a_wrong_password_in_a_terminal_is_one_sentence(command: Command, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("алма бұлт\n", "utf-8")

    done = command("verify", "--password-file", str(tmp_path / "password"))

    assert refused(done) == i18n.say(WrongPasswordError(), "en")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 5000])
def test_a_strange_password_file_is_one_sentence(
    command: Command, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "password").write_bytes(content)

    assert refused(command("verify", "--password-file", str(tmp_path / "password")))


def test_a_person_nobody_knows_is_one_sentence(command: Command) -> None:
    assert "Жоқ" in refused(command("verify", user="Жоқ Адам"))


def test_after_five_wrong_passwords_the_right_one_waits_also_in_a_program_started_anew(
    folder: Path,
) -> None:
    for _try in range(FREE_TRIES):
        door = entrance(folder)
        with pytest.raises(WrongPasswordError):
            door.sign_in(HEAD, "алма бұлт гүл дала")
        door.close()

    door = entrance(folder)
    with pytest.raises(TooManyTriesError):
        door.sign_in(HEAD, DEMO_PASSWORD)
    door.close()


def test_the_wait_holds_for_the_terminal_too(folder: Path, command: Command) -> None:
    door = Entrance(SchoolFolder(folder))
    number = door.account_id(HEAD)
    now = int(monotonic())
    for before in range(FREE_TRIES + 7, -1, -1):  # tries of an hour, the last one now
        door._limit.admit(number, now - 300 * before)
    door.close()

    assert "Too many wrong passwords" in refused(command("verify"))


@pytest.mark.parametrize("change", [timedelta(days=400), -timedelta(days=400)])
def test_the_wait_is_the_same_whatever_the_clock_of_the_computer_is_set_to(
    folder: Path, change: timedelta
) -> None:
    seconds = 1000.0
    door = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW, ticks=lambda: seconds)
    for _try in range(FREE_TRIES):
        with pytest.raises(WrongPasswordError):
            door.sign_in(HEAD, "алма бұлт гүл дала")
    door.close()

    later = Entrance(
        SchoolFolder(folder), now=lambda: DEMO_NOW + change, ticks=lambda: seconds + 0.5
    )
    with pytest.raises(TooManyTriesError):
        later.sign_in(HEAD, DEMO_PASSWORD)
    later.ticks = lambda: seconds + 1
    later.sign_in(HEAD, DEMO_PASSWORD).close()
    later.close()


def test_a_missing_catalogue_leaves_english_and_no_crash(tmp_path: Path) -> None:
    for language in i18n.LANGUAGES:
        assert load(language, tmp_path)("Today") == "Today"


def test_a_damaged_catalogue_leaves_english_and_no_crash(tmp_path: Path) -> None:
    copied = Path(shutil.copytree(FOLDER, tmp_path / "locales"))
    file = copied / "kk" / "LC_MESSAGES" / "school_desk.mo"
    for content in (b"", b"\xde\x12\x04\x95", file.read_bytes()[:5000], bytes(9000)):
        file.write_bytes(content)

        assert load("kk", copied)("Today") == "Today"


def test_the_program_starts_without_its_catalogues(tmp_path: Path) -> None:
    copied = Path(shutil.copytree(ROOT / "school_desk", tmp_path / "school_desk"))
    shutil.rmtree(copied / "locales")
    code = "from school_desk.cli import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", code, "verify", "--data", str(tmp_path / "жоқ")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "is missing" in refused(done)
