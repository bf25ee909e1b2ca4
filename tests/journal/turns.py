"""Random turns of two people at one school file: what a page shows is checked after each step.

A step is a name and three numbers, which choose among the pupils, columns and rows there are;
what is refused must change nothing. Used by tests and by the soak.
"""

import shutil
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from school_desk.app import Entrance
from school_desk.errors import DeskError
from school_desk.events import Committed
from school_desk.journal.analysis import TextName, WorkTextName
from school_desk.journal.attainment import Attainment
from school_desk.journal.lesson_plan_model import HeadField, StageField
from school_desk.journal.model import (
    ColumnKey,
    ImportedWork,
    MarkKind,
    Sitting,
    Standing,
    Work,
)
from school_desk.journal.remark_model import RemarkPlace
from school_desk.journal.rubric import Part
from school_desk.journal.rules import round_half_up
from school_desk.journal.ruleset import UnitAggregation
from school_desk.journal.thematic_model import PlanField, PlanRow
from school_desk.journal.work_parts import Descriptor, Task
from school_desk.journal.work_store import load_described
from school_desk.paths import SchoolFolder
from school_desk.school.attendance_rules import spans
from school_desk.school.model import Absence
from school_desk.storage.verify import verify
from tests.journal.small_desk import HEAD, NOW, PASSWORD, TEACHER, make_small_desk

TYPED = (
    "",
    "1",
    "7",
    "10",
    "12",
    "15",
    "0",
    "А",
    "К",
    "Н",
    "8К",
    "−3",
    "x",
    "99999999999999999999",
)
TEXTS = (
    "",
    "Бөлшек",
    "=1+1",
    "<b>a</b> &amp;",
    "Ұзын " * 40,
    "a\nb",
    "\u202eabc",
    "😀",
    "12",
    "БЖБ 1",
)
REASONS = ("", "Хаттама № 3", "Боран")
DAY = NOW.date()


