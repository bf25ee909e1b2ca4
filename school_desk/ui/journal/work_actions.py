"""What one can do on the register with the work and the pupil of the current cell."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtWidgets import QMenu, QWidget

from school_desk.errors import N_, DeskError
from school_desk.i18n import _, fill
from school_desk.journal.model import ColumnKey, ImportedWork, PupilRow, RegisterPage, Work
from school_desk.ui.actions import Handler, action
from school_desk.ui.journal.pupil_work_dialogs import (
    BringDialog,
    ModerationDialog,
    SittingDialog,
)
from school_desk.ui.journal.pupil_work_words import brought_name, sitting_words
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.work_dialog import WorkDialog, work_name
from school_desk.ui.messages import Tone
from school_desk.ui.screen import Place
from school_desk.ui.work_place import WorkPlace

IDS = ("work", "sitting", "moderate", "bring_work")
LATER = timedelta(days=1)


class NoWorkHereError(DeskError):
    """An action on a work, asked for in another column."""

    sentence = N_("Go to the column of a summative work first.")


class NobodyHereError(DeskError):
    """An action on a pupil where there is none."""

    sentence = N_("Go to the line of a pupil first.")


class OnlyTermWorkHereError(DeskError):
    """Moderation asked for on another work."""

    sentence = N_("Only a term summative can be moderated. Go to its column first.")


class NoPointsHereError(DeskError):
    """Moderation asked for where nothing is written."""

    sentence = N_("The pupil has no points here yet, so there is nothing to moderate.")


class WorkActions:
    """Dialogs over a register page; whatever is refused raises, and the caller says so."""

    def __init__(
        self, at: WorkPlace, grid: RegisterGrid, go: Callable[[Place], object], parent: QWidget
    ) -> None:
        self._at = at
        self._desk = at.desk
        self._grid = grid
        self._go = go
        self._parent = parent

    def handlers(self) -> Mapping[str, Handler]:
        """By the ids of `ui.actions`."""
        return {
            "work": self.open_work,
            "sitting": self.schedule,
            "moderate": self.moderate,
            "bring_work": self.bring_in,
        }

    def open_work(self) -> None:
        """The tasks and descriptors of the work of the current column."""
        self._grid.flush()
        work, head = self._work(), self._page.head
        facts = head.group, head.subject, head.period.term, work.key.work, self._grid.pupil
        self._go(Place("work", facts))

    def schedule(self) -> None:
        """An own day for the pupil of the current cell."""
        self._grid.flush()
        work, row = self._work(), self._row()
        self._require("Schedule own day")
        lesson = self._page.lesson_of(work)
        sign = row.signs.get(lesson) if lesson else None
        day = max(self._desk.today() + LATER, work.date or date.min)
        dialog = SittingDialog(row, work, day=day, absence=sign, parent=self._parent)
        if not dialog.exec():
            return
        sitting = dialog.sitting()
        if sitting is None:
            self._desk.works.unschedule(self._page, work.key, row.pupil.id)
            self._say(_("There is no own schedule for this work now."))
            return
        warnings = self._desk.works.schedule(self._page, work.key, row.pupil.id, sitting)
        self._say(f"{row.pupil.name.listed}, {sitting_words(sitting)}.", warnings)

    def moderate(self) -> None:
        """Other points for a term summative by decision of the council."""
        self._grid.flush()
        work, row = self._work(), self._row()
        if not work.is_term:
            raise OnlyTermWorkHereError
        points = row.points(work.key)
        if points is None:
            raise NoPointsHereError
        self._require("Moderate work")
        dialog = ModerationDialog(row, work, points, self._parent)
        if dialog.exec():
            facts = work.key, row.pupil.id, dialog.points.value(), dialog.reason.text()
            warnings = self._desk.works.moderate(self._page, *facts)
            told = {"name": row.pupil.name.listed, "old": points, "new": dialog.points.value()}
            self._say(fill(_("{name}: {old} → {new} after moderation."), told), warnings)

    def bring_in(self) -> None:
        """A work that the pupil wrote at another school."""
        self._grid.flush()
        row = self._row()
        self._require("Bring in work")
        found = self._found()
        dialog = BringDialog(self._page, row, found, self._parent)
        if dialog.exec():
            brought = dialog.brought()
            self._desk.works.bring_in(self._page, row.pupil.id, brought)
            facts = {"name": row.pupil.name.listed, "work": brought_name(brought)}
            self._say(fill(_("{name}: “{work}” is from another school."), facts))

    def take_away(self, brought: ImportedWork) -> None:
        """Take a work of another school off the page."""
        self._desk.works.take_away(self._page, brought)

    def ask_work(self, day: date, old: Work | None) -> None:
        """Plan a work or change it; what the order warns of is seen before."""

        def check(planned: Work) -> tuple[str, ...]:
            return self._desk.works.warnings(self._page, planned)

        planned = WorkDialog.ask(self._page, day, old, self._parent, check)
        if planned is None:
            return
        warnings = self._desk.journal.plan_work(self._page, planned)
        if warnings:
            self._say("", warnings)

    def fill_menu(self, menu: QMenu, work: Work, attempt: Callable[[Handler], None]) -> None:
        """The lines of the menu of a work's column."""
        name, day = work_name(work), work.date or self._desk.today()
        entries: list[tuple[str, Handler]] = [
            (fill(_("Change “{work}”…"), {"work": name}), lambda: self.ask_work(day, work)),
            (
                fill(_("Take “{work}” off the page"), {"work": name}),
                lambda: self._desk.journal.drop_work(self._page, work.key),
            ),
            ("\t".join((_("Tasks and descriptors…"), action("work").key_text)), self.open_work),
        ]
        for text, act in entries:
            menu.addAction(text).triggered.connect(lambda _on=False, act=act: attempt(act))
        if self._grid.pupil is not None:
            menu.addSeparator()
            self._fill_pupil(menu, work, attempt)

    def _fill_pupil(self, menu: QMenu, work: Work, attempt: Callable[[Handler], None]) -> None:
        """The lines about the pupil of the current cell."""
        row = self._row()
        for name, act in list(self.handlers().items())[1:]:
            if name != "moderate" or work.is_term:
                told = action(name)
                menu.addAction(f"{told.title}…\t{told.key_text}").triggered.connect(
                    lambda _on=False, act=act: attempt(act)
                )
        for brought in row.imported:
            facts = {"work": brought_name(brought)}
            text = fill(_("Take “{work}” of the other school off the page"), facts)
            menu.addAction(text).triggered.connect(
                lambda _on=False, one=brought: attempt(lambda: self.take_away(one))
            )

    @property
    def _page(self) -> RegisterPage:
        return self._grid.page

    def _found(self) -> Work | None:
        key: ColumnKey | None = self._grid.column
        found = self._page.find(key) if key else None
        return found if isinstance(found, Work) else None

    def _work(self) -> Work:
        found = self._found()
        if found is None:
            raise NoWorkHereError
        return found

    def _row(self) -> PupilRow:
        row = self._page.row_of(self._grid.pupil or 0)
        if row is None:
            raise NobodyHereError
        return row

    def _require(self, intent: str) -> None:
        """Say who may before a dialog is filled in for nothing."""
        refusal = self._desk.why_not(intent, self._page.form.scope)
        if refusal is not None:
            raise refusal

    def _say(self, sentence: str, warnings: tuple[str, ...] = ()) -> None:
        words = " ".join((sentence, *(_(each) for each in warnings))).strip()
        self._at.messages.say(words, Tone.WARN if warnings else Tone.QUIET)
