"""Dialogs of who eats how: who pays and by which paper, a diet, a price, the times of a shift."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import date_short, time_of_day
from school_desk.i18n import _, ngettext
from school_desk.nutrition.eating_model import (
    CATEGORY_WORDS,
    DIET_WORDS,
    MEAL_WORDS,
    SOURCE_WORDS,
    Band,
    Category,
    Diet,
    DietCode,
    DietHolder,
    Eater,
    Eating,
    Meal,
    Paper,
    Price,
    Sitting,
    Source,
)
from school_desk.nutrition.eating_rules import price_from
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.diet_words import diet_words
from school_desk.ui.widgets.form_dialog import FormDialog

T = TypeVar("T")
PAYS = tuple(one for one in Source if one is not Source.NONE)


class NotATimeError(DeskError):
    """What is no time of a day; facts: text."""

    sentence = N_("“{text}” is not a time. Type it as 09:15.")


class EatingDialog(FormDialog):
    """`write` is handed how each of the pupils eats from a day on."""

    def __init__(
        self,
        write: Callable[[Sequence[Eating]], object],
        eaters: Sequence[Eater],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Who pays for meals"), _("Write"), sentence=_about(eaters), parent=parent
        )
        self._write, self._eaters = write, eaters
        first = eaters[0]
        own = first.own if len(eaters) == 1 else None
        paper = own.paper if own else Paper()
        self.source = self.choice(_("Who pays"), _words(SOURCE_WORDS), first.source)
        categories: dict[Category | None, str] = {None: _("none")}
        categories.update({one: _(words) for one, words in CATEGORY_WORDS.items()})
        self.category = self.choice(
            _("Category, for the fund"), categories, own.category if own else None
        )
        self.starts = self.day(_("Since"), today)
        self.ends = self.day(
            _("Until"), own.ends if own and own.ends and own.ends >= today else None
        )
        self.kind = self.line(_("Document"), paper.kind, 4)
        self.number = self.line(_("No."), paper.number, 2)
        self.issued = self.day(_("Issued on"), paper.issued_on, 2)
        self.order = self.line(_("Order No."), paper.order_no, 2)
        self.order_day = self.day(_("Order of"), paper.order_date, 2)
        self.decided = self.line(_("Decided by"), paper.decided_by, 6)

    def save(self) -> None:
        """Hand over what was typed."""
        paper = Paper(
            *(self.kind.text(), self.number.text(), self.issued.day()),
            *(self.order.text(), self.order_day.day(), self.decided.text()),
        )
        kept = self.category.currentData()
        category = Category(kept) if kept else None
        source = Source(self.source.currentData())
        term = self.starts.day(), self.ends.day()
        self._write([Eating(one.pupil, source, *term, category, paper) for one in self._eaters])


class DietDialog(FormDialog):
    """`write` is handed the diet; why it is needed is a sealed note of the nurse."""

    def __init__(
        self,
        write: Callable[[Diet], object],
        eater: Eater | DietHolder,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        about = _("{name}. Why it is needed is a sealed note of the nurse, never written here.")
        words = about.format(name=eater.name.full)
        super().__init__(_("Diet"), _("Write"), sentence=words, parent=parent)
        self._write = write
        new = Diet(eater.pupil, DietCode.GLUTEN_FREE, starts=today)
        there = (eater.diet, *eater.diet.also) if eater.diet else ()
        self._diets = (*(replace(one, also=()) for one in there), new)
        self._diet = self._diets[0]
        if there:
            names = {n: diet_words(one) for n, one in enumerate(self._diets[:-1])}
            self.which = self.choice(
                _("Which of the diets"), {**names, len(there): _("one more diet")}, parts=6
            )
            self.which.currentIndexChanged.connect(self._show)
        self.code = self.choice(_("Diet"), _words(DIET_WORDS), self._diet.code)
        self.excluded = self.line(_("Must not be in the food"), self._diet.excluded)
        self.starts = self.day(_("Since"), self._diet.starts)
        self.ends = self.day(_("Until"), self._diet.ends)

    def _show(self, number: int) -> None:
        """Another of the pupil's diets, or a new one beside them."""
        self._diet = self._diets[number]
        self.code.setCurrentIndex(self.code.findData(self._diet.code))
        self.excluded.setText(self._diet.excluded)
        self.starts.show_day(self._diet.starts)
        self.ends.show_day(self._diet.ends)

    def save(self) -> None:
        """Hand over what was typed."""
        self._write(
            replace(
                self._diet,
                code=DietCode(self.code.currentData()),
                excluded=self.excluded.text(),
                starts=self.starts.day(),
                ends=self.ends.day(),
            )
        )


