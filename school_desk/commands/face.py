"""How commands look: help in the reader's language, options that any command may carry."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from school_desk.commands.misuse import CommandUnknownError
from school_desk.errors import N_
from school_desk.i18n import LANGUAGES, _

HEADINGS = {"Options": N_("Options"), "Commands": N_("Commands")}
USAGE = N_("Usage: ")
SHOW_HELP = N_("Show this help.")
HELP_WORDS = ("-h", "--help")

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Words(click.HelpFormatter):
    """Help in the reader's language; only what a person must type stays as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, args, prefix or _(USAGE))

    def write_heading(self, heading: str) -> None:
        """The head of a list."""
        super().write_heading(_(HEADINGS.get(heading, heading)))

    def write_text(self, text: str) -> None:
        """What the command does."""
        super().write_text(_(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options, commands."""
        told = [(what, _(text.split("  [")[0])) for what, text in rows]
        super().write_dl(told, col_max, col_spacing)


class Context(click.Context):
    """A context whose help is written by Words."""

    formatter_class = Words


class Command(click.Command):
    """A command with help in the reader's language."""

    context_class = Context

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  click hands it in
        """The whole sentence, so that it can be translated."""
        return self.help or ""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, with its own text in the catalogue."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = SHOW_HELP
        return option


class Group(Command, click.Group):
    """Commands under one name."""

    context_class = Context
    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say that there is none."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise CommandUnknownError(what=args[0], command=ctx.command_path)
        return super().resolve_command(ctx, args)


def setting(name: str) -> Any:  # noqa: ANN401  as click has read it
    """An option that may stand before or after the name of the command."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if context.params.get(name) is not None:
            return context.params[name]
        context = context.parent
    return None


def language_option(function: Decorated) -> Decorated:
    """Which language is spoken."""
    text = N_("Language of what is said: kk, ru or en.")
    return click.option("--language", type=click.Choice(LANGUAGES), help=text)(function)


def school_options(function: Decorated) -> Decorated:
    """Where the school is, who asks, in which form the answer comes."""
    options = (
        click.option(
            "--data",
            metavar="DIR",
            type=click.Path(path_type=Path),
            help=N_("Folder of the school."),
        ),
        click.option("--user", metavar="NAME", help=N_("Name to sign in with.")),
        click.option(
            "--password-file",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=N_("File whose first line is the password; else SCHOOL_DESK_PASSWORD."),
        ),
        click.option("--json", is_flag=True, default=None, help=N_("Answer in JSON.")),
        language_option,
    )
    for option in reversed(options):
        function = option(function)
    return function
