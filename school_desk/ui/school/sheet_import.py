"""Take a list of any kind from Excel: every line and problem first, then all of it as one step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHeaderView, QWidget

from school_desk.errors import N_, DeskError
from school_desk.i18n import _, current, ngettext, tell
from school_desk.school.pupil_problems import Problem
from school_desk.school.sheet_reading_rules import ReadList
from school_desk.ui.paper_writing import write_paper
from school_desk.ui.save_place import ask_save_place
from school_desk.ui.school.import_model import (
    ERROR_SIGN,
    SIGN,
    WARNING_SIGN,
    Sign,
    SignDelegate,
)
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

PATTERN = "*.xlsx"
_WIDE, _HIGH = 1120, 400
_FITTED = 300
_PLACE, _COLUMN, _WORDS, _SIGN = 80, 76, 132, 30


class SheetKind(Protocol):
    """A kind of list as the desk's files give it."""

    @property
    def heads(self) -> tuple[str, ...]: ...
    def read(self, path: Path, /) -> ReadList[Any]: ...
    def take(self, found: ReadList[Any], step: Callable[[int, int], None], /) -> int: ...
    def words(self, value: Any, /) -> tuple[str, ...]: ...  # noqa: ANN401  of its own kind
    def template(self, path: Path, language: str, /) -> None: ...
    def export(self, path: Path, language: str, /) -> int: ...


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line of the preview: where it stands, what was read, what is wrong with it."""

    sheet: str
    row: int
    words: tuple[str, ...]
    problem: Problem | None = None

    @property
    def sign(self) -> Sign | None:
        """The shape that the line has."""
        if self.problem is None:
            return None
        return ERROR_SIGN if self.problem.severity == "error" else WARNING_SIGN


class SheetImportDialog(DeskDialog):
    """What the file holds, problems first; the verb is there when nothing must be mended."""

    def __init__(
        self, kind: SheetKind, found: ReadList[Any], name: str, parent: QWidget | None = None
    ) -> None:
        count = len(found.lines)
        verb = ngettext("Take {n} line", "Take {n} lines", count).format(n=count)
        super().__init__(_("Check the list: {file}").format(file=name), verb, parent=parent)
        self.found = found
        self.lines = checked_lines(kind, found)
        self.model = _CheckModel(kind.heads, self)
        self.table = LineTable(_("Lines of the list"))
        self.table.setModel(self.model)
        self.model.show_lines(self.lines)
        self._arrange(len(kind.heads))
        self.body.addWidget(label(_summary(found), weight="bold"))
        self.body.addWidget(self.table)
        self.body.addWidget(_verdict(found))
        self.verb.setEnabled(bool(found.lines) and not found.errors)
        self.setMinimumWidth(scaled(_WIDE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the last column knows its width only now
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Rows as high as their sentences need; of a long list the first are enough."""
        least = self.table.verticalHeader().defaultSectionSize()
        for row in range(min(len(self.lines), _FITTED)):
            self.table.resizeRowToContents(row)
            self.table.setRowHeight(row, max(self.table.rowHeight(row), least))

    def _arrange(self, words: int) -> None:
        self.table.setMinimumHeight(scaled(_HIGH))
        widths = (_PLACE, _COLUMN, *([_WORDS] * words), _SIGN)
        for place, width in enumerate(widths):
            self.table.setColumnWidth(place, scaled(width))
        self.table.setItemDelegateForColumn(len(widths) - 1, SignDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(len(widths), QHeaderView.ResizeMode.Stretch)
        if self.lines:
            self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _CheckModel(RowsModel):
    """Lines of the preview; the sign is drawn, its word read out."""

    def __init__(self, heads: Sequence[str], parent: QWidget) -> None:
        own = (_in_own_language(head) for head in heads)
        super().__init__((N_("Row"), N_("Column"), *own, "", N_("What to look at")), parent)
        self._lines: tuple[CheckedLine, ...] = ()
        self._last = len(heads) + 3

    def show_lines(self, lines: Sequence[CheckedLine]) -> None:
        """Replace the lines."""
        self._lines = tuple(lines)
        blank = ("",) * (self._last - 3)
        several = len({line.sheet for line in lines}) > 1
        self.show_rows(
            [
                Row(
                    n,
                    (
                        _where(line, several=several),
                        line.problem.column if line.problem else "",
                        *(line.words or blank),
                        "",
                        tell(line.problem.text) if line.problem else "",
                    ),
                )
                for n, line in enumerate(self._lines)
            ]
        )

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: ANN401
        if index.isValid() and role == SIGN:
            return self._lines[index.row()].sign
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].texts[index.column()] or None
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if section == self._last - 1 and role == Qt.ItemDataRole.DisplayRole:
            return ""
        return super().headerData(section, orientation, role)


