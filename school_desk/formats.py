"""How dates, numbers, sizes and names are written in each language."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from babel import Locale
from babel.dates import format_date

from school_desk import i18n
from school_desk.endings import Case, with_ending
from school_desk.errors import N_

NO_BREAK_SPACE = "\u00a0"
NARROW_SPACE = "\u202f"
"""What CLDR writes before «г.»; fonts of documents lack it, so it becomes the wide one."""

MINUS = "−"
NOTHING = "—"

LOCALES = {"kk": Locale("kk"), "ru": Locale("ru"), "en": Locale("en", "GB")}
DIGITS_OF_DAY = {"kk": "dd.MM.yyyy", "ru": "dd.MM.yyyy", "en": "dd/MM/yyyy"}
MONTH_AND_YEAR = {
    "kk": "{year} жылғы {month}",
    "ru": "{month} {year} г.",
    "en": "{month} {year}",
}
DAY_AND_WEEKDAY = {"kk": "d MMMM, EEEE", "ru": "d MMMM, EEEE", "en": "EEEE, d MMMM"}
SIZE_UNITS = {
    "kk": ("Б", "КБ", "МБ", "ГБ"),
    "ru": ("Б", "КБ", "МБ", "ГБ"),
    "en": ("B", "KB", "MB", "GB"),
}
STEP_OF_SIZE = 1024
DECIMALS_BELOW = 10
YESTERDAY = N_("yesterday, {time}")

Number = int | Fraction | Decimal


class FullName(Protocol):
    """A name in three parts, as `school.model.PersonName` has them (the kernel knows no school)."""

    @property
    def surname(self) -> str:
        """The family name."""

    @property
    def given(self) -> str:
        """The given name; may be empty."""

    @property
    def patronymic(self) -> str:
        """The father's name with its ending; may be empty."""


# Dates and times


def date_long(day: date, language: str | None = None) -> str:
    """Write a date for a document, with the year.

    >>> print(date_long(date(2026, 10, 22), "en"))
    22 October 2026
    """
    return _written(day, "long", _of(language))


def date_short(day: date, language: str | None = None) -> str:
    """Write a date in digits.

    >>> date_short(date(2026, 10, 22), "kk")
    '22.10.2026'
    """
    language = _of(language)
    return _written(day, DIGITS_OF_DAY[language], language)


def day_in_digits(day: date, language: str | None = None) -> str:
    """Write a date of this year in digits, for the head of a column.

    >>> day_in_digits(date(2026, 10, 22), "kk")
    '22.10'
    """
    language = _of(language)
    return _written(day, DIGITS_OF_DAY[language][:5], language)


def day_and_month(day: date, language: str | None = None) -> str:
    """Write a date of this year.

    >>> day_and_month(date(2026, 10, 22), "kk")
    '22 қазан'
    """
    return _written(day, "d MMMM", _of(language))


def day_and_weekday(day: date, language: str | None = None) -> str:
    """Write a date of this year with its weekday.

    >>> day_and_weekday(date(2026, 10, 22), "kk")
    '22 қазан, бейсенбі'
    """
    language = _of(language)
    return _written(day, DAY_AND_WEEKDAY[language], language)


def month_name(month: int, language: str | None = None) -> str:
    """Name a month where it stands alone, as over the dates of a page.

    >>> month_name(9, "kk"), month_name(9, "ru")
    ('Қыркүйек', 'Сентябрь')
    """
    name: str = LOCALES[_of(language)].months["stand-alone"]["wide"][month]
    return _capital(name)


def month_and_year(day: date, language: str | None = None) -> str:
    """Name the month of a day with its year, as in the middle of a sentence.

    >>> month_and_year(date(2026, 10, 1), "kk"), month_and_year(date(2026, 10, 1), "ru")
    ('2026 жылғы қазан', 'октябрь 2026 г.')
    """
    language = _of(language)
    name: str = LOCALES[language].months["stand-alone"]["wide"][day.month]
    small = name if language == "en" else name.lower()
    return MONTH_AND_YEAR[language].format(month=small, year=day.year)


def month_short(month: int, language: str | None = None) -> str:
    """Name a month in three letters or so, as under the day of a list.

    >>> month_short(10, "kk"), month_short(10, "ru")
    ('қаз', 'окт')
    """
    name: str = LOCALES[_of(language)].months["format"]["abbreviated"][month]
    return name.rstrip(".")


