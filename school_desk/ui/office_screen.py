"""The office: all places of those who run the school, each with a line that says what it is for."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations_with_replacement

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.actions import Handler
from school_desk.ui.rail import RailPlace
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.screens import OFFICE, office_places
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Card, CardRow, Section
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.icon_label import CountPill, IconLabel
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

PLACE = "office"
COLUMNS = 3
TITLE = 1
"""The title of a section is about as high as a line of it."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_SIDES = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class OfficeScreen(Screen):
    """`Place("office", (name of the place that is current,))`; it may be missing."""

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__()
        self._rows: dict[str, CardRow] = {}
        self._head = PageHead(_("Office"), _("Enter opens a place, Alt+← comes back"))
        found = _by_section(at)
        self._sections = [Section(_(title), self._card(places)) for title, places in found.items()]
        self._beside = _spread([len(places) + TITLE for places in found.values()], COLUMNS)
        inner = QWidget()
        self._columns = QHBoxLayout(inner)
        self._columns.setContentsMargins(16, 12, 16, 12)
        self._columns.setSpacing(16)
        self._sides = [QVBoxLayout() for _n in range(COLUMNS)]
        for side in self._sides:
            side.setSpacing(16)
            self._columns.addLayout(side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(scrolled(inner), 1)
        self._first = str(place.facts[0]) if place.facts else ""
        self._arrange(wide=True)

    def title(self) -> str:
        return _("Office")

    def place(self) -> Place:
        here = (name for name, row in self._rows.items() if row.hasFocus())
        return Place(PLACE, (next(here, self._first),))

    def handlers(self) -> Mapping[str, Handler]:
        return {}

    def regions(self) -> Sequence[QWidget]:
        return (self._head, *self._rows.values())

    def take_focus(self) -> None:
        row = self._rows.get(self._first) or next(iter(self._rows.values()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self._arrange(wide=room is not Room.COMPACT)

    def _step(self, here: CardRow, step: int) -> None:
        """To the line under this one or over it."""
        rows = list(self._rows.values())
        to = max(0, min(rows.index(here) + step, len(rows) - 1))
        rows[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _cross(self, here: CardRow, side: int) -> None:
        """To the line beside this one, in the next column."""
        own = here.mapTo(self, QPoint())
        at = {row: row.mapTo(self, QPoint()) - own for row in self._rows.values()}
        beside = [row for row, away in at.items() if away.x() * side > 0]
        if beside:
            nearest = min(beside, key=lambda row: (abs(at[row].x()), abs(at[row].y())))
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, places: Sequence[RailPlace]) -> Card:
        card = Card()
        about = {one.name: one.about for one in OFFICE}
        for one in places:
            row = _OfficeRow(one.text, _line(one, _(about[one.place.name])))
            row.setMinimumHeight(scaled(46))
            row.stepped.connect(partial(self._step, row))
            row.crossed.connect(partial(self._cross, row))
            row.clicked.connect(lambda _checked=False, to=one.place: self.place_asked.emit(to))
            self._rows[one.place.name] = row
            card.add_row(row)
        return card

    def _arrange(self, *, wide: bool) -> None:
        """The sections beside each other where there is room, else one under the other."""
        for side in self._sides:
            while side.takeAt(0) is not None:
                pass
        for column, section in zip(self._beside, self._sections, strict=True):
            self._sides[column if wide else 0].addWidget(section)
        for place, side in enumerate(self._sides):
            side.addStretch(1)
            self._columns.setStretch(place, int(wide or not place))


class _OfficeRow(CardRow):
    """A row that tells of arrows: a button would take them for Tab, the page for a scroll."""

    stepped = Signal(int)
    crossed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _SIDES:
            self.crossed.emit(_SIDES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _by_section(at: WorkPlace) -> dict[str, list[RailPlace]]:
    section_of = {one.name: one.section for one in OFFICE}
    found: dict[str, list[RailPlace]] = {section: [] for section in section_of.values()}
    for one in office_places(at):
        found[section_of[one.place.name]].append(one)
    return {section: places for section, places in found.items() if places}


def _spread(lengths: Sequence[int], columns: int) -> tuple[int, ...]:
    """The column of each section, in their order, so that the longest column is short.

    >>> _spread([8, 4, 6, 2], 3)
    (0, 1, 2, 2)
    """

    def longest(of: Sequence[int]) -> int:
        return max(sum(n for n, at in zip(lengths, of, strict=True) if at == c) for c in of)

    ordered = combinations_with_replacement(range(columns), len(lengths))
    return min(ordered, key=longest, default=())


def _line(place: RailPlace, about: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 5, 14, 5)
    row.setSpacing(12)
    row.addWidget(IconLabel(place.icon, "accent"), 0, Qt.AlignmentFlag.AlignVCenter)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(place.text, weight="medium"))
    words.addWidget(label(about, step="caption", tone="muted", wrap=True))
    row.addLayout(words, 1)
    if place.count:
        row.addWidget(CountPill(place.count))
    return row
