"""How a pupil eats at school: who pays, by which paper, between which days; diets; prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from school_desk.errors import N_
from school_desk.school.calendar_model import Status
from school_desk.school.model import PersonName


class Source(StrEnum):
    """Who pays for a portion; each portion has exactly one (nutrition 2.1)."""

    PRIMARY = "primary_budget"
    FUND = "fund"
    PARENT = "parent"
    OTHER = "other"
    NONE = "none"

    @property
    def free(self) -> bool:
        """Whether the family pays nothing."""
        return self in (Source.PRIMARY, Source.FUND, Source.OTHER)


SOURCE_WORDS: Mapping[Source, str] = {
    Source.PRIMARY: N_("budget, classes 1 to 4"),
    Source.FUND: N_("all-education fund"),
    Source.PARENT: N_("the parents"),
    Source.OTHER: N_("other money"),
    Source.NONE: N_("does not eat at school"),
}


class Category(StrEnum):
    """Why a pupil eats free (decree No. 64 of 25.01.2008, as schools publish its list)."""

    ASP = "asp"
    LOW_INCOME = "low_income"
    ORPHAN = "orphan"
    EMERGENCY = "emergency"
    OTHER = "other"


CATEGORY_WORDS: Mapping[Category, str] = {
    Category.ASP: N_("family with targeted social help"),
    Category.LOW_INCOME: N_("income below the subsistence minimum"),
    Category.ORPHAN: N_("orphan or without parental care"),
    Category.EMERGENCY: N_("emergency help"),
    Category.OTHER: N_("other category, by the school's council"),
}


class DietCode(StrEnum):
    """What a pupil's food must be; never why (nutrition 10)."""

    GLUTEN_FREE = "gluten_free"
    LACTOSE_FREE = "lactose_free"
    NO_MILK_PROTEIN = "no_milk_protein"
    DIABETES = "diabetes"
    PKU = "pku"
    ALLERGY = "allergy"
    HALAL = "halal"
    OTHER = "other"


DIET_WORDS: Mapping[DietCode, str] = {
    DietCode.GLUTEN_FREE: N_("without gluten"),
    DietCode.LACTOSE_FREE: N_("without lactose"),
    DietCode.NO_MILK_PROTEIN: N_("without milk protein"),
    DietCode.DIABETES: N_("table for diabetes"),
    DietCode.PKU: N_("low in phenylalanine"),
    DietCode.ALLERGY: N_("without allergens"),
    DietCode.HALAL: N_("halal"),
    DietCode.OTHER: N_("other diet"),
}


class Meal(StrEnum):
    """The meals of a day, in their order."""

    BREAKFAST = "breakfast"
    SECOND_BREAKFAST = "second_breakfast"
    LUNCH = "lunch"
    AFTERNOON = "afternoon"
    SUPPER = "supper"


MEAL_WORDS: Mapping[Meal, str] = {
    Meal.BREAKFAST: N_("breakfast"),
    Meal.SECOND_BREAKFAST: N_("second breakfast"),
    Meal.LUNCH: N_("lunch"),
    Meal.AFTERNOON: N_("afternoon meal"),
    Meal.SUPPER: N_("supper"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """Year levels that are cooked for together, and who pays for them unless said otherwise."""

    code: str
    first: int
    last: int
    source: Source
    status: Status = Status.TO_CHECK

    def holds(self, year_level: int) -> bool:
        """Whether a class is of this band."""
        return self.first <= year_level <= self.last


@dataclass(frozen=True, slots=True)
class Sitting:
    """The meal of a shift: by when it is counted, ordered and accepted."""

    shift: int
    meal: Meal
    count_by: time
    order_by: time
    accept_by: time
    status: Status = Status.TO_CHECK


@dataclass(frozen=True, slots=True)
class Paper:
    """What a benefit stands on: the family's document and the order of the head."""

    kind: str = ""
    number: str = ""
    issued_on: date | None = None
    order_no: str = ""
    order_date: date | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Eating:
    """Who pays for a pupil between two days (both included, None is open)."""

    pupil: int
    source: Source
    starts: date | None = None
    ends: date | None = None
    category: Category | None = None
    paper: Paper = Paper()
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return (self.starts or day) <= day <= (self.ends or day)


@dataclass(frozen=True, slots=True)
class Diet:
    """What a pupil must not be given between two days; the medical basis is elsewhere, sealed."""

    pupil: int
    code: DietCode
    excluded: str = ""
    starts: date | None = None
    ends: date | None = None
    id: int = 0
    also: "tuple[Diet, ...]" = ()
    """Other diets of the pupil on that day, where one asks for a day: all are on the plate."""

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return (self.starts or day) <= day <= (self.ends or day)


@dataclass(frozen=True, slots=True)
class Price:
    """What a portion costs, tenge, between two days: by band, source and meal."""

    band: str
    source: Source
    meal: Meal
    tenge: Decimal
    starts: date
    ends: date | None = None
    contract: str = ""
    region: str = ""
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.starts <= day <= (self.ends or day)


@dataclass(frozen=True, slots=True)
class DietHolder:
    """A pupil with the diet of a day and nothing of who pays: what a nurse reads and writes."""

    pupil: int
    name: PersonName
    class_label: str
    diet: Diet | None = None


@dataclass(frozen=True, slots=True)
class Eater:
    """A pupil of a class with how he or she eats on a day; `own`: what is written for the pupil."""

    pupil: int
    name: PersonName
    class_group: int
    class_label: str
    year_level: int
    source: Source
    own: Eating | None = None
    diet: Diet | None = None
    last_day: date | None = None
    """The last day of the benefit, where it has one."""
    days_left: int | None = None
    gone: bool = False
    """Ordered for and no longer in any class of the sitting."""
