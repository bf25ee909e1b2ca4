"""The arrows of ARCHITECTURE.md as data: who may import what, and which layer a file belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Modules at `where` may import `ours` ("=" is their own folder) and the libraries `theirs`."""

    where: str
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


KERNEL = ("errors", "events", "i18n", "intents")
SCHOOL = ("school/model", "school/rules", "school/store")
# What storage hands to a feature: its unit of work, the types of a connection and of a row's place.
STORAGE_DOOR = (
    *("storage/unit_of_work", "storage/engine", "storage/partitions"),
    "storage/compartments",  # why a sealed value does not open
)
PLAIN = (*KERNEL, "formats", "settings", "paths")

# The first rule that fits a module is its rule. A module that fits none has no place yet.
RULES = (
    Rule("errors"),
    Rule("events", KERNEL),
    Rule("i18n", KERNEL),
    Rule("intents", KERNEL),
    Rule("endings", KERNEL),
    Rule("formats", (*KERNEL, "endings"), ("babel",)),
    # What a disk refuses is said by storage, and files are written whole in its way.
    Rule("paths", (*KERNEL, "storage/errors"), ("platformdirs",)),
    Rule("settings", (*KERNEL, "paths", "storage/whole_file", "storage/errors")),
    Rule("__main__", ("*",), ("PySide6",)),
    Rule("cli", (*PLAIN, "commands/*"), ("click",)),
    Rule(
        "commands/*",
        (
            *("app", "school_file", *PLAIN, "commands/*", "*/model", "*/rules"),
            *("backups", "backup_shelf", "restoring*", "storage/backup_rules"),
            # Their types only: what they need loads when a command needs it.
            *("documents/voices", "storage/verify", "school/spreadsheet", "sync/service"),
            *("sync/exchange_service", "sync/client", "sync/self_test*", "joining"),
            *("sync/courier_model", "sync/courier_errors"),
        ),
        ("click",),
    ),
    Rule("app", ("*",), ("filelock",)),
    Rule("late_services", ("*",)),
    Rule("school_file", ("*",)),
    Rule("key_keeping", ("*",)),
    Rule("recovering", ("*",)),
    # A computer that comes, and who lets it in: keys, rows and streams together.
    Rule("joining", ("*",)),
    Rule("admitting", ("*",)),
    Rule("pin", (*KERNEL, "settings", "storage/sealing")),
    Rule("last_run", (*KERNEL, "storage/*")),
    # Hold a lock of the system while they write in a folder of backups.
    Rule("backup_shelf", (*KERNEL, "paths", "storage/*"), ("filelock",)),
    Rule("backups", ("*",)),
    Rule("restoring", ("*",)),
    Rule("fault_words", (*KERNEL, "journal/rules", "school/model", "storage/verify_rows")),
    Rule("restoring_words", (*KERNEL, "formats", "restoring", "storage/backup_rules")),
    # Makes a whole school by the same services and units of work as people do.
    Rule("demo/*", ("*",)),
    Rule("pupil_files", ("*",)),
    Rule("list_files", ("*",)),
    Rule("kitchen_files", ("*",)),
    # Runs the timetable engine beside us, with files in a folder of its own.
    Rule("fet_files", ("*",)),
    Rule("timetable_files", ("*",)),
    Rule("calendar_files", ("*",)),
    # Reads through every service and hands what it read to the documents of every feature.
    Rule("printing/*", ("*",), ("pyrage",)),
    # The demo's window makes the demo school first.
    Rule("ui/demo_*", ("app", "school_file", *PLAIN, "ui/*", "demo/*"), ("PySide6",)),
    Rule("ui/theme/*", ("ui/theme/*",), ("PySide6", "font_roboto")),
    # Watches lines, their pace and their errors while they work.
    Rule("ui/sync/meeting", ("app", *PLAIN, "ui/*", "sync/*"), ("PySide6",)),
    Rule("ui/sync/network*", ("app", *PLAIN, "ui/*", "sync/*"), ("PySide6",)),
    Rule("ui/sync/exchang*", ("app", *PLAIN, "ui/*", "*/model", "sync/*"), ("PySide6",)),
    Rule(
        "ui/*",
        (
            *("app", "school_file", "last_run", "pin", "recovering", "joining", "admitting"),
            *(*PLAIN, "ui/*", "*/model", "*/rules"),
            *("backups", "backup_shelf", "restoring*", "storage/backup_rules"),
            # Shapes only: the screen paints the drawings that the documents make.
            *("*/documents", "documents/drawing"),
            "sync/courier_model",
            "sync/enrol_door",
        ),
        ("PySide6",),
    ),
    Rule("storage/*", (*KERNEL, "storage/*"), ("sqlite_utils", "sqlcipher3", "cryptography")),
    Rule("sync/courier_lock", ("storage/age_keys", "storage/device"), ("pyrage",)),
    Rule(
        "sync/enrol*",
        ("errors", "storage/certificate", "storage/device", "sync/*"),
        ("spake2", "cryptography"),
    ),
    Rule("sync/lan", ("sync/*",), ("zeroconf",)),
    Rule("sync/*", (*KERNEL, "settings", "storage/*", "sync/*"), ("requests", "urllib3")),
    Rule(
        "documents/*",
        ("formats", *KERNEL, "documents/*"),
        ("reportlab", "font_roboto", "openpyxl", "pypdf"),
    ),
    # It has words for the tables of every feature, roles and meals among them (row_words).
    Rule(
        "journal/rules",
        (
            *(*KERNEL, "=/model", "=/rules", "school/model", "school/rules"),
            *("access/model", "nutrition/model"),
        ),
    ),
    Rule("*/model", (*KERNEL, "=/model", "=/rules", "school/model", "school/rules")),
    Rule("*/rules", (*KERNEL, "=/model", "=/rules", "school/model", "school/rules")),
    Rule("*/schema", ("errors", "intents", "storage/registry", "storage/engine")),
    Rule(
        "*/store",
        (*KERNEL, "=/model", "=/rules", "=/schema", "=/store", "school/model", *STORAGE_DOOR),
        ("sqlite_utils",),
    ),
    Rule(
        "*/service",
        (
            *(*KERNEL, "=/model", "=/rules", "=/store", "=/service"),
            *(*SCHOOL, "storage/service", *STORAGE_DOOR),
            # What the log says of a cell, and a field's facts, for the history of a row.
            *("storage/history", "storage/registry", "storage/unseen"),
            # The cells in which several values stand.
            "storage/disputed",
            # Where a look waits while the file is only read.
            "storage/waiting",
            # What an order to forget a person does on this computer.
            "storage/forgetting",
        ),
    ),
    # Reads the files that come with the program and hands them to the rules.
    Rule("*/shipped", (*KERNEL, "=/model", "=/rules", "=/shipped")),
    # What a library knows of the law, as spans of a calendar.
    Rule("school/law_holidays", (*KERNEL, "=/model", "=/rules"), ("holidays",)),
    Rule(
        "*/spreadsheet",
        (*KERNEL, "formats", "=/model", "=/rules", "=/spreadsheet"),
        ("openpyxl",),
    ),
    Rule(
        "*/documents",
        ("formats", *KERNEL, "=/model", "=/rules", "=/documents", "school/model", "documents/*"),
        ("reportlab", "openpyxl"),
    ),
)

