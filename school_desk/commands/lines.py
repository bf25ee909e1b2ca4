"""Commands that need no school: a line in, a line out, in order."""

import sys
from collections.abc import Iterator
from importlib.resources import files

import click

from school_desk.commands.answers import Ended, end
from school_desk.commands.face import Command, language_option
from school_desk.commands.misuse import MisuseError
from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.journal.calculate import calculate_line
from school_desk.journal.ruleset import RuleSet, parse_ruleset
from school_desk.school.iin import IinProblem, check_iin

USUAL_RULES = "kz-2025"
BYTE_ORDER_MARK = "\ufeff"


class RulesUnknownError(MisuseError):
    """A rule set that did not come with the program."""

    sentence = N_("There are no rules {name}. There are: {names}.")


@click.command(cls=Command, help=N_("Make term marks of cases in JSON, a line each."))
@click.option("--rules", default=USUAL_RULES, help=N_("Rule set, such as kz-2025."))
@language_option
def calculate(rules: str, language: str | None) -> None:  # noqa: ARG001  read before
    """Answer cases from the standard input."""
    chosen = _rules(rules)
    for line in _lines():
        click.echo(calculate_line(line, chosen))


@click.command("check-iin", cls=Command, help=N_("Check the form of IINs, a line each."))
@language_option
def check(language: str | None) -> None:  # noqa: ARG001  read before
    """Answer numbers from the standard input; nothing is kept, and no clock is asked."""
    bad = False
    for line in _lines():
        problem = check_iin(line)
        bad = bad or problem is not None
        click.echo("ok" if problem is None else _reason(problem))
    end(Ended.REFUSED if bad else Ended.WELL)


def _reason(problem: IinProblem) -> str:
    """A word for programs, a sentence for people."""
    return f"{problem.code}: {_(problem.value)}"


def _lines() -> Iterator[str]:
    """The lines of the standard input; only line feeds part them."""
    first = True
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix(BYTE_ORDER_MARK) if first else text
        first = False


def _rules(name: str) -> RuleSet:
    # Not as the Desk does it: these commands start without its libraries.
    folder = files("school_desk.journal") / "rulesets"
    found = {one.name.removesuffix(".toml"): one for one in folder.iterdir()}
    if name not in found:
        raise RulesUnknownError(name=name, names=", ".join(sorted(found)))
    return parse_ruleset(found[name].read_text("utf-8"))