class Turn:
    """One person at the keyboard, with a page that follows every change."""

    def __init__(self, desk, school):
        self.desk, self.school = desk, school
        self.page = school.page(desk)
        self.first = newest(desk)
        desk.events.subscribe(Committed, self.follow)

    def follow(self, change):
        self.page = self.desk.journal.refresh(self.page, change).page

    # choosing

    def pupil(self, n):
        return self.page.rows[n % len(self.page.rows)].pupil.id

    def key(self, n):
        """A lesson of the first few, or a work."""
        keys = [one.key for one in (*self.page.columns[:5], *self.page.works)]
        return keys[n % len(keys)]

    def lesson(self, n):
        return self.page.columns[n % 5].key.lesson

    def work(self, n):
        works = self.page.works
        return works[n % len(works)].key if works else ColumnKey(work=n)

    def laid(self, n):
        head = self.page.head
        place = head.group, head.subject, head.period.term
        return self.desk.works.see(*place, self.work(n).work)

    def plan(self):
        return self.desk.plans.open(self.page.head.group, self.page.head.subject)

    def row(self, plan, n):
        return plan.rows[n % len(plan.rows)].id if plan.rows else n

    # what people do

    def put(self, a, b, c):
        self.desk.journal.put(self.page, self.key(a), self.pupil(b), pick(TYPED, c))

    def paste(self, a, b, c):
        cells = [
            (self.key(a + n), self.pupil(b), pick(TYPED, c * (n + 1) + n)) for n in range(1 + c % 4)
        ]
        self.desk.journal.paste(self.page, cells)

    def clear(self, a, b, c):
        self.desk.journal.clear(
            self.page, [(self.key(a + n), self.pupil(b)) for n in range(1 + c % 3)]
        )

    def hold(self, a, _b, _c):
        self.desk.journal.hold(self.page, self.lesson(a), NOW)

    def add_column(self, a, _b, _c):
        self.desk.journal.add_column(self.page, self.lesson(a))

    def topic(self, a, b, c):
        write = (
            self.desk.journal.write_topic,
            self.desk.journal.write_objective,
            self.desk.journal.write_homework,
        )[b % 3]
        write(self.page, self.lesson(a), pick(TEXTS, c))

    def plan_work(self, a, b, c):
        kind = pick((MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE), a)
        key = pick((ColumnKey(), self.work(b)), c)
        number = 1 if kind is MarkKind.TERM_SUMMATIVE else 1 + b % 3
        day = self.page.columns[a % 8].date
        work = Work(key, kind, number, pick((15, 20, 25, 5), c), pick(TEXTS, b), day)
        self.desk.journal.plan_work(self.page, work)

    def drop_work(self, a, _b, _c):
        self.desk.journal.drop_work(self.page, self.work(a))

    def tasks(self, a, b, c):
        laid = self.laid(a)
        top = laid.work.top + pick((0, 0, 0, 1), c)
        parts = (1 + b % 5, top - 1 - b % 5)
        tasks = [
            Task(n, pick(TEXTS, c), pick(TEXTS, b), (), (Descriptor(1, pick(TEXTS, a), points),))
            for n, points in enumerate(parts, 1)
        ]
        self.desk.works.save_tasks(laid, tasks[: 1 + c % 3])

    def points(self, a, b, c):
        laid = self.laid(a)
        rows = [descriptor.row for _task, descriptor in laid.descriptors] or [a]
        self.desk.works.put_points(
            laid, self.pupil(b), pick(rows, c), pick((0, 1, 3, 9, None, -1), a + c)
        )

    def clear_points(self, a, b, _c):
        self.desk.works.clear_points(self.laid(a), self.pupil(b))

    def schedule(self, a, b, c):
        if c % 3 == 0:
            self.desk.works.unschedule(self.page, self.work(a), self.pupil(b))
        else:
            sitting = Sitting(DAY, pick(REASONS, c))
            self.desk.works.schedule(self.page, self.work(a), self.pupil(b), sitting)

    def moderate(self, a, b, c):
        self.desk.works.moderate(self.page, self.work(a), self.pupil(b), c, pick(REASONS, a))

    def bring_in(self, a, b, c):
        row = self.page.row_of(self.pupil(b))
        if row.imported and c % 3 == 0:
            self.desk.works.take_away(self.page, pick(row.imported, a))
            return
        kind = pick((MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE), a)
        brought = ImportedWork(kind, 1 + a % 3, c, 20, pick(TEXTS, c))
        self.desk.works.bring_in(self.page, row.pupil.id, brought)

    def rubric(self, a, b, c):
        row, rubrics = self.work(a).work, self.desk.rubrics
        steps = (
            lambda: rubrics.tick(self.page, row, 1, self.pupil(b), pick((*Attainment, None), c)),
            lambda: rubrics.write(
                self.page, row, 1 + b % 2, pick(tuple(Part), c), "kk", pick(TEXTS, c)
            ),
            lambda: rubrics.add(self.page, row, pick(TEXTS, c), "kk"),
            lambda: rubrics.drop(self.page, row, 1 + c),
        )
        pick(steps, b)()

    def analysis(self, a, b, c):
        if a % 2:
            self.desk.analysis.write(self.page, pick(tuple(TextName), b), pick(TEXTS, c))
        else:
            name = pick(tuple(WorkTextName), c)
            self.desk.analysis.write_objectives(self.page, self.work(b).work, name, pick(TEXTS, c))

    def plan_cell(self, a, b, c):
        plan = self.plan()
        text = pick((*TEXTS, "2", "20", "23.10.2026", "ертең"), c)
        self.desk.plans.write(plan, self.row(plan, a), pick(tuple(PlanField), b), text)

    def plan_rows(self, a, b, c):
        plan, plans = self.plan(), self.desk.plans
        steps = (
            lambda: plans.insert(plan, a % (len(plan.rows) + 1), PlanRow(topic=pick(TEXTS, c))),
            lambda: plans.insert(plan, 0, PlanRow(topic="Қозғалыс", homework="§ 3", term=1)),
            lambda: plans.move(plan, self.row(plan, a), pick((-1, 1), c)),
            lambda: plans.delete(plan, [self.row(plan, a)]),
            lambda: plans.paste(
                plan,
                a % 4,
                (PlanField.TOPIC, PlanField.HOURS),
                [[pick(TEXTS, c), "1"]] * (1 + c % 3),
            ),
            lambda: plans.take(plan, [PlanRow(topic=pick(TEXTS, c), top=15)], replacing=a % 5 == 0),
            lambda: plans.take_works(plan),
        )
        pick(steps, b)()

    def cancel(self, a, b, c):
        if b % 3 == 0:
            self.desk.plans.bring_back(self.page, self.lesson(a))
        else:
            self.desk.plans.cancel(self.page, self.lesson(a), pick(REASONS, c))

    def lesson_plan(self, a, b, c):
        form = self.desk.lesson_plans.open(1, self.lesson(a), ("Басы", "Ортасы", "Соңы"))
        plans = self.desk.lesson_plans
        steps = (
            lambda: plans.write_head(form, pick(tuple(HeadField), c), pick(TEXTS, a + c)),
            lambda: plans.write_stage(form, 1 + a % 4, pick(tuple(StageField), c), pick(TEXTS, a)),
            lambda: plans.add_stage(form),
            lambda: plans.drop_stage(form, 1 + c % 4),
        )
        pick(steps, b)()

    def attendance(self, a, b, c):
        lessons = self.page.columns
        day = self.desk.attendance.day(self.school.class_group, lessons[a % len(lessons)].date)
        if c % 4 == 0:
            self.desk.attendance.sign_day(day, self.pupil(b), Absence.ILL)
        else:
            sign = pick((*Absence, None), c)
            self.desk.attendance.sign(day, pick(day.hours, a), self.pupil(b), sign)

    def remark(self, a, b, c):
        remarks, head = self.desk.remarks, self.page.head
        there = [one.id for one in remarks.of_page(self.page)] or [a]
        steps = (
            lambda: remarks.write(
                RemarkPlace(head.class_group, head.group, head.subject), DAY, pick(TEXTS, c)
            ),
            lambda: remarks.settle(pick(there, a), pick(TEXTS, c)),
            lambda: remarks.reopen(pick(there, a)),
            lambda: remarks.drop(pick(there, a)),
        )
        pick(steps, b)()

    def rules(self, a, b, c):
        if a % 2:
            self.desk.rules.choose(1, pick(("kz-2025", "kz-2021", None, "kz-1999"), b))
        else:
            text = pick(("sum_of_points", "mean_of_percents", None, "x"), c)
            self.desk.rules.change("kz-2025", "unit_aggregation", text)

    def undo(self, _a, _b, c):
        for _ in range(1 + c % 3):
            if (last := self.desk.undoable()) is not None and last.work > self.first:
                self.desk.undo(self.page.form)

    def redo(self, _a, _b, _c):
        self.desk.redo(self.page.form)