def checked_lines(kind: SheetKind, found: ReadList[Any]) -> tuple[CheckedLine, ...]:
    """Problems first, each with the line it is about; then the lines without any."""
    values = {(one.sheet, one.row): kind.words(one.value) for one in found.read}
    troubled = [
        CheckedLine(one.sheet, one.row, values.get((one.sheet, one.row), ()), one)
        for one in sorted(found.problems, key=lambda one: one.severity)
    ]
    known = {(line.sheet, line.row) for line in troubled}
    clean = [CheckedLine(*key, words) for key, words in values.items() if key not in known]
    return (*troubled, *clean)


def ask_import(at: WorkPlace, kind: SheetKind, parent: QWidget, path: Path | None = None) -> None:
    """Ask for a file, read it in the background, show what it holds, take it."""
    path = path or _asked(parent)
    if path is not None:
        at.tasks.run(
            lambda _job: kind.read(path),
            success=lambda found: _offer(at, kind, found, path.name, parent),
            failure=lambda error: _refuse(at, error),
            title=_("Reading the list"),
        )


def ask_template(at: WorkPlace, kind: SheetKind, name: str, parent: QWidget) -> None:
    """Save an empty list to fill in Excel."""
    place, language = ask_save_place(name, parent), current()
    if place is not None:
        write_paper(at, lambda out: kind.template(out, language), place)


def ask_export(at: WorkPlace, kind: SheetKind, name: str, parent: QWidget) -> None:
    """Save what is there as a list that can be taken again."""
    place, language = ask_save_place(name, parent), current()
    if place is not None:
        write_paper(at, lambda out: kind.export(out, language), place)


def _asked(parent: QWidget) -> Path | None:
    title = _("Take a list from Excel")
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", PATTERN)
    return Path(chosen) if chosen else None


def _offer(
    at: WorkPlace, kind: SheetKind, found: ReadList[Any], name: str, parent: QWidget
) -> None:
    dialog = SheetImportDialog(kind, found, name, parent)
    taken = dialog.exec()
    dialog.deleteLater()
    if not taken:
        return

    def work(job: Job) -> int:
        return kind.take(found, job.step)

    at.tasks.run(
        work,
        success=lambda count: _say_taken(at, count),
        failure=lambda error: _refuse(at, error),
        title=_("Taking the list"),
    )


def _say_taken(at: WorkPlace, count: int) -> None:
    words = ngettext(
        "{n} line was taken. Ctrl+Z takes it back.",
        "{n} lines were taken. Ctrl+Z takes them back.",
        count,
    )
    at.messages.say(words.format(n=count))


def _refuse(at: WorkPlace, error: Exception) -> None:
    if not isinstance(error, DeskError):
        raise error
    at.messages.refuse(error)


def _in_own_language(head: str) -> str:
    """A head of a file is in Kazakh and in Russian; the window is in one of them."""
    kazakh, _divider, russian = head.partition(" / ")
    return russian if russian and current() == "ru" else kazakh


def _where(line: CheckedLine, *, several: bool) -> str:
    row = str(line.row) if line.row else "—"
    return f"{line.sheet}: {row}" if several and line.sheet else row


def _summary(found: ReadList[Any]) -> str:
    errors = len(found.errors)
    warnings = len(found.problems) - errors
    words = [ngettext("{n} line", "{n} lines", len(found.lines)).format(n=len(found.lines))]
    if errors:
        words.append(ngettext("{n} to mend", "{n} to mend", errors).format(n=errors))
    if warnings:
        words.append(ngettext("{n} to look at", "{n} to look at", warnings).format(n=warnings))
    return " · ".join(words)


def _verdict(found: ReadList[Any]) -> QWidget:
    if found.errors:
        return label(
            _("Nothing can be taken before these are mended in the file."), tone="danger", wrap=True
        )
    if not found.lines:
        return label(_("Everything in this list is known already."), wrap=True)
    return label(_("The list can be taken. Ctrl+Z takes it back."), wrap=True)
