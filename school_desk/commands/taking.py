"""What commands that take a file have in common: the file, a dry run, its problems as data."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.errors import N_
from school_desk.i18n import tell

if TYPE_CHECKING:
    from school_desk.journal.thematic_reading_rules import PlanProblem
    from school_desk.school.pupil_problems import Problem

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
DRY_CHANGE = click.option(
    "--dry-run", is_flag=True, help=N_("Only say what would change; write nothing.")
)
DRY_LIST = click.option(
    "--dry-run", is_flag=True, help=N_("Only say what is in the list; write nothing.")
)


def problems_data(problems: Iterable["Problem | PlanProblem"]) -> list[dict[str, object]]:
    """Problems as programs read them."""
    return [
        {
            "severity": one.severity.value,
            "sheet": one.sheet,
            "row": one.row,
            "column": one.column,
            "text": tell(one.text),
        }
        for one in problems
    ]
