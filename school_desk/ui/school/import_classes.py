"""Beside the import check: how many pupils each class gets; new classes choose their language."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from school_desk.formats import class_label, class_words
from school_desk.i18n import _, ngettext
from school_desk.ui.school.import_lines import ClassCount, ClassKey
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled

LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"))
"""Languages of instruction, each under its own name."""


class ImportClasses(QWidget):
    """`languages()` of the new class groups as they were chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = QVBoxLayout(self)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self.choices: dict[ClassKey, QComboBox] = {}

    def show_counts(self, counts: Sequence[ClassCount], usual: str) -> None:
        """Replace the classes; what was chosen for a class stays."""
        chosen = self.languages()
        while (item := self._inner.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.choices = {}
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(0, 1)
        for count in counts:
            self._add(grid, count, chosen.get(count.key, usual))
        grid.setRowStretch(grid.rowCount(), 1)
        self._inner.addWidget(scrolled(held))

    def languages(self) -> Mapping[ClassKey, str]:
        """The language of each new class group."""
        return {key: str(box.currentData()) for key, box in self.choices.items()}

    def _add(self, grid: QGridLayout, count: ClassCount, language: str) -> None:
        if grid.count():
            grid.addWidget(rule(soft=True), grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        name = class_words(class_label(*count.key))
        grid.addWidget(label(name, weight="bold"), row, 0)
        pupils = ngettext("{n} pupil", "{n} pupils", count.pupils).format(n=count.pupils)
        grid.addWidget(label(pupils, tone="muted"), row, 1, Qt.AlignmentFlag.AlignRight)
        if count.is_new:
            grid.addWidget(label(_("new class"), tone="accent", step="caption"), row + 1, 0)
            box = _language_box(_("Language of {class_group}").format(class_group=name), language)
            grid.addWidget(box, row + 1, 1)
            self.choices[count.key] = box


def _language_box(accessible_name: str, language: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(accessible_name)
    for code, words in LANGUAGES:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(language)))
    return box
