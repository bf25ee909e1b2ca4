"""The calendar in words: a line for each thing of the year, what a change would touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from school_desk.formats import (
    NOTHING,
    class_words,
    date_short,
    day_and_month,
    number,
    weekday_name,
    weekday_short,
)
from school_desk.i18n import _, current, fill, ngettext
from school_desk.school.bell_rules import Bells
from school_desk.school.calendar import school_days, teaching_weeks
from school_desk.school.calendar_effect_model import CalendarEffect, Touch, Touched
from school_desk.school.calendar_model import (
    KIND_NAMES,
    WEATHER_NAMES,
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
    Weather,
)
from school_desk.school.calendar_text_rules import stages_text, year_levels_text
from school_desk.school.model import Bell, BellSet, Calendar, Division

WEEK, DIVISION, STAGES = "week", "division", "stages"
USUAL_YEAR_LEVEL = 5


@dataclass(frozen=True, slots=True)
class YearLine:
    """A line of the year: a setting or a span, and what its cells say."""

    key: str
    texts: tuple[str, ...]
    span: CalendarSpan | None = None

    @property
    def to_check(self) -> bool:
        """Whether a person of the school has still to confirm it."""
        return self.span is not None and self.span.status is Status.TO_CHECK


def year_lines(year: SchoolYear, calendar: Calendar) -> tuple[YearLine, ...]:
    """The settings, the terms, then breaks, exams, moved days and holidays."""
    kinds = (CalendarKind.BREAK, CalendarKind.EXAM, CalendarKind.MOVED, CalendarKind.HOLIDAY)
    spans = (one for kind in kinds for one in year.of(kind))
    return (
        YearLine(WEEK, (_("School week"), week_words(year.weekdays), "", "", "", "")),
        YearLine(DIVISION, (_("Division"), division_words(year), "", "", "", "")),
        YearLine(STAGES, (_("Stages"), stages_text(year.stages), "", "", "", "")),
        *(_term_line(year, calendar, one) for one in year.terms),
        *(_line(year, one, _about(one)) for one in spans),
    )


def weather_lines(year: SchoolYear) -> tuple[YearLine, ...]:
    """The weather days, each with what becomes of its lessons."""
    return tuple(
        YearLine(
            one.code,
            (
                days_words(one),
                whom_words(one.year_levels),
                _(WEATHER_NAMES[one.weather or Weather.CANCELLED]),
                day_and_month(one.moved_to) if one.moved_to else NOTHING,
                one.reason or NOTHING,
            ),
            one,
        )
        for one in year.of(CalendarKind.WEATHER)
    )


def week_words(weekdays: Sequence[int]) -> str:
    """The days of the school week."""
    days = ngettext("{n} day", "{n} days", len(weekdays)).format(n=len(weekdays))
    row = list(weekdays) == list(range(weekdays[0], weekdays[0] + len(weekdays)))
    edges = (weekdays[0], weekdays[-1]) if row else weekdays
    return f"{days}: {('–' if row else ', ').join(weekday_name(day) for day in edges)}"


def division_words(year: SchoolYear) -> str:
    """What the year is divided into, and how many there are."""
    n = len(year.terms)
    return {
        Division.TERM: ngettext("{n} term", "{n} terms", n),
        Division.TRIMESTER: ngettext("{n} trimester", "{n} trimesters", n),
        Division.HALF_YEAR: ngettext("{n} half-year", "{n} half-years", n),
        Division.CYCLE: ngettext("{n} cycle", "{n} cycles", n),
    }[year.division].format(n=n)


def whom_words(year_levels: Sequence[int]) -> str:
    """For whom something is."""
    if not year_levels:
        return _("everybody")
    words = ngettext("class {classes}", "classes {classes}", len(year_levels))
    return words.format(classes=year_levels_text(year_levels))


def days_words(span: CalendarSpan) -> str:
    """From when to when."""
    first, last = date_short(span.starts), date_short(span.ends)
    return first if span.starts == span.ends else f"{first} – {last}"


def name_of(year: SchoolYear, span: CalendarSpan) -> str:
    """How a span is called."""
    return fill("{name}", {"name": year.title_of(span)})


def status_words(status: Status) -> str:
    """How sure a date is."""
    return {
        Status.FOUND: _("in the order"),
        Status.TO_CHECK: _("to check"),
        Status.CHECKED: _("checked"),
    }[status]


def _line(year: SchoolYear, span: CalendarSpan, about: str) -> YearLine:
    texts = (
        _(KIND_NAMES[span.kind]),
        name_of(year, span),
        days_words(span),
        whom_words(span.year_levels),
        about,
        status_words(span.status),
    )
    return YearLine(span.code, texts, span)


def _term_line(year: SchoolYear, calendar: Calendar, span: CalendarSpan) -> YearLine:
    term = next(one for one in calendar.terms if one.number == span.number)
    days = len(school_days(calendar, term, USUAL_YEAR_LEVEL))
    weeks = teaching_weeks(calendar, term, USUAL_YEAR_LEVEL)
    words = (
        ngettext("{n} school day", "{n} school days", days).format(n=days),
        ngettext("{n} week", "{n} weeks", weeks).format(n=weeks),
    )
    return _line(year, span, ", ".join(words))


def _about(span: CalendarSpan) -> str:
    if span.works_as is not None:
        return _("lessons of {weekday}").format(weekday=weekday_name(span.works_as))
    days = (span.ends - span.starts).days + 1
    return ngettext("{n} day", "{n} days", days).format(n=days)


# Bells


def bell_lines(
    bells: Bells, shifts: Iterable[tuple[str, str, str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The usual bells, the sets beside them, the shifts: a key and what the cells say."""
    usual = tuple(bells.usual.values())
    first = ("usual", (_("Usual bells"), _("everybody"), "", "", times_words(usual)))
    sets = tuple((f"set/{one.code}", _set_texts(one)) for one in bells.sets)
    each = tuple((key, (name, whom, "", "", slots)) for key, name, whom, slots in _with_key(shifts))
    return (first, *sets, *each)


