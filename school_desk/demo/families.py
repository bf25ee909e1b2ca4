"""The parents of the demo's pupils: names that fit, telephones that lead nowhere, no IIN."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from school_desk.demo.people import RUSSIAN_SURNAMES, People
from school_desk.school.iin import Sex
from school_desk.school.model import Guardian, NewGuardian, NewPupil, PersonName, Relation

SONS, DAUGHTERS = "ұлы", "қызы"
BOTH = 3
"""Of so many pupils one has only the mother written down."""

HOUSES = 90


class Families:
    """Gives pupils parents by a chance of its own, so that marks stay as they are."""

    def __init__(self, office: dict[str, Any]) -> None:
        self._chance = Random(len(office["work"]))  # noqa: S311  people, no secrets
        self._people = People(self._chance)
        self._office = office
        self._phones = 0

    def with_parents(self, pupil: NewPupil) -> NewPupil:
        """The same pupil with an address and those who answer for the child."""
        house = self._chance.randrange(1, HOUSES)
        address = f"{self._office['street']}, {house}-үй"
        parents = tuple(self._parents(pupil, address))
        return replace(pupil, address=address, phone=parents[0].guardian.phone, guardians=parents)

    def _parents(self, pupil: NewPupil, address: str) -> Iterator[NewGuardian]:
        mother = self._people.name(Sex.FEMALE)
        surname = _feminine(pupil.name.surname)
        name = replace(mother, surname=surname)
        yield NewGuardian(self._guardian(name, address), Relation.MOTHER, main=True)
        if self._chance.randrange(BOTH):
            father = self._people.name(Sex.MALE).patronymic
            given = pupil.name.patronymic.removesuffix(SONS).removesuffix(DAUGHTERS)
            name = PersonName(_masculine(pupil.name.surname), given, father)
            yield NewGuardian(self._guardian(name, address), Relation.FATHER)

    def _guardian(self, name: PersonName, address: str) -> Guardian:
        self._phones += 1
        phone = f"8 700 000 {self._phones // 100:02} {self._phones % 100:02}"
        workplace, position = self._chance.choice(self._office["work"])
        return Guardian(name, phone, "", address, workplace, position)


def _masculine(surname: str) -> str:
    """A father's surname, where a Russian ending tells a daughter's.

    >>> _masculine("Лебедева"), _masculine("Асан")
    ('Лебедев', 'Асан')
    """
    ended = surname.removesuffix("а")
    return ended if ended.endswith(RUSSIAN_SURNAMES) else surname


def _feminine(surname: str) -> str:
    """A mother's surname.

    >>> _feminine("Лебедев"), _feminine("Асан")
    ('Лебедева', 'Асан')
    """
    return f"{surname}а" if surname.endswith(RUSSIAN_SURNAMES) else surname
