"""`report history`, `report remarks`, `report observations`: papers of supervision."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import answer
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    Format,
    PaperLanguage,
    class_option,
    file_options,
    page_named,
    subject_option,
    term_of,
    term_option,
)
from school_desk.commands.places import class_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_, DeskError
from school_desk.i18n import ngettext
from school_desk.intents import Scope
from school_desk.school.names import matches

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.journal.model import RegisterPage
    from school_desk.journal.remark_model import Observation


class PupilUnknownError(DeskError):
    """No pupil of this name on the page, or several."""

    sentence = N_("There is no one pupil {name} on this page. Type more of the name.")


@click.command("history", help=N_("What was changed on a register page: who, when, from what."))
@class_option()
@subject_option()
@term_option()
@click.option("--pupil", metavar="NAME", help=N_("One pupil: the beginning of the names."))
@click.option("--corrections", is_flag=True, help=N_("Only what replaced something."))
@file_options
def history(
    *,
    label: str,
    subject: str,
    term: int | None,
    pupil: str | None,
    corrections: bool,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    **_options: object,
) -> None:
    """All changes of a page, or those of one pupil."""
    with open_desk(reading=True) as desk:
        page = desk.journal.open_page(*page_named(desk, label, subject, term).place)
        whose = _pupil(page, pupil) if pupil else None
        count = desk.trail_papers.history(
            page, lang, fmt, out, pupil=whose, corrections=corrections
        )
    text = ngettext("{n} change is in {file}.", "{n} changes are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "changes": count})


@click.command("changes", help=N_("What changed in the register of a class since a day."))
@class_option()
@subject_option(required=False, words=N_("Subject: its name or code; else all."))
@term_option()
@click.option(
    "--since", "day", metavar="DATE", type=DAY, required=True, help=N_("The first day that counts.")
)
@file_options
def changes(
    *,
    label: str,
    subject: str | None,
    term: int | None,
    day: datetime,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    **_options: object,
) -> None:
    """The changes of a page, or of all pages of a class, in the order of time."""
    with open_desk(reading=True) as desk:
        papers, since = desk.trail_papers, day.date()
        if subject:
            page = desk.journal.open_page(*page_named(desk, label, subject, term).place)
            count = papers.changes((page,), since, lang, fmt, out)
        else:
            number, class_group = term_of(desk, term), class_named(desk, label).id
            count = papers.changes_of_class(class_group, number, since, lang, fmt, out)
    text = ngettext("{n} change is in {file}.", "{n} changes are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "changes": count})


@click.command("remarks", help=N_("The sheet of remarks on a class's register."))
@class_option()
@file_options
def remarks(*, label: str, lang: PaperLanguage, fmt: Format, out: Path, **_options: object) -> None:
    """Date, remark, deputy head, note of completion."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        count = desk.trail_papers.remarks(class_group.id, lang, fmt, out)
    text = ngettext("{n} remark is in {file}.", "{n} remarks are in {file}.", count)
    facts = {"file": str(out), "class": class_group.label, "remarks": count}
    answer(text.format(n=count, file=out), facts)


@click.command("observations", help=N_("Records of observed lessons."))
@class_option(required=False, words=N_("Class, such as 7А; else all."))
@file_options
def observations(
    *, label: str | None, lang: PaperLanguage, fmt: Format, out: Path, **_options: object
) -> None:
    """A record for each lesson as PDF, a list as a sheet; a teacher gets the own ones."""
    with open_desk(reading=True) as desk:
        found = _observations(desk)
        if label:
            wanted = class_named(desk, label).id
            found = tuple(one for one in found if one.class_group == wanted)
        count = desk.trail_papers.observations(found, lang, fmt, out)
    text = ngettext("{n} record is in {file}.", "{n} records are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "observations": count})


def _pupil(page: "RegisterPage", name: str) -> int:
    found = [row.pupil.id for row in page.rows if matches(name, row.pupil.name)]
    if len(found) != 1:
        raise PupilUnknownError(name=name)
    return found[0]


def _observations(desk: "Desk") -> "tuple[Observation, ...]":
    refusal = desk.why_not("See observations", Scope())
    if refusal is None:
        return desk.remarks.observations()
    return desk.remarks.observations_of(desk.account.id)
