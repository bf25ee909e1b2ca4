"""`calendar`: the school year as it is, from a file, into one; weather days."""

import importlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Group, school_options
from school_desk.commands.misuse import MisuseError
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import out_option
from school_desk.commands.taking import DAY, DRY_CHANGE, FILE
from school_desk.errors import N_
from school_desk.i18n import _, fill, ngettext, say, translator

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.school.calendar_effect_model import CalendarEffect, Touched
    from school_desk.school.calendar_model import CalendarSpan, SchoolYear

EFFECTS = ("cancelled", "moved", "remote")
YEAR = click.option("--of", "wanted", metavar="YEAR", help=N_("School year, such as 2026-27."))


class YearUnknownError(MisuseError):
    """A school year of which there is no calendar."""

    sentence = N_("There is no calendar of the year {year}. There are: {years}.")


@click.group(cls=Group, help=N_("The calendar of the school year: read, take in, write out."))
def calendar() -> None:
    """The calendar of the school year."""


@calendar.command(help=N_("Terms, breaks, holidays and weather days, with what is to be checked."))
@YEAR
@school_options
def show(*, wanted: str | None, **_options: object) -> None:
    """Everybody may read it."""
    with open_desk(reading=True) as desk:
        found = desk.calendars.year(_known(desk, wanted))
        problems = desk.calendars.problems(found)
    told = [fill(_("School year {years}"), {"years": found.year})]
    told += [_told(found, span) for span in _in_order(found)]
    answer("\n".join([*told, *map(say, problems)]), _year_data(found))


@calendar.command("import", help=N_("Take a calendar from a file, all of it or nothing."))
@FILE
@DRY_CHANGE
@school_options
def take(*, file: Path, dry_run: bool, **_options: object) -> None:
    """Every problem of the file at once; then which lessons and marks it touches."""
    with open_desk(reading=dry_run) as desk:
        found = desk.calendar_files.read(file)
        year = None if found.problems else found.year
        effect = desk.calendars.preview(year) if year else None
        if year is not None and not dry_run:
            desk.calendars.take(year)
    if effect is None:
        last = _("Nothing was written: mend the file first.")
        problems = [say(one) for one in found.problems]
        answer("\n".join([*problems, last]), {"written": False, "problems": problems})
        end(Ended.WITH_PROBLEMS)
    _say_effect(effect, written=not dry_run)


@calendar.command(help=N_("Write a calendar as a file that can be taken in again."))
@YEAR
@out_option()
@school_options
def export(*, wanted: str | None, out: Path, **_options: object) -> None:
    """The form of the calendars that come with the program."""
    with open_desk(reading=True) as desk:
        name = _known(desk, wanted) or desk.year
        desk.calendar_files.write(out, name)
    answer(_("The calendar is in {file}.").format(file=out), {"file": str(out), "year": name})


@calendar.command(help=N_("Note weather days: lessons cancelled, moved or held from home."))
@click.argument("day", metavar="DAY", type=DAY)
@click.option("--to", "last", metavar="DAY", type=DAY, help=N_("Last day, if there are several."))
@click.option(
    "--classes", metavar="LIST", default="", help=N_("Year levels, such as 1-4; else all.")
)
@click.option(
    "--effect",
    type=click.Choice(EFFECTS),
    default=EFFECTS[0],
    help=N_("What becomes of the lessons."),
)
@click.option("--moved-to", metavar="DAY", type=DAY, help=N_("The day that has the lessons."))
@click.option("--reason", metavar="TEXT", default="", help=N_("Such as -38 °C or an order."))
@DRY_CHANGE
@school_options
def weather(*, dry_run: bool, **typed: object) -> None:
    """One step: undo in the window takes it back."""
    rules = importlib.import_module("school_desk.school.calendar_year_rules")
    with open_desk(reading=dry_run) as desk:
        span = _weather(desk, typed)
        year = desk.calendars.year()
        effect = desk.calendars.preview(rules.with_span(year, span))
        if not dry_run:
            desk.calendars.note_weather([span], year)
    _say_effect(effect, written=not dry_run)


