"""The timetable and FET: its files, and fet-cl run beside us with a time limit and a stop."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from school_desk.documents.deliver import deliver
from school_desk.errors import N_, DeskError
from school_desk.school.fet_document import build_fet
from school_desk.school.fet_model import Options, Order
from school_desk.school.fet_reading_rules import MAX_BYTES, read_result
from school_desk.school.fet_service import FetPreview, FetService
from school_desk.settings import load_settings
from school_desk.storage.service import Step, no_step

COMMAND = "fet-cl"
SEEDS = tuple(f"--randomseeds{n}={{seed}}" for n in (10, 11, 12, 20, 21, 22))
"""FET wants all six parts of its throw of the dice, or none."""
USUAL_SECONDS = 60
WISHING = 4
"""A quarter of the time goes into a timetable with every wish: found soon, or not at all."""

LOOK_SECONDS = 0.05
GRACE_SECONDS = 5
"""How long FET may write what it has after it was told to end."""


class FetMissingError(DeskError):
    """The engine is not on this computer."""

    sentence = N_(
        "The timetable engine FET is not on this computer. Install it (on Linux the package fet, "
        "its installer on Windows), or write the .fet file here, open it in FET on "
        "another computer and take its activities.xml or _data_and_timetable.fet back."
    )


class OrderError(DeskError):
    """What is wrong with the data before FET is asked: the window shows all of it."""

    sentence = N_("A timetable cannot be made yet. {n} things stand in the way: mend them first.")


class NoTimetableError(DeskError):
    """FET gave up at once, or ran out of time with nothing."""

    sentence = N_(
        "FET found no timetable in {seconds} seconds. Give it more time, or free some hours of "
        "teachers and classes."
    )


class FetFileMissingError(DeskError):
    """The result cannot be opened."""

    sentence = N_("The file {file} cannot be opened. Check that it exists and is not locked.")


class FetFiles:
    """What the office does with FET. Solving is slow: in a worker."""

    def __init__(self, service: FetService, school: Callable[[], str], settings: Path) -> None:
        self._service = service
        self._school = school
        self._settings = settings

    @property
    def command(self) -> str | None:
        """fet-cl as the settings of this computer say (`fet`), else as the system finds it."""
        return shutil.which(load_settings(self._settings).fet or COMMAND)

    def export(self, path: Path, options: Options = Options()) -> Order:  # noqa: B008  frozen
        """Write the .fet file to give to FET by hand."""
        order = accept_order(self._service.order(options))
        deliver(build_fet(order, self._school()), path)
        return order

    def read(self, path: Path, options: Options = Options()) -> FetPreview:  # noqa: B008  frozen
        """Read a result of FET against this school, or raise."""
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise FetFileMissingError(file=path.name) from error
        return self._service.preview(read_result(content, path.name), path.name, options)

    def solve(
        self,
        options: Options = Options(),  # noqa: B008  frozen
        *,
        seconds: int = USUAL_SECONDS,
        seed: int | None = None,
        step: Step = no_step,
    ) -> FetPreview:
        """Let fet-cl make a timetable; first with every wish, then only with what must be.

        `step` is told the seconds; whatever it raises ends fet-cl and leaves nothing behind.
        What has no place in the time given is in the preview's `unplaced`. The same `seed`, from 1,
        gives the same timetable again; without one each time is another throw.
        """
        command = self.command
        if command is None:
            raise FetMissingError
        order = accept_order(self._service.order(options))
        run = _Run(command, order, seconds, seed, step)
        with tempfile.TemporaryDirectory(prefix="school-desk-") as folder:
            found = run.solve(Path(folder))
        if found is None:
            raise NoTimetableError(seconds=seconds)
        return self._service.preview(read_result(found, COMMAND), COMMAND, options)


def accept_order(order: Order) -> Order:
    """Take an order that can be given to FET, or raise."""
    if order.stops:
        raise OrderError(n=len(order.stops))
    return order


class _Run:
    """One question to fet-cl, asked up to twice."""

    def __init__(
        self, command: str, order: Order, seconds: int, seed: int | None, step: Step
    ) -> None:
        self._command = command
        self._order = _nameless(order)
        self._seconds = seconds
        self._seeds = () if seed is None else tuple(one.format(seed=seed) for one in SEEDS)
        self._step = step
        self._begun = monotonic()

    def solve(self, folder: Path) -> bytes | None:
        """The activities.xml of a whole timetable, else of as much as was placed."""
        if not self._order.options.easy:
            whole = self._ask(
                folder, "wished", replace(self._order.options, easy=False), share=WISHING
            )
            if whole is not None:
                return whole
        whole = self._ask(folder, "easy", replace(self._order.options, easy=True), share=1)
        return whole or _read(folder, "easy-highest") or _read(folder, "wished-highest")

    def _ask(self, folder: Path, name: str, options: Options, *, share: int) -> bytes | None:
        file = folder / f"{name}.fet"
        file.write_bytes(build_fet(replace(self._order, options=options), ""))
        limit = max(1, (self._seconds - int(monotonic() - self._begun)) // share)
        words = (
            *(self._command, f"--inputfile={file}", f"--outputdir={folder}"),
            *(f"--timelimitseconds={limit}", "--htmllevel=0", *self._seeds),
        )
        with subprocess.Popen(  # noqa: S603  a program that the person has chosen, no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        ) as process:
            self._wait(process, limit)
        return _read(folder, name)

    def _wait(self, process: "subprocess.Popen[bytes]", limit: int) -> None:
        """Until FET ends by itself; whatever comes between ends it."""
        until = monotonic() + limit + 1
        try:
            while process.poll() is None and monotonic() < until + GRACE_SECONDS:
                if monotonic() > until:  # FET does not always hear its own limit
                    process.terminate()
                self._step(min(self._seconds, int(monotonic() - self._begun)), self._seconds)
                try:
                    process.wait(LOOK_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
        finally:
            if process.poll() is None:
                process.kill()


def _read(folder: Path, name: str) -> bytes | None:
    """What FET has written of a question."""
    own = name.removesuffix("-highest")
    path = folder / "timetables" / name / f"{own}_activities.xml"
    return path.read_bytes() if path.is_file() else None


def _nameless(order: Order) -> Order:
    """Nobody reads these files: no name of a person needs to be on the disk."""
    teachers = {row: f"T{row}" for row in order.week.teachers}
    return replace(order, week=replace(order.week, teachers=teachers))
