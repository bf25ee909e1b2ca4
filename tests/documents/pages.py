"""An invented page of the register, as a Kazakh school of 2026 would have it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from school_desk.documents.page import Printed
from school_desk.journal.model import (
    Column,
    ColumnKey,
    MarkKind,
    PageHead,
    PupilRow,
    RegisterPage,
    Work,
)
from school_desk.journal.rules import term_case, term_result
from school_desk.journal.ruleset import parse_ruleset
from school_desk.school.model import Absence, LessonKey, Period, PeriodKind, PersonName, Pupil

RULES_FILE = Path(__file__).parents[2] / "school_desk/journal/rulesets/kz-2025.toml"
RULES = parse_ruleset(RULES_FILE.read_text(encoding="utf-8"))
SIGNS = RULES.defaults.signs
SCHOOL = "Аққайың негізгі орта мектебі"
PRINTED = Printed(datetime(2026, 10, 22, 13, 12), "Г. Серікқызы")  # noqa: DTZ001  a wall clock
TERM = Period(PeriodKind.TERM, 1, date(2026, 9, 1), date(2026, 10, 25), (1,))

NAMES = (
    "Абдрахман Нұрислам",
    "Алпысбай Аружан",
    "Әбіш Ерасыл",
    "Бекмұрат Санжар",
    "Ғабит Мадина",
    "Дәулет Айсұлтан",
    "Ермек Жансая",
    "Жақсылық Бекарыс",
    "Ибрагим Әмина",
    "Кенжебек Дінмұхаммед",
    "Қайрат Інжу",
    "Мұратхан Алихан",
    "Нұрлан Аяулым",
    "Өмірбек Сезім",
    "Серікбай Мирас",
    "Тоқтарбай Зере",
    "Ұлан Кәусар",
)
UNIT_POINTS = ((10, 12), (13, 17), (8, 9), (11, 14), (14, 17), (9, 13), (12, 15), (6, 6), (11, 17))
TERM_POINTS = (16, 21, 12, None, 20, 14, 20, None, 21, 22, 20, 16, 19, 25, 14, 18, 20)
WORKS = (
    Work(ColumnKey(work=1), MarkKind.UNIT_SUMMATIVE, 1, 15, "Қатынас", date(2026, 9, 25), 2),
    Work(ColumnKey(work=2), MarkKind.UNIT_SUMMATIVE, 2, 20, "Пропорция", date(2026, 10, 13), 2),
    Work(ColumnKey(work=3), MarkKind.TERM_SUMMATIVE, 1, 25, "", date(2026, 10, 20), 2),
)
TOPICS = ("Тура пропорционалдық тәуелділік", "Кері пропорционалдық тәуелділік", "Масштаб")


def register_page(*, lessons: int = 18, names: Sequence[str] = NAMES) -> RegisterPage:
    """A page of mathematics with marks, absences, a late pupil and three works."""
    columns = tuple(_column(day) for day in _days(lessons))
    head = PageHead(
        group=1,
        subject=1,
        class_group=1,
        class_label="6 «А»",
        year_level=6,
        subject_names={"kk": "Математика", "ru": "Математика", "en": "Mathematics"},
        language="kk",
        period=TERM,
        teacher=1,
        teacher_name="Серікқызы Гүлнар",
        ruleset=RULES.id,
    )
    rows = tuple(_row(n, name, columns) for n, name in enumerate(names))
    page = RegisterPage(head, columns, WORKS, rows)
    return replace(page, rows=tuple(_with_result(page, row) for row in rows))


def _days(lessons: int) -> tuple[date, ...]:
    every = (date(2026, 10, 22) - timedelta(days=n) for n in range(120))
    return tuple(sorted([day for day in every if day.weekday() < 5][:lessons]))


def _column(day: date) -> Column:
    works = tuple(work.key.work or 0 for work in WORKS if work.date == day)
    topic = TOPICS[day.day % len(TOPICS)]
    key = ColumnKey(lesson=LessonKey(1, 1, day, 2))
    return Column(key, day, 2, held=True, topic=topic, homework="№ 412, 415, 74-бет", works=works)


def _row(n: int, name: str, columns: Sequence[Column]) -> PupilRow:
    surname, given = name.split(" ", 1)
    marks = {
        column.key: 4 + (n * 3 + place * 5) % 7
        for place, column in enumerate(columns)
        if (n + place) % 3 == 0
    }
    signs = _signs(n, columns, marks)
    unit = UNIT_POINTS[n % len(UNIT_POINTS)]
    points = {work.key: value for work, value in zip(WORKS[:2], unit, strict=True)}
    term = TERM_POINTS[n % len(TERM_POINTS)]
    points |= {} if term is None else {WORKS[2].key: term}
    return PupilRow(Pupil(n + 1, PersonName(surname, given)), marks | points, signs)


def _signs(
    n: int, columns: Sequence[Column], marks: dict[ColumnKey, int]
) -> dict[LessonKey, Absence]:
    days = {column.date: column.key for column in columns}
    key = days.get(date(2026, 10, 20))
    absence = {3: Absence.ILL, 7: Absence.UNEXCUSED, 10: Absence.EXCUSED}.get(n)
    if key and key.lesson and absence:
        marks.pop(key, None)
        return {key.lesson: absence}
    late = next(iter(marks), None)
    return {late.lesson: Absence.LATE} if n == 9 and late and late.lesson else {}


def _with_result(page: RegisterPage, row: PupilRow) -> PupilRow:
    return replace(row, result=term_result(term_case(page, row), RULES, RULES.defaults))
