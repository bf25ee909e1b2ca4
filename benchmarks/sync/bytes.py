"""Bytes of batches: `python -m benchmarks.sync.bytes` types marks into a real file and spells them.

W1 is so many new marks, W2 so many corrections of 31,000; the same marks beside them as lines of
JSON through gzip, and what a perfect coder of the generator would need.
"""

import argparse
import gzip
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from school_desk.events import Events
from school_desk.journal.entry import PutMark
from school_desk.journal.model import ColumnKey
from school_desk.journal.store import save_entries
from school_desk.school.model import LessonKey
from school_desk.school_file import FEATURES, REGISTRY
from school_desk.storage.database import Database
from school_desk.storage.device import Device
from school_desk.storage.merge import Entry, entries
from school_desk.storage.migrate import migrate, steps_of
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch_decode import decode, taken_apart
from school_desk.sync.batch_encode import encode
from school_desk.sync.position import Position, after, start

PUPILS, MARKED, SUBJECTS, LESSONS_A_DAY = 25, 0.3, 8, 5
MEAN, SPREAD, PAUSE, PAUSES = 7.0, 1.8, 6.0, 0.8
FLOORS = {"W1": 1481, "W2": 1702}
"""Bytes for a thousand by the design; 40 of them for kinds of marks that we do not have."""
OF_OLD, SHAPES = 31_000, (8, 48, 200, 1000)
LARGE = 10_000
MARK = 33
PARTS = Partitions(1, "2026-27")


