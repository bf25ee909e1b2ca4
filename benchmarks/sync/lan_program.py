"""One of the computers of `benchmarks.sync.lan`: a real window that does what it is told."""

# ruff: noqa: SLF001  it looks into the window from inside

import random
import sys
from datetime import timedelta
from time import monotonic

from school_desk.journal.entry import PutMark
from school_desk.journal.model import ColumnKey
from school_desk.journal.store import save_entries
from school_desk.school.model import LessonKey
from tests.soak import one_program
from tests.soak.one_program import until
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import Seat

AT_ONCE = 5
"""So many marks are written before the window lives on for a moment."""


class Program(one_program.Program):
    """A window as it is, with its own chance; moments are of the computer's one watch."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._exchanging._uniform = random.uniform

    def finds(self, count: int) -> float:
        """When so many others were heard on the network."""
        until(lambda: len(self._exchanging.meeting.present) >= count)
        return monotonic()

    def puts(self, column: int, pupil: int, points: int) -> float:
        """A mark by keys; when Return was pressed."""
        self._stands_on(column, pupil)
        types(str(points))
        begun = monotonic()
        press("Return")
        assert self.mark(column, pupil) == points
        return begun

    def shows(self, column: int, pupil: int, points: int) -> float:
        """When the page on the screen has the mark."""
        register, key = self._seat.register, self._columns[column]
        until(lambda: register.page.rows[pupil - 1].points(key) == points)
        return monotonic()

    def writes(self, marks: int, number: int) -> float:
        """So many new marks, a unit of work each, in lessons of its own; when the last is there."""
        desk, page = self._seat.desk, self._seat.register.page
        storage, parts = desk._storage, desk._ground.workplace.partitions
        part = desk.journal._pages.plan_of(storage.db, page).class_part
        first = max(one.lesson for one in self._columns)
        for n in range(marks):
            later, place = divmod(n, len(page.rows))
            day = first.date + timedelta(days=1 + later)
            key = ColumnKey(LessonKey(first.group, first.subject, day, number))
            mark = PutMark(key, page.rows[place].pupil.id, 1 + n % 10)
            with storage.begin("Put mark", actor=desk.account.id) as work:
                save_entries(work, parts, part, [mark])
            if n % AT_ONCE == 0:
                settle()
        return monotonic()

    def count(self) -> int:
        """Marks in the file."""
        db = self._seat.desk._storage.db
        return int(db.execute("SELECT count(*) FROM mark WHERE points NOTNULL").fetchone()[0])

    def holds(self, marks: int) -> float:
        """When so many marks are in the file."""
        until(lambda: self.count() >= marks)
        return monotonic()


if __name__ == "__main__":
    one_program.Program = Program
    one_program.PATIENCE = 180.0
    one_program.main(*sys.argv[1:])
