"""School years by their names: which one follows, how people write them, which are over."""

from school_desk.errors import N_, DeskError

DIGITS = 4
CENTURY = 100


class YearOverError(DeskError):
    """A year that is over is read and printed, never written."""

    sentence = N_("School year {year} is over and is only read. Nothing was written.")


class DayOverError(DeskError):
    """The file as it stood on a past day is read and printed, never written."""

    sentence = N_("This is how it stood on {day:long}: only to read. Nothing was written.")


class NoPastDayError(DeskError):
    """Today and days to come are no past."""

    sentence = N_("{day:long} is not over yet. Choose a day before today.")


class YearUnknownError(DeskError):
    """A year that the file does not hold, or that is still to come."""

    sentence = N_("There is no past school year {year} in this file. There are: {years}.")


def year_name(begins: int) -> str:
    """The name of a school year.

    >>> year_name(2026), year_name(1999)
    ('2026-27', '1999-00')
    """
    return f"{begins}-{(begins + 1) % CENTURY:02}"


def next_year(year: str) -> str:
    """The school year after a school year.

    >>> next_year("2025-26"), next_year("2098-99")
    ('2026-27', '2099-00')
    """
    return year_name(int(year[:DIGITS]) + 1)


def year_named(text: str) -> str:
    """The name of a school year in any usual spelling.

    >>> year_named("2025-26"), year_named("2025–2026"), year_named("2025/26"), year_named("soon")
    ('2025-26', '2025-26', '2025-26', 'soon')
    """
    begins = text.strip()[:DIGITS]
    return year_name(int(begins)) if begins.isdecimal() else text


def year_in_words(year: str) -> str:
    """A school year as people write it.

    >>> year_in_words("2025-26"), year_in_words("2098-99")
    ('2025–2026', '2098–2099')
    """
    begins = year[:DIGITS]
    return f"{begins}–{int(begins) + 1}" if begins.isdecimal() else year


def accept_year(year: str, current: str) -> None:
    """Whether something may be written in a year, or raise."""
    if year < current:
        raise YearOverError(year=year_in_words(year))


def accept_past(year: str, past: tuple[str, ...]) -> None:
    """Whether one may look back at a year, or raise."""
    if year not in past:
        raise YearUnknownError(year=year, years=", ".join(past) or "—")
