"""Marks of earlier terms and years: a grid of pupils and subjects, with the paper they stand on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext, say
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.journal.past_mark_model import PastCell, PastGrid, PastKey, PastLine
from school_desk.journal.past_mark_rules import OwnMarksError, parse_past, past_text
from school_desk.school.year_rules import year_name
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.school.sheet_import import SheetKind, ask_export, ask_import, ask_template
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.work_place import WorkPlace

PLACE = "past_marks"
FILE = "marks.xlsx"
OWN = "▪"
_CLASS = "past_class"
YEARS_BACK = 10
_NAME, _MARK, _SOURCE = 220, 112, 300


class PastMarksScreen(SchoolScreen):
    """`Place("past_marks", (class group, term or year))`."""

    where = Where.LISTS
    tables = frozenset(("past_mark", "mark", "membership", "pupil", "teaching", "verdict"))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self.shown: PastGrid | None = None
        group, when = (*place.facts, None, None)[:2]
        self.classes, self.when = QComboBox(), QComboBox()
        for one in self._desk.school.class_groups():
            if self._desk.may("See past marks", Scope(class_group=one.id)):
                self.classes.addItem(class_words(one.label), one.id)
        self.classes.setCurrentIndex(self._first(group))
        for value, words in _periods(self._desk.school.calendar().id, self._begun()):
            self.when.addItem(words, value)
        self.when.setCurrentIndex(max(0, self.when.findData(when)))
        self.source = QLineEdit(at.memory.get("past_source", ""))
        self.source.setMinimumWidth(scaled(_SOURCE))
        self.head = PageHead(self.title())
        self._pages = QStackedWidget()
        self.grid: CellGrid | None = None
        self._lay_out()
        if self.classes.currentIndex() < 0:
            self._stand_on_a_marked_class()
        self._remember()
        self.reload()
        self.classes.currentIndexChanged.connect(lambda _n: self._on_class())
        self.when.currentIndexChanged.connect(lambda _n: self.reload())
        self.source.editingFinished.connect(
            lambda: at.memory.put("past_source", self.source.text())
        )

    def _first(self, group: object) -> int:
        """The class that was asked for, that was looked at last, one's own; -1 for none of them."""
        kept = self._at.memory.get(_CLASS, "")
        classes = self._desk.school.class_groups()
        own = (one.id for one in classes if one.form_tutor == self._desk.account.id)
        wanted = (group, int(kept) if kept.isdecimal() else None, *own)
        found = (self.classes.findData(one) for one in wanted if one is not None)
        return next((place for place in found if place >= 0), -1)

    def _on_class(self) -> None:
        self._remember()
        self.reload()

    def _remember(self) -> None:
        self._at.memory.put(_CLASS, str(self.classes.currentData()))

    def title(self) -> str:
        return _("Marks of earlier terms and years")

    def place(self) -> Place:
        return Place(PLACE, (self.classes.currentData(), self.when.currentData()))

    def row_place(self) -> RowPlace | None:
        shown, grid = self.shown, self.grid
        if shown is None or grid is None or not grid.column_name.isdecimal():
            return None
        column = shown.columns[int(grid.column_name)]
        line = next((one for one in shown.lines if one.pupil.id == grid.row_id), None)
        if line is None:
            return None
        subject = column.names.get(current()) or column.names["kk"]
        born = line.pupil.id, shown.year, column.subject, column.period
        return RowPlace("past_mark", born=born, name=f"{line.pupil.name.listed} · {subject}")

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "import_pupils": self._import,
            "template": self._template,
            "export": self._export,
        }

    def hints(self) -> Sequence[str]:
        return ("import_pupils", "undo", "help")

    def regions(self) -> Sequence[QWidget]:
        return (self.grid or self.classes, self.classes, self.source)

    def take_focus(self) -> None:
        target: QWidget = self.grid or self.classes
        if self._filled and not self.source.text():
            target = self.source
        elif not self._filled:
            target = self.classes
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self._take.setVisible(room is Room.FULL)

    def reload(self) -> None:
        """Read the grid again; the place in it stays."""
        self.shown, why = self._read()
        gate(self._take, self._desk.why_not("Import past marks", Scope()))
        if self.shown is None or not self._filled:
            self._show_empty(why or _("No subject of this class has marks in this period."))
            return
        grid = self._grid_of(self.shown)
        model = grid.cells
        model.show_rows([_row(one) for one in self.shown.lines])
        model.read_only = not self._desk.may("Write past marks", self._scope())
        if not grid.currentIndex().isValid():
            grid.go_to(None)
        self._pages.setCurrentWidget(grid)
        count = sum(cell.past is not None for line in self.shown.lines for cell in line.cells)
        words = ngettext("{n} mark from elsewhere", "{n} marks from elsewhere", count)
        told = [words.format(n=count)]
        if any(cell.own for line in self.shown.lines for cell in line.cells):
            told.append(_("{sign} the register here has marks").format(sign=OWN))
        self.head.subtitle.setText(" · ".join(told))

    @property
    def _filled(self) -> bool:
        """Whether there is anything to type in."""
        return self.shown is not None and bool(self.shown.lines and self.shown.columns)

    def _stand_on_a_marked_class(self) -> None:
        """The first class with subjects that are marked; the lowest classes have none."""
        for place in range(self.classes.count()):
            self.classes.setCurrentIndex(place)
            self.shown, _why = self._read()
            if self._filled:
                return
        self.classes.setCurrentIndex(0)

    def _read(self) -> tuple[PastGrid | None, str]:
        group, when = self.classes.currentData(), self.when.currentData()
        if group is None:
            return None, _("No class is open to you here.")
        service = self._desk.past_marks
        try:
            if when in _terms(self._begun()):
                return service.of_term(group, int(when)), ""
            return service.of_year(group, str(when)), ""
        except DeskError as refusal:
            return None, say(refusal)

    def _grid_of(self, shown: PastGrid) -> CellGrid:
        """The grid that fits: another set of subjects is another grid."""
        columns = _columns(shown)
        if self.grid is not None and self.grid.cells.columns == columns:
            return self.grid
        old, self.grid = self.grid, None
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        model = CellsModel(columns, self._write, self)
        self.grid = CellGrid(self.title(), model)
        self.grid.refused.connect(self._at.messages.refuse)
        self._pages.addWidget(self.grid)
        return self.grid

    def _write(self, pupil: int, column: str, typed: str) -> None:
        if self.shown is None:
            return
        place = int(column)
        told = self.shown.columns[place]
        line = next(one for one in self.shown.lines if one.pupil.id == pupil)
        if line.cells[place].own:
            names = told.names.get(current()) or told.names["kk"]
            raise OwnMarksError(name=line.pupil.name.listed, subject=names)
        past = parse_past(typed, self.source.text())
        key = PastKey(pupil, self.shown.year, told.subject, told.period)
        self._desk.past_marks.put(self.shown.class_group, key, past)

    def _kind(self) -> SheetKind:
        return self._desk.list_files.marks

    def _import(self) -> None:
        if self.allowed("Import past marks"):
            ask_import(self._at, self._kind(), self.window())

    def _template(self) -> None:
        if self.allowed("Import past marks"):
            ask_template(self._at, self._kind(), FILE, self)

    def _export(self) -> None:
        if self.allowed("Import past marks"):
            ask_export(self._at, self._kind(), FILE, self)

    def _scope(self) -> Scope:
        return Scope(class_group=self.classes.currentData())

    def _begun(self) -> int:
        """How many terms of this year have begun."""
        today = self._desk.today()
        return sum(one.starts <= today for one in self._desk.school.calendar().terms)

    def _show_empty(self, sentence: str) -> None:
        empty = EmptyState(sentence)
        self._pages.addWidget(empty)
        self._pages.setCurrentWidget(empty)
        self.head.subtitle.setText("")

    def _lay_out(self) -> None:
        told = action("import_pupils")
        self._take = Button(_("Take marks from Excel"), icon="list", key=told.key_text)
        self._take.clicked.connect(self._import)
        self.head.add_action(self._take)
        above = QHBoxLayout()
        above.setContentsMargins(16, 10, 16, 10)
        above.setSpacing(12)
        above.addWidget(Field(_("Class"), self.classes))
        above.addWidget(Field(_("Term or year"), self.when))
        above.addWidget(Field(_("Source: which paper, its number and date"), self.source), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(above)
        column.addWidget(self._pages, 1)


def _periods(year: str, begun: int) -> Sequence[tuple[str, str]]:
    """This year's terms that have begun, then earlier years back."""
    terms = [(one, _("Term {number}").format(number=one)) for one in _terms(begun)]
    first = int(year[:4])
    years = (year_name(n) for n in range(first - 1, first - 1 - YEARS_BACK, -1))
    return (*terms, *((one, _("Year marks of {year}").format(year=one)) for one in years))


def _terms(begun: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, begun + 1))


def _columns(shown: PastGrid) -> tuple[CellColumn, ...]:
    names = (one.names.get(current()) or one.names["kk"] for one in shown.columns)
    marks = (
        CellColumn(str(place), name, _MARK, editable=shown.columns[place].open)
        for place, name in enumerate(names)
    )
    return (CellColumn("name", _("Pupil"), _NAME, editable=False), *marks)


def _row(line: PastLine) -> CellRow:
    texts = (line.pupil.name.listed, *(_text(cell) for cell in line.cells))
    edits = (line.pupil.name.listed, *(_typed(cell) for cell in line.cells))
    own = frozenset(n for n, cell in enumerate(line.cells, 1) if cell.own)
    return CellRow(line.pupil.id, texts, edits, muted=own)


def _text(cell: PastCell) -> str:
    return OWN if cell.own else _typed(cell)


def _typed(cell: PastCell) -> str:
    text = past_text(cell.past)
    return text if len(text) <= 1 else _(text)
