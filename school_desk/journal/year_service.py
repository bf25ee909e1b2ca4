"""The end of the year: the year of a class, exams, what the council decided."""

from collections.abc import Mapping

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.intents import Form, Scope
from school_desk.journal.year_decision_rules import (
    accept_decisions,
    accept_exam,
    year_cell,
)
from school_desk.journal.year_explain_rules import explain_year
from school_desk.journal.year_model import ClassYear, Decision, ExamKind
from school_desk.journal.year_reader import YearReader
from school_desk.journal.year_store import save_decision, save_exam
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.model import ClassGroup
from school_desk.school.store import load_class_groups
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Service, Workplace


class YearMarksService(Service):
    """What the form tutor reads and the office types at the end of a year."""

    def __init__(self, workplace: Workplace, reader: YearReader) -> None:
        super().__init__(workplace)
        self._reader = reader

    def of_class(self, class_group: int) -> ClassYear:
        """Terms, year, exam and final mark of every pupil and subject, with proposals."""
        db = self._look(N_("See year marks"), Scope(class_group=class_group))
        return self._reader.of_class(db, self._class(db, class_group))

    def explain(self, class_group: int, pupil: int, subject: int) -> tuple[Text, ...]:
        """Why the year mark and the final mark of a pupil are what they are."""
        db = self._look(N_("See year marks"), Scope(class_group=class_group))
        year = self._reader.of_class(db, self._class(db, class_group))
        column, cell = year_cell(year, pupil, subject)
        if year.rules is None or year.settings is None:
            return ()
        return explain_year(column, cell, year.rules, year.settings)

    def put_exam(
        self, class_group: int, pupil: int, subject: int, kind: ExamKind, text: str
    ) -> None:
        """What a pupil reached, typed as a mark or as points of the maximum; "" takes it away."""
        with self._begin(N_("Put exam mark"), self._form(class_group)) as work:
            year = self._reader.of_class(work.db, self._class(work.db, class_group))
            result = accept_exam(year, pupil, subject, kind, text)
            place = pupil, class_group, subject
            save_exam(work, self._part(class_group), place, kind, result)

    def decide(self, class_group: int, decided: Mapping[int, Decision]) -> None:
        """What the council decided of pupils, in one step; orders are typed by a person."""
        with self._begin(N_("Record decision"), self._form(class_group)) as work:
            year = self._reader.of_class(work.db, self._class(work.db, class_group))
            for pupil, one in accept_decisions(year, decided).items():
                save_decision(work, self._part(class_group), pupil, class_group, one)

    def _class(self, db: Connection, class_group: int) -> ClassGroup:
        known = load_class_groups(db, self._at.partitions.year)
        found = next((one for one in known if one.id == class_group), None)
        if found is None:
            raise ClassUnknownError
        return found

    def _part(self, class_group: int) -> str:
        db = self._at.storage.db
        return Partitions.register(self._at.storage.keys.key(db, class_group))

    def _form(self, class_group: int) -> Form:
        scope = Scope(class_group=class_group)
        return Form(scope, self._at.storage.context(self._part(class_group)))
