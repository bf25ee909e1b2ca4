"""What the attendance sheet says, in words and numbers: the same for PDF and workbook."""

from collections.abc import Callable
from dataclasses import dataclass

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, told
from school_desk.errors import N_
from school_desk.i18n import Translator
from school_desk.school.attendance_model import (
    ClassAttendance,
    PupilAttendance,
    Span,
    SpanKind,
    Unit,
)
from school_desk.school.model import DIVISION_TITLES, Absence
from school_desk.school.names import name_key

TITLE = N_("Attendance")
FREQUENT = N_("Frequent absences")
WHOLE_SCHOOL = N_("Whole school")
NUMBER, NAME, CLASS = N_("№"), N_("Surname, given name"), N_("Class")
LESSONS, DAYS, LATE = N_("Lessons missed"), N_("Whole days missed"), N_("Late")
TOTAL = N_("Total")
TUTOR, DEPUTY = N_("Form tutor"), N_("Deputy head")
NOTHING_FOUND = N_("Nobody has missed so many.")
AT_LEAST = {
    Unit.LESSONS: N_("At least so many lessons missed: {n}"),
    Unit.DAYS: N_("At least so many whole days missed: {n}"),
}
TAKEN = N_("Lessons held: {held}. Not taken: {n}.")
RULE = N_(
    "A whole day is missed when every lesson held on it was missed. Who was late was present."
)
SPANS = {
    SpanKind.HALF_YEAR: N_("Half-year {number}"),
    SpanKind.YEAR: N_("Whole year"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A column of numbers: its band, its head, the number of a pupil."""

    band: str
    head: str
    of: Callable[[PupilAttendance], int]


COUNTS = (
    Count(LESSONS, N_("Ill"), lambda one: one.lessons(Absence.ILL)),
    Count(LESSONS, N_("Valid reason"), lambda one: one.lessons(Absence.EXCUSED)),
    Count(LESSONS, N_("No valid reason"), lambda one: one.lessons(Absence.UNEXCUSED)),
    Count(LESSONS, TOTAL, lambda one: one.lessons()),
    Count(DAYS, N_("Ill"), lambda one: one.full_days(Absence.ILL)),
    Count(DAYS, N_("Valid reason"), lambda one: one.full_days(Absence.EXCUSED)),
    Count(DAYS, N_("No valid reason"), lambda one: one.full_days(Absence.UNEXCUSED)),
    Count(DAYS, N_("Several reasons"), lambda one: one.mixed_days),
    Count(DAYS, TOTAL, lambda one: one.full_days()),
    Count(LATE, LATE, lambda one: one.late),
)


@dataclass(frozen=True, slots=True)
class Roll:
    """What an attendance sheet is about: classes, and which of their pupils."""

    classes: tuple[ClassAttendance, ...]
    least: int = 0
    unit: Unit = Unit.LESSONS

    @property
    def several(self) -> bool:
        """Whether a line must name its class."""
        return len(self.classes) > 1

    @property
    def span(self) -> Span:
        """The days between which is counted."""
        return self.classes[0].span

    @property
    def lines(self) -> tuple[tuple[ClassAttendance, PupilAttendance], ...]:
        """Pupils with their class: of one class by name, of several the most frequent first."""
        found = [(o, p) for o in self.classes for p in o.at_least(self.least, self.unit)]
        if self.several:
            found.sort(key=lambda pair: (-pair[1].lessons(), name_key(pair[1].pupil.name)))
        return tuple(found)

    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(count.of(one) for _class, one in self.lines) for count in COUNTS)


def span_lines(span: Span, voices: Voices) -> Lines:
    """The span of time in each language, with its days."""
    return tuple(_span(span, voice) for voice in voices)


def _span(span: Span, voice: Translator) -> str:
    ends = (formats.date_short(day, voice.language) for day in (span.starts, span.ends))
    days = "–".join(ends)
    if span.kind is SpanKind.DAYS:
        return days
    month = formats.month_name(span.starts.month, voice.language)
    text = SPANS.get(span.kind, "")
    if span.kind is SpanKind.TERM:
        text = DIVISION_TITLES[span.division]
    named = voice.fill(voice(text), {"number": span.number}) or month
    return f"{named}, {days}"


def title_lines(roll: Roll, voices: Voices) -> Lines:
    """What the sheet is, of which class, for which time."""
    what = told(voices, FREQUENT if roll.least else TITLE)
    whole = told(voices, WHOLE_SCHOOL)
    where = whole if roll.several else class_in(roll.classes[0].class_label, voices)
    when = span_lines(roll.span, voices)
    return tuple(" · ".join(parts) for parts in zip(what, where, when, strict=True))


def state_lines(roll: Roll, voices: Voices) -> Lines:
    """How many lessons were noted, and which pupils are on the list."""
    held, n = (sum(getattr(one, what) for one in roll.classes) for what in ("held", "not_taken"))
    taken = told(voices, TAKEN, held=held, n=n)
    if not roll.least:
        return taken
    least = told(voices, AT_LEAST[roll.unit], n=roll.least)
    return tuple(f"{one}. {other}" for one, other in zip(least, taken, strict=True))
