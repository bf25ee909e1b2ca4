"""A computer that lets no file grow: what does not fit is one sentence, and nothing of it stays."""

import os
import resource
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from school_desk.demo.school import DEMO_PASSWORD
from tests.robustness.conftest import ROOT, entrance, refused
from tests.robustness.test_processes import pupils
from tests.ui.seat import HEAD

ROWS = 1000


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """So many new pupils that the file has to grow."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Сынып", "Тегі", "Аты", "Туған күні"))
    for n in range(ROWS):
        name = "".join("абвгдежзик"[int(digit)] for digit in f"{n:04d}")
        sheet.append((f"{1 + n % 11}В", f"Оқушы{name}", "Әли", date(2012, 1, 1 + n % 28)))
    book.save(tmp_path / "тізім.xlsx")
    return tmp_path / "тізім.xlsx"


def limited(most: int) -> None:
    """In the child: no file may be longer; the system says so instead of killing."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("room", [20_000])
def test_an_import_that_does_not_fit_is_refused_and_takes_nobody(
    folder: Path, long_list: Path, room: int
) -> None:
    before = pupils(folder)
    most = (folder / "school.db").stat().st_size // 8 + room
    call = [sys.executable, "-c", "from school_desk.cli import main; main()", "import", "pupils"]
    options = [str(long_list), "--data", str(folder), "--user", HEAD, "--language", "en"]
    done = subprocess.run(
        [*call, *options],
        cwd=ROOT,
        env={**os.environ, "SCHOOL_DESK_PASSWORD": DEMO_PASSWORD},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: limited(most),
    )

    said = refused(done)

    assert said.endswith(".")
    assert pupils(folder) == before
    door = entrance(folder, reading=True)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    assert desk.verify() == ()
    desk.close()
    door.close()
