"""Words of attendance on the screen: spans of time, counts of a day, days behind a number."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from school_desk.formats import date_short, day_and_weekday, month_name, number
from school_desk.i18n import _, ngettext, tell
from school_desk.school.attendance_model import (
    ClassDay,
    MissedDay,
    MissedHour,
    PupilAttendance,
    Span,
    SpanKind,
    Taken,
)
from school_desk.school.model import Absence, term_title
from school_desk.ui.school.day_model import ABSENCE_WORDS


def span_words(span: Span) -> str:
    """How a span of time is called."""
    if span.kind is SpanKind.MONTH:
        return month_name(span.starts.month)
    if span.kind is SpanKind.DAYS:
        return f"{date_short(span.starts)}–{date_short(span.ends)}"
    if span.kind is SpanKind.TERM:
        return tell(term_title(span.division, span.number))
    texts = {
        SpanKind.HALF_YEAR: _("Half-year {number}"),
        SpanKind.YEAR: _("Whole year"),
    }
    return texts[span.kind].format(number=number(span.number))


def day_counts(shown: ClassDay) -> str:
    """Who is missing on a day, in words: pupils that have any sign of being away."""
    signs = [set(one.signs.values()) for one in shown.pupils]
    away = sum(any(sign.away for sign in own) for own in signs)
    late = sum(Absence.LATE in own for own in signs)
    parts = [ngettext("{n} pupil", "{n} pupils", len(signs)).format(n=len(signs))]
    parts.append(_("{n} absent").format(n=away) if away else "")
    parts.append(_("{n} late").format(n=late) if late else "")
    parts.append(_("Lessons are held from home") if shown.remote else "")
    return " · ".join(part for part in parts if part)


def hours_counts(shown: ClassDay) -> str:
    """How many lessons of a day were noted."""
    counts = {taken: sum(one.taken is taken for one in shown.hours) for taken in Taken}
    if not shown.hours:
        return _("no lessons")
    parts = [
        _("noted {n} of {all}").format(n=counts[Taken.HELD], all=len(shown.hours)),
        _("{n} not taken").format(n=counts[Taken.NOT_TAKEN]) if counts[Taken.NOT_TAKEN] else "",
        _("{n} to come").format(n=counts[Taken.TO_COME]) if counts[Taken.TO_COME] else "",
    ]
    return " · ".join(part for part in parts if part)


def missed_lines(one: PupilAttendance, signs: Iterable[Absence]) -> list[tuple[date, str, str]]:
    """The days behind a number: day, the day in words, lessons and reasons."""
    wanted = set(signs)
    whole = {each.day for each in one.days}
    found = []
    hours = (hour for hour in one.hours if hour.sign in wanted)
    for day, own in groupby(hours, lambda hour: hour.day):
        parts = [
            _hours_words(sign, list(same))
            for sign, same in groupby(sorted(own, key=_sign_of), _sign_of)
        ]
        if day in whole:
            parts.insert(0, _("the whole day"))
        found.append((day, day_and_weekday(day), " · ".join(parts)))
    return found


def day_lines(days: Iterable[MissedDay]) -> list[tuple[date, str, str]]:
    """Whole days missed: day, the day in words, the reason."""
    return [(one.day, day_and_weekday(one.day), _reason(one)) for one in days]


def _reason(one: MissedDay) -> str:
    words = _(ABSENCE_WORDS[one.reason]) if one.reason else _("several reasons")
    if not one.not_taken:
        return words
    text = ngettext("{n} lesson was not noted", "{n} lessons were not noted", one.not_taken)
    return f"{words} · {text.format(n=one.not_taken)}"


def _sign_of(hour: MissedHour) -> Absence:
    return hour.sign


def _hours_words(sign: Absence, hours: list[MissedHour]) -> str:
    slots = ", ".join(str(hour.slot) for hour in hours)
    text = ngettext("{reason}: lesson {slots}", "{reason}: lessons {slots}", len(hours))
    return text.format(reason=_(ABSENCE_WORDS[sign]), slots=slots)
