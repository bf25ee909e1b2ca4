"""`plan`: a thematic plan from a spreadsheet, into one, and an empty one to fill."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Group
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    LANGUAGE,
    PaperLanguage,
    out_option,
    page_named,
    page_options,
)
from school_desk.commands.taking import FILE, problems_data
from school_desk.errors import N_
from school_desk.i18n import _, fill, ngettext, tell

if TYPE_CHECKING:
    from school_desk.journal.thematic_model import ThematicPlan
    from school_desk.journal.thematic_reading_rules import PlanList, PlanProblem


SEVERITIES: Mapping[str, str] = {"error": N_("error"), "warning": N_("warning")}
IN_CELL = N_("{severity}: sheet «{sheet}», row {row}, column {column}: {text}")
IN_ROW = N_("{severity}: sheet «{sheet}», row {row}: {text}")
IN_FILE = N_("{severity}: {text}")


@click.group(cls=Group, help=N_("The thematic plan of a subject: take it in, write it out."))
def plan() -> None:
    """Thematic plans."""


@plan.command("import", help=N_("Take a plan from an Excel file, all of it or nothing."))
@FILE
@click.option("--dry-run", is_flag=True, help=N_("Only say what is in the file; write nothing."))
@click.option("--replace", is_flag=True, help=N_("Instead of the rows there, not behind them."))
@page_options
def import_plan(
    *, file: Path, dry_run: bool, replace: bool, label: str, subject: str, **_options: object
) -> None:
    """Read, show every problem, write if no row has an error."""
    with open_desk(reading=dry_run) as desk:
        there = desk.plans.open(*page_named(desk, label, subject).year)
        found = desk.plan_papers.read(file, there)
        written = not dry_run and not found.errors and bool(found.rows)
        if written:
            desk.plans.take(there, found.rows, replacing=replace)
    answer(_in_words(found, written=written), _in_json(found, written=written))
    end(Ended.WITH_PROBLEMS if found.errors else Ended.WELL)


@plan.command(help=N_("Write a plan as an Excel file that can be taken in again."))
@LANGUAGE
@out_option()
@page_options
def export(*, label: str, subject: str, lang: PaperLanguage, out: Path, **_options: object) -> None:
    """The rows with their dates."""
    with open_desk(reading=True) as desk:
        page = page_named(desk, label, subject).year
        written = desk.plan_papers.thematic_plan(*page, lang, "xlsx", out)
    answer(_("The plan is in {file}.").format(file=out), _plan_facts(written, out))


@plan.command(help=N_("Write an empty plan to fill in Excel."))
@LANGUAGE
@out_option()
@page_options
def template(
    *, label: str, subject: str, lang: PaperLanguage, out: Path, **_options: object
) -> None:
    """Headings and the titles of the terms."""
    with open_desk(reading=True) as desk:
        there = desk.plans.open(*page_named(desk, label, subject).year)
        desk.plan_papers.template(there, lang, out)
    answer(_("The empty plan is in {file}.").format(file=out), {"file": str(out)})


def _plan_facts(written: "ThematicPlan", out: Path) -> Mapping[str, object]:
    return {
        "file": str(out),
        "class": written.head.class_label,
        "rows": len(written.rows),
        "terms": [
            {"term": fit.term, "hours": fit.hours, "lessons": fit.lessons}
            for fit in written.binding.fits
        ],
    }


def _in_words(found: "PlanList", *, written: bool) -> str:
    count = len(found.rows)
    if written:
        last = ngettext("{n} row was taken.", "{n} rows were taken.", count)
    elif found.errors:
        last = _("Nothing was written: mend the rows with errors first.")
    else:
        last = ngettext(
            "{n} row can be taken. Nothing was written.",
            "{n} rows can be taken. Nothing was written.",
            count,
        )
    return "\n".join([*(_told(problem) for problem in found.problems), last.format(n=count)])


def _told(problem: "PlanProblem") -> str:
    facts = {
        "severity": _(SEVERITIES[problem.severity]),
        "sheet": problem.sheet,
        "row": problem.row,
        "column": _(problem.column) if problem.column else "",
        "text": tell(problem.text),
    }
    in_row = IN_CELL if problem.column else IN_ROW
    return fill(_(in_row if problem.row else IN_FILE), facts)


def _in_json(found: "PlanList", *, written: bool) -> Mapping[str, object]:
    return {
        "written": written,
        "rows": len(found.rows),
        "problems": problems_data(found.problems),
    }
