"""To fill: one list to work off by Enter, and the end of the periods beside it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.intents import Scope
from school_desk.journal.todo_model import ToFill
from school_desk.ui.actions import Handler, Where
from school_desk.ui.journal.ahead_card import AheadPages
from school_desk.ui.journal.homework_wishes import turn_subject, turned_subjects
from school_desk.ui.journal.todo_list import TodoLine, TodoList
from school_desk.ui.journal.todo_words import count_words, place_of_todo
from school_desk.ui.messages import Tone
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.tasks import Job, StoppedError
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Section
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

NAME = "to_fill"
KEPT = "to_fill"


class Whose(StrEnum):
    """Whose lines are shown."""

    MINE = "mine"
    CLASS = "class"
    SCHOOL = "school"


class TodoScreen(Screen):
    """`Place("to_fill", (whose, line))`; with facts one comes back: done lines stay, ticked."""

    where = Where.TO_FILL

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__()
        self._at = at
        self._desk = at.desk
        tutored = (
            one for one in at.desk.school.class_groups() if one.form_tutor == at.desk.account.id
        )
        self._tutored = next(tutored, None)
        self._offered = self._offers()
        self._found = ToFill()
        self._left = False
        self.list = TodoList(_("To fill"))
        self.list.entered_line.connect(self._open)
        words = {
            Whose.MINE: _("Mine"),
            Whose.CLASS: class_words(self._tutored.label) if self._tutored else "",
            Whose.SCHOOL: _("School"),
        }
        tabs = [words[one] for one in self._offered] if len(self._offered) > 1 else ()
        self.head = PageHead(_("To fill"), tabs=tabs)
        self._pages = QStackedWidget()
        self._empty = EmptyState(_("Everything is filled in."))
        self._right = QWidget()
        self._lay_out()
        self._go(place)
        self.head.tab_chosen.connect(lambda tab: self.show_whose(self._offered[tab]))

    def title(self) -> str:
        return _("To fill")

    def place(self) -> Place:
        return Place(NAME, (self._whose.value, self.list.currentIndex().row()))

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {"gives_homework": self.turn_homework}
        for number, whose in enumerate(self._offered, 1):
            own[f"tab_{number}"] = partial(self._choose, whose)
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "gives_homework", "back")

    def regions(self) -> Sequence[QWidget]:
        return (self.head, self.list)

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self._beside.setVisible(room is not Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What a worker still brings is no more shown."""
        self._left = True
        super().closeEvent(event)

    def show_whose(self, whose: Whose, kept: Sequence[TodoLine] = (), row: int = 0) -> None:
        """Show the lines of somebody; `kept` are those of the visit one comes back to."""
        self._whose = whose
        if whose is Whose.SCHOOL:
            self._read_school(kept, row)
            return
        homework = turned_subjects(self._at.memory)
        if whose is Whose.CLASS and self._tutored:
            found = self._desk.todo.of_class(self._tutored.id, homework)
        else:
            found = self._desk.todo.mine(self._desk.account.id, homework)
        self._show(found, kept, row)

    def turn_homework(self) -> None:
        """Ask for homework in the subject of the line no more, or again."""
        line = self.list.current
        if line is None or not line.todo.place.subject_names:
            self._at.messages.say(_("Stand on a line of a subject first."), Tone.WARN)
            return
        turn_subject(self._at.memory, line.todo.place.subject)
        self.show_whose(self._whose, row=self.list.currentIndex().row())
        name = line.todo.place.subject_names[current()]
        text = _("{subject}: reminders of homework are turned on or off. Ctrl+H turns them back.")
        self._at.messages.say(text.format(subject=name))

    def _offers(self) -> tuple[Whose, ...]:
        school = self._desk.may("See all pages", Scope())
        return (
            Whose.MINE,
            *((Whose.CLASS,) if self._tutored else ()),
            *((Whose.SCHOOL,) if school else ()),
        )

    def _lay_out(self) -> None:
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self._beside = scrolled(self._right)
        self._beside.setFixedWidth(scaled(430))
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._pages, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)
        self._ahead = QVBoxLayout(self._right)
        self._ahead.setContentsMargins(20, 16, 20, 16)
        self._ahead.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _go(self, place: Place) -> None:
        whose, row = (*place.facts, None, None)[:2]
        wanted = next((one for one in self._offered if one.value == whose), Whose.MINE)
        kept = self._at.kept.get(KEPT)
        back = kept[1] if isinstance(kept, tuple) and place.facts and kept[0] is wanted else ()
        self.show_whose(wanted, back, row if isinstance(row, int) else 0)
        if len(self._offered) > 1:
            self.head.tabs.setCurrentIndex(self._offered.index(wanted))

    def _choose(self, whose: Whose) -> None:
        self.head.tabs.setCurrentIndex(self._offered.index(whose))
        self.take_focus()

    def _read_school(self, kept: Sequence[TodoLine], row: int) -> None:
        homework = turned_subjects(self._at.memory)

        def work(job: Job) -> ToFill:
            return self._desk.todo.of_school(homework, job.step)

        def done(found: ToFill) -> None:
            if self._whose is Whose.SCHOOL and not self._left:
                self._show(found, kept, row)

        title = _("Looking through the registers")
        self.head.subtitle.setText(title)
        self._at.tasks.run(work, success=done, failure=self._on_failed, title=title)

    def _show(self, found: ToFill, kept: Sequence[TodoLine], row: int) -> None:
        self._found = found
        lines = merged(found, kept)
        self._at.kept[KEPT] = (self._whose, lines)
        self.list.lines.show_lines(lines)
        self.list.stand(row)
        self.head.subtitle.setText(count_words(found))
        self._pages.setCurrentWidget(self.list if lines else self._empty)
        self._show_ahead()

    def _show_ahead(self) -> None:
        while (item := self._ahead.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if self._found.ahead:
            bars = AheadPages(self._found.ahead)
            self._ahead.addWidget(Section(_("Until the end of the term"), bars))
        else:
            words = _("The end of the term is still far: it is shown here in the last three weeks.")
            self._ahead.addWidget(label(words, tone="muted", wrap=True))

    def _open(self) -> None:
        line = self.list.current
        if line is not None:
            self.place_asked.emit(place_of_todo(line.todo))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        if isinstance(error, StoppedError):
            return
        self._at.messages.refuse(error)


def merged(found: ToFill, kept: Sequence[TodoLine]) -> tuple[TodoLine, ...]:
    """The lines of a visit as they are now: those done stay in their places, ticked."""
    fresh = {one.key: one for one in found.items}
    if not kept:
        return tuple(TodoLine(one) for one in found.items)
    old = [
        TodoLine(fresh.get(line.todo.key, line.todo), line.todo.key not in fresh) for line in kept
    ]
    known = {line.todo.key for line in kept}
    return (*old, *(TodoLine(one) for one in found.items if one.key not in known))
