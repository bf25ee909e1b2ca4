"""The next school year before it begins: every class, every pupil, all that is still to settle."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, ngettext, tell
from school_desk.intents import Scope
from school_desk.school import rollover_words as words
from school_desk.school.rollover_model import Choices, Fate, Going, Label, RolloverPlan
from school_desk.school.rollover_rules import written
from school_desk.ui.actions import Handler, action
from school_desk.ui.menu import Entry
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school import rollover_tables as tables
from school_desk.ui.school.rollover_tables import SharedTable
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Job, Task
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

PLACE = "next_year"
LETTERS = ("", "А", "Ә", "Б", "В", "Г", "Д")
CLASS_SHARES = (18, 14, 18, 12, 13, 13, 12)
PUPIL_SHARES = (42, 15, 24, 19)
_PROBLEM_ROWS = 4


class RolloverScreen(SchoolScreen):
    """`Place("next_year", (class, pupil))`; both may be missing."""

    tables = frozenset(
        ("class_group", "membership", "pupil", "decision", "closing", "teaching", "calendar")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self.choices = self._kept_choices()
        self.head = PageHead(_("Next school year"))
        key = action("begin_year").key_text
        self.begin_button = Button(_("Begin the year"), key=key, role="primary")
        self.counts = label("", tone="muted", wrap=True)
        self.problems = SharedTable(_("To settle before the year begins"), (words.PROBLEMS,), (1,))
        self.classes = SharedTable(_("Classes"), tables.CLASS_HEADS, CLASS_SHARES)
        self.pupils = SharedTable(_("Pupils"), tables.PUPIL_HEADS, PUPIL_SHARES)
        self.chooser = Chooser(_("Which class?"), self)
        self.plan: RolloverPlan = at.desk.rollover.plan(self.choices)
        self._task: Task | None = None
        self._asked_of = self.classes
        self._lay_out()
        self._join()
        class_id, pupil = (*place.facts, None, None)[:2]
        self._show(class_id if isinstance(class_id, int) else None)
        self.pupils.select(pupil if isinstance(pupil, int) else None)

    def title(self) -> str:
        return _("Next school year")

    def place(self) -> Place:
        return Place(PLACE, (self.classes.current(), self.pupils.current()))

    def handlers(self) -> Mapping[str, Handler]:
        return {"print": self._print, "edit": self._edit, "begin_year": self._begin}

    def hints(self) -> Sequence[str]:
        return ("help", "edit", "print")

    def regions(self) -> Sequence[QWidget]:
        problems = (self.problems,) if self.problems.isVisible() else ()
        return (self.classes, self.pupils, *problems)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        narrow = room is Room.COMPACT
        for column in (2, 4, 5):
            self.classes.setColumnHidden(column, narrow)

    def reload(self) -> None:
        """Plan again; the lines stay where they are."""
        if self._task is None:
            here, pupil = self.classes.current(), self.pupils.current()
            self.plan = self._desk.rollover.plan(self.choices)
            self._show(here)
            self.pupils.select(pupil)

    # What is shown

    def _lay_out(self) -> None:
        self.head.add_action(_print_button(self._print))
        self.head.add_action(self.begin_button)
        gate(self.begin_button, self._desk.why_not("Begin next year", Scope()))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(_carded(self.classes), 1)
        row.addWidget(_carded(self.pupils), 1)
        self._to_settle = _carded(self.problems)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 10, 16, 10)
        inner.setSpacing(10)
        inner.addWidget(self.counts)
        inner.addWidget(self._to_settle)
        inner.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(inner, 1)

    def _join(self) -> None:
        self.begin_button.clicked.connect(self._begin)
        self.classes.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_pupils())
        self.classes.activated.connect(lambda _index: self.pupils.setFocus())
        self.pupils.activated.connect(lambda _index: self._edit_pupil())
        self.chooser.closed.connect(self._refocus)

    def _show(self, class_id: int | None) -> None:
        plan = self.plan
        self.head.title.setText(tell(words.title(plan)))
        self.counts.setText(tell(words.counts(plan)))
        self._show_problems()
        lines = list(tables.class_lines(plan, self._desk.access.people()))
        self.classes.rows.show(lines, tables.waiting_classes(plan))
        self.classes.setSpan(0, 0, 1, len(tables.CLASS_HEADS) - 1)
        self.classes.select(class_id)
        self._show_pupils()

    def _show_problems(self) -> None:
        found = self.plan.problems
        shown = [Row(n, (tell(one),)) for n, one in enumerate(found)]
        self.problems.rows.show(shown, frozenset(range(len(shown))))
        words_of = ngettext("{n} thing to settle", "{n} things to settle", len(found))
        self.problems.setAccessibleName(words_of.format(n=len(found)))
        self._to_settle.setVisible(bool(found))
        line = self.problems.verticalHeader().defaultSectionSize()
        rows = min(len(found), _PROBLEM_ROWS)
        self._to_settle.setFixedHeight(scaled(38) + rows * line)

    def _show_pupils(self) -> None:
        here = self.classes.current()
        goings = tables.going_of(self.plan, here)
        mixed = here is None or here <= tables.SPECIAL
        lines = list(tables.pupil_lines(goings, with_class=mixed))
        self.pupils.rows.show(lines, frozenset(o.pupil.id for o in goings if tables.waits(o)))
        self.pupils.select(None)

    # Choosing

    def _edit(self) -> None:
        if self.pupils.hasFocus():
            self._edit_pupil()
        else:
            self._edit_class()

    def _edit_pupil(self) -> None:
        """Who finished a stage stays or leaves; who repeats is given a class."""
        one = self._going()
        if one is None:
            return
        places = tables.can_choose(self.plan, one)
        if one.fate in (Fate.FINISHES, Fate.STAYS):
            self._choose(replace(self.choices, stays=self.choices.stays ^ {one.pupil.id}))
        elif places:
            entries = [
                Entry(class_words(written(each)), self._placing(one, each)) for each in places
            ]
            self.chooser.ask(_("Where does the pupil repeat?"), entries, self._box(self.pupils))
        else:
            said = _("Nothing can be chosen here: the council has decided.")
            self._at.messages.say(said)

    def _placing(self, one: Going, place: Label) -> Handler:
        places = {**self.choices.places, one.pupil.id: place}
        return lambda: self._choose(replace(self.choices, places=places))

    def _edit_class(self) -> None:
        """A class that goes on may have another letter."""
        row = self.classes.current()
        one = next((each for each in self.plan.classes if each.of and each.of.id == row), None)
        if one is None or row is None:
            self._at.messages.say(_("Only a class that goes on can be given another letter."))
            return
        entries = [
            Entry(class_words(written((one.label[0], letter))), self._lettering(row, letter))
            for letter in LETTERS
        ]
        self.chooser.ask(_("What is the class next year?"), entries, self._box(self.classes))

    def _lettering(self, row: int, letter: str) -> Handler:
        letters = {**self.choices.letters, row: letter}
        return lambda: self._choose(replace(self.choices, letters=letters))

    def _choose(self, choices: Choices) -> None:
        self.choices = choices
        self._at.kept[PLACE] = choices
        self.reload()

    def _kept_choices(self) -> Choices:
        kept = self._at.kept.get(PLACE)
        return kept if isinstance(kept, Choices) else Choices()

    def _going(self) -> Going | None:
        pupil = self.pupils.current()
        return next((one for one in self.plan.goings if one.pupil.id == pupil), None)

    def _refocus(self) -> None:
        self._asked_of.setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, table: SharedTable) -> QRect:
        self._asked_of = table
        box = table.visualRect(table.currentIndex())
        return QRect(table.viewport().mapTo(self, box.topLeft()), box.size())

    # Paper, and the beginning

    def _print(self) -> None:
        plan = self.plan

        def write(wish: Wish, out: Path) -> object:
            self._desk.year_papers.rollover(plan, wish.language, wish.fmt, out)
            return out

        name = f"{plan.before.next_year}"
        question = Question((Paper(name, write),), sentence=tell(words.title(plan)))
        print_paper(self._at, question, self)

    def _begin(self) -> None:
        if self._task is not None or not self.allowed("Begin next year"):
            return
        year, choices, service = self.plan.before.next_year, self.choices, self._desk.rollover
        choices = replace(choices, why=_("finished the school here"))

        def work(job: Job) -> object:
            return service.begin(year, choices, job.step)

        self._task = self._at.tasks.run(
            work,
            success=partial(_forget, self._at),
            failure=self._on_failure,
            title=_("The school year begins"),
        )
        self._task.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._task = None

    def _on_failure(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._at.messages.refuse(problem)


def _forget(at: WorkPlace, _plan: object) -> None:
    """What was chosen for a year that has begun; the window tells of it."""
    at.kept.pop(PLACE, None)


def _print_button(act: Handler) -> Button:
    button = Button(_("Print"), key=action("print").key_text, icon="print")
    button.clicked.connect(lambda _checked=False: act())
    return button


def _carded(table: SharedTable) -> Card:
    card = Card()
    card.body.setContentsMargins(1, 1, 1, 1)
    card.body.addWidget(table)
    return card
