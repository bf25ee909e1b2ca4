"""A drawing that knows neither paper nor screen: shapes in points from the top left corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """What a shape is drawn with: the paper has greys for it, the screen its tokens."""

    TEXT = "text"
    MUTED = "muted"
    LINE = "line"
    ON_DARK = "on_dark"
    STEP_1 = "step_1"  # the darkest ground
    STEP_2 = "step_2"
    STEP_3 = "step_3"
    STEP_4 = "step_4"
    HOLLOW = "hollow"  # only a frame


DARKNESS = {Ink.STEP_1: 0.78, Ink.STEP_2: 0.56, Ink.STEP_3: 0.32, Ink.STEP_4: 0.14}
"""How much of the ink of text each ground has: told apart on a grey printer."""


class Anchor(StrEnum):
    """Which end of the words stands at their x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled box, or a frame where the ink is hollow."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Line:
    """A hair line."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: Ink = Ink.LINE


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its base line; it takes no more than its `room`."""

    x: float
    y: float
    text: str
    size: float
    room: float
    bold: bool = False
    anchor: Anchor = Anchor.START
    ink: Ink = Ink.TEXT

    @property
    def left(self) -> float:
        """Where its room begins."""
        part = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self.anchor]
        return self.x - self.room * part


Shape = Rect | Line | Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be opened: the row and part of the number there, and how it is read."""

    x: float
    y: float
    width: float
    height: float
    row: int
    part: int
    told: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in their order on a ground of a size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...] = ()

    def words(self) -> Iterator[Words]:
        """Its texts."""
        return (shape for shape in self.shapes if isinstance(shape, Words))


def below(*drawings: Drawing, gap: float = 14.0) -> Drawing:
    """Several drawings as one, each under the other; rows go on counting."""
    shapes: list[Shape] = []
    spots: list[Spot] = []
    top, rows = 0.0, 0
    for drawing in drawings:
        shapes.extend(_moved(shape, top) for shape in drawing.shapes)
        spots.extend(
            Spot(s.x, s.y + top, s.width, s.height, s.row + rows, s.part, s.told)
            for s in drawing.spots
        )
        top += drawing.height + gap
        rows = 1 + max((spot.row for spot in spots), default=rows - 1)
    width = max((drawing.width for drawing in drawings), default=0.0)
    return Drawing(width, max(0.0, top - gap), tuple(shapes), tuple(spots))


def _moved(shape: Shape, by: float) -> Shape:
    match shape:
        case Rect():
            return Rect(shape.x, shape.y + by, shape.width, shape.height, shape.ink)
        case Line():
            return Line(shape.x, shape.y + by, shape.to_x, shape.to_y + by, shape.ink)
    return Words(
        shape.x,
        shape.y + by,
        shape.text,
        shape.size,
        shape.room,
        shape.bold,
        shape.anchor,
        shape.ink,
    )
