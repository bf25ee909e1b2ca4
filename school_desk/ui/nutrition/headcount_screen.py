"""The day's meals: how many of each class eat, handed to the canteen, accepted, reconciled."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import day_and_weekday, time_of_day
from school_desk.i18n import _, fill, ngettext
from school_desk.intents import Form, Scope
from school_desk.nutrition.eating_model import MEAL_WORDS, Sitting
from school_desk.nutrition.headcount_model import DayCount, Known, PupilCount, Reason
from school_desk.nutrition.headcount_step_rules import NextStep, Step, Told, next_step
from school_desk.nutrition.serving_rules import DishPermit
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.menu import Entry
from school_desk.ui.messages import Tone
from school_desk.ui.nutrition.count_figures import count_figures
from school_desk.ui.nutrition.figures_panel import FiguresPanel
from school_desk.ui.nutrition.headcount_table_model import WIDTHS, HeadcountTableModel
from school_desk.ui.nutrition.permit_panel import TABLES as PERMIT_TABLES
from school_desk.ui.nutrition.permit_panel import held_words, unwritten_words
from school_desk.ui.nutrition.pupils_dialog import PupilsDialog
from school_desk.ui.nutrition.shift_box import shift_box
from school_desk.ui.nutrition.steps_bar import OrderStep, StepsBar
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.rail import RailPlace
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.screens import meal_places
from school_desk.ui.shell import Shell
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.key_hint import KeyHint
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

PLACE = "headcount"
MINUTE_MS = 60_000
VERBS = {
    Step.HAND_OVER: N_("Hand the order to the canteen"),
    Step.ACCEPT: N_("The canteen accepts"),
    Step.SETTLE: N_("Reconcile the day"),
    Step.CORRECT: N_("Send corrections"),
}
INTENTS = {
    Step.HAND_OVER: "Hand over meal order",
    Step.ACCEPT: "Accept meal order",
    Step.SETTLE: "Settle meals",
    Step.CORRECT: "Correct meal order",
}
TOLD = {
    Told.NOTHING: "",
    Told.ALL_TAKEN: N_("All classes have taken attendance."),
    Told.FORECAST: N_("If a class takes attendance later, the difference goes as a correction."),
    Told.ELSEWHERE: N_("Portions of pupils are on the office's computers. The canteen has {n}."),
    Told.BELATED: N_("What became known after the order differs from it."),
    Told.BEHIND: N_("What the canteen has differs from the portions here."),
    Told.LOCKS: N_("From then on the number is locked; changes are corrections."),
    Told.DIFFERS: N_("The kitchen counted other numbers. Enter on a class shows them."),
    Told.COMPLETE: N_("Every portion was eaten or has a reason."),
}
"""What stands under the next step."""


class HeadcountScreen(SchoolScreen):
    """`Place("headcount", (day, shift))`; both may be missing."""

    where = Where.MEALS
    tables = frozenset(
        (
            *("session", "attendance", "membership", "pupil", "class_group", "timetable_slot"),
            *("eating", "diet", "portion", "meal_order", "meal_sitting", "kitchen_count"),
            "meal_norm",
        )
    ).union(PERMIT_TABLES)

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        day, shift = (*place.facts, None, None)[:2]
        self.day = date.fromisoformat(str(day)) if day else self._desk.now().date()
        self._sittings = self._desk.headcount.sittings()
        self._number = next((n for n, one in enumerate(self._sittings) if one.shift == shift), 0)
        self.count: DayCount | None = None
        self.model = HeadcountTableModel(self)
        self.table = WrappingTable(_("Meals of the day"))
        self.panel = FiguresPanel(_("To the canteen"))
        self.steps = StepsBar(_("Steps of the order"))
        self.shift = shift_box(self._sittings, self.sitting)
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._show_steps)
        self._clock.start()
        self.reload()

    def title(self) -> str:
        return _("Meals of the day")

    def place(self) -> Place:
        return Place(PLACE, (self.day.isoformat(), self.sitting.shift))

    def undo_form(self) -> Form:
        return self.count.form if self.count else Form()

    @property
    def sitting(self) -> Sitting:
        """The meal that is shown."""
        return self._sittings[self._number]

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "meal_step": self.next_step,
            "edit": self.open_class,
            "print": self.print_order,
            "meal_places": self.show_places,
            "day_next": lambda: self._step_day(1),
            "day_previous": lambda: self._step_day(-1),
        }

    def hints(self) -> Sequence[str]:
        return ("help", "meal_step", "print", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.panel, self._head)

    def take_focus(self) -> None:
        filled = self.count is not None and self.count.classes
        shown = self.table if filled else self._empty
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.panel.setVisible(room is Room.FULL)

    def reload(self) -> None:
        """Count again."""
        row = max(0, self.table.currentIndex().row())
        here = self.table.hasFocus() or self._empty.hasFocus()
        self.count = self._desk.headcount.day(self.day, self.sitting)
        self.model.show_day(self.count)
        self.table.selectRow(min(row, max(0, len(self.count.classes) - 1)))
        self._empty.setVisible(not self.count.classes)
        self.table.setVisible(bool(self.count.classes))
        if here:  # a list that is hidden would give the focus to the rail
            self.take_focus()
        meal = _(MEAL_WORDS[self.sitting.meal])
        self._head.subtitle.setText(f"{day_and_weekday(self.day)} · {meal}")
        self._show_steps()
        self._gate_verb()
        self.answers_changed.emit()

    # What a person does

    def next_step(self) -> None:
        """Hand over, accept, send corrections, reconcile: whatever comes next."""
        step = self._next().step
        if step is None or not self.allowed(INTENTS[step]):
            return
        acts = {
            Step.HAND_OVER: self._hand_over,
            Step.ACCEPT: self._accept,
            Step.CORRECT: self._send_corrections,
            Step.SETTLE: self._settle,
        }
        self.attempt(acts[step])

    def open_class(self) -> None:
        """The pupils of the class one stands on."""
        count, row = self.count, self.table.currentIndex().row()
        if count is None or not 0 <= row < len(count.classes):
            return
        one = count.classes[row]
        dialog = PupilsDialog(
            count, one.class_group, (self._turn, self._correct, self._explain), self.window()
        )
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def print_order(self) -> None:
        """The order on one sheet for the canteen's wall."""
        if self.count is None or not self.count.classes:
            return
        papers, day, sitting = self._desk.meal_papers, self.day, self.sitting

        def write(wish: Wish, out: Path) -> object:
            return papers.order(day, sitting, wish.language, wish.fmt, out)

        paper = Paper("meal-order", write)
        print_paper(self._at, Question((paper,), title=_("Order to the canteen")), self.window())

    def show_places(self) -> None:
        """Who eats how, the kitchen, cards: whatever of meals is open to this person."""
        shell = self.window()
        if isinstance(shell, Shell):
            shell.choose(_("Hot meals"), [self._entry(one) for one in meal_places(self._at)[1:]])

    def _entry(self, place: RailPlace) -> Entry:
        return Entry(text=place.text, run=lambda: self.place_asked.emit(place.place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.open_class()
        else:
            super().keyPressEvent(event)

    # How it is done

    def _hand_over(self) -> None:
        if self.count is None:
            return
        forecast = len(self.count.forecast)
        after = self._desk.headcount.hand_over(self.count)
        words = _("The order is with the canteen: {n}. Ctrl+Z takes it back.")
        if forecast:
            words = _("The order is with the canteen: {n}, classes by forecast: {m}.")
        self._at.messages.say(words.format(n=after.ordered, m=forecast))

    def _accept(self) -> None:
        self._desk.headcount.accept(self.day, self.sitting)
        self._at.messages.say(_("The canteen has accepted the order. Its number is locked."))

    def _send_corrections(self) -> None:
        if self.count is not None:
            found = self._desk.headcount.take_belated(self.count)
            said = ngettext("{n} correction is sent.", "{n} corrections are sent.", found)
            if not found:
                said = _("The canteen has the number as it is now.")
            self._at.messages.say(said.format(n=found))

    def _settle(self) -> None:
        if self.count is not None:
            self._desk.headcount.settle(self.count)
            missing = unwritten_words(self._permits())
            told = " ".join(one for one in (_("The day is reconciled."), missing) if one)
            self._at.messages.say(told, Tone.WARN if missing else Tone.QUIET)

    def _turn(self, pupil: PupilCount, reason: Reason | None) -> DayCount:
        """Space: before the order who eats, after acceptance who has eaten."""
        self._desk.headcount.turn(self._now(), pupil.pupil, reason)
        return self._now()

    def _correct(self, pupil: PupilCount, reason: Reason | None) -> DayCount:
        """F2: another number than was ordered."""
        self._desk.headcount.change(self._now(), pupil.pupil, reason)
        return self._now()

    def _explain(self, class_group: int, why: str) -> DayCount:
        """What is said of the kitchen's other number."""
        self._desk.kitchen.explain(self._now(), class_group, why)
        return self._now()

    def _now(self) -> DayCount:
        return self._desk.headcount.day(self.day, self.sitting)

    def _step_day(self, by: int) -> None:
        """The school day beside this one, by the school's calendar."""
        self.day = self._desk.headcount.day_beside(self.day, by)
        self.reload()

    def _choose_shift(self, number: int) -> None:
        self._number = number
        self.reload()

    def _next(self) -> NextStep:
        """What comes next; nothing in a year that is only looked back at."""
        if self.count is None or self._desk.looks_back:
            return NextStep()
        return next_step(self.count)

    def _permits(self) -> Sequence[DishPermit]:
        return self._desk.headcount.permits(self.day, self.sitting)

    def _gate_verb(self) -> None:
        """Who only looks, as the nurse, is told who does the next step."""
        step = self._next().step
        gate(self.panel.verb, self._desk.why_not(INTENTS[step], Scope()) if step else None)

    def _show_steps(self) -> None:
        count = self.count
        if count is None:
            return
        found = self._next()
        words = _(TOLD[found.told]) if TOLD[found.told] else ""
        under = words.format(n=count.order.sheet.portions)
        permits = self._permits() if count.order.accepted and not count.order.settled else ()
        warning = " ".join(one for one in (held_words(permits), unwritten_words(permits)) if one)
        figures = count_figures(count, warning)
        self.panel.show_figures(figures, _(VERBS[found.step]) if found.step else "", under)
        self.steps.show_steps(_steps(count), _left(count, self._desk.now()))

    def _lay_out(self) -> None:
        self._head = PageHead(_("Meals of the day"))
        self.shift.currentIndexChanged.connect(self._choose_shift)
        printing = Button(action("print").title, icon="print", key=action("print").key_text)
        printing.clicked.connect(self.print_order)
        if len(self._sittings) > 1:
            self._head.add_action(self.shift)
        told = action("meal_places")
        more = Button(_("Hot meals"), icon="menu", key=told.key_text)
        more.clicked.connect(self.show_places)
        self._head.add_action(more)
        self._head.add_action(printing)
        self.table.setModel(self.model)
        self.table.activated.connect(lambda _index: self.open_class())
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        self.panel.pressed.connect(self.next_step)
        self._empty = EmptyState(_("No class has lessons on this day."))
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        left.addWidget(self._empty, 1)
        left.addLayout(self._foot())
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(left, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self.panel)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(0)
        column_box.addWidget(self._head)
        column_box.addWidget(self.steps)
        column_box.addLayout(below, 1)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(6)
        told = _(
            "The count is taken from the attendance of the first lesson: the teacher fills no "
            "second list. After the order a change is a correction: old number, who, when, why."
        )
        foot.addWidget(label(told, tone="muted", wrap=True))
        keys = QHBoxLayout()
        keys.setSpacing(16)
        keys.addWidget(KeyHint("↑ ↓", _("class")))
        keys.addWidget(KeyHint("Enter", _("pupils of the class")))
        keys.addWidget(KeyHint("Ctrl+← →", _("day")))
        keys.addStretch(1)
        foot.addLayout(keys)
        return foot


def _steps(count: DayCount) -> list[OrderStep]:
    order, sitting = count.order, count.sitting
    taken = sum(one.known is Known.TAKEN for one in count.classes)
    counted = _("{n} of {m} classes").format(n=taken, m=len(count.classes))
    due = fill(_("by {time}"), {"time": sitting.order_by})
    accept_by = fill(_("by {time}"), {"time": sitting.accept_by})
    return [
        OrderStep(_("Headcount"), counted, done=order.handed, now=not order.handed),
        OrderStep(_("Order to cook"), _at(order.handed_at) or due, done=order.handed),
        OrderStep(
            _("Canteen accepted"),
            _at(order.accepted_at) or accept_by,
            done=order.accepted,
            now=order.handed and not order.accepted,
        ),
        OrderStep(
            _("Eaten"),
            str(count.served) if order.accepted else "",
            done=order.settled,
            now=order.accepted and not order.settled,
        ),
        OrderStep(_("Reconciled"), _at(order.settled_at), done=order.settled),
    ]


def _at(moment: datetime | None) -> str:
    return time_of_day(moment) if moment else ""


def _left(count: DayCount, now: datetime) -> str:
    """How long there is until the next step is due; nothing on other days."""
    order, sitting = count.order, count.sitting
    if count.day != now.date() or order.accepted or not count.classes:
        return ""
    due = sitting.accept_by if order.handed else sitting.order_by
    minutes = (due.hour - now.hour) * 60 + due.minute - now.minute
    if minutes < 0:
        return _("due since {time}").format(time=time_of_day(due))
    left = ngettext("{n} minute left", "{n} minutes left", minutes)
    return left.format(n=minutes)
