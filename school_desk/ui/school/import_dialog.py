"""Import check: choose a list, see every pupil and every problem, accept it as one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, current, ngettext
from school_desk.ui.busy_dialog import BusyDialog
from school_desk.ui.messages import Tone
from school_desk.ui.school.import_lines import ImportCheck
from school_desk.ui.school.import_page import CheckPage
from school_desk.ui.school.import_start import StartPage
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import NameLabel
from school_desk.ui.work_place import WorkPlace

PATTERN = "*.xlsx"
TEMPLATES = {"kk": "Оқушылар тізімі.xlsx", "ru": "Список учеников.xlsx"}
_WIDE, _HIGH = 1080, 620


class ImportDialog(BusyDialog):
    """`ask(...)` returns how many pupils were taken, or None when all was left unchanged."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(at, _("Check the list of pupils"), _("Take the pupils"), parent)
        self._path: Path | None = None
        self.taken: int | None = None
        self.setAcceptDrops(True)
        self.start = StartPage()
        self.check = CheckPage(at.desk)
        self.check.changed.connect(self._show_verb)
        self._file = NameLabel(weight="bold")
        self._again = Button(_("Read the file again"), key="F5", role="link")
        self._other = Button(_("Choose another file"), key="Ctrl+O", role="link")
        self._checked = self._lay_out_check()
        self._home: QWidget = self.start
        self._join()
        self.fit(_WIDE, _HIGH)
        self.show_page(self.start)

    @classmethod
    def ask(
        cls, at: WorkPlace, parent: QWidget | None = None, path: Path | None = None
    ) -> int | None:
        """Let a person check and take a list."""
        dialog = cls(at, parent)
        if path is not None:
            dialog.read(path)
        dialog.exec()
        dialog.deleteLater()
        return dialog.taken

    @staticmethod
    def ask_template(at: WorkPlace, parent: QWidget | None = None, language: str = "") -> None:
        """Save an empty list where a person wants it."""
        wanted = language or (current() if current() in TEMPLATES else "kk")
        name, _kind = QFileDialog.getSaveFileName(
            parent, _("Save the Excel template"), TEMPLATES[wanted], PATTERN
        )
        if name:
            save_template(at, Path(name), wanted)

    def read(self, path: Path) -> None:
        """Read a file in the background and show what is in it."""
        self._path = path
        self._file.setText(path.name)
        files = self._at.desk.pupil_files

        def work(job: Job) -> ImportCheck:
            job.step(0, 1)
            found = files.read(path)
            job.step(1, 1)
            groups = self._at.desk.school.class_groups()
            return ImportCheck(found, frozenset((one.year_level, one.letter) for one in groups))

        self._home = self.start
        self.run(work, _("Reading {file}…").format(file=path.name), self._on_read)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_page(self.pages.currentWidget() or self.start)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.is_busy and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.read(Path(files[0]))

    # What is shown

    def _join(self) -> None:
        self.start.file_asked.connect(self._choose)
        self.start.sample_asked.connect(lambda: self.read(self._at.desk.pupil_files.sample))
        self.start.template_asked.connect(self._save_template)
        self._again.clicked.connect(self._read_again)
        self._other.clicked.connect(self._choose)
        for key, slot in (("F5", self._read_again), ("Ctrl+O", self._choose)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _lay_out_check(self) -> QWidget:
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._file, 1)
        head.addWidget(self._again)
        head.addWidget(self._other)
        inner.addLayout(head)
        inner.addWidget(self.check, 1)
        for page in (self.start, whole):
            self.pages.addWidget(page)
        return whole

    def show_page(self, page: QWidget) -> None:
        super().show_page(page)
        self.verb.setVisible(page is self._checked)
        if page is self._checked:
            self.check.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_verb()
        elif page is self.start:
            self.start.take_focus()

    def _show_verb(self) -> None:
        check = self.check.shown
        count = len(check.read.pupils) if check else 0
        words = ngettext("Take {n} pupil", "Take {n} pupils", count).format(n=count)
        self.verb.set_words(words if count else _("Take the pupils"))
        self.verb.setEnabled(bool(check and check.can_be_taken))

    # What is done

    def _choose(self) -> None:
        if not self.is_busy:
            name, _kind = QFileDialog.getOpenFileName(self, _("List of pupils"), "", PATTERN)
            if name:
                self.read(Path(name))

    def _read_again(self) -> None:
        if self._path is not None and not self.is_busy:
            self.read(self._path)

    def _save_template(self, language: str) -> None:
        self.ask_template(self._at, self, language)

    def _on_read(self, check: ImportCheck) -> None:
        self.check.show_check(check)
        self.show_page(self._checked)

    def go_on(self) -> None:
        since = self.check.since.day()
        check = self.check.shown
        if check is None or not self.check.since.valid():
            return
        if since is None:
            self.check.since.show_problem(_("Say from which day they are in their classes."))
            return
        pupils, languages = check.new_pupils(), self.check.classes.languages()

        def work(job: Job) -> int:
            return self._at.desk.school.import_pupils(
                pupils, since, languages=languages, step=job.step
            )

        self._home = self._checked
        self.run(work, _("Taking the pupils…"), self._on_taken)

    def _on_taken(self, count: int) -> None:
        self.taken = count
        words = ngettext(
            "{n} pupil was taken. Ctrl+Z takes it back.",
            "{n} pupils were taken. Ctrl+Z takes it back.",
            count,
        )
        self._at.messages.say(words.format(n=count))
        self.accept()

    def show_refusal(self, sentence: str) -> None:
        for page in (self.start, self.check):
            page.show_problem(sentence)
        self.show_page(self._home)


def save_template(at: WorkPlace, path: Path, language: str) -> None:
    """Write the template and say where it is, or why it is not."""
    try:
        at.desk.pupil_files.write_template(path, language)
    except DeskError as refusal:
        at.messages.refuse(refusal)
    else:
        at.messages.say(_("The template is in {file}.").format(file=path.name), Tone.QUIET)
