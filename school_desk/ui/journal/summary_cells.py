"""A grid of a term summary as values: heads, rows, cells, and what is behind each number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from school_desk.ui.screen import Place
from school_desk.ui.widgets.list_panel import PanelLine

Tone = Literal["text", "muted", "warn"]


@dataclass(frozen=True, slots=True)
class Behind:
    """What a number opens into."""

    title: str
    subtitle: str
    lines: tuple[PanelLine, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text over a quiet second line, how it is read aloud, where it leads."""

    text: str
    below: str = ""
    told: str = ""
    tone: Tone = "text"
    strong: bool = False
    framed: bool = False
    behind: Callable[[], Behind] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class GridHead:
    """A column: its words, width in pixels, whether the program reckons it; 0 takes the rest."""

    text: str
    width: int
    computed: bool = False


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Columns that belong together: how many, what they are, quiet lines about them."""

    title: str
    span: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line: whose it is, its cells; a `total` stays when one searches."""

    name: str
    cells: tuple[GridCell, ...]
    number: int | None = None
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """All of it. `upright` heads are read from below, as on the sheets that schools know.

    `groups` stand above the heads and span all of them.
    """

    corner: str
    heads: tuple[GridHead, ...]
    rows: tuple[GridRow, ...]
    upright: bool = False
    row_height: int = 30
    names_width: int = 220
    wraps: bool = False
    groups: tuple[GridGroup, ...] = ()


EMPTY = Grid("", (), ())
