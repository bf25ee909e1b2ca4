"""What the sheet of a day's substitutions says: the poster without reasons, the sheet with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, one_line, told
from school_desk.errors import N_
from school_desk.school.substitution_model import KIND_WORDS, SubstitutionKind

TITLE = N_("Substitutions")
NOTHING_CHANGED = N_("All lessons are as in the timetable.")
LESSON, CLASS, SUBJECT = N_("Lesson"), N_("Class"), N_("Subject")
ABSENT, GIVEN_BY, ROOM = N_("Teacher by the timetable"), N_("Who gives the lesson"), N_("Room")
WHAT, REASON = N_("What changes"), N_("Reason")
CANCELLED = N_("no lesson")
DEPUTY = N_("Deputy head")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One change of a day.

    Args:
        instead: the subject that is taught instead, if it is another.
    """

    slot: int
    times: str
    class_label: str
    subgroup: str
    subject: Mapping[str, str]
    absent: str
    kind: SubstitutionKind
    given_by: str = ""
    instead: Mapping[str, str] | None = None
    room: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayChanges:
    """What is otherwise on a day."""

    day: date
    lines: tuple[DayLine, ...] = ()


def title_lines(changes: DayChanges, voices: Voices) -> Lines:
    """What, and on which day."""
    days = (formats.day_and_weekday(changes.day, voice.language) for voice in voices)
    return tuple(" · ".join(parts) for parts in zip(told(voices, TITLE), days, strict=True))


def class_words(line: DayLine, voices: Voices) -> str:
    """The class, with its subgroup."""
    label = one_line(class_in(line.class_label, voices))
    return " · ".join(filter(None, (label, line.subgroup)))


def subject_words(line: DayLine, voices: Voices) -> str:
    """The subject that is taught then."""
    names = line.instead or line.subject
    return one_line(tuple(names[voice.language] for voice in voices))


def given_words(line: DayLine, voices: Voices) -> str:
    """Who gives the lesson, or that there is none."""
    if line.kind is SubstitutionKind.CANCELLED:
        return one_line(told(voices, CANCELLED))
    if line.kind is SubstitutionKind.JOINED:
        return f"{line.given_by}, {kind_words(line, voices)}"
    return line.given_by


def kind_words(line: DayLine, voices: Voices) -> str:
    """What becomes of the lesson."""
    return one_line(told(voices, KIND_WORDS[line.kind]))
