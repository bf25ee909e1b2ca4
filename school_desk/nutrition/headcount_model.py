"""The day's count as values: what attendance says of a pupil, the portion, the class, the order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.eating_model import Diet, DietCode, Sitting, Source
from school_desk.nutrition.plates_model import Plates
from school_desk.school.model import PersonName


class Reason(StrEnum):
    """Why an ordered portion was not eaten, or why a number changed after acceptance."""

    LEFT_EARLY = "left_early"
    REFUSED = "refused"
    LATE_ABSENCE = "late_absence"
    TRANSFERRED = "transferred"
    ERROR = "error"
    GIVEN_EXTRA = "given_extra"
    WRITTEN_OFF = "written_off"
    CAME_LATE = "came_late"
    ATTENDANCE_CAME = "attendance_came"
    LEFT_CLASS = "left_class"
    NO_LESSONS = "no_lessons"


REASON_WORDS: Mapping[Reason, str] = {
    Reason.LEFT_EARLY: N_("left early"),
    Reason.REFUSED: N_("refused"),
    Reason.LATE_ABSENCE: N_("absent after the order"),
    Reason.TRANSFERRED: N_("transferred"),
    Reason.ERROR: N_("error of the list"),
    Reason.GIVEN_EXTRA: N_("given as seconds"),
    Reason.WRITTEN_OFF: N_("written off"),
    Reason.CAME_LATE: N_("came after the order"),
    Reason.ATTENDANCE_CAME: N_("attendance was taken after the order"),
    Reason.LEFT_CLASS: N_("no longer in the class"),
    Reason.NO_LESSONS: N_("the class has no lessons"),
}
BELATED = (Reason.ATTENDANCE_CAME, Reason.LEFT_CLASS, Reason.NO_LESSONS)
"""Why the program offers a correction after the order."""
UNSERVED = tuple(one for one in Reason if one not in (Reason.CAME_LATE, *BELATED))
CHANGED = (Reason.LEFT_EARLY, Reason.REFUSED, Reason.TRANSFERRED, Reason.ERROR, Reason.CAME_LATE)
ADDS = (Reason.CAME_LATE, Reason.ERROR, Reason.TRANSFERRED)
"""Why somebody is cooked for after the order; the others say why not, coming late never does."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What is written of one pupil, one day, one meal.

    Args:
        eats: what the meals officer said before the order: eats, does not; None: as the class.
        ordered: whether it was in the order that was handed over; it never changes afterwards.
        forecast: the order took it from a forecast, since attendance was not taken.
        amended: what a correction after the order made of it.
        served: what was typed at the meal; None: as ordered, less who is absent.
    """

    pupil: int
    class_group: int = 0
    eats: bool | None = None
    ordered: bool = False
    forecast: bool = False
    source: Source = Source.NONE
    diet: DietCode | None = None
    amended: bool | None = None
    reason: Reason | None = None
    served: bool | None = None
    unserved: Reason | None = None
    id: int = 0

    @property
    def wanted(self) -> bool:
        """Whether the canteen cooks it, corrections counted."""
        return self.ordered if self.amended is None else self.amended


@dataclass(frozen=True, slots=True)
class PupilCount:
    """A pupil in the count of a class."""

    pupil: int
    name: PersonName
    absent: bool
    eats: bool
    forecast: bool
    source: Source
    diet: Diet | None = None
    portion: Portion | None = None
    """What is written of the pupil, if anything is."""
    gone: bool = False
    """No longer on the list of the class; the portion was ordered while the pupil was."""

    @property
    def served(self) -> bool:
        """Whether the portion was eaten: cooked, for who is there, unless typed otherwise."""
        if self.portion is None or self.absent or not self.portion.wanted:
            return False
        return self.portion.served is not False

    @property
    def unserved(self) -> Reason | None:
        """Why a cooked portion was not eaten; None where it was, or where nobody has said."""
        if self.portion is None or not self.portion.wanted or self.served:
            return None
        if self.absent and self.portion.unserved is None:
            return Reason.LATE_ABSENCE
        return self.portion.unserved


class Known(StrEnum):
    """Where the number of a class comes from."""

    TAKEN = "taken"
    WAITING = "waiting"  # the lesson is not over its time yet
    MISSING = "missing"  # its time is over and attendance is not taken
    CANCELLED = "cancelled"  # it has no lessons any more on the day that it was ordered for


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class in the count: every number is that of its pupils."""

    class_group: int
    class_label: str
    year_level: int
    band: str
    known: Known
    teacher: int | None = None
    at: datetime | None = None
    pupils: tuple[PupilCount, ...] = ()
    plates: Plates | None = None
    """What the kitchen counted; None: everything as ordered."""

    @property
    def served(self) -> int:
        """Portions eaten."""
        return sum(one.served for one in self.pupils)

    @property
    def differs(self) -> bool:
        """Whether the kitchen counted another number and nobody has said why."""
        one = self.plates
        return one is not None and one.eaten != self.served and not one.is_explained(self.served)

    @property
    def forecast(self) -> bool:
        """Whether its number is a forecast."""
        return self.known in (Known.WAITING, Known.MISSING)

    @property
    def listed(self) -> int:
        """Pupils on the list."""
        return sum(not one.gone for one in self.pupils)

    @property
    def absent(self) -> int:
        """Who is known to be away."""
        return sum(one.absent for one in self.pupils)

    @property
    def eating(self) -> tuple[PupilCount, ...]:
        """Who eats."""
        return tuple(one for one in self.pupils if one.eats)

    @property
    def free(self) -> int:
        """Portions that a family does not pay."""
        return sum(one.source.free for one in self.eating)

    @property
    def paid(self) -> int:
        """Portions that a family pays."""
        return len(self.eating) - self.free

    @property
    def diets(self) -> tuple[Diet, ...]:
        """The diets of who eats."""
        return tuple(one.diet for one in self.eating if one.diet)

    @property
    def refused(self) -> int:
        """Who is there and said not to eat today."""
        found = (one.portion for one in self.pupils if not one.absent)
        return sum(one is not None and one.eats is False for one in found)


