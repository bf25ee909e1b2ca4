"""Public holidays of Kazakhstan as a library knows them: where a school's own list begins."""

import re
from datetime import date
from itertools import groupby

import holidays

from school_desk.school.calendar_model import CalendarKind, CalendarSpan, Status

COUNTRY, LANGUAGE = "KZ", "en_US"
FIRST_MONTH = 8
"""A school year goes from August to July."""

MOVED = "Day off moved from a holiday"
NAMES = {
    "New Year's Day": "New Year",
    "Orthodox Christmas": "Orthodox Christmas",
    "International Women's Day": "International Women's Day",
    "Constitution Day": "Constitution Day",
    "Nowruz Holiday": "Nauryz",
    "Kazakhstan's People Solidarity Holiday": "Unity Day",
    "Defender of the Fatherland Day": "Defender's Day",
    "Victory Day": "Victory Day",
    "Eid al-Adha": "Kurban Ait",
    "Capital Day": "Capital Day",
    "Republic Day": "Republic Day",
    "Independence Day": "Independence Day",
}
"""What the library calls a holiday: its text in `NAMES` of school/calendar.py."""

_ESTIMATED = re.compile(r" \(estimated\)$")


def of_year(begins: int) -> tuple[CalendarSpan, ...]:
    """The holidays of a school year; days of one holiday in a row are one. All are to check."""
    found = holidays.country_holidays(COUNTRY, years=[begins, begins + 1], language=LANGUAGE)
    first, last = date(begins, FIRST_MONTH, 1), date(begins + 1, FIRST_MONTH, 1)
    named = [(day, _usual(found[day])) for day in sorted(found) if first <= day < last]
    spans = []
    for _place, group in groupby(
        enumerate(named), key=lambda one: (one[1][1], one[1][0].toordinal() - one[0])
    ):
        days = [each for _n, each in group]
        spans.append(_span(days[0][0], days[-1][0], days[0][1]))
    return tuple(spans)


def _usual(name: str) -> str:
    """The usual text of a holiday; a name nobody knows stays as it is."""
    if "(observed)" in name or "substituted" in name:
        return MOVED
    return NAMES.get(_ESTIMATED.sub("", name), name)


def _span(starts: date, ends: date, name: str) -> CalendarSpan:
    known = name == MOVED or name in NAMES.values()
    return CalendarSpan(
        f"{CalendarKind.HOLIDAY.value}/{starts.isoformat()}",
        CalendarKind.HOLIDAY,
        starts,
        ends,
        usual=name if known else "",
        name_kk="" if known else name,
        status=Status.TO_CHECK,
    )
