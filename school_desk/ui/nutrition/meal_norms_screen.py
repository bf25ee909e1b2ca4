"""Norms of meals: what came with the program and what the school wrote, by kind, each dated."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.i18n import _, fill, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.meal_norm_model import NORM_OF_WORDS, NormLine, NormOf
from school_desk.nutrition.product_model import STATUS_WORDS
from school_desk.ui.actions import Handler
from school_desk.ui.nutrition.meal_norm_dialog import MealNormDialog, NormEndDialog
from school_desk.ui.nutrition.meal_norm_words import (
    Names,
    now_words,
    of_what,
    product_names,
    said,
    since_words,
    until_words,
)
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.school.sheet_import import SheetKind
from school_desk.ui.screen import Place
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

NAME = "meal_norms"
ALL = ""
CONFIRM = "columns"
"""F7."""


class MealNormsScreen(RecordsScreen):
    """`Place("meal_norms", (line, kind))`: the line by its number on the screen."""

    name = NAME
    row_table = "meal_norm"
    heads = (
        N_("Kind"),
        N_("Of what"),
        N_("What it says"),
        N_("Since"),
        N_("Until"),
        N_("Act"),
        N_("Now"),
        N_("How sure it is"),
    )
    widths = (160, 206, 268, 86, 86, 120, 88)
    tables = frozenset(("meal_norm", "product"))
    write_intent = "Write meal norms"
    import_intent = "Write meal norms"
    file_name = "meal-norms.xlsx"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._lines: tuple[NormLine, ...] = ()
        self._names: Names = {}
        self.switch = QComboBox()
        self.switch.setAccessibleName(_("Kind"))
        self.switch.addItem(_("all"), ALL)
        for one, words in NORM_OF_WORDS.items():
            self.switch.addItem(_(words), one.value)
        super().__init__(at, place)
        kind = (*place.facts, None, None)[1]
        self.switch.setCurrentIndex(max(0, self.switch.findData(str(kind or ALL))))
        self.switch.currentIndexChanged.connect(lambda _n: self.reload(1))
        self.reload(self.current_id())

    def title(self) -> str:
        return _("Norms of meals")

    def place(self) -> Place:
        return Place(NAME, (self.current_id() or 0, self.switch.currentData() or ALL))

    def row_place(self) -> RowPlace | None:
        one = self.current_line()
        if one is None or not one.own:
            return None
        return RowPlace(self.row_table, one.id, name=of_what(one, self._names))

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "delete_row": self.remove, CONFIRM: self.confirm}

    def hints(self) -> Sequence[str]:
        return ("add", "edit", CONFIRM)

    def renamed(self) -> Mapping[str, str]:
        return {
            "add": _("Another line of this kind"),
            "edit": _("Write it otherwise from a day on"),
            "delete_row": _("Take the school's line away, or end one of the program"),
            CONFIRM: _("Confirm: compared with the act"),
            "find_pupil": _("Find a norm"),
        }

    def above(self) -> QWidget | None:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(label(_("Kind"), tone="muted", weight="medium"))
        row.addWidget(self.switch)
        row.addStretch(1)
        return held

    def rows(self) -> Sequence[Row]:
        service, today = self._desk.meal_norms, self._desk.today()
        self._lines = service.lines()
        self._names = product_names(self._desk.products.products())
        counting = {(one.key, one.starts) for one in service.counting(today)}
        kind = self.switch.currentData() or ALL
        return [
            _row(
                number,
                one,
                self._names,
                now_words(one, today, counts=(one.key, one.starts) in counting),
            )
            for number, one in enumerate(self._lines, 1)
            if kind in (ALL, one.kind.value)
        ]

    def subtitle(self, count: int) -> str:
        return ngettext("{n} line", "{n} lines", count).format(n=count)

    def nothing(self) -> str:
        return _("No line of this kind is written yet.")

    def kind(self) -> SheetKind:
        return self._desk.list_files.meal_norms

    def current_line(self) -> NormLine | None:
        """The line that stands chosen."""
        row = self.current_id()
        return self._lines[row - 1] if row and row <= len(self._lines) else None

    def add(self) -> None:
        """Another line of the kind that is shown, or of the chosen line."""
        one = self.current_line()
        kind = self.switch.currentData() or (one.kind.value if one else NormOf.BAN.value)
        if self.allowed(self.write_intent):
            self._ask(NormLine(NormOf(kind)))

    def edit(self) -> None:
        """The same from a day on otherwise; what has counted stays as it was."""
        one = self.current_line()
        if one is not None and self.allowed(self.write_intent):
            self._ask(one)

    def confirm(self) -> None:
        """The chosen line was compared with its act."""
        one = self.current_line()
        if one is not None and self.attempt(partial(self._desk.meal_norms.confirm, (one,))):
            self._say(one, _("«{name}» is confirmed. Ctrl+Z takes it back."))

    def remove(self) -> None:
        """The school's line goes; one of the program gets its last day."""
        one = self.current_line()
        if one is None or not self.allowed(self.write_intent):
            return
        if not one.own:
            self._end(one)
        elif self.attempt(partial(self._desk.meal_norms.remove, one)):
            self._say(one, _("The school's line «{name}» was taken away. Ctrl+Z takes it back."))

    def _end(self, one: NormLine) -> None:
        write = partial(self._desk.meal_norms.end, one)
        what = of_what(one, self._names)
        dialog = NormEndDialog(write, what, self._desk.today(), self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _ask(self, shown: NormLine) -> None:
        written: list[int] = []

        def write(one: NormLine) -> None:
            written.append(self._desk.meal_norms.write(one))

        today = self._desk.today()
        dialog = MealNormDialog(write, shown, today, self._names, self.window())
        dialog.exec()
        dialog.deleteLater()
        if written:
            found = (n for n, one in enumerate(self._lines, 1) if one.id == written[0])
            self.reload(next(found, None))
        self.take_focus()

    def _say(self, one: NormLine, sentence: str) -> None:
        self._at.messages.say(fill(sentence, {"name": of_what(one, self._names)}))


def _row(place: int, one: NormLine, names: Names, now: str) -> Row:
    kind = _(NORM_OF_WORDS[one.kind])
    act = " · ".join(part for part in (one.act, one.note) if part)
    words = of_what(one, names), said(one, names), since_words(one), until_words(one), act
    return Row(place, (kind, *words, now, _(STATUS_WORDS[one.status])))
