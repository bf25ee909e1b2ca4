"""Invented people: names mixed from lists, plausible birth dates, no IIN."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from random import Random

from school_desk.school.iin import Sex
from school_desk.school.model import NewPupil, PersonName

FIRST_CLASS_AGE = 6
DAYS_OF_A_YEAR = 365
TRIES = 20
RUSSIAN_SURNAMES = ("ов", "ев", "ин")


class People:
    """Draws people by lot; the same chance draws the same people."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._lists = tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))
        self._taken: set[str] = set()

    def name(self, sex: Sex) -> PersonName:
        """A name that nobody of this school has yet, as far as the lists reach."""
        for _ in range(TRIES):
            drawn = self._draw(sex)
            if drawn.full not in self._taken:
                break
        self._taken.add(drawn.full)
        return drawn

    def pupil(self, year_level: int, letter: str, begins: int) -> NewPupil:
        """A pupil of a class of the school year that begins in this year."""
        sex = self._chance.choice(tuple(Sex))
        first = date(begins - FIRST_CLASS_AGE - year_level, 9, 1)
        born = first + timedelta(days=self._chance.randrange(DAYS_OF_A_YEAR))
        return NewPupil(self.name(sex), year_level, letter, born, sex)

    def _draw(self, sex: Sex) -> PersonName:
        male = sex is Sex.MALE
        surname = self._one_of("surnames")
        if not male and surname.endswith(RUSSIAN_SURNAMES):
            surname += "а"
        father = self._one_of("fathers") + ("ұлы" if male else "қызы")
        return PersonName(surname, self._one_of("men" if male else "women"), father)

    def _one_of(self, of: str) -> str:
        return str(self._chance.choice(self._lists[of]))
