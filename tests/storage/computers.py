"""Several computers of one school, each with a real encrypted file, that exchange entries."""

import contextlib
import shutil
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from school_desk.storage.clock import moment_of
from school_desk.storage.merge import apply, entries
from school_desk.storage.registry import Policy
from school_desk.storage.rows import pack
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.values import to_log, travelling
from school_desk.storage.verify import verify
from tests.storage import oracle
from tests.storage.small_school import CLASS, REGISTRY, SCHOOL, Clock, Computer, open_file, settle

PARTS = (SCHOOL, CLASS, "admin/1", "support/1")
PUPILS = 3


@dataclass
class Peer:
    """One computer: its file, its clock, the forms left open."""

    number: int
    path: Path
    clock: Clock
    storage: Storage
    forms: list = field(default_factory=list)
    _read: tuple = (None, None)

    @property
    def device(self):
        return self.storage.device.id

    def kept(self):
        """The log by streams; of what was read once from this file only what is new is read.

        For whoever plays the wire or the people. What must hold is checked against `log()`.
        """
        of, streams = self._read
        if of is not self.storage:
            streams = {}
            self._read = self.storage, streams
        for part, device, seq in self.storage.db.execute(ENDS).fetchall():
            lines = streams.setdefault((part, bytes(device)), [])
            if (lines[-1].seq if lines else 0) < seq:
                after = lines[-1].seq if lines else 0
                lines += entries(self.storage, part, bytes(device), after, seq)
        return streams

    def row(self, table, n=0):
        """The n-th row of a table in the order of travelling keys, the same on every computer."""
        rows = self.storage.db.execute(f"SELECT row FROM {table}").fetchall()  # noqa: S608
        keys = self.storage.keys
        ordered = sorted((keys.key(self.storage.db, row), row) for (row,) in rows)
        return ordered[n % len(ordered)][1] if ordered else None

    def teacher(self):
        return self.row("account", self.number)

    def look(self):
        """What a form opened now shows: the context, and truly everything that is here."""
        return Form(self.storage.context(*PARTS), frozenset(oracle.set_of(self.log())))

    def begin(self, form=None, label="Edit"):
        seen = form.context if form else {}
        return self.storage.begin(label, actor=self.teacher(), context=seen)

    def put_mark(self, pupil, points, form=None):
        with self.begin(form) as work:
            row, column = self.row("pupil", pupil), self.row("lesson_column")
            work.put_cell("mark", column, row, points=points)

    def name_pupil(self, pupil, surname, form=None):
        with self.begin(form) as work:
            work.put("pupil", self.row("pupil", pupil), surname=surname)

    def delete_pupil(self, pupil, form=None):
        with self.begin(form) as work:
            work.delete(self.row("pupil", pupil))

    def points(self, pupil):
        found = self.storage.db.execute(
            "SELECT points FROM mark WHERE parent = ? AND pupil = ?",
            (self.row("lesson_column"), self.row("pupil", pupil)),
        ).fetchone()
        return found[0] if found else None

    def pupil_lives(self, pupil):
        found = self.storage.db.execute(
            "SELECT alive FROM pupil WHERE row = ?", (self.row("pupil", pupil),)
        )
        return found.fetchone()[0]

    def conflicts(self):
        return self.storage.db.execute("SELECT count(*) FROM conflict").fetchone()[0]

    def ahead(self):
        """By how many seconds the newest own change is ahead of the wall."""
        return (moment_of(self.storage.last_hlc) - self.clock.moment).total_seconds()

    def log(self):
        """Everything in this computer's log, as it travels."""
        return [
            entry
            for part, device in self.storage.db.execute(STREAMS).fetchall()
            for entry in entries(self.storage, part, bytes(device))
        ]

    def sent(self, part=CLASS, device=None, after=0):
        return list(entries(self.storage, part, device or self.device, after))

    @property
    def waiting(self):
        """What has come and must still wait, as the file keeps it."""
        return self.storage.db.execute("SELECT part, dev, seq FROM stream_in").fetchall()

    def receive(self, arrived):
        return apply(self.storage, arrived)

    def refuse(self, arrived):
        """A batch whose last entry cannot be stored."""
        spoiled = replace(arrived[-1], seq=arrived[-1].seq + 1, val=1.5)
        with contextlib.suppress(TypeError):
            apply(self.storage, [*arrived, spoiled])
            raise AssertionError

    def image(self):
        """The files as a kill would leave them now: as they are, the log beside not emptied."""
        copy = self.path.with_name(f"{next(IMAGES)}.db")
        for ending in ("", "-wal"):
            source = self.path.with_name(self.path.name + ending)
            if source.exists():
                shutil.copy(source, copy.with_name(copy.name + ending))
        return copy

    def reopen(self, image=None):
        """Go on as after a kill: now, or when that image of the files was taken."""
        image = image or self.image()
        self.storage.database.close()
        self.goes_on(image, self.storage.device)

    def goes_on(self, path, device):
        """Open another file as this computer's, as that device."""
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self.path, self.forms = path, []
        self.storage = open_file(path, device, self.clock)


