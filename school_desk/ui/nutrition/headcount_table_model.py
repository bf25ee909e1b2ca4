"""The count as a table: a line for each class, forecasts on a warm ground, the total at the end."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, short_name, time_of_day
from school_desk.i18n import _, ngettext
from school_desk.nutrition.headcount_model import ClassCount, DayCount, Known
from school_desk.ui.theme.palette import current_tokens

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
HEADS = (
    *(N_("Class"), N_("On the list"), N_("Away"), N_("Eat")),
    *(N_("Free"), N_("Paid"), N_("Diet"), N_("Who noted it, and when")),
)
WIDTHS = (120, 84, 84, 96, 78, 78, 70)
EAT, LAST = 3, len(HEADS) - 1
ABOUT = "≈ {n}"


@dataclass(frozen=True, slots=True)
class CountLine:
    """A class, or the total of all."""

    texts: tuple[str, ...]
    forecast: bool = False
    total: bool = False


class HeadcountTableModel(QAbstractTableModel):
    """`show_day` replaces everything; numbers stand at the right, words at the left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[CountLine, ...] = ()

    def show_day(self, day: DayCount) -> None:
        """Show another count."""
        self.beginResetModel()
        self.lines = (*(_class_line(day, one) for one in day.classes), _total(day))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == _Role.DisplayRole:
            return line.texts[column]
        if role == _Role.AccessibleTextRole:
            return f"{_(HEADS[column])}: {line.texts[column]}"
        return _dress(line, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == _Role.DisplayRole:
            return _(HEADS[section])
        return _side(section) if role == _Role.TextAlignmentRole else None


def _dress(line: CountLine, column: int, role: int) -> object:
    """How a cell looks: its side, its ground, its colour, its weight."""
    if role == _Role.TextAlignmentRole:
        return _side(column)
    if role == _Role.BackgroundRole:
        return _ground(line)
    if role == _Role.ForegroundRole and line.forecast and column in (2, EAT, LAST):
        return QColor(current_tokens().warn)
    if role == _Role.FontRole and (line.total or column == EAT):
        font = QFont()
        font.setBold(True)
        return font
    return None


def _side(column: int) -> Qt.AlignmentFlag:
    right = 0 < column < LAST
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _ground(line: CountLine) -> QColor | None:
    tokens = current_tokens()
    if line.total:
        return QColor(tokens.alt)
    return QColor(tokens.warn_soft) if line.forecast else None


def _class_line(day: DayCount, one: ClassCount) -> CountLine:
    waits = one.forecast and not day.order.handed
    absent = "?" if waits else _number(one.absent)
    eats = str(len(one.eating))
    texts = (
        *(class_words(one.class_label), str(one.listed), absent),
        *(ABOUT.format(n=eats) if waits else eats, str(one.free), str(one.paid)),
        *(_number(len(one.diets)), _who(day, one)),
    )
    return CountLine(texts, forecast=one.forecast or one.known is Known.CANCELLED or one.differs)


def _total(day: DayCount) -> CountLine:
    classes = day.classes
    eats = str(day.portions)
    about = bool(day.forecast) and not day.order.handed
    texts = (
        *(_("Total"), str(sum(one.listed for one in classes))),
        _number(sum(one.absent for one in classes)),
        ABOUT.format(n=eats) if about else eats,
        *(str(sum(one.free for one in classes)), str(sum(one.paid for one in classes))),
        *(_number(sum(len(one.diets) for one in classes)), ""),
    )
    return CountLine(texts, total=True)


def _number(value: int) -> str:
    return str(value) if value else NOTHING


def _who(day: DayCount, one: ClassCount) -> str:
    """Who took the attendance and when; or that nobody has yet, and what the number is then."""
    if one.forecast:
        words = {
            Known.MISSING: _("The first lesson is not noted yet"),
            Known.WAITING: _("The first lesson is still to come"),
        }
        forecast = _("Forecast by the last time")
        return f"{words[one.known]}\n{forecast}"
    if one.known is Known.CANCELLED:
        return _("No lessons any more; what was ordered stays")
    name = day.people.get(one.teacher or 0)
    told = (short_name(name) if name else "", time_of_day(one.at) if one.at else "")
    line = ", ".join(part for part in told if part)
    return "\n".join(part for part in (line, _changes(one), _kitchen(one)) if part)


def _kitchen(one: ClassCount) -> str:
    """The kitchen's number beside the own one, where it typed any; and why they differ."""
    plates = one.plates
    if plates is None:
        return ""
    words = _("the kitchen counted {n}, here {m}").format(n=plates.eaten, m=one.served)
    return f"{words}: {plates.why}" if plates.is_explained(one.served) else words


def _changes(one: ClassCount) -> str:
    """Who does not eat though there, and for whom it was ordered though no longer there."""
    said = ngettext("{n} pupil does not eat today", "{n} pupils do not eat today", one.refused)
    gone = sum(each.gone and each.eats for each in one.pupils)
    left = ngettext("{n} no longer in the class", "{n} no longer in the class", gone)
    found = ((said, one.refused), (left, gone))
    return ", ".join(words.format(n=number) for words, number in found if number)
