"""The office: all places of those who run the school, each with a line that says what it is for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

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
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class OfficeScreen(Screen):
    """`Place("office", (name of the place that is current,))`; it may be missing."""

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__()
        self._rows: dict[str, CardRow] = {}
        self._head = PageHead(_("Office"), _("Enter opens a place, Alt+← comes back"))
        self._grid = QGridLayout()
        self._sections = [
            Section(_(title), self._card(places)) for title, places in _by_section(at).items()
        ]
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(20)
        column.addLayout(self._grid)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(scrolled(inner), 1)
        self._first = str(place.facts[0]) if place.facts else ""
        self._arrange(2)

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
        self._arrange(1 if room is Room.COMPACT else 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        rows = list(self._rows.values())
        here = next((n for n, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        rows[max(0, min(here + step, len(rows) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, places: Sequence[RailPlace]) -> Card:
        card = Card()
        about = {one.name: one.about for one in OFFICE}
        for one in places:
            row = CardRow(one.text, _line(one, _(about[one.place.name])))
            row.setMinimumHeight(scaled(52))
            row.clicked.connect(lambda _checked=False, to=one.place: self.place_asked.emit(to))
            self._rows[one.place.name] = row
            card.add_row(row)
        return card

    def _arrange(self, across: int) -> None:
        """Sections side by side, each column as long as the other."""
        for section in self._sections:
            self._grid.removeWidget(section)
        for n, section in enumerate(self._sections):
            place = n // across, n % across
            self._grid.addWidget(section, *place, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < across))


def _by_section(at: WorkPlace) -> dict[str, list[RailPlace]]:
    section_of = {one.name: one.section for one in OFFICE}
    found: dict[str, list[RailPlace]] = {section: [] for section in section_of.values()}
    for one in office_places(at):
        found[section_of[one.place.name]].append(one)
    return {section: places for section, places in found.items() if places}


def _line(place: RailPlace, about: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 8, 14, 8)
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
