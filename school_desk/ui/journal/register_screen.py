"""The register page on the screen: head, lesson strip, grid, and «why this mark» beside it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.intents import Form, Scope
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.school.model import LessonKey
from school_desk.school.names import matches
from school_desk.ui.actions import Handler, Where
from school_desk.ui.journal.closed_bar import ClosedBar
from school_desk.ui.journal.closing_actions import ask_and_correct, ask_and_reopen
from school_desk.ui.journal.lesson_strip import LessonStrip
from school_desk.ui.journal.page_acts import PageActs
from school_desk.ui.journal.page_panels import PagePanels
from school_desk.ui.journal.page_tabs import key_legend, page_head, page_title
from school_desk.ui.journal.register_print import print_page
from school_desk.ui.messages import Saving, Tone
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.work_place import WorkPlace

NAME = "register"
PAGE_FACTS = 3
ROW_HEIGHT = "row_height"


class RegisterScreen(Screen):
    """A page to type in. Facts of its place: group, subject, term, then lesson and pupil."""

    where = Where.REGISTER

    def __init__(self, work_place: WorkPlace, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = work_place
        group, subject, term = (int(str(fact)) for fact in place.facts[:3])
        self._desk = work_place.desk
        page = self._desk.journal.open_page(group, subject, term)
        self.acts = PageActs(work_place, page, self, self.flush)
        self.grid = self.acts.grid
        acts = self.acts
        self.strip = LessonStrip(acts.write_topic, acts.write_objective, acts.write_homework)
        self._beside = QHBoxLayout()
        self._nobody = self._pupilless()
        self._beside.setSpacing(0)
        self._beside.addWidget(self.grid, 1)
        self._beside.addWidget(self._nobody, 1)
        self.panels = PagePanels(
            work_place, self.grid, self, self._beside, self.flush, self.take_focus
        )
        self.why, self.pasted, self.trail = self.panels.why, self.panels.pasted, self.panels.trail
        may_reopen = self._desk.may("Reopen page", self.page.form.scope)
        self.closed = ClosedBar(may_reopen=may_reopen)
        self._lay_out(page)
        self._connect()
        self._go(place)
        self._show_lesson()

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""
        return self.grid.page

    def title(self) -> str:
        """Class and subject."""
        return page_title(self.page)

    def place(self) -> Place:
        """Page, lesson and pupil, so that one can come back to the very cell."""
        head = self.page.head
        facts: tuple[object, ...] = (head.group, head.subject, head.period.term)
        return Place(NAME, (*facts, self.grid.column, self.grid.pupil))

    def undo_form(self) -> Form:
        """What the page had seen, with everything typed saved."""
        self.flush()
        return self.page.form

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do on a register page."""
        return {
            **self.acts.handlers(),
            "strip": self._focus_topic,
            "find_pupil": self._focus_find,
            **self._closing_handlers(),
            "print": self.print_page,
            "leave": self._leave,
            **self.panels.handlers(),
        }

    def hints(self) -> Sequence[str]:
        """Help, why and undo."""
        return ("help", "why", "undo")

    def regions(self) -> Sequence[QWidget]:
        """Head, strip, grid, panel."""
        above = (self.head, self.strip, self.closed, self.trail.bar)
        return (*above, self.grid, self._nobody, *self.panels.all)

    def take_focus(self) -> None:
        """The work is in the grid; without pupils, in what leads to them."""
        act = self._nobody.findChild(Button)
        target = self.grid if self.page.rows or act is None else act
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        """Fold what a small window has no room for."""
        compact = room is Room.COMPACT
        self.head.set_compact(compact=compact)
        self.strip.set_compact(compact=compact)
        self._find.setVisible(not compact)
        self._print.setVisible(not compact)

    def flush(self) -> None:
        """Save whatever is being typed, before undo and before leaving."""
        self.grid.flush()
        self.strip.save()

    def unsaved(self) -> bool:
        """Whether a mark or a line waits that the disk did not take."""
        self.flush()
        return self.grid.keys.unsaved or self.strip.unsaved

    def closeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Nothing typed is left behind."""
        self.strip.save()
        self.panels.close()
        self.grid.close_page()
        self._at.memory.put(ROW_HEIGHT, str(self.grid.row_token))
        super().closeEvent(event)

    def print_page(self) -> None:
        """Slips or the page on paper, with what is being typed."""
        self.flush()
        print_page(self._at, self.page, self)

    def reopen(self) -> None:
        """Open a closed page again, for a reason."""
        ask_and_reopen(self._at, self.page.head, self)

    def correct_mark(self) -> None:
        """Another mark for the current pupil of a closed page, for a reason."""
        ask_and_correct(self._at, self.page, self.grid.pupil, self)

    def _lay_out(self, page: RegisterPage) -> None:
        self.head = page_head(page, NAME, self.place_asked.emit)
        self._find = SearchField(_("Find pupil"), key="Ctrl+F")
        self._find.setFixedWidth(scaled(190))
        self._print = Button(_("Print"), key="Ctrl+P", icon="print")
        self._print.clicked.connect(self.print_page)
        self.head.add_action(self._find)
        self.head.add_action(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.strip)
        column.addWidget(self.closed)
        column.addWidget(self.trail.bar)
        column.addWidget(self._lessonless(page))
        column.addLayout(self._beside, 1)
        self._legend = label(key_legend(page), step="caption", tone="muted")
        self._legend.setContentsMargins(16, 4, 16, 4)
        column.addWidget(self._legend)
        self._show_emptiness()
        self.grid.set_row_token(int(self._at.memory.get(ROW_HEIGHT, "26")))

    def _lessonless(self, page: RegisterPage) -> Notice:
        """A page that the timetable gives no lesson says so over its empty grid."""
        words = _("This subject is not in the timetable of the class, so there are no lessons.")
        self._no_lessons = Notice(words, act=_("Timetable"), closable=False)
        place = Place("timetable", (page.head.class_group,))
        self._no_lessons.acted.connect(lambda: self.place_asked.emit(place))
        return self._no_lessons

    def _pupilless(self) -> EmptyState:
        """A class without pupils has no grid; who may fill it is shown the way."""
        may = self._desk.may("Import pupils", Scope())
        made = EmptyState(_("There are no pupils in this class."), act=_("Pupils") if may else "")
        made.acted.connect(lambda: self.place_asked.emit(Place("pupils")))
        return made

    def _show_emptiness(self) -> None:
        filled = bool(self.page.rows)
        self.grid.setVisible(filled)
        self._nobody.setVisible(not filled)
        self._no_lessons.setVisible(filled and not self.page.columns)
        self._legend.setText(key_legend(self.page))
        self._legend.setVisible(filled and bool(self._legend.text()))
        self.closed.show_head(self.page.head)
        self.head.set_locked(locked=self.page.head.closed_on is not None)

    def _closing_handlers(self) -> Mapping[str, Handler]:
        """What the office does with a page that is closed."""
        if self.page.head.closed_on is None or not self._desk.may("Close term", Scope()):
            return {}
        return {"reopen_page": self.reopen, "correct_mark": self.correct_mark}

    def _connect(self) -> None:
        say = self._at.messages
        self.closed.reopen_asked.connect(lambda: self._attempt(self.reopen))
        self.strip.refused.connect(self.panels.on_refused)
        self.strip.left.connect(self.take_focus)
        self.grid.column_changed.connect(self._show_lesson)
        self.grid.page_changed.connect(self._on_page_changed)
        self.grid.summary_changed.connect(say.say)
        self._find.textEdited.connect(self._on_find)
        self._find.returnPressed.connect(self.take_focus)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as refusal:
            self._at.messages.refuse(refusal)

    def _go(self, place: Place) -> None:
        """To the cell of the place; else to the lesson of this hour, else the last one."""
        column, pupil = (*place.facts[PAGE_FACTS:], None, None)[:2]
        if isinstance(column, LessonKey):
            column = ColumnKey(column)
        if isinstance(column, ColumnKey):
            self.grid.go_to(column, pupil if isinstance(pupil, int) else None)

    def _show_lesson(self) -> None:
        self.strip.show_column(self.page, self.acts.column())

    def _on_page_changed(self) -> None:
        self._show_emptiness()
        self.answers_changed.emit()
        self._show_lesson()
        self._at.messages.show_saving(Saving.SAVED)

    def _on_find(self, query: str) -> None:
        if query and not self.grid.find_pupil(query, matches):
            self._at.messages.say(_("No pupil with this name is on the page."), Tone.WARN)

    def _focus_find(self) -> None:
        self._find.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def _focus_topic(self) -> None:
        self.strip.topic.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        if self.panels.leave():
            return
        if isinstance(self.focusWidget(), QLineEdit) and not self.grid.isAncestorOf(
            self.focusWidget()
        ):
            self.take_focus()
        else:
            self.place_asked.emit(Place("start"))
