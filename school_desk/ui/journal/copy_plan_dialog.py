"""To which class a thematic plan is copied: one question."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.i18n import _
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field


class CopyPlanDialog(DeskDialog):
    """Choose one of the classes that have the subject."""

    def __init__(self, choices: Mapping[int, str], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Copy the plan to which class?"),
            _("Copy"),
            sentence=_("Pinned dates are left out. A class with a plan keeps its own."),
            parent=parent,
        )
        self.group = QComboBox()
        for group, words in choices.items():
            self.group.addItem(words, group)
        self.body.addWidget(Field(_("Class"), self.group))

    @classmethod
    def ask(cls, choices: Mapping[int, str], parent: QWidget | None = None) -> int | None:
        """The teaching group, or None."""
        dialog = cls(choices, parent)
        return int(dialog.group.currentData()) if dialog.exec() else None
