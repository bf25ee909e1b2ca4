"""Closing: every page of a term with what it still lacks; closed one by one or all at once.

Classes and subjects make a square of signs; the same pages stand in a list as well.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, current, fill, ngettext
from school_desk.intents import Scope
from school_desk.journal.closing_model import GAP_WORDS, PageClosing
from school_desk.journal.history_model import RowPlace
from school_desk.journal.model import RegisterPage
from school_desk.school.model import PersonName
from school_desk.school.names import matches, sort_key
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.cleared import cleared
from school_desk.ui.journal.closing_actions import ask_and_correct, ask_and_reopen
from school_desk.ui.journal.closing_dialogs import ReasonDialog
from school_desk.ui.journal.closing_matrix import square_of
from school_desk.ui.journal.closing_print import print_closing
from school_desk.ui.journal.closing_words import (
    FIRST,
    correction_words,
    counts_words,
    gap_details,
    gaps_words,
    page_words,
    state_words,
)
from school_desk.ui.journal.late_marks import (
    PageKey,
    add_late,
    ask_and_decline,
    count_words,
    late_of,
)
from school_desk.ui.journal.summary_table import SummaryTable
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Job, StoppedError, Task
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

PLACE = "closing"
HEADS = (N_("Class and subject"), N_("Teacher"), N_("State"), N_("What is missing"))
WIDTHS = (200, 180, 110)
DETAIL = 300
_Found = tuple[tuple[PageClosing, ...], dict[PageKey, int]]
_VIEW, _LIST = "closing_view", "list"
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClosingScreen(SchoolScreen):
    """`Place("closing", (term, page))`: the term, then group and subject of the current page."""

    where = Where.CLOSING
    tables = frozenset(("closing", "closed_mark", "teaching", "class_group", "rule_value"))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        term, here = (*place.facts, None, None)[:2]
        self._terms = [one.number for one in self._desk.school.calendar().terms]
        tabs = [fill(_("Term {number}"), {"number": number}) for number in self._terms]
        self._head = PageHead(_("Closing"), tabs=tabs)
        self.pages: tuple[PageClosing, ...] = ()
        self._late: dict[PageKey, int] = {}
        self.model = RowsModel(HEADS, self)
        self.table = WrappingTable(_("Pages of the term"))
        self.matrix = SummaryTable(_("Pages of the term"))
        self.square = square_of(())
        self._as_list = at.memory.get(_VIEW, "") == _LIST
        self.field = SearchField(_("Find"), key=action("find_pupil").key_text)
        self._here = here if isinstance(here, tuple) else None
        self._task: Task | None = None
        self._left_behind = False
        self._lay_out()
        now = self._desk.term_number(self._desk.today())
        first = term if isinstance(term, int) else now
        self._head.tabs.setCurrentIndex(max(0, self._terms.index(first)))
        self._head.tab_chosen.connect(lambda _tab: self.reload())
        self.reload()

    @property
    def term(self) -> int:
        """The term in sight."""
        return self._terms[self._head.tabs.currentIndex()]

    @property
    def current(self) -> PageClosing | None:
        """The page one stands on."""
        if not self.shows_list:
            at = self.matrix.currentIndex()
            return self.square.pages.get((at.row(), at.column()))
        row = self.table.currentIndex().row()
        number = self.model.rows[row].id if 0 <= row < len(self.model.rows) else None
        return None if number is None else self.pages[number]

    @property
    def shows_list(self) -> bool:
        """Whether the pages stand in a list: as one wished, or because one looks for some."""
        return self._as_list or bool(self.field.text().strip())

    def title(self) -> str:
        return _("Closing")

    def place(self) -> Place:
        one = self.current
        return Place(PLACE, (self.term, (one.group, one.subject) if one else self._here))

    def row_place(self) -> RowPlace | None:
        one = self.current
        if one is None:
            return None
        name = f"{class_words(one.class_label)} · {one.subject_names[current()]}"
        return RowPlace("closing", born=(one.group, one.subject, one.period.key), name=name)

    def handlers(self) -> Mapping[str, Handler]:
        tabs = {
            f"tab_{n}": (lambda n=n: self._head.tabs.setCurrentIndex(n - 1))
            for n in range(1, len(self._terms) + 1)
        }
        own: dict[str, Handler] = {
            **tabs,
            "find_pupil": self.field.setFocus,
            "turn_view": self.turn_view,
            "close_page": self.close_page,
            "close_term": self.close_term,
            "reopen_page": self.reopen,
            "correct_mark": self.correct,
            "print": lambda: print_closing(self._at, self.pages, self.term, self),
        }
        if self.field.text():
            own["leave"] = self._stop_finding
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "turn_view", "close_page")

    def regions(self) -> Sequence[QWidget]:
        return (self._head, self.table if self.shows_list else self.matrix, self._detail)

    def take_focus(self) -> None:
        (self._stack.currentWidget() or self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_view(self) -> None:
        """The square or the list; the page one stands on stays."""
        self._as_list = not self._as_list
        self._at.memory.put(_VIEW, _LIST if self._as_list else "")
        self._show_rows()
        self.take_focus()

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self._detail.setVisible(room is Room.FULL)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits for the list any more."""
        self._left_behind = True
        if self._task is not None:
            self._task.stop()
        super().closeEvent(event)

    def reload(self) -> None:
        """Read the pages of the term again, in the background: a school has hundreds."""
        one, term = self.current, self.term
        self._here = (one.group, one.subject) if one else self._here
        if self._task is not None:
            self._task.stop()
        title = _("Looking through the registers")

        def look(job: Job) -> _Found:
            pages = self._desk.closing.states(term, step=job.step)
            return pages, late_of(self._at, pages)

        self._task = self._at.tasks.run(
            look, success=self._show_found, failure=self._on_failed, title=title
        )

    def close_page(self) -> None:
        """Close the current page; with gaps only for a reason."""
        one = self.current
        if one is None or not self.allowed("Close term"):
            return
        reason = self._reason_for((one,))
        if reason is not None and self.attempt(
            lambda: self._desk.closing.close([one.place], reason)
        ):
            self._at.messages.say(_("The page is closed. Ctrl+Z opens it again."))

    def close_term(self) -> None:
        """Close every page whose period ends with this term, in one step."""
        due = [one for one in self.pages if one.ends_with(self.term) and not one.is_closed]
        if not due or not self.allowed("Close term"):
            self._at.messages.say(_("There is nothing to close in this term."))
            return
        reason = self._reason_for(due, whole=True)
        if reason is None:
            return
        places = [one.place for one in due]

        def work(job: Job) -> int:
            return self._desk.closing.close(places, reason, job.step)

        self._at.tasks.run(
            work, success=self._on_closed, failure=self._on_failed, title=_("Closing the term")
        )

    def reopen(self) -> None:
        """Open the current page again, for a reason."""
        page = self._page()
        if page is not None:
            self.attempt(lambda: ask_and_reopen(self._at, page.head, self))

    def correct(self) -> None:
        """Another mark for one pupil of the current page."""
        page = self._page()
        if page is not None:
            self.attempt(lambda: ask_and_correct(self._at, page, None, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.field.hasFocus() and event.key() in (Qt.Key.Key_Down, *_ENTERS):
            self.take_focus()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _lay_out(self) -> None:
        self.field.setFixedWidth(scaled(150))
        self.field.textChanged.connect(lambda _text: self._show_rows())
        told = action("turn_view")
        self._turn = Button("", key=told.key_text)
        self._turn.clicked.connect(self.turn_view)
        told = action("close_term")
        self._all = Button(_("Close the whole term"), icon="lock", key=told.key_text)
        self._all.clicked.connect(self.close_term)
        self._head.add_action(self.field)
        self._head.add_action(self._turn)
        self._head.add_action(self._all)
        self.table.setModel(self.model)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        self.matrix.opened.connect(lambda _cell: self._on_activated())
        self.matrix.typed.connect(self._find)
        self.matrix.selectionModel().currentChanged.connect(self._show_detail)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        self._counts = label("", tone="muted", wrap=True)
        self._counts.setContentsMargins(16, 6, 16, 6)
        self._empty = EmptyState(_("No page fits this."))
        self._stack = QStackedWidget()
        for view in (self.matrix, self.table, self._empty):
            self._stack.addWidget(view)
        self._detail = QFrame()
        self._detail.setProperty("panel", "side")
        self._detail.setFixedWidth(scaled(DETAIL))
        self._detail.setAccessibleName(_("The current line"))
        inner = QWidget()
        self._facts = QVBoxLayout(inner)
        self._facts.setContentsMargins(17, 14, 16, 12)
        around = QVBoxLayout(self._detail)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner))
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._stack, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self._detail)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(0)
        for widget in (self._head, self._counts):
            column_box.addWidget(widget)
        column_box.addLayout(below, 1)

    def _show_found(self, found: _Found) -> None:
        self._task = None
        if self._left_behind:
            return
        pages, self._late = found
        self.pages = tuple(sorted(pages, key=_order))
        self.square = square_of(self.pages)
        late = sum(self._late.values())
        self._counts.setText(
            " · ".join((counts_words(self.pages), *([count_words(late)] if late else [])))
        )
        self._show_rows()

    def _show_rows(self) -> None:
        here = self._here
        wanted = self.field.text().strip()
        rows = [
            Row(n, (page_words(one), one.teacher_name, state_words(one), self._lacks(one)))
            for n, one in enumerate(self.pages)
            if matches(wanted, PersonName(f"{page_words(one)} {one.teacher_name}"))
        ]
        self.model.show_rows(rows)
        self.matrix.show_grid(self.square.grid)
        self._turn.set_words(_("As a table") if self._as_list else _("As a list"))
        shown: QWidget = self.table if self.shows_list else self.matrix
        self._stack.setCurrentWidget(shown if rows else self._empty)
        places = [(self.pages[row.id].group, self.pages[row.id].subject) for row in rows]
        if rows:
            stood = here if here in places else places[0]
            self.table.selectRow(places.index(stood))
            self.matrix.go_to(*(self.square.cell_of(*stood) or (0, 0)))
        self._show_detail()
        self.answers_changed.emit()

    def _lacks(self, one: PageClosing) -> str:
        """What is missing, and how many marks came after the closing."""
        late = self._late.get(one.place, 0)
        told = gaps_words(one.gaps), count_words(late) if late else ""
        return " · ".join(part for part in told if part)

    def _show_detail(self) -> None:
        cleared(self._facts)
        one = self.current
        if one is not None:
            self._here = one.group, one.subject
            self._tell(one)
        elif self.pages:
            self._facts.addWidget(label(_("No such page."), tone="muted", wrap=True))
        self._facts.addStretch(1)

    def _tell(self, one: PageClosing) -> None:
        self._facts.addWidget(label(page_words(one), step="strong", wrap=True))
        self._facts.addWidget(label(state_words(one), tone="muted", wrap=True))
        if one.reason:
            said = _("reason: {reason}").format(reason=one.reason)
            self._facts.addWidget(label(said, wrap=True))
        self._facts.addSpacing(8)
        for gap in one.gaps:
            words = f"{_(GAP_WORDS[gap.kind])}: {gap.n}"
            self._facts.addWidget(label(words, weight="medium", wrap=True))
            details = gap_details(gap)
            if details:
                self._facts.addWidget(label(details, tone="muted", wrap=True))
        self._facts.addSpacing(8)
        if one.is_closed:
            self._add_late(one)
        self._add_button("reopen_page" if one.is_closed else "close_page", self._main_act(one))
        if one.is_closed:
            self._add_button("correct_mark", self.correct)
        self._add_history(one)

    def _add_late(self, one: PageClosing) -> None:
        late = self._desk.closing.late(one.place)
        may = self._desk.may("Decline late marks", Scope(one.group, one.subject, one.class_group))
        ask = lambda: self.attempt(lambda: ask_and_decline(self._at, one, self))  # noqa: E731
        add_late(self._facts, late, ask, may=may)

    def _main_act(self, one: PageClosing) -> Handler:
        return self.reopen if one.is_closed else self.close_page

    def _add_button(self, name: str, act: Handler) -> None:
        told = action(name)
        button = Button(_(told.text), key=told.key_text)
        button.clicked.connect(act)
        self._facts.addWidget(button)

    def _add_history(self, one: PageClosing) -> None:
        if one.closed_on is None and one.reopened_on is None:
            return
        self._facts.addSpacing(12)
        self._facts.addWidget(label(_("History"), step="strong"))
        for line in reversed(self._desk.closing.history(*one.place)):
            said = fill("{at} · {who}", {"at": line.at, "who": line.who})
            self._facts.addWidget(label(said, tone="muted", wrap=True))
            what = " ".join(part for part in (line.pupil, correction_words(line)) if part)
            self._facts.addWidget(label(what, wrap=True))
            if line.reason:
                self._facts.addWidget(label(line.reason, wrap=True))
            self._facts.addWidget(rule(soft=True))

    # What is done

    def _reason_for(self, due: Sequence[PageClosing], *, whole: bool = False) -> str | None:
        """Why pages with gaps are closed; "" where there are none, None if the person thinks."""
        lacking = [one for one in due if one.gaps]
        if not lacking:
            return ""
        some = "\n".join(f"{page_words(one)}: {gaps_words(one.gaps)}" for one in lacking[:5])
        more = "\n…" if len(lacking) > len(lacking[:5]) else ""
        said = ngettext("{n} page lacks something:", "{n} pages lack something:", len(lacking))
        sentence = f"{said.format(n=len(lacking))}\n{some}{more}"
        question = _("Close the term with gaps?") if whole else _("Close the page with gaps?")
        return ReasonDialog.ask(question, _("Close with gaps"), sentence, self)

    def _page(self) -> RegisterPage | None:
        one = self.current
        if one is None:
            return None
        try:
            return self._desk.journal.open_page(*one.place)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return None

    def _on_closed(self, n: int) -> None:
        said = ngettext("{n} page is closed.", "{n} pages are closed.", n).format(n=n)
        self._at.messages.say(said)

    def _on_failed(self, problem: Exception) -> None:
        self._task = None
        if isinstance(problem, StoppedError) or self._left_behind:
            return
        if not isinstance(problem, DeskError):
            raise problem
        self._at.messages.refuse(problem)

    def _on_activated(self) -> None:
        one = self.current
        if one is not None and self.allowed(
            "Open register page", Scope(one.group, one.subject, one.class_group)
        ):
            self.place_asked.emit(Place("register", one.place))

    def _find(self, typed: str) -> None:
        """A letter on the square looks for a page."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(typed)

    def _stop_finding(self) -> None:
        self.field.clear()
        self.take_focus()


def _order(one: PageClosing) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
    """What needs a person first; class by class, subjects by the alphabet of the window."""
    subject = one.subject_names[current()]
    return FIRST.index(one.state), one.year_level, sort_key(one.class_label), sort_key(subject)
