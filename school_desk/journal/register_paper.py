"""What a printed register page says, in words and numbers: one source for its PDF and its sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from school_desk.documents.voices import Lines, Voices, class_in, told
from school_desk.errors import N_
from school_desk.journal.model import (
    Column,
    MarkKind,
    PageHead,
    PupilRow,
    RegisterPage,
    Standing,
    TermResult,
    Work,
)
from school_desk.school.model import Absence, Period

Letters = Mapping[Absence, str]

SignLetters = Mapping[str, Mapping[Absence, str]]
"""Per language: the letter of each absence. Data of the school, handed in."""

NOTHING = "—"
FORECAST = "≈"

REGISTER_PAGE = N_("Register page")
SCHOOL_YEAR = N_("School year {years}")
NUMBER = N_("№")
NAME = N_("Surname, given name")
SUMMATIVE = N_("Summative, points")
COMPUTED = N_("Computed")
TOTAL = N_("Total, %")
EXACT = N_("Exact, %")
ROUNDED = N_("Rounded, %")
FORECAST_HEAD = N_("Forecast")
CLASS = N_("Class")
MARKS_SHEET = N_("Marks")
LESSONS_SHEET = N_("Lessons")
MARK = N_("Mark")
DATE = N_("Date")
TOPIC = N_("Lesson topic")
HOMEWORK = N_("Homework")
HOURS = N_("Hours")
TEACHER = N_("Teacher")
TEACHER_IS = N_("Teacher: {name}")
HELD = N_("Lessons held: {held} of {listed}")
DEPUTY_HEAD = N_("Deputy head")
CLOSED = N_("Closed on {day:short} by {who}")
OPEN = N_("The term is open: a mark with ≈ is a forecast")
UNIT_NUMBER = N_("SAU {number}")
PENDING = N_("Temporarily not attested")
MUST_SIT = N_("Planned work not written: no mark until it is settled")

KIND_NAMES = {
    MarkKind.FORMATIVE: N_("FA"),
    MarkKind.UNIT_SUMMATIVE: N_("SAU"),
    MarkKind.TERM_SUMMATIVE: N_("SAT"),
}
ABSENCE_NAMES = {
    Absence.ILL: N_("ill"),
    Absence.EXCUSED: N_("absent with a valid reason"),
    Absence.UNEXCUSED: N_("absent without a valid reason"),
    Absence.LATE: N_("late"),
}
STANDING_NAMES = {Standing.PENDING: PENDING, Standing.MUST_SIT: MUST_SIT}

_FIRST_MONTH = 7  # a school year begins in autumn


def titles_of(period: Period, voices: Voices) -> Lines:
    """What a period is called, in each language."""
    return tuple(voice.tell(period.title) for voice in voices)


def school_year(term: Period) -> str:
    """The school year of a term.

    >>> from school_desk.school.model import PeriodKind
    >>> school_year(Period(PeriodKind.TERM, 3, date(2027, 1, 11), date(2027, 3, 19), (3,)))
    '2026–2027'
    """
    first = term.starts.year if term.starts.month >= _FIRST_MONTH else term.starts.year - 1
    return f"{first}–{first + 1}"


def letters_in(signs: SignLetters, language: str) -> Letters:
    """The letters of a language, or of the first that has any: English has none of its own."""
    return signs.get(language) or next(iter(signs.values()))


def columns_to_print(page: RegisterPage, today: date) -> tuple[Column, ...]:
    """Leave out lessons that are still to come and that nobody wrote anything in."""
    written = {key for row in page.rows for key in row.marks}
    signed = {lesson for row in page.rows for lesson in row.signs}
    return tuple(
        column
        for column in page.columns
        if column.held
        or column.date <= today
        or column.key in written
        or column.key.lesson in signed
    )


def lessons_of(columns: Iterable[Column]) -> tuple[Column, ...]:
    """One column of each lesson, however many marks it carries."""
    return tuple({column.key.lesson: column for column in reversed(tuple(columns))}.values())[::-1]


def topic_of(lesson: Column) -> str:
    """The topic as taught; a plan for a lesson not held is no fact yet."""
    return "" if lesson.topic_planned and not lesson.held else lesson.topic


@dataclass(frozen=True, slots=True)
class CellWords:
    """What stands in one cell: a letter or words, points, or a late pupil's letter and points.

    A cell is `outside` on days when the pupil was not (yet, any more) in the teaching group.
    """

    text: str = ""
    points: int | None = None
    strong: bool = False
    outside: bool = False


def lesson_cell(row: PupilRow, column: Column, letters: Letters) -> CellWords:
    """A pupil's cell in a lesson's column; the sign belongs to the lesson's first column."""
    lesson = column.key.lesson
    absence = row.signs.get(lesson) if lesson and column.key.n == 1 else None
    sign = letters.get(absence, "") if absence else ""
    outside = not row.there_on(column.date)
    return CellWords(sign, row.points(column.key), strong=True, outside=outside)


