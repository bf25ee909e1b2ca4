"""What stands on another page is neither read nor written through one's own; rights are asked."""

import shutil
from dataclasses import dataclass, replace
from datetime import date

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.errors import DeskError
from school_desk.intents import Scope
from school_desk.journal.analysis import TextName, WorkTextName
from school_desk.journal.attainment import Attainment
from school_desk.journal.carry_rules import Target, TargetKind
from school_desk.journal.entry import OffPageError, PasteRefusedError, PointsTooLowError
from school_desk.journal.lesson_plan_model import HeadField, LessonPlan, StageField
from school_desk.journal.model import ColumnKey, ImportedWork, MarkKind, RegisterPage, Sitting, Work
from school_desk.journal.remark_model import Observation, RemarkPlace
from school_desk.journal.rubric import Part
from school_desk.journal.thematic_model import PlanField, PlanRow, ThematicPlan
from school_desk.journal.work_page_model import WorkPage
from school_desk.journal.work_parts import Descriptor, Task
from school_desk.journal.works import WorkTopBelowPointsError
from school_desk.school.attendance_model import ClassDay
from school_desk.school.attendance_rules import spans
from school_desk.school.model import Absence
from school_desk.school.shipped import calendar
from school_desk.storage.verify import verify
from tests.journal.small_desk import HEAD, NOW, TEACHER
from tests.journal.two_classes import NOBODY, OTHER, make_two_classes

STAGES = ("Басы", "Ортасы", "Соңы")
TASKS = (Task(1, "Есеп", "", (), (Descriptor(1, "Бөледі", 5), Descriptor(2, "Жазады", 10))),)
TODAY = NOW.date()
YEAR = spans(calendar("2026-27"))[-1]


@pytest.fixture(scope="module")
def made_two(tmp_path_factory):
    """Two pages, each with a work in parts, points, a plan, texts and a remark."""
    made = make_two_classes(tmp_path_factory.mktemp("two"))
    pages = {TEACHER: made.page, OTHER: made.other_page}
    for name, open_page in pages.items():
        with made.taken_by(name) as desk:
            _fill(desk, open_page)
    with made.taken_by(HEAD) as desk:
        place = RemarkPlace(made.other_class, made.other_group, made.subject)
        desk.remarks.write(place, TODAY, "Тақырып жазылмаған.")
        desk.remarks.record(Observation(made.other_group, made.subject, TODAY, "Сабақ өтті."))
    return made


def _fill(desk, open_page):
    page = open_page(desk)
    head, work = page.head, page.works[0]
    place = head.group, head.subject, head.period.term, work.key.work
    desk.works.save_tasks(desk.works.see(*place), TASKS)
    pupil = page.rows[0].pupil.id
    first = TASKS[0].descriptors
    laid = desk.works.see(*place)
    for one, (_task, descriptor) in zip(first, laid.descriptors, strict=True):
        desk.works.put_points(laid, pupil, descriptor.row, one.points)
    desk.rubrics.tick(page, work.key.work, 1, pupil, Attainment.MIDDLE)
    desk.rubrics.add(page, work.key.work, "Ұқыпты жазады", "kk")
    desk.works.schedule(page, work.key, page.rows[1].pupil.id, Sitting(TODAY, "Ауырған"))
    brought = ImportedWork(MarkKind.UNIT_SUMMATIVE, 2, 8, 10, "Анықтама № 3")
    desk.works.bring_in(page, page.rows[1].pupil.id, brought)
    plan = desk.plans.open(head.group, head.subject)
    desk.plans.insert(plan, 0, PlanRow(topic="Қозғалыс"))
    lesson = page.columns[0].key.lesson
    desk.journal.write_topic(page, lesson, "Бірінші сабақ")
    form = desk.lesson_plans.open(1, lesson, STAGES)
    desk.lesson_plans.write_head(form, HeadField.AIM, "Мақсат")
    desk.analysis.write(page, TextName.AIM, "Мақсат")


