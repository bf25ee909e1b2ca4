"""The individual identification number (ЖСН / ИИН): its form, birth date, sex, check digit."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from school_desk.errors import N_

LENGTH = 12
FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
NO_CHECK_DIGIT = 10

CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
FOREIGN = "0"
"""Seventh digit of some foreigners' numbers (unconfirmed): a warning, never a refusal."""

LEAP_CENTURY = 2000


class Sex(StrEnum):
    """As the seventh digit says: odd male, even female."""

    MALE = "male"
    FEMALE = "female"


class IinProblem(Enum):
    """What is wrong with a number; the value is the sentence for people."""

    LETTER = N_("An IIN has digits only.")
    LENGTH = N_("An IIN has 12 digits.")
    CENTURY = N_("The seventh digit of an IIN is from 1 to 6.")
    DATE = N_("The first six digits of the IIN are not a date.")
    NO_NUMBER = N_("No IIN begins with these 11 digits.")
    CHECK_DIGIT = N_("The last digit of the IIN does not fit the others.")
    FOREIGN = N_("The seventh digit of the IIN is 0. Check the number.")

    @property
    def code(self) -> str:
        """The reason in one word for programs."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class BirthAndSex:
    """What a number says about its owner."""

    birth: date
    sex: Sex


def check_iin(text: str) -> IinProblem | None:
    """Say what is wrong with the form of a number, or None; a future birth is no matter here.

    >>> check_iin("550317100014"), check_iin("550317100015")
    (None, <IinProblem.CHECK_DIGIT: 'The last digit of the IIN does not fit the others.'>)
    """
    digits = plain(text)
    if not all("0" <= sign <= "9" for sign in digits):
        return IinProblem.LETTER
    if len(digits) != LENGTH:
        return IinProblem.LENGTH
    if digits[6] != FOREIGN and digits[6] not in CENTURIES:
        return IinProblem.CENTURY
    if _birth(digits) is None:
        return IinProblem.DATE
    return _check_last(digits) or (IinProblem.FOREIGN if digits[6] == FOREIGN else None)


def plain(text: str) -> str:
    """Take the spaces out of a number as it was typed."""
    return "".join(text.split())


def birth_and_sex(iin: str) -> BirthAndSex | None:
    """Read birth date and sex from a number of right form; a foreigner's number tells nothing.

    >>> birth_and_sex("550317100014")
    BirthAndSex(birth=datetime.date(1855, 3, 17), sex=<Sex.MALE: 'male'>)
    """
    digits = plain(iin)
    if check_iin(digits) is not None:
        return None
    birth = _birth(digits)
    return BirthAndSex(birth, Sex.MALE if int(digits[6]) % 2 else Sex.FEMALE) if birth else None


def in_future(iin: str, today: date) -> bool:
    """Whether a number of right form names a birth that has not happened yet."""
    told = birth_and_sex(iin)
    return told is not None and told.birth > today


def _birth(digits: str) -> date | None:
    century = CENTURIES.get(digits[6], LEAP_CENTURY)
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _check_last(digits: str) -> IinProblem | None:
    expected = _weigh(digits, FIRST_WEIGHTS)
    if expected == NO_CHECK_DIGIT:
        expected = _weigh(digits, SECOND_WEIGHTS)
    if expected == NO_CHECK_DIGIT:
        return IinProblem.NO_NUMBER
    return None if expected == int(digits[-1]) else IinProblem.CHECK_DIGIT


def _weigh(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
