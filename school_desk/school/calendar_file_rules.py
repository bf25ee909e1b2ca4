"""A school year as a TOML file, there and back: the form of the shipped calendars."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.school.calendar import NAMES
from school_desk.school.calendar_check_rules import problems_of
from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
    Weather,
)
from school_desk.school.model import STAGES, Division
from school_desk.school.texts import as_line
from school_desk.school.year_rules import year_name

TABLES = {
    "terms": CalendarKind.TERM,
    "days_off": CalendarKind.HOLIDAY,
    "exams": CalendarKind.EXAM,
    "moved": CalendarKind.MOVED,
    "weather": CalendarKind.WEATHER,
}
TABLE_OF = {kind: name for name, kind in TABLES.items()} | {CalendarKind.BREAK: "days_off"}
TOP_LINES = 1000
USUAL = frozenset(NAMES)


class NotTomlError(DeskError):
    """A file that is no TOML at all."""

    sentence = N_("This file is no calendar: {reason}. Write a calendar out to see its form.")


class EntryMissingError(DeskError):
    """A line of the file without what it needs."""

    sentence = N_("{place}: «{key}» is missing. Add the line.")


class EntryWrongError(DeskError):
    """A line that says what cannot be read."""

    sentence = N_("{place}: «{key} = {value}» cannot be read. It should be {wanted}.")


class EntryUnknownError(DeskError):
    """A line whose name nobody knows: it may be misspelt."""

    sentence = N_("{place}: nobody knows «{key}». Mend the name or take the line out.")


class TooLongError(DeskError):
    """More days than any year has."""

    sentence = N_("{place}: there are more than {top} entries. This is no calendar of a year.")


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a file holds: the year, if it could be read, and everything wrong with it."""

    year: SchoolYear | None
    problems: tuple[DeskError, ...] = ()


A_DATE = N_("a date such as 2026-09-01")
A_TEXT = N_("a text in quotes")
A_NUMBER = N_("a whole number")
NUMBERS = N_("whole numbers in brackets")
PAIRS = N_("pairs of whole numbers in brackets")
YEAR_ID = N_("a school year such as 2026-27")
ONE_OF = N_("one of: {names}")
KNOWN = frozenset(
    (
        *("code", "kind", "name", "name_kk", "name_ru", "number", "starts", "ends", "day"),
        *("year_levels", "works_as", "effect", "moved_to", "status", "reason"),
    )
)
HEAD = frozenset(("id", "weekdays", "division", "stages", "source", *TABLES))


def read_year(text: str) -> CalendarFile:
    """Read a school year and find everything wrong with it."""
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers and brackets without end
        return CalendarFile(None, (NotTomlError(reason=error),))
    reader = _Reader()
    year = reader.year(entries)
    if reader.problems or year is None:
        return CalendarFile(None, tuple(reader.problems))
    return CalendarFile(year, problems_of(year))


def write_year(year: SchoolYear) -> str:
    """Write a school year so that `read_year` gives it back."""
    lines = [f'id = "{year.year}"']
    if year.source:
        lines.append(f"source = {_text(year.source)}")
    lines.append(f"weekdays = {list(year.weekdays)}")
    lines.append(f'division = "{year.division.value}"')
    lines.append(f"stages = {[list(stage) for stage in year.stages]}")
    for span in (*year.terms, *(one for one in year.of(*CalendarKind) if not one.number)):
        lines += ["", f"[[{TABLE_OF[span.kind]}]]", *_span_lines(span)]
    return "\n".join(lines) + "\n"


def _span_lines(span: CalendarSpan) -> Iterator[str]:
    yield f"number = {span.number}" if span.number else f"code = {_text(span.code)}"
    if span.kind is CalendarKind.BREAK:
        yield f'kind = "{span.kind.value}"'
    texts = {"name": span.usual, "name_kk": span.name_kk, "name_ru": span.name_ru}
    yield from (f"{key} = {_text(text)}" for key, text in texts.items() if text)
    yield f"starts = {span.starts.isoformat()}"
    yield f"ends = {span.ends.isoformat()}"
    if span.year_levels:
        yield f"year_levels = {list(span.year_levels)}"
    if span.works_as is not None:
        yield f"works_as = {span.works_as}"
    if span.weather is not None:
        yield f'effect = "{span.weather.value}"'
    if span.moved_to is not None:
        yield f"moved_to = {span.moved_to.isoformat()}"
    yield f'status = "{span.status.value}"'
    if span.reason:
        yield f"reason = {_text(span.reason)}"


def _text(words: str) -> str:
    """A basic string of TOML: no sign in it can end it."""
    plain = "".join(f"\\u{ord(c):04X}" if ord(c) < ord(" ") or c in '\\"\x7f' else c for c in words)
    return f'"{plain}"'


