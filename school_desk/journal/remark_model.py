"""Remarks of the deputy head on the register, and records of observed lessons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.texts import as_paragraphs

LONGEST = 2000


class RemarkEmptyError(DeskError):
    """A remark that says nothing."""

    sentence = N_("The remark is empty. Write what has to be put right.")


class RemarkAheadError(DeskError):
    """A remark or an observation of a day to come."""

    sentence = N_("The day {date} has not come yet. Choose today or an earlier day.")


class RemarkTooLongError(DeskError):
    """More than a remark can be."""

    sentence = N_("There are {count} letters, and {longest} fit. Make it shorter.")


class RemarkGoneError(DeskError):
    """Somebody has taken the remark or the record away in the meantime."""

    sentence = N_("This line is not there any more. Nothing was written.")


class ObservationEmptyError(DeskError):
    """A record of a lesson without what was seen there."""

    sentence = N_("Write what was seen in the lesson. Nothing was written.")


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """What a remark is about: the register of a class, or one page of it."""

    class_group: int
    group: int | None = None
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the sheet of remarks; `done_on` None: still open."""

    id: int
    place: RemarkPlace
    class_label: str
    subject_names: Mapping[str, str]
    day: date
    text: str
    writer: str
    written_by: int | None = None
    done_on: date | None = None
    done_by: str = ""
    answer: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None


@dataclass(frozen=True, slots=True)
class Observation:
    """A lesson that the deputy head sat in on: its aim, what was seen, what was advised."""

    group: int
    subject: int
    day: date
    seen: str
    slot: int | None = None
    teacher: int | None = None
    aim: str = ""
    advice: str = ""
    id: int = 0
    class_group: int = 0
    class_label: str = ""
    subject_names: Mapping[str, str] | None = None
    teacher_name: str = ""
    writer: str = ""


def accept_remark(day: date, text: str, today: date) -> str:
    """The text of a remark as it is kept, or a refusal.

    >>> accept_remark(date(2026, 10, 22), "  Тақырып  жоқ ", date(2026, 10, 22))
    'Тақырып жоқ'
    """
    said = as_text(text)
    if not said:
        raise RemarkEmptyError
    _accept_day(day, today)
    return said


def accept_observation(one: Observation, today: date) -> Observation:
    """A record as it is kept, or a refusal."""
    _accept_day(one.day, today)
    kept = replace(one, aim=as_text(one.aim), seen=as_text(one.seen), advice=as_text(one.advice))
    if not kept.seen:
        raise ObservationEmptyError
    return kept


def as_text(text: str) -> str:
    """Lines without needless blanks; a text too long is refused."""
    said = as_paragraphs(text)
    if len(said) > LONGEST:
        raise RemarkTooLongError(count=len(said), longest=LONGEST)
    return said


def open_first(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """What is still to be done, then the rest; the newest of each first."""
    newest = sorted(remarks, key=lambda one: (one.day, one.id), reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.open))


def _accept_day(day: date, today: date) -> None:
    if day > today:
        raise RemarkAheadError(date=day)
