"""Rows of short-term plans as values."""

from school_desk.journal.lesson_plan_model import PlanTexts, Stage
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork


def load_plan_texts(db: Connection, lesson: int) -> PlanTexts:
    """What a teacher wrote in the head of a lesson's plan."""
    found = db.execute(
        "SELECT unit, objectives, aim, note FROM lesson_plan WHERE alive AND lesson = ?", (lesson,)
    ).fetchone()
    return PlanTexts(*(text or "" for text in found)) if found else PlanTexts()


def load_stages(db: Connection, lesson: int) -> tuple[Stage, ...]:
    """The stages of a lesson's plan, in order."""
    rows = db.execute(
        "SELECT s.number, s.name, s.minutes, s.teacher_does, s.pupil_does, s.assessment, "
        "s.resources, s.row FROM lesson_plan_stage AS s "
        "JOIN lesson_plan AS p ON p.row = s.lesson_plan "
        "WHERE s.alive AND p.alive AND p.lesson = ? ORDER BY s.number",
        (lesson,),
    )
    return tuple(
        Stage(
            number,
            name or "",
            minutes,
            teacher_does=teacher or "",
            pupil_does=pupil or "",
            assessment=assessment or "",
            resources=resources or "",
            row=row,
        )
        for number, name, minutes, teacher, pupil, assessment, resources, row in rows
    )


def save_lesson_plan(work: UnitOfWork, class_part: str, lesson: int, **texts: str | None) -> int:
    """The plan of a lesson, made when someone first writes in it."""
    return work.born("lesson_plan", class_part, lesson=lesson, **texts)


def save_stage(work: UnitOfWork, class_part: str, lesson_plan: int, stage: Stage) -> int:
    """A stage of a plan with all that stands in it."""
    return work.born(
        "lesson_plan_stage",
        class_part,
        lesson_plan=lesson_plan,
        number=stage.number,
        name=stage.name or None,
        minutes=stage.minutes,
        teacher_does=stage.teacher_does or None,
        pupil_does=stage.pupil_does or None,
        assessment=stage.assessment or None,
        resources=stage.resources or None,
    )
