"""Long proofs: `python -m tests.soak --seconds 600 --seed 1`; figures go to docs/reliability.md.

Rounds follow each other until the time is up, each with a seed of its own made of the seed and
its number. What is reached is kept (--state), so the next call with the same seed goes on from
there; a failure names the round, and `--round N` plays it alone.
"""

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.backups.conftest import Office
from tests.backups.kills import backup_kills, newest
from tests.backups.spoiling import read_spoiled as read_spoiled_backups
from tests.backups.spoiling import small_backup
from tests.journal.plan_files import read_spoiled
from tests.journal.turns import check_turns, make_deep
from tests.soak import simulated, three_programs
from tests.soak.kills import TYPIST, kills
from tests.soak.kitchen_lists import spoil_lists
from tests.soak.power_cuts import CARELESS, OFTEN, build_recorder, compiler, power_cuts
from tests.soak.readers import read_all
from tests.soak.renewal_kills import renewal_cuts, renewal_kills
from tests.soak.report import call, report
from tests.soak.window_kills import window_kills
from tests.soak.work_kills import work_kills
from tests.storage.histories import check_histories
from tests.storage.small_school import make_file
from tests.sync.spoiling import read_spoiled as read_spoiled_batches
from tests.sync.spoiling import samples
from tests.sync.test_refusals import marks
from tests.ui.seat import make_folder

ROUNDS_OF_A_SEED = 1_000_000
WINDOW_KILLS = 100
"""However slow the computer: they come before the rounds, which fill what is left of the time."""
KILLS, IMAGES, UNITS, HISTORIES, STEPS, TURNS = 20, 1500, 60, 80, 50, 40
RENEWAL_KILLS, RENEWAL_IMAGES, RENEWALS = 20, 500, 5
SPOILED = 500
SPOILED_BATCHES = 2000
SIMULATED_SECONDS = 60
BACKUP_KILLS = 15
WORK_KILLS = 15
SPOILED_OF_EACH = 100
SPOILED_LISTS = 100


def play(folder: Path, number: int, driver: str) -> tuple[Counter[str], list[str]]:
    """One round: kills and power cuts with their control, random histories, turns at a register."""
    figures: Counter[str] = Counter(rounds=1)
    counted, wrong = kills(_new(folder, "kills"), number, KILLS, driver)
    figures.update(counted)
    counted, bad = renewal_kills(_new(folder, "keys"), number, RENEWAL_KILLS)
    figures.update(counted)
    wrong += bad
    if compiler():
        library = build_recorder(folder)
        cut = _new(folder, "keys-cut")
        counted, bad = renewal_cuts(cut, library, number, RENEWALS, RENEWAL_IMAGES)
        figures.update(counted)
        wrong += bad
        counted, bad = power_cuts(_new(folder, "cuts"), library, number, UNITS, IMAGES, OFTEN)
        figures["power-cut images"] += counted["images"]
        wrong += bad
        counted, lost = power_cuts(
            _new(folder, "control"), library, number, UNITS, IMAGES // 10, OFTEN, CARELESS
        )
        figures["images of the control"] += counted["images"]
        figures["of these with lost marks"] += counted["bad images"]
        wrong += [] if lost else [f"the control of seed {number} has lost nothing"]
    counted, bad = histories(_new(folder, "histories"), number)
    figures.update(counted)
    wrong += bad
    counted, bad = read_spoiled(_new(folder, "plans"), number, SPOILED)
    figures.update(counted)
    wrong += bad
    counted, bad = backups(_new(folder, "backups"), number)
    figures.update(counted)
    wrong += bad
    counted, bad = batches(number)
    figures.update(counted)
    wrong += bad
    counted, bad = work_kills(_new(folder, "works"), number, WORK_KILLS)
    figures.update(counted)
    wrong += bad
    counted, bad = read_all(number, SPOILED_OF_EACH)
    figures.update(counted)
    wrong += bad
    counted, bad = spoil_lists(_new(folder, "lists"), number, SPOILED_LISTS)
    figures.update(counted)
    wrong += bad
    counted, bad = turns(_new(folder, "turns"), number)
    figures.update(counted)
    wrong += bad
    counted, bad = three_programs.play(_new(folder, "programs"), number)
    figures.update(counted)
    wrong += bad
    counted, bad = simulated.play(number, SIMULATED_SECONDS, 1, None)
    figures.update({f"simulation: {name}": found for name, found in counted.items()})
    return figures, wrong + bad


def turns(folder: Path, number: int) -> tuple[dict[str, int], list[str]]:
    """Random turns of two people at the whole register; the shortest that went wrong, if one."""
    try:
        made = make_deep(folder / "made")
        counted = check_turns(made, folder, TURNS, seed=number, derandomize=False, print_blob=True)
    except Exception:  # noqa: BLE001  whatever breaks a turn is a finding
        return {"turns": 0}, [traceback.format_exc()]
    return {f"register {name}": found for name, found in counted.items()}, []


