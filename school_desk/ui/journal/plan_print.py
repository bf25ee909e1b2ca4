"""Print a plan: its language and its file; written in the background and opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.journal.lesson_plan_model import LessonPlan
from school_desk.journal.thematic_model import ThematicPlan
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace

Language = Literal["kk", "ru", "both"]
Format = Literal["pdf", "xlsx"]
Make = Callable[[WorkPlace, Language, Format, Path], object]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """What is printed: the question, the language that is offered first, a file name, the act."""

    question: str
    language: str
    name: str
    make: Make

    @classmethod
    def of_plan(cls, plan: ThematicPlan) -> "PlanPaper":
        """A thematic plan; its spreadsheet can be taken in again."""
        head = plan.head

        def make(at: WorkPlace, language: Language, fmt: Format, out: Path) -> object:
            papers = at.desk.plan_papers
            return papers.thematic_plan(head.group, head.subject, language, fmt, out)

        name = f"thematic-plan-{_in_file(head.class_label)}"
        return cls(_("Print the thematic plan?"), head.language, name, make)

    @classmethod
    def of_lesson(cls, plan: LessonPlan) -> "PlanPaper":
        """The plan of a lesson."""
        head = plan.head

        def make(at: WorkPlace, language: Language, fmt: Format, out: Path) -> object:
            papers = at.desk.plan_papers
            return papers.lesson_plan(head.period.term, plan.lesson, language, fmt, out)

        name = f"lesson-plan-{_in_file(head.class_label)}-{plan.day:%d-%m}"
        return cls(_("Print the plan of the lesson?"), head.language, name, make)


class PlanPrintDialog(DeskDialog):
    """Language and kind of file."""

    def __init__(self, paper: PlanPaper, parent: QWidget | None = None) -> None:
        super().__init__(paper.question, _("Save and open"), parent=parent)
        self.language = QComboBox()
        for code, words in (
            ("kk", "Қазақша"),
            ("ru", "Русский"),
            ("both", _("Kazakh and Russian")),
        ):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(paper.language)))
        self.fmt = QComboBox()
        self.fmt.addItem(_("PDF to print"), "pdf")
        self.fmt.addItem(_("Excel spreadsheet"), "xlsx")
        self.body.addWidget(Field(_("Language"), self.language))
        self.body.addWidget(Field(_("File"), self.fmt))

    def wish(self) -> tuple[Language, Format]:
        """What is chosen."""
        language = cast("Language", self.language.currentData())
        return language, cast("Format", self.fmt.currentData())


def print_plan(at: WorkPlace, paper: PlanPaper, parent: QWidget) -> None:
    """Ask, write the paper, open it."""
    dialog = PlanPrintDialog(paper, parent)
    if not dialog.exec():
        return
    language, fmt = dialog.wish()
    place = ask_save_place(f"{paper.name}.{fmt}", parent)
    if place is not None:
        write_file(at, place, lambda: paper.make(at, language, fmt, place))


def write_file(at: WorkPlace, out: Path, make: Callable[[], object]) -> None:
    """Make a file in the background and open it when it is there."""

    def work(_job: Job) -> Path:
        make()
        return out

    def done(path: Path) -> None:
        at.messages.say(_("Saved: {file}").format(file=path))
        open_file(path)

    def failed(error: Exception) -> None:
        if isinstance(error, DeskError):
            at.messages.refuse(error)
        else:
            at.messages.say(_("The file {file} cannot be written.").format(file=out), Tone.DANGER)

    at.tasks.run(work, success=done, failure=failed, title=_("Making the paper"))


def _in_file(label: str) -> str:
    """A class in the name of a file: 6-А."""
    return label.replace(" «", "-").replace("»", "").replace(" ", "-")
