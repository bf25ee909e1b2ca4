"""`report history`, `report remarks`, `report observations`: papers of supervision."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.places import class_named, group_of, subject_named
from school_desk.errors import N_, DeskError
from school_desk.i18n import ngettext
from school_desk.intents import Scope
from school_desk.school.names import matches

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.model import RegisterPage
    from school_desk.journal.remark_model import Observation

Format = Literal["pdf", "xlsx"]
TERMS = (1, 4)


class PupilUnknownError(DeskError):
    """No pupil of this name on the page, or several."""

    sentence = N_("There is no one pupil {name} on this page. Type more of the name.")


def _file_options(function: Any) -> Any:  # noqa: ANN401  a function of click
    options = (
        click.option(
            "--lang",
            type=click.Choice(["kk", "ru", "both"]),
            default="kk",
            help=N_("Language of the paper: kk, ru or both."),
        ),
        click.option(
            "--format",
            "fmt",
            type=click.Choice(["pdf", "xlsx"]),
            default="pdf",
            help=N_("pdf to print, xlsx to go on with."),
        ),
        click.option(
            "-o",
            "--output",
            "out",
            metavar="FILE",
            required=True,
            type=click.Path(path_type=Path, dir_okay=False),
            help=N_("File to write; what was there is replaced at once."),
        ),
        school_options,
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command("history", help=N_("What was changed on a register page: who, when, from what."))
@click.option("--class", "label", metavar="CLASS", required=True, help=N_("Class, such as 7А."))
@click.option("--subject", metavar="NAME", required=True, help=N_("Subject: its name or code."))
@click.option(
    "--term", metavar="N", type=click.IntRange(*TERMS), help=N_("Term, 1 to 4; else today's.")
)
@click.option("--pupil", metavar="NAME", help=N_("One pupil: the beginning of the names."))
@click.option("--corrections", is_flag=True, help=N_("Only what replaced something."))
@_file_options
def history(
    *,
    label: str,
    subject: str,
    term: int | None,
    pupil: str | None,
    corrections: bool,
    lang: "DocumentLanguage",
    fmt: Format,
    out: Path,
    **_options: object,
) -> None:
    """All changes of a page, or those of one pupil."""
    with open_desk(reading=True) as desk:
        page = _page(desk, label, subject, term)
        whose = _pupil(page, pupil) if pupil else None
        count = desk.trail_papers.history(
            page, lang, fmt, out, pupil=whose, corrections=corrections
        )
    text = ngettext("{n} change is in {file}.", "{n} changes are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "changes": count})


@click.command("remarks", help=N_("The sheet of remarks on a class's register."))
@click.option("--class", "label", metavar="CLASS", required=True, help=N_("Class, such as 7А."))
@_file_options
def remarks(
    *, label: str, lang: "DocumentLanguage", fmt: Format, out: Path, **_options: object
) -> None:
    """Date, remark, deputy head, note of completion."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        count = desk.trail_papers.remarks(class_group.id, lang, fmt, out)
    text = ngettext("{n} remark is in {file}.", "{n} remarks are in {file}.", count)
    facts = {"file": str(out), "class": class_group.label, "remarks": count}
    answer(text.format(n=count, file=out), facts)


@click.command("observations", help=N_("Records of observed lessons."))
@click.option("--class", "label", metavar="CLASS", help=N_("Class, such as 7А; else all."))
@_file_options
def observations(
    *, label: str | None, lang: "DocumentLanguage", fmt: Format, out: Path, **_options: object
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


def _page(desk: "Desk", label: str, subject: str, term: int | None) -> "RegisterPage":
    taught = subject_named(desk, subject)
    group = group_of(desk, class_named(desk, label), taught)
    return desk.journal.open_page(group, taught.id, term or desk.term_number(desk.today()))


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
