"""The page of the design's picture: 17 pupils of 6 «А», mathematics, first term, 22 October."""

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
from school_desk.school.model import Absence, LessonKey, Period, PeriodKind, PersonName, Pupil

TODAY = date(2026, 10, 22)
TERM = Period(PeriodKind.TERM, 1, date(2026, 9, 1), date(2026, 10, 25), (1,))
GROUP, SUBJECT, SLOT = 1, 2, 2
UNIT_1, UNIT_2, TERM_WORK = 101, 102, 103

_DAYS = (
    *((9, day) for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24)),
    *((9, day) for day in (25, 28, 29, 30)),
    *((10, day) for day in (1, 2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23)),
)
DAYS = tuple(date(2026, month, day) for month, day in _DAYS)
SHOWN = DAYS[-21:]

# One line a pupil, one character a lesson from 25 September on ("0" is 10), then the works.
_LINES = """
Абдрахман Нұрислам|...66..7..AA..7...88.|10 12 16
Алпысбай Аружан|..8.8...9.8..9....9..|13 17 21
Әбіш Ерасыл|.5...4.6.6.A...5.....|8 9 12
Бекмұрат Санжар|.878.9.89.9.....AAAA.|11 14 A
Ғабит Мадина|....9.9.9..8..89..90.|14 17 20
Дәулет Айсұлтан|..75.5AA...6....5.7..|9 13 14
Ермек Жансая|...8.67...8..78....7.|12 15 20
Жақсылық Бекарыс|.43.J....4....44.J...|6 6 J
Ибрагим Әмина|.7D.7...9.78.9..7.89.|11 17 21
Кенжебек Дінмұхаммед|.88..80..9.8.l899.8L.|12 16 22
Қайрат Інжу|....767..7......D....|10 15 20
Мұратхан Алихан|.........6.....7.....|8 11 16
Нұрлан Аяулым|.988...8.AA..7788.8..|12 16 19
Өмірбек Сезім|.0.....D9..0..0.0.0..|15 20 25
Серікбай Мирас|.5...6..J.5..5.6.....|8 8 14
Тоқтарбай Зере|.............AAA...A.|10 15 18
Ұлан Кәусар|.0.A..............0..|14 19 20
"""
_SIGNS = {
    "A": Absence.ILL,
    "D": Absence.EXCUSED,
    "J": Absence.UNEXCUSED,
    "L": Absence.LATE,
    "l": Absence.LATE,
}


def lesson(day: date) -> LessonKey:
    return LessonKey(GROUP, SUBJECT, day, SLOT)


def lesson_column(day: date, n: int = 1) -> ColumnKey:
    return ColumnKey(lesson(day), n)


def work_column(work: int) -> ColumnKey:
    return ColumnKey(work=work)


def picture_page() -> RegisterPage:
    works = (
        _work(UNIT_1, MarkKind.UNIT_SUMMATIVE, 1, 15, SHOWN[0]),
        _work(UNIT_2, MarkKind.UNIT_SUMMATIVE, 2, 20, SHOWN[12]),
        _work(TERM_WORK, MarkKind.TERM_SUMMATIVE, 1, 25, SHOWN[17]),
    )
    days_of_works = {work.date: (work.key.work,) for work in works}
    columns = tuple(
        Column(lesson_column(day), day, SLOT, held=day <= TODAY, works=days_of_works.get(day, ()))
        for day in DAYS
    )
    lines = _LINES.strip().splitlines()
    rows = tuple(_row(n, line, works) for n, line in enumerate(lines, 1))
    return RegisterPage(_head(), columns, works, rows)


def small_page(pupils: int = 3) -> RegisterPage:
    page = picture_page()
    return RegisterPage(page.head, page.columns[-4:], page.works, page.rows[:pupils])


def _head() -> PageHead:
    return PageHead(
        group=GROUP,
        subject=SUBJECT,
        class_group=1,
        class_label="6 «А»",
        year_level=6,
        subject_names={"kk": "Математика", "ru": "Математика", "en": "Mathematics"},
        language="kk",
        period=TERM,
        teacher=1,
        teacher_name="Г. Серікқызы",
        ruleset="kz-2025",
    )


def _work(row: int, kind: MarkKind, number: int, top: int, day: date) -> Work:
    return Work(ColumnKey(work=row), kind, number, top, date=day)


def _row(pupil: int, line: str, works: tuple[Work, ...]) -> PupilRow:
    name, lessons, points = line.split("|")
    marks, signs = {}, {}
    for day, character in zip(SHOWN, lessons, strict=True):
        if character in _SIGNS:
            signs[lesson(day)] = _SIGNS[character]
        if character == "l":
            marks[lesson_column(day)] = 9
        elif character.isdigit():
            marks[lesson_column(day)] = int(character) or 10
    for work, text in zip(works, points.split(), strict=True):
        if text in _SIGNS:
            signs[lesson(work.date)] = _SIGNS[text]
        else:
            marks[work.key] = int(text)
    return PupilRow(Pupil(pupil, PersonName(*name.split())), marks, signs)
