"""Words that stand upright in the head of a narrow column, read from below."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from school_desk.documents.fonts import BOLD, printable, wrap_text
from school_desk.documents.measures import INK, SMALL
from school_desk.documents.voices import Lines

LEADING = SMALL + 1.5


class Upright(Flowable):
    """Lines beside each other, turned by a quarter; long words wrap within the height."""

    def __init__(self, lines: Lines, height: float, *, font: str = BOLD) -> None:
        super().__init__()
        self._font = font
        self._lines = upright_lines(lines, height, font)
        self.height = height
        self.width = len(self._lines) * LEADING

    def draw(self) -> None:
        """Draw the first line at the left."""
        self.canv.saveState()
        self.canv.setFont(self._font, SMALL)
        self.canv.setFillColor(INK)
        self.canv.rotate(90)
        for n, line in enumerate(self._lines):
            self.canv.drawString(0, -(n + 1) * LEADING + 2, line)
        self.canv.restoreState()


def upright_lines(lines: Sequence[str], height: float, font: str = BOLD) -> tuple[str, ...]:
    """The lines of an upright head; words that the languages share are said once."""
    told = dict.fromkeys(printable(line) for line in lines if line)
    return tuple(part for line in told for part in wrap_text(line, height, font, SMALL))
