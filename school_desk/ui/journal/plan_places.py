"""The ways from a register page to its plans."""

from collections.abc import Callable, Mapping

from school_desk.journal.model import RegisterPage
from school_desk.school.model import LessonKey
from school_desk.ui.actions import Handler
from school_desk.ui.screen import Place

THEMATIC, LESSON_PLAN = "thematic", "lesson_plan"

Go = Callable[[Place], object]


def plan_handlers(
    page: RegisterPage, lesson: Callable[[], LessonKey | None], go: Go
) -> Mapping[str, Handler]:
    """The thematic plan of a page, and the plan of its current lesson."""
    return {
        "thematic_plan": lambda: go(thematic_place(page, lesson())),
        "lesson_plan": lambda: _to_lesson(page, lesson(), go),
    }


def thematic_place(page: RegisterPage, lesson: LessonKey | None = None) -> Place:
    """The thematic plan of a page, at the row of a lesson."""
    facts: tuple[object, ...] = (page.head.group, page.head.subject)
    return Place(THEMATIC, (*facts, lesson) if lesson else facts)


def lesson_place(page: RegisterPage, lesson: LessonKey) -> Place:
    """The short-term plan of a lesson."""
    head = page.head
    return Place(LESSON_PLAN, (head.group, head.subject, head.period.term, lesson))


def _to_lesson(page: RegisterPage, lesson: LessonKey | None, go: Go) -> None:
    if lesson is not None:
        go(lesson_place(page, lesson))
