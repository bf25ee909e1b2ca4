"""Two programs at one school, and programs that are killed: all or nothing, never two who write."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.i18n import say
from school_desk.paths import SchoolFolder
from school_desk.storage.errors import SecondWindowError
from tests.robustness.conftest import ROOT, Command, entrance, refused
from tests.ui.keyboard import types
from tests.ui.seat import HEAD, Seat

PUPILS = 1000


@pytest.fixture(scope="session")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of a thousand pupils."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Сынып", "Тегі", "Аты", "Туған күні"))
    for n in range(PUPILS):
        name = "".join("абвгдежзик"[int(digit)] for digit in f"{n:04d}")
        sheet.append((f"{1 + n % 11}В", f"Оқушы{name}", "Әли", date(2012, 1, 1 + n % 28)))
    path = tmp_path_factory.mktemp("list") / "тізім.xlsx"
    book.save(path)
    return path


def pupils(folder: Path) -> int:
    """How many pupils are in the school, if it opens and fits its log."""
    door = entrance(folder)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    count = len(desk.school.known_pupils())
    faults = desk.verify()
    desk.close()
    door.close()
    assert faults == ()
    return count


def test_while_the_window_is_open_a_command_that_writes_is_refused(
    teacher_seat: Seat, command: Command, long_list: Path
) -> None:
    done = command("import", "pupils", str(long_list), data=teacher_seat.folder)

    assert refused(done) == say(SecondWindowError(), "en")
    assert teacher_seat.screen.isVisible()


def test_while_the_window_is_open_commands_that_read_work_and_typing_goes_on(
    teacher_seat: Seat, command: Command, tmp_path: Path, long_list: Path
) -> None:
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(2)
    out = tmp_path / "бет.pdf"

    checked = command("verify", data=teacher_seat.folder)
    looked = command("import", "pupils", str(long_list), "--dry-run", data=teacher_seat.folder)
    page = ("report", "register-page", "--class", "6А", "--subject", "Математика", "--term", "1")
    printed = command(*page, "-o", str(out), data=teacher_seat.folder)
    types("9")

    assert [checked.returncode, looked.returncode, printed.returncode] == [0, 0, 0], (
        checked.stderr + looked.stderr + printed.stderr
    )
    assert out.read_bytes().startswith(b"%PDF")
    assert teacher_seat.points(2) == 9


WINDOW = """
import sys
from pathlib import Path
from school_desk.app import Entrance
from school_desk.i18n import use
from school_desk.ui.program import Program
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

program = Program(Path(sys.argv[1]))
program.show_door()
card = program.door.card
print(type(card).__name__, getattr(card, "sentence", ""), sep="|", flush=True)
QTimer.singleShot(0, QApplication.quit)
QApplication.exec()
program.close()
"""


def test_a_second_window_says_to_go_on_in_the_first(teacher_seat: Seat) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(teacher_seat.folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    kind, sentence = done.stdout.strip().split("|")
    assert kind == "StartRefusalCard"
    assert sentence == say(SecondWindowError(), "kk")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_a_killed_program_leaves_no_lock_behind(folder: Path) -> None:
    with started(HOLD, folder) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    door = Entrance(SchoolFolder(folder))

    assert door.last_run is not None
    assert door.last_run.rough
    door.close()


HOLD = """
import sys
from pathlib import Path
from tests.robustness.conftest import entrance
from tests.ui.seat import HEAD
from school_desk.demo.school import DEMO_PASSWORD

desk = entrance(Path(sys.argv[1])).sign_in(HEAD, DEMO_PASSWORD)
print("open", flush=True)
sys.stdin.readline()
"""


@contextmanager
def started(code: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """A program of its own; killed at the end if it still runs."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code, *map(str, words)]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as program:
        yield program
        program.kill()


IMPORT = """
import sys
from pathlib import Path
from tests.robustness.conftest import entrance
from tests.ui.seat import HEAD
from school_desk.commands.pupils import _begin_of_term, _new
from school_desk.demo.school import DEMO_PASSWORD

desk = entrance(Path(sys.argv[1])).sign_in(HEAD, DEMO_PASSWORD)
found = desk.pupil_files.read(Path(sys.argv[2]))
print("begin", flush=True)
desk.school.import_pupils(_new(found), _begin_of_term(desk))
print("done", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 1.0, "done"])
def test_a_killed_import_took_everybody_or_nobody(
    folder: Path, long_list: Path, part: float | str, import_seconds: float
) -> None:
    before = pupils(folder)
    with started(IMPORT, folder, long_list) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begin\n"
        if part == "done":
            assert program.stdout.readline() == "done\n"
        else:
            time.sleep(import_seconds * float(part))
        program.send_signal(signal.SIGKILL)
        program.wait()

    after = pupils(folder)

    assert after - before in ((PUPILS,) if part == "done" else (0, PUPILS))


@pytest.fixture(scope="session")
def import_seconds(
    tmp_path_factory: pytest.TempPathFactory, demo_folder: Path, long_list: Path
) -> float:
    """How long the import takes on this computer."""
    folder = tmp_path_factory.mktemp("measured")
    for one in demo_folder.iterdir():
        (folder / one.name).write_bytes(one.read_bytes())
    with started(IMPORT, folder, long_list) as program:
        assert program.stdout is not None
        program.stdout.readline()
        began = time.perf_counter()
        program.stdout.readline()
        return time.perf_counter() - began


SET_UP = """
import sys
from pathlib import Path
from school_desk.app import Entrance
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

names, head = {"kk": "Мектеп", "ru": "Школа"}, PersonName("Сәрсенов", "Айдос")
new = NewSchool(names, "2026-27", head, "Айдос", "алма бұлт гүл")
print("begin", flush=True)
door = Entrance(SchoolFolder(Path(sys.argv[1])), cost=lambda: Argon2Params(64, 1, 1))
desk, _code = door.set_up(new)
print("done", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("seed", range(8))
def test_a_first_start_that_was_killed_is_begun_again_or_complete(
    tmp_path: Path, seed: int
) -> None:
    with started(SET_UP, tmp_path) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begin\n"
        time.sleep(Random(seed).uniform(0, 0.25))  # noqa: S311  moments, no secrets
        program.send_signal(signal.SIGKILL)
        program.wait()
    door = Entrance(SchoolFolder(tmp_path))
    complete = door.place.is_set_up
    door.close()
    if not complete:
        with started(SET_UP, tmp_path) as program:
            assert program.stdout is not None
            assert program.stdout.readline() + program.stdout.readline() == "begin\ndone\n"

    again = Entrance(SchoolFolder(tmp_path))
    desk = again.sign_in("Айдос", "алма бұлт гүл")

    assert desk.verify() == ()
    desk.close()
    again.close()
