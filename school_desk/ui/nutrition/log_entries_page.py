"""A log as one types it: what is written, and below it pale lines of what the day waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.i18n import _, current, ngettext
from school_desk.intents import Scope
from school_desk.nutrition.log_forms_rules import COLD, OLD_HEALTH
from school_desk.nutrition.log_model import Entry, Kind, Log, LogColumn, LogMonth, Value
from school_desk.nutrition.log_rules import blank, missing_in, with_consequences
from school_desk.nutrition.log_words_document import value_text
from school_desk.ui.nutrition.log_columns import edit_text, entry_columns
from school_desk.ui.nutrition.log_dialog import LogDialog, ReasonDialog
from school_desk.ui.nutrition.log_grid import NEW
from school_desk.ui.nutrition.log_pages import LogPage
from school_desk.ui.nutrition.log_typing import read_value
from school_desk.ui.paper_dialog import Paper, Wish
from school_desk.ui.widgets.cells_model import CellRow


@dataclass(frozen=True, slots=True)
class Step:
    """Where typing goes on after something was typed.

    `row`: None, the line below; `refusal`: why the line is not written yet.
    """

    row: int | None
    column: str
    refusal: DeskError | None = None


class EntriesPage(LogPage):
    """A log; lines below zero are what its day waits for, line 0 takes another entry."""

    def __init__(self, desk: Desk, parent: QWidget, log: Log) -> None:
        super().__init__(desk, parent)
        self.log, self.code, self.words = log, log.code, log.title
        self.row_table, self.write_intent = log.table, log.write
        self.columns = entry_columns(log)
        self.shown: LogMonth | None = None
        self.waiting: dict[int, Entry] = {}
        self.drafts: dict[int, dict[str, Value]] = {}
        self._numbers: dict[tuple[date, str], int] = {}

    def turn_to(self, day: date, band: str) -> None:
        if day != self.day:
            self.drafts = {}
        super().turn_to(day, band)

    # What is shown

    def cells(self) -> Sequence[CellRow]:
        """Read again: the month's entries, then what the day waits for."""
        self.shown = self.desk.meal_logs.month(self.code, self.day)
        self._read_waiting()
        written = [self._row(one.id, frozenset()) for one in self.shown.entries]
        pale = frozenset(range(len(self.columns)))
        return [*written, *(self._row(number, pale) for number in self.waiting)]

    def subtitle(self) -> str:
        shown = self.shown
        if shown is None:
            return ""
        count = len(shown.entries)
        words = ngettext("{n} entry", "{n} entries", count).format(n=count)
        left = sum(number < NEW for number in self.waiting)
        waits = _("not written yet: {n}").format(n=left) if left else ""
        late = _("past its term, not gone yet: {n}").format(n=len(shown.late)) if shown.late else ""
        loose = _("to be put in order: {n}").format(n=len(self.loose)) if self.loose else ""
        shut = _("signs of illness are open to the nurse only") if shown.shut else ""
        return " · ".join(one for one in (words, waits, late, loose, shut) if one)

    @property
    def loose(self) -> frozenset[int]:
        """The lines whose person is a name only."""
        entries = self.shown.entries if self.shown else ()
        return frozenset(one.id for one in entries if one.loose)

    def table_of(self, row: int) -> str:
        return OLD_HEALTH if row in self.loose else self.row_table

    def start(self) -> tuple[int | None, str]:
        """Where typing begins: what waits first, an evening that is empty, else another entry."""
        first = next((one for one in self.waiting if one < NEW), None)
        if first is None and self.log is COLD:
            evening = next((one.id for one in self._today() if one["evening"] is None), None)
            if evening is not None:
                return evening, "evening"
        if first is None and self.waiting:
            first = NEW
        if first is None:
            entries = self.shown.entries if self.shown else ()
            first = entries[-1].id if entries else None
        return first, self.column_of(first)

    def column_of(self, row: int | None) -> str:
        """The column of a line that is looked at first."""
        wanted = missing_in(self.line(row)) if row is not None and row <= NEW else ""
        kinds = (Kind.DEGREES, Kind.CHOICE, Kind.CHECK)
        looked = (one.name for one in self.log.asked if one.kind in kinds and not self._shut(one))
        return wanted or next(looked, self.log.told or self.log.asked[0].name)

    def name_of(self, row: int) -> str:
        """What a written line is called in its history."""
        texts = self._row(row, frozenset()).texts
        return " ".join(one for one in texts[:2] if one)

    # What is typed

    def type_in(self, row: int, name: str, text: str, *, entered: bool) -> Step:
        """A text in a cell, or raise; `entered`: a line that waits is written if it is whole."""
        column, shown = self.log.column(name), self.shown
        now = shown.moment if shown else self.desk.now()
        value = read_value(column, text.strip(), now, self.choices_of(column))
        return self.take(row, name, value, entered=entered)

    def pick(self, row: int, name: str, digit: int) -> Step:
        """A digit: the line is written with this choice."""
        codes = list(self.choices_of(self.log.column(name)))
        check = self.log.column(name).kind is Kind.CHECK
        value: Value = codes[digit - 1] == "yes" if check else codes[digit - 1]
        return self.take(row, name, value, entered=True)

    def turn(self, row: int, name: str) -> Step:
        """Space: the other answer; a line that waits is not written yet."""
        return self.take(row, name, not self.line(row)[name], entered=False)

    def take(self, row: int, name: str, value: Value, *, entered: bool) -> Step:
        """A value of a line: kept until the line is whole, then written; or raise."""
        before = dict(self.drafts.get(row, {}))
        self.drafts[row] = {**before, name: value}
        if row <= NEW and not entered:
            return Step(row, name)
        wanted = missing_in(self.line(row)) if row <= NEW else ""
        if wanted:
            return Step(row, wanted)
        try:
            return self._written(row, name)
        except DeskError as refusal:
            place = getattr(refusal, "mend_in", "")
            if place:
                return Step(row, place, refusal)
            self.drafts[row] = before
            raise

    def confirm(self, row: int) -> Step:
        """Enter: the line as it stands, or where something is missing, or raise."""
        wanted = missing_in(self.line(row))
        if wanted:
            return Step(row, wanted)
        try:
            return self._written(row, self.column_of(row))
        except DeskError as refusal:
            place = getattr(refusal, "mend_in", "")
            if place:
                return Step(row, place, refusal)
            raise

    def drop(self, row: int) -> bool:
        """Forget what was typed in a line and is not written; whether there was something."""
        return bool(self.drafts.pop(row, None))

    def choices_of(self, column: LogColumn) -> Mapping[str, str]:
        """The words of each code that a column takes, in their order."""
        return {code: _(words) for code, words in column.choices.items()}

    # Dialogs

    def dialog(self, row: int) -> QDialog | None:
        shown, before = self.shown, self._entry(row)
        if shown is None:
            return None
        offer = self.desk.meal_logs.offer(self.code, before.day if before else self.day)
        if row <= NEW and row in self.waiting:
            offer = replace(offer, values=self.line(row).values)
        elif before:
            offer = replace(offer, values=before.values)
        write = partial(self._write, shown, row if before else 0)
        over = before is not None and before.day < self.desk.today()
        correcting = before is not None
        dialog = LogDialog(
            *(write, shown, offer), correcting=correcting, over=over, parent=self._window
        )
        dialog.leave_open(correcting=correcting and row in self.loose)
        return dialog

    def remove(self, row: int) -> QDialog | None:
        one, shown = self._entry(row), self.shown
        if one is None or shown is None:
            return None
        if one.day < self.desk.today():
            return ReasonDialog(partial(self.desk.meal_logs.remove, shown, row), self._window)
        self.desk.meal_logs.remove(shown, row)
        return None

    def papers(self) -> tuple[Paper, ...]:
        papers, month = self.desk.log_papers, self.day

        def write(wish: Wish, out: Path) -> object:
            return papers.log(self.code, month, wish.language, wish.fmt, out)

        return (Paper(f"{self.log.table}-{month:%Y-%m}", write, _(self.words)),)

    # How it is done

    def line(self, row: int) -> Entry:
        """A line with what was typed in it and what follows from that."""
        found = self._entry(row) or self.waiting[row]
        for name, value in self.drafts.get(row, {}).items():
            found = replace(found, values={**found.values, name: value})
            found = with_consequences(found, name)
        return found

    def _written(self, row: int, name: str) -> Step:
        """Write a line; where to go on: to the next that waits, else below."""
        shown, before = self.shown, self._entry(row)
        if shown is None:
            return Step(row, name)
        if before is not None and before.day < self.desk.today():
            self._ask_reason(shown, before)
            return Step(None, name)
        after = self._following(row)
        if before is None:
            self._read_waiting()
        self.desk.meal_logs.put(shown, self.line(row).values, max(row, 0))
        self.drafts.pop(row, None)
        return Step(None, name) if before is not None else Step(after, self.column_of(after))

    def _ask_reason(self, shown: LogMonth, before: Entry) -> None:
        """A day that is over: nothing is written without the reason."""
        values = self.line(before.id).values
        self.drafts.pop(before.id, None)

        def write(reason: str) -> None:
            self.desk.meal_logs.put(shown, values, before.id, reason)

        dialog = ReasonDialog(write, self._window, correcting=True)
        dialog.exec()
        dialog.deleteLater()

    def _following(self, row: int) -> int | None:
        """The line that waits after this one, else the first that waits, else another entry."""
        lines = [one for one in self.waiting if one < NEW]
        later = [one for one in lines if lines.index(one) > lines.index(row)] if row < NEW else []
        left = [one for one in lines if one != row]
        return next(iter((*later, *left, *(one for one in self.waiting if one == NEW))), None)

    def _read_waiting(self) -> None:
        self.waiting = {}
        if self.desk.why_not(self.write_intent, Scope()) is not None:
            return
        for one in self.desk.meal_logs.proposals(self.code, self.day):
            key = self.day, one.text(self.log.told)
            number = self._numbers.setdefault(key, -1 - len(self._numbers))
            self.waiting[number] = replace(one, id=number)
        if not self.log.born:
            begun = self.desk.meal_logs.offer(self.code, self.day).values
            told = {self.log.told: None} if self.log.told else {}
            self.waiting[NEW] = blank(self.log, {**begun, **told})

    def _today(self) -> Sequence[Entry]:
        entries = self.shown.entries if self.shown else ()
        return [one for one in entries if one.day == self.day]

    def _entry(self, row: int) -> Entry | None:
        entries = self.shown.entries if self.shown else ()
        return next((one for one in entries if one.id == row), None) if row > NEW else None

    def _write(self, shown: LogMonth, row: int, values: Mapping[str, Value], reason: str) -> object:
        return self.desk.meal_logs.put(shown, values, row, reason)

    def _shut(self, column: LogColumn) -> bool:
        return column.computed or column.name in self.log.born

    def _row(self, number: int, pale: frozenset[int]) -> CellRow:
        entry, shown = self.line(number), self.shown
        units = shown.units if shown else {}
        columns = self.log.columns
        texts = [value_text(one, entry[one.name], current(), units) for one in columns]
        edits = tuple(
            edit_text(one, entry[one.name], text) for one, text in zip(columns, texts, strict=True)
        )
        if shown is not None and entry.id in shown.late and entry["left"]:
            place = next(n for n, one in enumerate(columns) if one.name == "left")
            texts[place] = _("past its term: {words}").format(words=texts[place])
        if number in self.loose:
            place = next(n for n, one in enumerate(columns) if one.name == self.log.told)
            texts[place] = _("{words}: to be put in order").format(words=texts[place])
        typed = self.drafts.get(number, {})
        fresh = frozenset(n for n, one in enumerate(columns) if one.name in typed)
        if number == NEW:
            place = next(n for n, one in enumerate(columns) if one.name == self.column_of(NEW))
            texts[place] = texts[place] or _("type here")
        late = shown is not None and entry.id in shown.late
        warned = fresh if number > NEW else frozenset[int]()
        everything = frozenset(range(len(columns))) if late else frozenset[int]()
        return CellRow(
            number,
            tuple(texts),
            edits=edits,
            muted=pale - fresh,
            bold=fresh,
            warned=warned | everything,
        )
