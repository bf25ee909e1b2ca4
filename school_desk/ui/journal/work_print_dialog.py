"""Print a summative work: language and file, then it is made in the background and opened."""

from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.journal.work_page_model import WorkPage
from school_desk.ui.journal.work_dialog import work_name
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace


class WorkPrintDialog(DeskDialog):
    """One question: in which language, as which file."""

    def __init__(self, laid: WorkPage, parent: QWidget | None = None) -> None:
        sentence = _("Tasks, objectives and descriptors, then the points of the pupils.")
        super().__init__(_("Print the work?"), _("Save and open"), sentence=sentence, parent=parent)
        self.language = QComboBox()
        for code, words in (
            ("kk", "Қазақша"),
            ("ru", "Русский"),
            ("both", _("Kazakh and Russian")),
        ):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(laid.page.head.language)))
        self.fmt = QComboBox()
        self.fmt.addItem(_("PDF to print"), "pdf")
        self.fmt.addItem(_("Excel spreadsheet"), "xlsx")
        self.body.addWidget(Field(_("Language"), self.language))
        self.body.addWidget(Field(_("File"), self.fmt))

    def wish(self) -> tuple[Literal["kk", "ru", "both"], Literal["pdf", "xlsx"]]:
        """What is chosen."""
        return self.language.currentData(), self.fmt.currentData()


def print_work(at: WorkPlace, laid: WorkPage, parent: QWidget) -> None:
    """Ask, write in the background, open."""
    dialog = WorkPrintDialog(laid, parent)
    if not dialog.exec():
        return
    language, fmt = dialog.wish()
    out = ask_save_place(_proposed(laid, fmt), parent)
    if out is None:
        return

    def work(_job: Job) -> Path:
        head = laid.page.head
        facts = head.group, head.subject, head.period.term, laid.work.key.work or 0
        at.desk.work_papers.work(facts, language, fmt, out)
        return out

    def failed(error: Exception) -> None:
        if isinstance(error, DeskError):
            at.messages.refuse(error)
        else:
            at.messages.say(_("The file {file} cannot be written.").format(file=out), Tone.DANGER)

    at.tasks.run(
        work, success=lambda _p: _opened(at, out), failure=failed, title=_("Making the paper")
    )


def _opened(at: WorkPlace, out: Path) -> None:
    at.messages.say(_("Saved: {file}").format(file=out))
    open_file(out)


def _proposed(laid: WorkPage, fmt: str) -> str:
    class_name = class_words(laid.page.head.class_label)
    for old, new in ((" «", ""), ("»", ""), (" ", "-")):
        class_name = class_name.replace(old, new)
    return f"{work_name(laid.work).replace(' ', '-')}-{class_name}.{fmt}"
