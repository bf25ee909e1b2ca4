"""How the rows of a thematic plan fall on lessons: in order, pinned ones first, nothing lost."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from school_desk.journal.model import Column, ColumnKey, MarkKind, Work
from school_desk.journal.thematic_model import (
    WORKS,
    Binding,
    PlanRow,
    Shortage,
    TermFit,
)
from school_desk.school.model import LessonKey

Lessons = Mapping[int, Sequence[LessonKey]]
"""The lessons of a page that are not cancelled, in order, by term."""


Topics = Mapping[LessonKey, str]
"""The topics that somebody wrote, by lesson."""

NO_TOPICS: Topics = {}


def bind(rows: Sequence[PlanRow], lessons: Lessons, written: Topics = NO_TOPICS) -> Binding:
    """Give each row its lessons.

    Within a term rows take lessons in their order, as many as they have hours. Two kinds of rows
    take theirs before all others: one pinned to a day, and one whose topic somebody has written
    in a lesson (what was taught stays where it was taught). What a cancelled lesson would have
    held slides on to the next free one; what falls off the end is told in the fit of its term.
    """
    taken: list[tuple[LessonKey, ...]] = [()] * len(rows)
    places: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.term].append(place)
    fits = []
    for term in sorted({*lessons, *places}):
        here = [(place, rows[place]) for place in places[term]]
        given, misplaced = _deal(here, lessons.get(term, ()), written)
        for place, keys in given.items():
            taken[place] = keys
        fits.append(_fit(term, here, lessons.get(term, ()), given, misplaced))
    by_lesson = {key: rows[place] for place, keys in enumerate(taken) for key in keys}
    return Binding(tuple(taken), by_lesson, tuple(fits))


def _deal(
    rows: Sequence[tuple[int, PlanRow]], lessons: Sequence[LessonKey], written: Topics
) -> tuple[Mapping[int, tuple[LessonKey, ...]], tuple[PlanRow, ...]]:
    """The lessons of each row by its place, and the pinned rows whose day has none for them."""
    given: dict[int, tuple[LessonKey, ...]] = {}
    misplaced: list[PlanRow] = []
    used: set[LessonKey] = set()
    for place, row in rows:
        if row.day is not None and row.takes:
            own = _on_day(lessons, row.day, used)[: row.takes]
            if not own:
                misplaced.append(row)
                continue
            given[place] = tuple(own)
            used.update(own)
    loose = [(place, row) for place, row in rows if row.day is None]
    for key, place in _taught(loose, [key for key in lessons if key not in used], written):
        given[place] = (*given.get(place, ()), key)
        used.add(key)
    free = (key for key in lessons if key not in used)
    for place, row in rows:
        missing = row.takes - len(given.get(place, ()))
        more = tuple(key for _n, key in zip(range(missing), free, strict=False))
        if more:
            given[place] = tuple(sorted((*given.get(place, ()), *more)))
    return given, tuple(misplaced)


def _taught(
    rows: Sequence[tuple[int, PlanRow]], lessons: Sequence[LessonKey], written: Topics
) -> Iterator[tuple[LessonKey, int]]:
    """Lessons whose topic somebody wrote as the plan has it, with the place of that row."""
    if not written:
        return
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, row in rows:
        waiting[row.topic] += [place] * row.takes
    for key in lessons:
        places = waiting.get(written.get(key, ""))
        if places and key in written:
            yield key, places.pop(0)


def _on_day(lessons: Sequence[LessonKey], day: date, used: set[LessonKey]) -> list[LessonKey]:
    return [key for key in lessons if key.date == day and key not in used]


def _fit(
    term: int,
    rows: Sequence[tuple[int, PlanRow]],
    lessons: Sequence[LessonKey],
    given: Mapping[int, tuple[LessonKey, ...]],
    misplaced: tuple[PlanRow, ...],
) -> TermFit:
    missing = ((row, row.takes - len(given.get(place, ()))) for place, row in rows)
    used = {key for keys in given.values() for key in keys}
    return TermFit(
        term=term,
        hours=sum(row.takes for _place, row in rows),
        lessons=len(lessons),
        short=tuple(Shortage(row, count) for row, count in missing if count),
        misplaced=misplaced,
        free=tuple(key for key in lessons if key not in used),
    )


def lessons_of(columns: Iterable[Column]) -> tuple[LessonKey, ...]:
    """The lessons behind columns, each once, in order."""
    return tuple(dict.fromkeys(column.key.lesson for column in columns if column.key.lesson))


def own_topics(columns: Iterable[Column]) -> Topics:
    """What somebody wrote as the topics of lessons; those of the plan are none."""
    return {
        column.key.lesson: column.topic
        for column in columns
        if column.key.lesson and column.topic and not column.topic_planned
    }


def planned_works(
    rows: Sequence[PlanRow], binding: Binding, terms: Collection[int]
) -> Iterator[tuple[PlanRow, Work | None]]:
    """The rows of a page's terms that are summative works, each with the work it plans.

    Units are numbered through the page; None: the row has no points or no lesson.
    """
    from_here = ((n, row) for n, row in enumerate(rows) if row.term in terms and row.kind in WORKS)
    units = 0
    for place, row in from_here:
        kind = WORKS[row.kind]
        units += kind is MarkKind.UNIT_SUMMATIVE
        number = units if kind is MarkKind.UNIT_SUMMATIVE else 1
        yield row, _work(row, kind, number, binding.lessons[place])


def _work(row: PlanRow, kind: MarkKind, number: int, lessons: tuple[LessonKey, ...]) -> Work | None:
    if row.top is None or not lessons:
        return None
    last = lessons[-1]
    return Work(ColumnKey(), kind, number, row.top, date=last.date, slot=last.slot)