def _weather(desk: "Desk", typed: Mapping[str, object]) -> "CalendarSpan":
    model = importlib.import_module("school_desk.school.calendar_model")
    texts = importlib.import_module("school_desk.school.calendar_text_rules")
    dates = {
        name: each.date() if isinstance(each, datetime) else None
        for name, each in typed.items()
        if name in ("day", "last", "moved_to")
    }
    span: CalendarSpan = model.CalendarSpan(
        desk.calendars.fresh_code(model.CalendarKind.WEATHER),
        model.CalendarKind.WEATHER,
        dates["day"],
        dates["last"] or dates["day"],
        year_levels=texts.parse_year_levels(str(typed["classes"])),
        weather=model.Weather(typed["effect"]),
        moved_to=dates["moved_to"],
        reason=str(typed["reason"]).strip(),
    )
    return span


def _known(desk: "Desk", year: str | None) -> str | None:
    """A year of which there is a calendar, or raise."""
    if year is not None and year not in desk.calendars.years():
        raise YearUnknownError(year=year, years=", ".join(desk.calendars.years()))
    return year


def _in_order(year: "SchoolYear") -> Iterable["CalendarSpan"]:
    kinds = importlib.import_module("school_desk.school.calendar_model").CalendarKind
    return (
        *year.terms,
        *(one for kind in kinds if kind is not kinds.TERM for one in year.of(kind)),
    )


def _told(year: "SchoolYear", span: "CalendarSpan") -> str:
    texts = importlib.import_module("school_desk.school.calendar_text_rules")
    days = " - ".join(dict.fromkeys((span.starts.isoformat(), span.ends.isoformat())))
    whom = texts.year_levels_text(span.year_levels)
    parts = (
        fill("{name}", {"name": year.title_of(span)}),
        _("classes {classes}").format(classes=whom) if whom else "",
        fill(_("to {day:short}"), {"day": span.moved_to}) if span.moved_to else "",
        span.reason,
        _("to check") if span.status == "to_check" else "",
    )
    return f"{days}: {', '.join(part for part in parts if part)}"


def _say_effect(effect: "CalendarEffect", *, written: bool) -> None:
    come = ngettext("{n} lesson comes", "{n} lessons come", effect.appear).format(n=effect.appear)
    go = ngettext("{n} lesson goes", "{n} lessons go", effect.vanish).format(n=effect.vanish)
    told = [f"{come}, {go}.", *(_touched_told(one) for one in effect.touched)]
    told.append(_("The calendar is changed.") if written else _("Nothing was written."))
    answer("\n".join(told), {"written": written, "problems": [], **_effect_data(effect)})


def _touched_told(one: "Touched") -> str:
    day = one.day.isoformat() if one.day else ""
    place = " · ".join(
        part for part in (day, one.class_label, one.subject_names.get("kk", "")) if part
    )
    marks = ngettext("{n} mark", "{n} marks", one.marks).format(n=one.marks)
    return f"{place}: {_(one.touch.value)}" + (f" ({marks})" if one.marks else "")


def _effect_data(effect: "CalendarEffect") -> Mapping[str, object]:
    return {
        "lessons_come": effect.appear,
        "lessons_go": effect.vanish,
        "marks": effect.marks,
        "signs": effect.signs,
        "classes": [
            {"class": one.class_label, "come": one.appear, "go": one.vanish}
            for one in effect.classes
        ],
        "touched": [
            {
                "what": one.touch.name.lower(),
                "class": one.class_label,
                "subject": one.subject_names.get("kk", ""),
                "day": one.day.isoformat() if one.day else None,
                "marks": one.marks,
                "signs": one.signs,
            }
            for one in effect.touched
        ],
    }


def _year_data(year: "SchoolYear") -> Mapping[str, object]:
    kk, ru = translator("kk"), translator("ru")
    return {
        "year": year.year,
        "own": year.own,
        "weekdays": list(year.weekdays),
        "division": year.division.value,
        "stages": [list(stage) for stage in year.stages],
        "days": [
            {
                "kind": one.kind.value,
                "code": one.code,
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "name_kk": kk.fill("{name}", {"name": year.title_of(one)}),
                "name_ru": ru.fill("{name}", {"name": year.title_of(one)}),
                "year_levels": list(one.year_levels),
                "works_as": one.works_as,
                "effect": one.weather.value if one.weather else None,
                "moved_to": one.moved_to.isoformat() if one.moved_to else None,
                "status": one.status.value,
                "reason": one.reason,
            }
            for one in _in_order(year)
        ],
    }
