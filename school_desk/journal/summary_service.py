"""Term summaries: a class for its form tutor, own pages for a teacher, all for a deputy."""

from dataclasses import replace

from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.journal.summary_model import ClassSummary, TeacherSummary
from school_desk.journal.summary_reader import SummaryReader
from school_desk.school.model import ClassGroup
from school_desk.school.store import load_class_groups
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class ClassGoneError(DeskError):
    """A class group that is not one of this year."""

    sentence = N_("This class is not there any more. Choose one from the list.")


class SummaryService(Service):
    """What a form tutor, a teacher and a deputy see of a term."""

    def __init__(self, workplace: Workplace, reader: SummaryReader) -> None:
        super().__init__(workplace)
        self._reader = reader

    def of_class(self, class_group: int, term: int) -> ClassSummary:
        """The term summary of a class."""
        db = self._look(N_("See class summary"), Scope(class_group=class_group))
        return self._reader.of_class(db, self._class(db, class_group), term)

    def with_terms(self, class_group: int, term: int) -> ClassSummary:
        """The same with the marks of the terms before it beside."""
        db = self._look(N_("See class summary"), Scope(class_group=class_group))
        found = self._class(db, class_group)
        summary = self._reader.of_class(db, found, term)
        return replace(summary, terms=self._reader.terms(db, found, term))

    def of_teacher(self, teacher: int, term: int) -> TeacherSummary:
        """The term summary of a teacher's pages."""
        db = self._look(N_("See teacher summary"), Scope(account=teacher))
        return self._reader.of_teacher(db, teacher, term)

    def _class(self, db: Connection, class_group: int) -> ClassGroup:
        groups = load_class_groups(db, self._at.partitions.year)
        found = next((one for one in groups if one.id == class_group), None)
        if found is None:
            raise ClassGoneError
        return found
