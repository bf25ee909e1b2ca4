"""Why this mark (F9): the panel that opens a term mark into everything it was made of."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from school_desk.formats import NOTHING, number, percent
from school_desk.i18n import _, current, tell
from school_desk.journal.explain import Explanation, Part
from school_desk.journal.model import MarkKind, RegisterPage, Standing
from school_desk.ui.journal.cleared import cleared
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.register_words import short_kind
from school_desk.ui.journal.why_scale import Stretch, StretchBar
from school_desk.ui.journal.why_words import (
    PLACES,
    current_points,
    law_sentence,
    need_sentence,
    need_title,
    note_sentence,
    points_of,
    standing_sentence,
    subtitle,
    verdict_sentence,
    zero_sentence,
)
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import StepName, Tone, Weight, label, rule
from school_desk.ui.widgets.side_panel import SidePanel

WIDTH = 360
WHOLE = 100
REST_MS = 60

_INSIDE = WIDTH - 80
"""The width that is left between the edges of panel and well, with a scroll bar."""

_PART_WIDTH = 52
_PERCENT_WIDTH = 64
_SHARE_WIDTH = 64
_GROUNDS = {
    MarkKind.FORMATIVE: "base",
    MarkKind.UNIT_SUMMATIVE: "unit",
    MarkKind.TERM_SUMMATIVE: "term",
}
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WhyPanel(SidePanel):
    """Follows the current pupil of a grid while it is in sight."""

    def __init__(
        self,
        explain: Callable[[RegisterPage, int], Explanation],
        grid: RegisterGrid,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Why this mark?"), parent=parent)
        self._explain = explain
        self._grid = grid
        # Whoever types or walks fast is not held up: the panel follows when the hand rests.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        grid.pupil_changed.connect(self._on_changed)
        grid.page_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Explain the mark of the current pupil anew."""
        pupil = self._grid.pupil
        if pupil is None or self.isHidden():
            return
        page = self._grid.page
        self.subtitle.setText(subtitle(page, pupil, current()))
        row = page.row_of(pupil)
        self._fill(self._explain(page, pupil), row.verdict if row else None)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the pupil of now."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """The grounds of the rows are painted from the palette of the moment."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_grid"):
            self._repaint_grounds()

    def _on_changed(self) -> None:
        self._rest.start()

    def _fill(self, explanation: Explanation, passed: bool | None) -> None:  # noqa: FBT001
        cleared(self.body)
        if explanation.standing is Standing.PASS_FAIL:
            self.body.addWidget(_text(verdict_sentence(passed), weight="bold", wrap=True))
        sentence = standing_sentence(explanation)
        if sentence:
            self.body.addWidget(_noted("clock", sentence, "warn"))
        for remark in explanation.remarks:
            self.body.addWidget(_noted("info", tell(remark), "muted"))
        if explanation.percent is not None:
            self.body.addWidget(_ladder(explanation))
        if explanation.parts:
            self.body.addLayout(_table(explanation))
        if explanation.rounded is not None:
            self.body.addWidget(_scale(explanation))
        if need_title(explanation):
            self.body.addWidget(_need(explanation))
        self.body.addLayout(_sources(explanation))

    def _repaint_grounds(self) -> None:
        for row in self.findChildren(PartRow):
            row.wear()


class PartRow(QFrame):
    """A line of the table on the ground of its kind, as the columns of the grid have it."""

    def __init__(self, kind: MarkKind | None) -> None:
        super().__init__()
        self._ground = _GROUNDS[kind] if kind else "base"
        self.setAutoFillBackground(True)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(4, 1, 4, 1)
        self.line.setSpacing(6)
        self.wear()

    def wear(self) -> None:
        """Take the colour of the scheme of now."""
        worn = self.palette()
        colour = QColor(getattr(current_tokens(), self._ground))
        if worn.color(QPalette.ColorRole.Window) != colour:
            worn.setColor(QPalette.ColorRole.Window, colour)
            self.setPalette(worn)


