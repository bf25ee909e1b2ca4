"""What the screen of the thematic plan says: cells of rows, titles of terms, how they fit."""

from collections.abc import Iterator

from school_desk.errors import N_
from school_desk.formats import day_and_month, number
from school_desk.i18n import _, ngettext
from school_desk.journal.thematic_model import (
    FIELD_NAMES,
    KIND_NAMES,
    PlanField,
    PlanRow,
    RowKind,
    TakenWorks,
    TermFit,
    ThematicPlan,
)
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, Shade

NUMBER = "number"
COLUMNS = (
    CellColumn(NUMBER, N_("№"), 40, editable=False, right=True),
    CellColumn(PlanField.KIND, FIELD_NAMES[PlanField.KIND], 100),
    CellColumn(PlanField.UNIT, FIELD_NAMES[PlanField.UNIT], 150, stretch=2),
    CellColumn(PlanField.TOPIC, FIELD_NAMES[PlanField.TOPIC], 220, stretch=4),
    CellColumn(PlanField.OBJECTIVES, FIELD_NAMES[PlanField.OBJECTIVES], 140, stretch=3),
    CellColumn(PlanField.HOURS, FIELD_NAMES[PlanField.HOURS], 58, right=True),
    CellColumn(PlanField.DAY, FIELD_NAMES[PlanField.DAY], 144),
    CellColumn(PlanField.HOMEWORK, FIELD_NAMES[PlanField.HOMEWORK], 130, stretch=2),
    CellColumn(PlanField.TOP, N_("Max."), 56, right=True),
    CellColumn(PlanField.NOTE, FIELD_NAMES[PlanField.NOTE], 90, stretch=1),
)
_PLACE = {column.name: place for place, column in enumerate(COLUMNS)}
_SHADES: dict[RowKind, Shade] = {
    RowKind.UNIT_SUMMATIVE: "unit",
    RowKind.TERM_SUMMATIVE: "term",
    RowKind.HEADER: "off",
}
_MOST_NAMED = 3


def rows_of(plan: ThematicPlan) -> Iterator[CellRow]:
    """The lines of the grid: the title of each term, then its rows."""
    lesson = 0
    for term in plan.terms:
        unit = ""
        fit = next(one for one in plan.binding.fits if one.term == term.number)
        words = (fit_words(fit), *[""] * (len(COLUMNS) - 1))
        warned = frozenset() if fit.fits or not fit.hours else frozenset({0})
        yield CellRow(-term.number, words, shade="title", warned=warned)
        for place, row in enumerate(plan.rows):
            if row.term == term.number:
                lesson += row.kind is not RowKind.HEADER
                yield _row(plan, place, lesson, again=row.unit == unit)
                unit = row.unit or unit


def _row(plan: ThematicPlan, place: int, lesson: int, *, again: bool) -> CellRow:
    """A row; a unit that goes on from the row above is not said `again`."""
    row = plan.rows[place]
    header = row.kind is RowKind.HEADER
    days = _days(plan, place, row)
    shared = (row.topic, row.objectives, "" if header else number(row.hours))
    after = (row.homework, "" if row.top is None else number(row.top), row.note)
    first = ("" if header else number(lesson), _(KIND_NAMES[row.kind]))
    pinned = "" if row.day is None else f"{row.day:%d.%m.%Y}"
    lacks = row.takes > len(plan.days(place))
    return CellRow(
        row.id,
        (*first, "" if again else row.unit, *shared, days, *after),
        (*first, row.unit, *shared, pinned, *after),
        shade=_SHADES.get(row.kind, ""),
        muted=frozenset({0, 1} if row.kind is RowKind.LESSON else {0}),
        bold=_bold(row),
        warned=frozenset({_PLACE[PlanField.DAY]}) if lacks else frozenset(),
    )


