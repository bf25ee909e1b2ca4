"""Which screen stands behind which place. A new screen is one line here and one in `places`."""

from collections.abc import Callable, Mapping

from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.ui.access.accounts_screen import NAME as ACCOUNTS
from school_desk.ui.access.accounts_screen import AccountsScreen
from school_desk.ui.journal.pages_screen import NAME as PAGES
from school_desk.ui.journal.pages_screen import PagesScreen
from school_desk.ui.journal.register_screen import NAME as REGISTER
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.rail import RailPlace
from school_desk.ui.school.classes_screen import PLACE as CLASSES
from school_desk.ui.school.classes_screen import ClassesScreen
from school_desk.ui.school.pupils_screen import PLACE as PUPILS
from school_desk.ui.school.pupils_screen import PupilsScreen
from school_desk.ui.school.timetable_screen import PLACE as TIMETABLE
from school_desk.ui.school.timetable_screen import TimetableScreen
from school_desk.ui.screen import Place, Screen
from school_desk.ui.start.start_screen import NAME as START
from school_desk.ui.start.start_screen import StartScreen
from school_desk.ui.work_place import WorkPlace

Builder = Callable[[WorkPlace, Place], Screen]

SCREENS: Mapping[str, Builder] = {
    START: lambda at, _place: StartScreen(at),
    PAGES: lambda at, _place: PagesScreen(at),
    REGISTER: RegisterScreen,
    PUPILS: PupilsScreen,
    TIMETABLE: TimetableScreen,
    CLASSES: ClassesScreen,
    ACCOUNTS: AccountsScreen,
}

OFFICE: tuple[tuple[str, str, str, str], ...] = (
    (PUPILS, N_("Pupils"), "people", "See timetable"),
    (TIMETABLE, N_("Timetable"), "calendar", "See timetable"),
    (CLASSES, N_("Classes"), "columns", "Change timetable"),
    (ACCOUNTS, N_("People who sign in"), "key", "See accounts"),
)
"""Places of the office: name, words, icon, the intent that opens it."""


def build(at: WorkPlace, place: Place) -> Screen:
    """The screen of a place."""
    return SCREENS[place.name](at, place)


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
