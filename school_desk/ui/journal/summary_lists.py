"""The lists of a class as a grid: excellent pupils, reserve, those who fail."""

from collections.abc import Callable, Sequence
from functools import partial

from school_desk.i18n import _, ngettext
from school_desk.journal import summary_words as words
from school_desk.journal.summary_model import (
    ClassSummary,
    PupilLine,
    PupilList,
)
from school_desk.journal.summary_rules import pupil_lists
from school_desk.ui.journal.summary_behind import marks_words
from school_desk.ui.journal.summary_cells import Behind, Grid, GridCell, GridHead, GridRow
from school_desk.ui.widgets.list_panel import PanelLine


def lists_grid(summary: ClassSummary, *, forecasts: bool) -> Grid:
    """A line for each list: how many, and who."""
    heads = (GridHead(_(words.COUNT), 90, computed=True), GridHead(_(words.PUPILS), 0))
    rows = tuple(_list_row(one, forecasts=forecasts) for one in pupil_lists(summary))
    return Grid(_(words.LIST), heads, rows, row_height=44, names_width=230, wraps=True)


def _list_row(one: PupilList, *, forecasts: bool) -> GridRow:
    name = _(words.LIST_NAMES[one.kind])
    ahead = one.likely if forecasts else ()
    names = [line.pupil.name.listed for line in one.certain]
    names += [f"{words.FORECAST} {line.pupil.name.listed}" for line in ahead]
    said = ", ".join(names) or words.NOTHING
    more = f"{words.FORECAST} +{len(ahead)}" if ahead else ""
    open_list: Callable[[], Behind] = partial(_listed, one, name, ahead)
    count = GridCell(
        str(len(one.certain)),
        more,
        told=f"{name}: {len(one.certain)}",
        strong=True,
        tone="text" if one.certain else "muted",
        behind=open_list,
    )
    people = GridCell(
        said,
        told=f"{name}: {said}",
        tone="text" if names else "muted",
        behind=open_list,
    )
    return GridRow(name, (count, people))


def _listed(one: PupilList, name: str, ahead: Sequence[PupilLine]) -> Behind:
    lines = [
        PanelLine(line.pupil.name.listed, marks_words(line), pupil=line.pupil.id)
        for line in one.certain
    ]
    note = _(words.IF_FORECASTS)
    lines += [
        PanelLine(f"{words.FORECAST} {line.pupil.name.listed}", note, pupil=line.pupil.id)
        for line in ahead
    ]
    count = len(one.certain)
    told = ngettext("{n} pupil", "{n} pupils", count).format(n=count)
    return Behind(name, told, tuple(lines))
