"""What a file must show after a kill or a power cut: all that was said to be saved, and whole."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from school_desk.storage.database import PLAIN_HEADER
from school_desk.storage.verify import tail_fits, verify
from tests.soak.typist import FILE, read
from tests.storage.small_school import Clock, make_file, open_file, settle

PUPILS = 12


@dataclass
class Said:
    """What a typist has said so far: the state that must stand, the unit that may."""

    state: dict
    plan: list = field(default_factory=list)
    done: int = 0

    def hear(self, line):
        word, _, rest = line.partition(" ")
        if word == "plan":
            self.plan = json.loads(rest)
        elif word == "done":
            self.state, self.plan = self.with_plan(), []
            self.done += 1

    def with_plan(self):
        planned = {(table, row, pupil): value for table, row, pupil, value in self.plan}
        return {key: value for key, value in (self.state | planned).items() if value is not None}


def solid(state):
    """A cell that was emptied is like one never written."""
    return {key: value for key, value in state.items() if value is not None}


def make_school(folder: Path):
    """A small school in a folder; the answer is what it shows."""
    make_file(folder / FILE)
    storage = open_file(folder / FILE)
    school = settle(storage, Clock(), PUPILS)
    with storage.begin("Second column") as work:
        work.born("lesson_column", "class/1", lesson=school.lesson, n=2)
    shown = solid(read(storage))
    storage.database.close()
    return shown


def problems(folder: Path, said: Said):
    """Everything that is wrong with the school after the cut; nothing, if all is well."""
    storage = open_file(folder / FILE)
    try:
        found = [fault.sentence.format(**fault.facts) for fault in verify(storage)]
        checked = storage.db.execute("PRAGMA integrity_check").fetchone()[0]
        found += [checked] if checked != "ok" else []
        found += [] if tail_fits(storage) else ["the newest unit does not fit its chain"]
        ends = "SELECT part, dev, seq FROM vv EXCEPT SELECT part, dev, max(seq) FROM change_log"
        if storage.db.execute(f"{ends} GROUP BY part, dev").fetchone():
            found.append("a stream does not end where its vector says")
        shown = solid(read(storage))
        if shown == said.state:
            return found
        if shown != said.with_plan():
            lost = sorted(said.state.items() - shown.items() - said.with_plan().items(), key=repr)
            found.append(f"lost or half written: {lost or shown.items() - said.state.items()}")
        return found
    finally:
        storage.database.close()


def untidy(folder: Path):
    """Files that should not lie in the folder, or that anybody could read."""
    names = {FILE, f"{FILE}-wal", f"{FILE}-shm"}
    files = list(folder.iterdir())
    strangers = [path.name for path in files if path.name not in names]
    return strangers + [path.name for path in files if PLAIN_HEADER in path.read_bytes()]
