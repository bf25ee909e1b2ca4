"""Which screen stands behind which place. A new screen is one line here and one in `places`.

A screen loads when it is first opened: the window is there sooner, and who never opens the office
never pays for it.
"""

import importlib
from collections.abc import Mapping
from typing import cast

from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.ui.rail import RailPlace
from school_desk.ui.screen import Place, Screen
from school_desk.ui.work_place import WorkPlace

START, PAGES, REGISTER = "start", "pages", "register"
PUPILS, TIMETABLE, CLASSES, ACCOUNTS = "pupils", "timetable", "classes", "accounts"
LESSONS, THEMATIC, LESSON_PLAN = "lessons", "thematic", "lesson_plan"

SCREENS: Mapping[str, tuple[str, str]] = {
    START: ("school_desk.ui.start.start_screen", "StartScreen"),
    PAGES: ("school_desk.ui.journal.pages_screen", "PagesScreen"),
    REGISTER: ("school_desk.ui.journal.register_screen", "RegisterScreen"),
    LESSONS: ("school_desk.ui.journal.lessons_screen", "LessonsScreen"),
    THEMATIC: ("school_desk.ui.journal.thematic_screen", "ThematicScreen"),
    LESSON_PLAN: ("school_desk.ui.journal.lesson_plan_screen", "LessonPlanScreen"),
    PUPILS: ("school_desk.ui.school.pupils_screen", "PupilsScreen"),
    TIMETABLE: ("school_desk.ui.school.timetable_screen", "TimetableScreen"),
    CLASSES: ("school_desk.ui.school.classes_screen", "ClassesScreen"),
    ACCOUNTS: ("school_desk.ui.access.accounts_screen", "AccountsScreen"),
}
"""Module and class by the name of the place; a screen takes the work place and its place."""

OFFICE: tuple[tuple[str, str, str, str], ...] = (
    (PUPILS, N_("Pupils"), "people", "See timetable"),
    (TIMETABLE, N_("Timetable"), "calendar", "See timetable"),
    (CLASSES, N_("Classes"), "columns", "Change timetable"),
    (ACCOUNTS, N_("People who sign in"), "key", "See accounts"),
)
"""Places of the office: name, words, icon, the intent that opens it."""


def build(at: WorkPlace, place: Place) -> Screen:
    """The screen of a place."""
    module, name = SCREENS[place.name]
    made = getattr(importlib.import_module(module), name)
    return cast("Screen", made(at, place))


def places(at: WorkPlace) -> tuple[RailPlace, ...]:
    """The places of this person's roles; the first is today."""
    office = tuple(
        RailPlace(Place(name), _(words), icon)
        for name, words, icon, intent in OFFICE
        if at.desk.may(intent, Scope())
    )
    return (
        RailPlace(Place(START), _("Today"), "home"),
        RailPlace(Place(PAGES), _("Registers"), "book"),
        *office,
    )
