"""Hours: the curriculum of each class beside law and timetable, the load of teachers, a month."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, month_name, number
from school_desk.i18n import _, current, fill, ngettext
from school_desk.intents import Form, Scope
from school_desk.journal.history_model import RowPlace
from school_desk.journal.hours_model import HeldHours
from school_desk.school.curriculum_model import (
    FROM_ORDER,
    ClassHours,
    Component,
    HoursLine,
    StandardPlan,
)
from school_desk.school.model import ClassGroup
from school_desk.ui.actions import Handler, action
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.school.sheet_import import SheetKind, ask_export, ask_import, ask_template
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.work_place import WorkPlace

PLACE = "curriculum"
CURRICULUM, LOAD, MONTH = range(3)
IMPORT, FILE = "Import curriculum", "curriculum.xlsx"
_TOTAL = -1
_PLANNED = "planned"

HOURS_COLUMNS = (
    CellColumn("subject", N_("Subject"), 200, stretch=3, editable=False),
    CellColumn("standard", N_("By the order"), 90, editable=False, right=True),
    CellColumn(_PLANNED, N_("Planned"), 90, right=True),
    CellColumn("timetabled", N_("In the timetable"), 100, editable=False, right=True),
    CellColumn("due", N_("Due by today"), 100, editable=False, right=True),
    CellColumn("held", N_("Given"), 92, editable=False, right=True),
    CellColumn("source", N_("From where"), 190, stretch=2, editable=False),
)
LOAD_COLUMNS = (
    CellColumn("name", N_("Teacher"), 220, stretch=3, editable=False),
    CellColumn("position", N_("Position"), 140, stretch=2, editable=False),
    CellColumn("norm", N_("Norm a week"), 110, editable=False, right=True),
    CellColumn("hours", N_("Hours a week"), 110, editable=False, right=True),
    CellColumn("lessons", N_("Lessons, each class for itself"), 150, editable=False, right=True),
    CellColumn("above", N_("Above the norm"), 120, editable=False, right=True),
)
MONTH_COLUMNS = (
    CellColumn("name", N_("Teacher"), 220, stretch=3, editable=False),
    CellColumn("planned", N_("Planned"), 110, editable=False, right=True),
    CellColumn("own", N_("Own hours given"), 130, editable=False, right=True),
    CellColumn("others", N_("For others"), 110, editable=False, right=True),
    CellColumn("given", N_("Given in all"), 110, editable=False, right=True),
    CellColumn("by_others", N_("By others"), 110, editable=False, right=True),
)


class CurriculumScreen(SchoolScreen):
    """`Place("curriculum", (tab, class group, month as a day))`; all may be missing."""

    tables = frozenset(
        (
            *("curriculum", "timetable_slot", "class_group", "teaching_group", "subject"),
            *("session", "lesson", "substitution", "staff_file", "class_set"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        tab, group, month = (*place.facts, None, None, None)[:3]
        today = self._desk.today()
        self.month = date.fromisoformat(month) if isinstance(month, str) else today
        self._may_see_hours = self._desk.may("See hours", Scope())
        names = (_("Curriculum"), _("Load"), _("Month")) if self._may_see_hours else ()
        self._head = PageHead(_("Hours"), tabs=names)
        self.classes = ClassList(_("Classes"))
        self._wide = True
        self._found: Mapping[int, tuple[ClassGroup, ClassHours]] = {}
        self.grids = (
            CellGrid(_("Hours of a class"), CellsModel(HOURS_COLUMNS, self._write, self)),
            CellGrid(_("Load of teachers"), CellsModel(LOAD_COLUMNS, _nowhere, self)),
            CellGrid(_("Hours of a month"), CellsModel(MONTH_COLUMNS, _nowhere, self)),
        )
        self._lay_out()
        self._join()
        self.classes.blockSignals(True)
        self._show_classes()
        self.classes.go_to(group if isinstance(group, int) else None)
        self.classes.blockSignals(False)
        self._head.tabs.setCurrentIndex(tab if isinstance(tab, int) else CURRICULUM)
        self._show_tab()

    def title(self) -> str:
        return _("Hours")

    def place(self) -> Place:
        return Place(PLACE, (self.tab, self.classes.current(), self.month.isoformat()))

    def undo_form(self) -> Form:
        self.grids[CURRICULUM].commit(leaving=True)
        return self._form()

    def row_place(self) -> RowPlace | None:
        grid = self.grids[self.tab]
        row = grid.row_id
        if row is None or row == _TOTAL:
            return None
        name = grid.cells.rows[grid.currentIndex().row()].texts[0]
        if self.tab != CURRICULUM:
            return RowPlace("account", row, name=name)
        group = self.classes.current() or next(iter(self._found))
        label = class_words(self._found[group][0].label)
        return RowPlace("curriculum", born=(group, row), name=f"{label}, {name}")

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {"print": self.print_papers}
        if self._may_see_hours:
            tabs = self._head.tabs
            own |= {f"tab_{n + 1}": partial(tabs.setCurrentIndex, n) for n in range(3)}
        if self.tab == CURRICULUM:
            own |= {"edit": self.grids[CURRICULUM].begin, "take_standard": self.take_standard}
            own |= {
                "import_pupils": self._import,
                "template": self._template,
                "export": self._export,
            }
        if self.tab == MONTH:
            own |= {"term_next": partial(self._turn, 1), "term_previous": partial(self._turn, -1)}
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "print", "undo")

    def regions(self) -> Sequence[QWidget]:
        shown = self.grids[self.tab]
        return (self.classes, self._head, shown) if self.tab == CURRICULUM else (self._head, shown)

    def take_focus(self) -> None:
        self.grids[self.tab].setFocus()

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.classes.set_narrow(narrow=False)
        if room is not Room.FULL:
            self.classes.fit(self.classes.width())
        self._wide = room is Room.FULL
        self._bring.setVisible(self._wide and self.tab == CURRICULUM)
        if room is not Room.COMPACT:
            self._take.setVisible(self.tab == CURRICULUM)

    @property
    def tab(self) -> int:
        """Which of the tabs is shown."""
        return max(0, self._head.tabs.currentIndex())

    def reload(self) -> None:
        """Read again what is shown; the cursor stays."""
        if self.tab == CURRICULUM:
            self._show_classes()
        self._show_tab()

    def take_standard(self) -> None:
        """Give the class the hours of the order where it has none."""
        group = self.classes.current()
        if group is None or not self.allowed("Take standard hours"):
            return
        written = 0

        def take() -> None:
            nonlocal written
            written = self._desk.curriculum.take_standard([group])

        if self.attempt(take):
            words = ngettext("{n} subject got its hours.", "{n} subjects got their hours.", written)
            nothing = _("Nothing was missing: the class has all hours that the order names.")
            self._at.messages.say(fill(words, {"n": written}) if written else nothing)

    def print_papers(self) -> None:
        """The curriculum, the load or the pay sheet, on paper or as a spreadsheet."""
        group, month = self.classes.current(), self.month
        papers = self._desk.hours_papers

        def of(group: int | None) -> Callable[[Wish, Path], object]:
            return lambda wish, out: papers.curriculum(group, wish.language, wish.fmt, out)

        found = [
            Paper("curriculum", of(group), _("Curriculum of this class")),
            Paper("curriculum", of(None), _("Curriculum of the school")),
        ]
        if self._may_see_hours:
            found += [
                Paper(
                    "load", lambda w, o: papers.loads(w.language, w.fmt, o), _("Load of teachers")
                ),
                Paper(
                    f"hours-{month:%Y-%m}",
                    lambda w, o: papers.month(month, w.language, w.fmt, o),
                    fill(_("Hours of {month}"), {"month": _month_words(month)}),
                ),
            ]
        first = {CURRICULUM: 0, LOAD: 2, MONTH: 3}[self.tab]
        print_paper(self._at, Question(tuple(found), first=first), self)

    def _import(self) -> None:
        if self.allowed(IMPORT):
            ask_import(self._at, self._kind(), self.window())

    def _template(self) -> None:
        if self.allowed(IMPORT):
            ask_template(self._at, self._kind(), FILE, self)

    def _export(self) -> None:
        ask_export(self._at, self._kind(), FILE, self)

    def _kind(self) -> SheetKind:
        return self._desk.list_files.curriculum

    # Laying out

    def _lay_out(self) -> None:
        self._take = Button(_("Take the order's hours"), key="Alt+H")
        self._take.clicked.connect(self.take_standard)
        gate(self._take, self._desk.why_not("Take standard hours", Scope()))
        told = action("import_pupils")
        self._bring = Button(_("Take hours from Excel"), icon="list", key=told.key_text)
        self._bring.clicked.connect(self._import)
        gate(self._bring, self._desk.why_not(IMPORT, Scope()))
        self._print = Button(_("Print"), key="Ctrl+P", icon="print")
        self._print.clicked.connect(self.print_papers)
        self._head.add_action(self._bring)
        self._head.add_action(self._take)
        self._head.add_action(self._print)
        self._said = label("", wrap=True)
        self._said.setContentsMargins(16, 8, 16, 8)
        self._pages = QStackedWidget()
        for grid in self.grids:
            self._pages.addWidget(grid)
        self._empty = EmptyState(_("The school has no classes yet. They are made under Classes."))
        self._pages.addWidget(self._empty)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._said)
        right.addWidget(self._pages, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        self._line = rule(vertical=True)
        below.addWidget(self.classes)
        below.addWidget(self._line)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _join(self) -> None:
        self.classes.chosen.connect(lambda _group: self._show_tab())
        self._head.tab_chosen.connect(self._on_tab)
        may = self._desk.may("Change curriculum", Scope())
        self.grids[CURRICULUM].cells.read_only = not may
        for grid in self.grids:
            grid.refused.connect(self._at.messages.refuse)

    def _on_tab(self) -> None:
        self._show_tab()
        self.answers_changed.emit()
        self.take_focus()

    def _turn(self, step: int) -> None:
        first = self.month.replace(day=1)
        self.month = first - timedelta(days=1) if step < 0 else first + timedelta(days=31)
        self._show_tab()

    # What is shown

    def _show_classes(self) -> None:
        found = self._desk.curriculum.of_school()
        self._found = {one.id: (one, hours) for one, hours in found}
        self.classes.show_lines([_class_line(one, hours) for one, hours in found])

    def _show_tab(self) -> None:
        tab, lists = self.tab, self.tab == CURRICULUM
        for widget in (self.classes, self._line, self._take):
            widget.setVisible(lists)
        self._bring.setVisible(lists and self._wide)
        if lists and not self._found:
            self._said.setText("")
            self._pages.setCurrentWidget(self._empty)
            return
        self._pages.setCurrentWidget(self.grids[tab])
        (self._show_hours, self._show_load, self._show_month)[tab]()

    def _show_hours(self) -> None:
        group, hours = self._found[self.classes.current() or next(iter(self._found))]
        calendar = self._desk.school.calendar()
        first, last = calendar.terms[0].starts, calendar.terms[-1].ends
        today = max(first, min(self._desk.today(), last))
        held = {one.subject: one for one in self._desk.hours.held(group.id, first, today)}
        names = {one.id: one.names[current()] for one in self._desk.school.subjects()}
        rows = [
            _hours_row(line, names.get(line.subject, ""), held.get(line.subject), hours.standard)
            for line in hours.lines
        ]
        rows.append(_total_row(hours))
        grid = self.grids[CURRICULUM]
        kept, column = grid.row_id, grid.column_name or _PLANNED
        grid.cells.show_rows(rows)
        grid.go_to(kept, column)
        self._said.setText(_about(group, hours))

    def _show_load(self) -> None:
        loads = self._desk.hours.loads()
        rows = [
            CellRow(
                one.teacher,
                (
                    one.name.listed,
                    one.staff.position or NOTHING,
                    _hours(one.staff.hours),
                    _hours(one.hours),
                    _hours(one.lessons),
                    _hours(one.above or None),
                ),
                warned=frozenset((5,)) if one.above else frozenset(),
            )
            for one in loads
        ]
        self.grids[LOAD].cells.show_rows(rows)
        self.grids[LOAD].go_to(None)
        words = _("A combined hour counts once here, and once in the register of each class.")
        self._said.setText(words if loads else _("The timetable is empty: nobody has hours yet."))

    def _show_month(self) -> None:
        month = self._desk.hours.month(self.month)
        rows = [
            CellRow(
                one.teacher,
                (
                    one.name.listed,
                    _hours(one.planned),
                    _hours(one.own),
                    _hours(one.substituted or None),
                    _hours(one.given),
                    _hours(one.given_by_others or None),
                ),
                bold=frozenset((4,)),
            )
            for one in month.lines
        ]
        self.grids[MONTH].cells.show_rows(rows)
        self.grids[MONTH].go_to(None)
        given = sum((one.given for one in month.lines), Decimal())
        keys = {"back": action("term_previous").key_text, "on": action("term_next").key_text}
        facts = {"month": _month_words(self.month), "hours": _hours(given), **keys}
        words = _("{month}: {hours} hours noted as held. {back} and {on} turn the month.")
        self._said.setText(fill(words, facts))

    # Writing

    def _form(self) -> Form:
        return Form(Scope(class_group=self.classes.current()))

    def _write(self, subject: int, _column: str, text: str) -> None:
        group = self.classes.current()
        if group is not None and subject != _TOTAL:
            self._desk.curriculum.put_hours(group, subject, text, self._form())


def _nowhere(_row: int, _column: str, _text: str) -> None:
    """Nothing is typed in a grid that only shows."""


def _class_line(group: ClassGroup, hours: ClassHours) -> ClassLine:
    facts = {"planned": _hours(hours.planned or None), "timetabled": _hours(hours.timetabled)}
    note = fill(_("plan {planned}, timetable {timetabled}"), facts)
    return ClassLine(group.id, class_words(group.label), note)


def _hours_row(
    line: HoursLine, name: str, held: HeldHours | None, plan: StandardPlan | None
) -> CellRow:
    given = held.held if held else None
    due = held.planned if held and line.planned is not None else None
    texts = (
        name,
        _hours(line.standard),
        _hours(line.planned),
        _hours(line.timetabled),
        _hours(due),
        _hours(given),
        _from_where(line, plan),
    )
    edits = (*texts[:2], "" if line.planned is None else _hours(line.planned), *texts[3:])
    warned = frozenset((3,)) if line.planned is not None and not line.agrees else frozenset()
    return CellRow(line.subject, texts, edits, muted=frozenset((1, 6)), warned=warned)


def _total_row(hours: ClassHours) -> CellRow:
    law = sum((one.standard for one in hours.lines if one.standard is not None), Decimal())
    planned, timetabled = _hours(hours.planned or None), _hours(hours.timetabled)
    texts = (_("Total"), _hours(law), planned, timetabled, "", "", "")
    return CellRow(_TOTAL, texts, shade="computed", bold=frozenset(range(4)))


def _from_where(line: HoursLine, plan: StandardPlan | None) -> str:
    if line.planned is None:
        return _("the order names no hours: to be typed") if line.standard is None else ""
    chosen = _("school's choice") if line.component is Component.VARIABLE else ""
    source = line.source or _("typed by the school")
    if line.source == FROM_ORDER:
        source = _("standard curriculum")
        if plan is not None and plan.act:
            facts = {"act": plan.act[current()], "n": plan.appendix}
            source = fill(_("{act}, appendix {n}"), facts)
    return ", ".join(filter(None, (source, chosen)))


def _about(group: ClassGroup, hours: ClassHours) -> str:
    plan = hours.standard
    said = []
    if plan is None:
        said.append(_("There is no standard curriculum for this language: the school types hours."))
    elif plan.maximum is None:
        said.append(_("The order's hours of this class are to be checked: type or import them."))
    else:
        facts = {"maximum": _hours(plan.maximum), "variable": _hours(plan.variable)}
        words = _("At most {maximum} hours a week, of them {variable} of the school's choice.")
        said.append(fill(words, facts))
    for one in hours.warned:
        facts = {"hours": _hours(one.hours), "limit": _hours(one.limit), "act": one.act[current()]}
        said.append(fill(_("⚠ {hours} hours a week, allowed are {limit} ({act})."), facts))
    return f"{class_words(group.label)}. {' '.join(said)}"


def _hours(hours: Decimal | Fraction | None) -> str:
    if hours is None:
        return NOTHING
    exact = Fraction(hours)
    return number(exact, 0 if exact.denominator == 1 else 1)


def _month_words(day: date) -> str:
    return f"{month_name(day.month)} {day.year}"
