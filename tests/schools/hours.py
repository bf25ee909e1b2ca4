"""Weekly hours of the test schools: 1 to 6 as fact sheet 5.5 has them, 7 to 11 invented."""

from collections.abc import Mapping

Hours = Mapping[str, str]
"""Weekly hours by subject, as decimals."""

KK, RU = "kk", "ru"

_PRIMARY = ("mathematics", "digital_literacy", "natural_science", "world_around", "music")
_PRIMARY += ("labour_training", "visual_arts", "physical_education")
_COMMON_1_4 = {
    1: "4 0.5 1 1 1 1 1 3",
    2: "4 1 1 1 1 1 1 3",
    3: "5 1 1 1 1 1 1 3",
    4: "5 1 1 1 1 1 1 3",
}
_LANGUAGES_1_4 = {
    (KK, 1): {"ana_tili": "6"},
    (RU, 1): {"ana_tili": "6", "kazakh": "2"},
    (KK, 2): {"kazakh": "4", "russian": "2", "literary_reading": "3"},
    (RU, 2): {"kazakh": "3", "russian": "4", "literary_reading": "3"},
    (KK, 3): {"kazakh": "4", "russian": "2", "literary_reading": "3", "foreign_language": "2"},
    (RU, 3): {"kazakh": "3", "russian": "4", "literary_reading": "3", "foreign_language": "2"},
    (KK, 4): {"kazakh": "4", "russian": "2", "literary_reading": "3", "foreign_language": "2"},
    (RU, 4): {"kazakh": "4", "russian": "4", "literary_reading": "3", "foreign_language": "2"},
}

_LANGUAGES_5_9: Mapping[str, Hours] = {
    KK: {"kazakh": "3", "kazakh_literature": "2", "russian_language_and_literature": "3"},
    RU: {"russian": "3", "russian_literature": "2", "kazakh_language_and_literature": "4"},
}
_COMMON_5_6: Hours = {
    "foreign_language": "3",
    "mathematics": "5",
    "informatics": "1",
    "natural_science": "2",
    "history_of_kazakhstan": "2",
    "world_history": "1",
    "music": "1",
    "art_and_craft": "2",
    "physical_education": "3",
    "global_competences": "0.5",
}

# Hours of 7 to 11 are nobody's order: the invented school typed them.
_COMMON_7_9: Hours = {
    "foreign_language": "3",
    "algebra": "3",
    "geometry": "2",
    "informatics": "1",
    "history_of_kazakhstan": "2",
    "world_history": "1",
    "geography": "2",
    "biology": "2",
    "physics": "2",
    "physical_education": "3",
}
_OWN_7_9: Mapping[int, Hours] = {
    7: {"chemistry": "1", "art_and_craft": "1", "global_competences": "0.5"},
    8: {"chemistry": "2", "art_and_craft": "1"},
    9: {"chemistry": "2", "fundamentals_of_law": "1"},
}
_LANGUAGES_10_11: Mapping[str, Hours] = {
    KK: {"kazakh": "2", "kazakh_literature": "2", "russian_language_and_literature": "2"},
    RU: {"russian": "2", "russian_literature": "2", "kazakh_language_and_literature": "3"},
}
_COMMON_10_11: Hours = {
    "foreign_language": "3",
    "algebra_and_analysis": "4",
    "geometry": "2",
    "informatics": "1",
    "history_of_kazakhstan": "2",
    "world_history": "1",
    "geography": "2",
    "biology": "2",
    "physics": "3",
    "chemistry": "2",
    "physical_education": "3",
    "military_and_technological_training": "1",
    "graphics_and_design": "0.5",
    "entrepreneurship_and_business": "0.5",
}


def hours_of(year_level: int, language: str) -> Hours:
    """The weekly hours of a class.

    >>> from decimal import Decimal
    >>> [sum(map(Decimal, hours_of(n, KK).values())) for n in (1, 4, 5)]
    [Decimal('18.5'), Decimal('25'), Decimal('28.5')]
    """
    if year_level in _COMMON_1_4:
        common = dict(zip(_PRIMARY, _COMMON_1_4[year_level].split(), strict=True))
        return {**_LANGUAGES_1_4[language, year_level], **common}
    if year_level <= 6:
        return {**_LANGUAGES_5_9[language], **_COMMON_5_6}
    if year_level <= 9:
        return {**_LANGUAGES_5_9[language], **_COMMON_7_9, **_OWN_7_9[year_level]}
    return {**_LANGUAGES_10_11[language], **_COMMON_10_11}
