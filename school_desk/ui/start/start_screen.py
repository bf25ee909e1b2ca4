"""Today: the greeting, today's lessons with the next one focused, what is still to fill."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.formats import (
    class_words,
    day_and_weekday,
    greeting_name,
    number,
    time_of_day,
)
from school_desk.i18n import _, current, ngettext, tell
from school_desk.journal.model import LessonLine
from school_desk.school.model import Bell, LessonKey
from school_desk.ui.actions import Handler, Where
from school_desk.ui.journal.ahead_card import AheadBars, most_to_give
from school_desk.ui.journal.homework_wishes import turned_subjects
from school_desk.ui.journal.hour_words import REGISTER, Hour, hours_today, place_of, title_of
from school_desk.ui.journal.todo_card import TodoCard
from school_desk.ui.journal.todo_words import count_words
from school_desk.ui.nutrition.meals_start import MealsCard, is_for_meals
from school_desk.ui.nutrition.month_start import MonthCard, months_to_do
from school_desk.ui.screen import Place, Screen
from school_desk.ui.start.start_notice import start_notice
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card, CardRow, Section
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.work_place import WorkPlace

if TYPE_CHECKING:
    from school_desk.ui.widgets.notice import Notice

NAME = "start"
MORNING_ENDS, EVENING_BEGINS = 12, 18
USUAL_YEAR_LEVEL = 5
"""The first year level has days off of its own."""


class StartScreen(Screen):
    """Where the day begins: Enter opens the lesson of this hour, or the count of today's meal."""

    where = Where.START

    def __init__(self, work_place: WorkPlace, _place: Place | None = None) -> None:
        super().__init__()
        self._at = work_place
        self._desk = work_place.desk
        self._rows: dict[LessonKey, CardRow] = {}
        self._next: CardRow | None = None
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(28, 24, 24, 16)
        self._column.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        self._notices = QVBoxLayout()
        self._notice: Notice | None = None
        self._build()

    def title(self) -> str:
        """Today."""
        return _("Today")

    def place(self) -> Place:
        """It has no facts: it is always today."""
        return Place(NAME)

    def hints(self) -> Sequence[str]:
        """Help and search."""
        return ("help", "palette")

    def handlers(self) -> Mapping[str, Handler]:
        """Enter on a row opens it."""
        return {"open": self._open_next}

    def take_focus(self) -> None:
        """On the lesson of this hour; without lessons, on the first register page."""
        row = self._next or next(iter(self.findChildren(CardRow)), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def show_notice(self) -> None:
        """One line above the lessons at most."""
        old, self._notice = self._notice, start_notice(self._desk)
        if old is not None:
            old.deleteLater()
        if self._notice is not None:
            self._notices.addWidget(self._notice)
            self._notice.acted.connect(lambda: self.place_asked.emit(Place("backups")))

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Up and down go through the lessons."""
        rows = [row for row in self.findChildren(CardRow) if row.isVisible()]
        here = next((n for n, row in enumerate(rows) if row.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if here is not None and step is not None and 0 <= here + step < len(rows):
            rows[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        now = self._desk.now()
        self._column.addLayout(self._greeting(now))
        self._column.addLayout(self._notices)
        self.show_notice()
        blocks = QHBoxLayout()
        blocks.setSpacing(28)
        blocks.addLayout(self._left(now), 4)
        blocks.addLayout(self._right(), 3)
        self._column.addLayout(blocks)
        self._column.addStretch(1)

    def _greeting(self, now: datetime) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        name = greeting_name(self._desk.account.name)
        words.addWidget(label(_greeting(now.hour).format(name=name), step="greeting"))
        words.addWidget(label(self._day_sentence(now), tone="muted"))
        row.addLayout(words, 1)
        return row

    def _day_sentence(self, now: datetime) -> str:
        day = now.date()
        said = _("{day}.").format(day=day_and_weekday(day))
        term = self._desk.school.term_on(day)
        if term is None:
            return " ".join((said, _("There are no lessons between the terms.")))
        left = self._days_left(day, term.ends)
        if left:
            ending = ngettext(
                "Term {term}: {n} school day left after today.",
                "Term {term}: {n} school days left after today.",
                left,
            )
        elif self._desk.school.is_school_day(day, USUAL_YEAR_LEVEL):
            ending = _("Term {term} ends today.")
        else:
            ending = _("Term {term} has ended.")
        return f"{said} {ending.format(term=number(term.number), n=left)}"

    def _days_left(self, day: date, ends: date) -> int:
        days = (day + timedelta(days=n) for n in range(1, (ends - day).days + 1))
        return sum(self._desk.school.is_school_day(one, USUAL_YEAR_LEVEL) for one in days)

    def _left(self, now: datetime) -> QVBoxLayout:
        """The lessons of today; on a day without any, one's pages."""
        column = QVBoxLayout()
        column.setSpacing(24)
        if is_for_meals(self._desk):
            column.addWidget(self._meals(now))
        else:
            column.addWidget(self._today(now))
            if not self._rows:
                column.addWidget(self._pages())
        column.addStretch(1)
        return column

    def _meals(self, now: datetime) -> QWidget:
        """Today's orders, for whoever has no lessons to open."""
        if not self._desk.school.is_school_day(now.date(), USUAL_YEAR_LEVEL):
            return Section(_("Hot meals"), EmptyState(_("No class has lessons on this day.")))
        card = MealsCard(self._desk)
        card.place_asked.connect(self.place_asked)
        self._next = next(iter(card.rows), None)
        return Section(_("Hot meals"), card)

    def _right(self) -> QVBoxLayout:
        """What is still to fill, and the end of the term."""
        found = self._desk.todo.mine(self._desk.account.id, turned_subjects(self._at.memory))
        column = QVBoxLayout()
        column.setSpacing(24)
        card = TodoCard(found)
        card.place_asked.connect(self.place_asked)
        column.addWidget(Section(_("To fill"), card, count_words(found)))
        months = months_to_do(self._desk)
        if months:
            meals = MonthCard(months)
            meals.place_asked.connect(self.place_asked)
            column.addWidget(Section(_("Meals"), meals))
        if found.ahead:
            left = self._days_left(self._desk.today(), max(one.period.ends for one in found.ahead))
            days = ngettext("{n} school day left", "{n} school days left", left).format(n=left)
            bars = AheadBars(most_to_give(found.ahead))
            column.addWidget(Section(_("Until the end of the term"), bars, days if left else ""))
        column.addStretch(1)
        return column

    def _today(self, now: datetime) -> QWidget:
        desk = self._desk
        hours = hours_today(desk)
        bells = desk.school.bells_of([line.key for hour in hours for line in hour])
        card = Card()
        current_key = _focused(hours, bells, now)
        for hour in hours:
            key = hour[0].key
            row = self._lesson_row(hour, bells.get(key), now, key == current_key)
            card.add_row(row)
            self._rows[key] = row
        self._next = self._rows.get(current_key) if current_key else None
        if not hours:
            card.add_row(self._no_lessons(now))
        count = ngettext("{n} lesson", "{n} lessons", len(hours)).format(n=len(hours))
        return Section(_("Today's lessons"), card, count if hours else "")

    def _no_lessons(self, now: datetime) -> QWidget:
        desk = self._desk
        coming = desk.school.next_lesson_day(desk.account.id, now.date())
        if coming is None:
            return EmptyState(_("No lessons today, and none are in the timetable."))
        return EmptyState(
            _("No lessons today. The next ones are on {day}.").format(day=day_and_weekday(coming))
        )

    def _lesson_row(
        self,
        hour: Hour,
        bell: Bell | None,
        now: datetime,
        current_one: bool,  # noqa: FBT001
    ) -> CardRow:
        content = QHBoxLayout()
        content.setContentsMargins(16, 10, 16, 10)
        content.setSpacing(16)
        content.addLayout(_hours(bell, current_one))
        content.addWidget(rule(soft=True, vertical=True))
        missing = _is_over(bell, now) and not all(line.held for line in hour)
        content.addLayout(_lesson_words(hour, missing=missing), 1)
        if current_one:
            content.addWidget(label(_until(bell, now), tone="muted"))
            content.addWidget(self._open_button(hour))
        else:
            pupils = sum(line.pupils for line in hour)
            words = ngettext("{n} pupil", "{n} pupils", pupils).format(n=pupils)
            content.addWidget(label(words, tone="muted"))
        row = CardRow(title_of(hour).replace(" · ", " "), content)
        row.setMinimumHeight(scaled(66))
        row.clicked.connect(lambda: self._open(hour))
        return row

    def _open_button(self, hour: Hour) -> Button:
        button = Button(_("Open"), key="Enter", role="primary", height=32)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._open(hour))
        return button

    def _pages(self) -> QWidget:
        """The register pages one teaches, by class."""
        desk = self._desk
        card = Card()
        term = desk.term_number(desk.today())
        pages = desk.journal.pages_of(desk.account.id)
        for page in pages:
            content = QHBoxLayout()
            content.setContentsMargins(16, 8, 16, 8)
            words = f"{class_words(page.class_label)} · {page.subject_names[current()]}"
            content.addWidget(label(words, weight="medium"), 1)
            row = CardRow(words, content)
            row.setMinimumHeight(scaled(38))
            place = Place(REGISTER, (page.group, page.subject, term))
            row.clicked.connect(lambda _on=False, place=place: self.place_asked.emit(place))
            card.add_row(row)
        if not pages:
            card.add_row(EmptyState(_("No pages yet: the timetable says who teaches what.")))
        found = (one for one in desk.school.calendar().terms if one.number == term)
        note = next((tell(one.title) for one in found), "")
        return Section(_("My register pages"), card, note)

    def _open(self, hour: Hour) -> None:
        self.place_asked.emit(place_of(hour))

    def _open_next(self) -> None:
        if self._next is not None:
            self._next.click()


