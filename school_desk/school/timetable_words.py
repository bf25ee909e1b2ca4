"""Words of a timetable in a file: weekdays, lesson numbers, weeks, who a name may be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from school_desk.school.model import PersonName, Subject, Weeks
from school_desk.school.names import fold

DAY_BEGINS = (
    ("дуйсенби", "понедельник", "monday"),
    ("сейсенби", "вторник", "tuesday"),
    ("сарсенби", "среда", "wednesday"),
    ("бейсенби", "четверг", "thursday"),
    ("жума", "пятница", "friday"),
    ("сенби", "суббота", "saturday"),
    ("жексенби", "воскресенье", "sunday"),
)
DAY_SHORT = (
    ("дс", "дуй", "пн", "mon"),
    ("сс", "сей", "вт", "tue"),
    ("ср", "сар", "wed"),
    ("бс", "бей", "чт", "thu"),
    ("жм", "пт", "fri"),
    ("сб", "сен", "sat"),
    ("жс", "вс", "sun"),
)
SIGNS = re.compile(r"[^\w]+|_")
NUMBER = re.compile(r"[0-9]{1,2}")
ODD_WEEKS = re.compile(r"\bтак\b|нечет|\bodd\b|^1\s*(апта|нед)")
EVEN_WEEKS = re.compile(r"\bжуп\b|\bчет|\beven\b|^2\s*(апта|нед)")
EVERY_WEEK = re.compile(r"^(ар апта|кажд|every)")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
SHORT_NUMBER = 12
"""Longer texts with a number in them are no lesson numbers."""

ROOM_WORD = re.compile(r"\b(каб(инет)?|бол(ме)?|room|ауд(итория)?)\b\.?\s*№?|№", re.IGNORECASE)


def weekday_of(text: str) -> int | None:
    """A weekday in any usual spelling.

    >>> weekday_of("ДҮЙСЕНБІ"), weekday_of("Сб."), weekday_of("Жұма / Пятница"), weekday_of("5А")
    (0, 5, 4, None)
    """
    for part in re.split(r"[/|(\n]", text):
        plain = _plain(part)
        word = plain.split(" ")[0]
        for day, (whole, short) in enumerate(zip(DAY_BEGINS, DAY_SHORT, strict=True)):
            if word and (word in whole or word in short):
                return day
    return None


def lesson_of(text: str) -> int | None:
    """The number of a lesson: «3», «3-сабақ», «III», «2 ауысым: 3 08:45–09:25».

    >>> lesson_of("3-сабақ"), lesson_of("III"), lesson_of("2-ауысым: 3"), lesson_of("Математика")
    (3, 3, 3, None)
    """
    own = text.rsplit(":", 1)[-1] if re.search(r"ауысым|смена|shift", text.casefold()) else text
    own = own.strip()
    if own.casefold() in ROMAN:
        return ROMAN[own.casefold()]
    found = NUMBER.match(own)
    return (
        int(found[0]) if found and (len(own) <= SHORT_NUMBER or own[found.end()] == " ") else None
    )


def weeks_of(text: str) -> Weeks | None:
    """In which weeks a lesson is, if a text says that.

    >>> weeks_of("тақ апталар"), weeks_of("чётные недели"), weeks_of("1-топ")
    (<Weeks.ODD: 'odd'>, <Weeks.EVEN: 'even'>, None)
    """
    plain = _plain(text.replace("ё", "е"))
    if EVERY_WEEK.search(plain):
        return Weeks.EVERY
    if ODD_WEEKS.search(plain):
        return Weeks.ODD
    return Weeks.EVEN if EVEN_WEEKS.search(plain) else None


def room_of(text: str) -> str:
    """A room without the word for it.

    >>> room_of("каб. 12"), room_of("12 каб"), room_of("Спортзал")
    ('12', '12', 'Спортзал')
    """
    return ROOM_WORD.sub("", text).strip(" .-")


def subject_names(subjects: Iterable[Subject]) -> Mapping[str, int]:
    """Every spelling of a subject; in two languages at once as our own papers have it."""
    found: dict[str, int] = {}
    for one in subjects:
        kk, ru = one.names["kk"], one.names["ru"]
        for name in (*one.names.values(), f"{kk} / {ru}", f"{ru} / {kk}", one.code):
            found.setdefault(plain_name(name), one.id)
    return found


def people_names(people: Mapping[int, PersonName]) -> Mapping[str, frozenset[int]]:
    """Every way to write a person: in full, with initials before or after, by surname."""
    found: dict[str, set[int]] = defaultdict(set)
    for row, name in people.items():
        first, second = name.given[:1], name.patronymic[:1]
        spellings = (
            *(name.full, name.listed, name.surname, f"{name.given} {name.patronymic}"),
            *(f"{name.surname} {first}", f"{first} {name.surname}"),
            *(f"{name.surname} {first} {second}", f"{first} {second} {name.surname}"),
            f"{name.given} {name.surname}",
        )
        for spelling in spellings:
            found[plain_name(spelling)].add(row)
    return {spelling: frozenset(rows) for spelling, rows in found.items() if spelling}


def plain_name(text: str) -> str:
    """A name to look up: letters and numbers only.

    >>> plain_name("Сейіт Г.С.") == plain_name("сейіт г с")
    True
    """
    return _plain(text)


def _plain(text: str) -> str:
    return fold(SIGNS.sub(" ", text))
