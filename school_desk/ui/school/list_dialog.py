"""One line of a list: which list, who, what, from when to when, by which order."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.school.list_model import ListedEntry, ListEntry, ListKind
from school_desk.school.list_rules import kind_named
from school_desk.school.model import ClassGroup, Pupil
from school_desk.ui.widgets.form_dialog import FormDialog


class ListDialog(FormDialog):
    """`write` is handed the class group and the entry as typed."""

    def __init__(
        self,
        write: Callable[[int, ListEntry], object],
        kinds: Sequence[ListKind],
        pupils: Sequence[tuple[ClassGroup, Pupil]],
        kind: str,
        shown: ListedEntry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the line") if shown else _("Add to a list")
        super().__init__(question, _("Write"), parent=parent)
        self._write = write
        self._kinds = kinds
        self._classes: Mapping[int, int] = {pupil.id: group.id for group, pupil in pupils}
        entry = shown.entry if shown else ListEntry(kind, 0, "")
        self._entry = entry
        names = {one.code: one.names[current()] for one in kinds}
        self.kind = self.choice(_("List (or type the name of another)"), names, entry.kind)
        self.kind.setEditable(True)
        people = {
            pupil.id: f"{pupil.name.listed}, {class_words(group.label)}" for group, pupil in pupils
        }
        self.pupil = self.choice(_("Pupil"), people, entry.pupil)
        self.title = self.line(_("What: club, route, help, contest"), entry.title, 4)
        self.where = self.line(_("Where"), entry.place, 2)
        self.starts = self.day(_("Since"), entry.starts, 2)
        self.ends = self.day(_("Until"), entry.ends, 2)
        self.outcome = self.line(_("Outcome, such as a prize"), entry.outcome, 2)
        self.order = self.line(_("Order No."), entry.order_number, 2)
        self.order_day = self.day(_("Order of"), entry.order_day, 2)
        self.note = self.line(_("Note"), entry.note, 2)

    def save(self) -> None:
        """Hand over what was typed."""
        pupil = int(self.pupil.currentData() or 0)
        entry = ListEntry(
            kind_named(self._kinds, self.kind.currentText()),
            pupil,
            self.title.text(),
            self.where.text(),
            self.starts.day(),
            self.ends.day(),
            self.outcome.text(),
            self.note.text(),
            self.order.text(),
            self.order_day.day(),
            self._entry.id,
        )
        self._write(self._classes.get(pupil, 0), entry)