@pytest.fixture
def two(made_two, tmp_path):
    shutil.copytree(made_two.folder, tmp_path / "school")
    return replace(made_two, folder=tmp_path / "school")


@pytest.fixture
def mine(two):
    with two.taken_by(TEACHER) as desk:
        yield desk


@pytest.fixture(scope="module")
def held(made_two, tmp_path_factory):
    """What the other teacher's window holds, read by that person."""
    folder = tmp_path_factory.mktemp("held") / "school"
    shutil.copytree(made_two.folder, folder)
    two = replace(made_two, folder=folder)
    with two.taken_by(OTHER) as desk:
        page = two.other_page(desk)
        place = two.other_group, two.subject, 1, page.works[0].key.work
        return Held(
            page,
            desk.works.see(*place),
            desk.plans.open(two.other_group, two.subject),
            desk.lesson_plans.open(1, page.columns[0].key.lesson, STAGES),
            desk.attendance.day(two.other_class, page.columns[0].date),
            desk.remarks.of_page(page)[0].id,
        )


@pytest.fixture
def foreign(held):
    return replace(held)


@dataclass
class Held:
    """Open forms of the other page, and numbers of its rows."""

    page: RegisterPage
    laid: WorkPage
    plan: ThematicPlan
    lesson_plan: LessonPlan
    day: ClassDay
    remark: int

    def __post_init__(self):
        self.lesson = self.page.columns[0].key.lesson
        self.column, self.work = self.page.columns[0].key, self.page.works[0].key
        self.pupil, self.second = (row.pupil.id for row in self.page.rows)
        self.row = self.work.work
        self.descriptor = self.laid.descriptors[0][1].row
        self.brought = self.page.rows[1].imported[0]


def count(desk):
    return desk._storage.db.execute("SELECT count(*) FROM change_log").fetchone()[0]


def refused(act, *facts):
    """How an act was refused; None: it was not."""
    try:
        act(*facts)
    except DeskError as error:
        return type(error)
    return None


# A form that shows one's own page, with a row of another.

