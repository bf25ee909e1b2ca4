"""Everything that is wrong with a file of a calendar, in one list; nothing was written."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _, ngettext
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled

_WIDTH, _LINE, _MOST, _BAR = 620, 34, 300, 14


class ProblemsDialog(DeskDialog):
    """`tell` shows the sentences."""

    def __init__(self, name: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        count = ngettext("{n} thing is wrong", "{n} things are wrong", len(sentences))
        said = _("{file} was not taken. Mend it and take it again.").format(file=name)
        title = count.format(n=len(sentences))
        super().__init__(title, _("Understood"), sentence=said, parent=parent)
        self.way_out.hide()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        for sentence in sentences:
            column.addWidget(label(sentence, wrap=True))
            column.addWidget(rule(soft=True))
        column.addStretch(1)
        area = scrolled(inner)
        inner.setMinimumWidth(scaled(_WIDTH))
        wanted = max(inner.heightForWidth(scaled(_WIDTH)), scaled(_LINE) * len(sentences))
        area.setMinimumSize(scaled(_WIDTH) + scaled(_BAR), min(wanted, scaled(_MOST)))
        self.body.addWidget(area)

    @classmethod
    def tell(cls, name: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        """Show what is wrong."""
        cls(name, sentences, parent).exec()
