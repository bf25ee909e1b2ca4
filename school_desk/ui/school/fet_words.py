"""What a new timetable would do, in lines: what is wrong first, then what goes and what comes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.formats import class_label, class_words, short_name, weekday_name
from school_desk.i18n import _, current, tell
from school_desk.school.fet_model import FetProblem, Hour
from school_desk.school.model import Clash, TimetableSlot, Weeks
from school_desk.school.timetable_change_rules import TimetableChange
from school_desk.ui.widgets.rows_model import Row

HEADS = (N_("What"), N_("Class"), N_("When"), N_("Lesson"))
COMES, GOES = N_("comes"), N_("goes")
NO_PLACE, WRONG, LOOK = N_("has no place"), N_("mend"), N_("look at it")
WEEKS = {Weeks.ODD: N_("odd weeks"), Weeks.EVEN: N_("even weeks")}
AT = N_("{day}, lesson {slot}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made or read: the change, and everything to know of it before it is taken."""

    change: TimetableChange
    problems: tuple[FetProblem, ...]
    unplaced: tuple[Hour, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether it cannot be taken."""
        return any(one.stops for one in self.problems)

    @property
    def same(self) -> bool:
        """Whether there is nothing to take."""
        return not (self.change.comes or self.change.goes)


class LessonWords:
    """Lessons of the school in words."""

    def __init__(self, desk: Desk) -> None:
        school = desk.school
        labels = {one.id: class_label(one.year_level, one.letter) for one in school.class_groups()}
        groups = [one for one in school.teaching_groups() if one.class_group in labels]
        self._groups: Mapping[int, str] = {
            one.id: " · ".join(filter(None, (class_words(labels[one.class_group]), one.name)))
            for one in groups
        }
        self._subjects = {one.id: one.names[current()] for one in school.subjects()}
        self._people = {row: short_name(name) for row, name in desk.access.people().items()}

    def rows(self, outcome: Outcome) -> tuple[Row, ...]:
        """Every line."""
        lines = (
            *problem_lines(outcome.problems),
            *(self._unplaced(hour) for hour in outcome.unplaced),
            *(self._clash(one) for one in outcome.clashes),
            *(self._slot(GOES, slot) for slot in outcome.change.goes),
            *(self._slot(COMES, slot) for slot in outcome.change.comes),
        )
        return tuple(Row(number, texts) for number, texts in enumerate(lines))

    def _unplaced(self, hour: Hour) -> tuple[str, ...]:
        groups = ", ".join(self._groups.get(one, "") for one in hour.groups)
        lessons = dict.fromkeys(self._lesson(o.subject, o.teacher, "", o.weeks) for o in hour.parts)
        return _(NO_PLACE), groups, "", "; ".join(lessons)

    def _clash(self, clash: Clash) -> tuple[str, ...]:
        groups = dict.fromkeys(self._groups.get(one.group, "") for one in clash.slots)
        first = clash.slots[0]
        when = _at(first.weekday, first.slot)
        return _(LOOK), ", ".join(groups), when, _(clash.kind.value)

    def _slot(self, what: str, slot: TimetableSlot) -> tuple[str, ...]:
        lesson = self._lesson(slot.subject, slot.teacher, slot.room, slot.weeks)
        return _(what), self._groups.get(slot.group, ""), _at(slot.weekday, slot.slot), lesson

    def _lesson(self, subject: int, teacher: int | None, room: str, weeks: Weeks) -> str:
        name = self._subjects.get(subject, "")
        marked = f"{name} ({_(WEEKS[weeks])})" if weeks in WEEKS else name
        return " · ".join(filter(None, (marked, self._people.get(teacher or 0, ""), room)))


def problem_lines(problems: Iterable[FetProblem]) -> Iterator[tuple[str, ...]]:
    """What is wrong, as lines of the same table."""
    for one in problems:
        yield _(WRONG) if one.stops else _(LOOK), "", "", tell(one.text)


def _at(weekday: int, slot: int) -> str:
    return _(AT).format(day=weekday_name(weekday), slot=slot)
