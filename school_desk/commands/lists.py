"""`import staff|marks|lists|curriculum`, `export …`: the lists of the office, there and back."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.pupils import told
from school_desk.commands.taking import problems_data
from school_desk.errors import N_
from school_desk.i18n import _, current, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from school_desk.app import Desk
    from school_desk.school.pupil_problems import Problem

FILE = click.Path(path_type=Path)
DRY = N_("Only say what is in the list; write nothing.")


class ReadAny(Protocol):
    """What a list file has read."""

    @property
    def lines(self) -> "tuple[Any, ...]":
        """What can be taken."""

    @property
    def problems(self) -> "tuple[Problem, ...]":
        """All that is wrong."""

    @property
    def errors(self) -> "tuple[Problem, ...]":
        """What keeps the file from being taken."""


class Exported(Protocol):
    """What the desk's files write as a spreadsheet."""

    def export(self, path: Path, language: str, /) -> int:
        """Write what is there; how many lines."""


class AnyList(Protocol):
    """A kind of list as the desk's files give it."""

    def read(self, path: Path, /) -> Any:  # noqa: ANN401  of its own kind
        """Read a file with all its problems."""

    def take(self, found: Any, step: "Callable[[int, int], None]", /) -> int:  # noqa: ANN401
        """Write what was read, all of it as one step."""


