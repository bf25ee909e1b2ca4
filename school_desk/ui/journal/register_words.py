"""A cell in words: for the screen reader, and for the tooltip of a sign."""

from collections.abc import Callable, Mapping
from datetime import date

from school_desk.formats import day_and_month, day_and_weekday
from school_desk.i18n import _, fill, pgettext
from school_desk.journal.model import MarkKind, PupilRow
from school_desk.school.model import PeriodKind
from school_desk.ui.journal.register_cells import Cell, CellState, pupil_words
from school_desk.ui.journal.register_layout import Section, SectionKind

SEPARATOR = ", "
_DRAWN = CellState.ACHIEVED | CellState.NOT_YET


def short_kind(kind: MarkKind) -> str:
    """The usual short name of a kind of mark (ҚБ, БЖБ, ТЖБ)."""
    return {
        MarkKind.FORMATIVE: _("FA"),
        MarkKind.UNIT_SUMMATIVE: _("SAU"),
        MarkKind.TERM_SUMMATIVE: _("SAT"),
    }[kind]


_MARK_HEADS: Mapping[PeriodKind, Callable[[], str]] = {
    PeriodKind.TERM: lambda: _("Mark"),
    PeriodKind.HALF_YEAR: lambda: pgettext("column head", "Half-year"),
    PeriodKind.YEAR: lambda: pgettext("column head", "Year"),
}


def section_title(section: Section) -> str:
    """The head of a column in short words."""
    if section.kind is SectionKind.UNIT and section.work:
        return fill(_("SAU {number}"), {"number": section.work.number})
    if section.kind is SectionKind.TERM:
        return short_kind(MarkKind.TERM_SUMMATIVE)
    if section.share:
        return short_kind(section.share)
    return {
        SectionKind.NUMBER: _("№"),
        SectionKind.NAME: _("Surname, given name"),
        SectionKind.PERCENT: pgettext("column head", "Total"),
        SectionKind.MARK: _MARK_HEADS[section.period]() if not section.words else _("Mark"),
    }.get(section.kind, "")


def is_hole(section: Section, today: date) -> bool:
    """Whether a past lesson stands here that nobody has noted: its attendance is not taken."""
    column = section.column
    return column is not None and not column.held and column.date < today


def section_in_words(section: Section, today: date | None = None) -> str:
    """The head of a column as one would say it; with `today`, whether attendance is not taken."""
    if section.column:
        day = day_and_month(section.column.date)
        hole = today is not None and is_hole(section, today)
        state = (_("attendance is not taken"),) if hole else ()
        state = (*state, _("from home")) if section.column.remote else state
        what = _("achieved or not yet") if section.achieved else _("formative points")
        return SEPARATOR.join((day, what, *state))
    if section.work:
        return fill(_("{title}, of {top}"), {"title": section_title(section), "top": section.top})
    if section.share:
        return fill(_("share of {part}"), {"part": section_title(section)})
    if section.kind is SectionKind.PERCENT:
        return percent_in_words(section.period)
    if section.kind is SectionKind.MARK:
        return _("pass or fail") if section.words else mark_in_words(section.period)
    return section_title(section)


def mark_in_words(kind: PeriodKind) -> str:
    """What the mark of a page is called: of a term, a half-year, a year."""
    return {
        PeriodKind.TERM: _("term mark"),
        PeriodKind.HALF_YEAR: _("half-year mark"),
        PeriodKind.YEAR: _("year mark"),
    }[kind]


def percent_in_words(kind: PeriodKind) -> str:
    """What the percent of a page is called."""
    return {
        PeriodKind.TERM: _("percent of the term"),
        PeriodKind.HALF_YEAR: _("percent of the half-year"),
        PeriodKind.YEAR: _("percent of the year"),
    }[kind]


def section_tip(section: Section, works: tuple[str, ...] = (), today: date | None = None) -> str:
    """What the head of a column has no room for: the full day, the topic, the works of the day."""
    if section.column:
        slot = fill(_("lesson {slot}"), {"slot": section.column.slot})
        day = SEPARATOR.join((day_and_weekday(section.column.date), slot))
        hole = today is not None and is_hole(section, today)
        state = _("Attendance is not taken") if hole else ""
        home = _("Lessons are held from home") if section.column.remote else ""
        lines = (day, home, state, section.column.topic, *works)
        return "\n".join(line for line in lines if line)
    if section.work:
        return "\n".join(line for line in (section_in_words(section), section.work.title) if line)
    return section_in_words(section)


def cell_in_words(row: PupilRow, section: Section, cell: Cell) -> str:
    """Who, when, what, how much: «Қайрат Інжу, 22 қазан, ҚБ балы, 8»."""
    if section.kind is SectionKind.NUMBER:
        return cell.text
    name = pupil_words(row.pupil)
    if section.kind is SectionKind.NAME:
        return SEPARATOR.join((name, *cell.words))
    value = "" if cell.states & _DRAWN else cell.text
    value = value or (_("empty") if not cell.states else "")
    return SEPARATOR.join(
        word for word in (name, section_in_words(section), value, *states_in_words(cell)) if word
    )


def states_in_words(cell: Cell) -> tuple[str, ...]:
    """Every state of a cell as a few words."""
    if not cell.states:
        return cell.words
    words = {
        CellState.UNEXCUSED: _("absent without a valid reason"),
        CellState.ABSENT: _("absent"),
        CellState.LATE: _("late"),
        CellState.MISSING: _("work not written, valid reason"),
        CellState.MUST_SIT: _("work not written, no valid reason"),
        CellState.PENDING: _("Temporarily not attested"),
        CellState.NEAR_BORDER: _("near the border of the next mark"),
        CellState.FORECAST: _("forecast, works are still to come"),
        CellState.CONFLICT: _("two different values, choose one"),
        CellState.NOTE: _("has a note"),
        CellState.ADAPTED: _("adapted task"),
        CellState.NOT_THERE: _("not in the group on that day"),
        CellState.ACHIEVED: _("achieved"),
        CellState.NOT_YET: _("not yet achieved"),
    }
    said = cell.states
    if said & CellState.UNEXCUSED:
        said &= ~CellState.ABSENT
    return (*(text for state, text in words.items() if said & state), *cell.words)
