"""Why a lesson was cancelled: one line, asked before anything slides on."""

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.formats import day_and_weekday
from school_desk.i18n import _
from school_desk.journal.model import RegisterPage
from school_desk.school.model import LessonKey
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace


class CancelDialog(DeskDialog):
    """One question: the reason."""

    def __init__(self, lesson: LessonKey, parent: QWidget | None = None) -> None:
        question = _("Why was the lesson of {day} cancelled?")
        super().__init__(
            question.format(day=day_and_weekday(lesson.date)),
            _("Cancel the lesson"),
            sentence=_("The topics of the plan move on to the lessons after it."),
            parent=parent,
        )
        self.reason = QLineEdit()
        self.body.addWidget(Field(_("Reason"), self.reason))

    @classmethod
    def ask(cls, lesson: LessonKey, parent: QWidget | None = None) -> str | None:
        """The reason, or None."""
        dialog = cls(lesson, parent)
        return dialog.reason.text() if dialog.exec() else None


def ask_and_cancel(at: WorkPlace, page: RegisterPage, lesson: LessonKey, parent: QWidget) -> None:
    """Cancel a lesson for the reason that the person gives."""
    refusal = at.desk.why_not("Cancel lesson", page.form.scope)
    if refusal is not None:
        raise refusal
    reason = CancelDialog.ask(lesson, parent)
    if reason is not None:
        at.desk.plans.cancel(page, lesson, reason)
        said = _("The lesson of {day} is cancelled. Ctrl+Z brings it back.")
        at.messages.say(said.format(day=day_and_weekday(lesson.date)))
