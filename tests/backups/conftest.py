"""Demo schools whose backups are made, spoiled and restored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from school_desk import i18n
from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.storage.backup_rules import Kind
from tests.ui.seat import HEAD, copied, make_folder


def no_step(_done: int, _total: int) -> None:
    """Nobody watches."""


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass
class Office:
    """A computer with a school of its own, a clock that can be set, the head at the keyboard."""

    folder: Path
    now: datetime = DEMO_NOW
    doors: list[Entrance] = field(default_factory=list)

    def door(self, **how: bool) -> Entrance:
        made = Entrance(SchoolFolder(self.folder), now=lambda: self.now, **how)
        self.doors.append(made)
        return made

    def sign_in(self, name: str = HEAD) -> Desk:
        return self.door().sign_in(name, DEMO_PASSWORD)

    def leave(self, desk: Desk | None = None) -> None:
        if desk is not None:
            desk.close()
        for door in self.doors:
            door.close()
        self.doors.clear()

    def backup(self, kind: Kind = Kind.BY_HAND) -> Path:
        """The head makes one and leaves."""
        desk = self.sign_in()
        made = desk.backups.make(kind, no_step, never)
        self.leave(desk)
        return made.backup.path


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo school, made once."""
    return make_folder(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def office(tmp_path: Path, demo_folder: Path) -> Iterator[Office]:
    """A demo school of one's own."""
    made = Office(copied(demo_folder, tmp_path / "school"))
    yield made
    made.leave()


@pytest.fixture(scope="session")
def backed_up(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Path:
    """A backup of the demo school, made once; copy it before spoiling."""
    office = Office(copied(demo_folder, tmp_path_factory.mktemp("backed-up")))
    return office.backup()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Everything is said in English, whatever test ran before."""
    before = i18n.current()
    i18n.use("en")
    yield
    i18n.use(before)


Change = Callable[[bytearray], None]
