"""A school with 2025-26 behind it, closed with marks that a test can add up by hand.

Class 6 «А» has become 7 «А», class 4 has become 5; the year 2026-27 is over, too, where wanted.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from school_desk.app import Desk
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.journal.past_mark_model import YEAR_MARK, PastKey, PastMark
from school_desk.journal.year_model import ExamKind
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from tests.school.ending_year import HEAD, SUMMER, EndingYear, make_ending_year

WHY = "Педагогикалық кеңестің шешімі"
PAPER = "Табель 2024-25"
EXTRACT = "№ 4 мектеп, үзінді"
LAST, NOW = "2025-26", "2026-27"
JUNE = datetime(2027, 6, 20, 9, tzinfo=UTC)
Marks = Mapping[str, tuple[int, ...]]
LAST_MARKS: Marks = {
    "Айбек": (),
    "Балжан": (),
    "Гауһар": (5, 4, 4, 5),  # 4.5: 5
    "Дана": (4, 4, 5, 4),  # 4.25: 4
    "Ерасыл": (3, 3, 3, 2),  # 2.75: 3
    "Жібек": (5, 5, 5, 5),  # 5
    "Заңғар": (2, 3, 2, 2),  # 2.25: 2
    "Инжу": (3, 4, 3, 4),  # 3.5: 4
}
NOW_MARKS: Marks = {
    "Дана": (5, 5, 5, 4),  # 4.75: 5
    "Ерасыл": (3, 4, 4, 4),  # 3.75: 4
    "Гауһар": (3, 3, 4, 3),  # 3.25: 3
    "Асан": (0, 4, 5, 5),  # with the 4 of the extract 4.5: 5
}
BEFORE = {"Дана": 5, "Ерасыл": 3}
"""What stands on paper of 2024-25, when both were in 5 «А» and this file was not yet."""


def make_two_years(folder: Path, *, over: bool = True) -> EndingYear:
    """Live both years; `over`: the second one is closed as well."""
    made = make_ending_year(folder)
    made.moment = SUMMER
    with made.taken_by(HEAD) as head:
        end_year(made, head, LAST_MARKS)
        take_exam(made, head)
        made.decide(head)
        head.rollover.begin(NOW)
    made.moment = JUNE
    with made.taken_by(HEAD) as head:
        for group in head.school.class_groups():
            made.rows[f"now {group.label}"] = group.id
        teach_class_5(made, head)
        arrive(made, head)
        bring_papers(made, head)
        if over:
            end_year(made, head, NOW_MARKS)
    return made


def end_year(made: EndingYear, desk: Desk, marks: Marks) -> None:
    """Close every page; in mathematics with these marks, in music everybody has passed."""
    made.close_all(desk)
    for name in desk.journal.pages():
        for period in name.periods:
            place = name.group, name.subject, period.term
            for row in desk.journal.open_page(*place).rows:
                found = closed(made, name.subject, marks.get(row.pupil.name.given, ()), period.term)
                if found is not None:
                    desk.closing.correct(place, row.pupil.id, found, WHY)


def closed(made: EndingYear, subject: int, marks: tuple[int, ...], term: int) -> ClosedMark | None:
    """What a page came to for somebody with such marks."""
    if not marks:
        return None
    if subject == made.rows["music"]:
        return ClosedMark(Standing.PASS_FAIL, passed=True)
    return ClosedMark(Standing.MARKED, marks[term - 1])


def take_exam(made: EndingYear, desk: Desk) -> None:
    """Жібек has a 4 in the exam: 0.7 × 5 + 0.3 × 4 = 4.7, so 5 in the end."""
    place = made.rows["9А"], made.rows["Жібек"], made.rows["mathematics"]
    desk.year_end.put_exam(*place, ExamKind.EXAM, "4")


def teach_class_5(made: EndingYear, desk: Desk) -> None:
    """The head teaches mathematics in class 5, whose teachers did not go on with it."""
    row = made.rows["now 5"]
    group = next(one.id for one in desk.school.teaching_groups() if one.class_group == row)
    for weekday in (1, 3):
        hour = TimetableSlot(0, weekday, 7, group, made.rows["mathematics"], desk.account.id)
        desk.school.place(hour)


def arrive(made: EndingYear, desk: Desk) -> None:
    """Асан comes from another school in the second term."""
    order = Order("15", date(2026, 11, 6))
    group = made.rows["now 7 «А»"]
    wanted = NewMovement(
        *(MovementKind.TRANSFER_IN, date(2026, 11, 9), group, order), other_school="№ 4 мектеп"
    )
    made.rows["Асан"] = desk.movements.enrol(NewPupil(PersonName("Әлі", "Асан"), 7, "А"), wanted)


def bring_papers(made: EndingYear, desk: Desk) -> None:
    """Year marks of 2024-25; what Асан had elsewhere in the year before and in term 1."""
    mathematics = made.rows["mathematics"]
    papers = {
        PastKey(made.rows[name], "2024-25", mathematics, YEAR_MARK): PastMark(mark, None, PAPER)
        for name, mark in BEFORE.items()
    }
    elsewhere = PastMark(4, None, EXTRACT)
    papers[PastKey(made.rows["Асан"], "2025-26", mathematics, YEAR_MARK)] = elsewhere
    papers[PastKey(made.rows["Асан"], "2024-25", mathematics, YEAR_MARK)] = elsewhere
    papers[PastKey(made.rows["Асан"], NOW, mathematics, "term/1")] = elsewhere
    for key, past in papers.items():
        desk.past_marks.put(made.rows["now 7 «А»"], key, past)
