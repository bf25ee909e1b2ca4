"""The curriculum of a class or the school on paper: law, plan and timetable side by side."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.school.curriculum_model import ClassHours
from school_desk.school.model import ClassGroup

Names = Mapping[int, Mapping[str, str]]

TITLE = N_("Curriculum")
ABOVE_MAXIMUM = N_("{label}: {hours} hours a week, allowed are {limit} ({act})")
COLUMNS = (
    PlainColumn(N_("Class"), 0.7),
    PlainColumn(N_("Subject"), 3.2),
    PlainColumn(N_("By the order"), 0.9, 1),
    PlainColumn(N_("Planned"), 0.9, 1),
    PlainColumn(N_("In the timetable"), 0.9, 1),
)


def curriculum_table(
    classes: Sequence[tuple[ClassGroup, ClassHours]], subjects: Names
) -> PlainTable:
    """Hours a week of each subject of classes, with totals; too many hours are told below."""
    rows: list[tuple[PlainValue, ...]] = []
    bold: set[int] = set()
    for group, hours in classes:
        rows += _rows(group, hours, subjects)
        bold.add(len(rows))
        law = _sum(line.standard for line in hours.lines)
        rows.append((group.label, Text(N_("Total")), law, hours.planned or None, hours.timetabled))
    return PlainTable(
        title=Text(TITLE),
        columns=COLUMNS,
        rows=tuple(rows),
        notes=tuple(_notes(classes)),
        empty=N_("No class has hours yet."),
        signers=(N_("Head of the school"), N_("Deputy head")),
        bold=frozenset(bold),
        frozen=2,
    )


def _rows(
    group: ClassGroup, hours: ClassHours, subjects: Names
) -> Iterable[tuple[PlainValue, ...]]:
    for line in hours.lines:
        name = Spelled(subjects[line.subject])
        yield group.label, name, line.standard, line.planned, line.timetabled


def _notes(classes: Sequence[tuple[ClassGroup, ClassHours]]) -> Iterable[Text]:
    for group, hours in classes:
        for one in hours.warned:
            facts = {
                "label": group.label,
                "hours": str(one.hours),
                "limit": str(one.limit),
                "act": Spelled(one.act),
            }
            yield Text(ABOVE_MAXIMUM, facts)


def _sum(hours: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in hours if one is not None), Decimal())
