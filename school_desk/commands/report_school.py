"""`report school`, `years`, `works` and `path`: the deputy's numbers without a window."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    FORMAT,
    LANGUAGE,
    Format,
    PaperLanguage,
    asked,
    class_option,
    out_option,
    term_of,
    term_option,
)
from school_desk.commands.places import class_named
from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled, Text, _, ngettext, tell
from school_desk.journal.desk_model import By
from school_desk.school.names import matches

if TYPE_CHECKING:
    from school_desk.journal.desk_model import Name, ReportLine
    from school_desk.journal.year_report_model import YearValue

OUT = out_option(required=False, words=N_("File to write; without it only the answer."))
KINDS = click.Choice([one.value for one in By])


class PupilUnclearError(DeskError):
    """No pupil of the class is called so, or several are."""

    sentence = N_("{n} pupils of {label:class} are called “{name}”. Write more of the name.")


@click.command(cls=Command, help=N_("Results of the school by class, subject, teacher or stage."))
@term_option()
@click.option("--by", type=KINDS, default="class", help=N_("What results are put together by."))
@asked(LANGUAGE, FORMAT, OUT)
def school(
    *,
    term: int | None,
    by: str,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """The indicators of a term."""
    with open_desk(reading=True) as desk:
        wanted = term_of(desk, term)
        report = desk.reports.term(wanted)
        if out is not None:
            desk.report_papers.term(wanted, By(by), lang, fmt, out)
    lines = [_numbers(line) for line in report.of(By(by))]
    text = ngettext("{n} line", "{n} lines", len(lines)).format(n=len(lines))
    answer(text, {"term": wanted, "by": by, "file": str(out) if out else None, "lines": lines})


@click.command(cls=Command, help=N_("School years side by side, by their year marks."))
@click.option("--by", type=KINDS, default="class", help=N_("What results are put together by."))
@asked(LANGUAGE, FORMAT, OUT)
def years(
    *, by: str, lang: PaperLanguage, fmt: Format, out: Path | None, **_options: object
) -> None:
    """The indicators of the latest years."""
    with open_desk(reading=True) as desk:
        found = desk.reports.compare_years(By(by))
        if out is not None:
            desk.report_papers.years(By(by), lang, fmt, out)
    lines = [
        {
            "name": _said(line.name),
            "years": {year: _year_numbers(value) for year, value in line.values.items()},
        }
        for line in found.lines
    ]
    papers = {year: dict(each) for year, each in found.papers.items()}
    text = ngettext("{n} line", "{n} lines", len(lines)).format(n=len(lines))
    facts = {"by": by, "file": str(out) if out else None, "years": found.years}
    answer(text, {**facts, "papers": papers, "lines": lines})


@click.command(cls=Command, help=N_("Summative works of a term by class and week."))
@term_option()
@asked(LANGUAGE, FORMAT, OUT)
def works(
    *, term: int | None, lang: PaperLanguage, fmt: Format, out: Path | None, **_options: object
) -> None:
    """The workload of a term."""
    with open_desk(reading=True) as desk:
        wanted = term_of(desk, term)
        found = desk.reports.works(wanted)
        if out is not None:
            desk.report_papers.works(wanted, lang, fmt, out)
    classes = [
        {
            "class": one.label,
            "works": one.total,
            "weeks": {monday.isoformat(): len(each) for monday, each in one.weeks.items()},
            "crowded": {day.isoformat(): n for day, n in (one.crowded or {}).items()},
        }
        for one in found
    ]
    total = sum(one.total for one in found)
    text = ngettext("{n} work", "{n} works", total).format(n=total)
    answer(text, {"term": wanted, "file": str(out) if out else None, "classes": classes})


@click.command(cls=Command, help=N_("The path of a pupil over the years."))
@class_option()
@click.option("--pupil", "name", metavar="NAME", required=True, help=N_("Name of the pupil."))
@asked(LANGUAGE, FORMAT, OUT)
def path(
    *,
    label: str,
    name: str,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """Year marks by subject and year."""
    with open_desk(reading=True) as desk:
        group = class_named(desk, label)
        found = [o.pupil for o in desk.school.pupils(group.id) if matches(name, o.pupil.name)]
        if len(found) != 1:
            raise PupilUnclearError(n=len(found), label=group.label, name=name)
        way = desk.reports.path(group.id, found[0].id)
        if out is not None:
            desk.report_papers.path(group.id, found[0].id, lang, fmt, out)
    years = [
        {
            "year": one.year,
            "class": one.label,
            "marks": {
                way.subjects[subject]["kk"]: cell.final.mark
                for subject, cell in one.cells.items()
                if cell.final.mark is not None
            },
        }
        for one in way.years
    ]
    text = _("{name}: {n} years").format(name=found[0].name.full, n=len(years))
    answer(text, {"file": str(out) if out else None, "years": years})


def _numbers(line: "ReportLine") -> dict[str, object]:
    counts, found = line.marks.counts, line.indicators
    shares = {
        name: None if value is None else str(value)
        for name, value in (
            ("quality", found.quality),
            ("progress", found.progress),
            ("average", found.average),
            ("sou", found.sou),
        )
    }
    marks = [counts.five, counts.four, counts.three, counts.two]
    facts = {"name": _said(line.name), "pupils": len(line.pupils.counted), "n": found.n}
    return {**facts, "marks": marks, "not_attested": counts.not_attested, **shares}


def _year_numbers(value: "YearValue") -> dict[str, object]:
    found = value.found
    shares = (
        ("quality", found.quality),
        ("progress", found.progress),
        ("average", found.average),
    )
    told = {name: None if share is None else str(share) for name, share in shares}
    return {"class": value.label or None, "pupils": value.pupils, "n": found.n, **told}


def _said(name: "Name") -> str:
    if isinstance(name, Text):
        return tell(name)
    return str(name) if isinstance(name, Spelled) else name