WRITES = (
    *("put", "paste", "clear", "hold", "add_column", "topic", "plan_work", "drop_work", "tasks"),
    *("points", "clear_points", "schedule", "moderate", "bring_in", "rubric", "analysis"),
    *("plan_cell", "plan_rows", "cancel", "lesson_plan", "attendance", "remark", "rules"),
)
OFTEN = ("put", "put", "points", "points", "tasks", "plan_rows", "plan_work")
ACTS = (*WRITES, *OFTEN, "undo", "redo")
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
TURNS = st.lists(
    st.tuples(st.sampled_from((TEACHER, TEACHER, HEAD)), st.lists(STEPS, min_size=6, max_size=14)),
    min_size=1,
    max_size=3,
)


def pick(values, n):
    """One of some values by a number."""
    return values[n % len(values)]


@contextmanager
def seated(school, name):
    """A person at the keyboard at a fixed moment."""
    entrance = Entrance(SchoolFolder(school.folder), now=lambda: NOW)
    desk = entrance.sign_in(name, PASSWORD)
    try:
        yield desk
    finally:
        desk.close()
        entrance.close()


def play(school, turns, counted):
    """Play the turns; each begins with a new start of the program."""
    for name, steps in turns:
        with seated(school, name) as desk:
            turn, before, first = Turn(desk, school), state(desk), newest(desk)
            for act, *numbers in steps:
                counted["steps"] += 1
                counted["refused"] += not step(turn, act, numbers)
                check_page(turn)
            after, said = state(desk), answers(turn)
            assert verify(desk._storage) == ()
        with seated(school, name) as desk:
            turn = Turn(desk, school)
            assert answers(turn) == said
            counted["taken back"] += take_back(turn, first, before, after)
            assert verify(desk._storage) == ()
        counted["turns"] += 1


