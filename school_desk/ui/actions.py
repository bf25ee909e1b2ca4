"""Every action of the program with its words and keys, in one list; help and palette read it.

Where do I add an action? One line in `ACTIONS`, then a handler under its id in the screen's
`handlers()`. The key, the line in the help (F1), in the menu (F10) and in the palette come free.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from school_desk.errors import N_
from school_desk.i18n import _, fill

Handler = Callable[[], object]
PLACES = 12
PLACES_BY_DIGIT = 9
TABS = 5


class Where(StrEnum):
    """The part of the program in which an action means something."""

    EVERYWHERE = N_("Everywhere")
    START = N_("Today")
    REGISTER = N_("Register page")
    RESULTS = N_("Results and rubrics")
    WORK = N_("Summative work")
    LISTS = N_("Lists and tables")
    ATTENDANCE = N_("Attendance")
    TO_FILL = N_("To fill")
    SETUP = N_("Pupils and timetable")
    CALENDAR = N_("Calendar of the year")
    SUMMARY = N_("Term summary")
    PLANS = N_("Lessons and plans")
    TIMETABLE = N_("Timetable")
    SUBSTITUTIONS = N_("Substitutions")
    CLOSING = N_("Closing and the end of the year")
    MEALS = N_("Hot meals")


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done: its sentence, its keys, and words by which one may look for it.

    A `typed` action is a key that the grid or list reads itself while one types (digits, Enter,
    Backspace): it stands in the help but is no shortcut, which would steal it from text fields.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    where: Where = Where.EVERYWHERE
    words: str = ""
    typed: bool = False
    number: int | None = None

    @property
    def title(self) -> str:
        """The sentence in the reader's language."""
        return fill(_(self.text), {"number": self.number})

    @property
    def caps(self) -> tuple[str, ...]:
        """All its keys as they are written; the two Enter keys are one."""
        return tuple(dict.fromkeys(map(key_text, self.keys)))

    @property
    def search_words(self) -> str:
        """Everything one may type to find this action."""
        return f"{self.title} {_(self.words)} {' '.join(self.caps)}"

    @property
    def key_text(self) -> str:
        """The first key, as it is written on the keyboard."""
        return key_text(self.keys[0]) if self.keys else ""


def _place_key(place: int) -> str:
    """Ctrl with the digit of a place; those behind the ninth begin anew with Shift.

    >>> _place_key(9), _place_key(10)
    ('Ctrl+9', 'Ctrl+Shift+1')
    """
    beyond = place - PLACES_BY_DIGIT
    return f"Ctrl+{place}" if beyond <= 0 else f"Ctrl+Shift+{beyond}"


_REGISTER = Where.REGISTER
_LISTS = Where.LISTS
_RESULTS = Where.RESULTS

