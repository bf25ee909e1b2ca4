"""Class sets: the office says which classes are taught together, and how the set is called."""

from collections.abc import Iterable, Mapping, Sequence

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.attendance_service import ClassUnknownError
from school_desk.school.class_set_rules import NoSuchSetError, accept_set
from school_desk.school.class_set_store import (
    end_class_set,
    load_class_sets,
    save_class_set,
)
from school_desk.school.model import ClassGroup, ClassSet
from school_desk.school.store import load_class_groups
from school_desk.school.texts import as_line
from school_desk.storage.service import Service

NO_NAMES: Mapping[str, str] = {}


class ClassSetService(Service):
    """What the office does with class sets."""

    def sets(self) -> tuple[ClassSet, ...]:
        """The class sets of this year."""
        return load_class_sets(self._look(N_("See timetable")), self._at.partitions.year)

    def combine(
        self,
        classes: Sequence[int],
        names: Mapping[str, str] = NO_NAMES,
        class_set: int | None = None,
    ) -> int:
        """Teach classes together from now on: as a new set, or as the new choice of one."""
        with self._begin(N_("Combine classes"), Form()) as work:
            year = self._at.partitions.year
            known = {one.id: one for one in load_class_groups(work.db, year)}
            sets = load_class_sets(work.db, year)
            old = None if class_set is None else _found(sets, class_set)
            chosen = accept_set(_chosen(known, classes), sets, class_set)
            lines = {language: as_line(name) for language, name in names.items()}
            return save_class_set(work, self._at.partitions, chosen, lines, old)

    def dissolve(self, class_set: int) -> None:
        """Teach the classes of a set apart from now on; what was written stays."""
        with self._begin(N_("Dissolve class set"), Form()) as work:
            sets = load_class_sets(work.db, self._at.partitions.year)
            end_class_set(work, _found(sets, class_set))


def _chosen(known: Mapping[int, ClassGroup], classes: Iterable[int]) -> list[ClassGroup]:
    if not known.keys() >= set(classes):
        raise ClassUnknownError
    return [known[row] for row in set(classes)]


def _found(sets: Sequence[ClassSet], class_set: int) -> ClassSet:
    found = next((one for one in sets if one.id == class_set), None)
    if found is None:
        raise NoSuchSetError
    return found