def weekday_name(weekday: int, language: str | None = None) -> str:
    """Name a weekday (0 = Monday).

    >>> weekday_name(3, "kk")
    'бейсенбі'
    """
    name: str = LOCALES[_of(language)].days["stand-alone"]["wide"][weekday]
    return name


def weekday_short(weekday: int, language: str | None = None) -> str:
    """Name a weekday (0 = Monday) in two letters.

    >>> weekday_short(3, "kk"), weekday_short(3, "ru"), weekday_short(3, "en")
    ('Бс', 'Чт', 'Th')
    """
    name: str = LOCALES[_of(language)].days["stand-alone"]["short"][weekday]
    return _capital(name)[:2]


def time_of_day(moment: time | datetime) -> str:
    """Write a time.

    >>> time_of_day(time(9, 5))
    '09:05'
    """
    return moment.strftime("%H:%M")


def time_range(starts: time, ends: time) -> str:
    """Write from when to when.

    >>> time_range(time(8, 30), time(9, 15))
    '08:30–09:15'
    """
    return f"{time_of_day(starts)}–{time_of_day(ends)}"


def past_moment(when: datetime, now: datetime, language: str | None = None) -> str:
    """Write a past moment: the time today, a word for yesterday, the date for what is older.

    >>> past_moment(datetime(2026, 10, 18, 9, 0), datetime(2026, 10, 22, 13, 30), "kk")
    '18 қазан'
    """
    language = _of(language)
    if when.date() == now.date():
        return time_of_day(when)
    if when.date() == now.date() - timedelta(days=1):
        return i18n.tell(i18n.Text(YESTERDAY, {"time": time_of_day(when)}), language)
    if when.year == now.year:
        return day_and_month(when.date(), language)
    return date_long(when.date(), language)


# Numbers


def number(value: Number | None, places: int = 0, language: str | None = None) -> str:
    """Write a number rounded half up from its exact value, or a dash for nothing.

    >>> number(Fraction(169, 2), 0, "kk"), number(Fraction(2531, 30), 2, "ru")
    ('85', '84,37')
    """
    if value is None:
        return NOTHING
    symbols = LOCALES[_of(language)].number_symbols["latn"]
    whole, rest = divmod(round_half_up(abs(Fraction(value)) * 10**places), 10**places)
    written = f"{whole:,}".replace(",", symbols["group"])
    if places:
        written += f"{symbols['decimal']}{rest:0{places}}"
    return MINUS + written if value < 0 and (whole or rest) else written


def round_half_up(value: Fraction) -> int:
    """Round a share that is not negative to a whole number, half up.

    >>> round_half_up(Fraction(169, 2)), round_half_up(Fraction(129, 2))
    (85, 65)
    """
    return int(value + Fraction(1, 2))


def percent(value: Number | None, places: int = 0, language: str | None = None) -> str:
    """Write percents, so that the sign never begins a line.

    >>> percent(84, language="kk") == f"84{NO_BREAK_SPACE}%"
    True
    """
    if value is None:
        return NOTHING
    return f"{number(value, places, language)}{NO_BREAK_SPACE}%"


def size(count: int, language: str | None = None) -> str:
    """Write how many bytes, with one decimal place while that says something.

    >>> size(1946, "kk") == f"1,9{NO_BREAK_SPACE}КБ"
    True
    """
    language = _of(language)
    step = 0
    while count >= STEP_OF_SIZE ** (step + 1) and step < len(SIZE_UNITS[language]) - 1:
        step += 1
    amount = Fraction(count, STEP_OF_SIZE**step)
    places = 1 if step and amount < DECIMALS_BELOW else 0
    return f"{number(amount, places, language)}{NO_BREAK_SPACE}{SIZE_UNITS[language][step]}"


# Names and classes


def short_name(name: FullName) -> str:
    """Write surname and initials, as under a signature: «Тегі А. Ә.»."""
    initials = (f"{part[0]}." for part in (name.given, name.patronymic) if part)
    return NO_BREAK_SPACE.join((name.surname, *initials))


def signed_name(name: FullName) -> str:
    """Write the initial before the surname, as in a sentence: «А. Тегі»."""
    return f"{name.given[0]}.{NO_BREAK_SPACE}{name.surname}" if name.given else name.surname


def greeting_name(name: FullName) -> str:
    """Write how one is spoken to: given name and patronymic."""
    return " ".join(part for part in (name.given, name.patronymic) if part) or name.surname


