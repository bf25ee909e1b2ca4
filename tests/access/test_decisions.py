"""Every way to a school's data has a decision, and every decision is asked for."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import school_desk
from school_desk.access.shipped import permissions
from school_desk.nutrition.log_forms_rules import LOGS
from school_desk.printing.base import SchoolPapers
from school_desk.storage.service import Service
from tests import architecture

ROOT = Path(school_desk.__file__).parent
MODULES = architecture.read(ROOT)
ASKING = {"_begin", "_look", "permit", "_permit", "_permitted", "_require", "_take_out"}
OFFERING = {"may", "why_not", "allowed", "_sees_some", "_note"}

# What a desk does for whoever has signed in, and why that is nobody's to refuse.
OF_THE_DESK = {
    "in_year": "its services decide",
    "now": "the clock",
    "today": "the clock",
    "write_recovery_sheet": "prints what the head was just shown and nothing keeps",
    "term_number": "the calendar",
    "may": "is the question",
    "may_somewhere": "is the question",
    "usual_subjects": "comes with the program",
    "prove": "asks for the password",
    "undoable": "the own last step",
    "redoable": "the own last step",
    "quick_check": "tells nothing",
    "broken_off": "the own marks",
    "forget_broken_off": "the own marks",
    "clock_behind": "the clock",
    "close": "ends the sign-in",
}

# What stands at the desk beside services and papers: all of it reads and writes through these.
HANDS_OVER = {
    *("PupilFiles", "ListFiles", "FetFiles", "TimetableFiles", "CalendarFiles", "PaperPack"),
    "KitchenFiles",
    "Backups",  # asks the same permission before each step
    "Admission",  # the same: tests/sync/test_joining_attacked.py
    *("SignedIn", "str", "bool", "date | None"),
}

# Papers on which no pupil, parent or mark stands: nobody has to know who took them.
WITHOUT_PEOPLE = {
    "RecordPapers.lists": "counts",
    "HoursPapers.curriculum": "hours of classes",
    "TimetablePapers.timetable": "hangs on the wall",
    "TimetablePapers.poster": "hangs on the wall, without reasons",
    "PlanPapers.template": "empty",
    "PlanPapers.thematic_plan": "topics",
    "PlanPapers.lesson_plan": "topics",
    "ReportPapers.term": "counts",
    "ReportPapers.compared": "counts",
    "ReportPapers.years": "counts",
    "ReportPapers.works": "counts",
    "SummaryPapers.of_teacher": "counts",
    "ClosingPapers.state": "which pages lack something",
    "CardPapers.card": "recipes",
    "CardPapers.all_cards": "recipes",
    "CardPapers.products": "products",
    "LogPapers.control": "products and counts",
    "MenuPapers.poster": "hangs on the wall",
    "MenuPapers.cycle": "dishes",
    "MenuPapers.requisition": "products, counts",
    "MenuPapers.stock": "products",
    "MenuPapers.stock_card": "products",
    "TrailPapers.changes_of_class": "notes by `changes`",
    "Papers.write_slips": "lays out what `slips` or a pack has noted",
}


def every_module() -> Iterator[object]:
    for found in pkgutil.walk_packages(school_desk.__path__, "school_desk."):
        if not found.name.startswith(("school_desk.ui", "school_desk.__main__")):
            yield importlib.import_module(found.name)


def _class(place: str, name: str) -> ast.ClassDef:
    body = MODULES[place].tree.body
    return next(one for one in body if isinstance(one, ast.ClassDef) and one.name == name)


def subclasses(kind: type) -> set[type]:
    direct = set(kind.__subclasses__())
    return direct | {deep for one in direct for deep in subclasses(one)}


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            yield ast.unparse(one.func).rpartition(".")[2], one


def named(argument: ast.expr) -> str | None:
    """The text of an intent, marked for translation or not."""
    if isinstance(argument, ast.Call) and ast.unparse(argument.func) == "N_":
        argument = argument.args[0]
    return argument.value if isinstance(argument, ast.Constant) else None


def asked(names: set[str], *, outside_ui: bool = True) -> set[str]:
    found = set()
    for place, module in MODULES.items():
        if outside_ui and place.startswith(("ui/", "commands/")):
            continue
        for name, call in calls(module.tree):
            intent = named(call.args[0]) if name in names and call.args else None
            if isinstance(intent, str) and intent[:1].isupper():
                found.add(intent)
    return found


def test_every_service_is_one_by_name_and_place_so_that_its_doors_are_looked_at() -> None:
    list(every_module())
    found = subclasses(Service)

    assert len(found) > 30
    for one in found:
        if one.__module__.startswith("school_desk."):
            place = one.__module__.removeprefix("school_desk.").replace(".", "/")
            assert one.__name__.endswith("Service"), one
            assert MODULES[place].fits(("*/service",)), one


def test_what_stands_at_the_desk_is_a_service_or_papers_or_hands_over_to_them() -> None:
    list(every_module())
    guarded = {one.__name__ for one in (*subclasses(Service), *subclasses(SchoolPapers))}
    at_the_desk = set()
    for place, name in (("app", "Desk"), ("late_services", "LateServices")):
        for one in _class(place, name).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                marks = [ast.unparse(mark) for mark in one.decorator_list]
                if {"property", "cached_property"} & set(marks):
                    at_the_desk.add(ast.unparse(one.returns or ast.Constant(None)))

    assert at_the_desk - guarded == HANDS_OVER


def test_every_door_of_the_desk_itself_decides_or_says_why_not() -> None:
    desk = _class("app", "Desk")
    doors = {
        one.name: one
        for one in desk.body
        if isinstance(one, ast.FunctionDef)
        and not one.name.startswith("_")
        and not any(ast.unparse(mark).startswith("property") for mark in one.decorator_list)
    }
    open_doors = {
        name for name, door in doors.items() if not {"_permit"} & {n for n, _ in calls(door)}
    }

    assert open_doors == set(OF_THE_DESK)


def test_every_intent_that_is_asked_for_has_a_line() -> None:
    table = set(permissions().table)

    assert asked(ASKING | OFFERING, outside_ui=False) - table == set()


def test_every_line_is_asked_for_somewhere() -> None:
    """A line that nobody asks for promises a decision that nobody makes."""
    # One of two, by what was typed; by whose row it is.
    conditional = {"Put mark", "Put verdict", "Decide conflict", "Decide office conflict"}
    # Each log of the kitchen names its own two; its service asks for them.
    of_logs = {intent for log in LOGS for intent in (log.see, log.write)}

    assert set(permissions().table) - asked(ASKING) - conditional - of_logs == set()


def test_every_paper_with_people_on_it_is_noted_when_it_leaves() -> None:
    list(every_module())
    unnoted = set()
    for papers in subclasses(SchoolPapers):
        for name, method in inspect.getmembers(papers, inspect.isfunction):
            if name.startswith("_") or "out" not in inspect.signature(method).parameters:
                continue
            body = ast.parse(textwrap.dedent(inspect.getsource(method)))
            if not {"_take_out", "_note", "note"} & {called for called, _ in calls(body)}:
                unnoted.add(f"{papers.__name__}.{name}")

    assert unnoted == set(WITHOUT_PEOPLE)


def test_what_is_noted_when_it_is_seen_is_what_only_some_may_see() -> None:
    """Nothing that every teacher reads all day: the log must stay readable."""
    found = permissions()

    assert set(found.looked) == {
        "See birth dates",
        "See guardians",
        "See pupil data",
        "See doubles",
        "See lists",
        "See social help",
        "See who eats how",
        "See meal month",
        "See looks",
        "See support notes",
        "See health notes",
        "See kitchen health",
        "Export pupils",
    }
