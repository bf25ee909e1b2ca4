"""The table of the import check: where, who, and beside it what is wrong in words."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_label, class_words, date_short
from school_desk.i18n import _, tell
from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.school.import_lines import CheckLine, ImportCheck
from school_desk.ui.widgets.table import LineDelegate

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
SIGN = _Role.UserRole
COLUMNS = (
    N_("Sheet"),
    N_("Row"),
    N_("Column"),
    N_("Surname, given name, patronymic"),
    N_("Class"),
    N_("Birth date"),
    "",
    N_("What to look at"),
)
SHEET, NAME_COLUMN, CLASS_COLUMN, BIRTH_COLUMN, SIGN_COLUMN = 0, 3, 4, 5, 6
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """The shape before a sentence, its colour, and its word for those who listen."""

    icon: str
    role: str
    word: str


ERROR_SIGN = Sign("close", "danger", N_("Must be mended: {sentence}"))
WARNING_SIGN = Sign("warn", "warn", N_("To look at: {sentence}"))
ACCEPTED_SIGN = Sign("check", "accent", "{sentence}")


class ImportModel(QAbstractTableModel):
    """Lines of an ImportCheck."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[CheckLine, ...] = ()

    def show_check(self, check: ImportCheck, *, only_problems: bool) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.lines = check.lines(only_problems=only_problems)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def data(  # noqa: PLR0911  a table of roles
        self, index: _Index, role: int = _Role.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case _Role.DisplayRole:
                return _texts(line)[index.column()]
            case _Role.TextAlignmentRole if index.column() == _NUMBERS:
                return _RIGHT
            case _Role.AccessibleTextRole:
                return _spoken(line) if index.column() == len(COLUMNS) - 1 else None
            case _Role.ToolTipRole:
                return sentence_of(line) or None
            case _ if role == SIGN:
                return sign_of(line)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < len(COLUMNS):
            return None
        return _(COLUMNS[section]) if COLUMNS[section] else ""


class SignDelegate(LineDelegate):
    """The shape before the sentence."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        sign = index.data(SIGN)
        if isinstance(sign, Sign):
            box: QRect = option.rect
            drawn = pixmap(sign.icon, sign.role, painter.device().devicePixelRatioF())
            left = box.left() + (box.width() - BOX) // 2
            painter.drawPixmap(left, box.top() + (box.height() - BOX) // 2, drawn)


def sign_of(line: CheckLine) -> Sign | None:
    """The shape that a line has."""
    if line.accepted:
        return ACCEPTED_SIGN
    if line.problem is None:
        return None
    return ERROR_SIGN if line.is_error else WARNING_SIGN


def sentence_of(line: CheckLine) -> str:
    """What a line says."""
    if line.accepted and line.pupil is not None:
        return _("Accepted in place of «{name}».").format(name=line.pupil.name.full)
    return tell(line.problem.text) if line.problem else ""


def _texts(line: CheckLine) -> tuple[str, ...]:
    pupil, name = line.pupil, line.name
    return (
        line.sheet,
        str(line.row) if line.row else NOTHING,
        line.problem.column if line.problem else "",
        name.full if name else NOTHING,
        class_words(class_label(pupil.year_level, pupil.letter)) if pupil else NOTHING,
        date_short(pupil.birth) if pupil and pupil.birth else NOTHING,
        "",
        sentence_of(line),
    )


def _spoken(line: CheckLine) -> str:
    sign = sign_of(line)
    sentence = sentence_of(line)
    return _(sign.word).format(sentence=sentence) if sign else sentence
