"""What is special of a pupil's summative work, in words: an own day, points of another school."""

from school_desk.formats import day_and_month
from school_desk.i18n import _, fill
from school_desk.journal.model import ImportedWork, MarkKind, PupilRow, Sitting, Work
from school_desk.journal.rules import stand_in


def sitting_words(sitting: Sitting) -> str:
    """When a pupil writes the work by a schedule of his own."""
    facts = {"day": day_and_month(sitting.day), "reason": sitting.reason}
    if sitting.reason:
        return fill(_("own schedule: {day} ({reason})"), facts)
    return fill(_("own schedule: {day}"), facts)


def imported_words(brought: ImportedWork) -> str:
    """Where the points of another school come from."""
    facts = {"points": brought.points, "top": brought.top, "source": brought.source}
    return fill(_("from another school: {points} of {top}, {source}"), facts)


def brought_name(brought: ImportedWork) -> str:
    """Which work it is, by kind and number."""
    if brought.kind is MarkKind.TERM_SUMMATIVE:
        return _("Term summative")
    return fill(_("Unit summative {number}"), {"number": brought.number})


def imported_text(brought: ImportedWork, top: int) -> str:
    """Points as a cell has room for them: with their own maximum where it is another one."""
    return str(brought.points) if brought.top == top else f"{brought.points}/{brought.top}"


def words_of(row: PupilRow, work: Work) -> tuple[str, ...]:
    """What the cell of a pupil's work has no room for."""
    brought, sitting = stand_in(work, row), row.sittings.get(work.key.work or 0)
    words = [imported_words(brought)] if brought is not None else []
    if sitting is not None and brought is None and row.points(work.key) is None:
        words.append(sitting_words(sitting))
    return tuple(words)
