"""The recovery sheet: shown and printed once, then typed back in part from the paper."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from secrets import SystemRandom
from typing import Protocol

from PySide6.QtCore import QDir, QStandardPaths, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.ui.access.name_fields import line_of
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice


class RecoverySecret(Protocol):
    """The code of the sheet, as this window knows it."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Its groups of signs."""

    @property
    def check_word(self) -> str:
        """The group that checks the others."""

    def has_group(self, place: int, typed: str) -> bool:
        """Whether this is the group at a place."""


WriteSheet = Callable[[Path], object]
ASKED = 2
_SHEETS = "school-desk-sheet"
"""How the folders begin in which a sheet lies while it is printed."""

_COLUMNS = 3


class SheetStep(QWidget):
    """The code in its groups, and how it comes on paper."""

    def __init__(self, code: RecoverySecret, write: WriteSheet, tasks: Tasks) -> None:
        super().__init__()
        self.code = code
        self._write = write
        self._tasks = tasks
        self._folder: QTemporaryDir | None = None
        self.told = SentenceRow()
        self.print = Button(_("Open for printing"), icon="print", height=32)
        self.save = Button(_("Save as PDF"), icon="doc", height=32)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(14))
        column.addWidget(Notice(_what_is_lost(), kind="warn", icon="warn", closable=False))
        column.addWidget(code_block(code.groups, code.check_word))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.print, 1)
        row.addWidget(self.save, 1)
        column.addLayout(row)
        column.addWidget(self.told)
        self.setFocusProxy(self.print)

    def write_to(self, path: Path, done: Callable[[], object]) -> None:
        """Write the sheet and do what follows, or say why not."""
        self._tasks.run(
            lambda _job: self._write(path), success=lambda _done: done(), failure=self._on_refused
        )

    def forget(self) -> None:
        """The code must not stay on the disk: what was opened for printing goes."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None

    def _on_print(self) -> None:
        self._folder = self._folder or QTemporaryDir(str(_sheets() / f"{_SHEETS}-XXXXXX"))
        path = Path(self._folder.filePath("recovery.pdf"))
        self.write_to(path, lambda: self._open(path))

    def _open(self, path: Path) -> None:
        self.told.say(_("The sheet is open in another window: print it there."), "muted")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_refused(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.told.say(say(problem))

    def _on_save(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        proposed = Path(QStandardPaths.writableLocation(place)) / _("recovery sheet.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), str(proposed), "*.pdf")
        saved = _("Saved as {file}. Print it, then delete the file.").format(file=chosen)
        if chosen:
            self.write_to(Path(chosen), lambda: self.told.say(saved, "muted"))


def forget_sheets() -> None:
    """At a start: sheets that a power cut left where they were opened for printing."""
    for folder in _sheets().glob(f"{_SHEETS}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _sheets() -> Path:
    return Path(QDir.tempPath())


class ProofStep(QWidget):
    """Two groups of the code, typed from the paper while the screen hides them."""

    show_again = Signal()

    def __init__(self, has_group: Callable[[int, str], bool], groups: int) -> None:
        super().__init__()
        self._has_group = has_group
        self.asked = tuple(sorted(SystemRandom().sample(range(groups), ASKED)))
        self.fields = tuple(
            Field(_("Group {n} of the sheet").format(n=place + 1), QLineEdit())
            for place in self.asked
        )
        self.again = Button(_("Show the code again"), icon="key", height=32)
        self.again.clicked.connect(self.show_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(14))
        column.addWidget(label(_what_to_prove(), wrap=True))
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        for field in self.fields:
            row.addWidget(field, 1)
            line_of(field).setMaxLength(12)
        column.addLayout(row)
        column.addWidget(self.again)
        self.setFocusProxy(self.fields[0])

    def accept(self) -> bool:
        """Whether both groups are those of the sheet; says under the field which is not."""
        wrong = []
        for place, field in zip(self.asked, self.fields, strict=True):
            fits = self._has_group(place, line_of(field).text())
            field.show_problem("" if fits else _("It does not fit. Compare it with the sheet."))
            wrong += [] if fits else [field]
        if wrong:
            wrong[0].setFocus()
        return not wrong


def code_block(groups: Sequence[str], check_word: str) -> QFrame:
    """The groups with their numbers, three in a row, the check word last; it can be copied."""
    block = QFrame()
    block.setProperty("panel", "well")
    block.setAccessibleName(_("Recovery code"))
    grid = QGridLayout(block)
    grid.setContentsMargins(20, 14, 20, 14)
    grid.setHorizontalSpacing(scaled(20))
    grid.setVerticalSpacing(scaled(10))
    for place, group in enumerate((*groups, check_word)):
        grid.addLayout(_group(str(place + 1), group), place // _COLUMNS, place % _COLUMNS)
    return block


def _group(caption: str, group: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(scaled(8))
    row.addWidget(label(caption, tone="muted"), 0, Qt.AlignmentFlag.AlignVCenter)
    spaced = f"{group[:3]} {group[3:]}"
    row.addWidget(label(spaced, step="title", weight="medium"), 1)
    return row


def _what_is_lost() -> str:
    return _(
        "This code opens the school when a password is forgotten. Whoever loses every password "
        "and this sheet loses the data for ever: nobody can bring it back."
    )


def _what_to_prove() -> str:
    return _("Put the screen aside and type two groups from the paper.")