def _focused(
    hours: Sequence[Hour], bells: Mapping[LessonKey, Bell], now: datetime
) -> LessonKey | None:
    """The lesson that is running, else the next one; after the last lesson, the last."""
    keys = [hour[0].key for hour in hours]
    ends = ((key, bells[key].ends) for key in keys if key in bells)
    coming = (key for key, end in ends if now.time() < end)
    return next(coming, keys[-1] if keys else None)


def _greeting(hour: int) -> str:
    if hour < MORNING_ENDS:
        return _("Good morning, {name}!")
    return _("Good afternoon, {name}!") if hour < EVENING_BEGINS else _("Good evening, {name}!")


def _hours(bell: Bell | None, current_one: bool) -> QVBoxLayout:  # noqa: FBT001
    column = QVBoxLayout()
    column.setSpacing(2)
    begins, ends = (time_of_day(bell.starts), time_of_day(bell.ends)) if bell else ("", "")
    column.addWidget(label(begins, step="strong", tone="accent" if current_one else "text"))
    column.addWidget(label(ends, tone="muted"))
    column.addStretch(1)
    return column


def _is_over(bell: Bell | None, now: datetime) -> bool:
    return bell is not None and bell.ends <= now.time()


def _lesson_words(hour: Hour, *, missing: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label(title_of(hour), step="strong", wrap=True))
    for line in hour:
        column.addWidget(_topic(line, of_class=len(hour) > 1))
    planned = all(line.topic_planned for line in hour)
    if missing:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconLabel("warn", "warn"))
        row.addWidget(label(_("Attendance is not taken"), step="caption", tone="warn"), 1)
        column.addLayout(row)
    else:
        column.addWidget(label(_quiet(hour, planned=planned), step="caption", tone="muted"))
    return column


def _topic(line: LessonLine, *, of_class: bool) -> QWidget:
    """The topic; in a combined hour, of which class it is."""
    topic = line.topic or _("The topic is not written yet")
    words = f"{class_words(line.class_label)}: {topic}" if of_class else topic
    return label(words, tone="text" if line.topic else "muted", wrap=True)


def _quiet(hour: Hour, *, planned: bool) -> str:
    """The small words under a lesson: held, from the plan, from home."""
    home = _("Lessons are held from home") if any(line.remote for line in hour) else ""
    held = _("Held") if all(line.held for line in hour) else ""
    plan = _("Topic taken from the plan") if planned else ""
    return " · ".join(words for words in (home, held or plan) if words)


def _until(bell: Bell | None, now: datetime) -> str:
    """How soon it begins, or that it is now."""
    if bell is None:
        return ""
    begins = now.replace(hour=bell.starts.hour, minute=bell.starts.minute, second=0)
    minutes = round((begins - now).total_seconds() / 60)
    if minutes > 0:
        return ngettext("in {n} minute", "in {n} minutes", minutes).format(n=minutes)
    return _("now") if now.time() < bell.ends else _("over")
