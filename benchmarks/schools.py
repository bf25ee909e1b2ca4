"""Synthetic schools to measure, made once for each shape and schema and kept in a cache."""

import json
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from hashlib import blake2b
from pathlib import Path
from shutil import copytree, rmtree

from benchmarks.school_making import HEAD_SIGN_IN, PASSWORD, Made, Shape, make
from school_desk.app import Desk, Entrance
from school_desk.paths import SchoolFolder
from school_desk.school_file import FEATURES, open_storage
from school_desk.storage.key_file import open_ring
from school_desk.storage.keys import Unlocked
from school_desk.storage.migrate import steps_of
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.unit_of_work import Storage

NOW = datetime(2027, 5, 20, 9, 31, tzinfo=timezone(timedelta(hours=5)))
RECIPE = 3
"""Raised when `school_making` makes other rows, so that kept schools are made anew."""


@dataclass(frozen=True, slots=True)
class School:
    """A made school in its folder, with the opened keys of its teacher."""

    folder: Path
    made: Made
    unlocked: Unlocked

    @property
    def place(self) -> SchoolFolder:
        """Its files."""
        return SchoolFolder(self.folder)


def school(shape: Shape, cache: Path) -> School:
    """A school of this shape; made at the first call, which may take minutes."""
    folder = cache / f"school-{shape.years}y-{_recipe(shape)}"
    known = folder / "made.pickle"
    if not known.exists():
        rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"making a school of {shape.pupils} pupils, {shape.years} years ...", flush=True)
        known.write_bytes(pickle.dumps(make(shape, folder)))
    made, unlocked = pickle.loads(known.read_bytes())  # noqa: S301  our own file
    return School(folder, made, unlocked)


def copied(kept: School, folder: Path) -> School:
    """A copy to write in, so that the kept one stays as it was made."""
    return replace(kept, folder=Path(copytree(kept.folder, folder)))


@contextmanager
def opened(found: School) -> Iterator[Desk]:
    """The teacher's desk; the key is handed over, no password is hashed."""
    entrance = Entrance(found.place, now=lambda: NOW, cost=Argon2Params)
    desk = Desk(entrance, open_ring(found.place.keys), found.unlocked)
    yield desk
    desk.close()
    entrance.close()


@contextmanager
def headed(found: School) -> Iterator[Desk]:
    """The head's desk, for what only the office does; the password costs nothing here."""
    entrance = Entrance(found.place, now=lambda: NOW, cost=Argon2Params)
    desk = entrance.sign_in(HEAD_SIGN_IN, PASSWORD)
    yield desk
    desk.close()
    entrance.close()


@contextmanager
def stored(found: School) -> Iterator[Storage]:
    """The storage alone, for those who measure units of work."""
    entrance = Entrance(found.place, now=lambda: NOW, cost=Argon2Params)
    storage = open_storage(entrance, found.unlocked)
    yield storage
    storage.database.close()
    entrance.close()


def _recipe(shape: Shape) -> str:
    """What a school is made of: its shape, the tables, the way it is made."""
    steps = [step.sql for step in steps_of(("school_desk.storage", *FEATURES))]
    text = json.dumps([RECIPE, asdict(shape), steps])
    return blake2b(text.encode(), digest_size=6).hexdigest()
