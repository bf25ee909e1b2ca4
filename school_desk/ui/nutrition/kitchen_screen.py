"""The kitchen's page: how many portions of what, in large type, and one key to accept."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from school_desk.formats import class_words, day_and_weekday, time_of_day
from school_desk.i18n import _, ngettext, tell
from school_desk.intents import Form, Scope
from school_desk.nutrition.diet_plate_rules import DietWish, PlateChange, change_text
from school_desk.nutrition.eating_model import DIET_WORDS, MEAL_WORDS, Sitting
from school_desk.nutrition.headcount_model import DietPlate, Order, Sheet
from school_desk.nutrition.kitchen_rules import Cell
from school_desk.nutrition.serving_rules import DishPermit
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.nutrition.permit_panel import TABLES as PERMIT_TABLES
from school_desk.ui.nutrition.permit_panel import permit_grid
from school_desk.ui.nutrition.plates_table import PlatesTable
from school_desk.ui.nutrition.shift_box import shift_box
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.key_hint import KeyHint
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

PLACE = "kitchen"
QWIDGETSIZE_MAX = (1 << 24) - 1
"""What Qt calls no limit."""
Apart = Mapping[DietWish, tuple[PlateChange, ...]]


class KitchenScreen(SchoolScreen):
    """`Place("kitchen", (shift,))`; it may be missing. Always today."""

    where = Where.MEALS
    tables = frozenset(
        (
            *("meal_order", "meal_sitting", "cycle_menu", "menu_dish", "menu_change"),
            *("menu_extra", "product_swap", "ingredient", "card_approval", "product"),
            "kitchen_count",
        )
    ).union(PERMIT_TABLES)

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        shift = next(iter(place.facts), None)
        found = self._desk.headcount.sittings()
        self._sitting = next((one for one in found if one.shift == shift), found[0])
        self.order = Order()
        self._sittings = found
        self._head = PageHead(_("Kitchen"))
        self.shift = shift_box(found, self._sitting)
        self.shift.currentIndexChanged.connect(self._choose_shift)
        if len(found) > 1:
            self._head.add_action(self.shift)
        self.plates = PlatesTable()
        self.plates.entered.connect(self._count)
        self.plates.cleared.connect(self._clear)
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(24, 16, 24, 16)
        self._body.setSpacing(14)
        self._body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.verb = Button(
            _("The canteen accepts"), role="primary", height=44, key=action("meal_step").key_text
        )
        self.verb.clicked.connect(self.accept_order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._above = scrolled(inner)
        column.addWidget(self._above, 1)
        column.addWidget(self._below(), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 14)
        foot.addStretch(1)
        foot.addWidget(self.verb)
        column.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reload()

    def title(self) -> str:
        return _("Kitchen")

    def place(self) -> Place:
        return Place(PLACE, (self._sitting.shift,))

    def handlers(self) -> Mapping[str, Handler]:
        return {"meal_step": self.accept_order}

    def hints(self) -> Sequence[str]:
        return ("help", "meal_step", "undo")

    def undo_form(self) -> Form:
        return self._form

    def regions(self) -> Sequence[QWidget]:
        return (self.plates, self.verb, self._head)

    def take_focus(self) -> None:
        counts = self.plates if self.order.accepted else self
        shown = self.verb if self.order.handed and not self.order.accepted else counts
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    @property
    def day(self) -> date:
        """Today."""
        return self._desk.now().date()

    def reload(self) -> None:
        """Show the order as it is now."""
        day = self._desk.kitchen.day(self.day, self._sitting)
        self._form = day.form
        self.order = day.order
        self.plates.show_lines(day.lines)
        self._counted.setVisible(self.order.accepted)
        meal = _(MEAL_WORDS[self._sitting.meal])
        self._head.subtitle.setText(f"{day_and_weekday(self.day)} · {meal}")
        while self._body.count():
            item = self._body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        permits = _permits(self._desk.headcount.permits(self.day, self._sitting))
        for one in _shown(self.order, self._sitting, permits, (self._apart(), day.eaten)):
            self._body.addWidget(one)
            one.show()  # what is not shown yet has no height to fit
        self._fit()
        self.verb.setVisible(self.order.handed and not self.order.accepted)
        gate(self.verb, self._desk.why_not("Accept meal order", Scope()))
        self.answers_changed.emit()

    def _apart(self) -> Apart:
        """What plates of a diet have otherwise, for whoever may see the menu."""
        plates = self.order.sheet.plates
        wishes = [DietWish(one.code, one.excluded) for one in plates]
        if not wishes or not self._desk.may("See menus", Scope()):
            return {}
        return self._desk.menus.apart(self.day, self._sitting.meal, wishes)

    def _fit(self) -> None:
        """Plates get all the room that the words above them do not need."""
        inner = self._above.widget()
        self._body.activate()
        counts = self.order.accepted and inner is not None
        most = inner.sizeHint().height() if counts and inner is not None else QWIDGETSIZE_MAX
        self._above.setMaximumHeight(most)

    def accept_order(self) -> None:
        """Take the order: from then on its number is locked."""
        if not self.allowed("Accept meal order"):
            return
        if self.attempt(lambda: self._desk.headcount.accept(self.day, self._sitting)):
            self._at.messages.say(_("The order is accepted."))
            self.take_focus()

    # Plates, by exception

    def _count(self, class_group: int, cell: str, number: int) -> None:
        if not self.allowed("Count plates"):
            return
        typed, service = (Cell(cell), number), self._desk.kitchen
        if self.attempt(lambda: service.count(self.day, self._sitting, class_group, typed)):
            self._at.messages.say(_("The plates of the class are written. Ctrl+Z takes it back."))

    def _clear(self, class_group: int) -> None:
        if self.allowed("Count plates"):
            self.attempt(lambda: self._desk.kitchen.clear(self.day, self._sitting, class_group))

    def _choose_shift(self, number: int) -> None:
        self._sitting = self._sittings[number]
        self.reload()

    def _below(self) -> QWidget:
        """Where plates are counted, once the order is accepted."""
        self._counted = QWidget()
        column = QVBoxLayout(self._counted)
        column.setContentsMargins(24, 0, 24, 8)
        column.setSpacing(6)
        told = _("Type only what differs: what nobody types was eaten as ordered.")
        column.addWidget(label(told, tone="muted", wrap=True))
        column.addWidget(self.plates, 1)
        keys = QHBoxLayout()
        keys.setSpacing(16)
        keys.addWidget(KeyHint("↑ ↓ ← →", _("class and number")))
        keys.addWidget(KeyHint("Enter", _("write the number")))
        keys.addWidget(KeyHint("Delete", _("as ordered")))
        keys.addStretch(1)
        column.addLayout(keys)
        return self._counted


def _shown(
    order: Order, sitting: Sitting, permits: list[QWidget], facts: tuple[Apart, int]
) -> list[QWidget]:
    if not order.handed:
        words = _("There is no order yet. It is due by {time}.")
        return [_large(words.format(time=time_of_day(sitting.order_by))), *permits]
    apart, eaten = facts
    found: list[QWidget] = [_number(order.sheet), _state(order, eaten), *permits]
    if not order.accepted:
        found.append(_classes(order.sheet))
    if order.sheet.plates:
        found += [_large(_("Cooked apart"), bold=True), _plates(order.sheet.plates, apart)]
    return found


def _permits(permits: Sequence[DishPermit]) -> list[QWidget]:
    if not permits:
        return []
    return [_large(_("May be served"), bold=True), permit_grid(permits)]


def _number(sheet: Sheet) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(22)
    row.addWidget(label(str(sheet.portions), step="figure"))
    row.addWidget(_large(ngettext("portion", "portions", sheet.portions)))
    for band, portions in sheet.by_band.items():
        row.addWidget(rule(vertical=True))
        words = _("{band} years old").format(band=band.replace("-", "–"))
        row.addWidget(_large(f"{words}: {portions}", bold=True))
    row.addStretch(1)
    return made


def _state(order: Order, eaten: int) -> QWidget:
    if order.accepted_at is not None:
        said = _("Accepted at {time}. Eaten: {n}.")
        said = said.format(time=time_of_day(order.accepted_at), n=eaten)
    else:
        said = _("Handed over at {time}. Ctrl+S accepts it.")
        said = said.format(time=time_of_day(order.handed_at) if order.handed_at else "")
    return label(said, step="strong", tone="muted")


def _classes(sheet: Sheet) -> QWidget:
    made = QFrame()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(scaled(26))
    grid.setVerticalSpacing(8)
    for number, one in enumerate(sheet.lines):
        row, column = divmod(number, 3)
        about = "≈ " if one.forecast else ""
        grid.addWidget(_large(class_words(one.class_label)), row, column * 2)
        grid.addWidget(_large(f"{about}{one.portions}", bold=True), row, column * 2 + 1)
    grid.setColumnStretch(6, 1)
    return made


def _plates(plates: Sequence[DietPlate], apart: Apart) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for one in plates:
        diet = ": ".join(part for part in (_(DIET_WORDS[one.code]), one.excluded) if part)
        column.addWidget(_large(f"{class_words(one.class_label)} · {one.name} — {diet}"))
        for change in apart.get(DietWish(one.code, one.excluded), ()):
            column.addWidget(label(f"→ {tell(change_text(change))}", step="strong", wrap=True))
    return made


def _large(words: str, *, bold: bool = False) -> QLabel:
    return label(words, step="title", weight="bold" if bold else "normal", wrap=True)
