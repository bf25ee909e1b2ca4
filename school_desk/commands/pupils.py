"""`import pupils`: take a list of pupils from a spreadsheet, all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.taking import DAY, DRY_LIST, FILE, problems_data
from school_desk.errors import N_
from school_desk.i18n import _, fill, ngettext, tell
from school_desk.school.model import NewPupil

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.school.pupil_list import PupilList
    from school_desk.school.pupil_problems import Problem

SEVERITIES: Mapping[str, str] = {"error": N_("error"), "warning": N_("warning")}
IN_CELL = N_("{severity}: sheet «{sheet}», row {row}, column {column}: {text}")
IN_ROW = N_("{severity}: sheet «{sheet}», row {row}: {text}")
IN_SHEET = N_("{severity}: sheet «{sheet}»: {text}")
IN_FILE = N_("{severity}: {text}")


@click.group("import", cls=Group, help=N_("Take something from a file."))
def imports() -> None:
    """Take something from a file."""


@imports.command(help=N_("Take pupils from an Excel list, all of them or none."))
@FILE
@DRY_LIST
@click.option(
    "--since",
    metavar="DAY",
    type=DAY,
    help=N_("Day from which they are in their classes, such as 2026-09-01."),
)
@school_options
def pupils(*, file: Path, dry_run: bool, since: datetime | None, **_options: object) -> None:
    """Read, show every problem, write if no line has an error."""
    with open_desk(reading=dry_run) as desk:
        found = desk.pupil_files.read(file)
        written = not dry_run and not found.errors
        if written and found.pupils:
            day = since.date() if since else _begin_of_term(desk)
            desk.school.import_pupils(_new(found), day)
    answer(_in_words(found, written=written), _in_json(found, written=written))
    end(Ended.WITH_PROBLEMS if found.errors else Ended.WELL)


def _begin_of_term(desk: "Desk") -> date:
    """They can have marks from the first day of the term on."""
    return desk.school.calendar().terms[desk.term_number(desk.today()) - 1].starts


def _new(found: "PupilList") -> Sequence[NewPupil]:
    return tuple(
        NewPupil(
            one.name,
            one.year_level,
            one.letter,
            one.birth,
            one.sex or "",
            one.iin,
            one.address,
            one.phone,
            one.guardians,
            one.known_as,
        )
        for one in found.pupils
    )


def _in_words(found: "PupilList", *, written: bool) -> str:
    count = len(found.pupils)
    if written:
        last = ngettext("{n} pupil was taken.", "{n} pupils were taken.", count)
    elif found.errors:
        last = _("Nothing was written: mend the lines with errors first.")
    else:
        last = ngettext(
            "{n} pupil can be taken. Nothing was written.",
            "{n} pupils can be taken. Nothing was written.",
            count,
        )
    return "\n".join([*(told(problem) for problem in found.problems), last.format(n=count)])


def told(problem: "Problem") -> str:
    """A problem of a file in one line, with its place."""
    facts = {
        "severity": _(SEVERITIES[problem.severity]),
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "text": tell(problem.text),
    }
    in_sheet = IN_ROW if problem.row else IN_SHEET
    form = IN_CELL if problem.row and problem.column else in_sheet
    return fill(_(form if problem.sheet else IN_FILE), facts)


def _in_json(found: "PupilList", *, written: bool) -> Mapping[str, object]:
    return {
        "written": written,
        "pupils": len(found.pupils),
        "problems": problems_data(found.problems),
    }