OWN_PAGE = {
    "put in a foreign lesson": lambda d, p, f: d.journal.put(p, f.column, p.rows[0].pupil.id, "7"),
    "put in a foreign work": lambda d, p, f: d.journal.put(p, f.work, p.rows[0].pupil.id, "7"),
    "put for a foreign pupil": lambda d, p, f: d.journal.put(p, p.columns[0].key, f.pupil, "7"),
    "put with the foreign columns": lambda d, p, f: d.journal.put(
        replace(p, columns=f.page.columns, works=f.page.works, rows=f.page.rows),
        f.work,
        f.pupil,
        "1",
    ),
    "clear a foreign cell": lambda d, p, f: d.journal.clear(p, [(f.work, f.pupil)]),
    "hold a foreign lesson": lambda d, p, f: d.journal.hold(p, f.lesson, NOW),
    "a column of a foreign lesson": lambda d, p, f: d.journal.add_column(p, f.lesson),
    "topic": lambda d, p, f: d.journal.write_topic(p, f.lesson, "Бөтен"),
    "objective": lambda d, p, f: d.journal.write_objective(p, f.lesson, "Бөтен"),
    "homework": lambda d, p, f: d.journal.write_homework(p, f.lesson, "Бөтен"),
    "change a foreign work": lambda d, p, f: d.journal.plan_work(
        p, Work(f.work, MarkKind.UNIT_SUMMATIVE, 1, 20)
    ),
    "drop a foreign work": lambda d, p, f: d.journal.drop_work(p, f.work),
    "drop a row that is no work": lambda d, p, f: d.journal.drop_work(p, ColumnKey(work=f.pupil)),
    "schedule": lambda d, p, f: d.works.schedule(p, f.work, f.pupil, Sitting(TODAY, "Ауырған")),
    "unschedule": lambda d, p, f: d.works.unschedule(p, f.work, f.second),
    "moderate": lambda d, p, f: d.works.moderate(p, f.work, f.pupil, 3, "Хаттама"),
    "bring in for a foreign pupil": lambda d, p, f: d.works.bring_in(p, f.pupil, f.brought),
    "take a foreign work away": lambda d, p, f: d.works.take_away(p, f.brought),
    "take a pupil away": lambda d, p, f: d.works.take_away(p, replace(f.brought, row=f.pupil)),
    "objectives of a foreign work": lambda d, p, f: d.analysis.write_objectives(
        p, f.row, WorkTextName.ACHIEVED, "Бөтен"
    ),
    "tick a foreign rubric": lambda d, p, f: d.rubrics.tick(p, f.row, 1, f.pupil, Attainment.LOW),
    "tick for a foreign pupil": lambda d, p, f: d.rubrics.tick(
        p, p.works[0].key.work, 1, f.pupil, Attainment.LOW
    ),
    "write a foreign rubric": lambda d, p, f: d.rubrics.write(p, f.row, 1, Part.LOW, "kk", "Бөтен"),
    "add to a foreign rubric": lambda d, p, f: d.rubrics.add(p, f.row, "Бөтен", "kk"),
    "drop from a foreign rubric": lambda d, p, f: d.rubrics.drop(p, f.row, 2),
    "see a foreign rubric": lambda d, p, f: d.rubrics.of_work(p, f.row),
    "cancel a foreign lesson": lambda d, p, f: d.plans.cancel(p, f.lesson, "Боран"),
    "bring a foreign lesson back": lambda d, p, f: d.plans.bring_back(p, f.lesson),
    "carry a foreign column": lambda d, p, f: d.carry.tick(
        p, Target(TargetKind.LESSON, f.column), {p.rows[0].pupil.id: "7"}
    ),
    "carry a foreign work": lambda d, p, f: d.carry.tick(
        p, Target(TargetKind.WORK, f.work), {p.rows[0].pupil.id: "7"}
    ),
    "carry for a foreign pupil": lambda d, p, f: d.carry.tick(
        p, Target(TargetKind.MARKS), {f.pupil: "5"}
    ),
    "the sheet of a foreign work": lambda d, p, f: d.carry.sheet(
        p, Target(TargetKind.WORK, f.work)
    ),
    "history of a foreign cell": lambda d, p, f: d.history.of_cell(p, f.column, f.pupil),
    "history of a foreign work": lambda d, p, f: d.history.of_cell(p, f.work, f.pupil),
}


def test_nothing_of_another_page_is_reached_through_ones_own(two, mine, foreign):
    page, before = two.page(mine), count(mine)

    for what, act in OWN_PAGE.items():
        assert (what, refused(act, mine, page, foreign)) != (what, None)
        assert (what, count(mine)) == (what, before)


def test_a_block_with_a_cell_of_another_page_is_refused_whole(two, mine, foreign):
    page, before = two.page(mine), count(mine)
    cells = [(page.columns[0].key, page.rows[0].pupil.id, "7"), (foreign.work, foreign.pupil, "7")]

    with pytest.raises(PasteRefusedError) as said:
        mine.journal.paste(page, cells)

    assert len(said.value.problems) == 1
    assert count(mine) == before


# A form that was given for one page, put on another.