def work_cell(page: RegisterPage, row: PupilRow, work: Work, letters: Letters) -> CellWords:
    """A pupil's cell in a summative work; one who was away that day has the sign, never 0."""
    points, lesson = row.points(work.key), page.lesson_of(work)
    absence = row.signs.get(lesson) if lesson and points is None else None
    sign = letters.get(absence, "") if absence and absence.away else ""
    return CellWords(sign, points, strong=True)


def work_name(work: Work, voices: Voices) -> Lines:
    """БЖБ with its number, ТЖБ without: there is one in a term."""
    if work.kind is MarkKind.UNIT_SUMMATIVE:
        return told(voices, UNIT_NUMBER, number=work.number)
    return told(voices, KIND_NAMES[work.kind])


def kinds_of(page: RegisterPage) -> tuple[MarkKind, ...]:
    """The kinds of marks that make this page's percent, in the order of the law."""
    if page.head.pass_fail:
        return ()
    planned = {MarkKind.FORMATIVE, *(work.kind for work in page.works)}
    return tuple(kind for kind in MarkKind if kind in planned)


def weight_of(page: RegisterPage, kind: MarkKind) -> Fraction | None:
    """The weight of a kind, where it is the same for every pupil of the page."""
    shares = (row.result.share(kind) for row in page.rows)
    weights = {share.weight for share in shares if share}
    return weights.pop() if len(weights) == 1 else None


def rounded_text(result: TermResult) -> str:
    """The whole percent that the mark is read from."""
    return NOTHING if result.rounded is None else str(result.rounded)


def mark_text(result: TermResult) -> str:
    """The term mark as a cell has room for it; the notes below say why a dash is a dash."""
    if result.mark is None or result.standing in STANDING_NAMES:
        return NOTHING
    return f"{FORECAST} {result.mark}" if result.standing is Standing.FORECAST else f"{result.mark}"


def notes_of(page: RegisterPage, voices: Voices) -> tuple[tuple[int, PupilRow, Lines], ...]:
    """Who has no mark and why, with the number of the line."""
    return tuple(
        (number, row, told(voices, STANDING_NAMES[row.result.standing]))
        for number, row in enumerate(page.rows, start=1)
        if row.result.standing in STANDING_NAMES
    )


def state_of(page: RegisterPage, voices: Voices) -> Lines:
    """Whether the page is closed, by whom and when."""
    if page.head.closed_on:
        return told(voices, CLOSED, day=page.head.closed_on, who=page.head.closed_by)
    return told(voices, OPEN)


def subject_of(head: PageHead, voices: Voices) -> Lines:
    """The subject in each language of the document."""
    return tuple(name_in(head.subject_names, voice.language) for voice in voices)


def name_in(names: Mapping[str, str], language: str) -> str:
    """A name in a language, or in the first it has."""
    return names.get(language) or next(iter(names.values()), "")


def legend(voices: Voices, signs: SignLetters) -> Lines:
    """What the letters mean, in each language."""
    return tuple(
        ", ".join(
            f"{letters_in(signs, voice.language)[absence]} – {voice(name)}"
            for absence, name in ABSENCE_NAMES.items()
        )
        for voice in voices
    )


def full_title(page: RegisterPage, voices: Voices) -> Lines:
    """Class, subject, term and year, as the head of the page."""
    return head_title(page.head, voices)


def head_title(head: PageHead, voices: Voices) -> Lines:
    """The same for any paper about a page."""
    subjects = subject_of(head, voices)
    terms = titles_of(head.period, voices)
    years = told(voices, SCHOOL_YEAR, years=school_year(head.period))
    return tuple(
        " · ".join(parts)
        for parts in zip(class_in(head.class_label, voices), subjects, terms, years, strict=True)
    )
