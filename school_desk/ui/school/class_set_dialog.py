"""One question: which classes one teacher teaches together, and how the set is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words, set_words
from school_desk.i18n import _, say
from school_desk.school.class_set_rules import accept_set
from school_desk.school.model import ClassGroup, ClassSet
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field

IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class SetChoice:
    """The classes of a set and its names; without classes the set is dissolved."""

    classes: tuple[int, ...]
    names: Mapping[str, str]


class ClassSetDialog(DeskDialog):
    """`ask(...)` returns a SetChoice or None. `old` is the set that is changed, if there is one."""

    def __init__(
        self,
        classes: Sequence[ClassGroup],
        sets: Sequence[ClassSet],
        first: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Which classes are taught together?"),
            _("Combine the classes"),
            sentence=_(
                "Two, three or four classes that one teacher has in one hour. Each keeps its own "
                "subjects, lists and register."
            ),
            parent=parent,
        )
        self._classes, self._sets = classes, sets
        self._dissolved = False
        self.old = next((one for one in sets if first in {c.id for c in one.classes}), None)
        chosen = {one.id for one in self.old.classes} if self.old else {first}
        self.ticks = {one.id: self._tick(one, ticked=one.id in chosen) for one in classes}
        self._choice = Field(_("Classes"), self._grid())
        self.body.addWidget(self._choice)
        names = self.old.names if self.old else {}
        self.names = {code: QLineEdit(names.get(code, "")) for code in ("kk", "ru")}
        row = QHBoxLayout()
        captions = {"kk": _("Name of the set, Kazakh"), "ru": _("Name of the set, Russian")}
        for code, line in self.names.items():
            row.addWidget(Field(captions[code], line))
        self.body.addLayout(row)
        if self.old is not None:
            self._offer_end()

    @classmethod
    def ask(
        cls,
        classes: Sequence[ClassGroup],
        sets: Sequence[ClassSet],
        first: int,
        parent: QWidget | None = None,
    ) -> tuple[SetChoice, ClassSet | None] | None:
        """Ask for the set of a class: what is chosen, and the set that it changes."""
        dialog = cls(classes, sets, first, parent)
        return (dialog.choice(), dialog.old) if dialog.exec() else None

    def choice(self) -> SetChoice:
        """What is ticked and typed."""
        chosen = () if self._dissolved else tuple(self._chosen())
        names = {code: " ".join(line.text().split()) for code, line in self.names.items()}
        return SetChoice(chosen, names)

    def accept(self) -> None:
        """Take it, or say under the classes why it cannot be."""
        own = self.old.id if self.old else None
        try:
            if not self._dissolved:
                chosen = set(self._chosen())
                accept_set((one for one in self._classes if one.id in chosen), self._sets, own)
        except DeskError as refusal:
            self._choice.show_problem(say(refusal))
            return
        super().accept()

    def _chosen(self) -> list[int]:
        return [row for row, tick in self.ticks.items() if tick.isChecked()]

    def _tick(self, one: ClassGroup, *, ticked: bool) -> QCheckBox:
        """A class; one of another set says with whom it is."""
        other = next((each for each in self._sets if one in each.classes), None)
        words = class_words(one.label)
        if other is not None and other is not self.old:
            words = f"{words} ({set_words(other.labels)})"
        made = QCheckBox(words)
        made.setChecked(ticked)
        made.setEnabled(other is None or other is self.old)
        return made

    def _grid(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, tick in enumerate(self.ticks.values()):
            grid.addWidget(tick, *divmod(place, IN_A_ROW))
        for tick in reversed(self.ticks.values()):
            if tick.isEnabled():
                held.setFocusProxy(tick)
        return held

    def _offer_end(self) -> None:
        self.end = Button(_("Teach them apart again"), role="link")
        self.end.clicked.connect(self._dissolve)
        row = QHBoxLayout()
        row.addWidget(self.end)
        row.addStretch(1)
        self.body.addLayout(row)

    def _dissolve(self) -> None:
        self._dissolved = True
        self.accept()
