"""The rubric of a work: pupils at the left, the current one's rubric at the right."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.intents import Form
from school_desk.journal import rubric_words as words
from school_desk.journal.analysis_words import short_name
from school_desk.journal.attainment import Attainment
from school_desk.journal.history_model import RowPlace
from school_desk.journal.register_paper import NOTHING
from school_desk.journal.rubric import RUBRIC_LANGUAGES, Part
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.page_tabs import page_title, place_of
from school_desk.ui.journal.results_print import print_results
from school_desk.ui.journal.rubric_grid import RubricGrid, SentenceEditor
from school_desk.ui.journal.rubric_model import RubricModel
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

NAME = "rubric"
RESULTS = "results"
PAGE_FACTS, WORK_FACT = 3, 4
PUPILS_WIDTH = 250
LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский"}


class WorkGoneError(DeskError):
    """A work that was taken off the page."""

    sentence = N_("This work is no longer on the page. Open its results from the register.")


class RubricScreen(Screen):
    """Facts of its place: group, subject, term, the work's row, then a pupil."""

    where = Where.RESULTS

    def __init__(self, work_place: WorkPlace, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = work_place
        self._desk = work_place.desk
        group, subject, term, work = (int(str(fact)) for fact in place.facts[:WORK_FACT])
        self.page = self._desk.journal.open_page(group, subject, term)
        self._work = work
        if not self._there():
            raise WorkGoneError
        self.rubric = self._desk.rubrics.of_work(self.page, work)
        self.model = RubricModel(self.rubric, self._write, self)
        self.grid = RubricGrid(self.model)
        self.names = RowsModel((N_("Pupil"), N_("Points")), self)
        self.pupils = LineTable(_("Pupils"))
        self.language = QComboBox()
        self._lay_out()
        self._show_names()
        self._go(place)
        self._connect()
        here = OnScreen(self)
        self._unsubscribe = self._desk.events.subscribe(Committed, here.handler(self._on_change))

    def title(self) -> str:
        """Class, subject, work."""
        return f"{page_title(self.page)} · {_(words.FOR_PARENTS)}"

    def place(self) -> Place:
        """The work and the pupil who is current."""
        facts = place_of(self.page, NAME).facts
        return Place(NAME, (*facts, self._work, *([self.pupil] if self.pupil else [])))

    @property
    def pupil(self) -> int | None:
        """Who is current."""
        row = self.pupils.currentIndex().row()
        return self.names.rows[row].id if 0 <= row < len(self.names.rows) else None

    def row_place(self) -> RowPlace | None:
        """The criterion with the ticks of everybody."""
        row = self.model.row_at(self.grid.currentIndex().row())
        if row is None:
            return None
        return RowPlace(
            "rubric_row",
            born=(RowPlace("summative", self._work), row.number),
            name=row.criterion or self.title(),
        )

    def undo_form(self) -> Form:
        """What the page had seen."""
        return self.page.form

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with a rubric."""
        return {
            "edit": self.grid.edit_current,
            "add_part": self.add_criterion,
            "print": self.print_rubric,
            "computed_text": self._go_back,
            "leave": self._leave,
        }

    def hints(self) -> Sequence[str]:
        """The digits, F2 and print."""
        return ("tick", "edit", "print")

    def regions(self) -> Sequence[QWidget]:
        """Pupils, rubric, language."""
        return (self.pupils, self.grid, self.language)

    def take_focus(self) -> None:
        """In the rubric."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        """Fold what a small window has no room for."""
        self._head.set_compact(compact=room is Room.COMPACT)
        self.pupils.setFixedWidth(scaled(180 if room is Room.COMPACT else PUPILS_WIDTH))
        self.pupils.setColumnHidden(1, room is Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._unsubscribe()
        super().closeEvent(event)

    def add_criterion(self) -> None:
        """Ask for a further criterion and put it under the others."""
        typed = CriterionDialog.ask(self)
        if typed:
            self._desk.rubrics.add(self.page, self._work, typed, self._said_in())
            self.grid.setCurrentIndex(self.model.index(self.model.rowCount() - 1, 1))

    def print_rubric(self) -> None:
        """The rubric of this pupil, or of all."""
        print_results(self._at, self.page, self, work=self._work, pupil=self.pupil)

    # How it is built

    def _lay_out(self) -> None:
        about = " · ".join((short_name(self.rubric.work, current()), self.rubric.work.title))
        label_words = class_words(self.page.head.class_label)
        subject = self.page.head.subject_names[current()]
        self._head = PageHead(
            _(words.FOR_PARENTS), f"{label_words} · {subject} · {about}".strip(" ·")
        )
        for code in RUBRIC_LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.setAccessibleName(_("Language of the rubric"))
        self.language.setCurrentIndex(max(0, self.language.findData(current())))
        self._head.add_action(self.language)
        for name, act, icon in (
            ("add_part", self.add_criterion, "plus"),
            ("print", self.print_rubric, "print"),
        ):
            told = action(name)
            verb = _("Add a criterion") if name == "add_part" else told.title
            button = Button(verb, key=told.key_text, icon=icon)
            button.clicked.connect(partial(self._attempt, act))
            self._head.add_action(button)
        self.pupils.setModel(self.names)
        self.pupils.setFixedWidth(scaled(PUPILS_WIDTH))
        self.pupils.verticalHeader().setDefaultSectionSize(scaled(28))
        head = self.pupils.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.pupils.setColumnWidth(1, scaled(76))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pupils)
        row.addWidget(rule(vertical=True))
        row.addLayout(self._right(), 1)
        column.addLayout(row, 1)

    def _right(self) -> QVBoxLayout:
        """The name of the current pupil over the rubric."""
        self._name = label(step="strong")
        self._points = label(tone="muted")
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self._name)
        line.addSpacing(scaled(12))
        line.addWidget(self._points)
        line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(rule())
        column.addWidget(self.grid, 1)
        return column

    def _connect(self) -> None:
        self.pupils.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self.pupils.activated.connect(lambda _index: self.take_focus())
        self.language.currentIndexChanged.connect(lambda _index: self._show())
        self.grid.ticked.connect(self._on_ticked)
        self.grid.dropped.connect(self._on_dropped)
        self.grid.pupil_stepped.connect(self._step)
        self.model.refused.connect(self._at.messages.refuse)

    # What is shown

    def _there(self) -> bool:
        return any(one.key.work == self._work for one in self.page.works)

    def _show_names(self) -> None:
        rows = [
            Row(
                one.pupil.id,
                (
                    one.pupil.name.listed,
                    NOTHING if one.points is None else f"{one.points} / {self.rubric.work.top}",
                ),
            )
            for one in self.rubric.pupils
        ]
        if rows != list(self.names.rows):
            here = self.pupil
            self.names.show_rows(rows)
            if rows:
                self.pupils.selectRow(self.names.row_of(here))

    def _go(self, place: Place) -> None:
        """To the pupil of the place, else the first."""
        asked = place.facts[WORK_FACT] if len(place.facts) > WORK_FACT else None
        if self.names.rows:
            self.pupils.selectRow(self.names.row_of(asked if isinstance(asked, int) else None))
        self._show()

    def _show(self) -> None:
        pupil = self.pupil
        self.model.show_rubric(self.rubric, pupil, self._said_in())
        found = self.rubric.of(pupil) if pupil is not None else None
        self._name.setText(found.pupil.name.full if found else _("no pupils"))
        points = words.points_of(found.points if found else None, self.rubric.work, current())
        self._points.setText(points or _("Did not write"))

    def _said_in(self) -> str:
        return str(self.language.currentData())

    def _on_change(self, change: Committed) -> None:
        self.page = self._desk.journal.refresh(self.page, change).page
        if not self._there():
            self.place_asked.emit(place_of(self.page, RESULTS))
            return
        self.rubric = self._desk.rubrics.of_work(self.page, self._work)
        self._show_names()
        self._show()

    # What is done

    def _write(self, number: int, part: Part, language: str, text: str) -> None:
        self._desk.rubrics.write(self.page, self._work, number, part, language, text)

    def _on_ticked(self, line: int, attainment: Attainment | None) -> None:
        row, pupil = self.model.row_at(line), self.pupil
        if row is not None and pupil is not None:
            self._attempt(
                lambda: self._desk.rubrics.tick(
                    self.page, self._work, row.number, pupil, attainment
                )
            )

    def _on_dropped(self, line: int) -> None:
        row = self.model.row_at(line)
        if row is not None:
            self._attempt(lambda: self._desk.rubrics.drop(self.page, self._work, row.number))

    def _attempt(self, act: Handler, *_pressed: bool) -> None:
        try:
            act()
        except DeskError as refusal:
            self._at.messages.refuse(refusal)

    def _step(self, by: int) -> None:
        """The next pupil, the first criterion."""
        wanted = self.pupils.currentIndex().row() + by
        if 0 <= wanted < len(self.names.rows):
            self.pupils.selectRow(wanted)
            column = max(self.grid.currentIndex().column(), 1)
            self.grid.setCurrentIndex(self.model.index(0, column))

    def _go_back(self) -> None:
        """The current sentence as the program makes it."""
        index = self.grid.currentIndex()
        if index.isValid():
            self.model.setData(index, "")

    def _leave(self) -> None:
        if isinstance(self.focusWidget(), SentenceEditor):
            self.take_focus()
            return
        facts = place_of(self.page, RESULTS).facts
        self.place_asked.emit(Place(RESULTS, (*facts, self._work)))


class CriterionDialog(DeskDialog):
    """One question: which criterion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Which criterion?"), _("Add"), parent=parent)
        self.criterion = QLineEdit()
        self.criterion.setPlaceholderText(_("What a pupil can do, in a few words"))
        self.body.addWidget(Field(_("Criterion of assessment"), self.criterion))

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> str:
        """The criterion as typed, or nothing."""
        dialog = cls(parent)
        return dialog.criterion.text().strip() if dialog.exec() else ""
