"""Lists a school is asked for: one table with a switch, add, put right, end, print the counts."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, date_short
from school_desk.i18n import _, current, ngettext
from school_desk.intents import Scope
from school_desk.school.list_model import ListedEntry
from school_desk.ui.actions import Handler
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.list_dialog import ListDialog
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.school.sheet_import import SheetKind
from school_desk.ui.screen import Place
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

NAME = "lists"
ALL = ""


class ListsScreen(RecordsScreen):
    """`Place("lists", (entry, kind))`."""

    name = NAME
    row_table = "list_entry"
    heads = (
        N_("List"),
        N_("Class"),
        N_("Pupil"),
        N_("What it is"),
        N_("Where"),
        N_("Since"),
        N_("Until"),
        N_("Outcome"),
    )
    widths = (170, 80, 220, 210, 150, 96, 96)
    tables = frozenset(("list_entry", "membership", "pupil"))
    write_intent = "Write lists"
    import_intent = "Import lists"
    file_name = "lists.xlsx"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._entries: Mapping[int, ListedEntry] = {}
        self.switch = QComboBox()
        self.switch.setAccessibleName(_("List"))
        super().__init__(at, place)
        kind = (*place.facts, None, None)[1]
        self._fill_switch(str(kind or ALL))
        self.switch.currentIndexChanged.connect(lambda _n: self.reload())
        self.reload(self.current_id())

    def title(self) -> str:
        return _("Lists")

    def place(self) -> Place:
        return Place(NAME, (self.current_id() or 0, self.switch.currentData() or ALL))

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "delete_row": self.remove, "print": self.print_counts}

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "delete_row")

    def above(self) -> QWidget | None:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(label(_("List"), tone="muted", weight="medium"))
        row.addWidget(self.switch)
        row.addStretch(1)
        return held

    def rows(self) -> Sequence[Row]:
        found = self._desk.lists.entries(self.switch.currentData() or None)
        self._entries = {one.entry.id: one for one in found}
        names = {one.code: one.names[current()] for one in self._desk.lists.kinds()}
        return [_row(one, names[one.entry.kind]) for one in found]

    def row_words(self, row: Row) -> str:
        return f"{row.texts[2]} · {row.texts[3]}"

    def scope(self) -> Scope:
        """A form tutor may write of the own class: asked again when a pupil is chosen."""
        groups = [one.id for one in self._desk.school.class_groups()]
        ours = (one for one in groups if self._desk.may("Write lists", Scope(class_group=one)))
        return Scope(class_group=next(ours, None))

    def subtitle(self, count: int) -> str:
        return ngettext("{n} line", "{n} lines", count).format(n=count)

    def nothing(self) -> str:
        return _("Nobody is on this list yet.")

    def kind(self) -> SheetKind:
        return self._desk.list_files.lists

    def add(self) -> None:
        if self.allowed("Write lists", self.scope()):
            self._ask(None)

    def edit(self) -> None:
        one = self._entries.get(self.current_id() or 0)
        if one is not None and self.allowed("Write lists", Scope(class_group=one.class_group.id)):
            self._ask(one)

    def remove(self) -> None:
        """Take a line away that should not be there; one that is over gets its last day."""
        one = self._entries.get(self.current_id() or 0)
        if one is None:
            return
        service, entry = self._desk.lists, one.entry
        if self.attempt(lambda: service.remove(one.class_group.id, entry.id)):
            words = _("{name} was taken off. Ctrl+Z takes it back.")
            self._at.messages.say(words.format(name=one.pupil.name.listed))

    def print_counts(self) -> None:
        """How many are on each list, for who asks."""
        papers = self._desk.record_papers

        def write(wish: Wish, out: Path) -> object:
            return papers.lists(wish.language, wish.fmt, out)

        paper = Paper("lists", write, _("Lists of the school"))
        print_paper(self._at, Question((paper,)), self)

    def reload(self, chosen: int | None = None) -> None:
        if self.switch.count():
            self._fill_switch(self.switch.currentData() or ALL)
        super().reload(chosen)

    def _fill_switch(self, kind: str) -> None:
        """All lists, those of the school's own too; the chosen one stays."""
        self.switch.blockSignals(True)
        self.switch.clear()
        self.switch.addItem(_("All lists"), ALL)
        for one in self._desk.lists.open_kinds():
            self.switch.addItem(one.names[current()], one.code)
        self.switch.setCurrentIndex(max(0, self.switch.findData(kind)))
        self.switch.blockSignals(False)

    def _ask(self, shown: ListedEntry | None) -> None:
        service = self._desk.lists
        kinds, pupils = service.open_kinds(), service.pupils()
        if not pupils:
            self._at.messages.say(_("There are no pupils yet."))
            return
        kind = self.switch.currentData() or kinds[0].code
        dialog = ListDialog(service.put, kinds, pupils, kind, shown, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()


def _row(one: ListedEntry, kind: str) -> Row:
    entry = one.entry
    days = (date_short(day) if day else NOTHING for day in (entry.starts, entry.ends))
    return Row(
        entry.id,
        (
            kind,
            class_words(one.class_group.label),
            one.pupil.name.listed,
            entry.title,
            entry.place or NOTHING,
            *days,
            entry.outcome or NOTHING,
        ),
    )
