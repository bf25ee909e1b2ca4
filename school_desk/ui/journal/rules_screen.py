"""The rules of the school year: which set counts in each term, every fact, and what may differ."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, date_short
from school_desk.i18n import _, fill, tell
from school_desk.journal.facts import FactFixedError
from school_desk.journal.history_model import RowPlace
from school_desk.journal.rule_effects import Preview
from school_desk.journal.rule_values import FactKind, TableFixedError, kind_of
from school_desk.journal.rule_words import fact_name, subjects_in_words
from school_desk.journal.rules_model import FactLine, TermRules
from school_desk.ui.actions import Handler
from school_desk.ui.journal.preview_panel import PreviewPanel
from school_desk.ui.journal.rule_dialog import RuleDialog
from school_desk.ui.journal.rules_words import act_of, status_of, validity, why_in_force
from school_desk.ui.menu import Entry
from school_desk.ui.messages import Tone
from school_desk.ui.reckoning import Reckoning
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import row_height, scaled
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

PLACE = "rules"
_TERM_HEADS = (N_("Term"), N_("Days"), N_("Rules"), N_("Why these"))
_FACT_HEADS = (N_("Rule"), N_("Value"), N_("Act"), N_("Status"))
_PANEL = 400
_ANY_WIDTH = 16_777_215
_Index = QModelIndex | QPersistentModelIndex


class RulesScreen(SchoolScreen):
    """`Place("rules", (term, fact))`; both may be missing."""

    tables = frozenset(("rule_choice", "rule_value", "school"))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self.head = PageHead(_("Rules"), _("Enter changes, Delete gives the order's value back"))
        self.terms, self.term_rows = _table(_("Which rules count"), _TERM_HEADS)
        self.facts = RuleTable(_("Facts of the rules"))
        self.fact_rows = FactRows(_FACT_HEADS, self.facts)
        self.facts.setModel(self.fact_rows)
        self.facts.shares, self.facts.least = (34, 24, 19, 23), (2, 900)
        self.terms.shares = (16, 25, 14, 45)
        self.preview = PreviewPanel()
        self.chooser = Chooser(_("Which rules?"), self)
        self.reckoning = Reckoning(at)
        self._compact = False
        self._shown: tuple[TermRules, ...] = ()
        self._lines: tuple[FactLine, ...] = ()
        self._lay_out()
        self._join()
        term, fact = (*place.facts, None, None)[:2]
        now = self._desk.term_number(self._desk.today())
        self.reload()
        self._select(self.terms, term if isinstance(term, int) else now - 1)
        self._select(self.facts, fact if isinstance(fact, int) else 0)

    def title(self) -> str:
        return _("Rules")

    def place(self) -> Place:
        return Place(PLACE, (self.terms.currentIndex().row(), self.facts.currentIndex().row()))

    def row_place(self) -> RowPlace | None:
        term, line = self._term(), self._line()
        if term is not None and self.terms.hasFocus():
            born = self._desk.year, term.term.number
            name = _("Term {number}").format(number=term.term.number)
            return RowPlace("rule_choice", born=born, name=name)
        if term is None or line is None or term.in_force is None:
            return None
        return RowPlace("rule_value", born=(term.in_force, line.fact.key), name=self._name(line))

    def handlers(self) -> Mapping[str, Handler]:
        return {"edit": self._edit, "leave": self._leave}

    def hints(self) -> Sequence[str]:
        return ("help", "edit", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.terms, self.facts, self.preview)

    def take_focus(self) -> None:
        self.facts.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self._compact = room is Room.COMPACT
        self._show_sides()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits for a preview any more."""
        self.reckoning.end()
        super().closeEvent(event)

    def reload(self) -> None:
        """Read terms and facts again; the current lines stay."""
        kept, fact = self.terms.currentIndex().row(), self._line()
        self._shown = self._desk.rules.terms()
        self.term_rows.show_rows([_term_row(one) for one in self._shown])
        self._select(self.terms, kept)
        self._show_facts()
        key = fact.fact.key if fact else None
        found = (row for row, line in enumerate(self._lines) if line.fact.key == key)
        self._select(self.facts, next(found, 0))

    # What is shown

    def _lay_out(self) -> None:
        height = self.terms.verticalHeader().defaultSectionSize() * len(self._desk.rules.terms())
        self.terms.setFixedHeight(self.terms.horizontalHeader().height() + height + 2)
        self._of = label("", step="strong")
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(16, 12, 16, 8)
        left.setSpacing(8)
        left.addWidget(label(_("Which rules count"), step="strong"))
        left.addWidget(self.terms)
        left.addWidget(self._of)
        left.addWidget(self.facts, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self.preview)
        self.preview.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _join(self) -> None:
        self.terms.entered.connect(self._ask_ruleset)
        self.terms.erased.connect(partial(self._choose, None))
        self.facts.entered.connect(self._ask_value)
        self.facts.erased.connect(self._reset)
        self.terms.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_facts())
        self.chooser.closed.connect(lambda: self.terms.setFocus(Qt.FocusReason.OtherFocusReason))
        self.preview.applied.connect(self._apply)
        self.preview.closed.connect(self._close_preview)

    def _show_sides(self) -> None:
        """A small window shows the rules or the preview, a wide one both."""
        looking = not self.preview.isHidden()
        self._left.setVisible(not (self._compact and looking))
        self.preview.setMinimumWidth(scaled(_PANEL))
        self.preview.setMaximumWidth(_ANY_WIDTH if self._compact else scaled(_PANEL))

    def _show_facts(self) -> None:
        term = self._term()
        name = term.in_force if term else None
        self._lines = self._desk.rules.facts(name) if name else ()
        self._lines = tuple(sorted(self._lines, key=lambda one: not one.changed))
        rules = {one.id: one for one in self._desk.rules.rulesets()}
        shown = [
            Row(n, (self._name(line), self._value(line), act_of(rules[name], line.fact), status))
            for n, line in enumerate(self._lines)
            if name and (status := status_of(line))
        ]
        self.fact_rows.show_lines(shown, self._lines)
        words = _("Nobody has chosen the rules of this term: press Enter on it.")
        self._of.setText(fill(_("Facts of {ruleset}"), {"ruleset": name}) if name else words)
        self._select(self.facts, 0)

    def _name(self, line: FactLine) -> str:
        return tell(fact_name(line.fact, self._desk.usual_subjects()))

    def _value(self, line: FactLine) -> str:
        words = subjects_in_words(line.fact, line.value, self._desk.usual_subjects())
        years = line.fact.year_levels
        text = ", ".join(tell(each) for each in words) or NOTHING
        if not years:
            return text
        facts = {"value": text, "first": years[0], "last": years[-1]}
        return fill(_("{value}, years {first} to {last}"), facts)

    def _term(self) -> TermRules | None:
        row = self.terms.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _line(self) -> FactLine | None:
        row = self.facts.currentIndex().row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _select(self, view: "RuleTable", row: int) -> None:
        last = view.model().rowCount() - 1
        view.setCurrentIndex(view.model().index(max(0, min(row, last)), 0))

    # Deciding

    def _edit(self) -> None:
        if self.terms.hasFocus():
            self._ask_ruleset()
        else:
            self._ask_value()

    def _ask_ruleset(self) -> None:
        term = self._term()
        if term is None or not self.allowed("Choose rules"):
            return
        entries = [
            Entry(text=one.id, run=partial(self._choose, one.id), part=validity(one))
            for one in self._desk.rules.rulesets()
        ]
        entries.append(Entry(text=_("By the date"), run=partial(self._choose, None)))
        box = self.terms.visualRect(self.terms.currentIndex())
        place = QRect(self.terms.viewport().mapTo(self, box.topLeft()), box.size())
        self.chooser.ask(_("Which rules?"), entries, place)

    def _choose(self, ruleset: str | None) -> None:
        term = self._term()
        if term is None or not self.allowed("Choose rules"):
            return
        if ruleset == term.chosen:
            self._at.messages.say(_("It is so already."))
            return
        number = term.term.number
        facts = {"term": number, "ruleset": ruleset or _("By the date")}
        self._look(
            fill(_("Term {term}: {ruleset}"), facts),
            lambda job: self._desk.rules.preview_choice(number, ruleset, job.step),
            lambda: self._desk.rules.choose(number, ruleset),
        )

    def _ask_value(self) -> None:
        line = self._open_line()
        if line is None:
            return
        fact = line.fact
        check = partial(self._desk.rules.check, fact.ruleset, fact.key)
        text = RuleDialog.ask(self._name(line), line, check, self)
        if text is not None:
            self._consider(line, text)

    def _reset(self) -> None:
        line = self._open_line()
        if line is not None and line.changed:
            self._consider(line, None)
        elif line is not None:
            self._at.messages.say(_("This is the value of the rule set already."))

    def _open_line(self) -> FactLine | None:
        """The current fact, if the school may change it; else the status line says why not."""
        line = self._line()
        if line is None or not self.allowed("Change rules"):
            return None
        refusal: DeskError | None = None
        if not line.fact.to_check:
            refusal = FactFixedError(place=self._name(line), ruleset=line.fact.ruleset)
        elif kind_of(line.fact) is FactKind.TABLE:
            refusal = TableFixedError(ruleset=line.fact.ruleset)
        if refusal is not None:
            self._at.messages.refuse(refusal)
        return None if refusal else line

    def _consider(self, line: FactLine, text: str | None) -> None:
        fact, rules = line.fact, self._desk.rules
        self._look(
            self._name(line),
            lambda job: rules.preview(fact.ruleset, fact.key, text, job.step),
            lambda: rules.change(fact.ruleset, fact.key, text),
        )

    def _look(
        self, title: str, look: Callable[[Job], Preview], write: Callable[[], object]
    ) -> None:
        """Reckon in a worker what would change; the panel asks whether it shall be so."""

        def show(preview: Preview) -> None:
            self.preview.show_preview(title, preview)
            self._show_sides()

        self.reckoning.look(look, show, write)

    def _apply(self) -> None:
        write = self.reckoning.take()
        self._close_preview()
        if write is not None and self.attempt(write):
            self._at.messages.say(_("The rules are changed. Ctrl+Z takes it back."), Tone.QUIET)

    def _close_preview(self) -> None:
        self.reckoning.take()
        self.preview.hide()
        self._show_sides()
        self.take_focus()

    def _leave(self) -> None:
        if self.reckoning.stop():
            return
        if self.preview.isVisible():
            self._close_preview()
        else:
            self.place_asked.emit(Place("start"))


