"""The calendar of the school: the year, its weather days, bells and shifts, by keys alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.i18n import _, fill, say
from school_desk.journal.history_model import RowPlace
from school_desk.school.calendar_effect_model import CalendarEffect
from school_desk.school.calendar_model import (
    KIND_NAMES,
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
)
from school_desk.school.calendar_text_rules import parse_stages, stages_text
from school_desk.school.calendar_year_rules import calendar_of, with_span, without_span
from school_desk.school.model import Division
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.menu import Entry
from school_desk.ui.messages import Tone
from school_desk.ui.reckoning import Reckoning
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.school.calendar_bells import BellsPage
from school_desk.ui.school.calendar_dialogs import (
    LineDialog,
    SpanDialog,
    WeatherDialog,
    new_span,
)
from school_desk.ui.school.calendar_panel import CalendarPanel
from school_desk.ui.school.calendar_problems import ProblemsDialog
from school_desk.ui.school.calendar_table import CalendarTable
from school_desk.ui.school.calendar_words import (
    DIVISION,
    STAGES,
    WEEK,
    YearLine,
    days_words,
    name_of,
    weather_lines,
    week_words,
    year_lines,
)
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

PLACE = "calendar"
YEAR, WEATHER, BELLS = range(3)
TABS = (N_("School year"), N_("Weather days"), N_("Bells and shifts"))
_YEAR_HEADS = (
    *(N_("Part of the year"), N_("What it is called"), N_("Days")),
    *(N_("For whom"), N_("Length"), N_("Status")),
)
_WEATHER_HEADS = (N_("Days"), N_("For whom"), N_("Lessons"), N_("Moved to"), N_("Reason"))
_ADDED = (CalendarKind.HOLIDAY, CalendarKind.MOVED, CalendarKind.BREAK, CalendarKind.EXAM)
_CHANGE = "Change calendar"
_WEEKS = ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5))
SEPARATOR = ", "
_PANEL, _ANY_WIDTH = 400, 16_777_215
_USUAL_CYCLE = 8


class CalendarScreen(SchoolScreen):
    """`Place("calendar", (tab, row, year))`; all may be missing."""

    where = Where.CALENDAR
    tables = frozenset(
        (
            *("calendar", "calendar_span", "bell", "bell_set", "bell_time"),
            *("shift", "class_group", "school"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        tab, row, name = (*place.facts, None, None, None)[:3]
        self._name = name if isinstance(name, str) else self._desk.year
        self._year = self._desk.calendars.year(self._name)
        self.head = PageHead(_("Calendar"), tabs=[_(each) for each in TABS])
        self.days = CalendarTable(_("School year"), _YEAR_HEADS, (14, 24, 20, 11, 20, 11))
        self.days.least = {4: 900, 5: 760}
        self.weather = CalendarTable(_("Weather days"), _WEATHER_HEADS, (22, 16, 24, 14, 24))
        self.bells = BellsPage(at)
        self.panel = CalendarPanel()
        self.chooser = Chooser(_("Which?"), self)
        self.pages = QStackedWidget()
        self.reckoning = Reckoning(at)
        self._compact = False
        self._lines: tuple[YearLine, ...] = ()
        self._weather: tuple[YearLine, ...] = ()
        self._lay_out()
        self._join()
        self.head.tabs.setCurrentIndex(tab if isinstance(tab, int) else YEAR)
        self.reload()
        if isinstance(row, int):
            self._table.go_to(row)

    @property
    def tab(self) -> int:
        """Which tab is open."""
        return self.head.tabs.currentIndex()

    @property
    def year(self) -> SchoolYear:
        """The year that is shown, as the file has it."""
        return self._year

    def title(self) -> str:
        return _("Calendar")

    def place(self) -> Place:
        return Place(PLACE, (self.tab, self._table.currentIndex().row(), self._name))

    def row_place(self) -> RowPlace | None:
        if self.tab == BELLS:
            return self.bells.row_place()
        line = self._line()
        if line is None:
            return None
        if line.span is None:
            return RowPlace("calendar", born=(self.year.year,), name=_("Calendar of the year"))
        born = self.year.year, line.span.code
        return RowPlace("calendar_span", born=born, name=self._told(line.span))

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {"edit": self._edit, "add": self._add, "leave": self._leave}
        tabs = self.head.tabs
        own |= {f"tab_{n + 1}": partial(tabs.setCurrentIndex, n) for n in range(len(TABS))}
        if self.tab != BELLS:
            own |= {
                "calendar_year": self._ask_year,
                "law_holidays": self._take_law,
                "calendar_in": self._ask_file,
                "calendar_out": self._save_file,
            }
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "edit", "add")

    def regions(self) -> Sequence[QWidget]:
        return (self.head.tabs, self._table, self.panel)

    def take_focus(self) -> None:
        begin = self._no_weather.findChild(Button)
        empty = self.pages.currentWidget() is self._no_weather
        target = begin if empty and begin is not None else self._table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._compact = room is Room.COMPACT
        self.head.set_compact(compact=self._compact)
        self.head.title.setVisible(not self._compact)
        self._show_sides()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits for what would change any more."""
        self.reckoning.end()
        super().closeEvent(event)

    def reload(self) -> None:
        """Read the year again; the current lines stay."""
        self._year = self._desk.calendars.year(self._name)
        self._lines = year_lines(self._year, calendar_of(self._year))
        self._weather = weather_lines(self._year)
        amber = frozenset(n for n, line in enumerate(self._lines) if line.to_check)
        self.days.show_rows([Row(n, line.texts) for n, line in enumerate(self._lines)], amber)
        self.weather.show_rows([Row(n, line.texts) for n, line in enumerate(self._weather)])
        self.bells.reload()
        self._say_year()
        self._show_tab(self.tab)

    # What is shown

    def _lay_out(self) -> None:
        self._law = Button(_("Holidays of the law"), key=action("law_holidays").key_text)
        self._law.clicked.connect(self._take_law)
        self._other = Button("", icon="calendar", key=action("calendar_year").key_text)
        self._other.clicked.connect(self._ask_year)
        for button in (self._law, self._other):
            self.head.add_action(button)
        self._no_weather = EmptyState(
            _("No weather days this year. A day is noted once for all classes it is for."),
            act=_("Note a weather day"),
            key=action("add").key_text,
        )
        self._no_weather.acted.connect(self._add)
        for page in (self.days, self.weather, self.bells, self._no_weather):
            self.pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pages, 1)
        row.addWidget(self.panel)
        self.panel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _join(self) -> None:
        self.head.tab_chosen.connect(self._on_tab)
        for table in (self.days, self.weather):
            table.entered.connect(self._edit)
            table.erased.connect(self._erase)
        self.days.confirmed.connect(self._confirm)
        self.panel.applied.connect(self._apply)
        self.panel.closed.connect(self._close_panel)
        self.chooser.closed.connect(self.take_focus)

    @property
    def _table(self) -> CalendarTable:
        return (self.days, self.weather, self.bells.table)[self.tab]

    def _on_tab(self, tab: int) -> None:
        if not self.panel.isHidden():
            self._close_panel()
        self._show_tab(tab)
        self.take_focus()
        self.answers_changed.emit()

    def _show_tab(self, tab: int) -> None:
        empty = tab == WEATHER and not self._weather
        page = self._no_weather if empty else (self.days, self.weather, self.bells)[tab]
        self.pages.setCurrentWidget(page)
        for button in (self._law, self._other):
            button.setVisible(tab == YEAR and not self._compact)

    def _say_year(self) -> None:
        years = self._name.replace("-", "–")
        self._other.set_words(years)
        n = len(self._year.to_check)
        open_dates = fill(_("{n} dates to check: Space"), {"n": n}) if n else ""
        self.head.subtitle.setText(open_dates)

    def _show_sides(self) -> None:
        """A small window shows the year or what would change, a wide one both."""
        looking = not self.panel.isHidden()
        self.pages.setVisible(not (self._compact and looking))
        self.panel.setMinimumWidth(scaled(_PANEL))
        self.panel.setMaximumWidth(_ANY_WIDTH if self._compact else scaled(_PANEL))

    def _line(self) -> YearLine | None:
        lines = self._weather if self.tab == WEATHER else self._lines
        row = self._table.currentIndex().row()
        return lines[row] if 0 <= row < len(lines) else None

    # Changing: first what would change, then Enter

    def _edit(self) -> None:
        if self.tab == BELLS:
            self.bells.edit()
            return
        line = self._line()
        if line is None or not self.allowed(_CHANGE):
            return
        asks: dict[str, Callable[[], object]] = {
            WEEK: self._ask_week,
            DIVISION: self._ask_division,
            STAGES: self._ask_stages,
        }
        if line.span is None:
            asks[line.key]()
        else:
            self._ask_span(line.span, name_of(self._year, line.span))

    def _ask_span(self, span: CalendarSpan, title: str) -> None:
        if span.kind is CalendarKind.WEATHER:
            self._ask_weather(span)
            return
        found = SpanDialog.ask(title, span, self._accept, self)
        if found is not None and found != span:
            self._consider(self._told(found), with_span(self._year, found))

    def _ask_weather(self, span: CalendarSpan) -> None:
        found = WeatherDialog.ask(span, self._accept, self)
        if found is not None and found != span:
            year, calendars = self._year, self._desk.calendars
            self._consider(
                self._told(found),
                with_span(year, found),
                lambda: calendars.note_weather([found], year),
            )

    def _told(self, span: CalendarSpan) -> str:
        """Days with their name, as they would be."""
        return SEPARATOR.join((name_of(self._year, span), days_words(span)))

    def _accept(self, span: CalendarSpan) -> None:
        """Raise the first thing that cannot be true of the year with these days."""
        for problem in self._desk.calendars.problems(with_span(self._year, span)):
            raise problem

    def _ask_week(self) -> None:
        entries = [
            Entry(
                text=week_words(days),
                run=partial(self._consider, _("School week"), replace(self._year, weekdays=days)),
            )
            for days in _WEEKS
        ]
        self.chooser.ask(_("Which days are school days?"), entries, self._box())

    def _ask_division(self) -> None:
        texts = {
            Division.TERM: _("Four terms"),
            Division.HALF_YEAR: _("Two half-years"),
            Division.TRIMESTER: _("Three trimesters"),
        }
        entries = [
            Entry(text=text, run=partial(self._divide, division, 0))
            for division, text in texts.items()
        ]
        entries.append(Entry(text=_("Cycles of so many weeks…"), run=self._ask_cycles))
        self.chooser.ask(_("What is the year divided into?"), entries, self._box())

    def _ask_cycles(self) -> None:
        found = LineDialog.ask(
            _("Cycles of how many weeks?"),
            _("Teaching weeks in a cycle"),
            str(_USUAL_CYCLE),
            self._cycles,
            self,
        )
        if isinstance(found, SchoolYear):
            self._consider(_("Division"), found)

    def _cycles(self, text: str) -> SchoolYear:
        weeks = int(text) if text.strip().isdecimal() else 0
        return self._desk.calendars.divided(self._year, Division.CYCLE, weeks)

    def _divide(self, division: Division, weeks: int) -> None:
        self._consider(_("Division"), self._desk.calendars.divided(self._year, division, weeks))

    def _ask_stages(self) -> None:
        def read(text: str) -> SchoolYear:
            found = replace(self._year, stages=parse_stages(text))
            for problem in self._desk.calendars.problems(found):
                raise problem
            return found

        found = LineDialog.ask(
            _("Which stages does the school have?"),
            _("Year levels of each stage, such as 1–4, 5–9, 10–11"),
            stages_text(self._year.stages),
            read,
            self,
        )
        if isinstance(found, SchoolYear):
            self._consider(_("Stages"), found)

    def _add(self) -> None:
        if self.tab == BELLS:
            self.bells.add()
        elif self.allowed(_CHANGE) and self.tab == WEATHER:
            code = self._desk.calendars.fresh_code(CalendarKind.WEATHER)
            self._ask_weather(new_span(code, CalendarKind.WEATHER, self._desk.today()))
        elif self.allowed(_CHANGE):
            entries = [
                Entry(text=_(KIND_NAMES[kind]), run=partial(self._add_span, kind))
                for kind in _ADDED
            ]
            self.chooser.ask(_("What to add?"), entries, self._box())

    def _add_span(self, kind: CalendarKind) -> None:
        code = self._desk.calendars.fresh_code(kind)
        self._ask_span(new_span(code, kind, self._desk.today()), _(KIND_NAMES[kind]))

    def _erase(self) -> None:
        line = self._line()
        if line is None or line.span is None or not self.allowed(_CHANGE):
            return
        words = fill(_("Without {name}"), {"name": name_of(self._year, line.span)})
        self._consider(words, without_span(self._year, line.span.code))

    def _confirm(self) -> None:
        """A date is checked, or is to be checked after all: nothing else changes."""
        line = self._line()
        if line is None or line.span is None or not self.allowed(_CHANGE):
            return
        status = Status.CHECKED if line.to_check else Status.TO_CHECK
        checked = replace(line.span, status=status)
        year = with_span(self._year, checked)
        if self.attempt(lambda: self._desk.calendars.change(year)):
            words = _("{name}: checked.") if line.to_check else _("{name}: to be checked.")
            self._at.messages.say(fill(words, {"name": name_of(year, checked)}), Tone.QUIET)

    def _take_law(self) -> None:
        if self.allowed(_CHANGE):
            year, calendars = self._year, self._desk.calendars
            self._consider(_("Public holidays of the law"), calendars.law_holidays(year))

    def _ask_year(self) -> None:
        entries = [
            Entry(text=name.replace("-", "–"), run=partial(self._go_to_year, name))
            for name in self._desk.calendars.years()
        ]
        self.chooser.ask(_("Which school year?"), entries, self._box())

    def _go_to_year(self, name: str) -> None:
        """Show a year; one that nobody has written yet is proposed."""
        self._name = name
        self.reload()
        self.take_focus()
        if not self._desk.calendars.is_known(name) and self.allowed(_CHANGE):
            found = self._desk.calendars.propose(name)
            words = _("Proposed from the year before: everything is to be checked")
            self._consider(words, found)

    # Files

    def _ask_file(self) -> None:
        if not self.allowed("Import calendar"):
            return
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Take a calendar from a file"), "", "*.toml"
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Show what a file would change, or everything that is wrong with it."""
        try:
            found = self._desk.calendar_files.read(path)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return
        if found.year is None or found.problems:
            ProblemsDialog.tell(path.name, [say(one) for one in found.problems], self)
            return
        self._name = found.year.year
        self.reload()
        year, calendars = found.year, self._desk.calendars
        title = fill(_("From {file}"), {"file": path.name})
        self._consider(title, year, lambda: calendars.take(year))

    def _save_file(self) -> None:
        path = ask_save_place(f"{self._name}.toml", self)
        if path is None:
            return
        if self.attempt(lambda: self._desk.calendar_files.write(path, self._name)):
            words = fill(_("The calendar is in {file}."), {"file": path.name})
            self._at.messages.say(words, Tone.QUIET)

    def _consider(
        self, title: str, year: SchoolYear, write: Callable[[], object] | None = None
    ) -> None:
        """Reckon in a worker what would change; the panel asks whether it shall be so."""
        calendars = self._desk.calendars

        def show(effect: CalendarEffect) -> None:
            self.panel.show_effect(title, effect)
            self._show_sides()

        self.reckoning.look(
            lambda _job: calendars.preview(year), show, write or (lambda: calendars.change(year))
        )

    def _apply(self) -> None:
        write = self.reckoning.take()
        self._close_panel()
        if write is not None and self.attempt(write):
            self._at.messages.say(_("The calendar is changed. Ctrl+Z takes it back."), Tone.QUIET)
            self.take_focus()

    def _close_panel(self) -> None:
        self.reckoning.take()
        self.panel.hide()
        self._show_sides()
        self.take_focus()

    def _leave(self) -> None:
        if self.reckoning.stop():
            return
        if self.panel.isVisible():
            self._close_panel()
        else:
            self.place_asked.emit(Place("start"))

    def _box(self) -> QRect:
        box = self._table.visualRect(self._table.currentIndex())
        return QRect(self._table.viewport().mapTo(self, box.topLeft()), box.size())
