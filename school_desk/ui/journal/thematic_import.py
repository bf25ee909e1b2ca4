"""Take a thematic plan from a spreadsheet: what was read, every problem, then all of it or none."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from school_desk.errors import N_, DeskError
from school_desk.i18n import _, fill, ngettext, tell
from school_desk.journal.thematic_model import ThematicPlan
from school_desk.journal.thematic_reading_rules import PlanList, PlanProblem, read_plan
from school_desk.ui.journal.thematic_clipboard import CopiedSheet
from school_desk.ui.messages import Tone
from school_desk.ui.paper_writing import write_paper
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

REPLACE, BEHIND = "replace", "behind"
_WIDTH, _HIGH = 720, 300
_WIDTHS = (150, 70, 150)


class PlanImportDialog(DeskDialog):
    """What the file holds; `replacing` says what becomes of the rows that are there."""

    def __init__(
        self, plan: ThematicPlan, found: PlanList, name: str, parent: QWidget | None = None
    ) -> None:
        taken = ngettext("Take {n} row", "Take {n} rows", len(found.rows))
        question = _("Thematic plan: {file}").format(file=name)
        super().__init__(question, taken.format(n=len(found.rows)), parent=parent)
        self.setMinimumWidth(scaled(_WIDTH))
        self.mode = QComboBox()
        if plan.rows:
            count = ngettext(
                "Instead of the {n} row there", "Instead of the {n} rows there", len(plan.rows)
            )
            self.mode.addItem(count.format(n=len(plan.rows)), REPLACE)
            self.mode.addItem(_("Behind the rows of each term"), BEHIND)
            self.body.addWidget(Field(_("Where to"), self.mode))
        self.body.addWidget(label(_counts(plan, found), wrap=True))
        self.problems = RowsModel((N_("Sheet"), N_("Row"), N_("Column"), N_("To look at")), self)
        self.table = LineTable(_("To look at"))
        self.table.setModel(self.problems)
        if found.problems:
            self._show_problems(found)
        self.verb.setEnabled(bool(found.rows) and not found.errors)

    @property
    def replacing(self) -> bool:
        """Whether the rows that are there give way."""
        return bool(self.mode.currentData() == REPLACE)

    def _show_problems(self, found: PlanList) -> None:
        rows = [Row(n, _cells(one)) for n, one in enumerate(found.problems)]
        self.problems.show_rows(rows)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))
        self.table.setMinimumHeight(scaled(min(_HIGH, 34 + 38 * len(rows) + 4)))
        self.body.addWidget(self.table)
        if found.errors:
            words = _("Nothing can be taken before these are mended in the file.")
            self.body.addWidget(label(words, tone="danger", wrap=True))


def ask_import(
    at: WorkPlace, plan: ThematicPlan, parent: QWidget, path: Path | None = None
) -> None:
    """Ask for a file, read it in the background, show what it holds, take it."""
    path = path or _asked(parent)
    if path is None:
        return

    def work(_job: Job) -> PlanList:
        return at.desk.plan_papers.read(path, plan)

    def failed(error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        at.messages.refuse(error)

    at.tasks.run(
        work,
        success=lambda found: _offer(at, plan, found, path.name, parent),
        failure=failed,
        title=_("Reading the plan"),
    )


def offer_block(
    at: WorkPlace, plan: ThematicPlan, block: Sequence[Sequence[str]], parent: QWidget
) -> None:
    """Show what a copied plan holds, as if it were a file."""
    room = {fit.term: fit.lessons for fit in plan.binding.fits}
    found = read_plan([CopiedSheet(_("Copied rows"), tuple(map(tuple, block)))], plan.terms, room)
    _offer(at, plan, found, _("Copied rows"), parent)


def ask_template(at: WorkPlace, plan: ThematicPlan, parent: QWidget) -> None:
    """Save an empty plan to fill in Excel."""
    place = ask_save_place("thematic-plan.xlsx", parent)
    if place is not None:
        papers, russian = at.desk.plan_papers, plan.head.language == "ru"
        write_paper(at, lambda out: papers.template(plan, "ru" if russian else "kk", out), place)


def _asked(parent: QWidget) -> Path | None:
    title = _("Take the plan from Excel")
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", "*.xlsx")
    return Path(chosen) if chosen else None


def _offer(at: WorkPlace, plan: ThematicPlan, found: PlanList, name: str, parent: QWidget) -> None:
    dialog = PlanImportDialog(plan, found, name, parent)
    if not dialog.exec():
        return
    try:
        at.desk.plans.take(plan, found.rows, replacing=dialog.replacing)
    except DeskError as refusal:
        at.messages.refuse(refusal)
        return
    said = ngettext("{n} row was taken.", "{n} rows were taken.", len(found.rows))
    at.messages.say(said.format(n=len(found.rows)), Tone.QUIET)


def _counts(plan: ThematicPlan, found: PlanList) -> str:
    """Hours of each term in the file against the lessons of the timetable."""
    hours: Counter[int] = Counter()
    for row in found.rows:
        hours[row.term] += row.takes
    said = _("term {number}: {hours} h in the file, {lessons} lessons")
    words = [
        fill(said, {"number": fit.term, "hours": hours[fit.term], "lessons": fit.lessons})
        for fit in plan.binding.fits
    ]
    return "\n".join(word[:1].upper() + word[1:] for word in words)


def _cells(problem: PlanProblem) -> tuple[str, str, str, str]:
    row = str(problem.row) if problem.row else "—"
    return (
        problem.sheet or "—",
        row,
        _(problem.column) if problem.column else "—",
        tell(problem.text),
    )
