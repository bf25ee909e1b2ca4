"""What a command line lacks, in a sentence of the reader's language instead of click's English."""

import click

from school_desk.errors import N_, DeskError


class MisuseError(DeskError):
    """Anything else that click refuses."""

    sentence = N_("The command is not understood: {what} See: {command} --help")


class OptionUnknownError(MisuseError):
    """An option that no command has."""

    sentence = N_("There is no option {what}. See: {command} --help")


class CommandUnknownError(MisuseError):
    """A command that does not exist."""

    sentence = N_("There is no command {what}. See: {command} --help")


class CommandMissingError(MisuseError):
    """Only the program's name was typed."""

    sentence = N_("Name a command. See: {command} --help")


class ParameterMissingError(MisuseError):
    """Something that a command cannot do without."""

    sentence = N_("{what} is missing. See: {command} --help")


class ParameterWrongError(MisuseError):
    """A value that an option does not take."""

    sentence = N_("The value of {what} does not fit. See: {command} --help")


def sentence(error: click.ClickException) -> DeskError:
    """The refusal of a command line."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "school-desk"
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return CommandMissingError(command=command)
        case click.NoSuchOption():
            return OptionUnknownError(what=error.option_name, command=command)
        case click.BadOptionUsage():
            return ParameterMissingError(what=error.option_name, command=command)
        case click.MissingParameter():
            return ParameterMissingError(what=_parameter(error), command=command)
        case click.BadParameter():
            return ParameterWrongError(what=_parameter(error), command=command)
    return MisuseError(what=error.format_message(), command=command)


def _parameter(error: click.BadParameter) -> str:
    """An option by its name, an argument by what it stands for."""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name if error.param else error.format_message()
