"""Invented slips: the pupils of the invented page, and term slips of several subjects."""

from dataclasses import replace

from school_desk.journal.explain import Explanation, explain
from school_desk.journal.model import MarkKind, TermCase, WorkPoints
from school_desk.journal.rules import term_case, term_result
from school_desk.journal.slip import MissedLessons, SignerRole, Slip, SubjectLine
from school_desk.school.model import Absence, PersonName
from tests.documents.pages import RULES, SCHOOL, TERM, register_page

SUBJECTS = (
    {"kk": "Қазақ тілі мен әдебиеті", "ru": "Казахский язык и литература"},
    {"kk": "Орыс тілі мен әдебиеті", "ru": "Русский язык и литература"},
    {"kk": "Ағылшын тілі", "ru": "Английский язык"},
    {"kk": "Математика", "ru": "Математика"},
    {"kk": "Информатика", "ru": "Информатика"},
    {"kk": "Жаратылыстану", "ru": "Естествознание"},
    {"kk": "Қазақстан тарихы", "ru": "История Казахстана"},
    {"kk": "Дүниежүзі тарихы", "ru": "Всемирная история"},
    {"kk": "Дене шынықтыру", "ru": "Физическая культура"},
)
MISSED = MissedLessons(ill=4, excused=1, unexcused=0, late=2)
COMPLETE = TermCase((9, 8, 9, 8), (WorkPoints(13, 15), WorkPoints(17, 20)), WorkPoints(21, 25))
FORECAST = replace(COMPLETE, term=WorkPoints(None, 25))
PENDING = replace(COMPLETE, term=WorkPoints(None, 25, Absence.ILL))
MUST_SIT = replace(COMPLETE, term=WorkPoints(None, 25, Absence.UNEXCUSED))
PASS_FAIL = TermCase(pass_fail=True)
CASES = (COMPLETE, FORECAST, PENDING, MUST_SIT, replace(COMPLETE, term=None), TermCase())


def explained(case: TermCase) -> Explanation:
    return explain(case, term_result(case, RULES, RULES.defaults), RULES, RULES.defaults)


def slip(*lines: SubjectLine, name: str = "Алпысбай Аружан Ерланқызы") -> Slip:
    surname, given, patronymic = name.split(" ", 2)
    person = PersonName(surname, given, patronymic)
    return Slip(SCHOOL, person, "6 «А»", TERM, lines, "Серікқызы Гүлнар", missed=MISSED)


def one_subject(case: TermCase) -> Slip:
    line = SubjectLine(SUBJECTS[3], explained(case))
    return replace(slip(line), role=SignerRole.TEACHER)


def one_subject_slips() -> tuple[Slip, ...]:
    page = register_page()
    return tuple(
        replace(one_subject(term_case(page, row)), pupil=row.pupil.name) for row in page.rows
    )


def term_slip(number: int = 0, subjects: int = len(SUBJECTS)) -> Slip:
    lines = [
        SubjectLine(names, explained(CASES[(number + place) % len(CASES)]))
        for place, names in enumerate(SUBJECTS[: subjects - 1])
    ]
    passed = SubjectLine(SUBJECTS[-1], explained(PASS_FAIL), passed=True)
    return slip(*lines, passed, name=f"Алпысбай Аружан Ерланқызы-{number + 1}")


def term_slips(count: int) -> tuple[Slip, ...]:
    return tuple(term_slip(number) for number in range(count))


def kinds(explanation: Explanation) -> set[MarkKind]:
    return {part.kind for part in explanation.parts}
