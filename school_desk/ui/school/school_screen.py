"""What the school's screens have in common: they hear of changes and say refusals."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from school_desk.errors import DeskError
from school_desk.events import Committed
from school_desk.i18n import say
from school_desk.intents import Scope
from school_desk.ui.actions import Where
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.screen import Screen
from school_desk.ui.work_place import WorkPlace


class SchoolScreen(Screen):
    """Rebuild what is shown in `reload`; it is called after each change of `tables`."""

    where = Where.SETUP
    tables: frozenset[str] = frozenset()

    def __init__(self, at: WorkPlace) -> None:
        super().__init__()
        self._at = at
        self._desk = at.desk
        here = OnScreen(self)
        self._unsubscribe = at.desk.events.subscribe(Committed, here.handler(self._on_change))

    def reload(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it, or say why not."""
        try:
            act()
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return False
        return True

    def add_subject(self, code: str, names: Mapping[str, str]) -> int | None:
        """Add a subject to those of the school, or say why not."""
        try:
            return self._desk.school.add_subject(code, names)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return None

    def allowed(self, intent: str, scope: Scope = Scope()) -> bool:  # noqa: B008  frozen
        """Whether this person may; if not, the status line says who may."""
        refusal = self._desk.why_not(intent, scope)
        if refusal is not None:
            self._at.messages.refuse(refusal)
        return refusal is None

    def closeEvent(self, event: QCloseEvent) -> None:
        self._unsubscribe()
        super().closeEvent(event)

    def _on_change(self, change: Committed) -> None:
        if any(one.table in self.tables for one in change.changes):
            self.reload()


def gate(widget: QWidget, refusal: DeskError | None) -> None:
    """Let a widget be pressed, or say in its tooltip who may."""
    sentence = say(refusal) if refusal else ""
    widget.setEnabled(refusal is None)
    widget.setToolTip(sentence)
    if sentence:
        widget.setAccessibleDescription(sentence)