def _bold(row: PlanRow) -> frozenset[int]:
    if row.kind is RowKind.HEADER:
        return frozenset({_PLACE[PlanField.UNIT], _PLACE[PlanField.TOPIC]})
    works = row.kind in (RowKind.UNIT_SUMMATIVE, RowKind.TERM_SUMMATIVE)
    return frozenset({_PLACE[PlanField.TOPIC]}) if works else frozenset()


def _days(plan: ThematicPlan, place: int, row: PlanRow) -> str:
    """The dates of a row; a pinned one says so, one without a lesson as well."""
    days = plan.days(place)
    if row.kind is RowKind.HEADER:
        return ""
    if not days:
        return _("no lesson")
    edges = list(dict.fromkeys((days[0], days[-1])))
    words = "–".join(f"{day:%d.%m}" for day in edges)
    return _("{days} (pinned)").format(days=words) if row.day is not None else words


def fit_words(fit: TermFit) -> str:
    """One line for a term: its hours, its lessons, what does not fit."""
    said = [
        _("Term {number}").format(number=number(fit.term)),
        ngettext("{n} hour planned", "{n} hours planned", fit.hours).format(n=fit.hours),
        ngettext("{n} lesson in the timetable", "{n} lessons in the timetable", fit.lessons).format(
            n=fit.lessons
        ),
    ]
    if not fit.hours:
        return " · ".join((*said[:1], said[2], _("no rows yet")))
    return " · ".join((*said, *_misfits(fit)))


def year_words(plan: ThematicPlan) -> tuple[str, bool]:
    """What stands over the grid: a line for each term that does not fit; whether there is one."""
    told = [fit for fit in plan.binding.fits if fit.hours and not fit.fits]
    if told:
        return "\n".join(fit_words(fit) for fit in told), True
    hours = sum(fit.hours for fit in plan.binding.fits)
    lessons = sum(fit.lessons for fit in plan.binding.fits)
    whole = ngettext("{n} hour planned", "{n} hours planned", hours).format(n=hours)
    given = ngettext("{n} lesson in the timetable", "{n} lessons in the timetable", lessons)
    end = _("all fits") if hours == lessons else _("some terms have no rows yet")
    return " · ".join((_("Whole year"), whole, given.format(n=lessons), end)), False


def _misfits(fit: TermFit) -> Iterator[str]:
    missing = sum(one.missing for one in fit.short)
    if missing:
        said = ngettext(
            "▲ {n} hour has no lesson: {rows}", "▲ {n} hours have no lesson: {rows}", missing
        )
        yield said.format(n=missing, rows=_named([one.row.topic for one in fit.short]))
    if fit.free:
        said = ngettext(
            "▲ {n} lesson has no topic: {days}",
            "▲ {n} lessons have no topic: {days}",
            len(fit.free),
        )
        days = [day_and_month(key.date) for key in fit.free]
        yield said.format(n=len(fit.free), days=_named(days))
    if fit.misplaced:
        days = [day_and_month(row.day) for row in fit.misplaced if row.day]
        yield _("▲ no lesson on the pinned day: {days}").format(days=_named(days))
    if fit.fits:
        yield _("all fits")


def _named(words: list[str]) -> str:
    """The first few, and that there are more."""
    shown = [f"«{word}»" if word and not word[0].isdigit() else word or "—" for word in words]
    more = len(shown) - _MOST_NAMED
    return ", ".join((*shown[:_MOST_NAMED], *([f"+{more}"] if more > 0 else [])))


def taken_words(done: TakenWorks) -> str:
    """What was planned from the plan, and what was left and why."""
    said = [
        ngettext("{n} work was planned.", "{n} works were planned.", done.taken).format(
            n=done.taken
        )
    ]
    if done.there:
        said.append(_("Already on the page: {n}.").format(n=done.there))
    if done.without_points:
        said.append(_("Without a maximum of points: {n}.").format(n=done.without_points))
    if done.without_lesson:
        said.append(_("Without a lesson: {n}.").format(n=done.without_lesson))
    if done.over_limit:
        said.append(_("More than three unit summatives a term: {n}.").format(n=done.over_limit))
    return " ".join(said)
