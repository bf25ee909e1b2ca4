"""Lines of what meals are checked by: each of a kind, dated, with its act, confirmed or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from school_desk.errors import N_
from school_desk.nutrition.card_model import DishTag
from school_desk.nutrition.eating_model import Band, Source
from school_desk.nutrition.menu_model import Ban, Eatery, Norms
from school_desk.nutrition.menu_replacement_rules import Replacement
from school_desk.nutrition.month_model import Signs
from school_desk.nutrition.requisition_model import Issuing
from school_desk.school.calendar_model import Status


class NormOf(StrEnum):
    """What a line is of."""

    NEED = "need"
    TARGET = "target"
    SHARE = "share"
    TOLERANCE = "tolerance"
    INTERVAL = "interval"
    TIME = "time"
    LIMIT = "limit"
    BAN = "ban"
    REPLACEMENT = "replacement"
    BAND = "band"
    SEASON = "season"
    PIECE = "piece"
    SIGN = "sign"
    DUE = "due"


NORM_OF_WORDS: Mapping[NormOf, str] = {
    NormOf.NEED: N_("need of a day"),
    NormOf.TARGET: N_("energy of a meal"),
    NormOf.SHARE: N_("share of a meal in the day"),
    NormOf.TOLERANCE: N_("tolerance of targets"),
    NormOf.INTERVAL: N_("time between meals"),
    NormOf.TIME: N_("time of a meal"),
    NormOf.LIMIT: N_("limit of salt or sugar"),
    NormOf.BAN: N_("forbidden"),
    NormOf.REPLACEMENT: N_("replacement of a product"),
    NormOf.BAND: N_("age band"),
    NormOf.SEASON: N_("season of the menu"),
    NormOf.PIECE: N_("weight of a piece"),
    NormOf.SIGN: N_("sign of the month sheet"),
    NormOf.DUE: N_("day a report is due"),
}

FIGURES: Mapping[NormOf, tuple[str, ...]] = {
    NormOf.NEED: (N_("kcal"), N_("protein, g"), N_("fat, g"), N_("carbohydrate, g")),
    NormOf.TARGET: (N_("kcal"),),
    NormOf.SHARE: (N_("aim, %"), N_("from, %"), N_("to, %")),
    NormOf.TOLERANCE: (N_("percent"),),
    NormOf.INTERVAL: (N_("hours at most"),),
    NormOf.TIME: (N_("hour"), N_("minutes")),
    NormOf.LIMIT: (N_("g in 100 g"),),
    NormOf.BAN: (),
    NormOf.REPLACEMENT: (N_("g of the substitute"), N_("for g of the product")),
    NormOf.BAND: (N_("from class"), N_("to class")),
    NormOf.SEASON: (N_("day"), N_("month")),
    NormOf.PIECE: (N_("g"),),
    NormOf.SIGN: (),
    NormOf.DUE: (N_("day of the month"),),
}
"""What the figures of a kind are, in their order."""

ALWAYS = frozenset((NormOf.TOLERANCE, NormOf.SEASON, NormOf.SIGN, NormOf.DUE))
"""Kinds that something always counts of: such a line is replaced, never ended."""

EATERY_WORDS: Mapping[Eatery, str] = {
    Eatery.SCHOOL: N_("school"),
    Eatery.KINDERGARTEN: N_("kindergarten"),
    Eatery.BUFFET: N_("buffet"),
}


@dataclass(frozen=True, slots=True)
class NormLine:
    """A line between two days (both included, None is open).

    Args:
        code: of what within its kind: a band, `lunch/7-10`, `salt`, `beef1/horse1`.
        figures: as FIGURES names them.
        names: of a ban in kk, ru, en; the sign of a month sheet in kk, ru.
        pays: of a band: who pays unless something else is written for a pupil.
        own: the school wrote it; else it came with the program.
        over: the school's word on a line that came with the program, same day: confirmed, ended.
    """

    kind: NormOf
    code: str = ""
    starts: date = date.min
    ends: date | None = None
    figures: tuple[Decimal, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    places: frozenset[Eatery] = frozenset()
    tags: frozenset[DishTag] = frozenset()
    products: frozenset[str] = frozenset()
    pays: Source | None = None
    act: str = ""
    note: str = ""
    status: Status = Status.TO_CHECK
    own: bool = False
    over: bool = False
    id: int = 0

    @property
    def key(self) -> tuple[NormOf, str]:
        """What is the same through time."""
        return self.kind, self.code

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of its code."""
        return tuple(self.code.split("/"))

    def holds_on(self, day: date) -> bool:
        """Whether a day is between its days."""
        ends = None if self.kind in ALWAYS else self.ends
        return self.starts <= day and (ends is None or day <= ends)


@dataclass(frozen=True, slots=True)
class DayNorms:
    """Everything that counts on a day."""

    norms: Norms
    bans: tuple[Ban, ...]
    table: tuple[Replacement, ...]
    bands: tuple[Band, ...]
    signs: Signs
    issuing: Issuing

    @property
    def band_codes(self) -> tuple[str, ...]:
        """The bands, in their order."""
        return tuple(one.code for one in self.bands)
