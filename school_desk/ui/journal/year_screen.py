"""The end of the year of a class: all subjects, one subject with exams, the council's decisions."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext, tell
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.journal.year_decision_rules import as_proposed, due
from school_desk.journal.year_model import (
    AWARD_WORDS,
    ClassYear,
    Decision,
    ExamKind,
    YearColumn,
    YearLine,
)
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.cleared import cleared
from school_desk.ui.journal.decision_dialog import DecisionDialog
from school_desk.ui.journal.summary_cells import Grid, GridCell, GridHead, GridRow
from school_desk.ui.journal.summary_table import SummaryTable
from school_desk.ui.journal.year_print import print_year
from school_desk.ui.journal.year_words import (
    award_words,
    decision_words,
    exam_typed,
    exam_words,
    mark_words,
    outcome_words,
    reason_words,
    term_words,
)
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

PLACE = "year"
ALL, ONE, COUNCIL = range(3)
TABS = (N_("All subjects"), N_("One subject"), N_("Council"))
TERMS = (1, 2, 3, 4)
EXAMS = {
    ExamKind.EXAM: N_("Exam"),
    ExamKind.RESIT: N_("Exam again"),
    ExamKind.YEAR_WORK: N_("Year work"),
    ExamKind.EXTRA_WORK: N_("Extra work"),
}
COLUMNS = (
    CellColumn("pupil", N_("Pupil"), 160, 2, editable=False),
    *(CellColumn(f"term_{n}", str(n), 36, editable=False) for n in TERMS),
    CellColumn("year", N_("Year mark"), 72, editable=False),
    *(CellColumn(kind.value, words, 88) for kind, words in EXAMS.items()),
    CellColumn("final", N_("Final mark"), 92, editable=False),
)
YEAR_PLACE, FINAL_PLACE = 5, len(COLUMNS) - 1
HEADS = (N_("Pupil"), N_("Proposed"), N_("Candidate for"), N_("Decision of the council"))
WIDTHS = (190, 190, 170)
DETAIL = 340
MARK_WIDTH, WORD_WIDTH = 38, 58
TWO = 2


class YearScreen(SchoolScreen):
    """`Place("year", (class, subject, tab))`; the form tutor reads, the office types."""

    where = Where.CLOSING
    tables = frozenset(
        (
            *("exam", "decision", "closing", "closed_mark", "past_mark"),
            *("mark", "work_points", "verdict", "rule_value", "rule_choice"),
            *("membership", "group_member", "pupil", "teaching", "summative"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        group, subject, tab = (*place.facts, None, None, None)[:3]
        self._head = PageHead(_("End of the year"), tabs=[_(word) for word in TABS])
        self.classes, self.subjects = QComboBox(), QComboBox()
        self.year: ClassYear | None = None
        self.matrix = SummaryTable(_(TABS[ALL]))
        self.cells = CellsModel(COLUMNS, self._write, self)
        self.grid = CellGrid(_(TABS[ONE]), self.cells)
        self.lines = RowsModel(HEADS, self)
        self.table = WrappingTable(_(TABS[COUNCIL]))
        self._wide = True
        self._lay_out()
        self._fill_classes(group if isinstance(group, int) else None)
        self._wanted = subject if isinstance(subject, int) else None
        self._head.tabs.setCurrentIndex(tab if isinstance(tab, int) else ALL)
        self.reload()
        self._connect()

    @property
    def tab(self) -> int:
        """Which view is in sight."""
        return self._head.tabs.currentIndex()

    @property
    def column(self) -> YearColumn | None:
        """The subject that is chosen."""
        chosen = self.subjects.currentData()
        columns = self.year.columns if self.year else ()
        return next((one for one in columns if one.subject == chosen), None)

    @property
    def current(self) -> YearLine | None:
        """The pupil one stands on."""
        if self.year is None or not self.year.lines:
            return None
        row = self._views[self.tab].currentIndex().row()
        return self.year.lines[row] if 0 <= row < len(self.year.lines) else None

    def title(self) -> str:
        return _("End of the year")

    def place(self) -> Place:
        column = self.column
        facts = (self.classes.currentData(), column.subject if column else None, self.tab)
        return Place(PLACE, facts)

    def row_place(self) -> RowPlace | None:
        """The exam in whose column one stands; before the council the decision."""
        line, year, column = self.current, self.year, self.column
        if line is None or year is None:
            return None
        kind, name = self.grid.column_name, line.pupil.name.listed
        if self.tab == COUNCIL:
            born: tuple[int | str, ...] = (line.pupil.id, year.class_group)
            return RowPlace("decision", born=born, name=name)
        if self.tab == ALL or column is None or kind not in set(EXAMS):
            return None
        born = line.pupil.id, year.class_group, column.subject, kind
        return RowPlace("exam", born=born, name=f"{name} · {_(EXAMS[ExamKind(kind)])}")

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            **{f"tab_{n + 1}": partial(self._head.tabs.setCurrentIndex, n) for n in range(3)},
            "page_next": lambda: self._step(1),
            "page_previous": lambda: self._step(-1),
            "print": self._print,
            "path": self._open_path,
        }
        if self.tab == COUNCIL:
            own |= {"edit": self.decide, "decide_all": self.decide_all}
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "decide_all", "print") if self.tab == COUNCIL else ("help", "print", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self._head, self._stack, self._detail)

    def take_focus(self) -> None:
        target = self._views[self.tab] if self._filled else self.classes
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self._wide = room is Room.FULL
        self._show_choices()

    def reload(self) -> None:
        """Read the class again; the current pupil stays."""
        chosen = self.classes.currentData()
        row = self._views[self.tab].currentIndex().row()
        self.year = None if chosen is None else self._desk.year_end.of_class(chosen)
        self._fill_subjects()
        self._show(max(0, row))

    def decide(self) -> None:
        """What the council decided about the current pupil."""
        line, year = self.current, self.year
        if line is None or year is None or not self._may("Record decision"):
            return
        sentence = f"{line.pupil.name.full}: {outcome_words(line)}"
        found = DecisionDialog.ask(line, self._desk.today(), sentence, self)
        if found is not None:
            self._decided(year, {line.pupil.id: found})

    def decide_all(self) -> None:
        """As proposed, for everybody whose year is settled and who has no decision yet."""
        year = self.year
        if year is None or not self._may("Record decision"):
            return
        waiting = len(due(year))
        if not waiting:
            self._at.messages.say(_("Nobody waits for a decision that is proposed."))
            return
        said = ngettext(
            "{n} pupil is decided as proposed; who is not settled stays.",
            "{n} pupils are decided as proposed; who is not settled stays.",
            waiting,
        )
        order = DecisionDialog.ask_order(self._desk.today(), said.format(n=waiting), self)
        if order is not None:
            self._decided(year, as_proposed(year, order.number, order.day))

    # What is shown

    def _lay_out(self) -> None:
        self.classes.setAccessibleName(_("Class"))
        self.subjects.setAccessibleName(_("Subject"))
        self._all = Button(_("Decide all as proposed"), key=action("decide_all").key_text)
        self._all.clicked.connect(self.decide_all)
        self._paper = Button(_("Print"), key=action("print").key_text, icon="print")
        self._paper.clicked.connect(self._print)
        for widget in (self.classes, self.subjects, self._all, self._paper):
            self._head.add_action(widget)
        self.table.setModel(self.lines)
        for n, width in enumerate(WIDTHS):
            self.table.setColumnWidth(n, scaled(width))
        self._views = (self.matrix, self.grid, self.table)
        self._stack = QStackedWidget()
        self._empty = EmptyState(_("There are no marks in this class yet."))
        for view in (*self._views, self._empty):
            self._stack.addWidget(view)
        self._detail = QFrame()
        self._detail.setProperty("panel", "side")
        self._detail.setFixedWidth(scaled(DETAIL))
        self._detail.setAccessibleName(_("Why this mark"))
        inner = QWidget()
        self._facts = QVBoxLayout(inner)
        self._facts.setContentsMargins(17, 14, 16, 12)
        around = QVBoxLayout(self._detail)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner))
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._stack, 1)
        self._edge = rule(vertical=True)
        below.addWidget(self._edge)
        below.addWidget(self._detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.classes.currentIndexChanged.connect(self.reload)
        self.subjects.currentIndexChanged.connect(lambda: self._show(0))
        self._head.tab_chosen.connect(self._on_tab)
        self.matrix.opened.connect(self._on_opened)
        self.table.activated.connect(self.decide)
        self.grid.refused.connect(self._at.messages.refuse)
        self.grid.cell_changed.connect(partial(self._on_stood, self.grid))
        for view in (self.matrix, self.table):
            view.selectionModel().currentChanged.connect(partial(self._on_stood, view))

    def _fill_classes(self, wanted: int | None) -> None:
        """The classes that one may see; the own class is open at first."""
        for one in self._desk.school.class_groups():
            if self._desk.may("See year marks", Scope(class_group=one.id)):
                self.classes.addItem(class_words(one.label), one.id)
                if wanted is None and one.form_tutor == self._desk.account.id:
                    wanted = one.id
        place = self.classes.findData(wanted)
        self.classes.setCurrentIndex(place if place >= 0 else self._first_with_marks())

    def _first_with_marks(self) -> int:
        """The first class that has anything to show; the lowest classes are not marked."""
        ids = (self.classes.itemData(n) for n in range(self.classes.count()))
        years = (self._desk.year_end.of_class(one) for one in ids)
        return next((n for n, year in enumerate(years) if _has_marks(year)), 0)

    @property
    def _filled(self) -> bool:
        """Whether there is anything to see of the class."""
        year = self.year
        return year is not None and (_has_marks(year) or (self.tab == COUNCIL and bool(year.lines)))

    def _fill_subjects(self) -> None:
        columns = self.year.columns if self.year else ()
        kept = self._wanted if self._wanted is not None else self.subjects.currentData()
        with QSignalBlocker(self.subjects):
            self.subjects.clear()
            for one in columns:
                self.subjects.addItem(one.names[current()], one.subject)
            self.subjects.setCurrentIndex(max(0, self.subjects.findData(kept)))
        self._wanted = None

    def _show(self, row: int) -> None:
        year = self.year
        filled = year is not None and bool(year.lines)
        self._show_choices()
        self._stack.setCurrentWidget(self._views[self.tab] if self._filled else self._empty)
        if year is not None and filled:
            self.matrix.show_grid(_matrix(year))
            self._show_cells(year)
            self.lines.show_rows([_council_row(line) for line in year.lines])
            self._stand(min(row, len(year.lines) - 1))
        self._show_detail()
        self.answers_changed.emit()

    def _show_choices(self) -> None:
        """Only what belongs to the view in sight."""
        decides = self.tab == COUNCIL and self._desk.may("Record decision", Scope())
        self.subjects.setVisible(self._filled and self.tab == ONE)
        self._all.setVisible(self._filled and decides)
        for widget in (self._edge, self._detail):
            widget.setVisible(self._filled and self._wide)

    def _show_cells(self, year: ClassYear) -> None:
        column = self.column
        if column is None:
            return
        here = self.grid.row_id, self.grid.column_name
        may = self._desk.may("Put exam mark", Scope(class_group=year.class_group))
        self.cells.read_only = not may
        self.cells.show_rows([_cell_row(line, column, year) for line in year.lines])
        self.grid.go_to(here[0], here[1] or ExamKind.EXAM.value)

    def _stand(self, row: int) -> None:
        self.matrix.go_to(row, max(0, self.matrix.currentIndex().column()))
        self.table.selectRow(row)

    def _show_detail(self) -> None:
        cleared(self._facts)
        line, year = self.current, self.year
        if line is not None and year is not None:
            self._facts.addWidget(label(line.pupil.name.full, step="strong", wrap=True))
            if self.tab == COUNCIL:
                self._tell_proposal(line, year)
            else:
                self._tell_mark(line, year)
        self._facts.addStretch(1)

    def _tell_mark(self, line: YearLine, year: ClassYear) -> None:
        column = self.column
        if self.tab == ALL:
            place = self.matrix.currentIndex().column()
            column = year.columns[place] if 0 <= place < len(year.columns) else None
        if column is None or line.cells[year.columns.index(column)] is None:
            return
        self._facts.addWidget(label(column.names[current()], weight="medium", wrap=True))
        self._facts.addSpacing(6)
        found = self._desk.year_end.explain(year.class_group, line.pupil.id, column.subject)
        for text in found:
            self._facts.addWidget(label(tell(text), wrap=True))

    def _tell_proposal(self, line: YearLine, year: ClassYear) -> None:
        self._facts.addWidget(label(outcome_words(line), weight="medium", wrap=True))
        for one in line.proposal.reasons:
            self._facts.addWidget(label(reason_words(one, year), wrap=True))
        for award, reasons in line.proposal.awards:
            self._facts.addSpacing(8)
            self._facts.addWidget(label(_(AWARD_WORDS[award]), weight="medium", wrap=True))
            for one in reasons:
                self._facts.addWidget(label(reason_words(one, year), wrap=True))
        self._facts.addSpacing(8)
        said = _("The program proposes, the pedagogical council decides.")
        self._facts.addWidget(label(said, tone="muted", wrap=True))

    # What is done

    def _write(self, pupil: int, name: str, text: str) -> None:
        column, year = self.column, self.year
        if column is not None and year is not None:
            kind = ExamKind(name)
            self._desk.year_end.put_exam(year.class_group, pupil, column.subject, kind, text)

    def _may(self, intent: str) -> bool:
        return self.allowed(intent, Scope(class_group=self.classes.currentData()))

    def _decided(self, year: ClassYear, decided: Mapping[int, Decision]) -> None:
        if self.attempt(lambda: self._desk.year_end.decide(year.class_group, decided)):
            n = len(decided)
            said = ngettext("{n} decision is written.", "{n} decisions are written.", n)
            self._at.messages.say(said.format(n=n))

    def _print(self) -> None:
        if self.year is not None:
            print_year(self._at, self.year, int(self.tab == COUNCIL), self)

    def _open_path(self) -> None:
        """The marks of the current pupil over the years."""
        line, year = self.current, self.year
        if line is not None and year is not None and self._may("See pupil's path"):
            self.place_asked.emit(Place("path", (year.class_group, line.pupil.id)))

    def _step(self, by: int) -> None:
        """The next subject, or class where all subjects are in sight."""
        box = self.subjects if self.tab == ONE else self.classes
        if box.count():
            box.setCurrentIndex((box.currentIndex() + by) % box.count())

    def _on_tab(self, _tab: int) -> None:
        self._show(0)
        self.take_focus()

    def _on_stood(self, view: QWidget, *_places: object) -> None:
        """Views out of sight stand along; only the one in sight tells of it."""
        if view is self._views[self.tab]:
            self._show_detail()

    def _on_opened(self, _cell: object) -> None:
        year, index = self.year, self.matrix.currentIndex()
        if year is not None and 0 <= index.column() < len(year.columns):
            line = year.lines[index.row()]
            self.subjects.setCurrentIndex(index.column())
            self._head.tabs.setCurrentIndex(ONE)
            self.grid.go_to(line.pupil.id, ExamKind.EXAM.value)


def _has_marks(year: ClassYear) -> bool:
    """Whether the class has pupils and subjects with marks."""
    return bool(year.lines) and bool(year.columns)


def _matrix(year: ClassYear) -> Grid:
    heads = tuple(
        GridHead(one.names[current()], WORD_WIDTH if one.pass_fail else MARK_WIDTH)
        for one in year.columns
    )
    rows = tuple(
        GridRow(
            line.pupil.name.listed,
            tuple(_year_cell(line, n, year) for n in range(len(heads))),
            number,
        )
        for number, line in enumerate(year.lines, start=1)
    )
    return Grid(_("Pupil"), heads, rows, upright=True, row_height=26, names_width=200)


def _year_cell(line: YearLine, place: int, year: ClassYear) -> GridCell:
    cell, name = line.cells[place], year.columns[place].names[current()]
    if cell is None:
        return GridCell("", told=f"{line.pupil.name.listed}, {name}: {_('no lessons there')}")
    text = mark_words(cell.final.mark, cell.year.passed)
    told = f"{line.pupil.name.listed}, {name}: {text}"
    two = cell.final.mark == TWO
    return GridCell(
        text,
        told=told,
        tone="text" if cell.final.mark else "muted",
        strong=cell.final.mark is not None,
        framed=two,
    )


def _cell_row(line: YearLine, column: YearColumn, year: ClassYear) -> CellRow:
    cell = line.cells[year.columns.index(column)]
    name = line.pupil.name.listed
    if cell is None:
        return CellRow(line.pupil.id, (name, *[""] * (len(COLUMNS) - 1)), shade="off")
    before = (
        name,
        *(term_words(column, cell, term) for term in TERMS),
        mark_words(cell.year.mark, cell.year.passed),
    )
    final = mark_words(cell.final.mark, cell.year.passed)
    return CellRow(
        line.pupil.id,
        (*before, *(exam_words(cell, kind) for kind in EXAMS), final),
        (*before, *(exam_typed(cell, kind) for kind in EXAMS), final),
        bold=frozenset((YEAR_PLACE, FINAL_PLACE)),
    )


def _council_row(line: YearLine) -> Row:
    texts = (outcome_words(line), award_words(line), decision_words(line.decision))
    return Row(line.pupil.id, (line.pupil.name.listed, *texts))
