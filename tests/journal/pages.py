"""A small page of the register: two lessons, a second column, two works, two pupils."""

from dataclasses import replace
from datetime import date

from school_desk.journal.model import (
    Column,
    ColumnKey,
    MarkKind,
    PageHead,
    PupilRow,
    RegisterPage,
    Work,
)
from school_desk.school.model import LessonKey, Period, PeriodKind, PersonName, Pupil

MONDAY, THURSDAY, TODAY = date(2026, 10, 12), date(2026, 10, 15), date(2026, 10, 15)
FIRST, SECOND = LessonKey(1, 2, MONDAY, 3), LessonKey(1, 2, THURSDAY, 2)
ON_MONDAY, ON_THURSDAY = ColumnKey(FIRST), ColumnKey(SECOND)
MONDAY_AGAIN = ColumnKey(FIRST, n=2)
UNIT_WORK, TERM_WORK = ColumnKey(work=7), ColumnKey(work=8)
INJU, OMAR = 11, 12

HEAD = PageHead(
    group=1,
    subject=2,
    class_group=5,
    class_label="7 «А»",
    year_level=7,
    subject_names={"kk": "Алгебра"},
    language="kk",
    period=Period(PeriodKind.TERM, 1, date(2026, 9, 1), date(2026, 10, 25), (1,)),
    teacher=3,
    teacher_name="Г. Серікқызы",
    ruleset="kz-2025",
)

PAGE = RegisterPage(
    head=HEAD,
    columns=(
        Column(ON_MONDAY, MONDAY, slot=3),
        Column(MONDAY_AGAIN, MONDAY, slot=3),
        Column(ON_THURSDAY, THURSDAY, slot=2),
    ),
    works=(
        Work(UNIT_WORK, MarkKind.UNIT_SUMMATIVE, 1, top=15, date=THURSDAY),
        Work(TERM_WORK, MarkKind.TERM_SUMMATIVE, 1, top=25),
    ),
    rows=(
        PupilRow(Pupil(INJU, PersonName("Қайрат", "Інжу"))),
        PupilRow(Pupil(OMAR, PersonName("Өмір", "Омар"))),
    ),
)


def page_with(pupil=INJU, head=HEAD, **row) -> RegisterPage:
    """The page, where one pupil's row (marks, signs, since, until) is already filled."""
    rows = (replace(each, **row) if each.pupil.id == pupil else each for each in PAGE.rows)
    return replace(PAGE, head=head, rows=tuple(rows))