SWAPPED = {
    "mark": lambda d, f: d.journal.put(f.page, f.column, f.pupil, "7"),
    "block": lambda d, f: d.journal.paste(f.page, [(f.column, f.pupil, "7")]),
    "clear": lambda d, f: d.journal.clear(f.page, [(f.work, f.pupil)]),
    "hold": lambda d, f: d.journal.hold(f.page, f.lesson, NOW),
    "topic": lambda d, f: d.journal.write_topic(f.page, f.lesson, "Бөтен"),
    "plan a work": lambda d, f: d.journal.plan_work(
        f.page, Work(ColumnKey(), MarkKind.UNIT_SUMMATIVE, 2, 20)
    ),
    "drop a work": lambda d, f: d.journal.drop_work(f.page, f.work),
    "refresh": lambda d, f: d.journal.explain(f.page, f.pupil),
    "tasks": lambda d, f: d.works.save_tasks(f.laid, TASKS),
    "points": lambda d, f: d.works.put_points(f.laid, f.pupil, f.descriptor, 1),
    "clear points": lambda d, f: d.works.clear_points(f.laid, f.pupil),
    "moderate": lambda d, f: d.works.moderate(f.page, f.work, f.pupil, 3, "Хаттама"),
    "take away": lambda d, f: d.works.take_away(f.page, f.brought),
    "analysis": lambda d, f: d.analysis.of_page(f.page),
    "write analysis": lambda d, f: d.analysis.write(f.page, TextName.AIM, "Бөтен"),
    "rubric": lambda d, f: d.rubrics.tick(f.page, f.row, 1, f.pupil, Attainment.LOW),
    "carry": lambda d, f: d.carry.tick(f.page, Target(TargetKind.MARKS), {f.pupil: "5"}),
    "carried": lambda d, f: d.carry.sheet(f.page, Target(TargetKind.MARKS)),
    "history": lambda d, f: d.history.of_page(f.page),
    "history of a cell": lambda d, f: d.history.of_cell(f.page, f.column, f.pupil),
    "history of a verdict": lambda d, f: d.history.of_verdict(f.page, f.pupil),
    "cancel": lambda d, f: d.plans.cancel(f.page, f.lesson, "Боран"),
    "lessons": lambda d, f: d.plans.lessons(f.page),
    "plan cell": lambda d, f: d.plans.write(f.plan, f.plan.rows[0].id, PlanField.TOPIC, "Бөтен"),
    "plan row": lambda d, f: d.plans.insert(f.plan, 0, PlanRow(topic="Бөтен")),
    "plan rows gone": lambda d, f: d.plans.delete(f.plan, [f.plan.rows[0].id]),
    "plan row moved": lambda d, f: d.plans.move(f.plan, f.plan.rows[0].id, 1),
    "plan block": lambda d, f: d.plans.paste(f.plan, 0, [PlanField.TOPIC], [["Бөтен"]]),
    "plan taken": lambda d, f: d.plans.take(f.plan, [PlanRow(topic="Бөтен")], replacing=True),
    "works of the plan": lambda d, f: d.plans.take_works(f.plan),
    "plan head": lambda d, f: d.lesson_plans.write_head(f.lesson_plan, HeadField.AIM, "Бөтен"),
    "stage": lambda d, f: d.lesson_plans.write_stage(f.lesson_plan, 1, StageField.NAME, "Бөтен"),
    "stage more": lambda d, f: d.lesson_plans.add_stage(f.lesson_plan),
    "stage less": lambda d, f: d.lesson_plans.drop_stage(f.lesson_plan, 1),
    "day": lambda d, f: d.attendance.sign(f.day, f.day.hours[0], f.pupil, Absence.ILL),
    "whole day": lambda d, f: d.attendance.sign_day(f.day, f.pupil, Absence.ILL),
}


def test_rights_for_ones_own_page_do_not_carry_to_another(two, mine, foreign):
    own, before = two.page(mine).form, count(mine)
    tutor = replace(own, scope=Scope(class_group=two.class_group))
    foreign.page = replace(foreign.page, form=own)
    foreign.laid = replace(foreign.laid, page=foreign.page)
    foreign.plan = replace(foreign.plan, form=own)
    foreign.lesson_plan = replace(foreign.lesson_plan, form=own)
    for day in (
        replace(foreign.day, form=tutor),
        replace(foreign.day, form=tutor, class_group=two.class_group),
    ):
        foreign.day = day
        for what, act in SWAPPED.items():
            assert (what, refused(act, mine, foreign)) != (what, None)
            assert (what, count(mine)) == (what, before)


@pytest.mark.parametrize("who", [TEACHER, NOBODY])
def test_who_has_no_rights_on_a_page_is_refused_by_every_method(two, foreign, who):
    with two.taken_by(who) as desk:
        before = count(desk)

        assert {what: refused(SWAPPED[what], desk, foreign) for what in SWAPPED} == dict.fromkeys(
            SWAPPED, NotAllowedError
        )
        assert count(desk) == before