@dataclass(slots=True)
class _Reader:
    """Reads entry by entry and goes on after a wrong one, so that all are named at once."""

    problems: list[DeskError] = field(default_factory=list)

    def year(self, entries: Mapping[str, Any]) -> SchoolYear | None:
        place = Text(N_("The beginning"))
        self._unknown(place, entries, HEAD)
        name = self._take(place, entries, "id", _year_id, YEAR_ID)
        weekdays = self._take(place, entries, "weekdays", _numbers, NUMBERS)
        stages = self._may(place, entries, "stages", _pairs, PAIRS, STAGES)
        division = self._may(place, entries, "division", Division, _one_of(Division), Division.TERM)
        source = self._may(place, entries, "source", _words, A_TEXT, "")
        spans = tuple(self._spans(entries))
        if self.problems or name is None or weekdays is None:
            return None
        return SchoolYear(name, spans, tuple(weekdays), division, tuple(stages), source)

    def _spans(self, entries: Mapping[str, Any]) -> Iterator[CalendarSpan]:
        codes: dict[str, int] = {}
        for table, kind in TABLES.items():
            found = entries.get(table, [])
            if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
                self.problems.append(EntryUnknownError(place=table, key=f"[{table}]"))
                continue
            if len(found) > TOP_LINES:
                self.problems.append(TooLongError(place=table, top=TOP_LINES))
                continue
            for n, entry in enumerate(found, 1):
                place = Text(N_("{table}, entry {n}"), {"table": table, "n": n})
                span = self._span(place, entry, kind)
                if span is not None:
                    yield self._named_once(span, codes)

    def _span(
        self, place: Text, entry: Mapping[str, Any], kind: CalendarKind
    ) -> CalendarSpan | None:
        self._unknown(place, entry, KNOWN)
        before = len(self.problems)
        day = "day" if "day" in entry else "starts"
        starts = self._take(place, entry, day, _day, A_DATE)
        ends = self._may(place, entry, "ends", _day, A_DATE, starts)
        if kind is CalendarKind.HOLIDAY:
            kind = self._may(
                place, entry, "kind", _day_off_kind, _one_of(("break", "holiday")), kind
            )
        number = 0
        if kind is CalendarKind.TERM:
            number = self._take(place, entry, "number", _number, A_NUMBER) or 0
        words = {
            key: self._may(place, entry, key, _words, A_TEXT, "")
            for key in ("code", "name", "name_kk", "name_ru", "reason")
        }
        works_as, weather, moved_to = self._effect(place, entry, kind)
        year_levels = self._may(place, entry, "year_levels", _numbers, NUMBERS, ())
        status = self._may(place, entry, "status", Status, _one_of(Status), Status.TO_CHECK)
        if len(self.problems) > before or starts is None:
            return None
        usual = words["name"] if words["name"] in USUAL else ""
        code = f"{kind.value}/{number or starts.isoformat()}"
        return CalendarSpan(
            code=code if number else words["code"] or code,
            kind=kind,
            starts=starts,
            ends=ends,
            usual=usual,
            name_kk=words["name_kk"] or ("" if usual else words["name"]),
            name_ru=words["name_ru"],
            year_levels=tuple(year_levels),
            works_as=works_as,
            weather=weather,
            moved_to=moved_to,
            status=status,
            reason=words["reason"],
        )

    def _effect(
        self, place: Text, entry: Mapping[str, Any], kind: CalendarKind
    ) -> tuple[int | None, Weather | None, date | None]:
        if kind is CalendarKind.MOVED:
            return self._take(place, entry, "works_as", _number, A_NUMBER), None, None
        if kind is not CalendarKind.WEATHER:
            return None, None, None
        weather = self._take(place, entry, "effect", Weather, _one_of(Weather))
        moved_to = None
        if weather is Weather.MOVED:
            moved_to = self._take(place, entry, "moved_to", _day, A_DATE)
        return None, weather, moved_to

    def _named_once(self, span: CalendarSpan, codes: dict[str, int]) -> CalendarSpan:
        """Two spans of one name stay two, except terms, which the checks find."""
        codes[span.code] = codes.get(span.code, 0) + 1
        if codes[span.code] == 1 or span.kind is CalendarKind.TERM:
            return span
        return replace(span, code=f"{span.code}/{codes[span.code]}")

    def _take(
        self,
        place: Text,
        entry: Mapping[str, Any],
        key: str,
        read: Callable[[Any], Any],
        wanted: str | Text,
    ) -> Any:  # noqa: ANN401  what `read` makes of it
        if key not in entry:
            self.problems.append(EntryMissingError(place=place, key=key))
            return None
        return self._may(place, entry, key, read, wanted, None)

    def _may(
        self,
        place: Text,
        entry: Mapping[str, Any],
        key: str,
        read: Callable[[Any], Any],
        wanted: str | Text,
        usual: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if key not in entry:
            return usual
        try:
            return read(entry[key])
        except (ValueError, TypeError):
            told = wanted if isinstance(wanted, Text) else Text(wanted)
            facts = {"key": key, "value": str(entry[key])[:40], "wanted": told}
            self.problems.append(EntryWrongError(place=place, **facts))
            return usual

    def _unknown(self, place: Text, entry: Mapping[str, Any], known: Iterable[str]) -> None:
        for key in entry.keys() - set(known):
            self.problems.append(EntryUnknownError(place=place, key=key))


def _one_of(names: Iterable[str]) -> Text:
    return Text(ONE_OF, {"names": ", ".join(str(name) for name in names)})


def _year_id(value: object) -> str:
    text = _words(value)
    if year_name(int(text[:4])) != text:
        raise ValueError(value)
    return text


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(value)
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return as_line(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_number(one) for one in value)


def _pairs(value: object) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    first_and_last = (_numbers(one) for one in value)
    return tuple((first, last) for first, last in first_and_last)


def _day_off_kind(value: object) -> CalendarKind:
    found = CalendarKind(_words(value))
    if found not in (CalendarKind.BREAK, CalendarKind.HOLIDAY):
        raise ValueError(value)
    return found
