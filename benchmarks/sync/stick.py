"""S14, a bundle on a stick: `python -m benchmarks.sync.stick`, 10,000 marks of one computer.

Written, flushed to the medium, read back and unlocked; then taken in by the other computer, each
step durable (`synchronous=FULL`). The folder is on this computer's disk, unless --folder names one.
"""

import argparse
import cProfile
import pstats
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.machine import described
from benchmarks.sync.newcomer import Timed, timed
from benchmarks.sync.wire import Pair
from school_desk.sync.courier import Courier
from school_desk.sync.courier_folder import Shelf


def no_step(_done: int, _total: int) -> None:
    """Nobody watches."""


def trip(place: Path, folder: Path, seed: int, marks: int) -> tuple[int, int, Timed, Timed]:
    """Bytes of the bundle, lines of the log in it, and what writing and reading took."""
    pair = Pair(place, seed)
    pair.exchanged()
    school = pair.school
    school.new_marks(marks)
    for storage in (school.storage, pair.office):
        storage.db.execute("PRAGMA synchronous = FULL")
    written, writing = timed(lambda: Courier(school.storage).write(Shelf(folder), no_step))
    brought, reading = timed(lambda: Courier(pair.office).read(Shelf(folder), no_step))
    assert (written.rest, brought.damaged, brought.refused) == (0, 0, [])
    assert brought.applied == written.lines
    pair.close()
    return written.bytes, written.lines, writing, reading


def main() -> None:
    """The line of the table."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.stick", description=__doc__)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--marks", type=int, default=10_000)
    options.add_argument("--folder", type=Path, help="a stick; else a folder on the disk")
    options.add_argument("--profile", action="store_true", help="where the time goes, once")
    wish = options.parse_args()
    profile = cProfile.Profile() if wish.profile else None
    found = []
    with TemporaryDirectory() as place:
        print("\n".join(f"- {line}" for line in described(Path(place))[:3]))
        for seed in range(1, wish.seeds + 1):
            with TemporaryDirectory(dir=wish.folder) as folder:
                if profile:
                    profile.enable()
                found.append(trip(Path(place), Path(folder), seed, wish.marks))
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    count, lines = (median(one[n] for one in found) for n in (0, 1))
    parts = [(median(one[n].wall for one in found), median(one[n].busy for one in found))
             for n in (2, 3)]  # fmt: skip
    whole = sorted(one[2].wall + one[3].wall for one in found)
    print("| marks | n | bytes (goal ≤ 30,000) | write and verify | take in | both (goal ≤ 2 s) |")
    print("|---|---|---|---|---|---|")
    cells = [f"{wall:.2f} s ({busy:.2f} s of processor)" for wall, busy in parts]
    cells.append(f"**{median(whole):.2f} s**, {whole[0]:.2f} to {whole[-1]:.2f}")
    print(f"| {wish.marks:,} ({lines:,.0f} lines) | {len(found)} | **{count:,.0f}** "
          f"| {' | '.join(cells)} |")  # fmt: skip


if __name__ == "__main__":
    main()
