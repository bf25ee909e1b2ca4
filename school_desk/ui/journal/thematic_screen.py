"""The thematic plan on the screen: a grid to type in, with the dates that the timetable gives."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext
from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.journal.thematic_model import PlanField, PlanRow
from school_desk.journal.thematic_reading_rules import find_headings
from school_desk.school.model import LessonKey
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.copy_plan_dialog import CopyPlanDialog
from school_desk.ui.journal.plan_print import print_thematic_plan
from school_desk.ui.journal.thematic_clipboard import block_of
from school_desk.ui.journal.thematic_import import ask_import, ask_template, offer_block
from school_desk.ui.journal.thematic_words import COLUMNS, rows_of, taken_words, year_words
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellsModel
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, set_tone
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.work_place import WorkPlace

NAME = "thematic"
CHANGE = "Change thematic plan"


class ThematicScreen(SchoolScreen):
    """`Place("thematic", (group, subject))`, then a row of the plan or a lesson to stand on."""

    where = Where.PLANS
    tables = frozenset(
        ("plan_row", "lesson", "session", "timetable_slot", "lesson_column", "teaching")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._group, self._subject = (int(str(fact)) for fact in place.facts[:2])
        self.plan = self._desk.plans.open(self._group, self._subject)
        self.model = CellsModel(COLUMNS, self._write, self)
        self.grid = CellGrid(_("Thematic plan"), self.model)
        self.grid.refused.connect(self._at.messages.refuse)
        self._lay_out()
        self._show()
        self.grid.go_to(self._row_at(place), PlanField.TOPIC, centred=True)

    def title(self) -> str:
        """Class, subject, plan."""
        return _("{page}: thematic plan").format(page=self._page_words())

    def place(self) -> Place:
        """The plan and the row one stands on."""
        return Place(NAME, (self._group, self._subject, self.grid.row_id))

    def row_place(self) -> RowPlace | None:
        """The row of the plan."""
        self.grid.commit()
        place = self.plan.place_of(self.grid.row_id or 0)
        if place is None:
            return None
        row = self.plan.rows[place]
        return RowPlace("plan_row", row.id, name=row.topic or row.unit or self._page_words())

    def undo_form(self) -> Form:
        """What the plan had seen, with the open cell written."""
        self.grid.commit()
        return self.plan.form

    def unsaved(self) -> bool:
        """Whether an open cell could not be written."""
        return not self.grid.commit(leaving=True)

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with a plan."""
        return {
            "edit": self.grid.begin,
            "add": self.add_row,
            "delete_row": self.delete_rows,
            "row_up": lambda: self._move(-1),
            "row_down": lambda: self._move(1),
            "copy": self._copy,
            "select_all": self.grid.selectAll,
            "paste": self.paste,
            "import_pupils": self.ask_import,
            "template": lambda: ask_template(self._at, self.plan, self),
            "take_works": self.take_works,
            "copy_plan": self.copy_plan,
            "print": self.print_plan,
            "lesson_plan": self._open_lesson,
            "leave": lambda: self.place_asked.emit(self._page_place("register")),
        }

    def hints(self) -> Sequence[str]:
        """Help, new row, import."""
        return ("help", "add", "undo")

    def regions(self) -> Sequence[QWidget]:
        """The grid, then the head."""
        return (self._shown(), self._head)

    def set_room(self, room: Room) -> None:
        """The buttons go into the menu where there is no room."""
        self._head.set_compact(compact=room is Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is written."""
        self.grid.commit(leaving=True)
        super().closeEvent(event)

    def reload(self) -> None:
        """Read the plan again; the cursor stays on its row."""
        row, column = self.grid.row_id, self.grid.column_name
        before = [one.id for one in self.model.rows]
        self.plan = self._desk.plans.open(self._group, self._subject)
        self._show()
        if [one.id for one in self.model.rows] != before:
            self.grid.go_to(row if self.model.row_of(row or 0) is not None else None, column)

    # What is done

    def add_row(self) -> None:
        """A row under the current one, open at its topic."""
        self.grid.commit()
        row = self.grid.row_id
        place = self.plan.place_of(row) if row is not None else None
        term = self._term(row)
        if place is None:
            place = next((n for n, one in enumerate(self.plan.rows) if one.term >= term), None)
            place = len(self.plan.rows) if place is None else place - 1
        unit = self.plan.rows[place].unit if 0 <= place < len(self.plan.rows) else ""
        added = PlanRow(term=term, unit=unit if row and row > 0 else "")
        new = self._desk.plans.insert(self.plan, place + 1, added)
        self.grid.go_to(new, PlanField.TOPIC)
        self.grid.setFocus()

    def delete_rows(self) -> None:
        """Delete the rows of the selection."""
        rows = self.grid.selected_ids()
        if not rows:
            return
        places = [self.plan.place_of(row) or 0 for row in rows]
        after = self.plan.rows[max(places) + 1 :] or self.plan.rows[: min(places)][-1:]
        self._desk.plans.delete(self.plan, rows)
        self.grid.go_to(after[0].id if after else None, self.grid.column_name)
        said = ngettext("{n} row was deleted.", "{n} rows were deleted.", len(rows))
        self._at.messages.say(said.format(n=len(rows)))

    def paste(self) -> None:
        """Write the copied block from the current cell on, all of it or nothing.

        A block with the headings of a plan is a whole plan: it is shown as a file would be.
        """
        block = block_of(QGuiApplication.clipboard().text())
        if not any(any(line) for line in block):
            return
        if find_headings(block):
            offer_block(self._at, self.plan, block, self)
            return
        row, name = self.grid.row_id, self.grid.column_name
        place = self.plan.place_of(row) if row is not None else None
        names = [column.name for column in COLUMNS if column.editable]
        fields = [PlanField(one) for one in names[names.index(name) if name in names else 2 :]]
        at = len(self.plan.rows) if place is None else place
        count = self._desk.plans.paste(self.plan, at, fields, block)
        said = ngettext("{n} line was pasted.", "{n} lines were pasted.", count)
        self._at.messages.say(said.format(n=count))

    def ask_import(self, path: Path | None = None) -> None:
        """Take the plan from a spreadsheet."""
        if self.allowed("Import thematic plan", self.plan.form.scope):
            ask_import(self._at, self.plan, self, path)

    def take_works(self) -> None:
        """Plan the summative works of the plan on their dates."""
        self._at.messages.say(taken_words(self._desk.plans.take_works(self.plan)))

    def copy_plan(self) -> None:
        """Copy the plan to a parallel class."""
        choices = self._parallel()
        if not choices:
            self._at.messages.say(_("No other class has this subject."))
            return
        group = CopyPlanDialog.ask(choices, self)
        if group is not None:
            count = self._desk.plans.copy_to(self.plan, group)
            said = ngettext("{n} row was copied.", "{n} rows were copied.", count)
            self._at.messages.say(said.format(n=count))

    def print_plan(self) -> None:
        """The plan as a PDF or a spreadsheet."""
        self.grid.commit()
        print_thematic_plan(self._at, self.plan, self)

    # Within

    def _write(self, row: int, column: str, text: str) -> None:
        self._desk.plans.write(self.plan, row, PlanField(column), text)

    def _move(self, step: int) -> None:
        row = self.grid.row_id
        if row is not None and row > 0 and self.grid.commit():
            self._desk.plans.move(self.plan, row, step)
            self.grid.go_to(row, self.grid.column_name)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.grid.copied())

    def _open_lesson(self) -> None:
        """The plan of the first lesson of the current row."""
        row = self.grid.row_id
        place = self.plan.place_of(row) if row is not None else None
        lessons = self.plan.binding.lessons[place] if place is not None else ()
        if not lessons:
            self._at.messages.say(_("This row has no lesson."))
            return
        term = self._period_of(self.plan.rows[place or 0].term)
        self.place_asked.emit(Place("lesson_plan", (self._group, self._subject, term, lessons[0])))

    def _row_at(self, place: Place) -> int | None:
        """The row of the place; of a lesson, the one that falls on it; else that of today."""
        fact = place.facts[2] if len(place.facts) > 2 else None  # noqa: PLR2004  group, subject
        if isinstance(fact, LessonKey):
            row = self.plan.binding.rows.get(fact)
            return row.id if row else None
        if isinstance(fact, int):
            return fact
        today = self._desk.today()
        coming = (
            row.id for key, row in sorted(self.plan.binding.rows.items()) if key.date >= today
        )
        return next(coming, None)

    def _term(self, row: int | None) -> int:
        if row is not None and row < 0:
            return -row
        place = self.plan.place_of(row) if row is not None else None
        if place is not None:
            return self.plan.rows[place].term
        return self._desk.term_number(self._desk.today())

    def _period_of(self, term: int) -> int:
        heads = self.plan.heads.values()
        return next(one.period.term for one in heads if term in one.period.terms)

    def _page_place(self, name: str) -> Place:
        term = self._period_of(self._desk.term_number(self._desk.today()))
        return Place(name, (self._group, self._subject, term))

    def _parallel(self) -> dict[int, str]:
        """Other classes that have the subject, those of the same year level first."""
        own = self.plan.head
        pages = self._desk.journal.pages_of(self._desk.account.id)
        if self._desk.may("See all pages", Form().scope):
            pages = self._desk.journal.pages()
        others = [one for one in pages if one.subject == own.subject and one.group != own.group]
        others.sort(key=lambda one: abs(one.year_level - own.year_level))
        return {one.group: class_words(one.class_label) for one in others}

    def _page_words(self) -> str:
        head = self.plan.head
        return f"{class_words(head.class_label)} · {head.subject_names[current()]}"

    def _lay_out(self) -> None:
        self._head = PageHead(self._page_words(), _("Thematic plan"))
        self._buttons = {}
        for name, words, icon, act in (
            ("import_pupils", _("Take from Excel"), "list", self.ask_import),
            ("add", _("Add a row"), "plus", self.add_row),
            ("print", _("Print"), "print", self.print_plan),
        ):
            button = Button(words, icon=icon, key=action(name).key_text)
            button.clicked.connect(lambda _on=False, act=act: self.attempt(act))
            self._buttons[name] = button
            self._head.add_action(button)
        taking = _("Take the plan from Excel")
        self._empty = EmptyState(
            _("There is no thematic plan yet. Ctrl+N begins one."), act=taking, key="Ctrl+I"
        )
        self._empty.acted.connect(self.ask_import)
        self._fit = Strip(_("How the plan fits the timetable"))
        self._fit_words = label(wrap=True)
        self._fit.add_widget(_("How the plan fits the timetable"), self._fit_words, stretch=1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._fit)
        column.addWidget(self._pages, 1)

    def _show(self) -> None:
        refusal = self._desk.why_not(CHANGE, self.plan.form.scope)
        self.model.read_only = refusal is not None
        self.model.show_rows(tuple(rows_of(self.plan)))
        words, misfit = year_words(self.plan)
        self._fit_words.setText(words)
        set_tone(self._fit_words, "warn" if misfit else "text")
        self._fit.setVisible(bool(self.plan.rows))
        self._pages.setCurrentWidget(self.grid if self.plan.rows else self._empty)
        for name in ("import_pupils", "add"):
            gate(self._buttons[name], refusal)

    def _shown(self) -> QWidget:
        if self.plan.rows:
            return self.grid
        return self._empty.findChild(Button) or self._empty
