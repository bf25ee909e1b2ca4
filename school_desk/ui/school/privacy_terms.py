"""Within how many days the school answers: the table below the journal, a term that is changed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short
from school_desk.i18n import _, ngettext
from school_desk.school.calendar_model import Status
from school_desk.school.privacy_model import CASE_WORDS, CaseKind, PrivacyTerm
from school_desk.ui.widgets.form_dialog import FormDialog
from school_desk.ui.widgets.rows_model import Row

Change = Callable[[CaseKind, int, str, date], object]
TERM_HEADS = (
    *(N_("Kind of request"), N_("Term of an answer"), N_("Counts from")),
    *(N_("How sure"), N_("By which act")),
)
TERM_WIDTHS = (330, 170, 130, 170, 280)
SURE = {
    Status.FOUND: N_("stands in the law"),
    Status.TO_CHECK: N_("to be checked"),
    Status.CHECKED: N_("checked"),
}


class AnswerTermDialog(FormDialog):
    """Days, the act, from when; `change` is handed what was typed."""

    def __init__(
        self, term: PrivacyTerm, today: date, change: Change, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Within how many working days is it answered?"),
            _("Write"),
            sentence=_(CASE_WORDS[term.kind]),
            parent=parent,
        )
        self._term, self._today, self._change = term, today, change
        self.days = self.line(_("Working days"), str(term.days), 2)
        self.source = self.line(_("By which act"), term.source, 4)
        self.starts = self.day(_("Counts from"), today, 2)

    def save(self) -> None:
        """Hand over what was typed."""
        typed = self.days.text().strip()
        days = int(typed) if typed.isascii() and typed.isdecimal() else 0
        starts = self.starts.day() or self._today
        self._change(self._term.kind, days, self.source.text(), starts)


def term_row(number: int, one: PrivacyTerm) -> Row:
    """A line of the table."""
    days = ngettext("{n} working day", "{n} working days", one.days).format(n=one.days)
    since = date_short(one.starts) if one.starts else NOTHING
    told = _(CASE_WORDS[one.kind]), days, since, _(SURE[one.status]), one.source or NOTHING
    return Row(number + 1, told)