IMAGES = count()
STREAMS = (
    "SELECT part.name, device.id FROM (SELECT part, dev FROM vv "
    "UNION SELECT part, dev FROM change_log UNION SELECT part, dev FROM set_aside) AS s "
    "JOIN part ON part.ord = s.part JOIN device ON device.ord = s.dev "
    "ORDER BY part.name, device.id"
)
ENDS = (
    "SELECT part.name, device.id, vv.seq FROM vv "
    "JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev"
)
LATEST = frozenset(
    (table.id, field.id)
    for table in REGISTRY.tables
    for field in table.fields
    if field.policy is Policy.LATEST
)


@dataclass(frozen=True)
class Form:
    """An opened form: the context that it will write with, and all that its reader has seen."""

    context: dict
    view: frozenset


class Computers:
    """Opens so many computers with the same small school, and closes them."""

    def __init__(self, folder, empty_file, number, skews=()):
        self._made = []
        for n in range(number):
            path = folder / f"{next(IMAGES)}.db"
            path.write_bytes(empty_file)
            clock = Clock()
            storage = open_file(path, Computer(b"device-%d" % n), clock)
            self._made.append(Peer(n, path, clock, storage))
        settle(self._made[0].storage, self._made[0].clock, PUPILS)
        exchange_everything(self._made)
        for peer, skew in zip(self._made, skews, strict=False):
            peer.clock.set_by(skew)

    def __enter__(self):
        return self._made

    def __exit__(self, *_):
        for peer in self._made:
            peer.storage.database.close()


def exchange_everything(peers):
    """Everybody receives everything that anybody has."""
    everything = [entry for peer in peers for entry in peer.log()]
    for peer in peers:
        peer.receive(everything)
        assert peer.waiting == []


def state(storage):
    """What the tables show, told by travelling keys: cells, and which rows live or are disputed."""
    db, keys = storage.db, storage.keys
    parts = dict(db.execute("SELECT ord, name FROM part").fetchall())
    devices = {ord_: bytes(id_) for ord_, id_ in db.execute("SELECT ord, id FROM device")}
    extra = {}
    for row, number, dev, seq in db.execute("SELECT row, field, dev, seq FROM head_extra"):
        extra.setdefault((row, number), set()).add((devices[dev], seq))
    disputed = set(db.execute("SELECT row, field FROM conflict").fetchall())
    cells, living = {}, {}
    for row, entry, table, (dev, seq), values in _shown(storage):
        dot = devices[dev], seq
        place = parts[keys.place(db, row).part], table.id, keys.travelling(db, row)
        if entry.id == 0:
            living[place] = not values[0], (row, 0) in disputed
            continue
        val = travelling(db, keys, entry, to_log(entry, values))
        heads = frozenset({dot, *extra.get((row, entry.id), ())})
        cells[*place, entry.id] = oracle.Cell(heads, dot, val, (row, entry.id) in disputed)
    return cells, living


def _shown(storage):
    db, registry = storage.db, storage.registry
    for table in registry.tables:
        if table.packed:
            (entry,) = table.fields
            columns = ", ".join(entry.columns)
            for parent, pupil, dev, seq, *values in db.execute(
                f"SELECT parent, pupil, dev, seq, {columns} FROM {table.name}"  # noqa: S608
            ).fetchall():
                yield pack(table.packed, parent, pupil), entry, table, (dev, seq), values
            continue
        for row, number, dev, seq in db.execute(
            f"SELECT row, field, dev, seq FROM cell_head JOIN {table.name} USING(row)"  # noqa: S608
        ).fetchall():
            entry = registry.field(table, number)
            values = db.execute(
                f"SELECT {', '.join(entry.columns)} FROM {table.name} WHERE row = ?",  # noqa: S608
                (row,),
            ).fetchone()
            yield row, entry, table, (dev, seq), values


def check(*peers):
    """The invariants of a computer: the state is what the oracle says, and nothing is wrong."""
    for peer in peers:
        check_state(peer)
        assert verify(peer.storage) == ()


def check_state(peer):
    """What the tables show is what the oracle says of the log; gives the log."""
    log = peer.log()
    cells, living = state(peer.storage)
    expected = oracle.cells(log, LATEST)
    assert cells == {cell: what for cell, what in expected.items() if cell[3] != 0}
    assert living == oracle.existence(log)
    assert not peer.storage.db.in_transaction
    return log


def check_equal(peers):
    """After everything was exchanged all computers show the same and hold the same chains."""
    chains = [
        sorted(
            peer.storage.db.execute(
                "SELECT part.name, device.id, vv.seq, vv.chain FROM vv "
                "JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev"
            ).fetchall()
        )
        for peer in peers
    ]
    assert all(found == chains[0] for found in chains)
    first, *others = (state(peer.storage) for peer in peers)
    assert all(found == first for found in others)
