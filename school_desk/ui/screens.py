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

START, PAGES, REGISTER, PAPERS, WORK = "start", "pages", "register", "papers", "work"
SUMMARY = "summary"
TO_FILL, ATTENDANCE = "to_fill", "attendance"
PUPILS, TIMETABLE, CLASSES, ACCOUNTS = "pupils", "timetable", "classes", "accounts"
RULES = "rules"
SUPERVISION = "supervision"
MOVEMENTS, SUBGROUPS = "movements", "subgroups"
LESSONS, THEMATIC, LESSON_PLAN = "lessons", "thematic", "lesson_plan"

SCREENS: Mapping[str, tuple[str, str]] = {
    START: ("school_desk.ui.start.start_screen", "StartScreen"),
    PAGES: ("school_desk.ui.journal.pages_screen", "PagesScreen"),
    REGISTER: ("school_desk.ui.journal.register_screen", "RegisterScreen"),
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
    CLASSES: ("school_desk.ui.school.classes_screen", "ClassesScreen"),
    ACCOUNTS: ("school_desk.ui.access.accounts_screen", "AccountsScreen"),
    RULES: ("school_desk.ui.journal.rules_screen", "RulesScreen"),
    MOVEMENTS: ("school_desk.ui.school.movements_screen", "MovementsScreen"),
    SUBGROUPS: ("school_desk.ui.school.subgroups_screen", "SubgroupsScreen"),
    SUPERVISION: ("school_desk.ui.journal.supervision_screen", "SupervisionScreen"),
}
"""Module and class by the name of the place; a screen takes the work place and its place."""

OFFICE: tuple[tuple[str, str, str, str], ...] = (
    (PUPILS, N_("Pupils"), "people", "See timetable"),
    (TIMETABLE, N_("Timetable"), "calendar", "See timetable"),
    (CLASSES, N_("Classes"), "columns", "Change timetable"),
    (ACCOUNTS, N_("People who sign in"), "key", "See accounts"),
    (RULES, N_("Rules"), "doc", "See rules"),
    (SUPERVISION, N_("Supervision"), "pen", "See timetable"),
)
"""Places of the office: name, words, icon, the intent that opens it."""


def build(at: WorkPlace, place: Place) -> Screen:
    """The screen of a place."""
    module, name = SCREENS[place.name]
    made = getattr(importlib.import_module(module), name)
    return cast("Screen", made(at, place))


def places(at: WorkPlace, to_fill: int = 0) -> tuple[RailPlace, ...]:
    """The places of this person's roles; the first is today. `to_fill`: how many lines wait."""
    seen = (RailPlace(Place(ATTENDANCE), _("Attendance"), "check"),)
    attendance = seen if _sees_attendance(at) else ()
    office = tuple(
        RailPlace(Place(name), _(words), icon, _waiting(at, name))
        for name, words, icon, intent in OFFICE
        if at.desk.may(intent, Scope())
    )
    return (
        RailPlace(Place(START), _("Today"), "home"),
        RailPlace(Place(PAGES), _("Registers"), "book"),
        RailPlace(Place(TO_FILL), _("To fill"), "list", to_fill),
        *attendance,
        RailPlace(Place(SUMMARY), _("Summary"), "chart"),
        RailPlace(Place(PAPERS), _("Documents"), "doc"),
        *office,
    )


def _waiting(at: WorkPlace, name: str) -> int:
    """How many things wait for this person in a place."""
    if name != SUPERVISION:
        return 0
    return sum(one.open for one in at.desk.remarks.remarks_for(at.desk.account.id))


def _sees_attendance(at: WorkPlace) -> bool:
    """Whether there is a class whose attendance this person may see."""
    groups = at.desk.school.class_groups()
    return any(at.desk.may("See attendance", Scope(class_group=one.id)) for one in groups)
