"""Dialogs of a norm: what a line of its kind says from a day on, and its last day."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from school_desk.i18n import _
from school_desk.nutrition.card_model import TAG_WORDS, DishTag
from school_desk.nutrition.eating_model import SOURCE_WORDS, Source
from school_desk.nutrition.meal_norm_entry_rules import typed_code
from school_desk.nutrition.meal_norm_model import (
    ALWAYS,
    EATERY_WORDS,
    FIGURES,
    NORM_OF_WORDS,
    NormLine,
    NormOf,
)
from school_desk.nutrition.menu_model import Eatery
from school_desk.nutrition.nutrient_rules import typed_number
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.meal_norm_words import CODES, MEALS, Names
from school_desk.ui.nutrition.tick_list import TickList
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import ROOM, FormDialog

_HIGH = 132
Code = TypeVar("Code", bound=str)


class MealNormDialog(FormDialog):
    """`write` is handed the line; `shown` has an empty code where another one is written."""

    def __init__(
        self,
        write: Callable[[NormLine], object],
        shown: NormLine,
        today: date,
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        words = _(NORM_OF_WORDS[shown.kind])
        about = _("It counts from its day on; until then what was before it.")
        super().__init__(_capital(words), _("Write"), sentence=about, parent=parent)
        self._write, self._shown, self._today, self._names = write, shown, today, names
        self._codes: list[QComboBox | QLineEdit] = []
        self._ask_code()
        if shown.kind in (NormOf.BAN, NormOf.SIGN):
            self.kk = self.line(_("In Kazakh"), shown.names.get("kk", ""))
            self.ru = self.line(_("In Russian"), shown.names.get("ru", ""))
        self.figures = [
            self.line(
                _capital(_(one)), exact(shown.figures[n]) if shown.figures else "", self._width()
            )
            for n, one in enumerate(FIGURES[shown.kind])
        ]
        self.places: TickList | None = None
        self.tags: TickList | None = None
        self.products: TickList | None = None
        self._ask_held()
        self.pays: QComboBox | None = None
        if shown.kind is NormOf.BAND:
            sources = {one: _(text) for one, text in SOURCE_WORDS.items()}
            self.pays = self.choice(_("Who pays, unless written otherwise"), sources, shown.pays, 6)
        going_on = shown.own and shown.starts >= today
        parts = ROOM if shown.kind in ALWAYS else 3
        self.starts = self.day(_("Since"), shown.starts if going_on else today, parts)
        if shown.kind not in ALWAYS:
            self.ends = self.day(_("Until (may be empty)"), shown.ends)
        self.act = self.line(_("Act"), shown.act)
        self.note = self.line(_("Note"), shown.note)
        self.checked = self.tick(_("Compared with the act"), ROOM, ticked=True)

    def save(self) -> None:
        """Hand over what was typed."""
        shown, named = self._shown, self._shown.kind in (NormOf.BAN, NormOf.SIGN)
        names = {"kk": self.kk.text(), "ru": self.ru.text()} if named else {}
        if named and names.items() <= shown.names.items():
            names = dict(shown.names)
        self._write(
            replace(
                shown,
                code=self._code(),
                starts=self.starts.day() or self._today,
                ends=None if shown.kind in ALWAYS else self.ends.day(),
                figures=tuple(typed_number(one.text()) for one in self.figures),
                names=names,
                places=frozenset(map(Eatery, self.places.ticked()))
                if self.places
                else shown.places,
                tags=frozenset(map(DishTag, self.tags.ticked())) if self.tags else shown.tags,
                products=self.products.ticked() if self.products else shown.products,
                pays=Source(self.pays.currentData()) if self.pays else None,
                act=self.act.text(),
                note=self.note.text(),
                status=Status.CHECKED if self.checked.isChecked() else Status.TO_CHECK,
            )
        )

    def _code(self) -> str:
        if not self._codes or self._shown.code:
            return self._shown.code
        parts = [
            str(one.currentData()) if isinstance(one, QComboBox) else one.text()
            for one in self._codes
        ]
        return typed_code(self._shown.kind, parts)

    def _ask_code(self) -> None:
        """Of what the line is: chosen once, the same through time."""
        kind, parts = self._shown.kind, (*self._shown.parts, "", "")
        if kind in CODES:
            words = {code: _(text) for code, text in CODES[kind].items()}
            self._codes = [self.choice(_("Of what"), words, parts[0], ROOM)]
        elif kind is NormOf.TARGET:
            meals = {code: _(text) for code, text in MEALS.items()}
            self._codes = [self.choice(_("Meal"), meals, parts[0]), self._band(parts[1], 3)]
        elif kind in (NormOf.NEED, NormOf.BAND):
            self._codes = [self._band(parts[0], ROOM)]
        elif kind in (NormOf.REPLACEMENT, NormOf.PIECE):
            captions = (_("Product"), _("Substitute"))[: 1 + (kind is NormOf.REPLACEMENT)]
            self._codes = [
                self.choice(caption, self._names, part)
                for caption, part in zip(captions, parts, strict=False)
            ]
        for field in self._codes:
            field.setEnabled(not self._shown.code)

    def _band(self, code: str, parts: int) -> QLineEdit:
        return self.line(_("Age, such as 7-10"), code.replace("-", "–"), parts)

    def _ask_held(self) -> None:
        """Where it holds; what it forbids."""
        shown = self._shown
        if shown.kind not in (NormOf.BAN, NormOf.LIMIT):
            return
        places = {one: _(text) for one, text in EATERY_WORDS.items()}
        self.places = self._ticks(_("Where it holds"), places, shown.places)
        if shown.kind is NormOf.BAN:
            tags = {one: _(text) for one, text in TAG_WORDS.items()}
            self.tags = self._ticks(_("Marks of dishes"), tags, shown.tags)
            self.products = self._ticks(_("Products"), self._names, shown.products)

    def _ticks(self, caption: str, words: Mapping[Code, str], ticked: Collection[Code]) -> TickList:
        """What is ticked stands first."""
        order = sorted(words, key=lambda one: one not in ticked)
        made = TickList(caption, {one: words[one] for one in order}, ticked, _HIGH)
        self.put(Field(caption, made), 2 if self._shown.kind is NormOf.BAN else 3)
        return made

    def _width(self) -> int:
        return 3 if len(FIGURES[self._shown.kind]) in (1, 2, 4) else 2


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class NormEndDialog(FormDialog):
    """`write` is handed the last day of a line."""

    def __init__(
        self,
        write: Callable[[date], object],
        what: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Last day of the line"), _("Write"), sentence=what, parent=parent)
        self._write, self._today = write, today
        self.last = self.day(_("Last day"), today, ROOM)

    def save(self) -> None:
        """Hand over the day."""
        self._write(self.last.day() or self._today)
