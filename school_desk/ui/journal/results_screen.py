"""What the works of a page have shown, as a tab of it: numbers, objectives, texts."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.events import Committed
from school_desk.i18n import _, current, say
from school_desk.intents import Form
from school_desk.journal import analysis_words as words
from school_desk.journal.analysis import TextName, WorkResults, WorkTextName
from school_desk.journal.history_model import RowPlace
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.behind_panel import BehindPanel
from school_desk.ui.journal.kept_text import KeptText
from school_desk.ui.journal.page_tabs import page_head, page_title, place_of, tab_handlers
from school_desk.ui.journal.results_model import WorksModel
from school_desk.ui.journal.results_print import print_results
from school_desk.ui.journal.results_table import WorksTable
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

NAME = "results"
RUBRIC = "rubric"
PAGE_FACTS = 3
PANEL_WIDTH = 360
OBJECTIVE_LINES = 1
LINES = {
    TextName.AIM: 1,
    TextName.RESULTS: 5,
    TextName.DIFFICULTIES: 5,
    TextName.REASONS: 4,
    TextName.CORRECTION: 4,
}
HINTS = {
    TextName.REASONS: words.REASONS_HINT,
    TextName.CORRECTION: words.CORRECTION_HINT,
    TextName.DIFFICULTIES: words.DIFFICULTIES_HINT,
}


TEXT_COLUMNS = (
    (TextName.RESULTS,),
    (TextName.DIFFICULTIES, TextName.REASONS, TextName.CORRECTION),
)


class ResultsScreen(Screen):
    """The form of a page. Facts of its place: group, subject, term, then the row of a work."""

    where = Where.RESULTS

    def __init__(self, work_place: WorkPlace, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = work_place
        self._desk = work_place.desk
        group, subject, term = (int(str(fact)) for fact in place.facts[:PAGE_FACTS])
        self.page = self._desk.journal.open_page(group, subject, term)
        self.analysis = self._desk.analysis.of_page(self.page)
        self.model = WorksModel(self.analysis, self)
        self.table = WorksTable(self.model)
        self.panel = BehindPanel()
        self.texts = {name: self._text(name) for name in TextName}
        self.objectives: dict[tuple[int, WorkTextName], KeptText] = {}
        self._lay_out()
        self._order_tabs()
        self._show()
        self._connect()
        self._go(place)
        here = OnScreen(self)
        self._unsubscribe = self._desk.events.subscribe(Committed, here.handler(self._on_change))

    def title(self) -> str:
        """Class and subject."""
        return page_title(self.page)

    def place(self) -> Place:
        """The page and the work that is current."""
        work = self._work()
        facts = place_of(self.page, NAME).facts
        return Place(NAME, (*facts, work.work.key.work) if work else facts)

    def row_place(self) -> RowPlace | None:
        """The work of the numbers, with its texts; elsewhere the texts of the page."""
        self.flush()
        work, head = self._work(), self.page.head
        if work is not None and self.table.hasFocus():
            return RowPlace("summative", work.work.key.work, name=work.work.title or self.title())
        born = head.group, head.subject, head.period.key
        return RowPlace("analysis", born=born, name=self.title())

    def undo_form(self) -> Form:
        """What the page had seen, with everything typed saved."""
        self.flush()
        return self.page.form

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with results."""
        return {
            **tab_handlers(self.page, self.place_asked.emit),
            "behind": self.show_behind,
            "rubric": self.open_rubric,
            "computed_text": self._go_back,
            "print": self.print_results,
            "leave": self._leave,
        }

    def hints(self) -> Sequence[str]:
        """Help, rubric, print."""
        return ("help", "rubric", "print")

    def regions(self) -> Sequence[QWidget]:
        """Head, numbers, texts, panel."""
        if not self.analysis.works:
            return (self._empty,)
        return (self.table, self.texts[TextName.AIM], self.panel)

    def take_focus(self) -> None:
        """The numbers; without a work, the way to one."""
        act = self._empty.findChild(Button)
        target = self.table if self.analysis.works or act is None else act
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        """Fold what a small window has no room for."""
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if room is Room.COMPACT else way.LeftToRight)
        self._head.set_compact(compact=room is Room.COMPACT)

    def fields(self) -> tuple[KeptText, ...]:
        """Every text, in the order one walks through them."""
        return (*self.texts.values(), *self.objectives.values())

    def flush(self) -> None:
        """Save whatever is typed."""
        for field in self.fields():
            field.save()

    def unsaved(self) -> bool:
        """Whether a text waits that the disk did not take."""
        self.flush()
        return any(field.unsaved for field in self.fields())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is left behind."""
        self.flush()
        self._unsubscribe()
        super().closeEvent(event)

    def show_behind(self) -> None:
        """Open the list of pupils behind the current number; once open, go into it."""
        if self.panel.isVisible() and self.table.hasFocus():
            self.panel.take_focus()
        elif self._show_figure():
            self.panel.show()

    def open_rubric(self) -> None:
        """The rubric of the current work."""
        self.flush()
        work = self._work()
        if work is not None:
            facts = place_of(self.page, RUBRIC).facts
            self.place_asked.emit(Place(RUBRIC, (*facts, work.work.key.work)))

    def print_results(self) -> None:
        """The analysis or rubrics on paper, with what is being typed."""
        self.flush()
        work = self._work()
        print_results(self._at, self.page, self, work=work.work.key.work if work else None)

    # How it is built

    def _lay_out(self) -> None:
        self._head = page_head(self.page, NAME, self.place_asked.emit)
        for name, act, icon in (
            ("rubric", self.open_rubric, "people"),
            ("print", self.print_results, "print"),
        ):
            told = action(name)
            button = Button(told.title, key=told.key_text, icon=icon)
            button.clicked.connect(act)
            self._head.add_action(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._empty = self._workless()
        self._form = scrolled(self._sheet())
        self.panel.setFixedWidth(scaled(PANEL_WIDTH))
        self.panel.hide()
        row = QHBoxLayout()
        row.setSpacing(0)
        for widget, stretch in ((self._empty, 1), (self._form, 1), (self.panel, 0)):
            row.addWidget(widget, stretch)
        column.addLayout(row, 1)
        filled = bool(self.analysis.works)
        self._empty.setVisible(not filled)
        self._form.setVisible(filled)

    def _workless(self) -> EmptyState:
        may = self._desk.may("Plan summative work", self.page.form.scope)
        text = _("There are no summative works on this page yet.")
        made = EmptyState(text, act=_("To the marks") if may else "", key="Alt+1")
        made.acted.connect(lambda: self.place_asked.emit(place_of(self.page, "register")))
        return made

    def _sheet(self) -> QWidget:
        """The form from top to bottom: aim, numbers, texts, objectives."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(14)
        column.addWidget(self.texts[TextName.AIM])
        card = Card()
        card.body.addWidget(self.table)
        card.body.setContentsMargins(1, 1, 1, 1)
        column.addWidget(card)
        self._objectives_grid = QGridLayout()
        self._objectives_grid.setHorizontalSpacing(16)
        self._objectives_grid.setVerticalSpacing(8)
        column.addLayout(self._objectives_grid)
        self._fill_objectives()
        column.addLayout(self._four_texts())
        column.addStretch(1)
        return sheet

    def _four_texts(self) -> QBoxLayout:
        """The long text at the left, the three others beside it; in a small window below it."""
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        for names in TEXT_COLUMNS:
            side = QVBoxLayout()
            side.setSpacing(12)
            for name in names:
                side.addWidget(self.texts[name])
            side.addStretch(1)
            self._columns.addLayout(side, 1)
        return self._columns

    def _fill_objectives(self) -> None:
        """A line a work: achieved at the left, difficult at the right."""
        grid = self._objectives_grid
        for field in self.objectives.values():
            field.save()
        while grid.count():
            item = grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.objectives = {}
        for side, name in enumerate(WorkTextName, start=1):
            grid.addWidget(label(_(words.WORK_TEXT_HEADS[name]), weight="medium"), 0, side)
            grid.setColumnStretch(side, 1)
        for line, one in enumerate(self.analysis.works, start=1):
            shown = label(words.short_name(one.work, current()), tone="muted", weight="medium")
            grid.addWidget(shown, line, 0, Qt.AlignmentFlag.AlignTop)
            for side, name in enumerate(WorkTextName, start=1):
                field = self._objective(one, name)
                grid.addWidget(field, line, side, Qt.AlignmentFlag.AlignTop)

    def _order_tabs(self) -> None:
        """Tab goes through the form from top to bottom."""
        rest = [self.texts[name].editor for names in TEXT_COLUMNS for name in names]
        objectives = [field.editor for field in self.objectives.values()]
        way = [self.texts[TextName.AIM].editor, self.table, *objectives, *rest, self.panel.table]
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)

    def _text(self, name: TextName) -> KeptText:
        write = partial(self._write, name)
        made = KeptText(_(words.TEXT_HEADS[name]), write, lines=LINES[name])
        self._made(made)
        return made

    def _objective(self, one: WorkResults, name: WorkTextName) -> KeptText:
        row = one.work.key.work or 0
        caption = f"{words.short_name(one.work, current())}: {_(words.WORK_TEXT_HEADS[name])}"
        write = partial(self._write_objectives, row, name)
        made = KeptText(caption, write, lines=OBJECTIVE_LINES, shown=False)
        self._made(made)
        self.objectives[row, name] = made
        return made

    def _made(self, field: KeptText) -> None:
        field.refused.connect(self._at.messages.refuse)
        refusal = self._desk.why_not("Write analysis", self.page.form.scope)
        if refusal is not None:
            field.set_read_only(say(refusal))

    def _connect(self) -> None:
        self.table.asked.connect(self.show_behind)
        self.table.moved.connect(self._on_moved)
        self.panel.closed.connect(self._close_panel)
        self.panel.pupil_asked.connect(self._go_to_pupil)

    # What is shown

    def _show(self) -> None:
        language = current()
        for name, field in self.texts.items():
            field.show_text(
                self.analysis.kept(name).text,
                words.computed(self.analysis, name, language),
                changed=self.analysis.changed(name),
                hint=_(HINTS.get(name, "")),
            )
        for (row, side), field in self.objectives.items():
            one = self.analysis.work(row)
            if one is not None:
                field.show_text(
                    one.kept(side).text,
                    words.computed_objectives(one, side, language),
                    changed=one.changed(side),
                    hint=words.why_empty(one, language),
                )

    def _go(self, place: Place) -> None:
        """To the work of the place."""
        wanted = place.facts[PAGE_FACTS : PAGE_FACTS + 1]
        for line, one in enumerate(self.analysis.works):
            if (one.work.key.work,) == wanted:
                column = self.table.currentIndex().column()
                self.table.setCurrentIndex(self.model.index(line, column))

    def _work(self) -> WorkResults | None:
        return self.model.work_at(max(self.table.currentIndex().row(), 0))

    def _show_figure(self) -> bool:
        work, figure = self._work(), self.model.figure_at(self.table.currentIndex())
        if work is None or figure is None:
            return False
        self.panel.show_figure(work, figure)
        return True

    def _on_moved(self) -> None:
        if self.panel.isVisible():
            self._show_figure()

    def _on_change(self, change: Committed) -> None:
        fresh = self._desk.journal.refresh(self.page, change).page
        self.page, old = fresh, self.analysis
        self.analysis = self._desk.analysis.of_page(fresh)
        self.model.show_analysis(self.analysis)
        if [one.work.key for one in old.works] != [one.work.key for one in self.analysis.works]:
            self._fill_objectives()
            self._order_tabs()
            filled = bool(self.analysis.works)
            self._empty.setVisible(not filled)
            self._form.setVisible(filled)
        self._show()
        self._on_moved()

    # What is done

    def _write(self, name: TextName, text: str) -> None:
        self._desk.analysis.write(self.page, name, text)

    def _write_objectives(self, row: int, name: WorkTextName, text: str) -> None:
        self._desk.analysis.write_objectives(self.page, row, name, text)

    def _go_back(self) -> None:
        """The text that has the focus: as computed."""
        field = next((one for one in self.fields() if one.editor.hasFocus()), None)
        if field is None:
            self._at.messages.say(_("Go to a text first: Tab leads through them."))
        elif field.written or field.editor.toPlainText():
            field.go_back()

    def _go_to_pupil(self, pupil: int) -> None:
        work = self._work()
        if work is not None:
            facts = place_of(self.page, "register").facts
            self.place_asked.emit(Place("register", (*facts, work.work.key, pupil)))

    def _close_panel(self) -> None:
        self.panel.hide()
        self.take_focus()

    def _leave(self) -> None:
        """From the panel and from a text back to the numbers, from there to the marks."""
        if self.panel.isVisible():
            self._close_panel()
        elif not self.table.hasFocus() and self.analysis.works:
            self.flush()
            self.take_focus()
        else:
            self.place_asked.emit(place_of(self.page, "register"))
