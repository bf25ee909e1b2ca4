"""The window of a signed-in person: the rail's content, and what works on every screen."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from school_desk.access.model import ROLE_NAMES
from school_desk.app import Desk
from school_desk.events import Committed, GoingBack
from school_desk.formats import (
    day_and_weekday,
    greeting_name,
    time_of_day,
    tutor_words,
)
from school_desk.i18n import LANGUAGES, _, current, fill, use
from school_desk.intents import Form
from school_desk.school.model import Bell
from school_desk.school.year_rules import year_in_words
from school_desk.settings import remember
from school_desk.ui import screens
from school_desk.ui.actions import Where
from school_desk.ui.backups.daily_backup import DailyBackup
from school_desk.ui.file_check import FileCheck
from school_desk.ui.journal.homework_wishes import turned_subjects
from school_desk.ui.journal.hour_words import (
    COMBINED,
    Hour,
    classes_of,
    hours_today,
    place_of,
    subjects_of,
)
from school_desk.ui.last_place import place_as_text, place_from_text
from school_desk.ui.memory import PersonMemory
from school_desk.ui.messages import Messages, Saving, Tone
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.rail import LessonSign, RailContent, RailLesson
from school_desk.ui.screen import Place, Screen
from school_desk.ui.screens import (
    ACCOUNTS,
    CALENDAR,
    COURIER,
    EXCHANGE,
    PAGES,
    PUPILS,
    REGISTER,
    START,
    TIMETABLE,
    TO_FILL,
)
from school_desk.ui.shell import Shell, Surroundings
from school_desk.ui.sync.courier_rounds import CourierRounds
from school_desk.ui.sync.exchanging import Exchanging
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.theme import Theme
from school_desk.ui.work_place import WorkPlace

if TYPE_CHECKING:
    from school_desk.ui.journal.register_screen import RegisterScreen

RAIL_TABLES = frozenset(
    (
        *("session", "timetable_slot", "teaching", "class_group", "role_grant", "remark"),
        *("substitution", "computer"),
        *("calendar", "calendar_span", "bell", "bell_set", "bell_time"),
    )
)

LAST_PLACE = "last_place"
COUNT_AFTER_MS = 1_500


class Window:
    """Joins a desk to a shell. `on_leave` puts the person before the door again."""

    def __init__(self, desk: Desk, theme: Theme, on_leave: Callable[[], object]) -> None:
        self._theme = theme
        self._on_leave = on_leave
        memory = PersonMemory(desk.place.settings, desk.account.id)
        self._to_fill = 0
        exchanging = self._exchanging = Exchanging(desk)
        self._own = self._at = WorkPlace(desk, Messages(), Tasks(), memory, exchanging)
        self._year = desk.year
        self._disputed = desk.has_conflicts
        self._left: tuple[Place, ...] = ()
        self.shell = Shell(
            Surroundings(
                build=self._build,
                rail=self._rail,
                messages=self._at.messages,
                tasks=self._at.tasks,
                memory=memory,
                handlers=self._handlers(),
                title=self._title,
                banner=self._banner,
                way_back=self._way_back,
                exchange=self._exchange_words,
                bottom=self.come_back,
                names=self._steps_in_words,
            )
        )
        self.shell.sheet_asked.connect(self._write_key_sheet)
        here = OnScreen(self.shell)
        self._unsubscribe = desk.events.subscribe(Committed, here.handler(self._on_change))
        self._at.messages.show_saving(Saving.SAVED)
        self._counting = QTimer(self.shell)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER_MS)
        self._counting.timeout.connect(self.count_to_fill)
        self._counting.start()
        self._check = FileCheck(self._at, self.shell, self._on_damage)
        self._backup = DailyBackup(self._at, self.shell)
        exchanging.changed.connect(self.shell.refresh_exchange)
        self.shell.place_changed.connect(lambda _place: self.shell.refresh_exchange())
        self._courier = CourierRounds(self._at, self.shell)
        leave = here.handler(lambda _event: QTimer.singleShot(0, self._on_leave))
        self._unsubscribe_back = desk.events.subscribe(GoingBack, leave)
        last = self._last_place()
        self.shell.open(last or Place(START), behind=Place(START) if last else None)

    @property
    def at(self) -> WorkPlace:
        """What the screens are handed."""
        return self._at

    @property
    def own_desk(self) -> Desk:
        """The desk of this year, whichever year is looked at."""
        return self._own.desk

    @property
    def goes_back(self) -> bool:
        """Whether a backup takes the place of the file as soon as the desk has closed."""
        return self._own.desk.place.swap.exists()

    def count_to_fill(self) -> None:
        """Count again what is still to fill, for the rail; while one types, nobody counts."""
        desk = self._own.desk
        found = desk.todo.mine(desk.account.id, turned_subjects(self._at.memory))
        self._to_fill = len(found.items)
        self.shell.rail.show_count(Place(TO_FILL), self._to_fill)

    def put_away(self) -> None:
        """Save what is being typed, stop what runs; whoever called closes the desk."""
        screen = self.shell.screen_shown
        if screen is not None:
            place = self._left[-1] if self._left else screen.place()
            text = place_as_text(place, self._own.desk.today())
            self._at.memory.put(LAST_PLACE, text)
        self._unsubscribe()
        self._counting.stop()
        self._check.end()
        self._backup.end()
        self._exchanging.end()
        self._courier.end()
        self._unsubscribe_back()
        self.shell.close()
        # A window that was closed by its cross is not told again; no worker may outlive the desk.
        self._at.tasks.stop()
        self._at.tasks.wait()

    def close(self) -> None:
        """Put the work away and end the sign-in."""
        self.put_away()
        self._own.desk.close()

    @property
    def _desk(self) -> Desk:
        return self._at.desk

    # Other school years

    def look_at(self, year: str) -> None:
        """Open the places of a year that is over, to read and to print; or come back."""
        if self.shell.must_stay():
            return
        desk = self._own.desk.in_year(year)
        if desk is self._own.desk:
            self.come_back()
            return
        self._look_through(desk, [Place(PAGES)])

    def look_at_day(self, day: date) -> None:
        """Open what one sees as it stood on the evening of a past day, to read and to print."""
        screen = self.shell.screen_shown
        if self.shell.must_stay() or screen is None:
            return
        place, desk = screen.place(), self._own.desk.as_of(day)
        stays = place.name == REGISTER and _there(desk, place)
        self._look_through(desk, [Place(PAGES), *([place] if stays else [])])

    def _ask_past_day(self) -> None:
        made = importlib.import_module("school_desk.ui.past_day_dialog").PastDayDialog
        day = made.ask(self._own.desk.today(), self.shell)
        if day is not None:
            self.look_at_day(day)

    def _look_through(self, desk: Desk, places: Sequence[Place]) -> None:
        """Stand on places of another year or day; one comes back to where one was."""
        before, self._at = self._at, replace(self._own, desk=desk, kept={})
        left = self.shell.resume(places)
        self._left = self._left or left
        self._let_go(before)

    def come_back(self) -> None:
        """From a year that is over to where one was in this one."""
        if self._at is not self._own and not self.shell.must_stay():
            before, self._at = self._at, self._own
            places, self._left = self._left, ()
            self.shell.resume(places)
            self._let_go(before)

    def _let_go(self, at: WorkPlace) -> None:
        if at is not self._own:
            at.desk.close()

    def _choose_year(self) -> None:
        own = self._own.desk
        made = importlib.import_module("school_desk.ui.menu").Entry
        entries = [
            made(text=_school_year(year), run=partial(self.look_at, year))
            for year in (own.year, *own.years.past())
            if year != self._desk.year
        ]
        if entries:
            self.shell.choose(_("Which school year?"), entries)
        else:
            self._at.messages.say(_("This file holds no earlier school year."))

    def _banner(self) -> str:
        if not self._desk.looks_back:
            return ""
        day = self._desk.as_it_stood
        if day is not None:
            return fill(_("As it stood on {day:long}, only to read"), {"day": day})
        return _("{year}, only to read").format(year=_school_year(self._desk.year))

    def _way_back(self) -> str:
        """What leaving the past is called: from a year one comes to this one, from a day to now."""
        return _("Back to this year") if self._desk.as_it_stood is None else _("Back to today")

    def _follow_year(self) -> None:
        """A school year has begun, or its beginning was taken back: no page is as it was."""
        last, self._year = self._year, self._own.desk.year
        before, self._at, self._left = self._at, self._own, ()
        self.shell.resume([Place(START)])
        self._let_go(before)
        if last < self._year:
            words = _("School year {year} has begun. Ctrl+Z takes it back.")
            self._at.messages.say(words.format(year=year_in_words(self._year)))

    def _last_place(self) -> Place | None:
        """Where this person was earlier today, on this computer, if that is not the start."""
        if self._desk.broken_off() is not None:  # the start says what is kept
            return None
        kept = self._at.memory.get(LAST_PLACE, "")
        place = place_from_text(kept, self._desk.today())
        known = place is not None and place.name in screens.SCREENS
        return place if known and place != Place(START) else None

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "undo": self._undo,
            "redo": self._redo,
            "history": self._show_history,
            "language": self._next_language,
            "colours": self._theme.toggle,
            "sign_out": self._sign_out,
            "own_password": self._change_own_password,
            "own_lock": self._choose_own_lock,
            "accounts": lambda: self.shell.open(Place(ACCOUNTS)),
            "calendar": lambda: self.shell.open(Place(CALENDAR)),
            "exchange": lambda: self.shell.open(Place(EXCHANGE)),
            "timetable": lambda: self.shell.open(Place(TIMETABLE)),
            "import_pupils": self._import_pupils,
            "years": self._choose_year,
            "make_backup": self._make_backup,
            "courier": lambda: self.shell.open(Place(COURIER)),
            "as_of": self._ask_past_day,
            "page_next": lambda: self._step_page(1),
            "page_previous": lambda: self._step_page(-1),
        }

    def _build(self, place: Place) -> Screen:
        return screens.build(self._at, place)

    def _title(self) -> str:
        school = self._desk.school.school()
        names = school.names if school else {}
        name = names.get(current(), names.get("kk", ""))
        year = self._desk.year.replace("-", "–")
        day = self._desk.as_it_stood
        if day is not None:
            words = _("School Desk — {school} — as it stood on {day:long}, only to read")
            return fill(words, {"school": name, "day": day})
        if self._desk.looks_back:
            words = _("School Desk — {school} — school year {year}, only to read")
            return words.format(school=name, year=year)
        return _("School Desk — {school} — school year {year}").format(school=name, year=year)

    # Undo and redo: said in words, with what the screen had seen

    def _undo(self) -> None:
        form = self._form()  # what is being typed is saved first: it is the last step then
        coming = self._desk.foresee_undo()
        if coming.many and not self._agreed("undo", coming.step.label, coming.rows):
            return
        step = self._desk.undo(form)
        self._at.messages.say(_("Undone: {what}").format(what=_(step.label)))

    def _agreed(self, way: str, label: str, rows: Mapping[str, int]) -> bool:
        """A bulk is said in words and asked for before it happens; a single step is not."""
        made = importlib.import_module("school_desk.ui.undo_dialog").UndoDialog
        return bool(made.agreed(way, label, rows, self.shell))

    def _steps_in_words(self) -> Mapping[str, str]:
        """Undo and redo in the menu with what they would do."""
        found = {"undo": self._desk.undoable(), "redo": self._desk.redoable()}
        words = {"undo": _("Undo: {what}"), "redo": _("Redo: {what}")}
        return {
            name: words[name].format(what=_(step.label))
            for name, step in found.items()
            if step is not None
        }

    def _redo(self) -> None:
        form = self._form()
        coming = self._desk.foresee_redo()
        if coming.many and not self._agreed("redo", coming.step.label, coming.rows):
            return
        step = self._desk.redo(form)
        self._at.messages.say(_("Done again: {what}").format(what=_(step.label)))

    def _show_history(self) -> None:
        """What happened to the row one stands on."""
        screen = self.shell.screen_shown
        place = screen.row_place() if screen else None
        if place is None:
            self._at.messages.say(_("Stand on a line whose history you want to see."))
            return
        story = self._desk.row_history.of_place(place)
        importlib.import_module("school_desk.ui.row_history_dialog").show_story(
            place.name, story, self.shell
        )

    def _sign_out(self) -> None:
        if not self.shell.must_stay():
            self._on_leave()

    def _form(self) -> Form:
        screen = self.shell.screen_shown
        return screen.undo_form() if screen else Form()

    # The rail

    def _rail(self) -> RailContent:
        desk = self._desk
        account, today = desk.account, desk.today()
        hours = () if desk.looks_back else hours_today(desk)
        bells = desk.school.bells_of([line.key for hour in hours for line in hour])
        name = account.name
        return RailContent(
            person=greeting_name(name),
            role=self._role(),
            initials=(name.given or name.surname)[:1] + (name.patronymic or name.surname)[:1],
            day=_school_year(desk.year) if desk.looks_back else day_and_weekday(today),
            lessons=tuple(self._rail_lesson(hour, bells.get(hour[0].key)) for hour in hours),
            places=screens.places(self._at, self._to_fill),
        )

    def _role(self) -> str:
        desk = self._desk
        tutored = [one for one in desk.school.class_groups() if one.form_tutor == desk.account.id]
        roles = desk.person.roles(desk.now().date())
        if tutored and len(roles) <= len(("teacher", "form_tutor")):
            return tutor_words(tutored[0].label)
        return _(ROLE_NAMES[roles[0]]) if roles else ""

    def _rail_lesson(self, hour: Hour, bell: Bell | None) -> RailLesson:
        return RailLesson(
            place=place_of(hour),
            hour=hour[0].key.slot,
            begins=time_of_day(bell.starts) if bell else "",
            class_name=classes_of(hour),
            subject=", ".join(subjects_of(hour)),
            sign=self._sign(hour, bell),
        )

    def _sign(self, hour: Hour, bell: Bell | None) -> LessonSign:
        now = self._desk.now().time()
        if all(line.held for line in hour):
            return LessonSign.FILLED
        if bell is None or now < bell.starts:
            return LessonSign.LATER
        return LessonSign.NOW if now < bell.ends else LessonSign.MISSING

    def _exchange_words(self) -> str:
        if self._exchanging.outlook is None:
            return ""
        words = importlib.import_module("school_desk.ui.sync.exchange_words")
        quiet = str(words.quiet_words(self._exchanging, self._own.desk.now()))
        return words.with_page(quiet, self._only_here_on_page()) if quiet else ""

    def _only_here_on_page(self) -> int:
        """How many cells of the register page that is open no other computer has confirmed."""
        screen, waiting = self.shell.screen_shown, self._exchanging.only_here
        if not waiting or screen is None or screen.place().name != REGISTER:
            return 0
        page = cast("RegisterScreen", screen).page
        return self._own.desk.journal.cells_of(page, waiting)

    def _on_damage(self) -> None:
        screen = self.shell.screen_shown
        if screen is not None:
            screen.show_notice()

    def _on_change(self, change: Committed) -> None:
        if self._own.desk.year != self._year:
            self._follow_year()
        disputed, self._disputed = self._disputed, self._own.desk.has_conflicts
        if disputed or self._disputed or any(one.table in RAIL_TABLES for one in change.changes):
            self.shell.refresh_rail()
        self._counting.start()  # again from the beginning at each step

    # Language, person, paper, pages

    def _next_language(self) -> None:
        after = LANGUAGES[(LANGUAGES.index(current()) + 1) % len(LANGUAGES)]
        use(after)
        remember(self._desk.place.settings, language=after)
        self.shell.rebuild()

    def _change_own_password(self) -> None:
        dialogs = importlib.import_module("school_desk.ui.access.own_password")
        dialogs.change_own_password(self._at, self.shell)

    def _make_backup(self) -> None:
        importlib.import_module("school_desk.ui.backups.making").make_now(self._own)

    def _choose_own_lock(self) -> None:
        dialogs = importlib.import_module("school_desk.ui.access.lock_dialog")
        dialog = dialogs.LockDialog(self._own, self.shell)
        dialog.accepted.connect(lambda: self._at.messages.say(_("Your lock is kept.")))
        dialog.open()

    def _import_pupils(self) -> None:
        self.shell.open(Place(PUPILS))
        screen = self.shell.screen_shown
        if screen is not None:
            screen.handlers()["import_pupils"]()

    def _step_page(self, by: int) -> None:
        """The page of the next or previous lesson of today, else of one's pages."""
        pages = self._ring()
        screen = self.shell.screen_shown
        if not pages:
            return
        here = screen.place() if screen else Place(START)
        found = (n for n, page in enumerate(pages) if _is_same_page(page, here))
        start = next(found, -1 if by > 0 else 0)
        self.shell.open(pages[(start + by) % len(pages)])

    def _ring(self) -> Sequence[Place]:
        lessons = [lesson.place for lesson in self._rail().lessons]
        if lessons:
            return lessons
        desk = self._desk
        term = desk.term_number(desk.today())
        return [
            Place(REGISTER, (page.group, page.subject, term))
            for page in desk.journal.pages_of(desk.account.id)
        ]

    def _write_key_sheet(self) -> None:
        screen = self.shell.screen_shown
        asking = importlib.import_module("school_desk.ui.save_place")
        path = asking.ask_save_place("school-desk-keys.pdf", self.shell) if screen else None
        if screen is not None and path is not None:
            self._save_key_sheet(path, screen.where)

    def _save_key_sheet(self, path: Path, where: Where) -> None:
        if importlib.import_module("school_desk.ui.key_sheet").write_key_sheet(path, where):
            self._at.messages.say(_("Saved: {file}").format(file=path))
            importlib.import_module("school_desk.ui.save_place").open_file(path)
        else:
            sentence = _("The file {file} cannot be written.").format(file=path)
            self._at.messages.say(sentence, Tone.DANGER)


def _school_year(year: str) -> str:
    return _("School year {year}").format(year=year_in_words(year))


def _there(desk: Desk, page: Place) -> bool:
    """Whether the page of a register was there on the day that a desk shows."""
    return page.facts[0] in {one.id for one in desk.school.teaching_groups()}


def _is_same_page(page: Place, here: Place) -> bool:
    """Whether one is on a page of the ring: whatever the lesson, or in the very combined hour."""
    if COMBINED in (page.name, here.name):
        return page.holds(here)
    return page.facts[:3] == here.facts[:3]