def step(turn, act, numbers):
    """Whether a step was taken; what is refused changes nothing."""
    before = newest(turn.desk), logged(turn.desk)
    try:
        getattr(turn, act)(*numbers)
    except DeskError:
        if act != "undo":  # several at once: the first ones stand
            assert (newest(turn.desk), logged(turn.desk)) == before
        return False
    return True


def check_page(turn):
    """The page that followed every change is the page opened anew, and every number is right."""
    fresh = turn.school.page(turn.desk)
    kept = turn.page
    assert kept.columns == fresh.columns
    assert kept.works == fresh.works
    assert kept.rows == fresh.rows
    assert kept.head == fresh.head
    db = turn.desk._storage.db
    for (work, pupil), total in load_described(db, [one.key.work for one in fresh.works]).items():
        assert total == fresh.row_of(pupil).points(ColumnKey(work=work))
    _rules, chosen = turn.desk.journal.rules(fresh)
    for row in fresh.rows:
        check_points(fresh, row)
        if row.result.standing is Standing.MARKED:
            expected = reckon(db, fresh, row, chosen)
            assert row.result.percent == expected
            assert row.result.rounded == round_half_up(expected)


def check_points(page, row):
    """No cell holds more than its column takes, and no absent pupil a mark of the lesson."""
    for key, points in row.marks.items():
        place = page.find(key)
        assert place is not None
        assert 0 <= points <= place.top
        if key.work is None:
            assert points >= 1
            assert not (key.lesson in row.signs and row.signs[key.lesson].away)


def reckon(db, page, row, chosen):
    """The percent from the file itself: mean of the parts by 25, 25 and 50, or by halves."""
    head, pupil = page.head, row.pupil.id
    given = [
        points
        for (points,) in db.execute(
            "SELECT m.points FROM mark AS m JOIN lesson_column AS c ON c.row = m.parent "
            "JOIN lesson AS l ON l.row = c.lesson WHERE l.grp = ? AND l.subject = ? "
            "AND l.day BETWEEN ? AND ? AND m.pupil = ? AND m.points IS NOT NULL "
            "AND l.cancelled IS NULL",
            (
                *(head.group, head.subject),
                *(head.period.starts.isoformat(), head.period.ends.isoformat(), pupil),
            ),
        )
    ]
    works = works_of(db, head, pupil)
    parts = {}
    if given:
        parts["formative"] = Fraction(100 * sum(given), 10 * len(given))
    unit = [(p, top) for (kind, _n), (p, top) in works.items() if kind == "unit_summative"]
    if unit and chosen.unit_aggregation is UnitAggregation.MEAN_OF_PERCENTS:
        parts["unit"] = sum(Fraction(100 * p, top) for p, top in unit) / len(unit)
    elif unit:
        parts["unit"] = Fraction(100 * sum(p for p, _ in unit), sum(top for _, top in unit))
    for (kind, _n), (p, top) in works.items():
        if kind == "term_summative":
            parts["term"] = Fraction(100 * p, top)
    if len(parts) == 3:
        return parts["formative"] / 4 + parts["unit"] / 4 + parts["term"] / 2
    return sum(parts.values()) / len(parts)


def works_of(db, head, pupil):
    """Points and maximum of each work, those of other schools where ours is not written."""
    place = head.group, head.subject, head.period.term
    brought = db.execute(
        "SELECT kind, number, points, top FROM imported_work WHERE alive AND grp = ? "
        "AND subject = ? AND term = ? AND pupil = ?",
        (*place, pupil),
    )
    own = db.execute(
        "SELECT s.kind, s.number, p.points, s.top FROM summative AS s "
        "JOIN work_points AS p ON p.parent = s.row WHERE s.alive AND s.grp = ? "
        "AND s.subject = ? AND s.term = ? AND p.pupil = ? AND p.points IS NOT NULL",
        (*place, pupil),
    )
    found = {(kind, number): (points, top) for kind, number, points, top in brought}
    return found | {(kind, number): (points, top) for kind, number, points, top in own}


