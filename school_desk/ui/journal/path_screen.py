"""A pupil's way through the years: one table of marks, and where the current mark comes from."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, ngettext, say
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.journal.path_model import Path
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.path_grid import path_grid
from school_desk.ui.journal.path_print import print_path
from school_desk.ui.journal.path_words import papers_of, papers_words
from school_desk.ui.journal.summary_table import SummaryTable
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.work_place import WorkPlace

PLACE = "path"
INTENT = "See pupil's path"
_PUPIL_WIDTH = 240


class PathScreen(SchoolScreen):
    """`Place("path", (class group, pupil))`; both may be missing."""

    where = Where.SUMMARY
    tables = frozenset(
        (
            *("closing", "closed_mark", "past_mark", "exam", "decision", "movement"),
            *("membership", "pupil", "mark", "work_points", "verdict"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        group, pupil = (*place.facts, None, None)[:2]
        self.path: Path | None = None
        self._head = PageHead(self.title())
        self.classes, self.pupils = QComboBox(), QComboBox()
        self.table = SummaryTable(self.title())
        self._lay_out()
        self._fill_classes(group)
        self._fill_pupils(pupil)
        self._show_pupil()
        self._connect()

    def title(self) -> str:
        return _("Path of a pupil")

    def place(self) -> Place:
        return Place(PLACE, (self.classes.currentData(), self.pupils.currentData()))

    def row_place(self) -> RowPlace | None:
        pupil, name = self.pupils.currentData(), self.pupils.currentText()
        return None if pupil is None else RowPlace("pupil", pupil, name=name)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "print": self._print,
            "page_next": lambda: self._step(1),
            "page_previous": lambda: self._step(-1),
        }

    def hints(self) -> Sequence[str]:
        return ("help", "print", "back")

    def regions(self) -> Sequence[QWidget]:
        return (self._head, self.table)

    def take_focus(self) -> None:
        filled = self._stack.currentWidget() is self.table
        target = self.table if filled else self.pupils
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read the list and the way again; the pupil and the cell stay."""
        self._fill_pupils(self.pupils.currentData())
        self._show()

    # Laying out

    def _lay_out(self) -> None:
        self.classes.setAccessibleName(_("Class"))
        self.pupils.setAccessibleName(_("Pupil"))
        self.pupils.setMinimumWidth(scaled(_PUPIL_WIDTH))
        printing = Button(_("Print"), key=action("print").key_text, icon="print")
        printing.clicked.connect(self._print)
        for widget in (self.classes, self.pupils, printing):
            self._head.add_action(widget)
        self._empty = EmptyState("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._papers = label("", tone="muted", wrap=True)
        self._papers.setContentsMargins(16, 6, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._papers)

    def _connect(self) -> None:
        self.classes.currentIndexChanged.connect(self._on_class)
        self.pupils.currentIndexChanged.connect(lambda _row: self._show_pupil())
        self.table.selectionModel().currentChanged.connect(lambda *_of: self._tell())

    def _fill_classes(self, wanted: object) -> None:
        for one in self._desk.school.class_groups():
            if self._desk.may(INTENT, Scope(class_group=one.id)):
                self.classes.addItem(class_words(one.label), one.id)
                if wanted is None and one.form_tutor == self._desk.account.id:
                    wanted = one.id
        self.classes.setCurrentIndex(max(0, self.classes.findData(wanted)))

    def _fill_pupils(self, wanted: object) -> None:
        group, today = self.classes.currentData(), self._desk.today()
        members = () if group is None else self._desk.school.pupils(group)
        with QSignalBlocker(self.pupils):
            self.pupils.clear()
            for one in members:
                left = one.until is not None and one.until < today
                if not left or one.pupil.id == wanted:
                    self.pupils.addItem(one.pupil.name.listed, one.pupil.id)
            self.pupils.setCurrentIndex(max(0, self.pupils.findData(wanted)))

    # What is shown

    def _show_pupil(self) -> None:
        """Somebody else: one stands in the latest year."""
        self._show()
        grid = self.table.grid
        if self.path is not None and grid.groups:
            row = max(0, self.table.currentIndex().row())
            self.table.go_to(row, len(grid.heads) - grid.groups[-1].span)
            self._tell()

    def _show(self) -> None:
        self.path, why = self._read()
        shown = self.path
        if shown is not None:
            self._head.title.setText(shown.pupil.name.full)
            years = ngettext("{n} school year", "{n} school years", len(shown.years))
            self._head.subtitle.setText(years.format(n=len(shown.years)))
        if shown is None or not shown.subjects:
            self._papers.hide()
            nothing = _("Nothing is closed or brought in yet for this pupil.")
            self._empty.show_sentence(why or nothing)
            self._stack.setCurrentWidget(self._empty)
            return
        self.table.show_grid(path_grid(shown))
        papers = papers_of(shown)
        self._papers.setText(papers_words(papers))
        self._papers.setVisible(bool(papers))
        self._stack.setCurrentWidget(self.table)
        self._tell()

    def _read(self) -> tuple[Path | None, str]:
        group, pupil = self.classes.currentData(), self.pupils.currentData()
        if group is None:
            return None, _("No class is open to you here.")
        if pupil is None:
            return None, _("There are no pupils in this class.")
        try:
            return self._desk.reports.path(group, pupil), ""
        except DeskError as refusal:
            return None, say(refusal)

    def _tell(self) -> None:
        """Say of the current mark what it is and where it comes from."""
        cell = self.table.grid_model.cell(self.table.currentIndex())
        if cell is not None and cell.told:
            self._at.messages.say(cell.told)

    # What is done

    def _on_class(self) -> None:
        self._fill_pupils(None)
        self._show_pupil()

    def _step(self, by: int) -> None:
        """The next pupil of the class, or the one before."""
        if self.pupils.count():
            row = (self.pupils.currentIndex() + by) % self.pupils.count()
            self.pupils.setCurrentIndex(row)

    def _print(self) -> None:
        if self.path is not None:
            pupil = self.path.pupil
            print_path(self._at, self.classes.currentData(), pupil.id, pupil.name, self)