class PriceDialog(FormDialog):
    """`write` is handed the price; the one before it ends the day before."""

    def __init__(
        self,
        write: Callable[[Price], object],
        bands: Sequence[Band],
        today: date,
        shown: Price | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the price") if shown else _("Price of a portion")
        super().__init__(question, _("Write"), parent=parent)
        self._write, self._of, self._today = write, shown.id if shown else 0, today
        names = {one.code: band_words(one) for one in bands}
        self.band = self.choice(_("Classes"), names, shown.band if shown else None)
        paying: dict[Source, str] = {one: _(SOURCE_WORDS[one]) for one in PAYS}
        source = shown.source if shown else Source.PARENT
        self.source = self.choice(_("Who pays"), paying, source)
        meals: dict[Meal, str] = _words(MEAL_WORDS)
        meal = shown.meal if shown else Meal.LUNCH
        self.meal = self.choice(_("Meal"), meals, meal)
        self.tenge = self.line(_("Tenge"), str(shown.tenge).replace(".", ",") if shown else "")
        self.starts = self.day(_("Since"), shown.starts if shown else today)
        self.ends = self.day(_("Until"), shown.ends if shown else None)
        self.contract = self.line(_("Contract"), shown.contract if shown else "")
        self.region = self.line(_("Region"), shown.region if shown else "")

    def save(self) -> None:
        """Hand over what was typed."""
        self._write(
            Price(
                str(self.band.currentData()),
                Source(self.source.currentData()),
                Meal(self.meal.currentData()),
                price_from(self.tenge.text()),
                self.starts.day() or self._today,
                self.ends.day(),
                self.contract.text(),
                self.region.text(),
                self._of,
            )
        )


class SittingDialog(FormDialog):
    """`write` is handed the times of a shift; by this the school has checked them."""

    def __init__(
        self, write: Callable[[Sitting], object], shown: Sitting, parent: QWidget | None = None
    ) -> None:
        title = _("Times of meals, shift {n}").format(n=shown.shift)
        super().__init__(title, _("Write"), parent=parent)
        self._write, self._shift = write, shown.shift
        self.meal = self.choice(_("Meal"), _words(MEAL_WORDS), shown.meal)
        self.count = self.line(_("Attendance is due by"), time_of_day(shown.count_by))
        self.order = self.line(_("The order is due by"), time_of_day(shown.order_by))
        self.accept_by = self.line(_("The canteen answers by"), time_of_day(shown.accept_by))

    def save(self) -> None:
        """Hand over what was typed."""
        count, order, answer = (
            _time(one.text()) for one in (self.count, self.order, self.accept_by)
        )
        meal = Meal(self.meal.currentData())
        self._write(Sitting(self._shift, meal, count, order, answer, Status.CHECKED))


def band_words(band: Band) -> str:
    """The classes of a band with its years of age."""
    words = _("classes {first}–{last} ({code} years old)")
    return words.format(first=band.first, last=band.last, code=band.code.replace("-", "–"))


def term_words(starts: date | None, ends: date | None) -> tuple[str, str]:
    """The first and the last day; nothing where it is open."""
    return date_short(starts) if starts else "", date_short(ends) if ends else ""


def _words(words: Mapping[T, str]) -> dict[T, str]:
    return {one: _(text) for one, text in words.items()}


def _about(eaters: Sequence[Eater]) -> str:
    if len(eaters) == 1:
        return eaters[0].name.full
    return ngettext("{n} pupil", "{n} pupils", len(eaters)).format(n=len(eaters))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        raise NotATimeError(text=text) from None
