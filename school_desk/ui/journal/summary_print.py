"""Print a term summary: in which language, as what; written in the background, then opened."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.ui.journal.summary_choices import CLASS, Choice
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace


class SummaryPrintDialog(DeskDialog):
    """One question: how to print."""

    def __init__(self, language: str, *, forecasts: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("How to print?"), _("Save and open"), parent=parent)
        self.language = QComboBox()
        for code, words in (
            ("kk", "Қазақша"),
            ("ru", "Русский"),
            ("both", _("Kazakh and Russian")),
        ):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.fmt = QComboBox()
        self.fmt.addItem(_("PDF to print"), "pdf")
        self.fmt.addItem(_("Excel spreadsheet"), "xlsx")
        self.forecasts = QCheckBox(_("With forecasts (≈)"))
        self.forecasts.setChecked(forecasts)
        self.body.addWidget(Field(_("Language"), self.language))
        self.body.addWidget(Field(_("File"), self.fmt))
        self.body.addWidget(self.forecasts)


def print_summary(
    at: WorkPlace, choice: Choice, term: int, language: str, parent: QWidget, *, forecasts: bool
) -> None:
    """Ask how, write the paper in the background, open it."""
    dialog = SummaryPrintDialog(language, forecasts=forecasts, parent=parent)
    if not dialog.exec():
        return
    fmt = str(dialog.fmt.currentData())
    wanted = str(dialog.language.currentData())
    shown = dialog.forecasts.isChecked()
    out = ask_save_place(proposed(choice, term, fmt), parent)
    if out is not None:
        _write(at, choice, term, (wanted, fmt, shown), out)


def proposed(choice: Choice, term: int, fmt: str) -> str:
    """The name of the file that is offered."""
    signs = {"«": "", "»": "", " ": "-", "\u00a0": "-", ".": ""}
    name = "".join(signs.get(sign, sign) for sign in choice.label).replace("--", "-")
    return f"summary-{name}-{term}.{fmt}"


def _write(
    at: WorkPlace, choice: Choice, term: int, wish: tuple[str, str, bool], out: Path
) -> None:
    papers = at.desk.summary_papers
    write = papers.of_class if choice.kind == CLASS else papers.of_teacher

    def work(_job: Job) -> Path:
        write(choice.id, term, papers.wish(*wish), out)
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
