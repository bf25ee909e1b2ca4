"""The works of a page as lines of a table: each number knows the pupils behind it."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.formats import date_short
from school_desk.i18n import _, current
from school_desk.journal import analysis_words as words
from school_desk.journal.analysis import Analysis, Figure, WorkResults
from school_desk.journal.register_paper import NOTHING

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

FIGURES: tuple[Figure | None, ...] = (
    None,
    None,
    None,
    Figure.WROTE,
    Figure.ABSENT,
    Figure.LOW,
    Figure.MIDDLE,
    Figure.HIGH,
    Figure.QUALITY,
    Figure.PROGRESS,
)
"""What stands in each column; the first three are the work, its day and its maximum."""

NAME, DAY, TOP = range(3)
SHARES = (Figure.QUALITY, Figure.PROGRESS)


class WorksModel(QAbstractTableModel):
    """One line a work."""

    def __init__(self, analysis: Analysis, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.analysis = analysis

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the numbers as they are now; the place in the table stays."""
        if len(analysis.works) != len(self.analysis.works):
            self.beginResetModel()
            self.analysis = analysis
            self.endResetModel()
            return
        self.analysis = analysis
        if analysis.works:
            last = self.index(len(analysis.works) - 1, len(FIGURES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def work_at(self, row: int) -> WorkResults | None:
        """The work of a line."""
        works = self.analysis.works
        return works[row] if 0 <= row < len(works) else None

    def figure_at(self, index: _Index) -> Figure | None:
        """The number of a cell that counts pupils."""
        return FIGURES[index.column()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.analysis.works)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(FIGURES)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._text(index)
        if role == _Role.DisplayRole:
            return text
        if role == _Role.TextAlignmentRole and index.column() > NAME:
            return int(Qt.AlignmentFlag.AlignHCenter)
        if role == _Role.AccessibleTextRole:
            work = self._text(self.index(index.row(), NAME))
            return f"{work}, {self._head(index.column())}: {text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if not across or not 0 <= section < len(FIGURES):
            return None
        if role == _Role.TextAlignmentRole and section > NAME:
            return int(Qt.AlignmentFlag.AlignHCenter)
        return self._head(section) if role == _Role.DisplayRole else None

    def _text(self, index: _Index) -> str:
        one, column = self.analysis.works[index.row()], index.column()
        figure = FIGURES[column]
        if figure in SHARES:
            return words.percent_cell(one, figure, current())
        if figure is not None:
            return words.count_cell(one, figure)
        day = date_short(one.work.date) if one.work.date else NOTHING
        return (words.short_name(one.work, current()), day, str(one.work.top))[column]

    def _head(self, column: int) -> str:
        figure = FIGURES[column]
        if figure is None:
            return (_(words.WORK), _("Day"), _(words.TOP))[column]
        if figure in words.ATTAINED:
            return words.attainment_head(self.analysis, figure, current())
        if figure in SHARES:
            return _(words.QUALITY if figure is Figure.QUALITY else words.PROGRESS)
        return _(words.FIGURE_NAMES[figure])
