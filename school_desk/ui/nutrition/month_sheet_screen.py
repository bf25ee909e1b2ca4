"""The month sheet of a class and a source: pupils by days, child-days, the sum; only to look at."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import class_words, month_and_year, number
from school_desk.i18n import _, current
from school_desk.nutrition.eating_model import SOURCE_WORDS, Source
from school_desk.nutrition.month_days_rules import days_of
from school_desk.nutrition.month_model import ClassSheet, Mark, MealMonth, PupilMonth, Signs
from school_desk.nutrition.month_sign_rules import sign_of
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.nutrition.month_lines import CLASSES
from school_desk.ui.nutrition.month_screen import PLACE as MONTH
from school_desk.ui.nutrition.month_screen import SHEET
from school_desk.ui.nutrition.month_table_model import TOTAL, MonthTableModel
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.widgets.table import LineDelegate, LineHead, LineTable
from school_desk.ui.work_place import WorkPlace

NAME_WIDTH, DAY_WIDTH, COUNT_WIDTH, SUM_WIDTH = 190, 25, 74, 110
AIR = 4
MONEY = 2


class MonthSheetScreen(SchoolScreen):
    """`Place("meal_sheet", (first day of the month, class group, source))`."""

    where = Where.MEALS
    tables = frozenset(
        (
            *("portion", "meal_order", "attendance", "session", "meal_price", "eating"),
            *("meal_contract", "meal_norm"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        first, group, source = place.facts
        self.first = date.fromisoformat(str(first))
        self.key = int(str(group)), Source(str(source))
        self.sheet: ClassSheet | None = None
        days = [str(day.day) for day in days_of(self.first)]
        heads = (N_("Pupil"), *days, N_("Child-days"), N_("Sum, tenge"))
        self.model = MonthTableModel(heads, self, numbers=range(1, len(heads)))
        self.table = _Sheet(_("Month sheet"), len(days))
        self._lay_out()
        self.reload()

    def title(self) -> str:
        return _("Month sheet")

    def place(self) -> Place:
        group, source = self.key
        return Place(SHEET, (self.first.isoformat(), group, source.value))

    def handlers(self) -> Mapping[str, Handler]:
        return {"print": self.print_sheet, "leave": self.leave}

    def hints(self) -> Sequence[str]:
        return ("help", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self._head)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Reckon the month again."""
        month = self._desk.meal_month.month(self.first)
        self.sheet = month.sheet(*self.key)
        row = max(0, self.table.currentIndex().row())
        signs = self._desk.meal_month.signs(self.first)
        rows = _rows(month, self.sheet, signs) if self.sheet else []
        self.model.show_lines(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.table.selectRow(min(row, max(0, len(rows) - 1)))
        if self.sheet:
            words = class_words(self.sheet.class_label), _(SOURCE_WORDS[self.sheet.source])
            self._head.subtitle.setText(" · ".join((*words, month_and_year(self.first))))

    def leave(self) -> None:
        """Back to the month."""
        self.place_asked.emit(Place(MONTH, (self.first.isoformat(), CLASSES)))

    def print_sheet(self) -> None:
        """This sheet on paper."""
        papers, (group, source), first = self._desk.month_papers, self.key, self.first

        def write(wish: Wish, out: Path) -> object:
            return papers.sheets(first, wish.language, wish.fmt, out, group, source)

        question = Question((Paper("meal-sheet", write),), title=_("Month sheet"))
        print_paper(self._at, question, self.window())

    def _lay_out(self) -> None:
        self._head = PageHead(_("Month sheet"))
        printing = Button(action("print").title, icon="print", key=action("print").key_text)
        printing.clicked.connect(self.print_sheet)
        self._head.add_action(printing)
        self.table.setModel(self.model)
        self.table.arrange()
        self._empty = EmptyState(_("In this month there is no sheet of this class and source."))
        signs = {
            mark: words[_language()]
            for mark, words in self._desk.meal_month.signs(self.first).signs.items()
        }
        refused, other = signs[Mark.REFUSED], signs[Mark.NOT_EATEN]
        told = _(
            "1: ate; a letter of the class register: away; {refused}: there and refused; {other}: "
            "cooked and not eaten; ?: the day is not reconciled."
        )
        foot = label(told.format(refused=refused, other=other), tone="muted", wrap=True)
        foot.setContentsMargins(16, 8, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(foot)


class _Sheet(LineTable):
    """Narrow days between a name and two sums."""

    def __init__(self, name: str, days: int) -> None:
        super().__init__(name)
        self._days = days
        delegate = LineDelegate(self)
        delegate.pad = AIR
        self.setItemDelegate(delegate)
        head = self.horizontalHeader()
        if isinstance(head, LineHead):
            head.pad = AIR

    def arrange(self) -> None:
        """As wide as what stands in them; the names take what is left."""
        head = self.horizontalHeader()
        head.setMinimumSectionSize(scaled(DAY_WIDTH))
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self._days + 1):
            self.setColumnWidth(column, scaled(DAY_WIDTH))
        self.setColumnWidth(self._days + 1, scaled(COUNT_WIDTH))
        self.setColumnWidth(self._days + 2, scaled(SUM_WIDTH))


def _rows(month: MealMonth, sheet: ClassSheet, signs: Signs) -> list[Row]:
    days = days_of(month.first)
    found = [
        Row(
            one.pupil,
            (
                one.name.listed,
                *_signs(signs, sheet, one, days),
                number(one.child_days),
                number(one.total, MONEY),
            ),
        )
        for one in sheet.pupils
    ]
    blank = ("",) * len(days)
    sums = number(sheet.child_days), number(sheet.total, MONEY)
    return [*found, Row(TOTAL, (_("Total"), *blank, *sums))]


def _signs(signs: Signs, sheet: ClassSheet, one: PupilMonth, days: Sequence[date]) -> list[str]:
    language = _language()
    return [sign_of(signs, sheet, one.cells.get(day))[language] for day in days]


def _language() -> str:
    """Signs are Kazakh and Russian; an English screen has the Kazakh ones."""
    return "ru" if current() == "ru" else "kk"
