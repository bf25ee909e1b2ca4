"""The term summary: of a class or a teacher, as a table, indicators, lists or a chart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from school_desk.documents.drawing import Drawing
from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.i18n import _, current, ngettext, say, tell
from school_desk.journal import summary_words as words
from school_desk.journal.summary_model import ClassSummary, TeacherSummary
from school_desk.school.names import fold
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.summary_cells import Behind, Grid, GridCell
from school_desk.ui.journal.summary_choices import CLASS, Choice, choices, first_choice, lines_of
from school_desk.ui.journal.summary_lists import lists_grid
from school_desk.ui.journal.summary_matrix import matrix
from school_desk.ui.journal.summary_numbers import (
    NumbersLine,
    behind_of,
    class_lines,
    numbers_grid,
    teacher_lines,
    term_lines,
)
from school_desk.ui.journal.summary_print import print_summary
from school_desk.ui.journal.summary_table import SummaryTable
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.school.class_list import ClassList
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.chart import ChartView
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.widgets.list_panel import ListPanel, PanelLine
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.work_place import WorkPlace

NAME = "summary"
TABLE, NUMBERS, LISTS, CHARTS = "table", "numbers", "lists", "charts"
CLASS_VIEWS = (TABLE, NUMBERS, LISTS, CHARTS)
TEACHER_VIEWS = (NUMBERS, CHARTS)
VIEW_NAMES = {
    TABLE: N_("Table of marks"),
    NUMBERS: N_("Indicators"),
    LISTS: N_("Lists"),
    CHARTS: N_("Chart"),
}
_FORECASTS = "summary_forecasts"
_LIST_WIDTH = 168
_REST_MS = 80
_SEEN = "yes"
Summary = ClassSummary | TeacherSummary


class SummaryScreen(Screen):
    """`Place("summary", (kind, id, term, view, row, column))`; all of them may be missing."""

    where = Where.SUMMARY

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__()
        self._at = at
        self._desk = at.desk
        self._choices = choices(at.desk)
        kind, wanted, term, view, row, column = (*place.facts, *((None,) * 6))[:6]
        self._chosen = first_choice(self._choices, kind, wanted)
        now = at.desk.term_number(at.desk.today())
        self._term = term if isinstance(term, int) else now
        self._view = str(view or TABLE)
        self._forecasts = at.memory.get(_FORECASTS, _SEEN) == _SEEN
        self._left = self._compact = False
        self._summary: Summary | None = None
        self._numbers: tuple[NumbersLine, ...] = ()
        self._charted: tuple[NumbersLine, ...] = ()
        # Whoever walks fast through the list is not held up: it is read when the hand rests.
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.reload)
        self._build()
        self._lay_out()
        here = OnScreen(self)
        self._unsubscribe = at.desk.events.subscribe(Committed, here.handler(self._on_change))
        self.reload()
        if isinstance(row, int) and isinstance(column, int):
            self.table.go_to(row, column)

    @property
    def choice(self) -> Choice | None:
        """The class or teacher that is shown."""
        return self._choices[self._chosen] if self._choices else None

    @property
    def views(self) -> tuple[str, ...]:
        """The views of what is shown."""
        one = self.choice
        return CLASS_VIEWS if one is None or one.kind == CLASS else TEACHER_VIEWS

    @property
    def view(self) -> str:
        """The view that is shown."""
        return self._view if self._view in self.views else self.views[0]

    def title(self) -> str:
        one = self.choice
        return f"{_('Summary')} · {one.label}" if one else _("Summary")

    def place(self) -> Place:
        one, at = self.choice, self.table.currentIndex()
        if one is None:
            return Place(NAME)
        return Place(NAME, (one.kind, one.id, self._term, self.view, at.row(), at.column()))

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "find_pupil": self._focus_find,
            "forecasts": self._switch_forecasts,
            "print": self.print_summary,
            "term_next": partial(self._step_term, 1),
            "term_previous": partial(self._step_term, -1),
        }
        for n, view in enumerate(self.views, start=1):
            own[f"tab_{n}"] = partial(self.show_view, view)
        if self._summary is not None and self.view == TABLE:
            own["path"] = self._open_path
        if self.panel.isVisible():
            own["leave"] = self._close_panel
        elif self.field.text():
            own["leave"] = self._stop_finding
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "term_next", "forecasts")

    def regions(self) -> Sequence[QWidget]:
        return (self.list, self.head, self.strip, self._work(), self.panel)

    def take_focus(self) -> None:
        self._work().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self._compact = room is Room.COMPACT
        self.list.fit(scaled(_LIST_WIDTH))
        self._say_head()
        self.strip.setVisible(room is not Room.COMPACT)

    def reload(self) -> None:
        """Read the summary again; the place in it stays."""
        self._rest.stop()
        self._summary = self._read()
        self._say_head()
        self._show_view()

    def show_view(self, view: str) -> None:
        """Show the same numbers in another way."""
        self._view = view
        self._close_panel()
        if self._rest.isActive():
            self.reload()
        self._say_head()
        self._show_view()
        self.take_focus()

    def _open_path(self) -> None:
        """The marks of the current pupil over the years."""
        shown, row = self._summary, self.table.currentIndex().row()
        if isinstance(shown, ClassSummary) and 0 <= row < len(shown.lines):
            pupil = shown.lines[row].pupil.id
            self.place_asked.emit(Place("path", (shown.class_group, pupil)))

    def print_summary(self) -> None:
        """Ask how to print what is shown."""
        one, shown = self.choice, self._summary
        if one is not None and shown is not None:
            language = shown.language if isinstance(shown, ClassSummary) else current()
            print_summary(
                self._at, one, self._term, language, self.window(), forecasts=self._forecasts
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and down:
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._left = True
        self._rest.stop()
        self._unsubscribe()
        super().closeEvent(event)

    # Building

    def _build(self) -> None:
        self.list = ClassList(_("Classes and teachers"))
        self.list.show_lines(lines_of(self._choices))
        self.list.go_to(self._chosen)
        self.list.chosen.connect(self._on_chosen)
        self.head = PageHead(_("Summary"), tabs=[_(VIEW_NAMES[one]) for one in CLASS_VIEWS])
        self.head.tab_chosen.connect(self._on_tab)
        self.field = SearchField(action("find_pupil").title, key=action("find_pupil").key_text)
        self.field.textChanged.connect(self._on_find)
        told = action("print")
        self._print = Button(told.title, icon="print", key=told.key_text)
        self._print.clicked.connect(self.print_summary)
        self.table = SummaryTable(_("Term summary"))
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_typed)
        self.chart = ChartView(_("Chart"))
        self.chart.opened.connect(self._on_chart)
        self.panel = ListPanel()
        self.panel.closed.connect(self._close_panel)
        self.panel.place_asked.connect(self.place_asked)
        self.switch = QCheckBox(_("With forecasts (≈)"))
        self.switch.setChecked(self._forecasts)
        self.switch.toggled.connect(self._on_switched)
        self._terms = self._term_buttons()

    def _term_buttons(self) -> dict[int, Button]:
        found = {}
        for term in self._desk.school.calendar().terms:
            button = Button(tell(term.title), height=26)
            button.setCheckable(True)
            button.clicked.connect(partial(self._go_to_term, term.number))
            found[term.number] = button
        return found

    def _lay_out(self) -> None:
        self.head.add_action(self._print)
        self.field.setFixedWidth(scaled(240))
        self.strip = Strip(_("Term"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in self._terms.values():
            line.addWidget(button)
        line.addSpacing(scaled(16))
        line.addWidget(self.switch)
        line.addStretch(1)
        line.addWidget(self.field)
        layout = self.strip.layout()
        if layout is not None:
            layout.addWidget(row)
        self._empty: QWidget = QWidget()
        self._pages = QStackedWidget()
        self._charts = _chart_page(self.chart)
        for page in (self.table, self._charts, self._empty):
            self._pages.addWidget(page)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.list)
        self._edge = rule(vertical=True)
        below.addWidget(self._edge)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._pages, 1)
        beside.addWidget(self.panel)
        right.addLayout(beside, 1)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)
        several = len(self._choices) > 1
        self.list.setVisible(several)
        self._edge.setVisible(several)

    # Reading and showing

    def _read(self) -> Summary | None:
        one = self.choice
        if one is None:
            return None
        try:
            if one.kind == CLASS:
                return self._desk.summaries.of_class(one.id, self._term)
            return self._desk.summaries.of_teacher(one.id, self._term)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return None

    def _say_head(self) -> None:
        shown = self._summary
        self.head.title.setText(self._head_words())
        self.head.subtitle.setText(self._subtitle() if shown else "")
        bar = self.head.tabs
        bar.blockSignals(True)
        for n, view in enumerate(CLASS_VIEWS):
            # Told what it knows already, a tab bar of Qt forgets that it has yet to be laid out.
            if bar.isTabVisible(n) != (view in self.views):
                bar.setTabVisible(n, view in self.views)
        bar.setCurrentIndex(CLASS_VIEWS.index(self.view))
        bar.blockSignals(False)
        for term, button in self._terms.items():
            button.setChecked(term == self._term)
            button.setProperty("role", "current" if term == self._term else "plain")
            button.style().unpolish(button)
            button.style().polish(button)

    def _head_words(self) -> str:
        """What is shown; a small window has no other place for the term."""
        one, shown = self.choice, self._summary
        if one is None:
            return _("Summary")
        return f"{one.label} · {tell(shown.term.title)}" if self._compact and shown else one.label

    def _subtitle(self) -> str:
        shown = self._summary
        if shown is None:
            return ""
        parts = [tell(shown.term.title)]
        if isinstance(shown, ClassSummary):
            count = len(shown.there)
            parts.append(ngettext("{n} pupil", "{n} pupils", count).format(n=count))
        else:
            count = len(shown.lines)
            parts.append(ngettext("{n} page", "{n} pages", count).format(n=count))
        if shown.term.starts > shown.on:
            parts.append(_(words.TERM_AHEAD))
        else:
            parts.append(_("≈ counts nowhere") if self._forecasts else _(words.WITHOUT_FORECASTS))
        return " · ".join(parts)

    def _show_view(self) -> None:
        sentence = self._nothing()
        if sentence:
            self._show_empty(sentence)
        elif self.view == CHARTS:
            self._pages.setCurrentWidget(self._charts)
            self._draw_chart()
        else:
            self.table.show_grid(self._grid())
            self._pages.setCurrentWidget(self.table)
            self._on_find(self.field.text())
        self.field.setVisible(self.view in (TABLE, NUMBERS))
        self.answers_changed.emit()

    def _nothing(self) -> str:
        """Why there is nothing to show, if there is not."""
        shown = self._summary
        if shown is None:
            return _("There is no class and no register page of yours here yet.")
        if isinstance(shown, TeacherSummary):
            return "" if shown.lines else _(words.NO_PAGES)
        if not shown.lines:
            return _(words.NO_PUPILS)
        # Who is given no marks may still have missed lessons: the table shows those.
        return "" if shown.columns or self.view == TABLE else _(words.UNMARKED)

    def _grid(self) -> Grid:
        shown = self._summary
        if isinstance(shown, TeacherSummary):
            self._numbers = teacher_lines(shown)
            return numbers_grid(self._numbers, _("Class and subject"), forecasts=self._forecasts)
        if shown is None:
            raise TypeError(shown)
        if self.view == TABLE:
            return matrix(shown, forecasts=self._forecasts)
        if self.view == LISTS:
            return lists_grid(shown, forecasts=self._forecasts)
        self._numbers = class_lines(shown)
        return numbers_grid(self._numbers, _(words.SUBJECT), forecasts=self._forecasts)

    def _draw_chart(self) -> None:
        """The chart that the paper has; its libraries and other terms load off the screen."""
        one, term, language = self.choice, self._term, current()
        if one is None:
            return

        def work(_job: Job) -> tuple[tuple[NumbersLine, ...], Drawing]:
            papers = self._desk.summary_papers
            if one.kind == CLASS:
                found = self._desk.summaries.with_terms(one.id, term)
                drawing = papers.class_chart(found, language)
                return (*class_lines(found)[:-1], *term_lines(found)), drawing
            pages = self._desk.summaries.of_teacher(one.id, term)
            drawing = papers.teacher_chart(pages, language)
            return teacher_lines(pages), drawing

        def done(made: tuple[tuple[NumbersLine, ...], Drawing]) -> None:
            if self._still(one, term):
                lines, drawing = made
                self._charted = tuple(line for line in lines if line.figures.verdicts is None)
                self.chart.show_drawing(drawing)

        self._at.tasks.run(work, success=done, failure=self._refused)

    def _still(self, one: Choice, term: int) -> bool:
        """Whether this is what one still looks at."""
        shown = (self.choice, self._term, self.view)
        return not self._left and shown == (one, term, CHARTS)

    def _refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        if not self._left:
            self._show_empty(say(problem))

    def _show_empty(self, sentence: str) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = EmptyState(sentence)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self._empty)

    def _work(self) -> QWidget:
        shown = self._pages.currentWidget()
        return self.chart if shown is self._charts else shown or self.table

    # What is done

    def _on_opened(self, cell: GridCell) -> None:
        if cell.place is not None:
            self.place_asked.emit(cell.place)
        elif cell.behind is not None:
            self._open_behind(cell.behind)

    def _on_chart(self, row: int, part: int) -> None:
        if row < len(self._charted):
            self._open_behind(partial(behind_of, self._charted[row], part))

    def _open_behind(self, behind: Callable[[], Behind]) -> None:
        found = behind()
        lines = [one if one.place else self._to_pupil(one) for one in found.lines]
        self.panel.open(found.title, found.subtitle, lines)
        self.answers_changed.emit()

    def _to_pupil(self, line: PanelLine) -> PanelLine:
        """A pupil of a list leads to the own line of the table."""
        shown = self._summary
        if not isinstance(shown, ClassSummary) or line.pupil is None:
            return line
        rows = [one.pupil.id for one in shown.lines]
        facts = CLASS, shown.class_group, self._term, TABLE, rows.index(line.pupil), 0
        return replace(line, place=Place(NAME, facts))

    def _close_panel(self) -> None:
        if self.panel.isVisible():
            self.panel.hide()
            self.take_focus()
            self.answers_changed.emit()

    def _on_chosen(self, place: int) -> None:
        self._chosen = place
        self.panel.hide()
        self.field.clear()
        self.head.title.setText(self._choices[place].label)
        self._rest.start()

    def _on_tab(self, tab: int) -> None:
        self.show_view(CLASS_VIEWS[tab])

    def _go_to_term(self, term: int) -> None:
        self._term = term
        self.panel.hide()
        self.reload()

    def _step_term(self, by: int) -> None:
        if self._term + by in self._terms:
            self._go_to_term(self._term + by)

    def _switch_forecasts(self) -> None:
        self.switch.toggle()

    def _on_switched(self, on: bool) -> None:  # noqa: FBT001  Qt's signal
        self._forecasts = on
        self._at.memory.put(_FORECASTS, _SEEN if on else "no")
        self._say_head()
        self._show_view()

    def _on_find(self, typed: str) -> None:
        wanted = fold(typed)
        rows = self.table.grid.rows
        fits = {n for n, row in enumerate(rows) if wanted in fold(row.name) and not row.total}
        self.table.show_rows(fits if wanted else None)
        self.answers_changed.emit()

    def _on_typed(self, letter: str) -> None:
        """A letter typed in the table begins a search."""
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.setText(letter)

    def _focus_find(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop_finding(self) -> None:
        self.field.clear()
        self.take_focus()

    def _on_change(self, _change: Committed) -> None:
        self.reload()


def _chart_page(chart: ChartView) -> QScrollArea:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(24, 20, 24, 20)
    card = Card()
    card.body.setContentsMargins(20, 16, 20, 20)
    card.body.addWidget(chart)
    column.addWidget(card)
    column.addStretch(1)
    area = scrolled(inner)
    # Always there: the width of the chart must not hang on its own height.
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return area
