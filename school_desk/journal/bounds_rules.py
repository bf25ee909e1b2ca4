"""The bounds of a page: what stands on another page is neither read nor written through it."""

from school_desk.intents import Form, Scope
from school_desk.journal.entry import OffPageError
from school_desk.journal.model import PageHead
from school_desk.school.model import LessonKey

WorkPlace = tuple[int, int, int]
"""Teaching group, subject and term of a work."""


def accept_form(form: Form, head: PageHead) -> None:
    """The rights were asked for the very page that is written, or raise."""
    if form.scope != Scope(head.group, head.subject, head.class_group):
        raise OffPageError


def accept_lesson_here(head: PageHead, lesson: LessonKey | None) -> None:
    """A lesson of this page, or raise."""
    here = lesson is not None and (lesson.group, lesson.subject) == (head.group, head.subject)
    if lesson is None or not here or not head.period.starts <= lesson.date <= head.period.ends:
        raise OffPageError


def accept_work_here(head: PageHead, place: WorkPlace | None) -> None:
    """A work of this page by the place that the file gives it, or raise."""
    if (
        place is None
        or place[:2] != (head.group, head.subject)
        or place[2] not in head.period.terms
    ):
        raise OffPageError
