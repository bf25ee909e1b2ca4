"""The question before a bulk is taken back or done again: what it is, and how much of what."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.journal.row_words import TABLE_WORDS
from school_desk.ui.widgets.dialog import DeskDialog

SHOWN = 5
"""So many kinds of rows are named, the most numerous first."""


class UndoDialog(DeskDialog):
    """Enter does it, Esc leaves everything unchanged."""

    def __init__(
        self, way: str, label: str, rows: Mapping[str, int], parent: QWidget | None = None
    ) -> None:
        what = _(label)
        questions = {
            "undo": _("Take back “{what}”?").format(what=what),
            "redo": _("Do “{what}” again?").format(what=what),
        }
        verbs = {"undo": _("Take back"), "redo": _("Do again")}
        super().__init__(questions[way], verbs[way], sentence=reach_in_words(rows), parent=parent)

    @classmethod
    def agreed(
        cls, way: str, label: str, rows: Mapping[str, int], parent: QWidget | None = None
    ) -> bool:
        """Ask."""
        dialog = cls(way, label, rows, parent)
        answer = bool(dialog.exec())
        dialog.deleteLater()
        return answer


def reach_in_words(rows: Mapping[str, int]) -> str:
    """«оқушы: 12 · сыныптағы орны: 12»: how many rows of which kind change."""
    counted = sorted(rows.items(), key=lambda pair: -pair[1])
    words = [f"{_(TABLE_WORDS[name])}: {n}" for name, n in counted[:SHOWN]]
    return " · ".join((*words, "…") if len(counted) > SHOWN else words)
