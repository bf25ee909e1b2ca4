"""One guardian of a pupil: new, one whom the school knows from a sibling, or put right."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.i18n import _
from school_desk.school.guardian_model import (
    DETAILS,
    RELATION_WORDS,
    Guardian,
    Guardianship,
    Relation,
)
from school_desk.school.guardian_rules import with_details
from school_desk.school.model import PersonName
from school_desk.ui.widgets.form_dialog import FormDialog

Write = Callable[[Guardian, Relation, bool], object]


class GuardianDialog(FormDialog):
    """`write` is handed the guardian, the relation, and whether one is called first."""

    def __init__(
        self,
        write: Write,
        shown: Guardianship | None = None,
        known: Sequence[Guardian] = (),
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the guardian") if shown else _("Add a guardian")
        super().__init__(question, _("Write"), parent=parent)
        self._write = write
        self._known = {one.id: one for one in known}
        self.guardian = shown.guardian if shown else Guardian(PersonName(""))
        self.known = None
        if known and shown is None:
            words = {0: _("Somebody else"), **{one.id: one.name.full for one in known}}
            self.known = self.choice(_("Guardian of another pupil"), words, 0, 6)
            self.known.currentIndexChanged.connect(self._on_known)
        relations = {one: _(words) for one, words in RELATION_WORDS.items()}
        self.surname = self.line(_("Surname"), parts=2)
        self.given = self.line(_("Given name"), parts=2)
        self.patronymic = self.line(_("Patronymic"), parts=2)
        self.relation = self.choice(
            _("Relation"), relations, shown.relation if shown else Relation.MOTHER
        )
        self.details: dict[str, QLineEdit] = {
            "phone": self.line(_("Phone")),
            "address": self.line(_("Home address"), parts=6),
            "workplace": self.line(_("Workplace")),
            "position": self.line(_("Position")),
            "email": self.line(_("E-mail")),
        }
        self.main = self.tick(_("Called first"), ticked=bool(shown and shown.main))
        self._show(self.guardian)

    def save(self) -> None:
        """Hand over what was typed."""
        parts = (line.text() for line in (self.surname, self.given, self.patronymic))
        told = {name: line.text() for name, line in self.details.items()}
        guardian = replace(with_details(self.guardian, told), name=PersonName(*parts))
        self._write(guardian, Relation(self.relation.currentData()), self.main.isChecked())

    def _on_known(self) -> None:
        chosen = self.known.currentData() if self.known else 0
        self.guardian = self._known.get(chosen, Guardian(PersonName("")))
        self._show(self.guardian)

    def _show(self, guardian: Guardian) -> None:
        self.surname.setText(guardian.name.surname)
        self.given.setText(guardian.name.given)
        self.patronymic.setText(guardian.name.patronymic)
        for name in DETAILS:
            self.details[name].setText(getattr(guardian, name))
