"""`school-desk …`: what the window can do, without a window; nothing heavy loads for nothing."""

import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from school_desk import __version__
from school_desk.commands import misuse
from school_desk.commands.answers import Ended
from school_desk.commands.archive import archive, check_archive
from school_desk.commands.backup import backup, restore
from school_desk.commands.calendar import calendar
from school_desk.commands.closing import close, reopen
from school_desk.commands.computers import computers
from school_desk.commands.conflicts import conflicts
from school_desk.commands.courier import courier
from school_desk.commands.demo import demo
from school_desk.commands.face import HELP_WORDS, Group, school_options
from school_desk.commands.keys import keys
from school_desk.commands.lines import calculate, check
from school_desk.commands.lists import (
    benefits,
    cards,
    curriculum_list,
    exports,
    lists,
    marks,
    meal_act,
    meal_norms,
    meal_state,
    products,
    staff,
)
from school_desk.commands.plan import plan
from school_desk.commands.pupil import pupil
from school_desk.commands.pupils import imports
from school_desk.commands.report import report
from school_desk.commands.report_attendance import attendance
from school_desk.commands.report_cards import report_cards, report_products
from school_desk.commands.report_hours import curriculum, hours, load
from school_desk.commands.report_looks import looks
from school_desk.commands.report_meals import meals
from school_desk.commands.report_movements import movements
from school_desk.commands.report_pack import pack
from school_desk.commands.report_persons import consents, keeping, person, requests
from school_desk.commands.report_plans import lesson_plan, thematic_plan
from school_desk.commands.report_records import pupil_data, report_lists
from school_desk.commands.report_results import analysis, rubric
from school_desk.commands.report_school import path, school, works, years
from school_desk.commands.report_summaries import class_summary, teacher_summary
from school_desk.commands.report_timetable import (
    check_timetable,
    substitutions,
)
from school_desk.commands.report_timetable import timetable as timetable_paper
from school_desk.commands.report_trail import changes, history, observations, remarks
from school_desk.commands.report_works import work
from school_desk.commands.report_year import corrections, proposals, year
from school_desk.commands.rollover import rollover
from school_desk.commands.ruleset import rules
from school_desk.commands.sync import sync
from school_desk.commands.timetable import timetable
from school_desk.commands.verify import verify
from school_desk.errors import N_, DeskError
from school_desk.i18n import LANGUAGES, say, use
from school_desk.paths import SchoolFolder, default_folder
from school_desk.settings import load_settings

NAME = "school-desk"
LANGUAGE_VARIABLE = "SCHOOL_DESK_LANGUAGE"


class SystemRefusedError(DeskError):
    """What the system says when it does not do something."""

    sentence = N_("The computer refused: {reason}. {name}")


class _School(Group):
    """All commands: whatever goes wrong ends in one sentence and a code, never in a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,  # noqa: ARG002  the name does not depend on the file
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002, FBT001, FBT002  as click calls it
        **extra: Any,  # noqa: ANN401
    ) -> NoReturn:
        words = list(sys.argv[1:] if args is None else args)
        _speak_utf8()
        use(_language(words))
        sys.exit(self._ended(words, complete_var, extra))

    def _ended(self, words: list[str], complete_var: str | None, extra: dict[str, Any]) -> int:
        try:
            code = super().main(words, NAME, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            return _refuse(misuse.sentence(error), Ended.MISUSED)
        except misuse.MisuseError as error:
            return _refuse(error, Ended.MISUSED)
        except DeskError as error:
            return _refuse(error, Ended.REFUSED)
        except (click.Abort, KeyboardInterrupt):
            return Ended.STOPPED
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return _refuse(
                SystemRefusedError(reason=reason, name=error.filename or ""), Ended.REFUSED
            )
        return code if isinstance(code, int) else Ended.WELL

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run a command; a reader that has gone away is not worth a word."""
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_the_pipe()
            ctx.exit(Ended.UNREAD)
        return found


@click.group(
    cls=_School,
    context_settings={"help_option_names": list(HELP_WORDS)},
    help=N_("The class register of a school, without its window."),
)
@click.version_option(__version__, message="%(version)s", help=N_("Show the version."))
@school_options
def main(**_options: object) -> None:
    """Options before the name of a command count for it as well."""


for _paper in (
    *(curriculum, hours, load),
    *(path, school, works, years),
    *(analysis, attendance, changes, class_summary, history, lesson_plan, observations, pack),
    *(
        looks,
        meals,
        movements,
        remarks,
        rubric,
        substitutions,
        teacher_summary,
        thematic_plan,
        timetable_paper,
        work,
    ),
    *(consents, requests, keeping, person, pupil_data, report_lists),
    *(report_cards, report_products),
    *(corrections, proposals, year),
):
    report.add_command(_paper)
timetable.add_command(check_timetable)
for _list in (
    *(staff, marks, lists, curriculum_list, benefits, meal_act, meal_state, meal_norms),
    *(products, cards),
):
    imports.add_command(_list)
for _command in (
    archive,
    backup,
    calculate,
    calendar,
    check,
    check_archive,
    close,
    demo,
    exports,
    imports,
    keys,
    plan,
    pupil,
    reopen,
    report,
    restore,
    rollover,
    rules,
    timetable,
    verify,
    computers,
    conflicts,
    sync,
    courier,
):
    main.add_command(_command)


def _refuse(error: DeskError, how: Ended) -> Ended:
    """One sentence, with its dates and numbers as the reader writes them."""
    importlib.import_module("school_desk.formats")
    click.echo(say(error), err=True)
    return how


def _language(words: Sequence[str]) -> str:
    """The language named, else that of the window: texts are said before options are read."""
    asked = _after("--language", words) or os.environ.get(LANGUAGE_VARIABLE)
    if asked in LANGUAGES:
        return asked
    folder = _after("--data", words)
    place = SchoolFolder(Path(folder) if folder else default_folder())
    kept = load_settings(place.settings).language
    return kept if kept in LANGUAGES else LANGUAGES[0]


def _after(option: str, words: Sequence[str]) -> str | None:
    for place, word in enumerate(words):
        if word == option and place + 1 < len(words):
            return words[place + 1]
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
    return None


def _speak_utf8() -> None:
    """Kazakh letters go through any pipe, whatever the system's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_the_pipe() -> None:
    """Nothing may be written into a closed pipe, not even when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
