"""The program that is killed: types marks into a school and says so only when they are saved.

Started as `python -m tests.soak.typist FOLDER SEED [pragma…]`. On standard output, a line each:
`plan {…}` before a unit of work, `done` when it is on the disk. A unit of work is a list of cells
with the value each will have: `[["mark", column, pupil, 9], ["topic", lesson, 0, "…"]]`.
"""

import json
import os
import random
import sys
from itertools import count
from pathlib import Path

from tests.storage.small_school import open_file

FILE = "school.db"


def read(storage):
    """What the school shows: every mark and topic."""
    marks = storage.db.execute("SELECT parent, pupil, points FROM mark").fetchall()
    topics = storage.db.execute("SELECT row, topic FROM lesson").fetchall()
    shown = {("mark", column, pupil): points for column, pupil, points in marks}
    return shown | {("topic", lesson, 0): topic for lesson, topic in topics}


def unit(chance, columns, pupils, lesson, number):
    """One key press mostly, sometimes a pasted column, sometimes a topic with its marks."""
    kind = chance.random()
    column = chance.choice(columns)
    if kind < 0.7:
        return [["mark", column, chance.choice(pupils), chance.choice([None, *range(1, 11)])]]
    points = chance.randint(1, 10)
    cells = [["mark", column, pupil, points] for pupil in pupils]
    return cells if kind < 0.9 else [["topic", lesson, 0, f"Тақырып {number}"], *cells[:5]]


def say(text):
    """One write, so that it is said whole or not at all."""
    os.write(1, f"{text}\n".encode())


def write(storage, cells):
    with storage.begin("Type") as work:
        for table, row, pupil, value in cells:
            if table == "mark":
                work.put_cell("mark", row, pupil, points=value)
            else:
                work.put("lesson", row, topic=value)


def main(folder, seed, *pragmas):
    storage = open_file(Path(folder) / FILE)
    for pragma in pragmas:
        storage.db.execute(f"PRAGMA {pragma}")
    (columns, pupils, lessons) = (
        [row for (row,) in storage.db.execute(f"SELECT row FROM {table}").fetchall()]  # noqa: S608
        for table in ("lesson_column", "pupil", "lesson")
    )
    chance = random.Random(int(seed))  # noqa: S311  the same every time
    for number in count():
        cells = unit(chance, columns, pupils, lessons[0], number)
        say(f"plan {json.dumps(cells)}")
        write(storage, cells)
        say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
