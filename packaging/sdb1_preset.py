"""Learn the chances that batches begin with from a demo school: `packaging/sdb1_preset.py 1`.

A preset that has been shipped is never written again, or batches kept for ever could no longer be
read; so this refuses to. Which number new batches use stands in `school_desk/sync/models.py`.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path
from random import Random

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.storage.merge import Entry, entries
from school_desk.sync import elements
from school_desk.sync.batch import portions
from school_desk.sync.dictionary import Stream
from school_desk.sync.grammar import Grammar
from school_desk.sync.models import Models
from school_desk.sync.range_coder import NUMBER_NODES, UNKNOWN, Encoder, Model

FOLDER = Path(__file__).parent.parent / "school_desk" / "sync" / "presets"
PUPILS = 60
SIZES = (30, 300)
"""Entries in a batch while learning: what one lesson makes, and what a morning makes."""
HEARD = 3
SUREST = 2
"""Chances stay ready to move: a school is not the demo school."""
OWN = {"few", "moment"}
"""Models that number what a stream names first, or say how clocks jump: each stream has its own."""
PAUSE, SPREAD, PAUSES = 8.0, 1.2, 2000
"""Seconds between two entries of a person (median; log-normal): the demo was not typed by hand."""
SAMPLE_BYTES = 6000
WORTH = 4


def streams() -> Iterator[list[Entry]]:
    """What the demo school's computer has written, partition by partition."""
    with tempfile.TemporaryDirectory() as folder:
        entrance = Entrance(SchoolFolder(Path(folder)), now=lambda: DEMO_NOW)
        desk = make_demo(entrance, pupils=PUPILS, seed=7)
        storage = desk._storage  # noqa: SLF001  there is no service for the whole log
        for (part,) in storage.db.execute("SELECT name FROM part ORDER BY ord").fetchall():
            yield list(entries(storage, part, storage.device.id))
        desk.close()
        entrance.close()


def learn(runs: list[list[Entry]], preset: int) -> Models:
    """Spell everything with the same models, as if it were one batch."""
    models = Models(preset)
    for size in SIZES:
        for run in runs:
            stream = Stream()
            for portion in portions(run, size):
                grammar = Grammar(Encoder(), stream, preset)
                grammar.models = models
                for entry in portion:
                    grammar.entry(entry.part, entry.device, entry.seq, entry)
    models.used["seconds",] = pauses()
    return models


def pauses() -> Model:
    """How long people wait between two entries, widely spread."""
    model, coder = [UNKNOWN] * NUMBER_NODES, Encoder()
    chance = Random(1)  # noqa: S311  pauses, no secrets
    for _ in range(PAUSES):
        coder.number(model, round(chance.lognormvariate(log(PAUSE), SPREAD)))
    return model


def lines(models: Models) -> Iterator[str]:
    """The lines of a preset file."""
    for name, states in sorted(models.used.items(), key=lambda one: (str(one[0][0]), one[0][1:])):
        heard = [(node, state >> 8, state & 255) for node, state in enumerate(states)]
        told = [f"{node} {chance} {min(n, SUREST)}" for node, chance, n in heard if n >= HEARD]
        if told and name[0] not in OWN:
            yield f"{' '.join(map(str, name))}: {' '.join(told)}"


def sample(runs: list[list[Entry]]) -> str:
    """Texts of the register that many lessons have, the most frequent last; nobody's name."""
    texts: Counter[str] = Counter()
    for run in runs:
        for entry in run:
            texts[str(entry.trail[0])] += 1
            if entry.part.startswith("class/"):
                found = elements.elements(entry.val) if isinstance(entry.val, str) else ()
                texts.update(str(value) for sort, value in found if sort == elements.TEXT)
    frequent = [text for text, _ in texts.most_common() if len(text) > WORTH and "\n" not in text]
    kept, size = [], 0
    for text in frequent:
        size += len(text.encode()) + 1
        if size <= SAMPLE_BYTES:
            kept.append(text)
    return "".join(f"{text}\n" for text in reversed(kept))


def main() -> None:
    """Write the files of one number."""
    number = int(sys.argv[1])
    chances = FOLDER / f"{number}.txt"
    if chances.exists():
        sys.exit(f"{chances} has been shipped: take the next number")
    runs = [run for run in streams() if run]
    (FOLDER / f"{number}.sample.txt").write_text(sample(runs), "utf-8")
    text = "".join(f"{line}\n" for line in lines(learn(runs, 0)))
    chances.write_text(text, "ascii")
    print(chances.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
