"""A timetable as a file says it, and the school that it is understood by."""

from collections.abc import Mapping
from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.model import PersonName, Subject, Teaching, TeachingGroup, Weeks


@dataclass(frozen=True, slots=True)
class SaidLesson:
    """One lesson in the words of a file, with where they stand.

    Args:
        class_key: year level and letter, when the words are those of a class.
    """

    sheet: str
    row: int
    class_text: str
    class_key: tuple[int, str] | None
    weekday: int
    lesson: int
    subject: str
    teacher: str = ""
    room: str = ""
    subgroup: str = ""
    weeks: Weeks = Weeks.EVERY


IN_ROW = N_("Sheet «{sheet}», row {row}: {text}")
IN_SHEET = N_("Sheet «{sheet}»: {text}")


@dataclass(frozen=True, slots=True)
class ListProblem:
    """Something wrong at a place of the file; row 0: the whole sheet."""

    sheet: str
    row: int
    text: Text

    @property
    def placed(self) -> Text:
        """What is wrong, with its place."""
        if not self.sheet:
            return self.text
        facts = {"sheet": self.sheet, "row": self.row, "text": self.text}
        return Text(IN_ROW if self.row else IN_SHEET, facts)


@dataclass(frozen=True, slots=True)
class SaidTimetable:
    """Everything that was read from a file."""

    lessons: tuple[SaidLesson, ...]
    problems: tuple[ListProblem, ...]


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """What words of a timetable may mean.

    Args:
        classes: the class group of each year level and letter.
        first_slots: the first slot of the shift of each class group.
    """

    classes: Mapping[tuple[int, str], int]
    groups: tuple[TeachingGroup, ...]
    subjects: tuple[Subject, ...]
    teachers: Mapping[int, PersonName]
    teachings: tuple[Teaching, ...]
    first_slots: Mapping[int, int]
    slots: tuple[int, ...]
    weekdays: tuple[int, ...]
    rooms: frozenset[str] = frozenset()
