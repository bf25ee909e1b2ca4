"""Living a term by keys: what a teacher types in each lesson, written down beside it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from school_desk.journal.model import ColumnKey, MarkKind, RegisterPage
from school_desk.school.model import LessonKey
from school_desk.ui.journal.combined_screen import CombinedScreen
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.journal.work_dialog import WorkDialog
from school_desk.ui.widgets.card import CardRow
from tests.journeys.term_school import TERM, Taught, TermSchool, moment
from tests.ui.keyboard import answering, focused, press, types
from tests.ui.seat import Seat

KAZAKH_DIGITS = 'қ"әіңғ,.үұ'
ILL, EXCUSED, UNEXCUSED, LATE = "А", "Д", "Ж", "К"


def keyed(points: int) -> str:
    """Points as the number row of the Kazakh layout types them."""
    return "".join(KAZAKH_DIGITS[int(digit)] for digit in str(points))


@dataclass
class Diary:
    """What was typed, by page and pupil (the number on the list); the program never reads it."""

    formative: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    works: dict[tuple[str, int], dict[str, tuple[int | None, int]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    away: dict[tuple[str, int], list[tuple[date, int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    held: dict[str, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))
    presses: int = 0


@dataclass
class Life:
    """One teacher's term at the window."""

    seat: Seat
    school: TermSchool
    chance: Random
    diary: Diary = field(default_factory=Diary)

    def lesson(self, taught: Taught, key: LessonKey) -> None:
        """Open the lesson of this hour, roll call and marks, works, topic, held."""
        self.seat.now = moment(key.date, key.slot, self.seat.desk)
        self.open(taught)
        page = self.seat.register
        assert page.grid.column == ColumnKey(key)
        name = self.work_of(taught, key.date)
        if name is not None:
            self.plan_work(name)
        signs = self.roll_call(taught, page, key)
        if name is not None:
            self.write_work(taught, page, name, signs)
        press("Ctrl+Return")
        self.diary.held[taught.row_name].append((key.date, key.slot))

    def open(self, taught: Taught) -> None:
        """From the start screen by the arrows to a lesson of this class, and Enter."""
        press("Ctrl+1")
        rows = [row for row in self.seat.screen.findChildren(CardRow) if row.isVisible()]
        wanted = next(n for n, row in enumerate(rows) if taught.row_name in row.accessibleName())
        here = next(n for n, row in enumerate(rows) if row is focused())
        press(*["Down" if here < wanted else "Up"] * abs(wanted - here), "Return")
        if isinstance(self.seat.screen, CombinedScreen):
            self.open_one_of(taught)

    def open_one_of(self, taught: Taught) -> None:
        """From a combined hour to the page of one class alone."""
        screen = self.seat.screen
        assert isinstance(screen, CombinedScreen)
        if screen.page.head.subject_names["kk"] != taught.kk:
            press("Ctrl+Tab")
        press("Alt+1")

    def work_of(self, taught: Taught, day: date) -> tuple[str, str, int] | None:
        """The work that is written in a lesson: in the first of its week."""
        week = (day - date(2026, 8, 31)).days // 7 + 1
        first = not any(
            held.isocalendar()[1] == day.isocalendar()[1] for held in self._days(taught)
        )
        if not first:
            return None
        units = 0
        for at, kind, top in taught.works:
            units += kind != TERM
            if at == week:
                return (TERM if kind == TERM else f"unit {units}"), kind, top
        return None

    def plan_work(self, name: tuple[str, str, int]) -> None:
        """Ctrl+G, the kind, the maximum, Enter."""
        _title, kind, top = name

        def answer(dialog: WorkDialog) -> None:
            if kind == TERM:
                press("Down")
            dialog.top.setFocus()
            dialog.top.selectAll()
            types(str(top))
            press("Return")

        answering(WorkDialog, answer)
        press("Ctrl+G")

    def roll_call(self, taught: Taught, page: RegisterScreen, key: LessonKey) -> dict[int, str]:
        """Each pupil in turn: a letter, points, both, or nothing."""
        signs: dict[int, str] = {}
        name = taught.row_name
        for number in range(len(page.page.rows)):
            text, sign, points = self.draw()
            if sign:
                signs[number] = sign
                self.diary.away[name, number].append((key.date, key.slot, sign))
            if points is not None:
                self.diary.formative[name, number].append(points)
            if text:
                types(text, "\n")
            else:
                press("Down")
        return signs

    def draw(self) -> tuple[str, str, int | None]:
        """What is typed for one pupil in one lesson."""
        chance = self.chance.random()
        points = self.chance.randint(3, 10)
        if chance < 0.07:
            sign = self.chance.choice((ILL, ILL, EXCUSED, UNEXCUSED))
            return sign, sign, None
        if chance < 0.11:
            return f"{LATE}{keyed(points)}", LATE, points
        return (keyed(points), "", points) if chance < 0.55 else ("", "", None)

    def write_work(
        self,
        taught: Taught,
        page: RegisterScreen,
        work: tuple[str, str, int],
        signs: dict[int, str],
    ) -> None:
        """The points of a work, in its own column; who is away has none."""
        title, kind, top = work
        unit = MarkKind.TERM_SUMMATIVE if kind == TERM else MarkKind.UNIT_SUMMATIVE
        number = 1 if kind == TERM else int(title.split()[1])
        self.walk_to(page, _column(page.page, unit, number))
        while page.grid.cell_cursor.index.row() > 0:
            press("Up")
        for row in range(len(page.page.rows)):
            away = signs.get(row) in (ILL, EXCUSED, UNEXCUSED)
            points = None if away else self.chance.randint(top // 3, top)
            self.diary.works[taught.row_name, row][title] = points, top
            if points is None:
                press("Down")
            else:
                types(keyed(points), "\n")

    def walk_to(self, page: RegisterScreen, column: ColumnKey) -> None:
        """By the arrow to a column further to the right."""
        while page.grid.column != column:
            before = page.grid.cell_cursor.index.column()
            press("Right")
            assert page.grid.cell_cursor.index.column() > before

    def _days(self, taught: Taught) -> list[date]:
        return [day for day, _slot in self.diary.held[taught.row_name]]


def _column(page: RegisterPage, kind: MarkKind, number: int) -> ColumnKey:
    return next(work.key for work in page.works if (work.kind, work.number) == (kind, number))
