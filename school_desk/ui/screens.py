"""Which screen stands behind which place. A new screen is one line here and one in `places`.

A screen loads when it is first opened: the window is there sooner, and who never opens the office
never pays for it.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.ui.rail import RailPlace
from school_desk.ui.screen import Place, Screen
from school_desk.ui.work_place import WorkPlace

START, PAGES, REGISTER, PAPERS, WORK = "start", "pages", "register", "papers", "work"
SUMMARY = "summary"
TO_FILL, ATTENDANCE = "to_fill", "attendance"
PUPILS, TIMETABLE, CLASSES, ACCOUNTS = "pupils", "timetable", "classes", "accounts"
STAFF, LISTS, PAST_MARKS = "staff", "lists", "past_marks"
PATH = "path"
HEADCOUNT, EATERS, DIETS, KITCHEN = "headcount", "eaters", "diets", "kitchen"
MEAL_MONTH, MEAL_SHEET = "meal_month", "meal_sheet"
MEAL_LOGS = "meal_logs"
CONSENTS, PRIVACY, KEEPING = "consents", "privacy", "keeping"
RULES = "rules"
SUBSTITUTIONS = "substitutions"
CURRICULUM = "curriculum"
ARCHIVE = "archive"
BACKUPS = "backups"
LOOKS = "looks"
DESK = "desk"
CALENDAR = "calendar"
OFFICE_PLACE = "office"
SUPERVISION = "supervision"
CONFLICTS = "conflicts"
EXCHANGE = "exchange"
COMPUTERS = "computers"
COURIER = "courier"
CLOSING = "closing"
YEAR_END = "year"
NEXT_YEAR = "next_year"
MOVEMENTS, SUBGROUPS = "movements", "subgroups"
PRODUCTS, CARDS, CARD = "products", "cards", "card"
MENUS, DAY_MENU, REQUISITION = "menus", "day_menu", "requisition"
STOCK = "stock"
MEAL_NORMS = "meal_norms"
LESSONS, THEMATIC, LESSON_PLAN = "lessons", "thematic", "lesson_plan"

SCREENS: Mapping[str, tuple[str, str]] = {
    START: ("school_desk.ui.start.start_screen", "StartScreen"),
    PAGES: ("school_desk.ui.journal.pages_screen", "PagesScreen"),
    REGISTER: ("school_desk.ui.journal.register_screen", "RegisterScreen"),
    "combined": ("school_desk.ui.journal.combined_screen", "CombinedScreen"),
    "results": ("school_desk.ui.journal.results_screen", "ResultsScreen"),
    "rubric": ("school_desk.ui.journal.rubric_screen", "RubricScreen"),
    PAPERS: ("school_desk.ui.journal.papers_screen", "PapersScreen"),
    WORK: ("school_desk.ui.journal.work_screen", "WorkScreen"),
    SUMMARY: ("school_desk.ui.journal.summary_screen", "SummaryScreen"),
    TO_FILL: ("school_desk.ui.journal.todo_screen", "TodoScreen"),
    ATTENDANCE: ("school_desk.ui.school.attendance_screen", "AttendanceScreen"),
    LESSONS: ("school_desk.ui.journal.lessons_screen", "LessonsScreen"),
    THEMATIC: ("school_desk.ui.journal.thematic_screen", "ThematicScreen"),
    LESSON_PLAN: ("school_desk.ui.journal.lesson_plan_screen", "LessonPlanScreen"),
    PUPILS: ("school_desk.ui.school.pupils_screen", "PupilsScreen"),
    TIMETABLE: ("school_desk.ui.school.timetable_screen", "TimetableScreen"),
    SUBSTITUTIONS: ("school_desk.ui.school.substitution_screen", "SubstitutionsScreen"),
    CLASSES: ("school_desk.ui.school.classes_screen", "ClassesScreen"),
    ACCOUNTS: ("school_desk.ui.access.accounts_screen", "AccountsScreen"),
    LISTS: ("school_desk.ui.school.lists_screen", "ListsScreen"),
    LOOKS: ("school_desk.ui.access.looks_screen", "LooksScreen"),
    STAFF: ("school_desk.ui.access.staff_screen", "StaffScreen"),
    HEADCOUNT: ("school_desk.ui.nutrition.headcount_screen", "HeadcountScreen"),
    DIETS: ("school_desk.ui.nutrition.diets_screen", "DietsScreen"),
    EATERS: ("school_desk.ui.nutrition.eaters_screen", "EatersScreen"),
    KITCHEN: ("school_desk.ui.nutrition.kitchen_screen", "KitchenScreen"),
    MEAL_MONTH: ("school_desk.ui.nutrition.month_screen", "MonthScreen"),
    MEAL_SHEET: ("school_desk.ui.nutrition.month_sheet_screen", "MonthSheetScreen"),
    MEAL_LOGS: ("school_desk.ui.nutrition.logs_screen", "LogsScreen"),
    CONSENTS: ("school_desk.ui.school.consents_screen", "ConsentsScreen"),
    PRIVACY: ("school_desk.ui.school.privacy_screen", "PrivacyScreen"),
    CONFLICTS: ("school_desk.ui.sync.conflicts_screen", "ConflictsScreen"),
    EXCHANGE: ("school_desk.ui.sync.exchange_screen", "ExchangeScreen"),
    COMPUTERS: ("school_desk.ui.sync.computers_screen", "ComputersScreen"),
    COURIER: ("school_desk.ui.sync.courier_screen", "CourierScreen"),
    KEEPING: ("school_desk.ui.school.keeping_screen", "KeepingScreen"),
    PAST_MARKS: ("school_desk.ui.journal.past_marks_screen", "PastMarksScreen"),
    PATH: ("school_desk.ui.journal.path_screen", "PathScreen"),
    RULES: ("school_desk.ui.journal.rules_screen", "RulesScreen"),
    NEXT_YEAR: ("school_desk.ui.school.rollover_screen", "RolloverScreen"),
    MOVEMENTS: ("school_desk.ui.school.movements_screen", "MovementsScreen"),
    SUBGROUPS: ("school_desk.ui.school.subgroups_screen", "SubgroupsScreen"),
    OFFICE_PLACE: ("school_desk.ui.office_screen", "OfficeScreen"),
    DESK: ("school_desk.ui.journal.desk_screen", "DeskScreen"),
    ARCHIVE: ("school_desk.ui.school.archive_screen", "ArchiveScreen"),
    BACKUPS: ("school_desk.ui.backups.backups_screen", "BackupsScreen"),
    CALENDAR: ("school_desk.ui.school.calendar_screen", "CalendarScreen"),
    CURRICULUM: ("school_desk.ui.school.curriculum_screen", "CurriculumScreen"),
    SUPERVISION: ("school_desk.ui.journal.supervision_screen", "SupervisionScreen"),
    CLOSING: ("school_desk.ui.journal.closing_screen", "ClosingScreen"),
    YEAR_END: ("school_desk.ui.journal.year_screen", "YearScreen"),
    PRODUCTS: ("school_desk.ui.nutrition.products_screen", "ProductsScreen"),
    CARDS: ("school_desk.ui.nutrition.cards_screen", "CardsScreen"),
    CARD: ("school_desk.ui.nutrition.card_screen", "CardScreen"),
    MENUS: ("school_desk.ui.nutrition.menu_screen", "MenuScreen"),
    DAY_MENU: ("school_desk.ui.nutrition.day_menu_screen", "DayMenuScreen"),
    REQUISITION: ("school_desk.ui.nutrition.requisition_screen", "RequisitionScreen"),
    STOCK: ("school_desk.ui.nutrition.stock_screen", "StockScreen"),
    MEAL_NORMS: ("school_desk.ui.nutrition.meal_norms_screen", "MealNormsScreen"),
}
"""Module and class by the name of the place; a screen takes the work place and its place."""


@dataclass(frozen=True, slots=True)
class OfficePlace:
    """A place of the office: its words, icon, the intent that opens it, its section, what it is."""

    name: str
    words: str
    icon: str
    intent: str
    section: str
    about: str


PEOPLE, TEACHING, PERSONAL, YEAR, ORDER, FOOD = (
    N_("People"),
    N_("Teaching"),
    N_("Personal data"),
    N_("The year"),
    N_("Rules and supervision"),
    N_("Dishes and products"),
)
SEE, KEEP = "See timetable", "Change timetable"

OFFICE = (
    OfficePlace(
        *(PUPILS, N_("Pupils"), "people", SEE, PEOPLE),
        about=N_("Class lists, who came and who left, lists from Excel."),
    ),
    OfficePlace(
        *(MOVEMENTS, N_("Movement of pupils"), "leave", "See movements", PEOPLE),
        about=N_("Who came and who left by order; the paper of a class or the school."),
    ),
    OfficePlace(
        *(SUBGROUPS, N_("Subgroups"), "columns", "Change subgroups", PEOPLE),
        about=N_("Classes split for some subjects; pupils taught at home."),
    ),
    OfficePlace(
        *(PAST_MARKS, N_("Marks of earlier terms and years"), "pen", "See past marks", PEOPLE),
        about=N_("Typed or taken from extracts, with the paper they stand on."),
    ),
    OfficePlace(
        *(PATH, N_("Path of a pupil"), "chart", "See pupil's path", PEOPLE),
        about=N_("Marks of all subjects over the years, exams, decisions, movements."),
    ),
    OfficePlace(
        *(LISTS, N_("Lists"), "list", "See lists", PEOPLE),
        about=N_("Clubs, transport, boarding, social help, contests."),
    ),
    OfficePlace(
        *(STAFF, N_("Staff"), "people", "See staff", PEOPLE),
        about=N_("Who works here: posts, rates, hours, with or without a sign-in."),
    ),
    OfficePlace(
        *(ACCOUNTS, N_("People who sign in"), "key", "See accounts", PEOPLE),
        about=N_("Accounts, roles and passwords."),
    ),
    OfficePlace(
        *(TIMETABLE, N_("Timetable"), "calendar", SEE, TEACHING),
        about=N_("The week of classes, teachers and rooms; bells."),
    ),
    OfficePlace(
        *(SUBSTITUTIONS, N_("Substitutions"), "hand_over", "See substitutions", TEACHING),
        about=N_("Whose lessons others give today, and which fall away."),
    ),
    OfficePlace(
        *(CURRICULUM, N_("Hours"), "clock", "Change curriculum", TEACHING),
        about=N_("The curriculum, the load of teachers, the hours of a month."),
    ),
    OfficePlace(
        *(CLASSES, N_("Classes"), "columns", KEEP, TEACHING),
        about=N_("Class groups, their tutors and languages, who teaches what."),
    ),
    OfficePlace(
        *(RULES, N_("Rules"), "doc", "See rules", ORDER),
        about=N_("By which rules marks are made, and what is to be checked."),
    ),
    OfficePlace(
        *(SUPERVISION, N_("Supervision"), "pen", SEE, ORDER),
        about=N_("Remarks on registers, observed lessons."),
    ),
    OfficePlace(
        *(BACKUPS, N_("Backups"), "usb", "Choose backup place", ORDER),
        about=N_("Copies of the school's file, a second place for them, the way back."),
    ),
    OfficePlace(
        *(COMPUTERS, N_("Computers"), "send", "Admit computer", ORDER),
        about=N_("Which computers belong to the school; a new one comes, a lost one is withdrawn."),
    ),
    OfficePlace(
        *(LOOKS, N_("Log of looks"), "search", "See looks", ORDER),
        about=N_("Who saw, printed or saved personal data, and who signed in."),
    ),
    OfficePlace(
        *(CALENDAR, N_("Calendar"), "calendar", SEE, YEAR),
        about=N_("Terms, breaks, holidays, weather days, other bells and shifts."),
    ),
    OfficePlace(
        *(DESK, N_("Deputy's desk"), "chart", "See school report", YEAR),
        about=N_(
            "What is missing, results counted every way, terms and years compared, works ahead."
        ),
    ),
    OfficePlace(
        *(CLOSING, N_("Closing"), "lock", "Close term", YEAR),
        about=N_("What pages still lack; closing a term, opening again, corrections."),
    ),
    OfficePlace(
        *(YEAR_END, N_("End of the year"), "columns", "See year marks", YEAR),
        about=N_("Year and final marks, exams, transfer and awards, the council's decision."),
    ),
    OfficePlace(
        *(NEXT_YEAR, N_("Next school year"), "arrow_right", "Preview next year", YEAR),
        about=N_("Who moves up, repeats, finishes; the year that begins."),
    ),
    OfficePlace(
        *(ARCHIVE, N_("Archive"), "lock", "See archives", YEAR),
        about=N_("The year of a class or of the school in one locked file."),
    ),
    OfficePlace(
        *(CONSENTS, N_("Consents"), "check", "See consents", PERSONAL),
        about=N_("Who consented to what, what is missing, ends or was withdrawn; forms to sign."),
    ),
    OfficePlace(
        *(PRIVACY, N_("Requests and breaches"), "clock", "See privacy journal", PERSONAL),
        about=N_("What persons ask about their data, what leaked; how long there is to answer."),
    ),
    OfficePlace(
        *(KEEPING, N_("Terms of keeping"), "doc", "See terms of keeping", PERSONAL),
        about=N_("How long what is kept; who left long ago is forgotten by two persons."),
    ),
)
"""All places of the office, in the order of its page."""

MEALS = (
    OfficePlace(
        *(HEADCOUNT, N_("Today's meals"), "meal", "See headcount", FOOD),
        about=N_("How many of each class eat, from attendance; the order to the canteen."),
    ),
    OfficePlace(
        *(EATERS, N_("Who eats how"), "people", "See who eats how", FOOD),
        about=N_("Who pays for whom until when, diets, prices, times of meals."),
    ),
    OfficePlace(
        *(MEAL_MONTH, N_("Month of meals"), "columns", "See meal month", FOOD),
        about=N_("Sheets and sums of a month, the supplier's act, the state's system, closing."),
    ),
    OfficePlace(
        *(KITCHEN, N_("Kitchen"), "meal", "See meal orders", FOOD),
        about=N_("The order of today in large type, to accept."),
    ),
    OfficePlace(
        *(MEAL_LOGS, N_("Kitchen logs"), "list", "See food logs", FOOD),
        about=N_("Products, dishes, health of staff, refrigerators, samples; control of norms."),
    ),
    OfficePlace(
        *(DAY_MENU, N_("Menu of the day"), "doc", "See menus", FOOD),
        about=N_("What is cooked, what is otherwise and why; the poster."),
    ),
    OfficePlace(
        *(REQUISITION, N_("Menu-requisition"), "list", "See menus", FOOD),
        about=N_("What is taken from the store-room for who eats; what it costs."),
    ),
    OfficePlace(
        *(STOCK, N_("Store-room"), "columns", "See stock", FOOD),
        about=N_("Batches, receipts, write-offs, stock cards."),
    ),
    OfficePlace(
        *(MENUS, N_("Forward menus"), "columns", "See menus", FOOD),
        about=N_("Cycles of 10, 20 or 24 days, checked against norms."),
    ),
    OfficePlace(
        *(MEAL_NORMS, N_("Norms of meals"), "check", "See meal norms", FOOD),
        about=N_("Targets, limits, what is forbidden, replacements, bands: the school's own too."),
    ),
    OfficePlace(
        *(CARDS, N_("Technological cards"), "doc", "See cards", FOOD),
        about=N_("What goes into a dish and what it comes to."),
    ),
    OfficePlace(
        *(PRODUCTS, N_("Products"), "list", "See products", FOOD),
        about=N_("What 100 g of each hold; allergens."),
    ),
    OfficePlace(
        *(DIETS, N_("Diets"), "people", "Write diet", FOOD),
        about=N_("What a pupil must not be given; nothing of who pays."),
    ),
)
"""All places of hot meals, the day's count first."""