def test_a_plan_is_not_copied_from_a_page_that_one_may_not_open(two, mine, foreign):
    before = count(mine)

    with pytest.raises(DeskError):
        mine.plans.copy_to(foreign.plan, two.group)

    assert count(mine) == before


# What is asked for by numbers alone.

ASKED = {
    "page": lambda d, t: d.journal.open_page(t.other_group, t.subject, 1),
    "pages": lambda d, _t: d.journal.pages(),
    "pages of a class": lambda d, t: d.journal.pages_of_class(t.other_class),
    "pages of another": lambda d, t: d.journal.pages_of(t.other_teacher),
    "work": lambda d, t: d.works.see(t.other_group, t.subject, 1, 1),
    "plan": lambda d, t: d.plans.open(t.other_group, t.subject),
    "day": lambda d, t: d.attendance.day(t.other_class, TODAY),
    "attendance": lambda d, t: d.attendance.of_class(t.other_class, YEAR),
    "attendance of all": lambda d, _t: d.attendance.of_school(YEAR),
    "holes": lambda d, _t: d.attendance.holes(TODAY),
    "not taken": lambda d, t: d.attendance.not_taken(t.other_class, TODAY, TODAY),
    "to fill": lambda d, t: d.todo.of_class(t.other_class),
    "to fill of another": lambda d, t: d.todo.mine(t.other_teacher),
    "to fill of all": lambda d, _t: d.todo.of_school(),
    "summary": lambda d, t: d.summaries.of_class(t.other_class, 1),
    "summary with terms": lambda d, t: d.summaries.with_terms(t.other_class, 1),
    "summary of another": lambda d, t: d.summaries.of_teacher(t.other_teacher, 1),
    "remarks": lambda d, _t: d.remarks.remarks(),
    "remarks of a class": lambda d, t: d.remarks.of_class(t.other_class),
    "remarks for another": lambda d, t: d.remarks.remarks_for(t.other_teacher),
    "write a remark": lambda d, t: d.remarks.write(RemarkPlace(t.other_class), TODAY, "Бөтен"),
    "observations": lambda d, _t: d.remarks.observations(),
    "observations of another": lambda d, t: d.remarks.observations_of(t.other_teacher),
    "record": lambda d, t: d.remarks.record(Observation(t.group, t.subject, TODAY, "Бөтен")),
    "carried of another": lambda d, t: d.carry.changed_for(t.other_teacher, 1),
    "choose rules": lambda d, _t: d.rules.choose(1, None),
    "change rules": lambda d, _t: d.rules.change("kz-2025", "unit_works_per_term", "4"),
    "preview rules": lambda d, _t: d.rules.preview("kz-2025", "unit_works_per_term", "4"),
    "preview a choice": lambda d, _t: d.rules.preview_choice(1, None),
}


@pytest.mark.parametrize("who", [TEACHER, NOBODY])
def test_what_is_elsewhere_is_not_told(two, who):
    with two.taken_by(who) as desk:
        before = count(desk)

        assert {what: refused(ASKED[what], desk, two) for what in ASKED} == dict.fromkeys(
            ASKED, NotAllowedError
        )
        assert count(desk) == before


ON_PAPER = {
    "slips": lambda d, t, out: d.papers.slips(t.other_class, 1, "kk", "pdf", out),
    "register": lambda d, t, out: d.papers.register_page(
        t.other_group, t.subject, 1, "kk", "pdf", out
    ),
    "analysis": lambda d, t, out: d.result_papers.analysis(
        t.other_group, t.subject, 1, "kk", "pdf", out
    ),
    "plan": lambda d, t, out: d.plan_papers.thematic_plan(
        t.other_group, t.subject, "kk", "pdf", out
    ),
    "remarks": lambda d, t, out: d.trail_papers.remarks(t.other_class, "kk", "pdf", out),
    "summary": lambda d, t, out: d.summary_papers.of_class(t.other_class, 1, "kk", "pdf", out),
    "attendance": lambda d, t, _out: d.attendance_papers.roll(t.other_class, YEAR),
}


