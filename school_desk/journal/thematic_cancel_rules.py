"""Cancelling a lesson: only where nothing stands in it, and never without a reason."""

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled
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


class InsteadMarkedError(DeskError):
    """A subject that is taught instead stays while marks or signs stand in its lesson."""

    sentence = N_(
        "On {day} marks or absences stand in the lesson of {subject}, which was given instead. "
        "Clear them on its page first."
    )


class InsteadHeldError(DeskError):
    """A subject that is taught instead stays when its lesson was held."""

    sentence = N_(
        "On {day} the lesson of {subject}, which was given instead, is noted as held. "
        "Whoever noted it must undo that first (Ctrl+Z). Nothing was changed."
    )


class ReasonMissingError(DeskError):
    """A cancelled lesson without a word why."""

    sentence = N_("Write why the lesson was cancelled. Nothing was changed.")


def accept_cancelling(page: RegisterPage, lesson: LessonKey, reason: str) -> str:
    """The reason, for a lesson in which nothing stands; or raise."""
    accept_open(page)
    said = as_line(reason)
    if not said:
        raise ReasonMissingError
    if _marked(page, lesson):
        raise LessonMarkedError(day=lesson.date)
    if _held(page, lesson):
        raise LessonHeldError(day=lesson.date)
    return said


def accept_taking_back(page: RegisterPage, lesson: LessonKey) -> None:
    """Raise where something stands in a lesson that is given instead of the timetable's."""
    facts = {"day": lesson.date, "subject": Spelled(page.head.subject_names)}
    if _held(page, lesson):
        raise InsteadHeldError(**facts)
    if _marked(page, lesson):
        raise InsteadMarkedError(**facts)


def _marked(page: RegisterPage, lesson: LessonKey) -> bool:
    keys = {column.key for column in page.columns if column.key.lesson == lesson}
    return any(keys & row.marks.keys() or lesson in row.signs for row in page.rows)


def _held(page: RegisterPage, lesson: LessonKey) -> bool:
    return any(column.held for column in page.columns if column.key.lesson == lesson)
