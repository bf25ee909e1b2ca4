"""A screen of simple records: a table to search, add to, edit, end, take from Excel and back."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.names import fold
from school_desk.ui.actions import Handler, action
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.school.sheet_import import SheetKind, ask_export, ask_import, ask_template
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace


class RecordsScreen(SchoolScreen):
    """A subclass names its columns and intents, gives the rows, and asks in `add` and `edit`."""

    name = ""
    row_table = ""
    heads: Sequence[str] = ()
    widths: Sequence[int] = ()
    write_intent = ""
    import_intent = ""
    file_name = ""
    takes_files = True
    numbers: Collection[int] = ()

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        chosen = next(iter(place.facts), None)
        self.model = RowsModel(self.heads, self, numbers=self.numbers)
        self.table = WrappingTable(self.title())
        self.table.setModel(self.model)
        for column, width in enumerate(self.widths):
            self.table.setColumnWidth(column, scaled(width))
        self.table.activated.connect(lambda _index: self.edit())
        told = action("find_pupil")
        self.field = SearchField(_("Find"), key=told.key_text)
        self.field.textChanged.connect(self._on_typed)
        self.head = PageHead(self.title())
        self._pages = QStackedWidget()
        self._empty = EmptyState("")
        self._lay_out()
        self.reload(chosen if isinstance(chosen, int) else None)

    # What a subclass says

    def rows(self) -> Sequence[Row]:
        """All records as lines of the table, or raise where one may not see them."""
        raise NotImplementedError

    def subtitle(self, count: int) -> str:
        """How many there are, in words."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What would be here."""
        raise NotImplementedError

    def add(self) -> None:
        """Ask for another record."""
        raise NotImplementedError

    def edit(self) -> None:
        """Ask how the chosen record really is."""
        raise NotImplementedError

    def kind(self) -> SheetKind:
        """The file of such records."""
        raise NotImplementedError

    def scope(self) -> Scope:
        """Where the records belong."""
        return Scope()

    def above(self) -> QWidget | None:
        """What stands between the head and the table."""
        return None

    # What all of them do

    def row_place(self) -> RowPlace | None:
        row = self.current_row()
        return RowPlace(self.row_table, row.id, name=self.row_words(row)) if row else None

    def row_words(self, row: Row) -> str:
        """What people call a record."""
        return row.texts[0]

    def search_words(self, row: Row) -> str:
        """Where one looks for what is typed in the field."""
        return " ".join(row.texts)

    def place(self) -> Place:
        return Place(self.name, (self.current_id() or 0,))

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "add": self.add,
            "edit": self.edit,
            "find_pupil": self.field.setFocus,
        }
        if self.takes_files:
            own |= {
                "import_pupils": self._import,
                "template": self._template,
                "export": self._export,
            }
        if self.field.text():
            own["leave"] = self._stop_finding
        return own

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "find_pupil")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.head)

    def take_focus(self) -> None:
        nobody = self._empty if self._empty.focusProxy() else self.field
        target = self.table if self.model.rowCount() else nobody
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self._take.setVisible(self.takes_files and room is Room.FULL)

    def reload(self, chosen: int | None = None) -> None:
        """Read the records again; the place in the table stays."""
        chosen = chosen or self.current_id()
        wanted = fold(self.field.text())
        found = [row for row in self.rows() if _has(self.search_words(row), wanted)]
        self.model.show_rows(found)
        if found:
            self.table.selectRow(self.model.row_of(chosen))
        self.head.subtitle.setText(self.subtitle(len(found)))
        gate(self.add_button, self._desk.why_not(self.write_intent, self.scope()))
        if self.takes_files:
            gate(self._take, self._desk.why_not(self.import_intent, self.scope()))
        self._show_empty(searching=bool(wanted))
        self.on_moved()

    def current_row(self) -> Row | None:
        """The line that stands chosen."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < self.model.rowCount() else None

    def current_id(self) -> int | None:
        """The record that stands chosen."""
        row = self.current_row()
        return row.id if row else None

    def on_moved(self) -> None:
        """Another record stands chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and down:
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        told = action("import_pupils")
        self._take = Button(_("Take the list from Excel"), icon="list", key=told.key_text)
        self._take.clicked.connect(self._import)
        told = action("add")
        self.add_button = Button(_("Add"), icon="plus", key=told.key_text)
        self.add_button.clicked.connect(self.add)
        for widget in (self.field, self._take, self.add_button):
            self.head.add_action(widget)
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        above = self.above()
        if above is not None:
            column.addWidget(above)
        column.addWidget(self._pages, 1)
        self.table.selectionModel().currentChanged.connect(lambda *_of: self.on_moved())

    def _show_empty(self, *, searching: bool) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        sentence = _("Nothing like this was found.") if searching else self.nothing()
        key = action("add").key_text
        may = not searching and self._desk.may(self.write_intent, self.scope())
        self._empty = EmptyState(sentence, act=_("Add") if may else "", key=key if may else "")
        self._empty.acted.connect(self.add)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self.table if self.model.rowCount() else self._empty)

    def _import(self) -> None:
        if self.allowed(self.import_intent, self.scope()):
            ask_import(self._at, self.kind(), self.window())

    def _template(self) -> None:
        if self.allowed(self.import_intent, self.scope()):
            ask_template(self._at, self.kind(), self.file_name, self)

    def _export(self) -> None:
        if self.allowed(self.import_intent, self.scope()):
            ask_export(self._at, self.kind(), self.file_name, self)

    def _on_typed(self, _typed: str) -> None:
        self.reload()
        self.answers_changed.emit()

    def _stop_finding(self) -> None:
        self.field.clear()
        self.take_focus()


def _has(words: str, wanted: str) -> bool:
    """Whether every word stands somewhere in the line."""
    if not wanted:
        return True
    text = fold(words)
    return all(word in text for word in wanted.split())
