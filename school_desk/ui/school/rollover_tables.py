"""The two lists of a rollover: classes with what becomes of them, and the pupils of one of them."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, short_name
from school_desk.i18n import Text, _, tell
from school_desk.school import rollover_words as words
from school_desk.school.model import PersonName
from school_desk.school.rollover_model import Fate, Going, Label, NextClass, RolloverPlan
from school_desk.school.rollover_rules import repeat_places, written
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable

CLASS_HEADS = (
    *(N_("Class now"), N_("Class next year"), N_("Form tutor")),
    *(words.COMES, words.AGAIN, N_("Finish"), words.WHOLE),
)
PUPIL_HEADS = (words.NAME, words.NEXT, words.WHAT, words.ORDER)
SPECIAL = -1
"""The line of all who do not simply move up."""

QUIET = (Fate.MOVES,)
Index = QModelIndex | QPersistentModelIndex


class SharedTable(WrappingTable):
    """Columns share the width; Enter is `activated`."""

    def __init__(self, name: str, heads: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__(name)
        self.rows = ToneRows(heads, self)
        self.setModel(self.rows)
        self._shares = tuple(shares)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Deal the width out to the columns in sight."""
        super().resizeEvent(event)
        shown = {n: one for n, one in enumerate(self._shares) if not self.isColumnHidden(n)}
        whole = sum(shown.values())
        for number, share in shown.items():
            self.setColumnWidth(number, self.viewport().width() * share // whole)
        self.resizeRowsToContents()

    def select(self, row_id: int | None) -> None:
        """Make a line the current one."""
        self.setCurrentIndex(self.rows.index(self.rows.row_of(row_id), 0))

    def current(self) -> int | None:
        """What the current line stands for."""
        row = self.currentIndex().row()
        return self.rows.rows[row].id if 0 <= row < len(self.rows.rows) else None


class ToneRows(RowsModel):
    """Lines that wait for somebody are amber, by their words and by colour."""

    def __init__(self, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(heads, parent)
        self._waiting: frozenset[int] = frozenset()

    def show(self, rows: Sequence[Row], waiting: frozenset[int]) -> None:
        """Replace the lines; `waiting` are the ids of those that wait."""
        self._waiting = waiting
        self.show_rows(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.ForegroundRole:
            waits = self.rows[index.row()].id in self._waiting
            return QColor(current_tokens().warn) if waits else None
        return super().data(index, role)


def class_lines(plan: RolloverPlan, people: Mapping[int, PersonName]) -> Iterator[Row]:
    """All who do not simply move up, then every class of the year, then those that begin."""
    special = len(specials(plan))
    yield Row(SPECIAL, (_("Not simply up"), "", "", "", "", "", str(special)))
    following = {one.of.id: one for one in plan.classes if one.of}
    for each in plan.before.classes:
        yield _line_of(plan, each.class_group.id, following.get(each.class_group.id), people)
    for n, one in enumerate(plan.classes):
        if one.of is None:
            up, again, whole = words.comers(plan, one)
            label, tutor = class_words(written(one.label)), _tutor(one, people)
            numbers = (str(up or ""), str(again or ""), "", str(whole))
            texts = (tell(words.whence(one)), label, tutor, *numbers)
            yield Row(new_class_id(n), texts)


def new_class_id(place: int) -> int:
    """How a class that begins is told from those there are."""
    return SPECIAL - 1 - place


def waiting_classes(plan: RolloverPlan) -> frozenset[int]:
    """The classes in which somebody waits for a decision or a place."""
    lost = {one.of.id for one in plan.goings if waits(one)}
    return frozenset(lost | ({SPECIAL} if lost else set()))


def waits(one: Going) -> bool:
    """Whether nobody knows where a pupil goes."""
    return one.to is None and one.fate is not Fate.FINISHES


def specials(plan: RolloverPlan) -> tuple[Going, ...]:
    """Those who do not simply move up with their class."""
    return tuple(one for one in plan.goings if one.fate not in QUIET)


def going_of(plan: RolloverPlan, class_id: int | None) -> tuple[Going, ...]:
    """The pupils behind a line of the classes."""
    if class_id is None or class_id == SPECIAL:
        return specials(plan)
    if class_id < SPECIAL:
        return plan.to_class(plan.classes[SPECIAL - 1 - class_id].label)
    return plan.of_class(class_id)


def pupil_lines(goings: Sequence[Going], *, with_class: bool) -> Iterator[Row]:
    """Pupils with where they go and why; of several classes each names its own."""
    for one in goings:
        label = class_words(written(one.to)) if one.to else NOTHING
        name = one.pupil.name.listed
        here = f"{name} · {class_words(one.of.label)}" if with_class else name
        fate, order = tell(Text(words.FATES[one.fate])), tell(words.order(one))
        yield Row(one.pupil.id, (here, label, fate, order))


def can_choose(plan: RolloverPlan, one: Going) -> tuple[Label, ...]:
    """The classes among which a pupil who repeats can be placed, if there are several."""
    found = repeat_places(one, plan.classes) if one.fate is Fate.REPEATS else ()
    return found if len(found) > 1 else ()


def _line_of(
    plan: RolloverPlan, row: int, one: NextClass | None, people: Mapping[int, PersonName]
) -> Row:
    here = plan.of_class(row)
    now = next(each.class_group.label for each in plan.before.classes if each.class_group.id == row)
    going = sum(each.fate is Fate.FINISHES for each in here)
    if one is None:
        texts = (class_words(now), NOTHING, "", "", "", str(going or ""), "")
        return Row(row, texts)
    up, again, whole = words.comers(plan, one)
    label = class_words(written(one.label))
    numbers = (str(up or ""), str(again or ""), str(going or ""), str(whole))
    return Row(row, (class_words(now), label, _tutor(one, people), *numbers))


def _tutor(one: NextClass, people: Mapping[int, PersonName]) -> str:
    name = people.get(one.form_tutor) if one.form_tutor is not None else None
    return short_name(name) if name else _(words.OPEN)
