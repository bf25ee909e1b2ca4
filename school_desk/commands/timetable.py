"""`timetable …`: the engine FET asked and answered, timetables from spreadsheets and back."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import out_option
from school_desk.commands.taking import DRY_CHANGE, FILE
from school_desk.errors import N_
from school_desk.i18n import _, current, ngettext, tell
from school_desk.school.fet_model import FetProblem, Options

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.school.timetable_change_rules import TimetableChange

USUAL_SECONDS = 60
KEEP = click.option(
    "--keep", is_flag=True, help=N_("Lessons of the timetable stay; only what lacks is placed.")
)


@click.group(cls=Group, help=N_("Timetables: made by FET, from Excel and to it."))
def timetable() -> None:
    """Timetables: made by FET, from Excel and to it."""


@timetable.command("export-fet", help=N_("Write the .fet file that FET makes a timetable of."))
@KEEP
@out_option()
@school_options
def export_fet(*, keep: bool, out: Path, **_options: object) -> None:
    """For a computer that has FET when this one has not."""
    options = Options(keep=keep)
    with open_desk(reading=True) as desk:
        problems = desk.fet.order(options).problems
        if _stops(problems):
            _refuse(problems)
        order = desk.fet_files.export(out, options)
    said = _("The hours to place are in {file}: {n}.").format(file=out, n=len(order.hours))
    lines = [*_texts(problems), said]
    answer("\n".join(lines), {"file": str(out), "hours": len(order.hours), **_as_data(problems)})


@timetable.command(help=N_("Let FET make the timetable on this computer."))
@click.option(
    "--seconds",
    type=click.IntRange(2, 36_000),
    default=USUAL_SECONDS,
    help=N_("How long FET may look for it."),
)
@KEEP
@DRY_CHANGE
@school_options
def solve(*, seconds: int, keep: bool, dry_run: bool, **_options: object) -> None:
    """Ask fet-cl, then take all that it has placed."""
    options = Options(keep=keep)
    with open_desk(reading=dry_run) as desk:
        problems = desk.fet.order(options).problems
        if _stops(problems):
            _refuse(problems)
        found = desk.fet_files.solve(options, seconds=seconds)
        told = (*problems, *found.problems)
        _take(desk, found.change, told, len(found.unplaced), dry_run=dry_run)


@timetable.command("import-fet", help=N_("Take what FET has made on another computer."))
@FILE
@KEEP
@DRY_CHANGE
@school_options
def import_fet(*, file: Path, keep: bool, dry_run: bool, **_options: object) -> None:
    """Read activities.xml or a .fet file with a timetable; nothing if anything is wrong."""
    with open_desk(reading=dry_run) as desk:
        found = desk.fet_files.read(file, Options(keep=keep))
        _take(desk, found.change, found.problems, len(found.unplaced), dry_run=dry_run)


@timetable.command("import", help=N_("Take a timetable from an Excel file."))
@FILE
@DRY_CHANGE
@school_options
def import_list(*, file: Path, dry_run: bool, **_options: object) -> None:
    """A list or a grid; nothing if a name is unknown."""
    with open_desk(reading=dry_run) as desk:
        found = desk.timetable_files.read(file)
        written = not dry_run and not found.problems
        if written:
            desk.timetable_lists.take(found.change)
        problems = tuple(FetProblem(one.placed) for one in found.problems)
        _say(found.change, problems, 0, written=written)


@timetable.command(help=N_("Write the timetable as an Excel list that can be taken in again."))
@out_option()
@school_options
def export(*, out: Path, **_options: object) -> None:
    """Every lesson in a row."""
    with open_desk(reading=True) as desk:
        count = desk.timetable_files.write(out, current())
    text = _("The timetable is in {file}.").format(file=out)
    answer(text, {"file": str(out), "lessons": count})


def _take(
    desk: "Desk",
    change: "TimetableChange",
    problems: Sequence[FetProblem],
    unplaced: int,
    *,
    dry_run: bool,
) -> None:
    """Take what FET has placed, unless something stands in the way or one only asks."""
    written = not dry_run and not _stops(problems)
    if written:
        desk.fet.take(change)
    _say(change, problems, unplaced, written=written)


def _say(
    change: "TimetableChange",
    problems: Iterable[FetProblem],
    unplaced: int,
    *,
    written: bool,
) -> None:
    """What changes, what is wrong, whether it was written."""
    problems = tuple(problems)
    stopped = _stops(problems)
    counts = {"comes": len(change.comes), "goes": len(change.goes), "stays": len(change.stays)}
    lines = [*_texts(problems)]
    if unplaced:
        text = ngettext("{n} hour has no place.", "{n} hours have no place.", unplaced)
        lines.append(text.format(n=unplaced))
    lines.append(_("Lessons that come: {comes}, go: {goes}, stay: {stays}.").format(**counts))
    lines.append(_written(written=written, stopped=stopped))
    answer(
        "\n".join(lines), {"written": written, **counts, "unplaced": unplaced, **_as_data(problems)}
    )
    end(Ended.WITH_PROBLEMS if stopped or unplaced else Ended.WELL)


def _written(*, written: bool, stopped: bool) -> str:
    if written:
        return _("The timetable was taken. One undo takes it back.")
    return _("Nothing was written: mend the file first.") if stopped else _("Nothing was written.")


def _refuse(problems: Iterable[FetProblem]) -> None:
    """Everything that stands in the way, at once."""
    answer("\n".join(_texts(problems)), {"written": False, **_as_data(problems)})
    end(Ended.WITH_PROBLEMS)


def _stops(problems: Iterable[FetProblem]) -> bool:
    return any(one.stops for one in problems)


def _texts(problems: Iterable[FetProblem]) -> list[str]:
    return [tell(one.text) for one in problems]


def _as_data(problems: Iterable[FetProblem]) -> Mapping[str, object]:
    return {"problems": [{"text": tell(one.text), "stops": one.stops} for one in problems]}
