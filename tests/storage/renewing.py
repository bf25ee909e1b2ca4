"""A folder with a small school of three people, and what must be true of it at any moment."""

from pathlib import Path

from school_desk.events import Events
from school_desk.storage import device
from school_desk.storage.coming_key import is_coming
from school_desk.storage.database import PLAIN_HEADER, Database
from school_desk.storage.key_changes import add_account, remove_account
from school_desk.storage.key_file import open_ring, save_ring
from school_desk.storage.renewal import Files, Opened, Renewal, settle
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.verify import verify
from tests.storage.keys_for_tests import CHEAP, HEAD, PASSWORD, a_school, series
from tests.storage.small_school import REGISTRY, Clock, make_file
from tests.storage.small_school import settle as fill

TEACHER, LEAVER = "Ерлан", "Айгүл"
WORDS = "алма көше кітап дала"
TIDY = {"school.db", "school.keys", "school.keys.bak", "device.key"}


class School:
    """A folder with a school of three people, and whoever stands before it."""

    def __init__(self, folder: Path) -> None:
        self.lies_in(folder)
        self.ring, self.key, self.code = a_school()
        head = self.ring.unlock(HEAD, PASSWORD)
        for seed, name in enumerate((TEACHER, LEAVER), 20):
            self.ring, self.last = add_account(
                self.ring, head, name, WORDS, random=series(seed), params=CHEAP
            )
        save_ring(self.files.keys, self.ring)
        make_file(self.files.database, self.key)
        self.device = device.load_or_create(folder, self.key).id
        storage = self.storage(self.key)
        self.marks = fill(storage, Clock(), 3)
        self.marks.put_mark(9)
        storage.database.close()

    def lies_in(self, folder: Path) -> None:
        """Look at another copy of the folder."""
        self.folder = folder
        self.files = files_of(folder)

    def storage(self, key: bytes) -> Storage:
        own = device.load_or_create(self.folder, key)
        return Storage(Database(self.files.database, key), REGISTRY, own, Clock(), Events())

    def signs_in(self, name: str, password: str) -> Opened:
        """As the program does: open the ring, end what was broken off."""
        ring = open_ring(self.files.keys)
        return settle(self.files, Opened(ring, ring.unlock(name, password)))

    def leaves(self) -> None:
        head = self.ring.unlock(HEAD, PASSWORD)
        self.ring = remove_account(self.ring, head, self.last)
        save_ring(self.files.keys, self.ring)

    def renewal(self) -> tuple[Renewal, Storage]:
        keys = self.signs_in(HEAD, PASSWORD)
        storage = self.storage(keys.unlocked.file_key)
        return Renewal(self.files, storage, keys), storage

    def renew(self) -> Opened:
        renewal, storage = self.renewal()
        renewal.prepare(no_step)
        done = renewal.put_in()
        storage.database.close()
        return done

    def accept_whole(self, name: str, password: str) -> Opened:
        """The person opens the school: everything is there, with the same device, nothing left."""
        keys, shown, wrong = look(self.folder, name, password, self.device)
        assert wrong == []
        assert shown == {("mark", self.marks.column, self.marks.pupils[0]): 9}
        return keys


def look(
    folder: Path, name: str, password: str, device_id: bytes
) -> tuple[Opened, dict, list[str]]:
    """What a person finds who signs in: the keys, the marks, and everything that is wrong."""
    files = files_of(folder)
    ring = open_ring(files.keys)
    keys = settle(files, Opened(ring, ring.unlock(name, password)))
    key = keys.unlocked.file_key
    own = device.load_or_create(folder, key)
    storage = Storage(Database(files.database, key), REGISTRY, own, Clock(), Events())
    try:
        wrong = [fault.sentence.format(**fault.facts) for fault in verify(storage)]
        checked = storage.db.execute("PRAGMA integrity_check").fetchone()[0]
        wrong += [checked] if checked != "ok" else []
        marks = storage.db.execute("SELECT parent, pupil, points FROM mark").fetchall()
    finally:
        storage.database.close()
    wrong += [] if own.id == device_id else ["the computer is another one"]
    wrong += ["a key is still coming"] if is_coming(open_ring(files.keys)) else []
    # A small file that was being written when the power went (".part") is the next one's.
    found = {one.name.removesuffix(".part") for one in folder.iterdir()} - TIDY
    wrong += [f"left over: {found}"] if found else []
    wrong += [one.name for one in folder.iterdir() if PLAIN_HEADER in one.read_bytes()]
    shown = {("mark", column, pupil): points for column, pupil, points in marks}
    return keys, shown, wrong


def files_of(folder: Path) -> Files:
    """The files of a school that keys have to do with."""
    return Files(folder / "school.db", folder / "school.next", folder / "school.keys")


def no_step(_done: int, _total: int) -> None:
    """Nobody looks."""
