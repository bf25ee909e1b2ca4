"""A page to type in, and what one can do with its current lesson, for each screen with one."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from school_desk.errors import DeskError
from school_desk.i18n import _, current
from school_desk.journal.model import Column, ColumnKey, RegisterPage, Work
from school_desk.school.model import LessonKey
from school_desk.ui.actions import Handler
from school_desk.ui.journal.cancel_dialog import ask_and_cancel
from school_desk.ui.journal.page_tabs import tab_handlers
from school_desk.ui.journal.plan_places import plan_handlers
from school_desk.ui.journal.register_cells import AbsenceLetters, CellState, PageSigns
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.work_actions import WorkActions
from school_desk.ui.messages import Tone
from school_desk.ui.screen import Place, Screen
from school_desk.ui.work_place import WorkPlace

CONFLICTS = "conflicts"


class PageActs:
    """The grid of a page, and the acts of the screen that shows it.

    Args:
        flush: saves what is being typed on the screen, before an act.
    """

    def __init__(
        self, at: WorkPlace, page: RegisterPage, screen: Screen, flush: Callable[[], object]
    ) -> None:
        self._at = at
        self._desk = at.desk
        self._screen = screen
        self._flush = flush
        settings = self._desk.journal.rules(page)[1]
        letters = settings.signs.get(current(), settings.signs["kk"])
        signs = AbsenceLetters(letters, settings.letters)
        self.grid = RegisterGrid(
            self._desk, page, self._desk.today(), signs, signs_of=self._disputed
        )
        self._works = WorkActions(at, self.grid, screen.place_asked.emit, screen)
        self._last: ColumnKey | None = None
        self.grid.menu_asked.connect(self.open_column_menu)

    @property
    def page(self) -> RegisterPage:
        """The page as it is now."""
        return self.grid.page

    def handlers(self) -> Mapping[str, Handler]:
        """By the ids of `ui.actions`."""
        go = self._screen.place_asked.emit
        return {
            **self.grid.handlers(),
            **tab_handlers(self.page, go),
            "lesson_held": self.hold_lesson,
            "second_column": self.add_column,
            "summative_work": self.plan_work,
            **self._works.handlers(),
            "cancel_lesson": self.cancel_lesson,
            "conflict": self.open_conflict,
            **plan_handlers(self.page, self.lesson, go),
        }

    def lesson(self) -> LessonKey | None:
        """The current lesson."""
        column = self.column()
        return column.key.lesson if column else None

    def column(self) -> Column | None:
        """The lesson of the current column; of a work, the one it is written in."""
        self._last = self.grid.column or self._last
        found = self.page.find(self._last) if self._last else None
        if isinstance(found, Work):
            lesson = self.page.lesson_of(found)
            found = self.page.find(ColumnKey(lesson)) if lesson else None
        return found if isinstance(found, Column) else None

    def hold_lesson(self) -> None:
        """Say that the current lesson was held: who has no sign was present."""
        self._flush()
        lesson = self.lesson()
        if lesson is None:
            self._at.messages.say(_("Choose a lesson first."), Tone.WARN)
            return
        self._desk.journal.hold(self.page, lesson, self._desk.now())
        self._at.messages.say(_("The lesson is noted as held."))

    def cancel_lesson(self) -> None:
        """Say that the current lesson was not held, and why; what was planned slides on."""
        self._flush()
        lesson = self.lesson()
        if lesson is None:
            self._at.messages.say(_("Choose a lesson first."), Tone.WARN)
        else:
            ask_and_cancel(self._at, self.page, lesson, self._screen)

    def open_conflict(self) -> None:
        """Show the values that stand in the current cell, for a person to choose."""
        self._flush()
        found = self._desk.disputes.on_page(self.page) if self._desk.has_conflicts else {}
        column, pupil = self.grid.column, self.grid.pupil
        cell = found.get((column, pupil)) if column and pupil else None
        if cell is None:
            self._at.messages.say(_("Only one value stands in this cell."))
        else:
            self._screen.place_asked.emit(Place(CONFLICTS, cell))

    def _disputed(self, page: RegisterPage) -> PageSigns:
        if not self._desk.has_conflicts:
            return PageSigns()
        found = self._desk.disputes.on_page(page)
        return PageSigns(dict.fromkeys(found, CellState.CONFLICT))

    def add_column(self) -> None:
        """A second column of the current lesson, and go there."""
        self._flush()
        lesson = self.lesson()
        if lesson is not None:
            self.grid.go_to(self._desk.journal.add_column(self.page, lesson), self.grid.pupil)

    def plan_work(self) -> None:
        """Plan a summative work on the day of the current lesson."""
        self._flush()
        column = self.column()
        day = column.date if column else self._desk.today()
        self._works.ask_work(day, None)

    def write_topic(self, lesson: LessonKey, text: str) -> None:
        """The topic of a lesson."""
        self._desk.journal.write_topic(self.page, lesson, text)

    def write_objective(self, lesson: LessonKey, text: str) -> None:
        """The learning objective of a lesson."""
        self._desk.journal.write_objective(self.page, lesson, text)

    def write_homework(self, lesson: LessonKey, text: str) -> None:
        """The homework of a lesson."""
        self._desk.journal.write_homework(self.page, lesson, text)

    def open_column_menu(self, key: ColumnKey | None, where: QPoint) -> None:
        """What one can do with a column, at a place of the screen."""
        menu = QMenu(self._screen)
        work = self.page.find(key) if key else None
        if isinstance(work, Work):
            self._works.fill_menu(menu, work, self._attempt)
        elif key is not None:
            for text, act in (
                (_("Lesson held"), self._screen.handlers()["lesson_held"]),
                (_("Second column of this lesson"), self.add_column),
                (_("Add a summative work"), self.plan_work),
                (_("Lesson cancelled…"), self.cancel_lesson),
            ):
                menu.addAction(text).triggered.connect(
                    lambda _on=False, act=act: self._attempt(act)
                )
        menu.exec(where)

    def _attempt(self, act: Handler) -> None:
        try:
            act()
        except DeskError as error:
            self._at.messages.refuse(error)