@dataclass
class Clock:
    """The wall clock: it goes on by what a person waits."""

    moment: datetime = datetime(2026, 9, 1, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        """This moment."""
        return self.moment


@dataclass
class School:
    """A class of a real file, and a person who types."""

    storage: Storage
    clock: Clock
    chance: Random
    actor: int = 0
    group: int = 0
    part: str = ""
    subjects: list[int] = field(default_factory=list)
    pupils: list[int] = field(default_factory=list)
    lessons: int = 0

    def settle(self) -> None:
        """Who types, the class, its subjects and pupils."""
        with self.storage.begin("Set up") as work:
            self.actor = work.new("account", PARTS.admin, sign_in="aigul", surname="Әлиева")
            born = {"year": "2026-27", "year_level": 7, "letter": "А", "language": "kk"}
            group = work.born("class_group", PARTS.school_wide, **born)
            self.part = PARTS.register(self.storage.keys.key(work.db, group))
            self.group = work.born("teaching_group", PARTS.school_wide, class_group=group, name="")
            for n in range(SUBJECTS):
                self.subjects.append(work.born("subject", PARTS.school_wide, code=f"s{n}"))
            for n in range(PUPILS):
                self.pupils.append(work.new("pupil", PARTS.school_wide, surname=f"Қайрат{n}"))

    def lesson(self) -> LessonKey:
        """The next lesson of the class."""
        day = date(2026, 9, 1) + timedelta(days=self.lessons // LESSONS_A_DAY)
        slot = 1 + self.lessons % LESSONS_A_DAY
        self.lessons += 1
        return LessonKey(self.group, self.chance.choice(self.subjects), day, slot)

    def put(self, *marks: PutMark) -> None:
        """One unit of work, some seconds after the last."""
        pause = round(self.chance.lognormvariate(math.log(PAUSE), PAUSES))
        self.clock.moment += timedelta(seconds=pause)
        with self.storage.begin("Put mark", actor=self.actor) as work:
            save_entries(work, PARTS, self.part, marks)

    def points(self) -> int:
        """Points from 1 to 10, most of them about seven."""
        return min(10, max(1, round(self.chance.gauss(MEAN, SPREAD))))

    def new_marks(self, count: int, *, pasted: bool = False) -> list[PutMark]:
        """So many marks, lesson after lesson, each pupil with a chance of three in ten."""
        made: list[PutMark] = []
        while len(made) < count:
            key = ColumnKey(self.lesson())
            asked = [pupil for pupil in self.pupils if self.chance.random() < MARKED]
            column = [PutMark(key, pupil, self.points()) for pupil in asked][: count - len(made)]
            for marks in [column] if pasted and column else [[mark] for mark in column]:
                self.put(*marks)
            made += column
        return made

    def correct(self, marks: Sequence[PutMark]) -> list[PutMark]:
        """Other points for these marks."""
        found = []
        for mark in marks:
            other = self.points()
            while other == mark.points:
                other = self.points()
            found.append(PutMark(mark.column, mark.pupil, other))
            self.put(found[-1])
        return found

    def stream(self, after_seq: int = 0) -> list[Entry]:
        """What was written of the class, in the form that travels."""
        return list(entries(self.storage, self.part, self.storage.device.id, after_seq))


def opened(folder: Path, seed: int) -> School:
    path = folder / "school.db"
    path.unlink(missing_ok=True)
    database = Database(path, bytes(32), create=True)
    migrate(database, steps_of(("school_desk.storage", *FEATURES)), REGISTRY)
    clock, device = Clock(), Device(seed.to_bytes(32, "big"))
    storage = Storage(database, REGISTRY, device, clock, Events())
    storage.db.execute("PRAGMA synchronous = OFF")
    school = School(storage, clock, Random(seed))  # noqa: S311  invented marks
    school.settle()
    return school


def by_marks(stream: Sequence[Entry], size: int) -> Iterator[list[Entry]]:
    """Runs of a stream with so many marks each."""
    run: list[Entry] = []
    for entry in stream:
        run.append(entry)
        if entry.table == MARK and sum(one.table == MARK for one in run) == size:
            yield run
            run = []
    if run:
        yield run


@dataclass
class Measured:
    """What one way of sending took."""

    batches: int = 0
    whole: int = 0
    body: int = 0
    zipped: int = 0


def measured(position: Position, runs: Iterator[list[Entry]], device: Device) -> Measured:
    found = Measured()
    for run in runs:
        content, following = encode(position, run, device)
        batch, reached = decode(position, content, device.public_key)
        assert (batch.entries, reached) == (tuple(run), following)
        position = following
        found.batches += 1
        found.whole += len(content)
        found.body += len(taken_apart(content)[1])
        found.zipped += len(zipped(run))
    return found


def zipped(run: Sequence[Entry]) -> bytes:
    lines = (
        json.dumps(
            [one.seq, one.table, one.key, one.field, one.val, one.hlc, *one.trail],
            ensure_ascii=False,
        )
        for one in run
    )
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def say(name: str, found: Sequence[Measured], marks: int, floor: float | None = None) -> None:
    """One line of the table: medians of the seeds."""
    whole, body, gz = (
        median(getattr(one, part) for one in found) for part in ("whole", "body", "zipped")
    )
    ratio = f"{whole / floor:.2f}" if floor else ""
    spread = f"{min(one.whole for one in found):,} to {max(one.whole for one in found):,}"
    print(
        f"| {name} | {median(one.batches for one in found):.0f} | **{whole:,.0f}** | {spread} "
        f"| {body:,.0f} | {whole / marks:.2f} | {ratio} | {gz:,.0f} |",
        flush=True,
    )


def new_marks(folder: Path, seeds: int, large: int) -> None:
    """W1: the first marks of a stream, so the keys of the pupils travel too."""
    found: dict[int, list[Measured]] = {size: [] for size in SHAPES}
    next_one: list[Measured] = []
    for seed in range(1, seeds + 1):
        school = opened(folder, seed)
        school.new_marks(1000)
        device, stream = school.storage.device, school.stream()
        begin = start(device.id, school.part)
        for size in SHAPES:
            found[size].append(measured(begin, by_marks(stream, size), device))
        school.new_marks(20)
        end = after(begin, stream)
        following = school.stream(end.seq)
        next_one.append(measured(end, by_marks(following, 1), device))
        school.storage.database.close()
    for size in SHAPES:
        say(f"W1, 1,000 new marks, {size:,} a batch", found[size], 1000, FLOORS["W1"])
    one = sum(each.whole for each in next_one) / sum(each.batches for each in next_one)
    body = sum(each.body for each in next_one) / sum(each.batches for each in next_one)
    gz = sum(each.zipped for each in next_one) / sum(each.batches for each in next_one)
    print(f"| one mark more, mean | 1 | **{one:.0f}** | | {body:.1f} | {one:.0f} | | {gz:.0f} |")
    found[LARGE] = []
    for seed in range(1, large + 1):
        school = opened(folder, seed)
        school.new_marks(LARGE)
        device, stream = school.storage.device, school.stream()
        runs = by_marks(stream, LARGE)
        found[LARGE].append(measured(start(device.id, school.part), runs, device))
        school.storage.database.close()
    if large:
        floor = FLOORS["W1"] * LARGE / 1000
        say(f"W1, {LARGE:,} new marks, one batch", found[LARGE], LARGE, floor)


def corrections(folder: Path, seeds: int, old: int) -> None:
    """W2: corrections of marks of the same stream, in the order of the register or in none."""
    school = opened(folder, 99)
    marks = school.new_marks(old, pasted=True)
    device = school.storage.device
    position = after(start(device.id, school.part), school.stream())
    for name, floor in (("in the register's order", FLOORS["W2"]), ("in no order", None)):
        found = []
        for seed in range(1, seeds + 1):
            chance = Random(seed)  # noqa: S311  invented marks
            places = sorted(chance.sample(range(len(marks)), 1000))
            if floor is None:
                chance.shuffle(places)
            for place, other in zip(
                places, school.correct([marks[place] for place in places]), strict=True
            ):
                marks[place] = other
            run = school.stream(position.seq)
            found.append(measured(position, iter([run]), device))
            position = after(position, run)
        # Without an order a cell costs log2 of their number instead of 6.4 bits.
        bound = floor or FLOORS["W2"] + (math.log2(old) - 6.40) * 1000 / 8
        say(f"W2, 1,000 corrections of {old:,}, {name} (floor {bound:,.0f})", found, 1000, bound)
    school.storage.database.close()


def speed(folder: Path, repeats: int) -> None:
    """How fast 1,000 new marks are spelled and read, beside a loop that anybody can repeat."""
    school = opened(folder, 1)
    school.new_marks(1000)
    device, stream = school.storage.device, school.stream()
    begin = start(device.id, school.part)
    content, _ = encode(begin, stream, device)
    took: dict[str, list[float]] = {"encode": [], "decode": [], "loop": []}
    for _ in range(repeats):
        for name, act in (
            ("encode", lambda: encode(begin, stream, device)),
            ("decode", lambda: decode(begin, content, device.public_key)),
            ("loop", loop),
        ):
            begun = time.process_time()
            act()
            took[name].append(time.process_time() - begun)
    school.storage.database.close()
    for name in ("encode", "decode"):
        seconds = median(took[name])
        print(
            f"{name}: {len(stream):,} entries (1,000 marks), {seconds * 1000:.0f} ms of processor, "
            f"{len(stream) / seconds:,.0f} entries/s; {seconds / median(took['loop']):.2f} x "
            f"a million turns of a dict in a loop ({median(took['loop']) * 1000:.0f} ms; "
            f"n = {repeats})"
        )


def loop() -> None:
    counts: dict[int, int] = {}
    for turn in range(1_000_000):
        counts[turn & 63] = counts.get(turn & 63, 3) + 1


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.bytes", description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--large-seeds", type=int, default=3)
    options.add_argument("--old", type=int, default=OF_OLD)
    options.add_argument("--repeats", type=int, default=10)
    wish = options.parse_args()
    print(f"| {wish.seeds} seeds, medians | batches | bytes | from to | bodies | a mark | ÷ floor "
          "| JSON lines, gzip |\n|---|---|---|---|---|---|---|---|")  # fmt: skip
    with TemporaryDirectory() as folder:
        new_marks(Path(folder), wish.seeds, wish.large_seeds)
        corrections(Path(folder), wish.seeds, wish.old)
        speed(Path(folder), wish.repeats)


if __name__ == "__main__":
    main()