BY_CLASS = (LISTS, PAST_MARKS, PATH)
"""Places that a form tutor has for the own class."""

IN_THE_RAIL = (PUPILS, TIMETABLE, SUBSTITUTIONS, SUPERVISION)
"""Places of the office that are wanted daily: they stand in the rail as well."""


ONLY_NOW = frozenset(
    (START, TO_FILL, ACCOUNTS, NEXT_YEAR, BACKUPS, LOOKS, EXCHANGE, COMPUTERS, COURIER)
)
"""Places without a meaning in a year that is over."""


def build(at: WorkPlace, place: Place) -> Screen:
    """The screen of a place."""
    module, name = SCREENS[place.name]
    made = getattr(importlib.import_module(module), name)
    return cast("Screen", made(at, place))


def places(at: WorkPlace, to_fill: int = 0) -> tuple[RailPlace, ...]:
    """The places of this person's roles; the first is today. `to_fill`: how many lines wait."""
    return tuple(one for one in _places(at, to_fill) if one.place.name not in _without(at))


def _without(at: WorkPlace) -> frozenset[str]:
    """Places that mean nothing where one is."""
    return ONLY_NOW if at.desk.looks_back else frozenset()


def _places(at: WorkPlace, to_fill: int) -> tuple[RailPlace, ...]:
    seen = (RailPlace(Place(ATTENDANCE), _("Attendance"), "check"),)
    attendance = seen if _sees_some(at, "See attendance") else ()
    office = office_places(at)
    crowded = at.desk.may_somewhere("Open register page")
    daily = tuple(one for one in office if one.place.name in IN_THE_RAIL)
    meals = meal_places(at)
    behind = tuple(one for one in office if one not in daily)
    hall = RailPlace(Place(OFFICE_PLACE), _("Office"), "columns", within=office)
    of_registers = (
        RailPlace(Place(PAGES), _("Registers"), "book"),
        RailPlace(Place(TO_FILL), _("To fill"), "list", to_fill),
        *attendance,
        RailPlace(Place(SUMMARY), _("Summary"), "chart"),
        RailPlace(Place(PAPERS), _("Documents"), "doc"),
    )
    return (
        RailPlace(Place(START), _("Today"), "home"),
        # A nurse or a support specialist has none, and would find these places empty.
        *(of_registers if crowded else meals),
        *_own_class_year(at),
        *daily,
        *((hall,) if len(behind) > 1 else behind),
        *(_one_of(meals) if crowded else ()),
        *_exchange(at),
        *_courier(at),
        *_conflicts(at),  # last: the keys of the other places stay what they are
    )


