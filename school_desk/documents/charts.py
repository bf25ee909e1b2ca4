"""Bar charts as drawings: stacked counts, a share beside them, and every number said in digits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from school_desk.documents.drawing import Anchor, Drawing, Ink, Line, Rect, Shape, Spot, Words
from school_desk.documents.fonts import BOLD, REGULAR, printable, text_width, wrap_text

SHARE_PART = -1
"""The part of a spot that stands for the share of its row."""

STEPS = (Ink.STEP_1, Ink.STEP_2, Ink.STEP_3, Ink.STEP_4, Ink.HOLLOW)
DARK = (Ink.STEP_1, Ink.STEP_2)

SIZE, HEAD_SIZE, TITLE_SIZE = 8.5, 8.0, 11.0
LEADING = 10.0
_TITLE = 18.0
_ROW = 17.0
_BAR = 11.0
_COUNT = 25.0
_GAP = 10.0
_SWATCH = 7.0
_PAD = 2.0
_DROP = 3.0
"""From the middle of a row down to the base line of its words."""
_LABEL_PART, _BAR_PART = 0.21, 0.27
"""How much of the width labels and bars take."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row: its counts by part, its share in percent with the words for it.

    A `whole` row fills the bar's whole length, whatever its sum; others share one scale.
    """

    label: str
    parts: tuple[int, ...]
    share: Fraction | None
    share_label: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class BarHeads:
    """What stands over a chart: its title, the name of each part, the name of the share."""

    title: str
    parts: tuple[str, ...]
    share: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns of a chart begin."""

    width: float
    parts: int

    @property
    def label(self) -> float:
        return self.width * _LABEL_PART

    @property
    def bar(self) -> float:
        return self.label + _GAP

    @property
    def bar_width(self) -> float:
        return self.width * _BAR_PART

    @property
    def counts(self) -> float:
        return self.bar + self.bar_width + _GAP

    @property
    def share(self) -> float:
        return self.counts + self.parts * _COUNT + _GAP

    @property
    def share_words(self) -> float:
        return self.width * 0.13

    @property
    def share_width(self) -> float:
        return self.width - self.share - self.share_words


def bar_chart(rows: Sequence[BarRow], heads: BarHeads, *, width: float) -> Drawing:
    """Counts as stacked bars in grey steps, then in digits, then the share as a bar of its own."""
    plan = _Plan(width, len(heads.parts))
    labels = [_lines(row.label, plan.label, bold=row.whole) for row in rows]
    high = [max(_ROW, len(lines) * LEADING + 5) for lines in labels]
    top = _TITLE + _head_height(heads, plan)
    tops = [top + sum(high[:n]) for n in range(len(rows))]
    most = max((sum(row.parts) for row in rows if not row.whole), default=0)
    shapes: list[Shape] = [*_heads(heads, plan, top)]
    spots: list[Spot] = []
    for n, row in enumerate(rows):
        middle = tops[n] + high[n] / 2
        shapes.extend(_label(labels[n], middle, plan, bold=row.whole))
        shapes.extend(_stack(row, sum(row.parts) if row.whole else most, middle, plan))
        shapes.extend(_counts(row, middle, plan))
        shapes.extend(_share(row, middle, plan))
        shapes.append(Line(0, tops[n] + high[n], width, tops[n] + high[n]))
        spots.extend(_spots(n, row, heads, (tops[n], high[n]), plan))
    return Drawing(width, top + sum(high), tuple(shapes), tuple(spots))


def _lines(text: str, room: float, *, bold: bool) -> tuple[str, ...]:
    return wrap_text(printable(text), room, BOLD if bold else REGULAR, SIZE)


def _head_height(heads: BarHeads, plan: _Plan) -> float:
    lines = max(len(wrap_text(printable(each), _COUNT, BOLD, HEAD_SIZE)) for each in heads.parts)
    share = len(wrap_text(printable(heads.share), plan.width - plan.share, BOLD, HEAD_SIZE))
    return _SWATCH + 5 + max(lines, share) * LEADING


