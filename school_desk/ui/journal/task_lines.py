"""The tasks of a work as lines to edit: a task, its criterion, its descriptors; pure values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from school_desk.errors import N_, DeskError
from school_desk.journal.typing import ROW
from school_desk.journal.work_parts import Descriptor, Task, read_objectives

LONGEST_NUMBER = 4

Tasks = tuple[Task, ...]


class PointsTextError(DeskError):
    """A text where points of a descriptor should be."""

    sentence = N_("Points are a whole number from 1, not “{text}”. Nothing was changed.")


class LineKind(Enum):
    """What a line stands for."""

    TASK = auto()
    CRITERION = auto()
    DESCRIPTOR = auto()


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A line: the place of its task, and of its descriptor in it."""

    kind: LineKind
    task: int
    descriptor: int = 0


def lines_of(tasks: Sequence[Task]) -> tuple[TaskLine, ...]:
    """All lines in order."""
    return tuple(_lines(tasks))


def _lines(tasks: Sequence[Task]) -> Iterator[TaskLine]:
    for n, task in enumerate(tasks):
        yield TaskLine(LineKind.TASK, n)
        yield TaskLine(LineKind.CRITERION, n)
        for place in range(len(task.descriptors)):
            yield TaskLine(LineKind.DESCRIPTOR, n, place)


def number_of(line: TaskLine) -> str:
    """How a line is numbered: 2, 2.1; a criterion is not."""
    if line.kind is LineKind.DESCRIPTOR:
        return f"{line.task + 1}.{line.descriptor + 1}"
    return str(line.task + 1) if line.kind is LineKind.TASK else ""


def text_of_line(tasks: Sequence[Task], line: TaskLine) -> str:
    """The words of a line."""
    task = tasks[line.task]
    if line.kind is LineKind.DESCRIPTOR:
        return task.descriptors[line.descriptor].text
    return task.text if line.kind is LineKind.TASK else task.criterion


def with_text(tasks: Tasks, line: TaskLine, text: str) -> Tasks:
    """The tasks with other words in a line."""
    task = tasks[line.task]
    if line.kind is LineKind.TASK:
        return _with_task(tasks, line, replace(task, text=text))
    if line.kind is LineKind.CRITERION:
        return _with_task(tasks, line, replace(task, criterion=text))
    one = replace(task.descriptors[line.descriptor], text=text)
    return _with_descriptor(tasks, line, one)


def with_objectives(tasks: Tasks, line: TaskLine, text: str) -> Tasks:
    """The tasks with other learning objectives."""
    task = replace(tasks[line.task], objectives=read_objectives(text))
    return _with_task(tasks, line, task)


def with_points(tasks: Tasks, line: TaskLine, text: str) -> Tasks:
    """The tasks with other points of a descriptor, typed in any layout."""
    one = tasks[line.task].descriptors[line.descriptor]
    return _with_descriptor(tasks, line, replace(one, points=read_points(text)))


def with_new_task(tasks: Tasks) -> Tasks:
    """One task more at the end, with its first descriptor."""
    return (*tasks, Task(0, descriptors=(Descriptor(0, ""),)))


def with_new_descriptor(tasks: Tasks, line: TaskLine) -> Tasks:
    """One descriptor more at the end of the task of a line."""
    task = tasks[line.task]
    return _with_task(
        tasks, line, replace(task, descriptors=(*task.descriptors, Descriptor(0, "")))
    )


def without(tasks: Tasks, line: TaskLine) -> Tasks:
    """The tasks without a descriptor, or without a whole task; a criterion becomes empty."""
    if line.kind is LineKind.CRITERION:
        return with_text(tasks, line, "")
    if line.kind is LineKind.TASK:
        return tuple(task for n, task in enumerate(tasks) if n != line.task)
    task = tasks[line.task]
    left = tuple(one for n, one in enumerate(task.descriptors) if n != line.descriptor)
    return _with_task(tasks, line, replace(task, descriptors=left))


def read_points(text: str) -> int:
    """Points as typed, on the number row of the Kazakh layout too.

    >>> read_points("3"), read_points("ә"), read_points('"қ')
    (3, 2, 10)
    """
    typed = "".join(str(ROW.get(sign, sign)) for sign in text.strip())
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > LONGEST_NUMBER:
        raise PointsTextError(text=text.strip()[:20])
    return int(typed)


def _with_task(tasks: Tasks, line: TaskLine, task: Task) -> Tasks:
    return tuple(task if n == line.task else old for n, old in enumerate(tasks))


def _with_descriptor(tasks: Tasks, line: TaskLine, one: Descriptor) -> Tasks:
    task = tasks[line.task]
    kept = tuple(one if n == line.descriptor else old for n, old in enumerate(task.descriptors))
    return _with_task(tasks, line, replace(task, descriptors=kept))