@click.command("staff", help=N_("Take the staff from an Excel list, all of them or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def staff(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Who is known by name gets what the list tells."""
    _take(file, lambda desk: desk.list_files.staff, dry_run=dry_run)


@click.command("marks", help=N_("Take marks of earlier terms and years, all of them or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def marks(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Refused where the register here has marks of its own."""
    _take(file, lambda desk: desk.list_files.marks, dry_run=dry_run)


@click.command("lists", help=N_("Take clubs, transport, contests and the like, all or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def lists(*, file: Path, dry_run: bool, **_options: object) -> None:
    """A line that is there already is left out."""
    _take(file, lambda desk: desk.list_files.lists, dry_run=dry_run)


@click.command("curriculum", help=N_("Take hours a week by class and subject, all or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def curriculum_list(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Hours that the class has already are left out."""
    _take(file, lambda desk: desk.list_files.curriculum, dry_run=dry_run)


@click.command("benefits", help=N_("Take who pays for meals and by what, all lines or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def benefits(*, file: Path, dry_run: bool, **_options: object) -> None:
    """What counted before ends on the day before a new line begins."""
    _take(file, lambda desk: desk.list_files.benefits, dry_run=dry_run)


MONTH = click.option(
    "--month",
    metavar="MONTH",
    required=True,
    type=click.DateTime(["%Y-%m"]),
    help=N_("Month, such as 2026-10."),
)


@click.command("meal-act", help=N_("Take the supplier's acts of a month, all lines or none."))
@click.argument("file", metavar="FILE", type=FILE)
@MONTH
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def meal_act(*, file: Path, month: datetime, dry_run: bool, **_options: object) -> None:
    """An act that is there already gets the lines of the file."""
    _take(file, lambda desk: desk.list_files.meal_acts(month.date()), dry_run=dry_run)


@click.command("meal-state", help=N_("Take the days of the state's meal system, all or none."))
@click.argument("file", metavar="FILE", type=FILE)
@MONTH
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def meal_state(*, file: Path, month: datetime, dry_run: bool, **_options: object) -> None:
    """A day that is there already gets the number of the file."""
    _take(file, lambda desk: desk.list_files.state_totals(month.date()), dry_run=dry_run)


@click.command("meal-norms", help=N_("Take norms of meals, all lines or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def meal_norms(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Lines that the school has as they are told are left out."""
    _take(file, lambda desk: desk.list_files.meal_norms, dry_run=dry_run)


@click.command("products", help=N_("Take products of the kitchen, all lines or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def products(*, file: Path, dry_run: bool, **_options: object) -> None:
    """A product that is there as it is told is left out."""
    _take(file, lambda desk: desk.kitchen_files.products, dry_run=dry_run)


@click.command("cards", help=N_("Take technological cards, all of them or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def cards(*, file: Path, dry_run: bool, **_options: object) -> None:
    """A card in use gets a new version, as a draft."""
    _take(file, lambda desk: desk.kitchen_files.cards, dry_run=dry_run)


@click.group("export", cls=Group, help=N_("Write a list as the spreadsheet that an import reads."))
def exports() -> None:
    """Write a list."""


@exports.command("pupils", help=N_("Pupils with their guardians."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_pupils(*, file: Path, **_options: object) -> None:
    """The class lists of today."""
    _export(file, lambda desk: desk.pupil_files)


@exports.command("staff", help=N_("The staff."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_staff(*, file: Path, **_options: object) -> None:
    """Who left included."""
    _export(file, lambda desk: desk.list_files.staff)


@exports.command("marks", help=N_("Marks of earlier terms and years."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_marks(*, file: Path, **_options: object) -> None:
    """Those without a register here."""
    _export(file, lambda desk: desk.list_files.marks)


@exports.command("lists", help=N_("Clubs, transport, contests and the like."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_lists(*, file: Path, **_options: object) -> None:
    """Every line of every list."""
    _export(file, lambda desk: desk.list_files.lists)


@exports.command("curriculum", help=N_("Hours a week by class and subject."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_curriculum(*, file: Path, **_options: object) -> None:
    """Of the classes of this year."""
    _export(file, lambda desk: desk.list_files.curriculum)


@exports.command("meal-norms", help=N_("Norms of meals: of the program and the school's own."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_meal_norms(*, file: Path, **_options: object) -> None:
    """Every line with its days, its act and how sure it is."""
    _export(file, lambda desk: desk.list_files.meal_norms)


@exports.command("products", help=N_("Products of the kitchen."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_products(*, file: Path, **_options: object) -> None:
    """The whole directory, with figures since a day."""
    _export(file, lambda desk: desk.kitchen_files.products)


@exports.command("cards", help=N_("Technological cards."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_cards(*, file: Path, **_options: object) -> None:
    """The last version of each."""
    _export(file, lambda desk: desk.kitchen_files.cards)


@exports.command("benefits", help=N_("Who pays for meals, and by which document."))
@click.argument("file", metavar="FILE", type=FILE)
@school_options
def export_benefits(*, file: Path, **_options: object) -> None:
    """Of the pupils of this year, what has ended too."""
    _export(file, lambda desk: desk.list_files.benefits)


def _export(file: Path, kind: "Callable[[Desk], Exported]") -> None:
    with open_desk(reading=True) as desk:
        count = kind(desk).export(file, current())
    text = ngettext("{n} line is in {file}.", "{n} lines are in {file}.", count)
    answer(text.format(n=count, file=file), {"file": str(file), "lines": count})


def _take(file: Path, kind: "Callable[[Desk], AnyList]", *, dry_run: bool) -> None:
    """Read, show every problem, write if no line has an error."""
    with open_desk(reading=dry_run) as desk:
        found: ReadAny = kind(desk).read(file)
        written = not dry_run and not found.errors
        if written and found.lines:
            kind(desk).take(found, lambda _done, _all: None)
    answer(_in_words(found, written=written), _in_json(found, written=written))
    end(Ended.WITH_PROBLEMS if found.errors else Ended.WELL)


def _in_words(found: ReadAny, *, written: bool) -> str:
    count = len(found.lines)
    if written:
        last = ngettext("{n} line was taken.", "{n} lines were taken.", count)
    elif found.errors:
        last = _("Nothing was written: mend the lines with errors first.")
    else:
        last = ngettext(
            "{n} line can be taken. Nothing was written.",
            "{n} lines can be taken. Nothing was written.",
            count,
        )
    return "\n".join([*(told(problem) for problem in found.problems), last.format(n=count)])


def _in_json(found: ReadAny, *, written: bool) -> Mapping[str, object]:
    return {
        "written": written,
        "lines": len(found.lines),
        "problems": problems_data(found.problems),
    }