def _heads(heads: BarHeads, plan: _Plan, bottom: float) -> Iterator[Shape]:
    title = printable(heads.title)
    yield Words(0, TITLE_SIZE, title, TITLE_SIZE, plan.width, bold=True)
    for n, name in enumerate(heads.parts):
        middle = plan.counts + (n + 0.5) * _COUNT
        lines = wrap_text(printable(name), _COUNT, BOLD, HEAD_SIZE)
        yield from _stacked(lines, middle, bottom - 3, _COUNT, Anchor.MIDDLE)
        y = bottom - 5 - len(lines) * LEADING - _SWATCH
        yield Rect(middle - _SWATCH / 2, y, _SWATCH, _SWATCH, STEPS[n])
    room = plan.width - plan.share
    lines = wrap_text(printable(heads.share), room, BOLD, HEAD_SIZE)
    yield from _stacked(lines, plan.share, bottom - 3, room, Anchor.START)
    yield Line(0, bottom, plan.width, bottom)


def _stacked(
    lines: Sequence[str], x: float, bottom: float, room: float, anchor: Anchor
) -> Iterator[Shape]:
    for n, line in enumerate(lines):
        y = bottom - (len(lines) - 1 - n) * LEADING
        yield Words(x, y, line, HEAD_SIZE, room, bold=True, anchor=anchor, ink=Ink.MUTED)


def _label(lines: Sequence[str], middle: float, plan: _Plan, *, bold: bool) -> Iterator[Shape]:
    first = middle + _DROP - (len(lines) - 1) * LEADING / 2
    for n, line in enumerate(lines):
        yield Words(0, first + n * LEADING, line, SIZE, plan.label, bold=bold)


def _stack(row: BarRow, most: int, middle: float, plan: _Plan) -> Iterator[Shape]:
    """The parts one after the other; nothing is drawn for none."""
    left = plan.bar
    for n, count in enumerate(row.parts):
        if not count:
            continue
        width = plan.bar_width * count / most
        yield Rect(left, middle - _BAR / 2, width, _BAR, STEPS[n])
        text = str(count)
        if text_width(text, REGULAR, HEAD_SIZE) + 2 * _PAD <= width:
            ink = Ink.ON_DARK if STEPS[n] in DARK else Ink.TEXT
            x = left + width / 2
            yield Words(x, middle + _DROP, text, HEAD_SIZE, width, anchor=Anchor.MIDDLE, ink=ink)
        left += width


def _counts(row: BarRow, middle: float, plan: _Plan) -> Iterator[Shape]:
    for n, count in enumerate(row.parts):
        x = plan.counts + (n + 0.5) * _COUNT
        ink = Ink.TEXT if count else Ink.MUTED
        yield Words(
            x,
            middle + _DROP,
            str(count),
            SIZE,
            _COUNT,
            bold=row.whole,
            anchor=Anchor.MIDDLE,
            ink=ink,
        )


def _share(row: BarRow, middle: float, plan: _Plan) -> Iterator[Shape]:
    """The share as a bar with its words at the end; a share of nothing has words only."""
    width = plan.share_width * float(row.share or 0) / 100
    if width:
        yield Rect(plan.share, middle - _BAR / 2, width, _BAR, Ink.STEP_2)
    x = plan.share + width + (4 if width else 0)
    room = plan.share_words - 4
    text = printable(row.share_label)
    yield Words(x, middle + _DROP, text, SIZE, room, bold=row.whole)


def _spots(
    n: int, row: BarRow, heads: BarHeads, place: tuple[float, float], plan: _Plan
) -> Iterator[Spot]:
    top, height = place
    for part, (name, count) in enumerate(zip(heads.parts, row.parts, strict=True)):
        x = plan.counts + part * _COUNT
        yield Spot(x, top, _COUNT, height, n, part, f"{row.label}, {name}: {count}")
    told = f"{row.label}, {heads.share}: {row.share_label}"
    width = plan.width - plan.share
    yield Spot(plan.share, top, width, height, n, SHARE_PART, told)