def test_no_paper_tells_what_the_window_would_not(two, mine, tmp_path):
    for what, act in ON_PAPER.items():
        out = tmp_path / f"{what}.pdf"
        assert (what, refused(act, mine, two, out)) == (what, NotAllowedError)
        assert not out.exists()


@pytest.mark.parametrize("who", [TEACHER, NOBODY])
def test_a_remark_is_touched_only_by_whom_it_concerns(two, foreign, who):
    with two.taken_by(who) as desk:
        before = count(desk)
        for touch in (
            lambda: desk.remarks.settle(foreign.remark, "Жазылды"),
            lambda: desk.remarks.reopen(foreign.remark),
            lambda: desk.remarks.rewrite(foreign.remark, TODAY, "Бөтен"),
            lambda: desk.remarks.drop(foreign.remark),
            lambda: desk.row_history.of_row("remark", foreign.remark),
        ):
            with pytest.raises(NotAllowedError):
                touch()
        assert count(desk) == before


def test_the_history_of_a_row_asks_where_the_row_stands(mine, foreign):
    rows = {
        "summative": foreign.row,
        "plan_row": foreign.plan.rows[0].id,
        "imported_work": foreign.brought.row,
    }
    for table, row in rows.items():
        with pytest.raises(NotAllowedError):
            mine.row_history.of_row(table, row)


def test_a_row_is_not_read_under_the_name_of_another_table(two, mine, foreign):
    own = two.page(mine).works[0].key.work

    with pytest.raises((NotAllowedError, OffPageError)):
        mine.row_history.of_row("summative", foreign.brought.row)
    assert mine.row_history.of_row("summative", own).lines


def test_a_line_that_is_no_record_is_not_written_as_one(two, foreign):
    with two.taken_by(HEAD) as desk:
        before = count(desk)
        one = Observation(two.other_group, two.subject, TODAY, "Бөтен", id=foreign.row)
        for touch in (
            lambda: desk.remarks.record(one),
            lambda: desk.remarks.drop_observation(foreign.row),
            lambda: desk.remarks.drop(foreign.row),
            lambda: desk.remarks.settle(foreign.row, "Жазылды"),
        ):
            with pytest.raises(DeskError):
                touch()
        assert count(desk) == before
        assert desk.verify() == ()


def test_points_of_a_descriptor_are_never_below_zero(two, mine):
    page = two.page(mine)
    laid = mine.works.see(two.group, two.subject, 1, page.works[0].key.work)

    with pytest.raises(PointsTooLowError):
        mine.works.put_points(laid, page.rows[0].pupil.id, laid.descriptors[0][1].row, -1)


def test_a_criterion_taken_off_does_not_come_back_with_a_new_one(two, mine):
    page = two.page(mine)
    row, pupil = page.works[0].key.work, page.rows[0].pupil.id
    first = mine.rubrics.add(page, row, "Бірінші", "kk")
    mine.rubrics.write(page, row, first, Part.LOW, "ru", "Старое предложение")
    mine.rubrics.tick(page, row, first, pupil, Attainment.LOW)
    mine.rubrics.drop(page, row, first)

    second = mine.rubrics.add(page, row, "Екінші", "kk")

    texts = mine.rubrics.of_work(page, row).row(second).texts
    assert "Старое предложение" not in texts.values()
    assert first != second


def test_a_work_planned_again_is_not_worth_less_than_points_it_has(two, mine):
    page = two.page(mine)
    mine.journal.drop_work(page, page.works[0].key)
    again = Work(ColumnKey(), MarkKind.UNIT_SUMMATIVE, 1, 10, date=page.columns[3].date)

    with pytest.raises(WorkTopBelowPointsError):
        mine.journal.plan_work(two.page(mine), again)

    assert two.page(mine).works == ()


def test_the_file_of_all_this_is_whole(made_two):
    with made_two.taken_by(HEAD) as desk:
        assert verify(desk._storage) == ()
        assert date(2026, 9, 1) <= TODAY
