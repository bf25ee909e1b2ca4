"""A list of words to tick in a dialog: arrows go, Space ticks."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.choice_list import ChoiceList

_ROLE = Qt.ItemDataRole.UserRole
Code = TypeVar("Code")


class TickList(ChoiceList):
    """`words` by code, in their order."""

    def __init__(
        self, name: str, words: Mapping[Code, str], ticked: Collection[Code], high: int
    ) -> None:
        super().__init__(name)
        self.setFixedHeight(scaled(high))
        for code, text in words.items():
            item = QListWidgetItem(text)
            item.setData(_ROLE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = code in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    def ticked(self) -> frozenset[str]:
        """The codes that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(
            str(one.data(_ROLE)) for one in items if one.checkState() is Qt.CheckState.Checked
        )