TUTOR = N_("form tutor of {class_group}")
TUTOR_OF_NUMBER = N_("form tutor of class {class_group}")


def class_label(year_level: int, letter: str = "") -> str:
    """Write a class.

    >>> class_label(7, "А"), class_label(5)
    ('7 «А»', '5')
    """
    return f"{year_level} «{letter}»" if letter else str(year_level)


def class_words(label: str, language: str | None = None) -> str:
    """Name a class in words where its label alone would be a bare number.

    >>> class_words("7", "kk"), class_words("7", "ru"), class_words("7 «А»", "kk")
    ('7-сынып', '7 класс', '7 «А»')
    """
    if not label.isdecimal():
        return label
    return i18n.CLASS_WORDS[_of(language)].format(label)


def classes_words(labels: Sequence[str], language: str | None = None) -> str:
    """Name several classes; the word stands once, beside a class without a letter.

    >>> classes_words(("5", "6 «А»", "7"), "kk"), classes_words(("5", "7 «Ә»"), "ru")
    ('5, 6 «А», 7-сынып', '5 класс, 7 «Ә»')
    """
    words = list(labels)
    bare = [place for place, label in enumerate(words) if label.isdecimal()]
    if bare:
        before = not i18n.CLASS_WORDS[_of(language)].startswith("{}")
        chosen = bare[0] if before else bare[-1]
        words[chosen] = class_words(words[chosen], language)
    return ", ".join(words)


SET_WORDS = {"kk": "{}-сыныптар", "ru": "{} классы", "en": "Classes {}"}
AND = {"kk": " және ", "ru": " и ", "en": " and "}


def set_words(labels: Sequence[str], language: str | None = None, *, joined: bool = False) -> str:
    """Name classes that are taught together; `joined` puts an "and" before the last one.

    >>> set_words(("2", "4"), "kk"), set_words(("2", "4"), "ru", joined=True)
    ('2, 4-сыныптар', '2 и 4 классы')
    >>> set_words(("6 «А»", "7"), "kk")
    '6 «А», 7-сынып'
    """
    language = _of(language)
    if not all(label.isdecimal() for label in labels) or len(labels) == 1:
        return classes_words(labels, language)
    last = AND[language] if joined else ", "
    return SET_WORDS[language].format(last.join((", ".join(labels[:-1]), labels[-1])))


def tutor_words(label: str, language: str | None = None) -> str:
    """Say whose form tutor someone is; a class without a letter needs an ending in Kazakh.

    >>> tutor_words("9", "en"), tutor_words("6 «А»", "en")
    ('form tutor of class 9', 'form tutor of 6 «А»')
    """
    text = TUTOR_OF_NUMBER if label.isdecimal() else TUTOR
    return i18n.tell(i18n.Text(text, {"class_group": label}), language)


# Facts of a sentence of the catalogue

IN_WORDS = "class"
"""How a sentence asks for a class in words: {label:class}."""


def format_fact(value: object, spec: str, language: str) -> str:
    """Write a fact as a sentence wants it: {day:long}, {day:locative}, {share:2}, {label:class}."""
    if spec == IN_WORDS and isinstance(value, tuple):
        return classes_words(value, language)
    if spec == IN_WORDS:
        return class_words(str(value), language)
    case = Case(spec) if spec in list(Case) else None
    written = _fact(value, "" if case else spec, language)
    return with_ending(written, case) if case and language == "kk" else written


def _fact(value: object, spec: str, language: str) -> str:
    if isinstance(value, datetime):
        return f"{_day(value.date(), spec, language)}, {time_of_day(value)}"
    if isinstance(value, date):
        return _day(value, spec, language)
    if isinstance(value, time):
        return time_of_day(value)
    if isinstance(value, Fraction | Decimal):
        return number(value, int(spec or 0), language)
    return str(value)


def _day(day: date, spec: str, language: str) -> str:
    ways = {"long": date_long, "short": date_short, "month": month_and_year}
    return ways.get(spec, day_and_month)(day, language)


@lru_cache(maxsize=1024)
def _written(day: date, pattern: str, language: str) -> str:
    written = str(format_date(day, pattern, LOCALES[language]))
    return written.replace(NARROW_SPACE, NO_BREAK_SPACE)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _of(language: str | None) -> str:
    return language or i18n.current()


i18n.format_facts_with(format_fact)
