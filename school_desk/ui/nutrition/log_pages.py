"""What the screen of logs can show: a log, the control of norms, the dated data they stand on."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short, day_in_digits, number
from school_desk.i18n import _, current, fill
from school_desk.nutrition.log_model import Kind
from school_desk.nutrition.log_norm_model import (
    NORM_WORDS,
    Control,
    ControlLine,
    Issued,
    Norm,
    NormKind,
    Span,
    Unit,
)
from school_desk.nutrition.log_norm_rules import places_of
from school_desk.nutrition.log_text_rules import range_text
from school_desk.nutrition.product_model import STATUS_WORDS
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.norm_dialogs import IssuedDialog, NormDialog
from school_desk.ui.paper_dialog import Paper, Wish
from school_desk.ui.widgets.rows_model import Row

CONTROL, NORMS = "control", "norms"
_NUMBERS = (Kind.AMOUNT, Kind.DEGREES)


class LogPage:
    """One thing to show: its table, what can be written, its papers. `ask` runs a dialog."""

    code = ""
    words = ""
    row_table = ""
    write_intent = ""
    of_month = True
    heads: Sequence[str] = ()
    shares: Sequence[float] = ()
    numbers: Collection[int] = ()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.desk, self.parent = desk, parent
        self.day, self.band = desk.today(), ""

    def turn_to(self, day: date, band: str) -> None:
        """The day whose month is shown and of which new lines are, and the age."""
        self.day, self.band = day, band

    @property
    def _window(self) -> QWidget:
        return self.parent.window()

    def rows(self) -> Sequence[Row]:
        """Read again what is shown."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """What stands beside the title."""
        raise NotImplementedError

    def dialog(self, row: int) -> QDialog | None:
        """What asks for another line (row 0) or for how a line really is."""
        raise NotImplementedError

    def remove(self, row: int) -> QDialog | None:
        """Take a line away, or give the dialog that asks why; nothing where lines stay."""

    def papers(self) -> tuple[Paper, ...]:
        """What can be printed."""
        return ()

    def table_of(self, _row: int) -> str:
        """In which table a line is kept."""
        return self.row_table

    def name_of(self, row: int) -> str:
        """What a line is called in its history."""
        return next((" ".join(one.texts[:2]) for one in self.rows() if one.id == row), "")


class ControlPage(LogPage):
    """Form 4: norms beside what was issued, by decade and month. Ctrl+N writes a day."""

    code, words, write_intent = CONTROL, N_("Control of norms"), "Write norms control"
    row_table = "log_issued"
    heads = (
        N_("Product"),
        N_("Norm"),
        *(N_("Average, 1–10"), N_("%, 1–10"), N_("Average, 11–20"), N_("%, 11–20")),
        *(N_("Average, 21–end"), N_("%, 21–end"), N_("Average, month"), N_("%, month")),
        N_("Figures"),
    )
    shares = (2.6, 0.9, 1.1, 0.9, 1.1, 0.9, 1.1, 0.9, 1.1, 0.9, 1.2)
    numbers = range(1, 10)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.sheet: Control | None = None

    def rows(self) -> Sequence[Row]:
        self.sheet = self.desk.log_norms.control(self.day, self.band)
        return [Row(n, _control_texts(one)) for n, one in enumerate(self.sheet.lines, 1)]

    def subtitle(self) -> str:
        sheet = self.sheet
        if sheet is None:
            return ""
        facts = {"n": number(sheet.child_days[Span.MONTH])}
        words = fill(_("Child-days of the month: {n}"), facts)
        if not sheet.without_children:
            return words
        day = date_short(sheet.without_children[0])
        lonely = fill(_("{day}: issued, but nobody is counted"), {"day": day})
        return f"{words} · {lonely}"

    def dialog(self, _row: int) -> QDialog | None:
        norms, day, band = self.desk.log_norms, self.day, self.band
        issued, written = norms.issued(day, band), self._is_written(day)
        over = written and day < self.desk.today()
        products = norms.food_norms(day, band)
        return IssuedDialog(self._write, issued, products, over=over, parent=self._window)

    def papers(self) -> tuple[Paper, ...]:
        papers, month, band = self.desk.log_papers, self.day, self.band

        def write(wish: Wish, out: Path) -> object:
            return papers.control(month, band, wish.language, wish.fmt, out)

        return (Paper(f"log_norms-{month:%Y-%m}-{band}", write, _(self.words)),)

    def _is_written(self, day: date) -> bool:
        sheet = self.sheet
        lines = sheet.lines if sheet else ()
        return any(day in one.by_day for one in lines) or bool(sheet and day in sheet.portions)

    def _write(self, issued: Issued, reason: str) -> object:
        self.desk.log_norms.put_issued(issued, reason)
        return None


class NormsPage(LogPage):
    """Refrigerators, doses, norms: dated data, each shown as sure as it is."""

    code, words, write_intent = NORMS, N_("Norms and refrigerators"), "Write kitchen norms"
    row_table = "log_norm"
    of_month = False
    heads = (
        *(
            N_("Kind of norm"),
            N_("Name of the norm"),
            N_("Age"),
            N_("Value"),
            N_("Since"),
            N_("Figures"),
        ),
    )
    shares = (2.0, 2.4, 0.9, 1.2, 1.1, 1.4)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.found: tuple[Norm, ...] = ()

    def rows(self) -> Sequence[Row]:
        self.found = self.desk.log_norms.norms(self.desk.today())
        return [Row(n, _norm_texts(one)) for n, one in enumerate(self.found, 1)]

    def subtitle(self) -> str:
        unsure = sum(one.status is Status.TO_CHECK for one in self.found)
        return _("to be checked: {n}").format(n=unsure) if unsure else ""

    def dialog(self, row: int) -> QDialog | None:
        shown = self.found[row - 1] if row else None
        return NormDialog(self.desk.log_norms.put_norm, self.desk.today(), shown, self._window)

    def remove(self, row: int) -> QDialog | None:
        if row:
            self.desk.log_norms.remove_norm(self.found[row - 1])
        return None


def _control_texts(line: ControlLine) -> tuple[str, ...]:
    norm = line.norm
    return _named(norm), _number(norm.value), *_outcomes(line), _differs(line) or _sure(norm)


def _differs(line: ControlLine) -> str:
    """The first day on which something else was typed than the store-room issued."""
    for day, (typed, issued) in sorted(line.differs.items()):
        words = _("{day}: typed {typed}, store-room {issued}")
        return words.format(day=day_in_digits(day), typed=exact(typed), issued=exact(issued))
    return ""


def _number(value: Decimal | None) -> str:
    return NOTHING if value is None else exact(value)


def _outcomes(line: ControlLine) -> tuple[str, ...]:
    places = places_of(line.norm)
    found = [line.outcomes[span] for span in Span]
    texts = ((number(one.average, places), number(one.deviation, 1)) for one in found)
    return tuple(text for pair in texts for text in pair)


def _named(norm: Norm) -> str:
    names = norm.names
    return names.get("ru" if current() == "ru" else "kk", "") or NOTHING


def _sure(norm: Norm) -> str:
    return _("planning norm, to be checked") if norm.planning else _(STATUS_WORDS[norm.status])


def _norm_texts(one: Norm) -> tuple[str, ...]:
    cold = one.kind is NormKind.COLD
    value = range_text(one.least, one.most) if cold else _number(one.value)
    if one.kind is NormKind.FOOD:
        unit = _("g") if one.unit is Unit.GRAMS else _("pcs")
        value = f"{value} {unit}"
    since = date_short(one.starts) if one.starts != date.min else NOTHING
    band = one.band.replace("-", "–") or NOTHING
    return _(NORM_WORDS[one.kind]), _named(one), band, value, since, _sure(one)
