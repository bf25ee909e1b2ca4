"""What commands that write papers are asked, each option once, and how a page is found by them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from school_desk.commands.face import school_options
from school_desk.commands.places import class_named, group_of, subject_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_
from school_desk.school.model import ClassGroup, Subject

if TYPE_CHECKING:
    from school_desk.app import Desk

Format = Literal["pdf", "xlsx"]
PaperLanguage = Literal["kk", "ru", "both"]
TERMS = (1, 4)

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Option = Callable[[Any], Any]

CLASS_HELP = N_("Class, such as 7А.")


def class_option(*, required: bool = True, words: str = CLASS_HELP) -> Option:
    """Which class."""
    return click.option("--class", "label", metavar="CLASS", required=required, help=words)


def subject_option(
    *, required: bool = True, words: str = N_("Subject: its name or code.")
) -> Option:
    """Which subject."""
    return click.option("--subject", metavar="NAME", required=required, help=words)


def term_option(words: str = N_("Term, 1 to 4; else today's.")) -> Option:
    """Which term."""
    return click.option("--term", metavar="N", type=click.IntRange(*TERMS), help=words)


def out_option(
    *, required: bool = True, words: str = N_("File to write; what was there is replaced at once.")
) -> Option:
    """Where to write."""
    kind: Any = click.Path(path_type=Path, dir_okay=False)
    return click.option(
        "-o", "--output", "out", metavar="FILE", required=required, type=kind, help=words
    )


YEAR = click.option(
    "--year", metavar="YEAR", help=N_("School year such as 2025-26; else the current one.")
)
AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    type=DAY,
    help=N_("As it stood on the evening of this past day; else now."),
)
LANGUAGE = click.option(
    "--lang",
    type=click.Choice(["kk", "ru", "both"]),
    default="kk",
    help=N_("Language of the paper: kk, ru or both."),
)
FORMAT = click.option(
    "--format",
    "fmt",
    type=click.Choice(["pdf", "xlsx"]),
    default="pdf",
    help=N_("pdf to print, xlsx to go on with."),
)


def asked(*options: Option) -> Callable[[Decorated], Decorated]:
    """These options in this order, then the year and those of every command with a school."""

    def decorate(function: Decorated) -> Decorated:
        for option in reversed((*options, YEAR, AS_OF, school_options)):
            function = option(function)
        return function

    return decorate


file_options = asked(LANGUAGE, FORMAT, out_option())
"""Language, kind of file, where to."""

paper_options = asked(class_option(), term_option(), LANGUAGE, FORMAT, out_option())
"""What every paper of a class and a term is asked."""

page_options = asked(class_option(), subject_option())
"""Which page of the year."""


@dataclass(frozen=True, slots=True)
class NamedPage:
    """The page that somebody names."""

    class_group: ClassGroup
    subject: Subject
    group: int
    term: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Teaching group, subject, term."""
        return self.group, self.subject.id, self.term

    @property
    def year(self) -> tuple[int, int]:
        """Teaching group and subject."""
        return self.group, self.subject.id

    def facts(self, out: Path) -> dict[str, object]:
        """What a program is told of a paper of this page."""
        return {
            "file": str(out),
            "class": self.class_group.label,
            "subject": self.subject.code,
            "term": self.term,
        }


def page_named(desk: "Desk", label: str, subject: str, term: int | None = None) -> NamedPage:
    """The page of a class and a subject, each in any usual spelling."""
    class_group, taught = class_named(desk, label), subject_named(desk, subject)
    group = group_of(desk, class_group, taught)
    return NamedPage(class_group, taught, group, term_of(desk, term))


def term_of(desk: "Desk", said: int | None) -> int:
    """The term that was said, else that of today."""
    return said or desk.term_number(desk.today())
