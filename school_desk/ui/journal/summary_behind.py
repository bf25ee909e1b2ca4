"""What is behind a cell of a summary: the results it counts, and the page of each."""

from collections.abc import Iterable, Mapping, Sequence

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext
from school_desk.journal import summary_words as words
from school_desk.journal.indicators import Counts
from school_desk.journal.model import Standing
from school_desk.journal.summary_model import (
    Entry,
    Outcome,
    PupilLine,
    SummaryColumn,
)
from school_desk.ui.screen import Place
from school_desk.ui.widgets.list_panel import PanelLine

REGISTER = "register"
GOOD = (Outcome.FIVE, Outcome.FOUR)
PASSING = (*GOOD, Outcome.THREE)
MARKED = (*PASSING, Outcome.TWO)


def result_text(entry: Entry, *, forecasts: bool) -> tuple[str, bool]:
    """What the cell shows, and whether it wants a look."""
    star = words.ELSEWHERE if entry.elsewhere else ""
    if entry.mark is not None:
        return f"{entry.mark}{star}", False
    if entry.outcome in (Outcome.PASSED, Outcome.FAILED):
        return _(words.OUTCOME_NAMES[entry.outcome]) + star, False
    if entry.outcome is Outcome.NOT_ATTESTED:
        return _(words.NOT_ATTESTED_SHORT), True
    if forecasts and entry.forecast is not None:
        return f"{words.FORECAST}{entry.forecast}", True
    return words.NOTHING, False


def result_words(entry: Entry, *, forecasts: bool) -> str:
    """A result said in words."""
    if entry.elsewhere:
        return _(words.FROM_ELSEWHERE).format(
            mark=entry.mark or _(words.OUTCOME_NAMES[entry.outcome])
        )
    if entry.mark is not None:
        return str(entry.mark)
    foreseen = f", {words.FORECAST} {entry.forecast}" if forecasts and entry.forecast else ""
    if entry.outcome in (Outcome.WAITING, Outcome.NOT_ATTESTED) and entry.standing in _WHY:
        return _(_WHY[entry.standing]) + foreseen
    return _(words.OUTCOME_NAMES[entry.outcome]) + foreseen


_WHY = {
    Standing.PENDING: N_("Temporarily not attested"),
    Standing.MUST_SIT: N_("Planned work not written: no mark until it is settled"),
}


def how_many(entries: Sequence[Entry]) -> str:
    """How many results, and of how many pupils."""
    pupils = len({entry.pupil.id for entry in entries})
    told = ngettext("{n} pupil", "{n} pupils", pupils).format(n=pupils)
    return told if pupils == len(entries) else f"{len(entries)} {words.DOT} {told}"


def foreseen(counts: Counts) -> str:
    """How many of which mark are foreseen.

    >>> foreseen(Counts(five=3, four=0, three=2))
    '≈ 5×3 3×2'
    """
    marks = {5: counts.five, 4: counts.four, 3: counts.three, 2: counts.two}
    told = " ".join(f"{mark}×{count}" for mark, count in marks.items() if count)
    return f"{words.FORECAST} {told}" if told else ""


def marks_words(line: PupilLine) -> str:
    """A pupil's marks counted, and the subjects of the weakest unless it is a five."""
    counts = line.tally.counts
    marks = {5: counts.five, 4: counts.four, 3: counts.three, 2: counts.two}
    told = [f"{mark}×{count}" for mark, count in marks.items() if count]
    lowest = min((mark for mark, count in marks.items() if count), default=0)
    weak = [one for one in line.tally.entries if one.mark == lowest and lowest < 5]  # noqa: PLR2004
    open_still = line.tally.of(Outcome.NOT_ATTESTED, Outcome.FAILED)
    subjects = [subject(one.column) for one in (*weak, *open_still) if one.column]
    few = ", ".join(subjects) if len(subjects) <= _FEW else ""
    return " · ".join(filter(None, (" ".join(told), few)))


_FEW = 3


def behind_lines(entries: Iterable[Entry], *, by_subject: bool = False) -> tuple[PanelLine, ...]:
    """Results as lines of the panel; Enter goes to the cell of the register."""
    entries = tuple(entries)
    alone = len({(one.column.group, one.column.subject) for one in entries if one.column}) == 1
    return tuple(
        _behind_line(entry, by_subject=by_subject, alone=alone and not by_subject)
        for entry in entries
    )


def _behind_line(entry: Entry, *, by_subject: bool, alone: bool) -> PanelLine:
    """The subject is said where there are several."""
    result = result_words(entry, forecasts=True)
    if entry.column is None or alone:
        who = entry.pupil.name.listed
        return PanelLine(who, result, register_place(entry), entry.pupil.id)
    name = subject(entry.column)
    if by_subject:
        return PanelLine(name, result, register_place(entry))
    what = f"{name} {words.DOT} {result}"
    return PanelLine(entry.pupil.name.listed, what, register_place(entry))


def register_place(entry: Entry) -> Place | None:
    """The cell of the register where a result is made."""
    column = entry.column
    if column is None:
        return None
    facts = column.group, column.subject, column.period.term, column.cell, entry.pupil.id
    return Place(REGISTER, facts)


def subject(column: SummaryColumn) -> str:
    """The subject in the reader's language."""
    return named(column.subject_names)


def named(names: Mapping[str, str]) -> str:
    """A name in the reader's language."""
    return names[current()]


def page_name(column: SummaryColumn) -> str:
    """Class and subject."""
    return f"{class_words(column.class_label)} {words.DOT} {subject(column)}"
