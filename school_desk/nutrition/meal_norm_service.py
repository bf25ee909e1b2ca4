"""Norms of meals that a school can edit: targets, limits, lists, bands, signs, each by its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.nutrition.meal_norm_entry_rules import (
    NormShippedError,
    accept_confirmed,
    accept_end,
    accept_line,
)
from school_desk.nutrition.meal_norm_model import NormOf
from school_desk.nutrition.meal_norm_rules import lines_on
from school_desk.nutrition.meal_norm_store import load_norm_lines, save_norm_line
from school_desk.nutrition.menu_work_service import MealsService
from school_desk.storage.service import Step, Workplace, no_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from school_desk.nutrition.meal_norm_model import DayNorms, NormLine
    from school_desk.nutrition.meal_norm_store import NormBook


class MealNormService(MealsService):
    """By what meals are checked and counted; what came with the program lies under it."""

    def __init__(self, workplace: Workplace, book: NormBook) -> None:
        super().__init__(workplace)
        self._book = book

    def lines(self) -> tuple[NormLine, ...]:
        """Every line by its kind, of what, and its day."""
        return _in_order(self._book.lines(self._look(N_("See meal norms"))))

    def counting(self, day: date) -> tuple[NormLine, ...]:
        """The lines that count on a day."""
        db = self._look(N_("See meal norms"))
        return _in_order(lines_on(self._book.lines(db), day))

    def on(self, day: date) -> DayNorms:
        """What all of them say on a day."""
        return self._book.on(self._look(N_("See meal norms")), day)

    def write(self, line: NormLine) -> int:
        """A line of the school's own; what has counted already keeps its figures."""
        with self._begin(N_("Write meal norms"), self._seen) as work:
            accepted = accept_line(line, self._book.lines(work.db), self._at.today())
            return save_norm_line(work, self._at.partitions, accepted)

    def end(self, line: NormLine, day: date) -> None:
        """The last day on which a line counts."""
        with self._begin(N_("Write meal norms"), self._seen) as work:
            save_norm_line(work, self._at.partitions, accept_end(line, day))

    def confirm(self, lines: Sequence[NormLine]) -> None:
        """Somebody looked at these lines beside their acts, and they are right; in one step."""
        with self._begin(N_("Write meal norms"), self._seen) as work:
            for one in lines:
                save_norm_line(work, self._at.partitions, accept_confirmed(one))

    def remove(self, line: NormLine) -> None:
        """Take the school's word away: what came before it counts again."""
        with self._begin(N_("Write meal norms"), self._seen) as work:
            if line.id not in {one.id for one in load_norm_lines(work.db)}:
                raise NormShippedError
            work.delete(line.id)

    def import_lines(self, lines: Sequence[NormLine], *, step: Step = no_step) -> int:
        """The lines of a file, all in one step."""
        with self._begin(N_("Write meal norms"), self._seen) as work:
            there = self._book.lines(work.db)
            for done, one in enumerate(lines, 1):
                accepted = accept_line(one, there, self._at.today())
                save_norm_line(work, self._at.partitions, accepted)
                step(done, len(lines))
        return len(lines)


def _in_order(lines: Sequence[NormLine]) -> tuple[NormLine, ...]:
    """By kind, then as they came, then by day."""
    order = list(NormOf)
    place = {one.key: n for n, one in reversed(list(enumerate(lines)))}
    return tuple(sorted(lines, key=lambda one: (order.index(one.kind), place[one.key], one.starts)))
