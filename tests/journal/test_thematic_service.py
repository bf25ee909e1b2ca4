"""The thematic plan at a real school's file: each act is one step, or nothing at all."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.access.model import NotAllowedError
from school_desk.app import Desk, Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.documents.page import Printed
from school_desk.intents import Form
from school_desk.journal.model import MarkKind, RegisterPage
from school_desk.journal.thematic_cancel_rules import (
    LessonHeldError,
    LessonMarkedError,
    ReasonMissingError,
)
from school_desk.journal.thematic_entry_rules import HoursError, PlanBlockError
from school_desk.journal.thematic_model import (
    Binding,
    PlanField,
    PlanRow,
    RowKind,
    ThematicPlan,
)
from school_desk.journal.thematic_reading_rules import read_plan
from school_desk.journal.thematic_rules import bind
from school_desk.journal.thematic_service import PlanThereError
from school_desk.journal.thematic_sheet import build_thematic_sheet
from school_desk.paths import SchoolFolder
from school_desk.school.spreadsheet import read_sheets
from school_desk.school.texts import as_line

TEACHER, OTHER = "Гүлнар Серікқызы", "Ербол Қанатұлы"
MONDAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    make_demo(entrance).close()
    entrance.close()
    return folder


@pytest.fixture
def entrance(made: Path, tmp_path: Path) -> Iterator[Entrance]:
    shutil.copytree(made, tmp_path / "school")
    door = Entrance(SchoolFolder(tmp_path / "school"), now=lambda: DEMO_NOW)
    yield door
    door.close()


@pytest.fixture
def desk(entrance: Entrance) -> Iterator[Desk]:
    signed_in = entrance.sign_in(TEACHER, DEMO_PASSWORD)
    yield signed_in
    signed_in.close()


def place(desk: Desk, label: str = "6 «А»", code: str = "Математика") -> tuple[int, int]:
    pages = desk.journal.pages_of(desk.account.id)
    return next(
        (one.group, one.subject)
        for one in pages
        if (one.class_label, one.subject_names["kk"]) == (label, code)
    )


def opened(desk: Desk, label: str = "6 «А»", code: str = "Математика") -> ThematicPlan:
    return desk.plans.open(*place(desk, label, code))


def page_of(desk: Desk, term: int) -> RegisterPage:
    return desk.journal.open_page(*place(desk), term)


def test_the_columns_of_a_page_take_the_topic_of_the_plan(desk: Desk) -> None:
    column = page_of(desk, 2).columns[0]

    assert (column.date, column.topic, column.objective) == (
        MONDAY,
        "Оң және теріс сандар",
        "6.1.1.1",
    )
    assert column.topic_planned


def test_what_was_taught_stays_what_it_was(desk: Desk) -> None:
    held = [column for column in page_of(desk, 1).columns if column.held]

    assert held[-1].topic == "Тура және кері пропорционалдық тәуелділік"
    assert not any(column.topic_planned for column in held)


def test_a_cancelled_lesson_lets_the_topics_slide_and_undo_brings_them_back(desk: Desk) -> None:
    page = page_of(desk, 2)
    before = [(column.date, column.topic) for column in page.columns]
    lesson = page.columns[0].key.lesson
    assert lesson is not None

    desk.plans.cancel(page, lesson, "Аязға байланысты")
    after = [(column.date, column.topic) for column in page_of(desk, 2).columns]
    fit = opened(desk).binding.fits[1]
    desk.undo(Form())

    assert after[0] == (date(2026, 11, 3), before[0][1])
    assert [topic for _day, topic in after[:2]] == [topic for _day, topic in before[:2]]
    assert len(fit.short) == 1
    assert [(column.date, column.topic) for column in page_of(desk, 2).columns] == before


def test_a_cancelled_lesson_is_listed_with_its_reason_and_can_come_back(desk: Desk) -> None:
    page = page_of(desk, 2)
    lesson = page.columns[0].key.lesson
    assert lesson is not None

    desk.plans.cancel(page, lesson, " Аязға  байланысты ")
    listed = desk.plans.lessons(page_of(desk, 2))
    desk.plans.bring_back(page_of(desk, 2), lesson)

    assert [(one.key, one.cancelled) for one in listed if one.cancelled] == [
        (lesson, "Аязға байланысты")
    ]
    assert page_of(desk, 2).columns[0].key.lesson == lesson


def test_a_lesson_with_marks_or_held_or_without_a_reason_is_not_cancelled(desk: Desk) -> None:
    page = page_of(desk, 1)
    marked = {key.lesson for row in page.rows for key in row.marks if key.lesson}
    signed = {lesson for row in page.rows for lesson in row.signs}
    held = next(
        one.key.lesson
        for one in page.columns
        if one.held and one.key.lesson not in marked | signed and one.key.lesson
    )

    with pytest.raises(LessonMarkedError):
        desk.plans.cancel(page, min(marked), "себеп")
    with pytest.raises(LessonHeldError):
        desk.plans.cancel(page, held, "себеп")
    with pytest.raises(ReasonMissingError):
        desk.plans.cancel(page, held, "  ")


def test_holding_a_lesson_makes_the_planned_topic_its_own(entrance: Entrance) -> None:
    later = DEMO_NOW.replace(month=11, day=2)
    entrance.now = lambda: later
    desk = entrance.sign_in(TEACHER, DEMO_PASSWORD)
    page = page_of(desk, 2)
    lesson = page.columns[0].key.lesson
    assert lesson is not None

    desk.journal.hold(page, lesson, later)
    column = page_of(desk, 2).columns[0]
    desk.close()

    assert (column.topic, column.objective) == ("Оң және теріс сандар", "6.1.1.1")
    assert column.held
    assert not column.topic_planned


def test_the_line_of_the_day_tells_a_planned_topic(entrance: Entrance) -> None:
    entrance.now = lambda: DEMO_NOW.replace(month=11, day=2)
    desk = entrance.sign_in(TEACHER, DEMO_PASSWORD)
    lines = desk.journal.lines(
        desk.account.id, desk.school.lessons_of(desk.account.id, desk.today())
    )
    desk.close()

    told = {(one.class_label, one.topic, one.topic_planned) for one in lines}
    assert ("6 «А»", "Оң және теріс сандар", True) in told
    assert any(not topic and not planned for _label, topic, planned in told)


def test_a_cell_is_written_and_a_bad_one_changes_nothing(desk: Desk) -> None:
    plan = opened(desk)
    row = plan.rows[-1]

    desk.plans.write(plan, row.id, PlanField.TOPIC, " Қорытынды\nсабақ ")
    with pytest.raises(HoursError):
        desk.plans.write(plan, row.id, PlanField.HOURS, "көп")

    assert opened(desk).rows[-1] == replace(row, topic="Қорытынды сабақ")


def test_rows_are_inserted_moved_and_deleted(desk: Desk) -> None:
    plan = opened(desk)
    first, second = plan.rows[0].id, plan.rows[1].id

    new = desk.plans.insert(plan, 1, PlanRow(topic="Жаңа", term=1))
    inserted = [row.id for row in opened(desk).rows[:3]]
    desk.plans.move(plan, new, -1)
    moved = [row.id for row in opened(desk).rows[:3]]
    desk.plans.delete(plan, [new])

    assert inserted == [first, new, second]
    assert moved == [new, first, second]
    assert [row.id for row in opened(desk).rows] == [row.id for row in plan.rows]


def test_a_row_that_goes_down_at_the_end_of_a_term_enters_the_next_one(desk: Desk) -> None:
    plan = opened(desk)
    last = [row for row in plan.rows if row.term == 1][-1]

    desk.plans.move(plan, last.id, 1)
    down = opened(desk).rows
    desk.plans.move(opened(desk), last.id, -1)

    there = next(row for row in down if row.id == last.id)
    assert (there.term, next(row.id for row in down if row.term == 2)) == (2, last.id)
    assert [row.id for row in opened(desk).rows] == [row.id for row in plan.rows]


def test_a_block_is_pasted_whole_or_not_at_all(desk: Desk) -> None:
    plan = opened(desk)
    fields = (PlanField.TOPIC, PlanField.OBJECTIVES, PlanField.HOURS)

    with pytest.raises(PlanBlockError) as refused:
        desk.plans.paste(plan, 0, fields, [["Бір", "6.1", "x"], ["Екі", "", "99"], ["Үш"]])
    untouched = opened(desk).rows
    desk.plans.paste(plan, len(plan.rows) - 1, fields, [["Бір", "6.1", "2"], ["Екі"]])
    pasted = opened(desk).rows
    desk.undo(Form())

    assert [(one.line, one.column) for one in refused.value.problems] == [(1, 3), (2, 3)]
    assert untouched == plan.rows
    assert [(row.topic, row.hours) for row in pasted[-2:]] == [("Бір", 2), ("Екі", 1)]
    assert opened(desk).rows == plan.rows


def test_taking_a_list_replaces_the_plan_as_one_step(desk: Desk) -> None:
    plan = opened(desk)

    desk.plans.take(plan, [PlanRow(topic="Жалғыз", term=2)], replacing=True)
    alone = opened(desk).rows
    desk.undo(Form())

    assert [(row.topic, row.term) for row in alone] == [("Жалғыз", 2)]
    assert opened(desk).rows == plan.rows


def test_works_are_taken_once_with_their_date_and_what_is_there_stays(desk: Desk) -> None:
    plan = opened(desk)
    there = page_of(desk, 1).works

    done = desk.plans.take_works(plan)
    again = desk.plans.take_works(plan)

    works = page_of(desk, 2).works
    assert (done.taken, done.there) == (9, 3)
    assert (again.taken, again.there) == (0, 12)
    assert page_of(desk, 1).works == there
    pinned = [row.day for row in plan.rows if row.term == 2 and row.top]
    assert [work.date for work in works] == pinned
    assert works[-1].kind is MarkKind.TERM_SUMMATIVE


def test_a_plan_is_copied_to_a_class_that_has_none(desk: Desk) -> None:
    plan = opened(desk)
    fourth, _subject = place(desk, "4")
    fifth, _subject = place(desk, "5")

    count = desk.plans.copy_to(plan, fourth)
    with pytest.raises(PlanThereError):
        desk.plans.copy_to(plan, fifth)

    copied = opened(desk, "4").rows
    assert count == len(copied) == len(plan.rows)
    assert [row.topic for row in copied] == [row.topic for row in plan.rows]
    assert not any(row.day for row in copied)


def test_another_teacher_may_not_see_or_write_the_plan(entrance: Entrance, desk: Desk) -> None:
    plan = opened(desk)
    desk.close()
    other = entrance.sign_in(OTHER, DEMO_PASSWORD)

    with pytest.raises(NotAllowedError):
        other.plans.open(plan.head.group, plan.head.subject)
    with pytest.raises(NotAllowedError):
        other.plans.write(plan, plan.rows[0].id, PlanField.TOPIC, "Бөтен")
    other.close()


TEXTS = st.text("АБВГДәғқңөұүһі =+-@1234567890.,«»()/№\"'", max_size=24).map(as_line)
ROWS = st.lists(
    st.builds(
        PlanRow,
        term=st.integers(1, 4),
        kind=st.sampled_from([kind for kind in RowKind if kind is not RowKind.HEADER]),
        unit=TEXTS,
        topic=TEXTS,
        objectives=TEXTS,
        hours=st.integers(1, 20),
        day=st.none() | st.dates(date(2026, 9, 1), date(2027, 5, 25)),
        note=TEXTS,
        top=st.none() | st.integers(1, 200),
        homework=TEXTS,
    )
    | st.builds(
        PlanRow,
        term=st.integers(1, 4),
        kind=st.just(RowKind.HEADER),
        unit=TEXTS,
        topic=TEXTS,
        hours=st.just(0),
    ),
    min_size=1,
    max_size=8,
).map(lambda rows: sorted(rows, key=lambda row: row.term))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, language=st.sampled_from(["kk", "ru", "both"]))
def test_what_is_exported_is_taken_in_again_unchanged(
    desk: Desk, tmp_path: Path, language, rows: list[PlanRow]
) -> None:
    there = opened(desk)
    every: dict[int, list] = {term.number: [] for term in there.terms}
    plan = replace(there, rows=tuple(rows), binding=bind(rows, every))
    out = tmp_path / "plan.xlsx"

    build_thematic_sheet(
        plan, school="Мектеп", language=language, printed=Printed(DEMO_NOW, "Г. С."), out=out
    )
    found = read_plan(read_sheets(out), plan.terms, {})

    assert found.errors == ()
    assert list(found.rows) == rows
    assert isinstance(plan.binding, Binding)
