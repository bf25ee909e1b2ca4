"""What a cell of a pupil list means: a class, a birth date, a sex, an IIN."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from school_desk.school.iin import LENGTH, Sex
from school_desk.school.names import clean, fold, mended
from school_desk.school.texts import as_line

LETTERS = "A-Za-zА-ЯЁа-яёӘәҒғҚқҢңӨөҰұҮүҺһІі"
QUOTES = "«»\"'“”„‟’‘"
CLASS_WORD = r"(?:сынып|сыныб|класс|кл\b|class)"
CLASS = re.compile(
    rf"(?:{CLASS_WORD}\w*[\s:]*)?(\d{{1,3}})[\s.\-]*[{QUOTES}(]*\s*([{LETTERS}]?)\s*[{QUOTES})]*"
    rf"(?:[\s\-]*{CLASS_WORD}[\w.]*)?",
    re.IGNORECASE,
)
CLASS_IN_TITLE = re.compile(
    rf"\b(\d{{1,2}})[\s\-]*[{QUOTES}]*([{LETTERS}]?)[{QUOTES}]*[\s\-]*{CLASS_WORD}", re.IGNORECASE
)

DAY_FIRST = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?:[ T]00:00(?::00)?)?")
YEAR_WORD = re.compile(r"\s*(?:г|ж|года|жылы|жылгы)\.?$")

FIRST_YEAR_LEVEL = 0
LAST_YEAR_LEVEL = 12
"""0 is the preschool class; 12 leaves room for twelve-year schools."""

LONGEST_LOST_ZEROS = 2

SEXES = {
    "м": Sex.MALE,
    "муж": Sex.MALE,
    "мужской": Sex.MALE,
    "ер": Sex.MALE,
    "ул": Sex.MALE,
    "е": Sex.MALE,
    "ж": Sex.FEMALE,
    "жен": Sex.FEMALE,
    "женский": Sex.FEMALE,
    "айел": Sex.FEMALE,
    "кыз": Sex.FEMALE,
    "к": Sex.FEMALE,
    "а": Sex.FEMALE,
}


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class as a list names it, and whether its letter was a Latin one."""

    year_level: int
    letter: str = ""
    latin: bool = False

    @property
    def exists(self) -> bool:
        """Whether there is such a year in a school."""
        return FIRST_YEAR_LEVEL <= self.year_level <= LAST_YEAR_LEVEL


def text_of(value: object) -> str:
    """Give a cell as a clean text; a whole number has no decimal places.

    >>> text_of(7.0), text_of(" 7  А "), text_of(None)
    ('7', '7 А', '')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def line_of(value: object) -> str:
    """Give a cell as one line of free text, with its dashes and quotes as they were typed.

    >>> line_of("Абай көшесі,  5 - 12"), line_of(7.0)
    ('Абай көшесі, 5 - 12', '7')
    """
    return as_line(value) if isinstance(value, str) else text_of(value)


def class_of(value: object) -> ClassName | None:
    """Read a class in any usual spelling.

    >>> class_of("7 «а»")
    ClassName(year_level=7, letter='А', latin=False)
    >>> class_of("7-Б сынып") == class_of("7 Б")
    True
    """
    found = CLASS.fullmatch(text_of(value))
    return _class_name(found[1], found[2]) if found else None


def class_in_title(value: object) -> ClassName | None:
    """Find a class in a title: «7 «А» сынып оқушыларының тізімі»."""
    found = CLASS_IN_TITLE.search(text_of(value))
    return _class_name(found[1], found[2]) if found else None


def _class_name(year_level: str, letter: str) -> ClassName | None:
    cyrillic = mended(letter.upper())
    if cyrillic.isascii() and cyrillic:
        return None  # a Latin letter without a Cyrillic look: 7D
    return ClassName(int(year_level), cyrillic, latin=cyrillic != letter.upper())


def birth_of(value: object) -> date | None:
    """Read a date cell or a date as text; the year has four digits.

    >>> birth_of("5.03.2014"), birth_of("2014-03-05"), birth_of("30.02.2014")
    (datetime.date(2014, 3, 5), datetime.date(2014, 3, 5), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = YEAR_WORD.sub("", text_of(value).casefold())
    if found := DAY_FIRST.fullmatch(text):
        return _date(found[3], found[2], found[1])
    if found := YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[2], found[3])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def sex_of(value: object) -> Sex | None:
    """Read a sex from its word or first letter.

    >>> sex_of("Ұл"), sex_of("жен."), sex_of("?")
    (<Sex.MALE: 'male'>, <Sex.FEMALE: 'female'>, None)
    """
    return SEXES.get(fold(text_of(value)).rstrip("."))


def iin_of(value: object) -> str:
    """Read an IIN; a number cell has lost the zeros before it.

    >>> iin_of(50231100014), iin_of("550317 100014")
    ('050231100014', '550317100014')
    """
    text = "".join(text_of(value).split())
    number = isinstance(value, int | float)
    return text.zfill(LENGTH) if number and len(text) >= LENGTH - LONGEST_LOST_ZEROS else text
