"""A school lives through 2025-26: timetable, four terms, people who come and go, exams, council.

`live(make_small(folder, year=YEAR), Random(1))` lives it and tells who had a part in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from school_desk.app import Desk
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.closing_rules import GapsLeftError
from school_desk.journal.model import ImportedWork, MarkKind, RegisterPage, Standing
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.journal.past_mark_rules import OwnMarksError
from school_desk.journal.year_model import ClassYear, Decision, ExamKind, Outcome
from school_desk.school.calendar_model import CalendarKind, CalendarSpan, Weather
from school_desk.school.model import ClassGroup, NewPupil, PersonName, Term
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from tests.journeys.year_writing import Writing
from tests.schools.making import ZONE

YEAR, NEXT = "2025-26", "2026-27"
SUMMER = datetime(2026, 6, 20, 9, tzinfo=ZONE)
WHY = "Оқушы санаторийде, жұмысын кейін жазады"
PAPER = "№ 4 мектеп, табельден үзінді"
ORDER = "47-н"
EXAM_SUBJECTS = 2
WEDNESDAY = 2
HALF = 2
EXAMS = ("5", "23/30", "4", "19/30", "27/30", "3")


@dataclass
class Lived:
    """A school with its year behind it, and who had a part in it."""

    desk: Desk
    writing: Writing
    frost: date = date.min
    lessons: dict[int, int] = field(default_factory=dict)
    gap: tuple[int, int, int] = (0, 0, 0)
    corrected: tuple[tuple[int, int, int], int, int] = ((0, 0, 0), 0, 0)
    people: dict[str, int] = field(default_factory=dict)
    classes: dict[str, ClassGroup] = field(default_factory=dict)
    weak: tuple[int, int, int] = (0, 0, 0)

    def now(self, moment: datetime) -> None:
        """It is so late now."""
        self.desk._entrance.now = lambda: moment

    def page(self, place: tuple[int, int, int]) -> RegisterPage:
        """A page by its group, subject and term."""
        return self.desk.journal.open_page(*place)

    def marked(self, class_group: int, term: int) -> list[RegisterPage]:
        """The pages of a class that end in marks and run for a term."""
        names = self.desk.journal.pages_of_class(class_group)
        pages = [self.page((one.group, one.subject, term)) for one in names]
        return [one for one in pages if one.head.term_work_due]

    def own(self, group: ClassGroup, term: int) -> list[RegisterPage]:
        """Those of them that the head teaches."""
        return [
            one for one in self.marked(group.id, term) if one.head.teacher == self.desk.account.id
        ]


def live(desk: Desk, chance: Random, *, seed: int = 1) -> Lived:
    """The whole year, from the timetable to the council; nothing is archived yet."""
    lived = Lived(desk, Writing(desk, chance))
    lived.desk.fet.take(desk.fet_files.solve(seconds=120, seed=seed).change)
    _cast(lived)
    for term in desk.school.calendar().terms:
        lived.now(_moment(term.starts, 8))
        BEFORE[term.number](lived, term)
        lived.now(_moment(term.ends, 22))
        lived.lessons[term.number] = lived.writing.term(term)
        DURING[term.number](lived, term)
        _close(lived, term)
    lived.now(SUMMER)
    _correct(lived)
    _settle(lived)
    for group in desk.school.class_groups():
        _exams(lived, desk.year_end.of_class(group.id))
    _weak_works(lived)
    for group in desk.school.class_groups():
        _decide(lived, desk.year_end.of_class(group.id))
    return lived


def _cast(lived: Lived) -> None:
    """Who will have a part."""
    found = sorted(lived.desk.school.class_groups(), key=lambda one: (one.year_level, one.letter))
    ours = [one for one in found if lived.own(one, 1)]
    lived.classes["newcomer"], lived.classes["gap"] = ours[:2]
    lived.classes["leaver"] = next(one for one in found if one.year_level == 4)
    lived.classes["weak"] = weak = next(one for one in found if one.year_level == 8)
    lived.classes["mover"] = next(one for one in found if one.year_level == 6)
    mover = lived.classes["mover"]
    others = [one for one in found if one is not mover and one.language == mover.language]
    lived.classes["moved"] = next(one for one in others if one.year_level in (5, 6))
    lived.classes["returner"] = next(one for one in found if one.year_level == 3)
    for who in ("leaver", "weak", "mover", "returner"):
        members = lived.desk.school.pupils(lived.classes[who].id)
        lived.people[who] = members[0].pupil.id
    page = lived.marked(weak.id, 1)[0]
    lived.weak = weak.id, lived.people["weak"], page.head.subject
    lived.writing.weak.add(lived.weak[1:])


# Terms


def _nothing(_lived: Lived, _term: Term) -> None:
    """Nothing special."""


def _second(lived: Lived, term: Term) -> None:
    """One goes to another school for a while; one leaves for good; one moves to another class."""
    desk, before = lived.desk, lived.desk.school.calendar().terms[0].ends
    away = NewMovement(MovementKind.TRANSFER_OUT, before, None, _order("12"), PAPER, "көшті")
    desk.movements.leave(lived.people["returner"], away)
    gone = NewMovement(MovementKind.LEAVE, before, None, _order("13"), reason="шетелге")
    desk.movements.leave(lived.people["leaver"], gone)
    moved = NewMovement(
        MovementKind.MOVE, term.starts, lived.classes["moved"].id, _order("14"), reason="өтініш"
    )
    desk.movements.move(lived.people["mover"], moved)
    _seat(lived, "moved", lived.people["mover"], term.starts)


def _third(lived: Lived, term: Term) -> None:
    """A newcomer with marks from elsewhere; one comes back; a day of frost."""
    desk, group = lived.desk, lived.classes["newcomer"]
    new = NewPupil(PersonName("Қонысбай", "Нұрлан", "Ерланұлы"), group.year_level, group.letter)
    comes = NewMovement(MovementKind.TRANSFER_IN, term.starts, group.id, _order("21"), PAPER)
    lived.people["newcomer"] = pupil = desk.movements.enrol(new, comes)
    back = lived.classes["returner"]
    again = NewMovement(MovementKind.RETURN, term.starts, back.id, _order("22"))
    desk.movements.arrive(lived.people["returner"], again)
    _seat(lived, "newcomer", pupil, term.starts)
    _seat(lived, "returner", lived.people["returner"], term.starts)
    _bring(lived, group, pupil, (1, 2))
    _bring(lived, back, lived.people["returner"], (2,))
    lived.frost = term.starts + timedelta(days=21 + (WEDNESDAY - term.starts.weekday()) % 7)
    facts = lived.frost, lived.frost
    little = _frost("weather/1", facts, (1, 2, 3, 4), Weather.CANCELLED)
    large = _frost("weather/2", facts, tuple(range(5, 12)), Weather.REMOTE)
    desk.calendars.note_weather([little, large], desk.calendars.year())


def _seat(lived: Lived, where: str, pupil: int, since: date) -> None:
    """Who came sits in a subgroup of every subject that the class has in subgroups."""
    group = lived.classes[where].id
    split = lived.desk.subgroups.of_class(group, since)
    for subject, unplaced in split.unplaced.items():
        if pupil in {one.id for one in unplaced}:
            seat = next(one for one in split.subgroups if subject in one.subjects)
            lived.desk.subgroups.place(group, pupil, seat.group.id, since)


def _frost(
    code: str, days: tuple[date, date], levels: tuple[int, ...], what: Weather
) -> CalendarSpan:
    facts = {"year_levels": levels, "weather": what, "reason": "-38 °C"}
    return CalendarSpan(code, CalendarKind.WEATHER, *days, **facts)


def _bring(lived: Lived, group: ClassGroup, pupil: int, terms: Sequence[int]) -> None:
    """Type the marks of an extract: a mark or a pass for each subject and period."""
    desk = lived.desk
    for term in terms:
        for column in desk.past_marks.of_term(group.id, term).columns:
            if not column.open:
                continue
            name = next(
                one
                for one in desk.journal.pages_of_class(group.id)
                if one.subject == column.subject
            )
            verdict = lived.page((name.group, name.subject, term)).head.pass_fail
            past = PastMark(None, True, PAPER) if verdict else PastMark(4, None, PAPER)
            try:
                desk.past_marks.put(
                    group.id, PastKey(pupil, YEAR, column.subject, column.period), past
                )
            except OwnMarksError:
                continue


def _gap(lived: Lived, term: Term) -> None:
    """A term summative that somebody did not write."""
    page = lived.own(lived.classes["gap"], term.number)[0]
    work = next(one for one in page.works if one.kind is MarkKind.TERM_SUMMATIVE)
    lived.desk.journal.put(page, work.key, page.rows[-1].pupil.id, "")
    lived.gap = page.head.group, page.head.subject, term.number


def _elsewhere(lived: Lived, term: Term) -> None:
    """The newcomer wrote a unit summative of the term before he came."""
    page = lived.own(lived.classes["newcomer"], term.number)[0]
    brought = ImportedWork(MarkKind.UNIT_SUMMATIVE, 3, 11, 16, PAPER)
    lived.desk.works.bring_in(page, lived.people["newcomer"], brought)


BEFORE = {1: _nothing, 2: _second, 3: _third, 4: _nothing}
DURING = {1: _gap, 2: _nothing, 3: _elsewhere, 4: _nothing}


def _close(lived: Lived, term: Term) -> None:
    """All pages that end now: where one lacks something, only for a reason."""
    due = lived.desk.closing.due(term.number)
    if term.number == 1:
        with pytest.raises(GapsLeftError) as refusal:
            lived.desk.closing.close(due)
        lacking = [(one.group, one.subject, one.period.term) for one in refusal.value.pages]
        assert lacking == [lived.gap]
        lived.desk.closing.close(due, WHY)
        return
    states = lived.desk.closing.states(term.number)
    lacking = [one for one in states if one.gaps and one.period.terms[-1] == term.number]
    here = {one.class_group for one in lacking}
    # Who moved here in the middle of a half-year lacks the works of its first term.
    assert here == ({lived.classes["moved"].id} if term.number == HALF else set())
    assert lived.desk.closing.close(due, WHY if lacking else "") == len(due)


def _settle(lived: Lived) -> None:
    """Half-years that somebody lived in two places get their marks by decision, one by one."""
    for who, where in (("mover", "moved"), ("returner", "returner")):
        pupil, group = lived.people[who], lived.classes[where].id
        year = lived.desk.year_end.of_class(group)
        line = next(one for one in year.lines if one.pupil.id == pupil)
        for column, cell in zip(year.columns, line.cells, strict=True):
            first = cell.periods[0] if cell else None
            if first is None or first.mark is not None or first.passed is not None:
                continue
            kept = ClosedMark(Standing.MARKED, 4)
            if column.pass_fail:
                kept = ClosedMark(Standing.PASS_FAIL, passed=True)
            for group in column.groups:
                place = group, column.subject, column.periods[0].terms[0]
                if lived.page(place).row_of(pupil) is not None:
                    lived.desk.closing.correct(place, pupil, kept, PAPER)


def _correct(lived: Lived) -> None:
    """The work of term 1 is written after all: opened again, typed, closed again."""
    desk, place = lived.desk, lived.gap
    desk.closing.reopen(place, WHY)
    page = lived.page(place)
    work = next(one for one in page.works if one.kind is MarkKind.TERM_SUMMATIVE)
    desk.journal.put(page, work.key, page.rows[-1].pupil.id, "20")
    desk.closing.close([place])
    other = lived.marked(lived.classes["leaver"].id, 4)[0]
    row = other.rows[-1]
    mark = 5 if row.result.mark != 5 else 4
    at = other.head.group, other.head.subject, 4
    kept = ClosedMark(Standing.MARKED, mark)
    desk.closing.correct(at, row.pupil.id, kept, "Апелляция комиссиясының шешімі")
    lived.corrected = at, row.pupil.id, mark


# The end of the year


def _exams(lived: Lived, year: ClassYear) -> None:
    if year.settings is None or year.year_level not in year.settings.exam_year_levels:
        return
    columns = [one for one in year.columns if not one.pass_fail][:EXAM_SUBJECTS]
    for n, line in enumerate(year.lines):
        for m, column in enumerate(columns):
            place = year.class_group, line.pupil.id, column.subject
            lived.desk.year_end.put_exam(*place, ExamKind.EXAM, EXAMS[(n + m) % len(EXAMS)])


def _weak_works(lived: Lived) -> None:
    """A 2 for the year is settled by a work for the year."""
    lived.desk.year_end.put_exam(*lived.weak, ExamKind.YEAR_WORK, "3")


def _decide(lived: Lived, year: ClassYear) -> None:
    """The council follows the proposals, all in one step."""
    here = [one for one in year.lines if one.left is None]
    assert [one.pupil.name.listed for one in here if one.proposal.outcome is Outcome.OPEN] == []
    day = date(2026, 5, 29)
    decided = {one.pupil.id: Decision(one.proposal.outcome, ORDER, day) for one in here}
    lived.desk.year_end.decide(year.class_group, decided)


def _order(number: str) -> Order:
    return Order(number, date(2025, 10, 20))


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
