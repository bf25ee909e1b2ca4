"""The deputy's desk: where the pages stand, results counted, terms and years, works."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, class_words, day_in_digits, number
from school_desk.i18n import _, current, fill
from school_desk.journal.closing_model import GAP_WORDS, STATE_WORDS, PageClosing, PageState
from school_desk.journal.desk_model import (
    BY_WORDS,
    By,
    ClassWorks,
    Compared,
    ReportLine,
    SchoolReport,
)
from school_desk.journal.year_report_model import YearsCompared
from school_desk.journal.year_report_words import COHORT
from school_desk.ui.actions import Handler, Where
from school_desk.ui.journal.summary_table import SummaryTable
from school_desk.ui.journal.years_grid import name_words, years_grid
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Job, StoppedError, Task
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.work_place import WorkPlace

PLACE = "desk"
STATE, RESULTS, COMPARED, YEARS, WORKS = range(5)
_BY = "desk_by"
_Found = TypeVar("_Found")


def _column(name: str, head: str, width: int, **how: object) -> CellColumn:
    return CellColumn(name, head, width, editable=False, **how)  # type: ignore[arg-type]


STATE_COLUMNS = (
    _column("class", N_("Class"), 90),
    _column("subject", N_("Subject"), 170, stretch=2),
    _column("teacher", N_("Teacher"), 170, stretch=2),
    _column("state", N_("State"), 100),
    _column("gaps", N_("What is missing"), 260, stretch=4),
)
RESULT_COLUMNS = (
    _column("name", N_("Part of the school"), 240, stretch=4),
    _column("pupils", N_("Pupils"), 90, right=True),
    _column("marks", N_("Marks"), 80, right=True),
    *(_column(mark, mark, 60, right=True) for mark in ("5", "4", "3", "2")),
    _column("none", N_("Not attested"), 136, right=True),
    _column("quality", N_("Quality"), 90, right=True),
    _column("progress", N_("Pass rate"), 108, right=True),
    _column("average", N_("Average"), 80, right=True),
    _column("sou", N_("Level of learning"), 100, right=True),
)
WORK_COLUMNS = (
    _column("class", N_("Class"), 110),
    _column("total", N_("Works"), 90, right=True),
    _column("undated", N_("Without a day"), 110, right=True),
)
CROWDED = _column("crowded", N_("Too many on a day"), 160, stretch=1)


class DeskScreen(SchoolScreen):
    """`Place("desk", (tab, term, by))`; all may be missing."""

    where = Where.SUMMARY
    tables = frozenset(
        ("closing", "closed_mark", "rule_value", "past_mark", "summative", "exam", "movement")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        tab, term, by = (*place.facts, None, None, None)[:3]
        terms = self._desk.school.calendar().terms
        now = self._desk.term_number(self._desk.today())
        self.term = term if isinstance(term, int) else now
        self._last_term = terms[-1].number
        tabs = (
            *(_("State"), _("Results"), _("Terms compared")),
            *(_("Years compared"), _("Works")),
        )
        self._head = PageHead(_("Deputy's desk"), tabs=tabs)
        self.by = QComboBox()
        for one in By:
            self.by.addItem(_(BY_WORDS[one]), one)
        kept = by if by in tuple(By) else self._at.memory.get(_BY, By.CLASS)
        self.by.setCurrentIndex(self.by.findData(By(str(kept))))
        self._task: Task | None = None
        self._left = False
        self._pages: tuple[PageClosing, ...] = ()
        self._lines: tuple[ReportLine, ...] = ()
        compared = self._compared_columns()
        self.grids = {
            STATE: CellGrid(_("State of the pages"), CellsModel(STATE_COLUMNS, _nowhere, self)),
            RESULTS: CellGrid(_("Results"), CellsModel(RESULT_COLUMNS, _nowhere, self)),
            COMPARED: CellGrid(_("Terms compared"), CellsModel(compared, _nowhere, self)),
            WORKS: CellGrid(_("Works"), CellsModel(WORK_COLUMNS, _nowhere, self)),
        }
        for grid in self.grids.values():
            grid.activated.connect(lambda _index: self.open_current())
        self.years = SummaryTable(_("Years compared"))
        self._lay_out()
        self._head.tabs.setCurrentIndex(tab if isinstance(tab, int) else STATE)
        self._head.tab_chosen.connect(lambda _tab: self._on_tab())
        self.by.currentIndexChanged.connect(self._on_by)
        self._show()

    def title(self) -> str:
        return _("Deputy's desk")

    def place(self) -> Place:
        return Place(PLACE, (self.tab, self.term, self.put_together_by))

    def handlers(self) -> Mapping[str, Handler]:
        tabs = self._head.tabs
        return {
            **{f"tab_{n + 1}": partial(tabs.setCurrentIndex, n) for n in range(5)},
            "term_next": partial(self._turn, 1),
            "term_previous": partial(self._turn, -1),
            "print": self.print_papers,
            "open": self.open_current,
            "behind": self.open_current,
        }

    def hints(self) -> Sequence[str]:
        return ("help", "print", "behind")

    def regions(self) -> Sequence[QWidget]:
        return (self._head, self.strip, self._view)

    def take_focus(self) -> None:
        self._view.setFocus()

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._left = True
        if self._task is not None:
            self._task.stop()
        super().closeEvent(event)

    @property
    def tab(self) -> int:
        """Which of the tabs is shown."""
        return max(0, self._head.tabs.currentIndex())

    @property
    def _view(self) -> QWidget:
        """The table of the tab that is shown."""
        return self.years if self.tab == YEARS else self.grids[self.tab]

    @property
    def put_together_by(self) -> By:
        """By what results are put together; Qt hands the name back as a plain text."""
        return By(str(self.by.currentData()))

    def reload(self) -> None:
        """Count again."""
        self._show()

    def open_current(self) -> None:
        """Go to the page or to the class behind the current line."""
        row = self.grids[self.tab].row_id if self.tab in self.grids else None
        if row is None:
            return
        if self.tab == STATE:
            self.place_asked.emit(Place("register", self._pages[row].place))
        elif self.tab == RESULTS and self._lines[row].class_group is not None:
            self.place_asked.emit(Place("summary"))

    def print_papers(self) -> None:
        """Results, terms or years compared, or works, on paper or as a workbook."""
        papers, term, by = self._desk.report_papers, self.term, self.put_together_by
        terms = range(1, term + 1)

        def results(wish: Wish, out: Path) -> object:
            return papers.term(term, by, wish.language, wish.fmt, out)

        def compared(wish: Wish, out: Path) -> None:
            papers.compared(terms, by, wish.language, wish.fmt, out)

        def years(wish: Wish, out: Path) -> None:
            papers.years(by, wish.language, wish.fmt, out)

        def works(wish: Wish, out: Path) -> None:
            papers.works(term, wish.language, wish.fmt, out)

        found = (
            Paper(f"results-{term}", results, _("Results of the term")),
            Paper("terms", compared, _("Terms compared")),
            Paper("years", years, _("Years compared")),
            Paper(f"works-{term}", works, _("Summative works by week")),
        )
        print_paper(self._at, Question(found, first=max(0, self.tab - 1)), self)

    # Laying out

    def _lay_out(self) -> None:
        self.strip = Strip(_("What is counted"))
        self._term_label = label("", weight="medium")
        self.strip.add_widget(_("Term"), self._term_label)
        self.strip.add_widget(_("Put together by"), self.by)
        self._said = label("", wrap=True)
        self.strip.add_widget(_("In all"), self._said, stretch=1)
        self._stack = QStackedWidget()
        for grid in self.grids.values():
            self._stack.addWidget(grid)
            grid.doubleClicked.connect(self.open_current)
        self._stack.addWidget(self.years)
        self.years.selectionModel().currentChanged.connect(lambda *_of: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)

    def _compared_columns(self) -> tuple[CellColumn, ...]:
        terms = self._desk.school.calendar().terms
        return (
            _column("name", N_("Part of the school"), 240, stretch=4),
            *(
                _column(f"{one.number}-{part}", f"{one.number}: {_(head)}", 110, right=True)
                for one in terms
                for part, head in (("quality", N_("Quality")), ("progress", N_("Pass rate")))
            ),
        )

    def _on_tab(self) -> None:
        self._show()
        self.answers_changed.emit()
        self.take_focus()

    def _on_by(self) -> None:
        self._at.memory.put(_BY, self.put_together_by.value)
        self._show()

    def _turn(self, step: int) -> None:
        wanted = self.term + step
        if 1 <= wanted <= self._last_term:
            self.term = wanted
            self._show()

    # Counting, in the background

    def _show(self) -> None:
        words = _("Whole year") if self.tab == YEARS else _("Term {number}")
        self._term_label.setText(fill(words, {"number": self.term}))
        self._open_by()
        self._stack.setCurrentWidget(self._view)
        desk, term, by = self._desk, self.term, self.put_together_by
        if self.tab == STATE:
            self._run(lambda job: desk.closing.states(term, step=job.step), self._show_state)
        elif self.tab == RESULTS:
            self._run(lambda job: desk.reports.term(term, job.step), self._show_results)
        elif self.tab == COMPARED:
            numbers = range(1, term + 1)
            self._run(lambda job: desk.reports.compare(numbers, by, job.step), self._show_compared)
        elif self.tab == YEARS:
            self._run(lambda job: desk.reports.compare_years(by, job.step), self._show_years)
        else:
            self._show_works(desk.reports.works(term))

    def _open_by(self) -> None:
        """Let results be put together in another way; elsewhere the box says why it cannot."""
        counted = self.tab in (RESULTS, COMPARED, YEARS)
        why = "" if counted else _("This choice counts for results and for what is compared.")
        self.by.setEnabled(counted)
        self.by.setToolTip(why)
        self.by.setAccessibleDescription(why)

    def _run(self, work: Callable[[Job], _Found], show: Callable[[_Found], None]) -> None:
        if self._task is not None:
            self._task.stop()
        self._said.setText(_("Counting…"))

        def success(found: _Found) -> None:
            if not self._left:
                show(found)

        self._task = self._at.tasks.run(
            work, success=success, failure=self._failed, title=_("Counting the school")
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, StoppedError) or self._left:
            return
        if not isinstance(error, DeskError):
            raise error
        self._at.messages.refuse(error)

    def _show_state(self, pages: tuple[PageClosing, ...]) -> None:
        self._pages = tuple(sorted(pages, key=_urgent))
        rows = [_state_row(n, one) for n, one in enumerate(self._pages)]
        self._fill(STATE, rows)
        counts = {state: sum(one.state is state for one in pages) for state in PageState}
        said = (f"{_(STATE_WORDS[state])}: {n}" for state, n in counts.items() if n)
        self._said.setText(" · ".join(said) or _("There are no pages yet."))

    def _show_results(self, report: SchoolReport) -> None:
        self._lines = report.of(self.put_together_by)
        self._fill(RESULTS, [_result_row(n, line) for n, line in enumerate(self._lines)])
        whole = report.of(By.SCHOOL)
        if not whole or not whole[0].indicators.n:
            self._said.setText(_("There are no marks in this term yet."))
            return
        found = whole[0].indicators
        facts = {
            "n": found.n,
            "good": found.good,
            "quality": number(found.quality, 1),
            "progress": number(found.progress, 1),
        }
        words = _("{n} marks, quality {quality} % ({good} of {n}), pass rate {progress} %")
        self._said.setText(fill(words, facts))

    def _show_compared(self, found: tuple[Compared, ...]) -> None:
        terms = [one.number for one in self._desk.school.calendar().terms]
        self._fill(COMPARED, [_compared_row(n, one, terms) for n, one in enumerate(found)])
        self._said.setText(_("Quality and pass rate in percent; a dash where there are no marks."))

    def _show_years(self, found: YearsCompared) -> None:
        by, first = self.put_together_by, not self.years.grid.rows
        self.years.show_grid(years_grid(found, by))
        if first and self.years.grid.groups:
            span = self.years.grid.groups[-1].span
            self.years.go_to(0, len(self.years.grid.heads) - span)
        some = [_("Year marks, in percent; a dash where there are none.")]
        some += [_(COHORT)] if by is By.CLASS else []
        nothing = _("There are no year marks yet.")
        self._said.setText(" ".join(some) if found.lines else nothing)
        self._tell()

    def _tell(self) -> None:
        """Say the current number of the years in whole words."""
        cell = self.years.grid_model.cell(self.years.currentIndex())
        if cell is not None and self.tab == YEARS:
            self._at.messages.say(cell.told)

    def _show_works(self, found: tuple[ClassWorks, ...]) -> None:
        mondays = sorted({monday for one in found for monday in one.weeks})
        weeks = (_column(f"{one}", day_in_digits(one), 62, right=True) for one in mondays)
        self.grids[WORKS].cells.show_columns((*WORK_COLUMNS, *weeks, CROWDED))
        self._fill(WORKS, [_works_row(one, mondays) for one in found])
        crowded = sum(len(one.crowded or {}) for one in found)
        facts = {"n": sum(one.total for one in found), "days": crowded}
        words = _("{n} summative works; days with too many term summatives: {days}")
        self._said.setText(fill(words, facts))

    def _fill(self, tab: int, rows: Sequence[CellRow]) -> None:
        grid = self.grids[tab]
        kept = grid.row_id
        grid.cells.show_rows(rows)
        grid.go_to(kept)


def _nowhere(_row: int, _column_name: str, _text: str) -> None:
    """Nothing is typed here: the desk only shows."""


def _urgent(one: PageClosing) -> tuple[int, int, str]:
    """Gaps first, then what is reopened or open, closed pages last."""
    order = (PageState.GAPS, PageState.REOPENED, PageState.READY, PageState.OPEN, PageState.CLOSED)
    return order.index(one.state), one.year_level, one.class_label


def _state_row(row: int, one: PageClosing) -> CellRow:
    missing = ", ".join(f"{_(GAP_WORDS[gap.kind])}: {gap.n}" for gap in one.gaps)
    texts = (
        class_words(one.class_label),
        one.subject_names[current()],
        one.teacher_name,
        _(STATE_WORDS[one.state]),
        missing or NOTHING,
    )
    warned = frozenset((3, 4)) if one.state is PageState.GAPS else frozenset()
    return CellRow(row, texts, muted=frozenset((2,)), warned=warned)


def _result_row(row: int, line: ReportLine) -> CellRow:
    counts, found = line.marks.counts, line.indicators
    pupils = len(line.pupils.counted)
    marks = (counts.five, counts.four, counts.three, counts.two, counts.not_attested)
    texts = (
        name_words(line.name),
        str(pupils) if pupils else NOTHING,
        str(found.n) if found.n else NOTHING,
        *(str(n) if n else NOTHING for n in marks),
        number(found.quality, 1),
        number(found.progress, 1),
        number(found.average, 2),
        number(found.sou, 1),
    )
    return CellRow(row, texts, bold=frozenset((8,)))


def _compared_row(row: int, one: Compared, terms: Sequence[int]) -> CellRow:
    by_term = {n: found for (_year, n), found in one.values.items()}
    shares = []
    for term in terms:
        found = by_term.get(term)
        shares += [
            number(found.quality if found else None, 1),
            number(found.progress if found else None, 1),
        ]
    return CellRow(row, (name_words(one.name), *shares))


def _works_row(one: ClassWorks, mondays: Sequence[date]) -> CellRow:
    weeks = (len(one.weeks.get(monday, ())) for monday in mondays)
    crowded = (f"{day_in_digits(day)}: {n}" for day, n in (one.crowded or {}).items())
    counts = (one.total, len(one.undated), *weeks)
    texts = (
        class_words(one.label),
        *(str(n) if n else NOTHING for n in counts),
        ", ".join(crowded) or NOTHING,
    )
    last = frozenset((len(texts) - 1,))
    return CellRow(one.class_group, texts, warned=last if one.crowded else frozenset())
