"""A list that was read, as the import check shows it: lines, classes, what keeps it out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from school_desk.i18n import Text
from school_desk.school.guardian_model import NewGuardian
from school_desk.school.model import NewPupil, PersonName

ClassKey = tuple[int, str]
"""Year level and letter."""

RowKey = tuple[str, int]
"""Sheet and row."""

ERROR = "error"


class ReadLine(Protocol):
    """A pupil as the list has one; `suggested` is the name without Latin letters."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def name(self) -> PersonName: ...
    @property
    def year_level(self) -> int: ...
    @property
    def letter(self) -> str: ...
    @property
    def birth(self) -> date | None: ...
    @property
    def sex(self) -> str | None: ...
    @property
    def iin(self) -> str: ...
    @property
    def suggested(self) -> PersonName | None: ...
    @property
    def address(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def guardians(self) -> tuple[NewGuardian, ...]: ...
    @property
    def known_as(self) -> int | None: ...


class ReadProblem(Protocol):
    """Something wrong at a place of the file; row 0 means the sheet, no sheet the file."""

    @property
    def severity(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def text(self) -> Text: ...


class ReadList(Protocol):
    """The pupils that can be taken, and all problems of the file."""

    @property
    def pupils(self) -> Sequence[ReadLine]: ...
    @property
    def problems(self) -> Sequence[ReadProblem]: ...
    @property
    def left_out(self) -> Sequence[ReadLine]: ...


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of the table: a pupil, a problem, or a pupil with a problem."""

    sheet: str
    row: int
    pupil: ReadLine | None
    problem: ReadProblem | None
    accepted: bool = False

    @property
    def key(self) -> RowKey:
        """Where it stands in the file."""
        return self.sheet, self.row

    @property
    def is_error(self) -> bool:
        """Whether it keeps the list from being taken."""
        return self.problem is not None and self.problem.severity == ERROR

    @property
    def proposed(self) -> PersonName | None:
        """The name without Latin letters, if there is one to accept."""
        return self.pupil.suggested if self.pupil else None

    @property
    def name(self) -> PersonName | None:
        """The name that will be written."""
        if self.pupil is None:
            return None
        return self.proposed if self.accepted and self.proposed else self.pupil.name


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many pupils of a class the list brings, and whether the school has the class yet."""

    key: ClassKey
    pupils: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """What was read and which proposals were accepted; a change makes another check."""

    read: ReadList
    classes: frozenset[ClassKey] = frozenset()
    accepted: frozenset[RowKey] = field(default_factory=frozenset)

    @property
    def errors(self) -> int:
        """How many problems keep the list from being taken."""
        return sum(problem.severity == ERROR for problem in self.read.problems)

    @property
    def warnings(self) -> int:
        """How many things a person should look at."""
        return len(self.read.problems) - self.errors

    @property
    def can_be_taken(self) -> bool:
        """Whether there is somebody to take and nothing against it."""
        return not self.errors and bool(self.read.pupils)

    @property
    def open_proposals(self) -> frozenset[RowKey]:
        """Where a name without Latin letters waits to be accepted."""
        found = {(one.sheet, one.row) for one in self.read.pupils if one.suggested}
        return frozenset(found) - self.accepted

    def accept(self, keys: Iterable[RowKey]) -> "ImportCheck":
        """Take the proposed names of these rows."""
        return replace(self, accepted=self.accepted | frozenset(keys))

    def take_back(self, keys: Iterable[RowKey]) -> "ImportCheck":
        """Leave the names of these rows as they were read."""
        return replace(self, accepted=self.accepted - frozenset(keys))

    def lines(self, *, only_problems: bool = False) -> tuple[CheckLine, ...]:
        """All lines in the order of the file; a row with two problems has two lines."""
        both = (*self.read.pupils, *self.read.left_out)
        pupils = {(one.sheet, one.row): one for one in both}
        troubled = [
            CheckLine(one.sheet, one.row, pupils.get((one.sheet, one.row)), one)
            for one in self.read.problems
        ]
        keys = {line.key for line in troubled}
        clean = [
            CheckLine(one.sheet, one.row, one, None)
            for one in self.read.pupils
            if (one.sheet, one.row) not in keys
        ]
        order = self._order()
        shown = troubled if only_problems else [*troubled, *clean]
        marked = (replace(line, accepted=line.key in self.accepted) for line in shown)
        return tuple(sorted(marked, key=lambda line: (order.get(line.sheet, -1), line.row)))

    def counts(self) -> tuple[ClassCount, ...]:
        """How many pupils each class gets, by year level and letter as first met."""
        found = Counter((one.year_level, one.letter) for one in self.read.pupils)
        ordered = sorted(found.items(), key=lambda item: item[0][0])
        return tuple(ClassCount(key, n, key not in self.classes) for key, n in ordered)

    def new_pupils(self) -> tuple[NewPupil, ...]:
        """Everyone to enrol, under the names that were accepted."""
        return tuple(
            NewPupil(
                line.name or PersonName(""),
                one.year_level,
                one.letter,
                one.birth,
                str(one.sex or ""),
                one.iin,
                one.address,
                one.phone,
                one.guardians,
                one.known_as,
            )
            for one in self.read.pupils
            for line in (
                CheckLine(one.sheet, one.row, one, None, (one.sheet, one.row) in self.accepted),
            )
        )

    def _order(self) -> dict[str, int]:
        sheets = [one.sheet for one in self.read.pupils]
        sheets += [one.sheet for one in self.read.problems]
        return {sheet: place for place, sheet in enumerate(dict.fromkeys(sheets))}
