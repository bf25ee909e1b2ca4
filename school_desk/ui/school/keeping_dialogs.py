"""The questions of the terms of keeping: change a term; forget a person for ever."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.formats import date_short
from school_desk.i18n import _, ngettext
from school_desk.school.privacy_model import PrivacyCase
from school_desk.school.retention_model import RECORD_WORDS, Leaver, Record, RetentionTerm
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import FormDialog

Change = Callable[[Record, int, str, date], object]


class TermDialog(FormDialog):
    """Years, the act, from when."""

    def __init__(
        self, term: RetentionTerm, today: date, change: Change, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("How long is it kept?"),
            _("Write"),
            sentence=_(RECORD_WORDS[term.record]),
            parent=parent,
        )
        self._term, self._today, self._change = term, today, change
        self.years = self.line(_("Years"), str(term.years), 2)
        self.basis = self.line(_("By which act"), term.basis, 4)
        self.starts = self.day(_("Counts from"), today, 2)

    def save(self) -> None:
        """Hand over what was typed."""
        typed = self.years.text().strip()
        years = int(typed) if typed.isascii() and typed.isdecimal() else 0
        starts = self.starts.day() or self._today
        self._change(self._term.record, years, self.basis.text(), starts)


class ConfirmDialog(DeskDialog):
    """Enter leaves it; who forgets presses the button."""

    def __init__(self, one: Leaver, backups: int, parent: QWidget | None = None) -> None:
        told = _(
            "Name, birth, IIN, addresses, guardians of no other pupil, consents and notes are "
            "deleted here and on every other computer of the school. Marks and attendance stay "
            "without a name. This cannot be taken back."
        )
        words = ngettext(
            "{n} backup still holds these data: delete it or let its time pass.",
            "{n} backups still hold these data: delete them or let their time pass.",
            backups,
        )
        super().__init__(
            _("Forget {name} for ever?").format(name=one.name.full),
            _("Forget for ever"),
            sentence=f"{told} {words.format(n=backups)}" if backups else told,
            safe_verb=False,
            parent=parent,
        )

    @classmethod
    def agreed(cls, one: Leaver, backups: int, parent: QWidget | None = None) -> bool:
        """Ask."""
        dialog = cls(one, backups, parent)
        answer = bool(dialog.exec())
        dialog.deleteLater()
        return answer


@dataclass(frozen=True, slots=True)
class Asked:
    """That the person has asked for it; by which request of the journal, if it stands there."""

    case: int | None


class RequestDialog(DeskDialog):
    """Before the term has ended only the person's own request is a ground; Enter leaves it.

    The requests of the journal that wait for an answer are offered.
    """

    def __init__(
        self, one: Leaver, requests: Sequence[PrivacyCase], parent: QWidget | None = None
    ) -> None:
        told = _(
            "The data are kept until {day}. Before that they are forgotten only if the person, or "
            "the legal representative, has asked for it. The protocol says so."
        )
        super().__init__(
            _("Has {name} asked for it?").format(name=one.name.full),
            _("Asked for it"),
            sentence=told.format(day=date_short(one.kept_until)),
            safe_verb=False,
            parent=parent,
        )
        self.request = QComboBox()
        for case in requests:
            self.request.addItem(request_words(case), case.id)
        self.request.addItem(_("it is not in the journal"), None)
        self.body.addWidget(Field(_("By which request"), self.request))

    @classmethod
    def asked(
        cls, one: Leaver, requests: Sequence[PrivacyCase], parent: QWidget | None = None
    ) -> Asked | None:
        """Ask; None where it is left."""
        dialog = cls(one, requests, parent)
        answer = Asked(dialog.request.currentData()) if dialog.exec() else None
        dialog.deleteLater()
        return answer


def request_words(case: PrivacyCase) -> str:
    """A request in a line: when, who, what about."""
    return " · ".join((date_short(case.day), case.applicant, case.what))