def _stands_elsewhere(at: WorkPlace, name: str) -> bool:
    """Whoever sees who eats how writes diets there."""
    return name == DIETS and at.desk.may("See who eats how", Scope())


def meal_places(at: WorkPlace) -> tuple[RailPlace, ...]:
    """The places of hot meals that are open to this person: the first is the main one."""
    if at.desk.looks_back:
        return ()
    return tuple(
        RailPlace(Place(one.name), _(one.words), one.icon)
        for one in MEALS
        if at.desk.may(one.intent, Scope()) and not _stands_elsewhere(at, one.name)
    )


def _one_of(places: tuple[RailPlace, ...]) -> tuple[RailPlace, ...]:
    """The first, with the others behind it: where registers fill the rail."""
    return tuple(replace(one, within=places[1:]) for one in places[:1])


def _exchange(at: WorkPlace) -> tuple[RailPlace, ...]:
    """There as soon as there are several computers."""
    shown = at.desk.exchanges and at.desk.may("Exchange with others", Scope())
    return (RailPlace(Place(EXCHANGE), _("Exchange"), "send"),) if shown else ()


def _conflicts(at: WorkPlace) -> tuple[RailPlace, ...]:
    """Quiet as long as nothing waits for this person's decision."""
    if at.desk.looks_back or not at.desk.may("See conflicts", Scope()):
        return ()
    count = len(at.desk.conflicts.open()) if at.desk.has_conflicts else 0
    return (RailPlace(Place(CONFLICTS), _("Conflicts"), "neq", count),) if count else ()