def _text(
    text: str,
    *,
    step: StepName = "body",
    tone: Tone = "text",
    weight: Weight = "normal",
    wrap: bool = False,
) -> QLabel:
    """A label whose text can be taken along."""
    made = label(text, step=step, tone=tone, weight=weight, wrap=wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _ladder(explanation: Explanation) -> QFrame:
    """From the exact percent over the rounded one to the mark and its word."""
    well = QFrame()
    well.setProperty("panel", "well")
    column = QVBoxLayout(well)
    column.setContentsMargins(14, 8, 14, 8)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setSpacing(10)
    column.addLayout(row)
    row.addWidget(_text(percent(explanation.percent, PLACES), step="title"))
    row.addWidget(_text("›", step="title", tone="muted"))
    row.addWidget(_text(percent(explanation.rounded), step="title"))
    row.addWidget(_text("›", step="title", tone="muted"))
    mark = NOTHING if explanation.mark is None else str(explanation.mark)
    row.addWidget(_text(mark, step="greeting", tone="accent", weight="bold"))
    word = _text(_(explanation.word) if explanation.word else "", tone="muted")
    beside = row.sizeHint().width() + row.spacing() + word.sizeHint().width()
    if beside <= scaled(_INSIDE):
        row.addWidget(word)
    else:
        column.addWidget(word)  # the words of 2 and 3 are long in Kazakh and in Russian
    row.addStretch(1)
    return well


def _table(explanation: Explanation) -> QVBoxLayout:
    """Part, points, percent × weight, share; then the sum and the one rounding."""
    table = QVBoxLayout()
    table.setSpacing(0)
    heads = (_("Part"), _("Points"), _("Percent"), _("Share"))
    cells = [_text(head, tone="muted", step="caption", weight="medium") for head in heads]
    table.addWidget(_row(None, cells[0], cells[1], cells[2], cells[3]))
    table.addWidget(rule())
    for part in explanation.parts:
        table.addWidget(_part_row(part, explanation))
        table.addWidget(rule(soft=True))
    if explanation.percent is not None:
        total = number(explanation.percent, PLACES)
        table.addWidget(_pair(_("Sum"), total, strong=True))
        table.addWidget(rule())
        rounding = f"{total} → {number(explanation.rounded)}"
        table.addWidget(_pair(_("Rounding (once, at the very end)"), rounding, strong=False))
    return table


def _part_row(part: Part, explanation: Explanation) -> PartRow:
    points = _text(points_of(part, explanation.unit_aggregation), wrap=True)
    beside = QWidget()
    column = QVBoxLayout(beside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for line in (
        _text(number(part.percent, PLACES)),
        _text(f"× {percent(part.weight)}", step="caption", tone="muted"),
    ):
        line.setAlignment(_ALIGN_RIGHT)
        column.addWidget(line)
    beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    share = _text(number(part.value, PLACES), weight="bold")
    return _row(part.kind, _text(short_kind(part.kind), weight="bold"), points, beside, share)


def _row(
    kind: MarkKind | None, part: QLabel, points: QLabel, beside: QWidget, share: QLabel
) -> PartRow:
    row = PartRow(kind)
    part.setFixedWidth(scaled(_PART_WIDTH))
    beside.setFixedWidth(scaled(_PERCENT_WIDTH))
    share.setFixedWidth(scaled(_SHARE_WIDTH))
    for right in (beside, share):
        if isinstance(right, QLabel):
            right.setAlignment(_ALIGN_RIGHT)
    row.line.addWidget(part)
    row.line.addWidget(points, 1)
    row.line.addWidget(beside)
    row.line.addWidget(share)
    return row


def _pair(name: str, value: str, *, strong: bool) -> PartRow:
    row = PartRow(None)
    row.line.setContentsMargins(4, 4, 4, 4)
    tone: Tone = "text" if strong else "muted"
    row.line.addWidget(_text(name, tone=tone, weight="bold" if strong else "normal", wrap=True), 1)
    row.line.addWidget(_text(value, weight="bold"))
    return row


def _scale(explanation: Explanation) -> StretchBar:
    """The bands of percents with a marker where the exact percent lies."""
    bar = StretchBar(_("Bands of percents"))
    lows = [band.low for band in explanation.scale]
    bands = tuple(
        Stretch(band.low, high, str(band.mark), str(band.low), band.mark == explanation.mark)
        for band, high in zip(explanation.scale, [*lows[1:], WHOLE], strict=True)
    )
    at = None if explanation.percent is None else float(explanation.percent)
    bar.show_stretches(bands, marker=at, end=str(WHOLE))
    return bar


def _need(explanation: Explanation) -> QFrame:
    """What the next mark takes, and which points of the term summative lead to which mark."""
    card = QFrame()
    card.setProperty("notice", "quiet")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 8)
    column.setSpacing(4)
    column.addWidget(_text(need_title(explanation), weight="bold", wrap=True))
    sentence = need_sentence(explanation)
    if sentence:
        column.addWidget(_text(sentence, tone="muted", wrap=True))
    if explanation.ladder:
        bar = StretchBar(_("Points and marks"))
        now = current_points(explanation)
        bar.show_stretches(
            tuple(
                Stretch(
                    band.low,
                    band.high + 1,
                    str(band.mark),
                    f"{band.low}–{band.high}",
                    now is not None and band.low <= now <= band.high,
                )
                for band in explanation.ladder
            ),
            filled=False,
        )
        column.addWidget(bar)
    return card


def _sources(explanation: Explanation) -> QVBoxLayout:
    """Act and paragraph; then, in amber, all that still has to be checked."""
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(_noted("info", law_sentence(explanation), "muted"))
    checks = (
        *(zero_sentence(each) for each in explanation.counted_as_zero),
        *(note_sentence(note) for note in explanation.notes),
        *(_(warning) for warning in explanation.warnings),
    )
    for sentence in checks:
        column.addWidget(_noted("warn", sentence, "warn"))
    return column


def _noted(icon: str, sentence: str, tone: Tone) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_text(sentence, step="caption", tone=tone, wrap=True), 1)
    return box
