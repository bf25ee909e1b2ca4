"""The pupils of a class in the count: Space says who eats; after the order with a reason."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, class_words
from school_desk.i18n import _, say
from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.headcount_model import (
    CHANGED,
    REASON_WORDS,
    UNSERVED,
    ClassCount,
    DayCount,
    PupilCount,
    Reason,
)
from school_desk.nutrition.headcount_rules import ReasonMissingError
from school_desk.ui.nutrition.diet_words import diet_words
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable

HEADS = (N_("Pupil"), N_("First lesson"), N_("Eats"), N_("Pays"), N_("Diet"), N_("At the meal"))
WIDTHS = (230, 110, 120, 90, 160, 140)

Act = Callable[[PupilCount, Reason | None], DayCount]
"""Does what Space or F2 asks of a pupil and gives the count as it is then, or raises."""
Explain = Callable[[int, str], DayCount]
"""Writes why the kitchen counted another number of a class, or raises."""


class PupilsDialog(DeskDialog):
    """`acts`: what Space does, what F2 does (after the order), what is said of the kitchen."""

    def __init__(
        self,
        day: DayCount,
        class_group: int,
        acts: tuple[Act, Act, Explain],
        parent: QWidget | None = None,
    ) -> None:
        self._day, self._class_group = day, class_group
        turn, correct, self._explain = acts
        title = class_words(self.shown.class_label)
        super().__init__(title, _("Ready"), sentence=_sentence(day), parent=parent)
        self.setMinimumWidth(scaled(920))
        self.model = RowsModel(HEADS, self)
        self.table = LineTable(title)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(scaled(400))
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        self.reason = QComboBox()
        self.reason.addItem(_("Choose the reason"), None)
        for one in UNSERVED if day.order.accepted else CHANGED:
            self.reason.addItem(_(REASON_WORDS[one]), one)
        if day.order.accepted:
            self.reason.addItem(_(REASON_WORDS[Reason.CAME_LATE]), Reason.CAME_LATE)
        self.reason.activated.connect(self._on_reason)
        self._asked: tuple[int, Act] | None = None
        self.problem = label("", tone="danger", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.table)
        if day.order.handed:
            self.body.addWidget(Field(_("Reason"), self.reason))
        self.kitchen = label("", tone="warn", wrap=True)
        self.why = QLineEdit()
        self._why_field = Field(_("Why the numbers differ"), self.why)
        self.body.addWidget(self.kitchen)
        self.body.addWidget(self._why_field)
        self.body.addWidget(self.problem)
        self.way_out.hide()
        for key, act in (("Space", turn), ("F2", correct)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._do, act))
        self.why.setText(_said(self.shown))
        self._show()

    @property
    def shown(self) -> ClassCount:
        """The class as it is now."""
        return next(one for one in self._day.classes if one.class_group == self._class_group)

    @property
    def current(self) -> PupilCount:
        """The pupil one stands on."""
        return self.shown.pupils[self.table.currentIndex().row()]

    def accept(self) -> None:
        """Ready; what was typed of the kitchen's number is written first."""
        why = self.why.text().strip()
        if (
            not why
            or why == _said(self.shown)
            or self._tried(lambda: self._explain(self._class_group, why))
        ):
            super().accept()

    def _do(self, act: Act) -> None:
        self._asked = None
        if self._tried(lambda: self._acted(act)):
            self._show()
        else:
            self._ask_reason()

    def _acted(self, act: Act) -> DayCount:
        """The act on this pupil; lacking a reason it waits for the one that is chosen next."""
        try:
            return act(self.current, self._chosen())
        except ReasonMissingError:
            self._asked = self.current.pupil, act
            raise

    def _ask_reason(self) -> None:
        """Open the reasons where one is all that is missing."""
        if self._asked is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reason.showPopup()

    def _tried(self, act: Callable[[], DayCount]) -> bool:
        try:
            self._day = act()
        except DeskError as refusal:
            self.problem.setText(say(refusal))
            self.problem.show()
            return False
        self.problem.hide()
        return True

    def _on_reason(self, _number: int) -> None:
        """Do what waited for the reason, unless one stands on another pupil by now."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        pupil, act = asked
        if self._chosen() is not None and self.current.pupil == pupil:
            self._do(act)

    def _chosen(self) -> Reason | None:
        kept = self.reason.currentData()
        return Reason(kept) if kept else None

    def _show(self) -> None:
        row = max(0, self.table.currentIndex().row())
        pupils = self.shown.pupils
        self.model.show_rows([Row(one.pupil, _texts(one, self._day)) for one in pupils])
        self.table.selectRow(min(row, len(pupils) - 1))
        one = self.shown
        self.kitchen.setText(kitchen_words(one))
        self.kitchen.setVisible(one.plates is not None)
        there = one.plates is not None and one.plates.eaten != one.served
        self._why_field.setVisible(there and not self._day.order.settled)


def _said(one: ClassCount) -> str:
    """What was said of these very numbers; a word on others has to be typed anew."""
    plates = one.plates
    return plates.why if plates and plates.is_explained(one.served) else ""


def kitchen_words(one: ClassCount) -> str:
    """The kitchen's numbers beside one's own; nothing where it typed none."""
    plates = one.plates
    if plates is None:
        return ""
    words = _("The kitchen counted {n} eaten, {s} as seconds, {w} written off; here {m} eaten.")
    return words.format(n=plates.eaten, s=plates.seconds, w=plates.written_off, m=one.served)


def _sentence(day: DayCount) -> str:
    if not day.order.handed:
        return _("Space: eats today, or does not. Who is marked absent never eats.")
    if not day.order.accepted:
        return _("The order is out. F2 changes it for the chosen reason; the old number stays.")
    return _(
        "Space: eaten, or not eaten for the chosen reason. F2 corrects the order; the old number "
        "stays."
    )


def _texts(one: PupilCount, day: DayCount) -> tuple[str, ...]:
    return (
        one.name.listed,
        _there(one),
        _eats(one, day),
        _pays(one.source),
        diet_words(one.diet),
        _meal(one, day),
    )


def _there(one: PupilCount) -> str:
    if one.gone:
        return _("no longer in the class")
    if one.absent:
        return _("absent")
    return _("forecast") if one.forecast else _("there")


def _eats(one: PupilCount, day: DayCount) -> str:
    if one.source is Source.NONE:
        return _("not at school")
    portion = one.portion
    if day.order.handed and portion is not None and portion.amended is not None:
        return _("yes, corrected") if portion.amended else _("no, corrected")
    return _("yes") if one.eats else _("no")


def _pays(source: Source) -> str:
    if source is Source.NONE:
        return NOTHING
    return _("free") if source.free else _("paid")


def _meal(one: PupilCount, day: DayCount) -> str:
    if not day.order.accepted or one.portion is None or not one.portion.wanted:
        return NOTHING
    if one.served:
        return _("eaten")
    return _(REASON_WORDS[one.unserved]) if one.unserved else _("not eaten, no reason")
