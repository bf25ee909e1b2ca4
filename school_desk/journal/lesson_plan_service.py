"""The short-term plan of a lesson: open the form, write in it."""

from collections.abc import Sequence

from school_desk.errors import N_
from school_desk.journal.bounds_rules import accept_lesson_here
from school_desk.journal.lesson_plan_model import (
    HeadField,
    LessonPlan,
    PlanTexts,
    Stage,
    StageField,
)
from school_desk.journal.lesson_plan_rules import (
    accept_more,
    accept_stage,
    as_lines,
    column_of,
    made_plan,
    usual_stages,
)
from school_desk.journal.lesson_plan_store import (
    load_plan_texts,
    load_stages,
    save_lesson_plan,
    save_stage,
)
from school_desk.journal.model import RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.store import save_lesson
from school_desk.journal.thematic_store import load_lesson_row
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import UnitOfWork


class LessonPlanService(Service):
    """What teachers do with the plan of a lesson. `names` are the usual stages in a language."""

    def __init__(self, workplace: Workplace, pages: PageReader) -> None:
        super().__init__(workplace)
        self._pages = pages

    def open(self, term: int, lesson: LessonKey, names: Sequence[str]) -> LessonPlan:
        """The form of a lesson as the file has it."""
        db = self._look(N_("Open lesson plan"), self._pages.scope(lesson.group, lesson.subject))
        page = self._pages.open(db, lesson.group, lesson.subject, term)
        return self._load(db, page, lesson, names)

    def write_head(self, plan: LessonPlan, at: HeadField, text: str) -> None:
        """Write one line of the head."""
        with self._begin(N_("Write lesson plan"), plan.form) as work:
            part, lesson = self._lesson(work, plan)
            save_lesson_plan(work, part, lesson, **{at.value: as_lines(text) or None})

    def write_stage(self, plan: LessonPlan, number: int, at: StageField, text: str) -> None:
        """Write one cell of a stage; a form that was only offered is kept from now on."""
        with self._begin(N_("Write lesson plan"), plan.form) as work:
            part, lesson = self._lesson(work, plan)
            stages = load_stages(work.db, lesson) or plan.stages
            changed = [
                accept_stage(stage, at, text) if stage.number == number else stage
                for stage in stages
            ]
            self._save(work, part, lesson, changed)

    def add_stage(self, plan: LessonPlan) -> int:
        """One stage more at the end; returns its number."""
        with self._begin(N_("Write lesson plan"), plan.form) as work:
            part, lesson = self._lesson(work, plan)
            stages = load_stages(work.db, lesson) or plan.stages
            added = accept_more(stages)
            self._save(work, part, lesson, (*stages, added))
        return added.number

    def drop_stage(self, plan: LessonPlan, number: int) -> None:
        """Take a stage out of the plan."""
        with self._begin(N_("Write lesson plan"), plan.form) as work:
            part, lesson = self._lesson(work, plan)
            stages = load_stages(work.db, lesson)
            if not stages:
                self._save(work, part, lesson, plan.stages)
                stages = load_stages(work.db, lesson)
            for stage in stages:
                if stage.number == number:
                    work.delete(stage.row)

    def _load(
        self, db: Connection, page: RegisterPage, lesson: LessonKey, names: Sequence[str]
    ) -> LessonPlan:
        column = column_of(page, lesson)
        row = load_lesson_row(db, lesson)
        own = load_plan_texts(db, row) if row else PlanTexts()
        stages = load_stages(db, row) if row else ()
        planned = self._pages.plan_row(db, self._pages.plan_of(db, page), lesson)
        return made_plan(page, column, planned, own, stages or usual_stages(names))

    def _lesson(self, work: UnitOfWork, plan: LessonPlan) -> tuple[str, int]:
        """The class's partition and the row of the lesson, made when it is not there yet."""
        head = plan.head
        page = self._pages.plan_for(work.db, plan.form, head)
        accept_lesson_here(page.head, plan.lesson)
        return page.class_part, save_lesson(work, page.class_part, plan.lesson)

    def _save(self, work: UnitOfWork, part: str, lesson: int, stages: Sequence[Stage]) -> None:
        row = save_lesson_plan(work, part, lesson)
        for stage in stages:
            save_stage(work, part, row, stage)