ACTIONS: tuple[Action, ...] = (
    Action("help", N_("Help"), ("F1",), words=N_("keyboard shortcuts")),
    Action("palette", N_("Search"), ("Ctrl+K",), words=N_("find an action")),
    Action("menu", N_("Menu"), ("F10",)),
    *(
        Action(f"place_{n}", N_("Place {number} of the left rail"), (_place_key(n),), number=n)
        for n in range(1, PLACES + 1)
    ),
    *(
        Action(f"tab_{n}", N_("Tab {number} of the page"), (f"Alt+{n}",), number=n)
        for n in range(1, TABS + 1)
    ),
    Action("region_next", N_("Next part of the window"), ("F6",), words=N_("focus")),
    Action("region_previous", N_("Previous part of the window"), ("Shift+F6",), words=N_("focus")),
    Action("back", N_("Back to where I was"), ("Alt+Left",)),
    Action("leave", N_("Leave or stop"), ("Esc",), words=N_("cancel close"), typed=True),
    Action("undo", N_("Undo"), ("Ctrl+Z",)),
    Action("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Action("years", N_("Another school year"), ("Ctrl+F9",), words=N_("past earlier archive")),
    Action("as_of", N_("As it stood on a past day"), ("Ctrl+F8",), words=N_("past date earlier")),
    Action("print", N_("Print"), ("Ctrl+P",), words=N_("PDF paper slip")),
    Action("language", N_("Change the language"), ("Ctrl+Shift+L",), words="Тіл Язык Language"),
    Action("colours", N_("Light or dark"), ("Ctrl+Shift+D",), words=N_("theme colours")),
    Action("sign_out", N_("Lock or sign out"), ("Ctrl+L",), words=N_("another person password")),
    Action("own_lock", N_("Lock and PIN of my window"), ("Ctrl+F11",), words=N_("pin minutes")),
    Action("own_password", N_("Change my password"), ("Ctrl+Shift+P",), words=N_("password")),
    Action("open", N_("Open"), ("Return",), Where.START, typed=True),
    Action("keep_value", N_("Keep one of the values"), ("1–9",), _LISTS, typed=True),
    Action("to_cell", N_("Go to the cell"), ("Return",), _LISTS, typed=True),
    Action("edit", N_("Edit"), ("F2",), _LISTS),
    Action("copy", N_("Copy"), ("Ctrl+C",), _LISTS),
    Action("paste", N_("Paste"), ("Ctrl+V",), _LISTS, words=N_("Excel spreadsheet column")),
    Action("select_all", N_("Select all"), ("Ctrl+A",), _LISTS),
    Action("column_menu", N_("Menu of this column"), ("Shift+F10",), _LISTS),
    Action("add_part", N_("Add a task or a criterion"), ("Ctrl+Shift+N",), _LISTS),
    Action("row_taller", N_("Taller rows"), ("Ctrl++", "Ctrl+="), _LISTS, words=N_("zoom")),
    Action("row_lower", N_("Lower rows"), ("Ctrl+-",), _LISTS, words=N_("zoom")),
    Action("row_normal", N_("Normal rows"), ("Ctrl+0",), _LISTS, words=N_("zoom")),
    Action("type_points", N_("Write points (10: 1, then 0)"), ("0–9",), _REGISTER, typed=True),
    Action("mark_absence", N_("Mark absent or late"), (N_("letter"),), _REGISTER, typed=True),
    Action("clear", N_("Clear the cell"), ("Backspace", "Delete"), _REGISTER, typed=True),
    Action("next_pupil", N_("Next pupil"), ("Return", "Down"), _REGISTER, typed=True),
    Action("next_column", N_("Next column"), ("Tab", "Right"), _REGISTER, typed=True),
    Action("select_block", N_("Select a block"), ("Shift+Right",), _REGISTER, typed=True),
    Action("lesson_held", N_("Lesson held"), ("Ctrl+Return", "Ctrl+Enter"), _REGISTER),
    Action("second_column", N_("Second column of this lesson"), ("Ctrl+D",), _REGISTER),
    Action("summative_work", N_("Add a summative work"), ("Ctrl+G",), _REGISTER),
    Action("work", N_("Tasks and descriptors of the work"), ("Ctrl+Shift+G",), _REGISTER),
    Action("sitting", N_("Own day of an absent pupil"), ("Ctrl+Shift+S",), _REGISTER),
    Action("moderate", N_("Moderate the term summative"), ("Ctrl+Shift+M",), _REGISTER),
    Action("bring_work", N_("Work from another school"), ("Ctrl+Shift+B",), _REGISTER),
    Action("strip", N_("Topic, objective and homework"), ("Ctrl+T",), _REGISTER),
    Action("why", N_("Why this mark?"), ("F9",), _REGISTER, words=N_("explain formula percent")),
    Action("history", N_("History of the cell or line"), ("F8",), words=N_("who changed when")),
    Action("conflict", N_("Values to choose from"), ("Shift+F8",), _REGISTER, N_("conflict two")),
    Action("carry", N_("Copy assistant"), ("Ctrl+Shift+C",), _REGISTER, N_("e-journal carry over")),
    Action("write_remark", N_("Write a remark"), ("Ctrl+Shift+H",), _REGISTER, N_("supervision")),
    Action("remark_done", N_("Note the remark as done"), ("Ctrl+Shift+O",), _REGISTER),
    Action("find_pupil", N_("Find pupil"), ("Ctrl+F",), _REGISTER, words=N_("search name")),
    Action("columns", N_("Show or hide the unit columns"), ("F7",), _REGISTER),
    Action("lesson_plan", N_("Plan of this lesson"), ("Ctrl+Shift+K",), Where.PLANS),
    Action("thematic_plan", N_("Thematic plan"), ("Ctrl+Shift+T",), Where.PLANS),
    Action(
        "cancel_lesson",
        N_("Lesson cancelled, or not"),
        ("Ctrl+Shift+X",),
        Where.PLANS,
        N_("reason"),
    ),
    Action("take_works", N_("Plan the works of the plan"), ("Ctrl+Shift+U",), Where.PLANS),
    Action("copy_plan", N_("Copy the plan to another class"), ("Ctrl+Shift+E",), Where.PLANS),
    Action("row_up", N_("Row up"), ("Alt+Up",), Where.PLANS, words=N_("move")),
    Action("row_down", N_("Row down"), ("Alt+Down",), Where.PLANS, words=N_("move")),
    Action("delete_row", N_("Delete the row"), ("Ctrl+Delete",), Where.PLANS),
    Action("next_class", N_("Next class of the hour"), ("Ctrl+Tab",), _REGISTER, N_("combined")),
    Action(
        "previous_class",
        N_("Previous class of the hour"),
        ("Ctrl+Shift+Tab",),
        _REGISTER,
        N_("combined"),
    ),
    Action("page_next", N_("Next lesson page"), ("Ctrl+PgDown",), _REGISTER),
    Action("page_previous", N_("Previous lesson page"), ("Ctrl+PgUp",), _REGISTER),
    Action("computed_text", N_("Back to the computed text"), ("Ctrl+R",), _RESULTS),
    Action("rubric", N_("Rubric for parents"), ("Ctrl+Shift+R",), _RESULTS, N_("rubric parents")),
    Action("tick", N_("Low, middle or high"), ("1–3",), _RESULTS, typed=True),
    Action("untick", N_("As proposed"), ("Backspace",), _RESULTS, typed=True),
    Action("rubric_next", N_("Next pupil"), ("PgDown",), _RESULTS, typed=True),
    Action("rubric_previous", N_("Previous pupil"), ("PgUp",), _RESULTS, typed=True),
    Action("sort", N_("Sort by this column"), ("F4",), _LISTS, words=N_("order")),
    Action("day_next", N_("Next day with lessons"), ("Ctrl+Right",), Where.ATTENDANCE),
    Action("day_previous", N_("Previous day with lessons"), ("Ctrl+Left",), Where.ATTENDANCE),
    Action(
        "day_absence",
        N_("Absent in all lessons of the day"),
        (N_("letter"),),
        Where.ATTENDANCE,
        typed=True,
    ),
    Action("gives_homework", N_("This subject gives homework, or not"), ("Ctrl+H",), Where.TO_FILL),
    Action(
        "import_pupils", N_("Take a list from Excel"), ("Ctrl+I",), Where.SETUP, N_("import xlsx")
    ),
    Action("template", N_("Save the Excel template"), ("Ctrl+Shift+I",), Where.SETUP, N_("xlsx")),
    Action("add", N_("Add a line"), ("Ctrl+N",), Where.SETUP, words=N_("new create")),
    Action("class_set", N_("Teach classes together"), ("Ctrl+J",), Where.SETUP, N_("combined")),
    Action("calendar", N_("Calendar of the year"), ("Alt+J",), Where.SETUP, N_("terms breaks")),
    Action("calendar_year", N_("Another school year"), ("Alt+Y",), Where.CALENDAR, N_("next year")),
    Action("law_holidays", N_("Public holidays of the law"), ("Alt+L",), Where.CALENDAR),
    Action("calendar_in", N_("Take a calendar from a file"), ("Alt+I",), Where.CALENDAR),
    Action("calendar_out", N_("Save the calendar as a file"), ("Alt+E",), Where.CALENDAR),
    Action("confirm_date", N_("The date is checked"), ("Space",), Where.CALENDAR, typed=True),
    Action("timetable", N_("Timetable"), ("Ctrl+E",), Where.SETUP, words=N_("lessons hours week")),
    Action(
        "accounts", N_("People who sign in"), ("Ctrl+Shift+A",), Where.SETUP, N_("account roles")
    ),
    Action("begin_year", N_("Begin the school year"), ("Ctrl+F12",), Where.SETUP, N_("rollover")),
    Action("guardians", N_("Guardians of the pupil"), ("Ctrl+B",), Where.SETUP, N_("parents")),
    Action("support_notes", N_("Support notes"), ("Alt+X",), Where.SETUP, N_("sealed inclusion")),
    Action("own_notes", N_("Own notes"), ("Alt+Z",), Where.SETUP, N_("sealed private protocol")),
    Action("health_notes", N_("Health notes"), ("Ctrl+F7",), Where.SETUP, N_("sealed nurse")),
    Action(
        "past_marks",
        N_("Marks of earlier terms and years"),
        ("Ctrl+Shift+Y",),
        Where.SETUP,
        N_("extract"),
    ),
    Action("path", N_("Path of a pupil"), ("Alt+P",), Where.SETUP, N_("years marks portfolio")),
    Action("export", N_("Save as Excel"), ("Ctrl+Shift+J",), Where.SETUP, N_("xlsx list export")),
    Action("cut", N_("Take a lesson up to move it"), ("Ctrl+X",), Where.TIMETABLE, N_("cut move")),
    Action(
        "make_timetable",
        N_("Make the timetable by FET, take one from Excel"),
        ("Alt+F",),
        Where.TIMETABLE,
        N_("fet xlsx import"),
    ),
    Action("copy_day", N_("Copy this day"), ("Ctrl+U",), Where.TIMETABLE),
    Action("repeat_above", N_("The lesson above once more"), ("Alt+R",), Where.TIMETABLE),
    Action("two_weeks", N_("Every week, odd or even weeks"), ("Alt+W",), Where.TIMETABLE),
    Action("room", N_("Room of the lesson"), ("Ctrl+O",), Where.TIMETABLE),
    Action("teacher_away", N_("Teacher cannot come at this hour"), ("Ctrl+M",), Where.TIMETABLE),
    Action(
        "move_lesson",
        N_("Move the lesson by an hour or a day"),
        ("Ctrl+Up", "Ctrl+Down", "Ctrl+Left", "Ctrl+Right"),
        Where.TIMETABLE,
        typed=True,
    ),
    Action("next_lesson", N_("Next lesson of the same hour"), ("F3",), Where.TIMETABLE),
    Action("reason", N_("Reason of the absence"), ("Ctrl+Q",), Where.SUBSTITUTIONS),
    Action("term_next", N_("Next term"), ("Alt+PgDown",), Where.SUMMARY),
    Action("term_previous", N_("Previous term"), ("Alt+PgUp",), Where.SUMMARY),
    Action(
        "forecasts", N_("Show or hide forecasts"), ("Ctrl+Shift+F",), Where.SUMMARY, N_("forecast")
    ),
    Action("behind", N_("Open what is behind a number"), ("Return",), _LISTS, typed=True),
    Action("meal_step", N_("Next step of the order"), ("Ctrl+S",), Where.MEALS),
    Action("meal_places", N_("Other places of meals"), ("Alt+F1",), Where.MEALS),
    Action("diet", N_("Diet of the pupil"), ("Ctrl+W",), Where.MEALS),
    Action("class_pupils", N_("Pupils of the class"), ("Return",), Where.MEALS, typed=True),
    Action("eats", N_("Eats or not; eaten or not"), ("Space",), Where.MEALS, typed=True),
    Action("turn_view", N_("As a table or as a list"), ("Alt+M",), Where.CLOSING),
    Action("close_page", N_("Close the page"), ("Ctrl+Shift+Return",), Where.CLOSING),
    Action("close_term", N_("Close the whole term"), ("Ctrl+Shift+Q",), Where.CLOSING),
    Action("reopen_page", N_("Open a closed page again"), ("Alt+O",), Where.CLOSING),
    Action("correct_mark", N_("Correct a closed mark"), ("Alt+K",), Where.CLOSING),
    Action("decide_all", N_("Decide all as proposed"), ("Ctrl+Shift+V",), Where.CLOSING),
    Action("movement", N_("Movement of the pupil"), ("F5",), Where.SETUP, N_("move leave return")),
    Action("arrival", N_("A pupil comes to the school"), ("F11",), Where.SETUP, N_("enrol")),
    Action("pupil_card", N_("Card of the pupil"), ("Return",), Where.SETUP, typed=True),
    Action("list_day", N_("Class list of another day"), ("Alt+D",), Where.SETUP, words=N_("date")),
    Action("movements", N_("Movement of pupils"), ("Alt+U",), Where.SETUP, N_("orders")),
    Action("subgroups", N_("Subgroups"), ("Alt+G",), Where.SETUP, words=N_("split halves")),
    Action("seat", N_("Put in this subgroup"), ("1–9",), Where.SETUP, typed=True),
    Action("home_teaching", N_("Teach at home"), ("F12",), Where.SETUP),
    Action("join_pupils", N_("Join two records"), ("Alt+N",), Where.SETUP, N_("double")),
    Action("take_standard", N_("Take the order's hours"), ("Alt+H",), Where.SETUP, N_("hours")),
    Action("make_backup", N_("Make a backup now"), ("Alt+B",), Where.SETUP, N_("copy stick")),
    Action(
        "restore_backup",
        N_("Go back to this backup"),
        ("Return",),
        Where.SETUP,
        N_("restore"),
        typed=True,
    ),
    Action("backup_place", N_("A second place for backups"), ("Alt+S",), Where.SETUP, N_("stick")),
    Action("admit_computer", N_("Admit a computer"), ("Ctrl+F2",), Where.SETUP, N_("join stick")),
    Action(
        "withdraw_computer",
        N_("Withdraw the computer"),
        ("Ctrl+F6",),
        Where.SETUP,
        N_("lost stolen"),
    ),
    Action("courier", N_("Exchange by a stick"), ("Ctrl+F10",), words=N_("stick usb computers")),
    Action("courier_write", N_("Write to the stick"), ("Shift+F2",), Where.SETUP, N_("usb")),
    Action("courier_read", N_("Read from the stick"), ("Shift+F3",), Where.SETUP, N_("usb")),
    Action("courier_stick", N_("Choose the stick or folder"), ("Shift+F4",), Where.SETUP),
    Action("courier_alone", N_("Exchange by itself, or not"), ("Shift+F5",), Where.SETUP),
    Action("withdraw", N_("Withdraw the consent"), ("Alt+Q",), Where.SETUP, N_("consent")),
    Action("consent_text", N_("Text of the consent"), ("Alt+T",), Where.SETUP, N_("consent")),
    Action("new_password", N_("Give a new password"), ("Ctrl+Shift+W",), Where.SETUP),
    Action("close_account", N_("Close the account"), ("Alt+A",), Where.SETUP, N_("leaves staff")),
    Action("renew_keys", N_("Renew the keys"), ("Alt+V",), Where.SETUP, N_("file key rotation")),
    Action(
        "hand_over",
        N_("Open older notes with the recovery sheet"),
        ("Ctrl+F5",),
        Where.SETUP,
        N_("sealed recovery code"),
    ),
    Action("exchange", N_("Exchange with other computers"), ("Shift+F9",), words=N_("sync line")),
    Action("exchange_now", N_("Exchange now"), ("Shift+F11",), Where.SETUP, N_("send")),
    Action("exchange_stop", N_("Stop the exchange"), ("Shift+F12",), Where.SETUP),
    Action(
        "exchange_address",
        N_("Address of the computer"),
        ("Return",),
        Where.SETUP,
        typed=True,
    ),
    Action("exchange_allowance", N_("Traffic of the exchange"), ("Shift+F7",), Where.SETUP),
    Action("exchange_call", N_("Let others call this computer"), ("Ctrl+F3",), Where.SETUP),
    Action("new_sheet", N_("New recovery sheet"), ("Alt+C",), Where.SETUP, N_("recovery code")),
)

_BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

# Words of the keys that people see differ from those that Qt reads.
_CAPS = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up", "Left": "←", "Right": "→"}
_CAPS |= {"Down": "↓", "Up": "↑", "-": "−"}


def action(action_id: str) -> Action:
    """The action of this id; an unknown one is a mistake of ours."""
    return _BY_ID[action_id]


def key_text(key: str) -> str:
    """A key as it is written on a key cap: "Ctrl+Return" is Ctrl+Enter.

    >>> key_text("Ctrl+Return"), key_text("Alt+Left"), key_text("Ctrl++"), key_text("F9")
    ('Ctrl+Enter', 'Alt+←', 'Ctrl++', 'F9')
    """
    head, plus, last = key.rpartition("+")
    if key.endswith("++"):
        return key
    shown = _CAPS.get(last, last)
    return f"{head}{plus}{_(shown) if shown.isalpha() and shown.islower() else shown}"


def bind(
    widget: QWidget,
    handlers: Mapping[str, Handler],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> dict[str, QAction]:
    """Give the widget a QAction for each handler, with its words and keys from the list.

    The shell binds what its screen answers; call it yourself only for dialogs.
    """
    made = {}
    for action_id, handler in handlers.items():
        made[action_id] = _bind_one(widget, action(action_id), handler, context)
    return made


def _bind_one(
    widget: QWidget, told: Action, handler: Handler, context: Qt.ShortcutContext
) -> QAction:
    bound = QAction(told.title, widget)
    bound.setObjectName(told.id)
    bound.setShortcutContext(context)
    if not told.typed:
        bound.setShortcuts([QKeySequence(key) for key in told.keys])
    bound.triggered.connect(lambda _checked=False: handler())
    widget.addAction(bound)
    return bound