def _with_key(shifts: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str, str, str]]:
    for n, (name, whom, slots) in enumerate(shifts, 1):
        yield f"shift/{n}", name, whom, slots


def _set_texts(one: BellSet) -> tuple[str, ...]:
    weekdays = ", ".join(weekday_short(day) for day in one.weekdays)
    edges = (date_short(day) if day else "…" for day in (one.starts, one.ends))
    dates = " – ".join(edges) if one.starts or one.ends else ""
    return (one.name, whom_words(one.year_levels), weekdays, dates, times_words(one.bells))


def times_words(bells: Sequence[Bell]) -> str:
    """Which lessons, from when to when."""
    if not bells:
        return NOTHING
    first, last = bells[0], bells[-1]
    lessons = _("lessons {first}–{last}").format(first=first.slot, last=last.slot)
    return f"{lessons}, {first.starts:%H:%M}–{last.ends:%H:%M}"


# What a change would touch


def effect_counts(effect: CalendarEffect) -> str:
    """The numbers that matter most, in one sentence."""
    if effect.nothing:
        return _("No lesson and nothing that is written is touched.")
    come = ngettext("{n} lesson comes", "{n} lessons come", effect.appear)
    go = ngettext("{n} lesson goes", "{n} lessons go", effect.vanish)
    counts = ((come, effect.appear), (go, effect.vanish))
    return ", ".join(words.format(n=n) for words, n in counts if n) or _("No lesson comes or goes.")


def touched_counts(effect: CalendarEffect) -> str:
    """What people have written and would stand elsewhere; nothing of it is lost."""
    marks = ngettext("{n} mark", "{n} marks", effect.marks).format(n=effect.marks)
    signs = ngettext("{n} sign of attendance", "{n} signs of attendance", effect.signs).format(
        n=effect.signs
    )
    lessons = len(effect.touched)
    places = ngettext("{n} place", "{n} places", lessons).format(n=lessons)
    return fill(
        _("Written in {places}: {marks}, {signs}. All of it stays in the register."),
        {"places": places, "marks": marks, "signs": signs},
    )


def class_effect_words(label: str, appear: int, vanish: int) -> tuple[str, str]:
    """A class and its lessons that would come and go."""
    parts = (f"+{number(appear)}" if appear else "", f"−{number(vanish)}" if vanish else "")
    return class_words(label), " ".join(part for part in parts if part)


def touched_words(one: Touched) -> tuple[str, str]:
    """Where something is written, and what becomes of it."""
    subject = one.subject_names.get(current(), one.subject_names.get("kk", ""))
    day = day_and_month(one.day) if one.day else ""
    place = " · ".join(word for word in (day, class_words(one.class_label), subject) if word)
    counts = (
        ngettext("{n} mark", "{n} marks", one.marks).format(n=one.marks) if one.marks else "",
        ngettext("{n} sign of attendance", "{n} signs of attendance", one.signs).format(n=one.signs)
        if one.signs
        else "",
        _("topic or homework") if one.texts and not (one.marks or one.signs) else "",
    )
    what = ", ".join(word for word in counts if word)
    becomes = _(one.touch.value)
    return place, f"{what}: {becomes}" if what and one.touch is not Touch.CLOSED else becomes
