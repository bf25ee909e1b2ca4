"""The left rail: who sits here, today's lessons with their signs, the places, the menu."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.ui.actions import PLACES, action
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import Avatar, CountPill, IconLabel
from school_desk.ui.widgets.labels import NameLabel, label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.row_button import RowButton

WIDE = 196
NARROW = 48
LEFT, RIGHT = 6, 7
"""What the wide rail leaves free beside its rows, pixels."""


class LessonSign(Enum):
    """How a lesson of today stands: icon, token, and the words for those who listen."""

    FILLED = ("check", "muted", N_("filled"))
    NOW = ("now", "accent", N_("now"))
    LATER = ("later", "muted", N_("later"))
    MISSING = ("warn", "warn", N_("something is missing"))


@dataclass(frozen=True, slots=True)
class RailLesson:
    """A lesson of today."""

    place: Place
    hour: int
    begins: str
    class_name: str
    subject: str
    sign: LessonSign


@dataclass(frozen=True, slots=True)
class RailPlace:
    """A place of one's roles; a count of what waits there replaces the key.

    `within`: the places that lie behind it and have no row of their own.
    """

    place: Place
    text: str
    icon: str
    count: int = 0
    within: tuple["RailPlace", ...] = ()

    def leads_to(self, place: Place) -> bool:
        """Whether a place lies behind this one."""
        return any(one.place.holds(place) for one in self.within)


@dataclass(frozen=True, slots=True)
class RailContent:
    """All the rail shows. The first place stands above the lessons: it is today."""

    person: str
    role: str
    initials: str
    day: str
    lessons: tuple[RailLesson, ...]
    places: tuple[RailPlace, ...]


class Rail(QFrame):
    """`place_chosen` with a Place, `menu_asked` for the menu at its foot."""

    place_chosen = Signal(object)
    menu_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "rail")
        self.setAccessibleName(_("Left rail"))
        self._content = RailContent("", "", "", "", (), ())
        self._narrow = False
        self._current: Place | None = None
        self._rows: dict[Place, RowButton] = {}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inner = QWidget()

    @property
    def content(self) -> RailContent:
        """What it shows."""
        return self._content

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    @property
    def rows(self) -> list[RowButton]:
        """The rows of lessons and places, from top to bottom."""
        return list(self._rows.values())

    def set_content(self, content: RailContent) -> None:
        """Show this from now on; the focus stays on its row."""
        focused = next((place for place, row in self._rows.items() if row.hasFocus()), None)
        self._content = content
        self._rebuild()
        if focused in self._rows:
            self._rows[focused].setFocus()

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, the words in tooltips, for a small window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.set_content(self._content)

    def set_current(self, place: Place) -> None:
        """Mark the row this place lies in: the one that names most of its facts."""
        self._current = place
        holders = [of_row for of_row in self._rows if of_row.holds(place)]
        behind = (one.place for one in self._content.places if one.leads_to(place))
        chosen = max(holders, key=lambda of_row: len(of_row.facts), default=next(behind, None))
        for of_row, row in self._rows.items():
            row.setChecked(of_row == chosen)

    def show_count(self, place: Place, count: int) -> None:
        """Show another count beside a place; only its row is drawn anew."""
        places = self._content.places
        found = next((n for n, one in enumerate(places) if one.place == place), None)
        if found is None or places[found].count == count:
            return
        fresh = replace(places[found], count=count)
        shown = (*places[:found], fresh, *places[found + 1 :])
        self._content = replace(self._content, places=shown)
        old = self._rows[place]
        focused, rows = old.hasFocus(), list(self._rows)
        row = self._place_row(fresh, found + 1)
        self._rows = {one: self._rows[one] for one in rows}
        row.setChecked(old.isChecked())
        holder = old.parentWidget()
        layout = holder.layout() if holder is not None else None
        if layout is not None:
            layout.replaceWidget(old, row)
        old.hide()
        old.deleteLater()
        if focused:
            row.setFocus()

    def take_focus(self) -> None:
        """Go to the current row, or to the first."""
        current = next((row for row in self._rows.values() if row.isChecked()), None)
        row = current or next(iter(self._rows.values()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self) -> None:
        self._rows = {}
        self._outer.removeWidget(self._inner)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = self._built()
        self._outer.addWidget(self._inner)
        self.setFixedWidth(scaled(NARROW if self._narrow else WIDE))
        if self._current is not None:
            self.set_current(self._current)

    def _built(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        # The narrow rail leaves room for its scroll bar: icons stay whole beside it.
        column.setContentsMargins(*((4, 8, 0, 3) if self._narrow else (LEFT, 8, RIGHT, 3)))
        column.setSpacing(0)
        column.addWidget(self._person())
        column.addSpacing(scaled(6))
        column.addWidget(self._scrolled(), 1)
        menu = _row(action("menu").title, "menu", action("menu").key_text, narrow=self._narrow)
        menu.clicked.connect(self.menu_asked)
        column.addWidget(menu)
        return whole

    def _person(self) -> QWidget:
        block = QWidget()
        block.setToolTip(f"{self._content.person}\n{self._content.role}" if self._narrow else "")
        block.setFixedHeight(scaled(40))
        row = QHBoxLayout(block)
        row.setContentsMargins(4 if self._narrow else 6, 0, 0, 0)
        row.setSpacing(8)
        avatar = Avatar(self._content.initials)
        avatar.setAccessibleName(self._content.person)
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._narrow:
            return block
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(NameLabel(self._content.person, weight="medium"))
        names.addWidget(NameLabel(self._content.role, step="caption", tone="muted"))
        names.addStretch(1)
        row.addLayout(names, 1)
        return block

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in self._blocks():
            column.addWidget(widget)
        column.addStretch(1)
        return scrolled(inner)

    def _blocks(self) -> Iterator[QWidget]:
        for number, place in enumerate(self._content.places[:1], 1):
            yield self._place_row(place, number)
        if not self._narrow:
            yield _day(self._content.day)
        for lesson in self._content.lessons:
            yield self._added(lesson.place, _lesson_row(lesson, narrow=self._narrow))
        yield _divider()
        for number, place in enumerate(self._content.places[1:], 2):
            yield self._place_row(place, number)

    def _place_row(self, place: RailPlace, number: int) -> RowButton:
        key = action(f"place_{number}").key_text if number <= PLACES else ""
        row = _row(place.text, place.icon, key, count=place.count, narrow=self._narrow)
        return self._added(place.place, row)

    def _added(self, place: Place, row: RowButton) -> RowButton:
        row.setCheckable(True)
        row.clicked.connect(lambda: self._on_clicked(place))
        self._rows[place] = row
        return row

    def _on_clicked(self, place: Place) -> None:
        if self._current is not None:
            # A press checks the row by itself; only arriving there does.
            self.set_current(self._current)
        self.place_chosen.emit(place)


def _row(text: str, icon: str, key: str, *, count: int = 0, narrow: bool = False) -> RowButton:
    made = RowButton(_("{place}: {n}").format(place=text, n=count) if count else text)
    made.setAccessibleDescription(key)
    made.setMinimumHeight(scaled(30 if not narrow else 28))
    row = QHBoxLayout(made)
    row.setContentsMargins(*((8, 2, 4, 2) if narrow else (10, 2, 4, 2)))
    row.setSpacing(6)
    row.addWidget(IconLabel(icon, "muted"))
    if narrow:
        row.addStretch(1)
        made.setToolTip(_("{place} ({key})").format(place=text, key=key) if key else text)
        return made
    row.addWidget(label(text, wrap=True), 1)
    if count:
        row.addWidget(CountPill(count))
    elif key:
        _add_key(made, row, text, key)
    return made


def _add_key(made: RowButton, row: QHBoxLayout, text: str, key: str) -> None:
    """The key beside the words; where both do not fit, all rows would be cut: it is a tooltip."""
    shown = label(key, step="caption", tone="muted")
    row.addWidget(shown)
    for one in made.findChildren(QWidget):
        one.ensurePolished()
    if row.minimumSize().width() > scaled(WIDE) - LEFT - RIGHT:
        row.removeWidget(shown)
        shown.deleteLater()
        made.setToolTip(_("{place} ({key})").format(place=text, key=key))


def _lesson_row(lesson: RailLesson, *, narrow: bool) -> RowButton:
    icon, role, words = lesson.sign.value
    whole = _("{time}, {class_name}, {subject}: {state}").format(
        time=lesson.begins, class_name=lesson.class_name, subject=lesson.subject, state=_(words)
    )
    made = RowButton(whole)
    made.setToolTip(whole if narrow else "")
    made.setMinimumHeight(scaled(28 if narrow else 34))
    row = QHBoxLayout(made)
    row.setContentsMargins(10, 1, 8, 1)
    row.setSpacing(8)
    if narrow:
        row.setSpacing(2)
        row.setContentsMargins(4, 1, 2, 1)
        row.addWidget(label(str(lesson.hour), weight="medium"), 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(IconLabel(icon, role))
        return made
    row.addWidget(label(lesson.begins, tone="muted"))
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(NameLabel(lesson.class_name, weight="medium"))
    names.addWidget(NameLabel(lesson.subject, step="caption", tone="muted"))
    row.addLayout(names, 1)
    row.addWidget(IconLabel(icon, role))
    return made


def _day(text: str) -> QWidget:
    shown = label(text, step="caption", tone="muted", weight="bold", wrap=True)
    shown.setContentsMargins(10, scaled(10), 0, scaled(4))
    return shown


def _divider() -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(8, scaled(8), 8, scaled(6))
    column.addWidget(rule())
    return held
