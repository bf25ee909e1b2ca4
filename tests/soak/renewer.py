"""The program that is killed while it renews keys: types a mark, renews, types, renews, for ever.

Started as `python -m tests.soak.renewer FOLDER SEED`; it speaks as the typist does.
"""

import json
import random
import sys
from itertools import count
from pathlib import Path

from school_desk.events import Events
from school_desk.storage import device
from school_desk.storage.database import Database
from school_desk.storage.key_file import open_ring
from school_desk.storage.renewal import Opened, Renewal, settle
from school_desk.storage.unit_of_work import Storage
from tests.soak.typist import say, write
from tests.storage.keys_for_tests import HEAD, PASSWORD
from tests.storage.renewing import files_of, no_step
from tests.storage.small_school import REGISTRY, Clock


def main(folder: str, seed: str) -> None:
    files = files_of(Path(folder))
    ring = open_ring(files.keys)
    keys = settle(files, Opened(ring, ring.unlock(HEAD, PASSWORD)))
    own = device.load_or_create(Path(folder), keys.unlocked.file_key)
    database = Database(files.database, keys.unlocked.file_key)
    storage = Storage(database, REGISTRY, own, Clock(), Events())
    columns = [row for (row,) in storage.db.execute("SELECT row FROM lesson_column").fetchall()]
    pupils = [row for (row,) in storage.db.execute("SELECT row FROM pupil").fetchall()]
    chance = random.Random(int(seed))  # noqa: S311  the same every time
    for _number in count():
        cells = [["mark", chance.choice(columns), one, chance.randint(1, 10)] for one in pupils]
        say(f"plan {json.dumps(cells)}")
        write(storage, cells)
        say("done")
        renewal = Renewal(files, storage, keys)
        renewal.prepare(no_step)
        keys = renewal.put_in()
        say(f"renewed {keys.ring.newest('file')}")


if __name__ == "__main__":
    main(*sys.argv[1:])