FEATURES = (
    *("school", "access", "journal", "nutrition"),
    *("inclusion", "kindergarten", "exchange"),
)
# A layer that grew into several files by its reader's questions: which layer each file belongs to.
# (Names that end in _model, _rules, _schema, _store, _service or _document say it themselves.)
LAYER = {
    "sync/exchange_service": "service",
    "sync/online_service": "service",
    "sync/courier_service": "service",
    "journal/analysis": "rules",
    "journal/analysis_sheet": "documents",
    "journal/analysis_words": "documents",
    "journal/attainment": "rules",
    "journal/calculate": "rules",
    "journal/entry": "model",
    "journal/explain": "rules",
    "journal/facts": "rules",
    "journal/indicators": "rules",
    "journal/closing_paper": "documents",
    "journal/lesson_plan_paper": "documents",
    "journal/lesson_plan_sheet": "documents",
    "journal/page_reader": "service",
    "journal/past_year_reader": "service",
    "journal/path_reader": "service",
    "journal/path_words": "rules",
    "journal/pages": "service",
    "journal/plan": "service",
    "journal/register_paper": "documents",
    "journal/register_sheet": "documents",
    "journal/rule_effects": "rules",
    "journal/rule_values": "rules",
    "journal/row_words": "rules",
    "journal/rule_words": "rules",
    "journal/rubric": "rules",
    "journal/rubric_sheet": "documents",
    "journal/rubric_words": "documents",
    "journal/slip": "rules",
    "journal/slip_paper": "documents",
    "journal/slip_sheet": "documents",
    "journal/work_paper": "documents",
    "journal/year_paper": "documents",
    "journal/trail_paper": "documents",
    "journal/trail_sheet": "documents",
    "journal/summary_paper": "documents",
    "journal/summary_reader": "service",
    "journal/year_reader": "service",
    "journal/year_report_reader": "service",
    "journal/year_report_words": "rules",
    "journal/summary_sheet": "documents",
    "journal/summary_words": "rules",
    "journal/thematic_paper": "documents",
    "journal/thematic_sheet": "documents",
    "journal/work_parts": "rules",
    "journal/work_sheet": "documents",
    "journal/works": "rules",
    "journal/work_checks": "service",
    "journal/ruleset": "rules",
    "journal/typing": "model",
    "nutrition/meal_norm_shipped": "shipped",
    "nutrition/menu_shipped": "shipped",
    "nutrition/product_shipped": "shipped",
    "nutrition/card_row_words": "rules",
    "nutrition/log_shipped": "shipped",
    "nutrition/menu_row_words": "rules",
    "nutrition/order_paper": "documents",
    "school/attendance_paper": "documents",
    "school/attendance_sheet": "documents",
    "school/calendar": "rules",
    "school/guardian_headings": "spreadsheet",
    "school/guardian_lines": "spreadsheet",
    "school/iin": "rules",
    "school/consent_paper": "documents",
    "school/person_paper": "documents",
    "school/privacy_paper": "documents",
    "school/retention_paper": "documents",
    "school/list_paper": "documents",
    "school/movement_paper": "documents",
    "school/movement_sheet": "documents",
    "school/names": "rules",
    "school/pupil_cells": "rules",
    "school/pupil_headings": "spreadsheet",
    "school/pupil_lines": "spreadsheet",
    "school/pupil_list": "spreadsheet",
    "school/pupil_names": "spreadsheet",
    "school/pupil_problems": "rules",
    "school/pupil_rows": "spreadsheet",
    "school/pupil_template": "spreadsheet",
    "school/rollover_paper": "documents",
    "school/rollover_sheet": "documents",
    "school/rollover_words": "rules",
    "school/pupil_data_paper": "documents",
    "school/pupil_data_sheet": "documents",
    "school/texts": "rules",
    "school/timetable": "rules",
    "school/timetable_cell": "rules",
    "school/timetable_list": "spreadsheet",
    "school/timetable_words": "rules",
    "school/substitution_paper": "documents",
    "school/substitution_sheet": "documents",
    "school/timetable_paper": "documents",
    "school/timetable_sheet": "documents",
}

DOMAIN = ("*/model", "*/rules")
OUTER_WORLD = (
    *("io", "os", "pathlib", "random", "secrets", "shutil", "socket"),
    *("subprocess", "tempfile", "time"),
)
CLOCKS = ("now", "today", "utcnow", "time_ns", "monotonic")
WITH_SQL = ("storage/*", "sync/*", "*/store", "*/schema", "demo/rows")
WITH_COLOURS = ("ui/theme", "ui/theme/*", "documents/*")
FILE_NAMES_THAT_SAY_NOTHING = {
    *("util", "utils", "helper", "helpers", "misc"),
    *("manager", "legacy", "v2"),
}
SYNONYMS = {"student", "students", "score", "scores", "grade", "grades", "quarter", "quarters"}
ALONE_MEANS_SEVERAL_THINGS = {"level", "levels"}
