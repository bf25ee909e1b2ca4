"""Two computers of one school on this machine: a window at the one, a real server at the other."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.sync.server import SyncServer
from school_desk.ui.sync.exchanging import Exchanging
from tests.ui.keyboard import settle
from tests.ui.seat import HEAD, TEACHER, Seat, copied

HERE, THERE = "Мұғалімнің компьютері", "Кеңсе"
PATIENCE = 20_000


@contextmanager
def at_desk(folder: Path, name: str) -> Iterator[Desk]:
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    desk = entrance.sign_in(name, DEMO_PASSWORD)
    yield desk
    desk.close()
    entrance.close()


def acquaint(here: Path, there: Path) -> None:
    """The head admits both computers to each other; they have the same school."""
    for path in there.glob("device.key*"):
        path.unlink()
    with at_desk(there, HEAD) as other:
        key = other.exchange.key_file(THERE)
        with at_desk(here, HEAD) as desk:
            desk.exchange.admit(key, "office", HERE)
            key = other.exchange.trust(desk.exchange.key_file(HERE))
            server = desk.exchange.serve("127.0.0.1", 0)
            address, stopped = f"127.0.0.1:{server.port}", threading.Event()
            heard = lambda _sent, _received: None  # noqa: E731
            done = other.exchange.exchange(address, key, seconds=60, heard=heard, stopped=stopped)
            assert done.confirmed
            server.close()


@dataclass
class Office:
    """The other computer, at which somebody has signed in; it answers at a port."""

    desk: Desk
    server: SyncServer

    def closes_line(self) -> int:
        port = self.server.port
        self.server.close()
        return port

    def opens_line(self, port: int) -> None:
        self.server = self.desk.exchange.serve("127.0.0.1", port)


@contextmanager
def office(folder: Path, name: str = TEACHER) -> Iterator[Office]:
    with at_desk(folder, name) as desk:
        found = Office(desk, desk.exchange.serve("127.0.0.1", 0))
        yield found
        found.server.close()


def knows_address(seat: Seat, device: bytes, port: int) -> None:
    with at_desk(seat.folder, TEACHER) as desk:
        desk.online.set_address(device, f"127.0.0.1:{port}")


def exchanging(seat: Seat) -> Exchanging:
    """The exchange of the window, with no time drawn by lot."""
    assert seat.window is not None
    found = seat.window.at.exchanging
    assert found is not None
    found._uniform = lambda low, _high: low / 10
    return found


def quiet(seat: Seat) -> str:
    assert seat.window is not None
    return seat.window.shell.status.exchange


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
    settle()


def folders(tmp: Path, demo: Path) -> tuple[Path, Path]:
    """Both folders, acquainted."""
    here, there = copied(demo, tmp / "here"), copied(demo, tmp / "there")
    acquaint(here, there)
    return here, there
