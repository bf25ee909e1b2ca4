"""The rubric for parents: criteria of a work, a sentence for each attainment, a tick per pupil."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from school_desk.errors import N_, DeskError
from school_desk.journal.analysis import WorkParts
from school_desk.journal.attainment import Attainment, attainment_of
from school_desk.journal.model import PageHead, PupilRow, RegisterPage, Work
from school_desk.journal.ruleset import RuleSet
from school_desk.journal.work_parts import Task
from school_desk.school.model import Pupil

RUBRIC_LANGUAGES = ("kk", "ru")
MOST_ROWS = 20


class RubricFullError(DeskError):
    """More criteria than a paper for parents can hold."""

    sentence = N_("A rubric has at most {most} criteria. Nothing was added.")


class CriterionOfTaskError(DeskError):
    """A criterion that a task of the work names stays while the task does."""

    sentence = N_("This criterion comes from the tasks of the work. Change it there.")


class Part(StrEnum):
    """A text of a row."""

    CRITERION = "criterion"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


Texts = Mapping[tuple[Part, str], str]
"""Texts of a row by part and language."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row as the file has it: its row number and what a person wrote in it."""

    row: int
    texts: Texts


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One criterion. `criterion` is what the tasks call it; `texts` what a person wrote instead.

    `tasks` are the numbers of its tasks; none: typed by hand, or the work as a whole.
    """

    number: int
    criterion: str = ""
    tasks: tuple[int, ...] = ()
    texts: Texts = field(default_factory=dict)
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """How far a pupil has reached in a criterion; `chosen` by a person, else proposed."""

    attainment: Attainment | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PupilRubric:
    """One pupil's ticks, in the order of the rows; `points` None: not written."""

    pupil: Pupil
    points: int | None
    ticks: tuple[Tick, ...]

    @property
    def told(self) -> bool:
        """Whether there is anything to tell parents."""
        return any(tick.attainment is not None for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class Rubric:
    """The rubric of a work for the whole class: one value for screen, paper and spreadsheet."""

    head: PageHead
    work: Work
    rows: tuple[RubricRow, ...]
    pupils: tuple[PupilRubric, ...]

    def of(self, pupil: int) -> PupilRubric | None:
        """The ticks of a pupil."""
        return next((one for one in self.pupils if one.pupil.id == pupil), None)

    def row(self, number: int) -> RubricRow | None:
        """The row of a number."""
        return next((one for one in self.rows if one.number == number), None)


Ticks = Mapping[int, Mapping[int, Attainment]]
"""Chosen attainments by the number of the row and pupil."""


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote and chose in the rubric of a work: rows by number, ticks."""

    rows: Mapping[int, KeptRow] = field(default_factory=dict)
    ticks: Ticks = field(default_factory=dict)


NOTHING_WRITTEN = Written()


def make_rubric(
    page: RegisterPage,
    work: Work,
    rules: RuleSet,
    parts: WorkParts,
    written: Written = NOTHING_WRITTEN,
) -> Rubric:
    """The rubric of a work: rows from its tasks and from what was typed; ticks as they stand."""
    rows = rubric_rows(parts.tasks, written.rows)
    pupils = (_of_pupil(row, work, rows, parts, rules, written.ticks) for row in page.rows)
    return Rubric(page.head, work, rows, tuple(pupils))


def rubric_rows(tasks: Sequence[Task], kept: Mapping[int, KeptRow]) -> tuple[RubricRow, ...]:
    """The criteria of the tasks, each once; then those typed. Without any, the work as a whole."""
    found = {row.number: row for row in _criteria(tasks)} or {1: RubricRow(1)}
    for number, one in sorted(kept.items()):
        if number in found:
            found[number] = _with_texts(found[number], one)
        elif any(one.texts.get((Part.CRITERION, each)) for each in RUBRIC_LANGUAGES):
            found[number] = RubricRow(number, texts=one.texts, typed=True)
    return tuple(found[number] for number in sorted(found))


def next_number(
    tasks: Sequence[Task], kept: Mapping[int, KeptRow], given: Iterable[int] = ()
) -> int:
    """The number of a further row, or a refusal; those `given` before are not given again."""
    rows = rubric_rows(tasks, kept)
    if len(rows) >= MOST_ROWS:
        raise RubricFullError(most=MOST_ROWS)
    return 1 + max((*(row.number for row in rows), *(task.number for task in tasks), *kept, *given))


def accept_drop(rubric: Rubric, number: int) -> None:
    """Only a criterion that was typed here may be taken off."""
    row = rubric.row(number)
    if row is None or not row.typed:
        raise CriterionOfTaskError


def _criteria(tasks: Iterable[Task]) -> Iterable[RubricRow]:
    """Tasks of one criterion share a row; it has the number of the first of them."""
    found: dict[str, RubricRow] = {}
    for task in tasks:
        words = (task.criterion or task.text).strip()
        name = words.casefold() or f"#{task.number}"
        if name in found:
            row = found[name]
            found[name] = RubricRow(row.number, row.criterion, (*row.tasks, task.number))
        else:
            found[name] = RubricRow(task.number, words, (task.number,))
    return found.values()


def _with_texts(row: RubricRow, kept: KeptRow) -> RubricRow:
    return RubricRow(row.number, row.criterion, row.tasks, kept.texts)


def _of_pupil(
    row: PupilRow,
    work: Work,
    rows: Sequence[RubricRow],
    parts: WorkParts,
    rules: RuleSet,
    ticks: Ticks,
) -> PupilRubric:
    pupil = row.pupil.id
    chosen = [ticks.get(one.number, {}).get(pupil) for one in rows]
    proposed = [_proposed(one, row, work, parts, rules) for one in rows]
    made = (
        Tick(own, chosen=True) if own is not None else Tick(other)
        for own, other in zip(chosen, proposed, strict=True)
    )
    return PupilRubric(row.pupil, row.points(work.key), tuple(made))


def _proposed(
    one: RubricRow, row: PupilRow, work: Work, parts: WorkParts, rules: RuleSet
) -> Attainment | None:
    """By the points of the criterion where they are kept by descriptor, else by the whole work."""
    own = [task for task in parts.tasks if task.number in one.tasks]
    top = sum(task.top for task in own)
    by_descriptor = parts.points.get(row.pupil.id)
    if by_descriptor and top:
        got = sum(by_descriptor.get(each.row, 0) for task in own for each in task.descriptors)
        return attainment_of(got, top, rules)
    points = row.points(work.key)
    return None if points is None else attainment_of(points, work.top, rules)
