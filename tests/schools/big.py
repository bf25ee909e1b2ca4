"""The big school: 24 class groups of 11 year levels, two languages, two shifts, 40 teachers."""

from collections.abc import Mapping
from datetime import time

from tests.schools.hours import KK, RU, Hours, hours_of
from tests.schools.plan import PlannedClass, PlannedTeacher, SchoolPlan, bells

SHIFTS = {1: (1, 7), 2: (8, 14)}
SECOND_SHIFT = (2, 3, 6, 7)
LETTERS = {"А": KK, "Ә": RU, "Б": KK}
WITH_THREE = (1, 5)
PRIMARY_SIZE, SIZE = 25, 26

# How many teach each kind of subjects; the first of chemistry is the head.
STAFF = {
    "chemistry": 1,
    "primary": 8,
    "kazakh": 2,
    "second_kazakh": 3,
    "russian": 3,
    "foreign": 4,
    "mathematics": 4,
    "physics": 2,
    "biology": 1,
    "geography": 1,
    "history": 2,
    "informatics": 2,
    "sport": 4,
    "music": 1,
    "craft": 2,
}
KINDS = {
    "music": "music",
    "physical_education": "sport",
    "military_and_technological_training": "sport",
    "foreign_language": "foreign",
    "digital_literacy": "informatics",
    "informatics": "informatics",
    "kazakh_literature": "kazakh",
    "kazakh_language_and_literature": "second_kazakh",
    "russian_language_and_literature": "russian",
    "russian_literature": "russian",
    "algebra": "mathematics",
    "geometry": "mathematics",
    "algebra_and_analysis": "mathematics",
    "physics": "physics",
    "natural_science": "physics",
    "chemistry": "chemistry",
    "biology": "biology",
    "geography": "geography",
    "history_of_kazakhstan": "history",
    "world_history": "history",
    "fundamentals_of_law": "chemistry",
    "global_competences": "geography",
    "graphics_and_design": "craft",
    "entrepreneurship_and_business": "biology",
    "art_and_craft": "craft",
}
OF_SUBGROUPS = {
    "foreign_language": "list",
    "informatics": "list",
    "kazakh_language_and_literature": "list",
    "art_and_craft": "sex",
}
PRIMARY_BY_SPECIALISTS = frozenset(
    ("music", "physical_education", "foreign_language", "digital_literacy")
)
NAMES = {"kk": "Жаңатұрмыс жалпы орта мектебі", "ru": "Жанатурмысская средняя школа"}


def big_plan() -> SchoolPlan:
    """The plan: everyone has about a full rate of hours."""
    staff = _Staff()
    places = [
        (year_level, letter)
        for year_level in range(1, 12)
        for letter in LETTERS
        if letter != "Б" or year_level in WITH_THREE
    ]
    return SchoolPlan(
        names=NAMES,
        teachers=tuple(PlannedTeacher(code, staff.roles(code)) for code in staff.codes),
        classes=tuple(_class(staff, *place) for place in places),
        rooms={str(n): 30 for n in range(1, 37)} | {"Спортзал": 60, "Спорт алаңы": 60},
        bells=bells(time(8), 14),
        shifts=SHIFTS,
    )


class _Staff:
    """Who still has the fewest hours of a kind gets the next."""

    def __init__(self) -> None:
        self.codes = [f"{kind}{n}" for kind, many in STAFF.items() for n in range(1, many + 1)]
        self._load = dict.fromkeys(self.codes, 0.0)

    def roles(self, code: str) -> tuple[str, ...]:
        return {"chemistry1": ("head",), "history1": ("deputy",)}.get(code, ())

    def take(self, kind: str, hours: float, many: int = 1) -> tuple[str, ...]:
        """The teachers of a class's subject."""
        ours = [code for code in self.codes if code.rstrip("0123456789") == kind]
        chosen = sorted(ours, key=lambda code: (self._load[code], code))[:many]
        for code in chosen:
            self._load[code] += hours
        return tuple(sorted(chosen))

    def take_more(self, codes: tuple[str, ...], hours: float) -> tuple[str, ...]:
        """Those who have a subject of the class have another."""
        for code in codes:
            self._load[code] += hours
        return codes


def _class(staff: _Staff, year_level: int, letter: str) -> PlannedClass:
    language = LETTERS[letter]
    hours = hours_of(year_level, language)
    primary = year_level <= 4
    taught = (
        _of_primary(staff, hours, _primary_teacher(year_level, letter), language)
        if primary
        else _of_subjects(staff, hours, language)
    )
    return PlannedClass(
        year_level,
        letter,
        language,
        pupils=PRIMARY_SIZE if primary else SIZE,
        tutor=next(iter(taught.values()))[0],
        hours=hours,
        taught=taught,
        shift=2 if year_level in SECOND_SHIFT else 1,
        parted={}
        if primary
        else {code: OF_SUBGROUPS[code] for code in OF_SUBGROUPS if code in hours},
    )


def _primary_teacher(year_level: int, letter: str) -> str:
    """Eight teachers for nine classes: the one of 1 «Б» has 2 «Ә» in the other shift."""
    if (year_level, letter) == (1, "Б"):
        return "primary4"
    return f"primary{2 * year_level - (letter == 'А')}"


def _of_primary(
    staff: _Staff, hours: Hours, own: str, language: str
) -> Mapping[str, tuple[str, ...]]:
    """The class teacher has everything but what specialists have."""
    second = {KK: ("russian", "russian"), RU: ("kazakh", "second_kazakh")}[language]
    taught = {}
    for code, weekly in hours.items():
        if code == second[0]:
            taught[code] = staff.take(second[1], float(weekly))
        elif code in PRIMARY_BY_SPECIALISTS:
            taught[code] = staff.take(KINDS[code], float(weekly))
        else:
            taught[code] = (own,)
    return {**{code: who for code, who in taught.items() if who == (own,)}, **taught}


def _of_subjects(staff: _Staff, hours: Hours, language: str) -> Mapping[str, tuple[str, ...]]:
    """One teacher for what belongs together: both histories, algebra and geometry."""
    together: dict[str, tuple[str, ...]] = {}
    found = {}
    for code, weekly in hours.items():
        kind = _kind(code, language)
        many = 2 if code in OF_SUBGROUPS else 1
        if many == 1 and kind in together and kind != "craft":
            found[code] = staff.take_more(together[kind], float(weekly))
        else:
            found[code] = staff.take(kind, float(weekly), many)
        if many == 1:
            together[kind] = found[code]
    return found


def _kind(code: str, language: str) -> str:
    if code == "kazakh":
        return "kazakh" if language == KK else "second_kazakh"
    return KINDS.get(code, code)
