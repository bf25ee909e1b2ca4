"""Finding the columns of guardians in a pupil list: «Анасының телефоны», «Представитель 2: ФИО»."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from school_desk.school.guardian_model import Relation
from school_desk.school.names import fold

LONGEST_HEADING = 80
SIGNS = re.compile(r"[^\w\s]|_")


class GuardianField(StrEnum):
    """What a column tells of a guardian."""

    RELATION = "relation"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    WORKPLACE = "workplace"
    POSITION = "position"


# Written as `fold` leaves them: қ = к, ә = а, і = и, small, without hyphens and signs.
WHOSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("{n}", re.compile(r"(?:окил\w*|представител\w*)\D{0,3}(\d)|(\d)\D{0,3}(?:окил|представител)")),
    ("parent", re.compile(r"ата ана|родител|законн|занды окил|представител|\bокил")),
    ("mother", re.compile(r"\bанасы|\bмат(?:ь|ери)\b|\bмама\b")),
    (
        "father",
        re.compile(r"акесинин (?:аты жони|теги|телеф|жумыс|мекен)|^акеси\b|\bот(?:ец|ца)\b"),
    ),
)
WHAT: tuple[tuple[GuardianField, re.Pattern[str]], ...] = (
    (GuardianField.RELATION, re.compile(r"ким болад|кем приход|туысты|родств")),
    (GuardianField.PHONE, re.compile(r"телефон|\bтел\b|байланыс")),
    (GuardianField.EMAIL, re.compile(r"пошта|почт")),
    (GuardianField.ADDRESS, re.compile(r"мекен|адрес|место жительства")),
    (GuardianField.WORKPLACE, re.compile(r"жумыс|место работы|\bработа\b")),
    (GuardianField.POSITION, re.compile(r"лауазым|кызмети|должност")),
    (GuardianField.NAME, re.compile(r"аты|фио|ф и о|т а а|им[яе]|фамили")),
)
ENGLISH = re.compile(r"(guardian|mother|father|parent)s?(?: (\d))?(?: (.+))?")
ENGLISH_WHAT = {"relation", "name", "phone", "email", "address", "workplace", "position"}
OF_WHOM = {"mother": Relation.MOTHER, "father": Relation.FATHER}


@dataclass(frozen=True, slots=True)
class GuardianColumns:
    """The columns (from 0) that tell of one guardian; `relation`: what their heading says."""

    whose: str
    places: dict[GuardianField, int] = field(default_factory=dict)

    @property
    def relation(self) -> Relation | None:
        """What this guardian is to the pupil, where the heading tells."""
        return OF_WHOM.get(self.whose)


def template_heading(number: int, what: GuardianField) -> str:
    """The heading that the program writes over a column of the n-th guardian."""
    kk, ru = HEADINGS[what]
    return f"{number}-өкіл: {kk} / Представитель {number}: {ru}"


HEADINGS: dict[GuardianField, tuple[str, str]] = {
    GuardianField.RELATION: ("кім болады", "кем приходится"),
    GuardianField.NAME: ("аты-жөні", "ФИО"),
    GuardianField.PHONE: ("телефоны", "телефон"),
    GuardianField.ADDRESS: ("мекенжайы", "адрес"),
    GuardianField.WORKPLACE: ("жұмыс орны", "место работы"),
    GuardianField.POSITION: ("лауазымы", "должность"),
    GuardianField.EMAIL: ("пошта", "почта"),
}
"""In the order of the template."""


def classify_guardian(heading: object) -> tuple[str, GuardianField] | None:
    """Say of which guardian a heading tells, and what.

    >>> classify_guardian("Анасының телефоны / Телефон матери")
    ('mother', <GuardianField.PHONE: 'phone'>)
    >>> classify_guardian("Әкесінің аты / Отчество")
    """
    if not isinstance(heading, str) or len(heading) > LONGEST_HEADING:
        return None
    seen = SIGNS.sub(" ", heading)
    english = ENGLISH.fullmatch(" ".join(seen.casefold().split()))
    if english:
        return _english(*english.groups())
    plain = fold(seen)
    whose = next((_whose(name, found) for name, form in WHOSE if (found := form.search(plain))), "")
    if not whose:
        return None
    what = next((one for one, form in WHAT if form.search(plain)), GuardianField.NAME)
    return whose, what


def guardian_columns(rows: Iterable[Sequence[object]]) -> tuple[GuardianColumns, ...]:
    """The guardians whom the headings of a list name, from left to right."""
    found: dict[str, GuardianColumns] = {}
    for row in rows:
        for place, heading in enumerate(row):
            told = classify_guardian(heading)
            if told:
                whose, what = told
                one = found.setdefault(whose, GuardianColumns(whose))
                one.places.setdefault(what, place)
    return tuple(one for one in found.values() if GuardianField.NAME in one.places)


def _whose(name: str, found: re.Match[str]) -> str:
    return name if name != "{n}" else next(number for number in found.groups() if number)


def _english(who: str, number: str | None, what: str | None) -> tuple[str, GuardianField] | None:
    if what is not None and what not in ENGLISH_WHAT:
        return None
    whose = number or ("parent" if who in ("guardian", "parent") else who)
    return whose, GuardianField(what or "name")
