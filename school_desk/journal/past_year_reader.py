"""Read the year of a class that is over: what was stored when its pages were closed, and papers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from school_desk.journal.past_mark_store import load_past_marks
from school_desk.journal.past_year_model import StoredYear
from school_desk.journal.past_year_rules import Cells, last_rules, stored_cells
from school_desk.journal.past_year_store import load_stored
from school_desk.journal.plan import in_force
from school_desk.journal.rules_store import load_values
from school_desk.journal.ruleset import RuleSet, RuleSettings, choose
from school_desk.journal.year_model import ClassYear, Decision, YearColumn, YearLine
from school_desk.journal.year_store import load_closed_elsewhere, load_decisions, load_exams
from school_desk.school.model import Calendar, ClassGroup, Member, Subject
from school_desk.school.names import name_key, sort_key
from school_desk.school.store import load_members, load_subjects
from school_desk.storage.engine import Connection

MAY, LAST_DAY, AUTUMN = 5, 25, 9


class PastYearReader:
    """Years of classes as they were closed: nothing is reckoned anew but year and final marks.

    So one reads ten years at once, where opening every page would take minutes; a page that was
    never closed has nothing stored. Whoever asks has asked for permission before.
    """

    def __init__(
        self, rulesets: Sequence[RuleSet], calendar_of: Callable[[str], Calendar | None]
    ) -> None:
        self._rulesets = rulesets
        self._calendar_of = calendar_of

    def of_class(
        self, db: Connection, year: str, class_group: ClassGroup, pupil: int | None = None
    ) -> ClassYear:
        """The year of a class of this file; with a `pupil` only that line of it."""
        found = load_members(db, class_group.id)
        members = [one for one in found if pupil in (None, one.pupil.id)]
        pupils = [one.pupil.id for one in members]
        kept = StoredYear(
            year,
            load_stored(db, class_group.id),
            load_past_marks(db, pupils, year) if pupils else {},
            load_closed_elsewhere(db, class_group.id, pupils, year) if pupils else {},
            load_exams(db, class_group.id),
        )
        decided = load_decisions(db, class_group.id)
        return self._made(db, kept, class_group, members, decided)

    def on_paper(
        self, db: Connection, year: str, class_group: ClassGroup, members: Sequence[Member]
    ) -> ClassYear:
        """The year of people before this file: only papers tell of it."""
        pupils = [one.pupil.id for one in members]
        kept = StoredYear(year, past=load_past_marks(db, pupils, year) if pupils else {})
        return self._made(db, kept, class_group, members, {})

    def settings(self, db: Connection, year: str, ruleset: str = "") -> RuleSettings | None:
        """The rules of a year as the school has them: those named, else the only ones of its day.

        None where nobody can say which.
        """
        found = tuple(one for one in self._rulesets if one.id == ruleset)
        found = found or choose(self._rulesets, date(int(year[:4]), AUTUMN, 1))
        return in_force(found[0], load_values(db)) if len(found) == 1 else None

    def last_day(self, year: str) -> date:
        """The last day of the lessons of a year; the usual one where its calendar is not known."""
        calendar = self._calendar_of(year)
        return calendar.terms[-1].ends if calendar else date(int(year[:4]) + 1, MAY, LAST_DAY)

    def _made(
        self,
        db: Connection,
        kept: StoredYear,
        class_group: ClassGroup,
        members: Sequence[Member],
        decided: Mapping[int, Decision],
    ) -> ClassYear:
        ruleset = last_rules(kept.marks)
        rules = self.settings(db, kept.year, ruleset)
        pupils = frozenset(one.pupil.id for one in members)
        cells = stored_cells(kept, pupils, rules.year if rules else None)
        columns = _columns(load_subjects(db), cells, kept)
        last = self.last_day(kept.year)
        lines = (_line(one, columns, cells, decided, last) for one in members)
        return ClassYear(
            class_group=class_group.id,
            label=class_group.label,
            year_level=class_group.year_level,
            language=class_group.language,
            year=kept.year,
            tutor_name="",
            columns=columns,
            lines=tuple(sorted(lines, key=lambda one: (name_key(one.pupil.name), one.pupil.id))),
            settings=rules.year if rules else None,
            rules=next((one for one in self._rulesets if one.id == ruleset), None),
            on=last,
        )


def _columns(subjects: Sequence[Subject], cells: Cells, kept: StoredYear) -> tuple[YearColumn, ...]:
    """The subjects that anybody has anything in, in the order of the Kazakh alphabet."""
    groups: dict[int, dict[int, None]] = {}
    for one in kept.marks:
        groups.setdefault(one.subject, {})[one.group] = None
    known = {subject for _pupil, subject in cells}
    found = (one for one in subjects if one.id in known)
    return tuple(
        YearColumn(one.id, one.names, groups=tuple(groups.get(one.id, ())))
        for one in sorted(found, key=lambda one: sort_key(one.names["kk"]))
    )


def _line(
    member: Member,
    columns: Sequence[YearColumn],
    cells: Cells,
    decided: Mapping[int, Decision],
    last: date,
) -> YearLine:
    pupil, until = member.pupil, member.until
    return YearLine(
        pupil,
        tuple(cells.get((pupil.id, one.subject)) for one in columns),
        decision=decided.get(pupil.id, Decision()),
        left=until if until is not None and until < last else None,
    )
