"""Sizes and greys of our paper, in points: the one place where they are chosen."""

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm

PORTRAIT: tuple[float, float] = A4
LANDSCAPE: tuple[float, float] = landscape(A4)
WIDE_LANDSCAPE: tuple[float, float] = landscape(A3)

BINDING = 20 * mm  # the left margin: a register is bound
MARGIN = 10 * mm

TITLE = 13.0
STRONG = 11.0
BODY = 9.5
LEADING = 12.0
SMALL = 8.0  # nothing but the foot is smaller
FOOT = 7.5
FOOT_LEADING = 9.0
SECOND = 1.0  # the second language of a cell is this much smaller

LINE = 0.4
INK: Color = black
LINE_INK: Color = HexColor("#8A9298")
SHADE: Color = HexColor("#F0F0F0")  # 6 % grey: heads and computed columns
PAD = 3.0
"""Air between a cell's line and its text."""
