"""Charts: nothing is drawn for none, every number is said, every word fits, both painters agree."""

import re
import zlib
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from reportlab.platypus import Spacer

from school_desk.documents.charts import STEPS, BarHeads, BarRow, bar_chart
from school_desk.documents.drawing import Drawing, Ink, Line, Rect, Words, below
from school_desk.documents.fonts import BOLD, REGULAR, text_width
from school_desk.documents.page import Face, build_story
from school_desk.documents.picture import Picture
from school_desk.documents.voices import voices_of
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.chart import ChartView, colour, paint_shape, words_font
from tests.documents.pages import PRINTED
from tests.documents.reading import needs_pdftotext, words_of
from tests.ui.conftest import theme  # noqa: F401  the colours of the screen

HEADS = BarHeads("Пәндер бойынша бағалар", ("5", "4", "3", "2", "а/ж"), "Білім сапасы")
WIDTH = 756.0


def row(label: str, *parts: int, whole: bool = False) -> BarRow:
    n = sum(parts[:4])
    share = Fraction(100 * (parts[0] + parts[1]), n) if n else None
    return BarRow(label, parts, share, f"{parts[0] + parts[1]}/{n}" if n else "—", whole)


ROWS = (
    row("Алгебра", 3, 7, 8, 2, 1),
    row("Орыс тілі мен әдебиеті / Русский язык и литература", 0, 0, 0, 2, 0),
    row("Информатика", 0, 0, 0, 0, 0),
    row("Барлық баға", 40, 60, 90, 1, 19, whole=True),
)
CHART = bar_chart(ROWS, HEADS, width=WIDTH)


def bars(drawing: Drawing) -> list[Rect]:
    """The rectangles of rows: the swatches of the head are small squares."""
    return [one for one in drawing.shapes if isinstance(one, Rect) and one.width != one.height]


counts = st.integers(0, 250)
rows = st.builds(
    row, st.text("Қазақ тілі әдебиет", max_size=40), counts, counts, counts, counts, counts
)


def test_nothing_has_no_bar_and_still_its_numbers() -> None:
    empty = bar_chart((row("Информатика", 0, 0, 0, 0, 0),), HEADS, width=WIDTH)

    assert bars(empty) == []
    assert [one.text for one in empty.words()].count("0") == 5
    assert "—" in [one.text for one in empty.words()]


def test_a_share_of_zero_has_no_bar_but_its_words() -> None:
    only_twos = bar_chart((row("Алгебра", 0, 0, 0, 2, 0),), HEADS, width=WIDTH)

    assert [bar.ink for bar in bars(only_twos)] == [Ink.STEP_4]
    assert "0/2" in [one.text for one in only_twos.words()]


def test_parts_are_told_apart_by_grey_steps_and_a_frame() -> None:
    inks = [bar.ink for bar in bars(CHART)[:5]]

    assert tuple(inks) == STEPS
    assert len(set(inks)) == 5


def test_bars_of_one_scale_are_as_long_as_their_counts() -> None:
    three, seven = bars(CHART)[:2]

    assert three.width * 7 == pytest.approx(seven.width * 3)
    assert three.x + three.width == pytest.approx(seven.x)


@given(st.lists(rows, min_size=1, max_size=6))
def test_every_word_fits_its_room_and_the_drawing(some: list[BarRow]) -> None:
    drawing = bar_chart(some, HEADS, width=WIDTH)

    for one in drawing.words():
        assert text_width(one.text, BOLD if one.bold else REGULAR, one.size) <= one.room + 0.01
        assert one.left >= -0.01
        assert one.left + one.room <= drawing.width + 0.01
        assert 0 < one.y <= drawing.height
    for bar in bars(drawing):
        assert bar.width > 0
        assert bar.x + bar.width <= drawing.width


@given(st.lists(rows, min_size=1, max_size=6))
def test_every_count_is_said_in_digits(some: list[BarRow]) -> None:
    told = [one.text for one in bar_chart(some, HEADS, width=WIDTH).words()]

    for one in some:
        for count in one.parts:
            assert str(count) in told


def test_each_number_can_be_opened() -> None:
    opened = {(spot.row, spot.part) for spot in CHART.spots}

    assert opened == {(n, part) for n in range(4) for part in (0, 1, 2, 3, 4, -1)}
    assert CHART.spots[0].told == "Алгебра, 5: 3"


def test_drawings_below_each_other_go_on_counting() -> None:
    both = below(CHART, CHART)

    assert {spot.row for spot in both.spots} == set(range(8))
    assert len(both.shapes) == 2 * len(CHART.shapes)
    assert both.height > 2 * CHART.height


@needs_pdftotext
def test_the_paper_draws_every_shape() -> None:
    out = BytesIO()
    picture = Picture(CHART, WIDTH)
    build_story([Spacer(0, 1), picture], Face("Т", voices_of("kk"), PRINTED), out, size=(842, 595))

    streams = re.findall(rb"stream\r?\n(.*?)endstream", out.getvalue(), re.DOTALL)
    drawn = b"".join(_inflated(stream) for stream in streams)
    told = words_of(out.getvalue())
    assert picture.drawing.shapes == CHART.shapes
    assert len(re.findall(rb" re\b", drawn)) >= sum(isinstance(s, Rect) for s in CHART.shapes)
    for one in CHART.words():
        assert one.text in told


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("scale", [0.7, 1.0, 1.5])
def test_the_screen_draws_every_shape_where_the_paper_has_it(qtbot, scale: float) -> None:
    view = ChartView("Диаграмма")
    qtbot.addWidget(view)
    view.show_drawing(CHART)
    assert view.drawing.shapes == CHART.shapes

    image = QImage(
        round(WIDTH * scale), round(CHART.height * scale) + 2, QImage.Format.Format_RGB32
    )
    image.fill(QColor(current_tokens().base))
    painter = QPainter(image)
    for shape in CHART.shapes:
        if not isinstance(shape, Words):
            paint_shape(painter, shape, scale)
    painter.end()
    for shape in CHART.shapes:
        if isinstance(shape, Rect) and shape.ink is not Ink.HOLLOW and shape.width * scale > 3:
            box = QRectF(shape.x, shape.y, shape.width, shape.height).center() * scale
            assert image.pixelColor(round(box.x()), round(box.y())) == colour(shape.ink)
        if isinstance(shape, Line):
            assert shape.ink is Ink.LINE


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("scale", [0.6, 1.0, 1.6])
def test_words_fit_their_room_on_the_screen_too(scale: float) -> None:
    for one in CHART.words():
        wide = QFontMetricsF(words_font(one, scale)).horizontalAdvance(one.text)
        assert wide <= one.room * scale + 1
