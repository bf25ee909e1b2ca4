"""`report summary` and `report teacher-summary`: a term counted, as paper, spreadsheet or JSON."""

import importlib
from collections.abc import Mapping
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
from school_desk.commands.places import class_named, teacher_named
from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.journal import summary_words as words
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.summary_model import ClassSummary, Tally, TeacherSummary
from school_desk.journal.summary_rules import pupil_lists, pupil_tally

if TYPE_CHECKING:
    from fractions import Fraction


_summary_options = asked(
    term_option(),
    LANGUAGE,
    FORMAT,
    click.option(
        "--forecasts", is_flag=True, help=N_("Show forecasts with ≈; they count nowhere.")
    ),
    out_option(required=False, words=N_("File to write; without it only the numbers are said.")),
)


@click.command("summary", cls=Command, help=N_("The term summary of a class."))
@class_option()
@_summary_options
def class_summary(
    *,
    label: str,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    forecasts: bool,
    out: Path | None,
    **_options: object,
) -> None:
    """The form tutor's own class; any class for deputy and head."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        number = term_of(desk, term)
        if out is None:
            summary = desk.summaries.of_class(class_group.id, number)
        else:
            papers = desk.summary_papers
            summary = papers.of_class(class_group.id, number, lang, fmt, out, forecasts=forecasts)
    facts = {"file": str(out) if out else None, **class_facts(summary)}
    _say(facts, summary.total, summary.rules, out)


@click.command("teacher-summary", cls=Command, help=N_("The term summary of a teacher's pages."))
@click.option(
    "--teacher", "name", metavar="NAME", help=N_("Name, or as much of it as tells people apart.")
)
@_summary_options
def teacher_summary(
    *,
    name: str | None,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    forecasts: bool,
    out: Path | None,
    **_options: object,
) -> None:
    """One's own pages; any teacher for deputy and head."""
    with open_desk(reading=True) as desk:
        teacher = teacher_named(desk, name) if name else desk.account.id
        number = term_of(desk, term)
        if out is None:
            summary = desk.summaries.of_teacher(teacher, number)
        else:
            papers = desk.summary_papers
            summary = papers.of_teacher(teacher, number, lang, fmt, out, forecasts=forecasts)
    facts = {"file": str(out) if out else None, **teacher_facts(summary)}
    _say(facts, summary.total, summary.rules, out)


def class_facts(summary: ClassSummary) -> Mapping[str, object]:
    """The numbers of a class for programs; shares are exact, as fractions."""
    return {
        "class": summary.label,
        "term": summary.term.number,
        "pupils": len(summary.there),
        "rules": summary.ruleset,
        "subjects": [
            {
                "subject": column.subject_names["kk"],
                **_numbers(summary.column_tally(n), summary.rules, pass_fail=column.pass_fail),
            }
            for n, column in enumerate(summary.columns)
        ],
        "total": _numbers(summary.total, summary.rules),
        "by_pupils": _told(words.pupil_figures(pupil_tally(summary), summary.rules)),
        "lists": {
            one.kind.value: [line.pupil.name.listed for line in one.certain]
            for one in pupil_lists(summary)
        },
        "missed": _missed(summary),
    }


def teacher_facts(summary: TeacherSummary) -> Mapping[str, object]:
    """The numbers of a teacher for programs."""
    return {
        "teacher": summary.name,
        "term": summary.term.number,
        "rules": summary.ruleset,
        "pages": [
            {
                "class": line.column.class_label,
                "subject": line.column.subject_names["kk"],
                **_numbers(line.tally, summary.rules, pass_fail=line.column.pass_fail),
            }
            for line in summary.lines
        ],
        "total": _numbers(summary.total, summary.rules),
    }


def _numbers(
    tally: Tally, rules: IndicatorRules, *, pass_fail: bool = False
) -> Mapping[str, object]:
    return _told(words.figures(tally, rules, pass_fail=pass_fail))


def _told(line: words.Figures) -> Mapping[str, object]:
    found = line.indicators
    verdicts = dict(zip(("passed", "failed"), line.verdicts or (), strict=False))
    return {
        "pupils": line.pupils,
        **{outcome.value: line.count(outcome) for outcome in words.OUTCOME_HEADS},
        "quality": _exact(found.quality),
        "progress": _exact(found.progress),
        "average": _exact(found.average),
        "sou": _exact(found.sou),
        **verdicts,
    }


def _missed(summary: ClassSummary) -> Mapping[str, int] | None:
    """Lessons missed by the class; null while attendance is not taken."""
    if not summary.taken:
        return None
    lines = summary.there
    signs = {sign.value: sum(len(line.signs(sign)) for line in lines) for sign in words.SIGN_NAMES}
    return {"lessons": sum(len(line.away) for line in lines), **signs}


def _exact(share: "Fraction | None") -> str | None:
    return None if share is None else str(share)


def _say(
    facts: Mapping[str, object], total: Tally, rules: IndicatorRules, out: Path | None
) -> None:
    line = words.figures(total, rules)
    told = [f"{_(words.OUTCOME_NAMES[one])}: {line.count(one)}" for one in words.OUTCOME_HEADS]
    formats = importlib.import_module("school_desk.formats")
    found = line.indicators
    told += [
        f"{_(words.QUALITY)}: {formats.percent(found.quality, 2)} ({found.good}/{found.n})",
        f"{_(words.PROGRESS)}: {formats.percent(found.progress, 2)} ({found.passing}/{found.n})",
        f"{_(words.AVERAGE)}: {formats.number(found.average, 2)}",
    ]
    if out is not None:
        told.append(_("The summary is in {file}.").format(file=out))
    answer("\n".join(told), facts)
