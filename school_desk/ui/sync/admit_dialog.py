"""Who works at a computer, which decides what it gets; a new one shows a number to compare."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from school_desk.access.model import ROLE_NAMES
from school_desk.admitting import Person
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label

_WIDTH, _HEIGHT = 620, 260


class PeopleTicks(QListWidget):
    """Everybody who can work there; Space ticks."""

    def __init__(self, people: Sequence[Person], ticked: Collection[int] = ()) -> None:
        super().__init__()
        self.setAccessibleName(_("Who works there"))
        self.setFixedHeight(scaled(_HEIGHT))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in people:
            roles = ", ".join(_(ROLE_NAMES[role]) for role in one.roles)
            item = QListWidgetItem(f"{one.name} · {roles}" if roles else one.name, self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            there = one.account in ticked
            item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, one.account)
        self.setCurrentRow(0)

    def ticked(self) -> tuple[int, ...]:
        """The accounts that were chosen."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(
            int(one.data(Qt.ItemDataRole.UserRole))
            for one in items
            if one.checkState() is Qt.CheckState.Checked
        )


class PeopleDialog(DeskDialog):
    """`receives` says in words what a computer of these people holds; it may refuse."""

    def __init__(
        self,
        title: str,
        verb: str,
        sentence: str,
        people: Sequence[Person],
        receives: Callable[[Collection[int]], str],
        *,
        ticked: Collection[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, sentence=sentence, parent=parent)
        self.setMinimumWidth(scaled(_WIDTH))
        self._receives = receives
        self.ticks = PeopleTicks(people, ticked)
        self.told = label(tone="muted", wrap=True)
        self.problem = SentenceRow()
        for widget in (self.ticks, self.told, self.problem):
            self.body.addWidget(widget)
        self.ticks.itemChanged.connect(lambda _item: self._tell())
        self._tell()

    def accept(self) -> None:
        """Go on where somebody was chosen."""
        try:
            self._receives(self.ticks.ticked())
        except DeskError as refusal:
            self.problem.say(say(refusal))
            return
        super().accept()

    def _tell(self) -> None:
        self.problem.say("")
        people = self.ticks.ticked()
        words = _("Space ticks. The computer receives only what these people need.")
        self.told.setText(self._receives(people) if people else words)


class AdmitDialog(PeopleDialog):
    """A new computer, with the number that it must show."""

    def __init__(
        self,
        name: str,
        number: str,
        people: Sequence[Person],
        receives: Callable[[Collection[int]], str],
        parent: QWidget | None = None,
    ) -> None:
        sentence = _(
            "“{name}” asks to join. Go on only if that computer shows the same number:"
        ).format(name=name)
        title, verb = _("Admit this computer?"), _("Write the welcome")
        super().__init__(title, verb, sentence, people, receives, parent=parent)
        self.number = label(number, step="title", weight="medium")
        self.body.insertWidget(0, self.number)
        self.number.setFocusProxy(self.ticks)
