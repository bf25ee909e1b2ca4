"""`rollover`: begin the next school year, or only say what will happen to whom."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import FORMAT, LANGUAGE, Format, PaperLanguage, out_option
from school_desk.errors import N_
from school_desk.i18n import _, tell
from school_desk.school import rollover_words as words
from school_desk.school.rollover_model import Choices
from school_desk.school.rollover_rules import written
from school_desk.school.year_rules import year_in_words, year_named

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.school.rollover_model import Going, RolloverPlan

SHOWN_PROBLEM = N_("To settle: {text}")


@click.command(
    "rollover", cls=Command, help=N_("Begin the next school year: move up, repeat, finish, begin.")
)
@click.option(
    "--to", "begins", metavar="YEAR", required=True, help=N_("The year to begin, such as 2026-27.")
)
@click.option("--dry-run", is_flag=True, help=N_("Only say what will happen; write nothing."))
@click.option(
    "--stays",
    multiple=True,
    metavar="NAME",
    help=N_("A pupil of a last year level who goes on here; may be said again."),
)
@LANGUAGE
@FORMAT
@out_option(required=False, words=N_("File for the list of pupils; without it only the answer."))
@school_options
def rollover(
    *,
    begins: str,
    dry_run: bool,
    stays: tuple[str, ...],
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """Once a year; a second run finds nothing more to do."""
    named = year_named(begins)
    with open_desk(reading=dry_run) as desk:
        if desk.rollover.begun(named):
            text = _("School year {year} has begun. There is nothing to do.")
            answer(text.format(year=year_in_words(named)), {"year": named, "written": False})
            return
        choices = _choices(desk, stays)
        plan = desk.rollover.plan(choices)
        if out is not None:
            desk.year_papers.rollover(plan, lang, fmt, out)
        written_now = not dry_run and not plan.problems
        if written_now:
            desk.rollover.begin(named, choices)
    answer(_in_words(plan, dry_run=dry_run), _in_json(plan, written_now=written_now, out=out))
    end(Ended.WITH_PROBLEMS if plan.problems else Ended.WELL)


def _choices(desk: "Desk", names: tuple[str, ...]) -> Choices:
    """The pupils who stay, by names as they are listed."""
    said = {name.casefold() for name in names}
    found = desk.rollover.plan().goings if said else ()
    stays = frozenset(o.pupil.id for o in found if o.pupil.name.listed.casefold() in said)
    return Choices(stays, why=_("finished the school here"))


def _in_words(plan: "RolloverPlan", *, dry_run: bool) -> str:
    lines = [tell(words.title(plan)), tell(words.counts(plan)), *map(_line, plan.goings)]
    lines += [_(SHOWN_PROBLEM).format(text=tell(one)) for one in plan.problems]
    if plan.problems or dry_run:
        lines.append(_("Nothing was written."))
    else:
        lines.append(_("The school year has begun. Undo in the window takes it back."))
    return "\n".join(lines)


def _line(going: "Going") -> str:
    to = written(going.to) if going.to else "—"
    return f"{going.of.label} · {going.pupil.name.listed} · {to} · {tell(words.reason(going))}"


def _in_json(plan: "RolloverPlan", *, written_now: bool, out: Path | None) -> dict[str, object]:
    return {
        "year": plan.before.next_year,
        "written": written_now,
        "file": str(out) if out else None,
        "classes": [written(one.label) for one in plan.classes],
        "pupils": [
            {
                "name": one.pupil.name.listed,
                "from": one.of.label,
                "to": written(one.to) if one.to else None,
                "fate": one.fate.value,
            }
            for one in plan.goings
        ],
        "problems": [tell(one) for one in plan.problems],
    }