@dataclass(frozen=True, slots=True)
class Belated:
    """A correction that is offered: whether the pupil is to be cooked for, and why."""

    pupil: PupilCount
    wanted: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What the canteen cooks for a class; `forecast`: attendance was not taken."""

    class_label: str
    band: str
    portions: int
    free: int = 0
    paid: int = 0
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class DietPlate:
    """A plate that is cooked apart, with the pupil's name: it must reach nobody else.

    `pupil` and `diet` are the rows it is ordered for; 0 in a sheet that was read. `also`: other
    diets of the same pupil, which the same plate must keep to.
    """

    class_label: str
    name: str
    code: DietCode
    excluded: str = ""
    pupil: int = field(default=0, compare=False)
    diet: int = field(default=0, compare=False)
    also: "tuple[DietPlate, ...]" = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The order in counts, as the canteen has it; `kept`: the text that it was read from."""

    lines: tuple[SheetLine, ...] = ()
    plates: tuple[DietPlate, ...] = ()
    kept: str | None = field(default=None, compare=False)

    @property
    def portions(self) -> int:
        """How many are cooked."""
        return sum(one.portions for one in self.lines)

    @property
    def by_band(self) -> Mapping[str, int]:
        """Portions by band, in the order of the classes."""
        found: dict[str, int] = {}
        for one in self.lines:
            found[one.band] = found.get(one.band, 0) + one.portions
        return found


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a sitting: handed to the canteen, accepted by it, settled at the end."""

    handed_by: int | None = None
    handed_at: datetime | None = None
    accepted_by: int | None = None
    accepted_at: datetime | None = None
    settled_by: int | None = None
    settled_at: datetime | None = None
    sheet: Sheet = Sheet()
    id: int = 0

    @property
    def handed(self) -> bool:
        """Whether the canteen has it."""
        return self.handed_at is not None

    @property
    def accepted(self) -> bool:
        """Whether the canteen took it: from then on its number is locked."""
        return self.accepted_at is not None

    @property
    def settled(self) -> bool:
        """Whether the day was reconciled."""
        return self.settled_at is not None


@dataclass(frozen=True, slots=True)
class DayCount:
    """A sitting of a day: all classes and the order."""

    day: date
    sitting: Sitting
    classes: tuple[ClassCount, ...]
    order: Order = Order()
    now: datetime | None = None
    people: Mapping[int, PersonName] = field(default_factory=dict)
    form: Form = field(default_factory=Form)

    @property
    def portions(self) -> int:
        """How many eat."""
        return sum(len(one.eating) for one in self.classes)

    @property
    def forecast(self) -> tuple[ClassCount, ...]:
        """Classes whose number is a forecast."""
        return tuple(one for one in self.classes if one.forecast)

    @property
    def missing(self) -> tuple[ClassCount, ...]:
        """Classes whose attendance should have been taken by now."""
        return tuple(one for one in self.classes if one.known is Known.MISSING)

    @property
    def by_source(self) -> Mapping[Source, int]:
        """Portions by who pays."""
        found = [pupil.source for one in self.classes for pupil in one.eating]
        return {source: found.count(source) for source in Source if source in found}

    @property
    def by_band(self) -> Mapping[str, int]:
        """Portions by band, in the order of the classes."""
        found: dict[str, int] = {}
        for one in self.classes:
            found[one.band] = found.get(one.band, 0) + len(one.eating)
        return found

    @property
    def by_diet(self) -> Mapping[DietCode, int]:
        """Portions apart, by diet."""
        found = [diet.code for one in self.classes for diet in one.diets]
        return {code: found.count(code) for code in DietCode if code in found}

    @property
    def ordered(self) -> int:
        """Portions of the order as it was handed over."""
        return sum(one.ordered for one in self._written())

    @property
    def wanted(self) -> int:
        """Portions to cook, corrections counted."""
        return sum(one.wanted for one in self._written())

    @property
    def served(self) -> int:
        """Portions eaten."""
        return sum(one.served for one in self.classes)

    @property
    def differing(self) -> tuple[ClassCount, ...]:
        """Classes of which the kitchen counted another number, and nobody has said why."""
        return tuple(one for one in self.classes if one.differs)

    @property
    def unexplained(self) -> tuple[PupilCount, ...]:
        """Cooked, not eaten, and nobody has said why."""
        return tuple(
            pupil
            for one in self.classes
            for pupil in one.pupils
            if pupil.portion and pupil.portion.wanted and not pupil.served and not pupil.unserved
        )

    def _written(self) -> tuple[Portion, ...]:
        found = (pupil.portion for one in self.classes for pupil in one.pupils)
        return tuple(one for one in found if one is not None)
