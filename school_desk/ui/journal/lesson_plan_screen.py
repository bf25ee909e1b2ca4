"""The short-term plan of a lesson as a form: head filled from page and plan, then the stages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words, date_long, number
from school_desk.i18n import _, current
from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.journal.lesson_plan_model import (
    STAGE_HEADS,
    USUAL_STAGES,
    HeadField,
    LessonPlan,
    Stage,
    StageField,
)
from school_desk.school.model import LessonKey
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.lesson_strip import LessonLine
from school_desk.ui.journal.plan_print import print_lesson_plan
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.work_place import WorkPlace

NAME = "lesson_plan"
NOTHING = "—"
_WIDTHS = {
    StageField.NAME: (120, 1),
    StageField.MINUTES: (74, 0),
    StageField.TEACHER: (220, 4),
    StageField.PUPIL: (200, 4),
    StageField.ASSESSMENT: (130, 2),
    StageField.RESOURCES: (130, 2),
}


class LessonPlanScreen(SchoolScreen):
    """`Place("lesson_plan", (group, subject, term, lesson))`."""

    where = Where.PLANS
    tables = frozenset(
        ("lesson_plan", "lesson_plan_stage", "lesson", "plan_row", "session", "attendance")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        lesson = place.facts[3]
        if not isinstance(lesson, LessonKey):
            raise TypeError(lesson)
        self._term, self._lesson = int(str(place.facts[2])), lesson
        self.plan = self._open()
        self.lines = {
            HeadField.UNIT: self._line(_("Unit, cross-cutting theme"), HeadField.UNIT),
            HeadField.OBJECTIVES: self._line(
                _("Learning objectives of the syllabus"), HeadField.OBJECTIVES
            ),
            HeadField.AIM: self._line(_("Write the aim of the lesson"), HeadField.AIM),
            HeadField.NOTE: self._line(_("Note"), HeadField.NOTE),
        }
        self.model = CellsModel(_columns(), self._write_stage, self)
        self.grid = CellGrid(_("Course of the lesson"), self.model)
        self.grid.editor.several_lines = True
        self.grid.refused.connect(self._at.messages.refuse)
        self._facts = {
            name: label(wrap=True) for name in ("when", "topic", "present", "minutes", "teacher")
        }
        self._lay_out()
        self._show()
        self.grid.go_to(None, StageField.TEACHER)

    def title(self) -> str:
        """Plan of which lesson."""
        return _("{page}: plan of the lesson").format(page=self._page_words())

    def place(self) -> Place:
        """The lesson."""
        return Place(NAME, (self._lesson.group, self._lesson.subject, self._term, self._lesson))

    def row_place(self) -> RowPlace | None:
        """The plan with its stages."""
        self._flush()
        one = self._lesson
        born = one.group, one.subject, one.date.isoformat(), one.slot
        plan = RowPlace("lesson_plan", born=(RowPlace("lesson", born=born),))
        return replace(plan, name=self.plan.topic or self._page_words())

    def undo_form(self) -> Form:
        """What the page had seen, with everything typed written."""
        self._flush()
        return self.plan.form

    def unsaved(self) -> bool:
        """Whether something typed could not be written."""
        self._flush(leaving=True)
        return self.grid.editing or any(line.unsaved for line in self.lines.values())

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with the form."""
        return {
            "edit": self.grid.begin,
            "add": self.add_stage,
            "delete_row": self.drop_stage,
            "strip": self.lines[HeadField.AIM].setFocus,
            "print": self.print_plan,
            "thematic_plan": self._open_thematic,
            "leave": self._leave,
        }

    def hints(self) -> Sequence[str]:
        """Help, a stage more, print."""
        return ("help", "add", "print")

    def regions(self) -> Sequence[QWidget]:
        """The stages, the lines of the head, the buttons."""
        return (self.grid, self.lines[HeadField.AIM], self._head)

    def set_room(self, room: Room) -> None:
        """The buttons go into the menu where there is no room."""
        self._head.set_compact(compact=room is Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is written."""
        self._flush(leaving=True)
        super().closeEvent(event)

    def reload(self) -> None:
        """Read the form again; the cursor stays in its stage."""
        row, column = self.grid.row_id, self.grid.column_name
        before = [one.id for one in self.model.rows]
        try:
            self.plan = self._open()
        except DeskError as gone:  # cancelled meanwhile: the form stays as it was shown
            self._at.messages.refuse(gone)
            return
        self._show()
        if [one.id for one in self.model.rows] != before:
            self.grid.go_to(row, column)

    def add_stage(self) -> None:
        """A stage more at the end, open at its name."""
        self.grid.commit()
        added = self._desk.lesson_plans.add_stage(self.plan)
        self.grid.go_to(added, StageField.NAME)
        self.grid.setFocus()

    def drop_stage(self) -> None:
        """Take the current stage out."""
        row = self.grid.row_id
        if row is not None and self.grid.commit():
            self._desk.lesson_plans.drop_stage(self.plan, row)

    def print_plan(self) -> None:
        """The form as a PDF or a spreadsheet."""
        self._flush()
        print_lesson_plan(self._at, self.plan, self)

    def _open(self) -> LessonPlan:
        names = [_(name) for name, _minutes in USUAL_STAGES]
        return self._desk.lesson_plans.open(self._term, self._lesson, names)

    def _line(self, words: str, at: HeadField) -> LessonLine:
        def write(_lesson: LessonKey, text: str) -> None:
            self._desk.lesson_plans.write_head(self.plan, at, text)

        made = LessonLine(words, write)
        made.setProperty("bare", "false")
        made.setAccessibleName(words)
        made.refused.connect(self._at.messages.refuse)
        return made

    def _write_stage(self, row: int, column: str, text: str) -> None:
        self._desk.lesson_plans.write_stage(self.plan, row, StageField(column), text)

    def _lay_out(self) -> None:
        self._head = PageHead(self._page_words(), _("Plan of the lesson"))
        for name, words, icon, act in (
            ("add", _("Add a stage"), "plus", self.add_stage),
            ("print", _("Print"), "print", self.print_plan),
        ):
            button = Button(words, icon=icon, key=action(name).key_text)
            button.clicked.connect(lambda _on=False, act=act: self.attempt(act))
            self._head.add_action(button)
        strip = Strip(_("Lesson"))
        for caption, name, stretch in (
            (_("Date"), "when", 2),
            (_("Lesson topic"), "topic", 5),
            (_("Teacher"), "teacher", 2),
            (_("In the lesson"), "present", 2),
            (_("In all, min"), "minutes", 0),
        ):
            strip.add_widget(caption, self._facts[name], stretch=stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(strip)
        column.addLayout(self._form())
        column.addWidget(self.grid, 1)

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        form.setContentsMargins(16, 12, 16, 12)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        places = (
            (HeadField.UNIT, _("Unit, cross-cutting theme")),
            (HeadField.OBJECTIVES, _("Learning objectives of the syllabus")),
            (HeadField.AIM, _("Aim of the lesson")),
            (HeadField.NOTE, _("Note")),
        )
        for n, (at, words) in enumerate(places):
            row, side = divmod(n, 2)
            form.addWidget(label(words, step="caption", tone="muted"), 2 * row, side)
            form.addWidget(self.lines[at], 2 * row + 1, side)
        return form

    def _show(self) -> None:
        plan = self.plan
        slot = _("lesson {slot}").format(slot=number(plan.slot))
        self._facts["when"].setText(f"{date_long(plan.day)}, {slot}")
        self._facts["topic"].setText(plan.topic or NOTHING)
        self._facts["teacher"].setText(plan.head.teacher_name or NOTHING)
        self._facts["minutes"].setText(number(plan.minutes))
        self._facts["present"].setText(_present(plan))
        for at, line in self.lines.items():
            line.show_lesson(self._lesson, str(getattr(plan, at.value)))
        refusal = self._desk.why_not("Write lesson plan", plan.form.scope)
        self.model.read_only = refusal is not None
        for line in self.lines.values():
            line.setReadOnly(refusal is not None)
        self.model.show_rows([_row(stage) for stage in plan.stages])

    def _flush(self, *, leaving: bool = False) -> None:
        self.grid.commit(leaving=leaving)
        for line in self.lines.values():
            line.save()

    def _leave(self) -> None:
        page = (self._lesson.group, self._lesson.subject, self._term)
        self.place_asked.emit(Place("lessons", (*page, self._lesson)))

    def _open_thematic(self) -> None:
        facts = (self._lesson.group, self._lesson.subject, self._lesson)
        self.place_asked.emit(Place("thematic", facts))

    def _page_words(self) -> str:
        head = self.plan.head
        return f"{class_words(head.class_label)} · {head.subject_names[current()]}"


def _columns() -> tuple[CellColumn, ...]:
    return tuple(
        CellColumn(at, STAGE_HEADS[at], width, stretch=stretch, right=at is StageField.MINUTES)
        for at, (width, stretch) in _WIDTHS.items()
    )


def _row(stage: Stage) -> CellRow:
    minutes = "" if stage.minutes is None else number(stage.minutes)
    texts = (stage.teacher_does, stage.pupil_does, stage.assessment, stage.resources)
    return CellRow(stage.number, (stage.name, minutes, *texts), bold=frozenset({0}))


def _present(plan: LessonPlan) -> str:
    if plan.present is None or plan.absent is None:
        return _("Not taken")
    there = _("{n} present").format(n=plan.present)
    away = _("{n} absent").format(n=plan.absent)
    return f"{there} · {away}" if plan.absent else there
