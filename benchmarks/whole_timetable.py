"""B15: the timetable of the big school of the tests: FET with our files around it ÷ FET alone."""

import shutil
import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from school_desk.app import Desk
from school_desk.fet_files import FetMissingError
from school_desk.intents import Form
from school_desk.school.fet_model import Options
from tests.schools.making import leave, make_big, make_small

RUNS = 3
SMALL = 100
"""Who measures so few pupils only wants to see that it runs."""

EASY = Options(easy=True)
"""Without wishes: so FET is soon done and our part weighs most."""

SECONDS = 120
NAME = "school"


def measure(plan: Plan) -> tuple[Figure, ...]:
    """Our part is timed around the very run of fet-cl, which is not equally lucky each time."""
    command = shutil.which("fet-cl")
    if command is None:
        raise FetMissingError
    with TemporaryDirectory(dir=plan.cache) as name:
        folder = Path(name)
        make = make_big if plan.pupils > SMALL else make_small
        desk = make(folder / "made")
        classes = len(desk.school.class_groups())
        runs = [_run(desk, command, folder / str(n)) for n in range(min(RUNS, plan.repeats))]
        slots = desk.school.timetable()
        checks = interleaved({"clash": timed(desk.school.clashes)}, plan.repeats // 4)["clash"]
        found = len(desk.school.clashes())
        desk.close()
        leave(desk)
    ours, alone = [one[0] + one[1] for one in runs], [one[1] for one in runs]
    added = [one[0] for one in runs]
    return (
        Figure(
            "B15",
            f"timetable of {classes} classes ({len(slots):,} lessons): written for FET, solved, "
            "read, taken in one step ÷ fet-cl alone",
            median(ours) / median(alone),
            "×",
            None,
            f"{in_words(ours)} ÷ {in_words(alone)}",
        ),
        Figure(
            "B15",
            "of it ours: written, read, taken",
            median(added) / 1e3,
            "s",
            2.0,
            in_words(added),
        ),
        Figure(
            "B15",
            f"clash check of the whole timetable ({len(slots):,} lessons, {found} found)",
            median(checks),
            "ms",
            100.0,
            in_words(checks),
        ),
    )


def _run(desk: Desk, command: str, folder: Path) -> tuple[float, float]:
    """Milliseconds of ours and of fet-cl; the timetable before it is taken back, untimed."""
    if desk.school.timetable():
        desk.undo(Form())
    folder.mkdir()
    file = folder / f"{NAME}.fet"
    ours = timed(partial(desk.fet_files.export, file, EASY))()
    words = (command, f"--inputfile={file}", f"--outputdir={folder}", "--htmllevel=0")
    alone = timed(
        partial(
            subprocess.run,
            (*words, f"--timelimitseconds={SECONDS}"),
            check=True,
            capture_output=True,
        )
    )()
    started = perf_counter()
    made = folder / "timetables" / NAME / f"{NAME}_activities.xml"
    preview = desk.fet_files.read(made, EASY)
    desk.fet.take(preview.change)
    return ours + (perf_counter() - started) * 1e3, alone
