"""The lessons of a register page as a list: date, topic, objective, homework, held or cancelled."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import date_short, number, weekday_short
from school_desk.i18n import _
from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.journal.model import MarkKind, RegisterPage
from school_desk.journal.thematic_model import ListedLesson, RowKind
from school_desk.school.model import LessonKey
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.cancel_dialog import ask_and_cancel
from school_desk.ui.journal.page_tabs import page_head, page_title, tab_handlers
from school_desk.ui.journal.plan_places import lesson_place, plan_handlers, thematic_place
from school_desk.ui.journal.register_print import print_page
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel, Shade
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.work_place import WorkPlace

NAME = "lessons"
TOPIC, OBJECTIVE, HOMEWORK = "topic", "objective", "homework"
COLUMNS = (
    CellColumn("number", N_("№"), 40, editable=False, right=True),
    CellColumn("date", N_("Date"), 116, editable=False),
    CellColumn("slot", N_("Lesson"), 62, editable=False, right=True),
    CellColumn(TOPIC, N_("Lesson topic"), 260, stretch=4),
    CellColumn(OBJECTIVE, N_("Learning objective"), 180, stretch=3),
    CellColumn(HOMEWORK, N_("Homework"), 170, stretch=2),
    CellColumn("hours", N_("Hours"), 58, editable=False, right=True),
    CellColumn("state", N_("State"), 140, stretch=1, editable=False),
)
_TEXTS = (3, 4, 5)


class LessonsScreen(SchoolScreen):
    """`Place("lessons", (group, subject, term))`, then the lesson to stand on."""

    where = Where.PLANS
    tables = frozenset(
        ("lesson", "lesson_column", "session", "plan_row", "timetable_slot", "summative")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._facts = tuple(int(str(fact)) for fact in place.facts[:3])
        self.page = self._open()
        self.lessons: tuple[ListedLesson, ...] = ()
        self.model = CellsModel(COLUMNS, self._write, self)
        self.grid = CellGrid(_("Lessons"), self.model)
        self.grid.refused.connect(self._at.messages.refuse)
        self._lay_out()
        self._show()
        self.grid.go_to(self._row_at(place), TOPIC, centred=True)

    def title(self) -> str:
        """Class, subject, lessons."""
        return page_title(self.page)

    def place(self) -> Place:
        """The page and the lesson one stands on."""
        return Place(NAME, (*self._facts, self._lesson()))

    def row_place(self) -> RowPlace | None:
        """The lesson, with its plan."""
        self.grid.commit()
        one = self._lesson()
        if one is None:
            return None
        born = one.group, one.subject, one.date.isoformat(), one.slot
        name = _("{day}, lesson {slot}").format(day=date_short(one.date), slot=one.slot)
        return RowPlace("lesson", born=born, name=name)

    def undo_form(self) -> Form:
        """What the page had seen, with the open cell written."""
        self.grid.commit()
        return self.page.form

    def unsaved(self) -> bool:
        """Whether an open cell could not be written."""
        return not self.grid.commit(leaving=True)

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with lessons."""
        return {
            **tab_handlers(self.page, self.place_asked.emit),
            **plan_handlers(self.page, self._lesson, self.place_asked.emit),
            "edit": self.grid.begin,
            "copy": lambda: QGuiApplication.clipboard().setText(self.grid.copied()),
            "select_all": self.grid.selectAll,
            "lesson_held": self.hold_lesson,
            "cancel_lesson": self.cancel_lesson,
            "print": lambda: print_page(self._at, self.page, self),
            "leave": lambda: self.place_asked.emit(Place("start")),
        }

    def hints(self) -> Sequence[str]:
        """Help, plan of the lesson, cancelled."""
        return ("help", "lesson_plan", "cancel_lesson")

    def regions(self) -> Sequence[QWidget]:
        """The grid, then the head."""
        return (self.grid if self.lessons else self._empty, self._head)

    def set_room(self, room: Room) -> None:
        """The buttons go into the menu where there is no room."""
        self._head.set_compact(compact=room is Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is written."""
        self.grid.commit(leaving=True)
        super().closeEvent(event)

    def reload(self) -> None:
        """Read the page again; the cursor stays on its lesson."""
        lesson, column = self._lesson(), self.grid.column_name
        before = [one.key for one in self.lessons]
        self.page = self._open()
        self._show()
        if [one.key for one in self.lessons] != before:
            self.grid.go_to(self._row_of(lesson), column)

    def hold_lesson(self) -> None:
        """Say that the lesson was held; the topic of the plan becomes its own."""
        self.grid.commit()
        lesson = self._lesson()
        if lesson is not None and not self._current_cancelled():
            self._desk.journal.hold(self.page, lesson, self._desk.now())
            self._at.messages.say(_("The lesson is noted as held."))

    def cancel_lesson(self) -> None:
        """Cancel the lesson with a reason, or bring a cancelled one back."""
        self.grid.commit()
        lesson = self._lesson()
        if lesson is None:
            return
        if self._current_cancelled():
            self._desk.plans.bring_back(self.page, lesson)
            self._at.messages.say(_("The lesson is in the list again."))
        else:
            ask_and_cancel(self._at, self.page, lesson, self)

    def _open(self) -> RegisterPage:
        group, subject, term = self._facts
        return self._desk.journal.open_page(group, subject, term)

    def _lay_out(self) -> None:
        self._head = page_head(self.page, NAME, self.place_asked.emit)
        for name, words, icon, act in (
            ("thematic_plan", _("Thematic plan"), "list", self._open_plan),
            ("lesson_plan", _("Plan of the lesson"), "doc", self._open_lesson_plan),
        ):
            button = Button(words, icon=icon, key=action(name).key_text)
            button.clicked.connect(act)
            self._head.add_action(button)
        words = _("This subject is not in the timetable of the class, so there are no lessons.")
        self._empty = EmptyState(words, act=_("Timetable"))
        place = Place("timetable", (self.page.head.class_group,))
        self._empty.acted.connect(lambda: self.place_asked.emit(place))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)

    def _show(self) -> None:
        self.lessons = self._desk.plans.lessons(self.page)
        numbers = iter(range(1, len(self.lessons) + 1))
        ends = {w.key.work for w in self.page.works if w.kind is MarkKind.TERM_SUMMATIVE}
        rows = tuple(
            _row(place, one, None if one.cancelled else next(numbers), ends)
            for place, one in enumerate(self.lessons, 1)
        )
        self.model.read_only = not self._desk.may("Write topic", self.page.form.scope)
        self.model.show_rows(rows)
        self._pages.setCurrentWidget(self.grid if rows else self._empty)

    def _write(self, row: int, column: str, text: str) -> None:
        lesson, journal = self.lessons[row - 1].key, self._desk.journal
        write = {
            TOPIC: journal.write_topic,
            OBJECTIVE: journal.write_objective,
            HOMEWORK: journal.write_homework,
        }[column]
        write(self.page, lesson, text)

    def _lesson(self) -> LessonKey | None:
        row = self.grid.row_id
        return self.lessons[row - 1].key if row is not None else None

    def _current_cancelled(self) -> bool:
        row = self.grid.row_id
        return row is not None and bool(self.lessons[row - 1].cancelled)

    def _row_at(self, place: Place) -> int | None:
        """The lesson of the place; else the last one that has begun."""
        fact = place.facts[3] if len(place.facts) > 3 else None  # noqa: PLR2004  page, then lesson
        if isinstance(fact, LessonKey):
            return self._row_of(fact)
        today = self._desk.today()
        begun = [n for n, one in enumerate(self.lessons, 1) if one.key.date <= today]
        return begun[-1] if begun else None

    def _row_of(self, lesson: LessonKey | None) -> int | None:
        return next((n for n, one in enumerate(self.lessons, 1) if one.key == lesson), None)

    def _open_plan(self) -> None:
        self.place_asked.emit(thematic_place(self.page, self._lesson()))

    def _open_lesson_plan(self) -> None:
        lesson = self._lesson()
        if lesson is not None:
            self.place_asked.emit(lesson_place(self.page, lesson))


def _row(
    place: int, one: ListedLesson, lesson: int | None, ends: Collection[int | None]
) -> CellRow:
    column = one.column
    planned = frozenset({_TEXTS[0]}) if column.topic_planned else frozenset()
    return CellRow(
        place,
        (
            number(lesson) if lesson else "—",
            f"{date_short(column.date)}, {weekday_short(column.date.weekday())}",
            number(column.slot),
            column.topic,
            column.objective,
            column.homework,
            "" if one.cancelled else number(1),
            _state(one),
        ),
        shade=_shade(one, ends),
        muted=frozenset(range(len(COLUMNS))) if one.cancelled else planned | {0, 2, 6},
        warned=frozenset({len(COLUMNS) - 1}) if one.cancelled else frozenset(),
    )


def _state(one: ListedLesson) -> str:
    """Held, cancelled and why, or whose the topic is so far."""
    if one.cancelled:
        return _("Cancelled: {reason}").format(reason=one.cancelled)
    if one.column.held:
        return _("Held")
    return _("Topic taken from the plan") if one.column.topic_planned else "—"


def _shade(one: ListedLesson, ends: Collection[int | None]) -> Shade:
    """Whether a work is written in it: a unit's, or the term's (one of `ends`)."""
    if one.cancelled:
        return "off"
    kind = one.row.kind if one.row and not one.column.held else None
    if kind is RowKind.TERM_SUMMATIVE or any(work in ends for work in one.column.works):
        return "term"
    return "unit" if kind is RowKind.UNIT_SUMMATIVE or one.column.works else ""