def answers(turn):
    """What every screen that keeps things would say now."""
    desk, page = turn.desk, turn.page
    me = desk.account.id
    year = spans(desk.school.calendar())[-1]
    asked = (
        lambda: page.rows,
        lambda: page.columns,
        lambda: desk.analysis.of_page(page),
        lambda: [desk.rubrics.of_work(page, one.key.work) for one in page.works],
        lambda: desk.summaries.of_teacher(me, 1),
        lambda: desk.summaries.with_terms(turn.school.class_group, 1),
        lambda: desk.attendance.of_class(turn.school.class_group, year),
        lambda: desk.todo.mine(me),
        lambda: desk.todo.of_class(turn.school.class_group),
        lambda: [(one.key, one.row, one.cancelled) for one in desk.plans.lessons(page)],
        lambda: desk.plans.open(page.head.group, page.head.subject).binding,
        lambda: desk.remarks.of_page(page),
        lambda: desk.carry.changed(page),
    )
    return [said(one) for one in asked]


def said(ask):
    """An answer, or the refusal's sentence."""
    try:
        return ask()
    except DeskError as refusal:
        return str(refusal)


def take_back(turn, first, before, after):
    """Undo all of a turn: the file is as it was; redo all: as it had become."""
    desk, undone = turn.desk, 0
    while (one := desk.undoable()) is not None and one.work > first:
        desk.undo(turn.page.form)
        check_page(turn)
        undone += 1
    if all_undone(desk, first):
        assert state(desk) == before
    for _ in range(undone):
        desk.redo(turn.page.form)
        check_page(turn)
    assert state(desk) == after
    return undone


def all_undone(desk, first):
    """Whether nothing of the turn stands: steps that were not redone left nothing behind."""
    return desk.undoable() is None or desk.undoable().work <= first


def newest(desk):
    """The number of the last unit of work."""
    return desk._storage.db.execute("SELECT coalesce(max(work), 0) FROM work").fetchone()[0]


def logged(desk):
    """How many changes the log holds."""
    return desk._storage.db.execute("SELECT count(*) FROM change_log").fetchone()[0]


def state(desk):
    """Every row that is there, with its values; what is empty counts as not there."""
    db, found = desk._storage.db, {}
    for table in desk._storage.registry.tables:
        if table.append_only:
            continue
        names = ", ".join(table.columns)
        if table.packed:
            rows = db.execute(f"SELECT parent, pupil, {names} FROM {table.name}").fetchall()  # noqa: S608
            for parent, pupil, *values in rows:
                if any(value is not None for value in values):
                    found[table.name, parent, pupil] = tuple(values)
            continue
        alive = "" if table.kept else "WHERE alive"
        rows = db.execute(f"SELECT row, {names} FROM {table.name} {alive}").fetchall()  # noqa: S608
        own = [n for n, name in enumerate(table.columns) if name not in table.natural]
        for row, *values in rows:
            if not table.kept or any(values[n] for n in own):
                found[table.name, row] = tuple(values)
    return found


def make_deep(folder):
    """The small school whose works have tasks, some points and a plan: more can happen."""
    folder.mkdir()
    made = make_small_desk(folder)
    with seated(made, TEACHER) as desk:
        turn = Turn(desk, made)
        work = Work(ColumnKey(), MarkKind.TERM_SUMMATIVE, 1, 25, "", turn.page.columns[4].date)
        desk.journal.plan_work(turn.page, work)
        for n, place in enumerate(turn.page.works):
            parts = (Descriptor(1, "Табады", 5), Descriptor(2, "Жазады", place.top - 5))
            desk.works.save_tasks(turn.laid(n), [Task(1, "Есеп", descriptors=parts)])
        for n, column in enumerate(turn.page.columns[:3]):
            desk.journal.put(turn.page, column.key, turn.pupil(n), "7")
        rows = [PlanRow(topic=f"Тақырып {n}") for n in range(4)]
        desk.plans.take(turn.plan(), rows, replacing=True)
    return made


def check_turns(made, folder, examples, *, seed=None, **more):
    """Play so many random histories, each on a copy of the school; the answer counts them."""
    counted = dict.fromkeys(("histories", "turns", "steps", "refused", "taken back"), 0)

    def histories(turns):
        copy = folder / str(counted["histories"])
        shutil.copytree(made.folder, copy)
        counted["histories"] += 1
        try:
            play(replace(made, folder=copy), turns, counted)
        finally:
            shutil.rmtree(copy)

    chosen = settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **{"phases": (Phase.generate, Phase.shrink), "database": None, **more},
    )
    run = chosen(given(turns=TURNS)(histories))
    (run if seed is None else hypothesis.seed(seed)(run))()
    return counted
