"""Dialogs of dated data: a norm, a dose, a refrigerator; and what was issued on a day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.formats import date_short
from school_desk.i18n import _, current
from school_desk.nutrition.log_norm_model import NORM_WORDS, Issued, Norm, NormKind, Unit
from school_desk.nutrition.log_text_rules import degrees_text, read_degrees
from school_desk.nutrition.nutrient_rules import NumberWrongError, typed_number
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.widgets.form_dialog import FormDialog

_NAMED = (NormKind.FOOD, NormKind.COLD)


class NormDialog(FormDialog):
    """`write` is handed the fact; what came with the program is written over from a day on."""

    def __init__(
        self,
        write: Callable[[Norm], object],
        today: date,
        shown: Norm | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the norm") if shown else _("Another norm or refrigerator")
        about = _("It is in force from its day on; until then what was before it.")
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write, self._today = write, today
        one = shown or Norm(NormKind.COLD)
        self._shown = one
        kinds = {kind: _(words) for kind, words in NORM_WORDS.items()}
        self.kind = self.choice(_("Kind of norm"), kinds, one.kind)
        self.kind.setEnabled(shown is None)
        self.starts = self.day(_("Since"), one.starts if one.own else today)
        self.kk = self.line(_("Name in Kazakh"), one.names.get("kk", ""))
        self.ru = self.line(_("Name in Russian"), one.names.get("ru", ""))
        self.band = self.line(_("Age, such as 7-10"), one.band, 2)
        self.value = self.line(_("Value: g, mg or hours"), _number(one.value), 2)
        units = {Unit.GRAMS: _("grams"), Unit.PIECES: _("pieces")}
        self.unit = self.choice(_("Unit of measure"), units, one.unit, 2)
        self.least = self.line(_("From, °C"), _degrees(one.least), 2)
        self.most = self.line(_("To, °C"), _degrees(one.most), 2)
        self.kind.currentIndexChanged.connect(lambda _n: self._fit())
        self._fit()

    def save(self) -> None:
        """Hand over what was typed; who types it has checked it."""
        kind = NormKind(self.kind.currentData())
        cold = kind is NormKind.COLD
        self._write(
            replace(
                self._shown,
                kind=kind,
                starts=self.starts.day() or self._today,
                names={"kk": self.kk.text(), "ru": self.ru.text()} if kind in _NAMED else {},
                band="" if cold else self.band.text().strip().replace("–", "-"),
                value=None if cold else typed_number(self.value.text()),
                unit=Unit(self.unit.currentData()),
                least=_read(self.least) if cold else None,
                most=_read(self.most) if cold else None,
                status=Status.CHECKED,
            )
        )

    def _fit(self) -> None:
        """Only what this kind has can be typed."""
        kind = NormKind(self.kind.currentData())
        cold = kind is NormKind.COLD
        for field, there in (
            (self.kk, kind in _NAMED),
            (self.ru, kind in _NAMED),
            (self.band, kind in (NormKind.FOOD, NormKind.DOSE)),
            (self.value, not cold),
            (self.unit, kind is NormKind.FOOD),
            (self.least, cold),
            (self.most, cold),
        ):
            field.setEnabled(there)


class IssuedDialog(FormDialog):
    """`write` is handed what was issued on a day, and the reason of a correction."""

    def __init__(
        self,
        write: Callable[[Issued, str], object],
        issued: Issued,
        norms: Sequence[Norm],
        *,
        over: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Issued on {day}, age {band}")
        words = question.format(day=date_short(issued.day), band=issued.band.replace("-", "–"))
        about = _("Kilograms gross for all; eggs in pieces. Empty: nothing was issued.")
        if issued.stock:
            about = _(
                "Kilograms gross for all; eggs in pieces. What the store-room issued stands there "
                "already; another number is written beside it, 0 for nothing."
            )
        super().__init__(words, _("Write"), sentence=about, parent=parent)
        self._write, self._issued = write, issued
        self.portions = self.line(_("Child-days (number fed)"), str(issued.portions or ""), 2)
        self.masses: dict[str, QLineEdit] = {}
        for one in norms:
            name = one.names["ru" if current() == "ru" else "kk"]
            if one.code in issued.differs:
                told = _("{name} (store-room: {mass})")
                name = told.format(name=name, mass=_number(issued.stock[one.code]))
            self.masses[one.code] = self.line(name, _number(issued.counted.get(one.code)), 2)
        self.reason = self.line(_("Reason of the correction"), "", 6) if over else None

    def save(self) -> None:
        """Hand over what was typed."""
        masses = {code: _amount(line) for code, line in self.masses.items() if line.text().strip()}
        portions = _amount(self.portions) if self.portions.text().strip() else Decimal(0)
        if portions != portions.to_integral_value():
            raise NumberWrongError(text=self.portions.text())
        found = replace(self._issued, portions=int(portions), masses=masses)
        self._write(found, self.reason.text() if self.reason else "")


def _amount(line: QLineEdit) -> Decimal:
    try:
        return typed_number(line.text())
    except NumberWrongError:
        line.setFocus()
        raise


def _read(line: QLineEdit) -> Decimal | None:
    return read_degrees(line.text()) if line.text().strip() else None


def _number(value: Decimal | None) -> str:
    return "" if value is None else exact(value)


def _degrees(value: Decimal | None) -> str:
    return "" if value is None else degrees_text(value)
