"""Two computers that know each other, made once and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from school_desk import i18n
from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.ui.theme.theme import Scheme, Theme
from tests.ui.seat import QUICK, Seat, copied
from tests.ui.sync.two import Office, folders, knows_address, office


@pytest.fixture(scope="session")
def acquainted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    demo = tmp_path_factory.mktemp("small")
    entrance = Entrance(SchoolFolder(demo), now=lambda: DEMO_NOW)
    make_demo(entrance, pupils=25, office=False, cost=QUICK).close()
    entrance.close()
    return folders(tmp_path_factory.mktemp("two"), demo)


@pytest.fixture
def there(tmp_path: Path, acquainted: tuple[Path, Path]) -> Iterator[Office]:
    """The office's computer, answering."""
    with office(copied(acquainted[1], tmp_path / "there")) as found:
        yield found


@pytest.fixture
def here(
    tmp_path: Path, acquainted: tuple[Path, Path], there: Office, theme: Theme
) -> Iterator[Seat]:
    """The teacher's computer, which knows where the other one is called; nobody sits there yet."""
    before = i18n.current()
    i18n.use("kk")
    theme.choose(Scheme.LIGHT)
    seat = Seat(copied(acquainted[0], tmp_path / "here"), theme)
    knows_address(seat, there.desk._storage.device.id, there.server.port)
    yield seat
    i18n.use(before)
