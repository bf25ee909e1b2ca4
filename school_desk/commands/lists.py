"""`import staff|marks|lists|curriculum`, `export …`: the lists of the office, there and back."""

from collections.abc import Mapping
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


class AnyList(Protocol):
    """A kind of list as the desk's files give it."""

    def read(self, path: Path, /) -> Any:  # noqa: ANN401  of its own kind
        """Read a file with all its problems."""

    def take(self, found: Any, step: "Callable[[int, int], None]", /) -> int:  # noqa: ANN401
        """Write what was read, all of it as one step."""

    def export(self, path: Path, language: str, /) -> int:
        """Write what is there."""


@click.command("staff", help=N_("Take the staff from an Excel list, all of them or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def staff(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Who is known by name gets what the list tells."""
    _take(file, "staff", dry_run=dry_run)


@click.command("marks", help=N_("Take marks of earlier terms and years, all of them or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def marks(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Refused where the register here has marks of its own."""
    _take(file, "marks", dry_run=dry_run)


@click.command("lists", help=N_("Take clubs, transport, contests and the like, all or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def lists(*, file: Path, dry_run: bool, **_options: object) -> None:
    """A line that is there already is left out."""
    _take(file, "lists", dry_run=dry_run)


@click.command("curriculum", help=N_("Take hours a week by class and subject, all or none."))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--dry-run", is_flag=True, help=DRY)
@school_options
def curriculum_list(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Hours that the class has already are left out."""
    _take(file, "curriculum", dry_run=dry_run)


@click.group("export", cls=Group, help=N_("Write a list as the spreadsheet that an import reads."))
def exports() -> None:
    """Write a list."""


def _export_command(name: str, words: str) -> click.Command:
    @click.command(name, help=words)
    @click.argument("file", metavar="FILE", type=FILE)
    @school_options
    def write(*, file: Path, **_options: object) -> None:
        with open_desk(reading=True) as desk:
            count = _export(desk, name, file)
        text = ngettext("{n} line is in {file}.", "{n} lines are in {file}.", count)
        answer(text.format(n=count, file=file), {"file": str(file), "lines": count})

    return write


for _name, _words in (
    ("pupils", N_("Pupils with their guardians.")),
    ("staff", N_("The staff.")),
    ("marks", N_("Marks of earlier terms and years.")),
    ("lists", N_("Clubs, transport, contests and the like.")),
    ("curriculum", N_("Hours a week by class and subject.")),
):
    exports.add_command(_export_command(_name, _words))


def _kind(desk: "Desk", name: str) -> AnyList:
    files = desk.list_files
    kinds: Mapping[str, AnyList] = {
        "staff": files.staff,
        "marks": files.marks,
        "lists": files.lists,
        "curriculum": files.curriculum,
    }
    return kinds[name]


def _export(desk: "Desk", name: str, file: Path) -> int:
    """The pupils' file is older than the others and has a reader of its own."""
    if name == "pupils":
        return desk.pupil_files.export(file, current())
    return _kind(desk, name).export(file, current())


def _take(file: Path, name: str, *, dry_run: bool) -> None:
    """Read, show every problem, write if no line has an error."""
    with open_desk(reading=dry_run) as desk:
        kind = _kind(desk, name)
        found: ReadAny = kind.read(file)
        written = not dry_run and not found.errors
        if written and found.lines:
            kind.take(found, lambda _done, _all: None)
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
