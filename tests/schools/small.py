"""The small school: 21 pupils of classes 1 to 9, no 7th, in four combined sets; 7 teachers."""

from datetime import time

from tests.schools.hours import KK, hours_of
from tests.schools.plan import PlannedClass, PlannedTeacher, SchoolPlan, bells

NAMES = {"kk": "Бұлақ негізгі орта мектебі", "ru": "Булакская основная средняя школа"}

# Year level: pupils, its set of classes (сынып-жинақ, класс-комплект).
CLASSES = {
    1: (2, "1-3"),
    2: (3, "2-4"),
    3: (2, "1-3"),
    4: (3, "2-4"),
    5: (3, "5-6"),
    6: (2, "5-6"),
    8: (4, "8-9"),
    9: (2, "8-9"),
}
TEACHERS = ("head", "primary1", "primary2", "language", "exact", "nature", "sport")
SPECIALITY = {
    "head": ("history_of_kazakhstan", "world_history", "fundamentals_of_law", "geography"),
    "language": ("kazakh", "kazakh_literature", "russian_language_and_literature"),
    "exact": ("mathematics", "algebra", "geometry", "informatics", "physics"),
    "nature": ("natural_science", "biology", "chemistry", "foreign_language", "global_competences"),
    "sport": ("physical_education", "music", "art_and_craft"),
}
OF_ALL_CLASSES = {"physical_education": "sport", "foreign_language": "nature"}
TUTORS = {5: "language", 6: "nature", 8: "exact", 9: "head"}


def small_plan() -> SchoolPlan:
    """The plan: whoever teaches both classes of a set has them in one hour."""
    return SchoolPlan(
        names=NAMES,
        teachers=tuple(
            PlannedTeacher(code, ("head", "deputy") if code == "head" else ()) for code in TEACHERS
        ),
        classes=tuple(_class(year_level) for year_level in CLASSES),
        rooms={"1": 12, "2": 12, "3": 12, "4": 12, "Спортзал": 30},
        bells=bells(time(8, 30), 8),
        shifts={1: (1, 8)},
    )


def _class(year_level: int) -> PlannedClass:
    pupils, class_set = CLASSES[year_level]
    hours = hours_of(year_level, KK)
    return PlannedClass(
        year_level,
        "",
        KK,
        pupils=pupils,
        tutor=TUTORS.get(year_level) or _primary(year_level),
        hours=hours,
        taught={code: (_teacher(year_level, code),) for code in hours},
        class_set=class_set,
    )


def _primary(year_level: int) -> str:
    return "primary1" if year_level in (1, 3) else "primary2"


def _teacher(year_level: int, code: str) -> str:
    if year_level <= 4:
        return OF_ALL_CLASSES.get(code) or _primary(year_level)
    return next(who for who, codes in SPECIALITY.items() if code in codes)