def batches(number: int) -> tuple[Counter[str], list[str]]:
    """Batches of a stream spoiled, also under a right signature, and read."""
    counted, wrong = read_spoiled_batches(samples(marks(120)), number, SPOILED_BATCHES)
    read, all_ = counted["of these read"], counted["spoiled batches"]
    named = {"spoiled batches": all_, "batches refused in words": all_ - read - len(wrong)}
    return Counter(named), wrong


def backups(folder: Path, number: int) -> tuple[Counter[str], list[str]]:
    """Backups made, tried out and restored under kills; and spoiled ones, read."""
    made = make_folder(_new(folder, "made"))
    counted, wrong = backup_kills(folder, made, number, BACKUP_KILLS)
    office = Office(folder / "first")
    small_backup(newest(office), folder / "small.sdbackup")
    spoiled, bad = read_spoiled_backups(folder / "small.sdbackup", folder, number, SPOILED)
    return Counter(counted) + Counter(spoiled), wrong + bad


def histories(folder: Path, number: int) -> tuple[dict[str, int], list[str]]:
    """Random histories of several computers; the shortest that went wrong, if one did."""
    make_file(folder / "empty.db")
    content = (folder / "empty.db").read_bytes()
    chosen = {"derandomize": False, "database": None, "print_blob": True}
    try:
        return check_histories(folder, content, HISTORIES, STEPS, seed=number, **chosen), []
    except Exception:  # noqa: BLE001  whatever breaks a history is a finding
        return {"histories": 0}, [traceback.format_exc()]


def _new(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--seconds", type=float, default=600)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--round", type=int, help="play this round alone")
    options.add_argument("--simulation", action="store_true", help="only schools that sync")
    options.add_argument("--programs", action="store_true", help="only three real programs")
    options.add_argument("--processes", type=int, default=1, help="of the simulation alone")
    options.add_argument("--window-kills", type=int, default=WINDOW_KILLS)
    options.add_argument("--driver", default=TYPIST, help="the module that types and is killed")
    options.add_argument("--state", type=Path, help="where it is kept how far a seed has come")
    chosen = options.parse_args()
    if chosen.simulation:
        figures, wrong = _simulation(chosen)
    else:
        figures, wrong = _rounds(chosen)
    report(figures, wrong, call("tests.soak", sys.argv[1:]))
    return bool(wrong)


def _simulation(chosen: argparse.Namespace) -> tuple[Counter[str], list[str]]:
    kept = chosen.state or _state(f"simulation-{chosen.seed}")
    counted, wrong = simulated.play(chosen.seed, chosen.seconds, chosen.processes, kept)
    print(dict(counted), *wrong, sep="\n  ", flush=True)
    played = simulated.Reached.read(kept).figures["steps"]
    print(f"steps played of this seed: {played:,}")
    return counted, wrong


def _rounds(chosen: argparse.Namespace) -> tuple[Counter[str], list[str]]:
    """Rounds until the time is up or one goes wrong; the window's kills come before whole ones."""
    only = "programs-" if chosen.programs else ""
    state = chosen.state or _state(f"{only}{chosen.seed}")
    start = chosen.round if chosen.round is not None else reached(state)
    figures, wrong = Counter[str](), list[str]()
    end = time.monotonic() + chosen.seconds
    if chosen.round is None and not chosen.programs:
        with tempfile.TemporaryDirectory() as folder:
            seed = chosen.seed * ROUNDS_OF_A_SEED + start
            counted, wrong = window_kills(Path(folder), seed, chosen.window_kills)
        figures.update(counted)
        print(f"the window: {counted}", *wrong, sep="\n  ", flush=True)
    for number in range(start, start + 1 if chosen.round is not None else ROUNDS_OF_A_SEED):
        seed = chosen.seed * ROUNDS_OF_A_SEED + number
        with tempfile.TemporaryDirectory() as folder:
            if chosen.programs:
                counted, bad = three_programs.play(Path(folder), seed)
            else:
                counted, bad = play(Path(folder), seed, chosen.driver)
        figures.update(counted)
        wrong += [f"round {number}: {one}" for one in bad]
        print(f"round {number}: {dict(counted)}", *bad, sep="\n  ", flush=True)
        if chosen.round is None and not bad:
            state.write_text(json.dumps({"next round": number + 1}), encoding="utf-8")
        if wrong or time.monotonic() > end:
            break
    return figures, wrong


def _state(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"school-desk-soak-{name}.json"


def reached(state: Path) -> int:
    """The round to go on with."""
    with suppress(FileNotFoundError):
        return int(json.loads(state.read_text(encoding="utf-8"))["next round"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
