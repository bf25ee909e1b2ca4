"""Open a closed page again, or correct one mark of it: asked, done and said the same everywhere."""

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.intents import Scope
from school_desk.journal.closing_rules import NotClosedError, page_name
from school_desk.journal.model import PageHead, RegisterPage
from school_desk.ui.journal.closing_dialogs import CorrectionDialog, ReasonDialog
from school_desk.ui.work_place import WorkPlace


def ask_and_reopen(at: WorkPlace, head: PageHead, parent: QWidget) -> bool:
    """Open a page again for the reason that the person gives, or raise."""
    _require(at, "Reopen page", head)
    question = _("Why is the page opened again?")
    sentence = f"{class_words(head.class_label)} · {head.subject_names[current()]}"
    reason = ReasonDialog.ask(question, _("Open again"), sentence, parent)
    if reason is None:
        return False
    at.desk.closing.reopen((head.group, head.subject, head.period.term), reason)
    at.messages.say(_("The page is open again. Close it when it is corrected."))
    return True


def ask_and_correct(at: WorkPlace, page: RegisterPage, pupil: int | None, parent: QWidget) -> bool:
    """Another mark for one pupil of a closed page, or raise."""
    head = page.head
    _require(at, "Correct closed mark", head)
    wanted = CorrectionDialog.ask(page, pupil, parent)
    if wanted is None:
        return False
    place = head.group, head.subject, head.period.term
    at.desk.closing.correct(place, wanted.pupil, wanted.mark, wanted.reason)
    at.messages.say(_("The mark is corrected. The old one stays in the history."))
    return True


def _require(at: WorkPlace, intent: str, head: PageHead) -> None:
    """This person may, and the page is closed; or raise."""
    refusal = at.desk.why_not(intent, Scope(head.group, head.subject, head.class_group))
    if refusal is not None:
        raise refusal
    if head.closed_on is None:
        raise NotClosedError(page=page_name(head))
