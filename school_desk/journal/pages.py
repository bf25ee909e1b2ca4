"""Put a register page together from the timetable, the plan of works and what was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from school_desk.errors import N_
from school_desk.journal.model import (
    Column,
    ColumnKey,
    ImportedWork,
    MarkKind,
    MinuteShare,
    PupilRow,
    RegisterPage,
    Scale,
    Sitting,
    Standing,
    TermResult,
    Work,
)
from school_desk.journal.plan import PagePlan
from school_desk.journal.rules import term_case, term_result
from school_desk.journal.ruleset import RuleSet, RuleSettings
from school_desk.journal.store import LessonText, Marks
from school_desk.school.model import Absence, LessonKey, Member
from school_desk.school.names import name_key
from school_desk.school.stay_rules import there_between
from school_desk.school.store import Session

Sign = tuple[int, date, int, Absence]
NOTHING = LessonText(None, None, None)
LESSONS_TO_COME = N_("The period goes on: more points may come.")
TERM_WORK_UNPLANNED = N_("The term summative of this page is not planned yet.")


@dataclass(frozen=True, slots=True)
class Written:
    """What people have written on a page, as the file holds it."""

    lessons: Mapping[LessonKey, LessonText]
    columns: tuple[ColumnKey, ...]
    works: tuple[Work, ...]
    sessions: Mapping[tuple[date, int], Session]
    stranded: frozenset[LessonKey] = frozenset()
    """Lessons that weather took away after somebody had noted who is absent."""

    def held(self, key: LessonKey) -> bool:
        """Whether someone has said that the lesson was held."""
        session = self.sessions.get((key.date, key.slot))
        return session is not None and session.held_by is not None

    def spoken(self, key: LessonKey) -> bool:
        """Whether the lesson shows something even if the timetable does not plan it."""
        text = self.lessons[key]
        return bool(text.topic or text.homework) or self.held(key)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the marks of each pupil: verdicts, schedules, works from elsewhere."""

    verdicts: Mapping[int, bool] = field(default_factory=dict)
    sittings: Mapping[int, Mapping[int, Sitting]] = field(default_factory=dict)
    imported: Mapping[int, tuple[ImportedWork, ...]] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def make_columns(plan: PagePlan, written: Written) -> tuple[Column, ...]:
    """The lesson columns by date and slot: planned ones, and all in which somebody has written.

    A cancelled lesson has a column only where marks stand in it.
    """
    spoken = {key for key in written.lessons if written.spoken(key)}
    marked = {key.lesson for key in written.columns if key.lesson is not None}
    off = {key for key, text in written.lessons.items() if text.cancelled}
    lessons = ({*plan.lessons, *spoken, *written.stranded} - off) | marked
    keys = {*(ColumnKey(lesson) for lesson in lessons), *written.columns}
    columns = (_column(key, written, plan) for key in keys if key.lesson is not None)
    return tuple(sorted(columns, key=lambda one: (one.date, one.slot, one.key.n)))


def _column(key: ColumnKey, written: Written, plan: PagePlan) -> Column:
    lesson = key.lesson
    if lesson is None:
        raise ValueError(key)
    text = written.lessons.get(lesson, NOTHING)
    return Column(
        key=key,
        date=lesson.date,
        slot=lesson.slot,
        starts=plan.begins(lesson.date, lesson.slot),
        remote=lesson.date in plan.remote,
        held=written.held(lesson),
        topic=text.topic or "",
        objective=text.objective or "",
        homework=text.homework or "",
        works=tuple(number for work in written.works if (number := _here(work, lesson))),
        top=1 if plan.head.scale is Scale.ACHIEVED else plan.settings.formative_top,
        share=MinuteShare(text.teacher_minutes, text.teacher_first != 0),
    )


def _here(work: Work, lesson: LessonKey) -> int | None:
    """The number of a work that is written in a lesson."""
    same_hour = work.slot in (None, lesson.slot)
    return work.key.work if work.date == lesson.date and same_hour else None


def make_rows(
    members: Iterable[Member],
    marks: Marks,
    signs: Iterable[Sign],
    columns: Iterable[Column],
    beside: Beside = NOTHING_BESIDE,
) -> tuple[PupilRow, ...]:
    """The lines of a page in the order of the Kazakh alphabet, results not yet reckoned."""
    lessons = {(one.date, one.slot): one.key.lesson for one in columns if one.key.lesson}
    by_pupil: dict[int, dict[LessonKey, Absence]] = {}
    for pupil, day, slot, sign in signs:
        if (day, slot) in lessons:
            by_pupil.setdefault(pupil, {})[lessons[day, slot]] = sign
    return tuple(
        PupilRow(
            member.pupil,
            marks.get(member.pupil.id, {}),
            by_pupil.get(member.pupil.id, {}),
            verdict=beside.verdicts.get(member.pupil.id),
            sittings=beside.sittings.get(member.pupil.id, {}),
            imported=beside.imported.get(member.pupil.id, ()),
            stays=member.stays,
        )
        for member in sorted(members, key=lambda one: (name_key(one.pupil.name), one.pupil.id))
    )


def on_page(page: RegisterPage, row: PupilRow) -> bool:
    """Whether a pupil belongs on the page: there for a day of the period, or with a mark on it."""
    period = page.head.period
    return there_between(row.stays, period.starts, period.ends) or bool(row.marks)


def reckoned(page: RegisterPage, row: PupilRow, rules: RuleSet, settings: RuleSettings) -> PupilRow:
    """The line with its term mark; that of a closed page stands as it was stored."""
    if page.head.closing is not None:
        return row
    return replace(row, result=result_of(page, row, rules, settings))


def result_of(
    page: RegisterPage, row: PupilRow, rules: RuleSet, settings: RuleSettings
) -> TermResult:
    """A pupil's term mark on a page.

    A page that must have a term summative (more than one hour a week) and has none planned yet
    gives forecasts only: "none by plan" is what a person says, never what is missing.
    """
    result = term_result(term_case(page, row), rules, settings)
    if result.standing is Standing.MARKED and term_work_lacks(page):
        notes = (*result.warnings, TERM_WORK_UNPLANNED)
        return replace(result, standing=Standing.FORECAST, warnings=notes)
    if result.standing is Standing.MARKED and goes_on(page):
        notes = (*result.warnings, LESSONS_TO_COME)
        return replace(result, standing=Standing.FORECAST, warnings=notes)
    return result


def goes_on(page: RegisterPage) -> bool:
    """Whether a page that ends without a term summative has lessons still to come."""
    ended = any(work.kind is MarkKind.TERM_SUMMATIVE for work in page.works)
    to_come = page.on is not None and any(column.date > page.on for column in page.columns)
    return to_come and not ended and not page.head.term_work_due


def term_work_lacks(page: RegisterPage) -> bool:
    """Whether the page should have a term summative and has none."""
    kinds = {work.kind for work in page.works}
    return page.head.term_work_due and MarkKind.TERM_SUMMATIVE not in kinds