def _courier(at: WorkPlace) -> tuple[RailPlace, ...]:
    """A school with one computer has nobody to carry anything to."""
    shown = at.desk.exchanges and at.desk.may("Exchange with others", Scope())
    return (RailPlace(Place(COURIER), _("Stick"), "usb"),) if shown else ()


def office_places(at: WorkPlace) -> tuple[RailPlace, ...]:
    """The places of the office that are open to this person."""
    return tuple(
        RailPlace(Place(one.name), _(one.words), one.icon, _waiting(at, one.name))
        for one in OFFICE
        if one.name not in _without(at)
        and (one.name != SUPERVISION or at.desk.may_somewhere("See remarks"))
        and (one.name != PUPILS or at.desk.may_somewhere("See class list"))
        and (
            at.desk.may(one.intent, Scope())
            or (one.name in BY_CLASS and _sees_some(at, one.intent))
        )
    )


def _own_class_year(at: WorkPlace) -> tuple[RailPlace, ...]:
    """The end of the year for a form tutor; the office has it among its own places."""
    if at.desk.may("See year marks", Scope()):
        return ()
    groups = at.desk.school.class_groups()
    sees = any(at.desk.may("See year marks", Scope(class_group=one.id)) for one in groups)
    return (RailPlace(Place(YEAR_END), _("End of the year"), "columns"),) if sees else ()


def _waiting(at: WorkPlace, name: str) -> int:
    """How many things wait for this person in a place."""
    if name != SUPERVISION:
        return 0
    return sum(one.open for one in at.desk.remarks.remarks_for(at.desk.account.id))


def _sees_some(at: WorkPlace, intent: str) -> bool:
    """Whether there is a class of which this person may see it."""
    groups = at.desk.school.class_groups()
    return any(at.desk.may(intent, Scope(class_group=one.id)) for one in groups)