class RuleTable(LineTable):
    """Lines that Enter opens and Delete gives back."""

    entered = Signal()
    erased = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(32)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shares: tuple[int, ...] = ()
        self.least = (0, 0)  # a column that goes first where there is less room than this
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Deal the width out: each column has its share of it."""
        super().resizeEvent(event)
        column, least = self.least
        if least:
            self.setColumnHidden(column, self.viewport().width() < scaled(least))
        shown = {n: s for n, s in enumerate(self.shares) if not self.isColumnHidden(n)}
        for number, share in shown.items():
            self.setColumnWidth(number, self.viewport().width() * share // sum(shown.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.erased.emit()
        else:
            super().keyPressEvent(event)


class FactRows(RowsModel):
    """Facts that are still to check are amber, by word and by colour."""

    def __init__(self, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(heads, parent)
        self._lines: Sequence[FactLine] = ()

    def show_lines(self, rows: Sequence[Row], lines: Sequence[FactLine]) -> None:
        """Replace the lines."""
        self._lines = lines
        self.show_rows(rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            line, last = self._lines[index.row()], index.column() == len(_FACT_HEADS) - 1
            tokens = current_tokens()
            if last or line.changed:
                return QColor(tokens.warn if line.fact.to_check else tokens.muted)
            return QColor(tokens.muted if index.column() == last + 2 else tokens.text)
        return super().data(index, role)


def _term_row(rules: TermRules) -> Row:
    days = f"{date_short(rules.term.starts)} – {date_short(rules.term.ends)}"
    return Row(
        rules.term.number,
        (tell(rules.term.title), days, rules.in_force or NOTHING, why_in_force(rules)),
    )


def _table(name: str, heads: Sequence[str]) -> tuple[RuleTable, RowsModel]:
    table = RuleTable(name)
    rows = RowsModel(heads, table)
    table.setModel(rows)
    return table, rows
