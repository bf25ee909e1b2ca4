"""What a printed summative work says: one source for its PDF and its workbook."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, one_line, told
from school_desk.errors import N_
from school_desk.journal import register_paper as page_paper
from school_desk.journal.model import ImportedWork, Sitting
from school_desk.journal.register_paper import CellWords, Letters
from school_desk.journal.work_page_model import WorkLine, WorkPage
from school_desk.journal.work_parts import HUNDRED, Descriptor

SPECIFICATION = N_("Specification of the work")
RESULTS = N_("Results of the work")
SUMMATIVE_WORK = N_("Summative work")
MAXIMUM = N_("Maximum: {top} points")
WRITTEN = N_("Written: {written} of {n}")
TASK = N_("Task")
CRITERION = N_("Criterion")
OBJECTIVES = N_("Objectives")
DESCRIPTOR = N_("Descriptor")
POINTS = N_("Points")
SUM = N_("Total")
PERCENT = "%"
DONE = N_("Done, %")
NO_TASKS = N_("The tasks of this work are not written yet.")
DIFFERS = N_("The descriptors add up to {sum} points, the maximum is {top}.")
OWN_DAY = N_("own schedule: {day:short}")
OWN_DAY_WHY = N_("own schedule: {day:short} ({reason})")
BROUGHT = N_("from another school: {points} of {top}, {source}")
CONTRADICTS = N_("by descriptor {sum}, total {total}")


def title_of(laid: WorkPage, voices: Voices) -> Lines:
    """The work with its own title."""
    names = page_paper.work_name(laid.work, voices)
    return tuple(f"{name} · {laid.work.title}" if laid.work.title else name for name in names)


def facts_of(laid: WorkPage, voices: Voices) -> Lines:
    """Day, maximum, how many wrote it."""
    top = told(voices, MAXIMUM, top=laid.work.top)
    written = told(voices, WRITTEN, written=laid.written, n=len(laid.lines))
    day = laid.work.date
    days = tuple(formats.date_short(day, v.language) if day else "" for v in voices)
    lines = zip(days, top, written, strict=True)
    return tuple(" · ".join(part for part in parts if part) for parts in lines)


def numbered(laid: WorkPage) -> Iterator[tuple[str, Descriptor]]:
    """Descriptors with their numbers: 2.1 is the first of the second task."""
    for n, task in enumerate(laid.tasks, start=1):
        for place, one in enumerate(task.descriptors, start=1):
            yield f"{n}.{place}", one


def total_cell(laid: WorkPage, line: WorkLine, letters: Letters) -> CellWords:
    """A pupil's total: points, points of another maximum, or the letter of the absence."""
    if line.total is not None:
        other = line.top != laid.work.top
        return CellWords(f"{line.total}/{line.top}") if other else CellWords(points=line.total)
    return CellWords(letters.get(line.absence, "") if line.absence else "", strong=True)


def done_by_descriptor(laid: WorkPage) -> Mapping[int, Fraction]:
    """The share of the points of each descriptor (its row) that pupils got, in percent.

    Only those count whose points are kept by descriptor; nothing where there are none.
    """
    by = [line.points for line in laid.lines if line.points]
    if not by:
        return {}
    return {
        one.row: Fraction(HUNDRED * sum(mine.get(one.row, 0) for mine in by), one.points * len(by))
        for _task, one in laid.descriptors
    }


def notes_of(laid: WorkPage, voices: Voices) -> tuple[str, ...]:
    """What is special of pupils, with the number of the line."""
    return tuple(_notes(laid, voices))


def _notes(laid: WorkPage, voices: Voices) -> Iterator[str]:
    for number, line in enumerate(laid.lines, start=1):
        name = f"{number}. {line.row.pupil.name.listed}: "
        if line.total is None and line.sitting is not None:
            yield name + one_line(own_day(line.sitting, voices))
        if line.imported is not None:
            yield name + one_line(brought(line.imported, voices))
        if line.contradicts:
            facts = {"sum": line.described, "total": page_paper.NOTHING}
            facts |= {} if line.total is None else {"total": line.total}
            yield name + one_line(told(voices, CONTRADICTS, **facts))


def own_day(sitting: Sitting, voices: Voices) -> Lines:
    """When a pupil writes a work by a schedule of his own."""
    if sitting.reason:
        return told(voices, OWN_DAY_WHY, day=sitting.day, reason=sitting.reason)
    return told(voices, OWN_DAY, day=sitting.day)


def brought(work: ImportedWork, voices: Voices) -> Lines:
    """A work that was written at another school."""
    return told(voices, BROUGHT, points=work.points, top=work.top, source=work.source)
