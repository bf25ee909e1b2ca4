"""Cancelling a lesson: only where nothing stands in it, and never without a reason."""

from school_desk.errors import N_, DeskError
from school_desk.journal.model import RegisterPage
from school_desk.journal.work_rules import accept_open
from school_desk.school.model import LessonKey
from school_desk.school.texts import as_line


class LessonMarkedError(DeskError):
    """A lesson in which marks or signs stand cannot have been cancelled."""

    sentence = N_("Marks or absences stand in the lesson of {day}. Clear them before.")


class LessonHeldError(DeskError):
    """A lesson that was held cannot have been cancelled."""

    sentence = N_("The lesson of {day} is noted as held, so it was not cancelled.")


class ReasonMissingError(DeskError):
    """A cancelled lesson without a word why."""

    sentence = N_("Write why the lesson was cancelled. Nothing was changed.")


def accept_cancelling(page: RegisterPage, lesson: LessonKey, reason: str) -> str:
    """The reason, for a lesson in which nothing stands; or raise."""
    accept_open(page)
    said = as_line(reason)
    if not said:
        raise ReasonMissingError
    keys = {column.key for column in page.columns if column.key.lesson == lesson}
    if any(keys & row.marks.keys() or lesson in row.signs for row in page.rows):
        raise LessonMarkedError(day=lesson.date)
    if any(column.held for column in page.columns if column.key.lesson == lesson):
        raise LessonHeldError(day=lesson.date)
    return said
