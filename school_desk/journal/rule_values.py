"""The value of a fact as a person writes it: read from a text with a sentence for every slip."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.journal.facts import Fact
from school_desk.journal.ruleset import HUNDRED, KIND_NAMES, RuleSet
from school_desk.school.model import Absence

YES, NO = "yes", "no"
SIGNS, WEIGHTS = "signs.", "weights."
LOWEST_YEAR, HIGHEST_YEAR = 0, 12
LARGEST_NUMBER = 100
LONGEST_TEXT = 40

LARGEST = {
    "formative_bottom": 1,
    "formative_top": 100,
    "half_year_weekly_hours": 10,
} | dict.fromkeys(("honours_basic_from", "honours_general_from"), HIGHEST_YEAR)
LEAST = {
    **dict.fromkeys(("formative_top", "unit_works_per_term", "term_works_per_day"), 1),
    **dict.fromkeys(("honours_basic_from", "honours_general_from"), 1),
    "first_marked_term_of_year_1": 1,
    "first_marked_term_of_year_2": 1,
}
LAST_TERM = 5
"""A first term after the last one: such a year level is not marked at all."""


ABSENCES = {
    "ill": N_("ill"),
    "excused": N_("absent with a valid reason"),
    "unexcused": N_("absent without a valid reason"),
    "late": N_("late"),
}


class FactKind(StrEnum):
    """With what a fact is written: which field a person is shown."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    WEIGHTS = "weights"
    YEAR_LEVELS = "year_levels"
    CODES = "codes"
    LETTER = "letter"
    TABLE = "table"  # scales and usual maxima: they are changed by a rule file


class FactUnknownError(DeskError):
    """A key that no fact of the rule set has."""

    sentence = N_("The rules {ruleset} have no fact {key}. «rules show» lists them.")


class NotOneOfError(DeskError):
    """A choice that is not offered."""

    sentence = N_("«{text}» is none of: {choices}. Nothing was changed.")


class NotWholeError(DeskError):
    """No whole number, or one that makes no sense here."""

    sentence = N_("It takes a whole number from {least} to {most}, not «{text}».")


class NotHoursError(DeskError):
    """No number of hours."""

    sentence = N_("It takes hours a week such as 1 or 0.5, not «{text}».")


class NotThreeWeightsError(DeskError):
    """Weights that are not three numbers."""

    sentence = N_("Weights are three numbers, such as 25 25 50, not «{text}».")


class WeightsSumError(DeskError):
    """Weights that do not make up the whole."""

    sentence = N_("The weights add up to {sum}, not to 100. Nothing was changed.")


class WeightOfNothingError(DeskError):
    """A weight for a part that this case does not have."""

    sentence = N_("This case has no such part: its weight must be 0 (place {place}).")


class NotYearLevelsError(DeskError):
    """A list of year levels with something else in it."""

    sentence = N_("Year levels are numbers from 0 to 12, such as 1, 2. «{text}» is none.")


class NotOneLetterError(DeskError):
    """A sign of attendance that is not one letter."""

    sentence = N_("A sign of attendance is one letter, not «{text}». Nothing was changed.")


class LetterTakenError(DeskError):
    """A letter that would mean two things."""

    sentence = N_("The letter «{letter}» already means «{place}». Choose another.")


class TableFixedError(DeskError):
    """A scale is more than one value."""

    sentence = N_("This table comes with the rules {ruleset}. The school cannot change it here.")


def kind_of(fact: Fact) -> FactKind:
    """With what a fact is written."""
    if fact.key.startswith(SIGNS):
        return FactKind.LETTER
    if fact.key.startswith(WEIGHTS):
        return FactKind.WEIGHTS
    if isinstance(fact.value, bool):
        return FactKind.YES_NO
    if isinstance(fact.value, int) or fact.key == "half_year_weekly_hours":
        return FactKind.NUMBER
    if fact.choices:
        return FactKind.CHOICE
    return _kind_of_list(fact)


def _kind_of_list(fact: Fact) -> FactKind:
    each = fact.value if isinstance(fact.value, list | tuple) else ({},)
    year_levels = fact.key.startswith("unmarked_") or fact.key.endswith("_year_levels")
    if year_levels and all(isinstance(one, int) for one in each):
        return FactKind.YEAR_LEVELS
    return FactKind.CODES if fact.key == "unmarked_subjects" else FactKind.TABLE


def value_text(fact: Fact, value: object) -> str:
    """A value as a person would write it.

    >>> from school_desk.journal.facts import Status
    >>> value_text(Fact("kz", "weights.unit+term", [], Status.FOUND), [0, 50, "100/2"])
    '0 : 50 : 100/2'
    """
    if isinstance(value, bool):
        return YES if value else NO
    if not isinstance(value, list | tuple):
        return str(value)
    if any(isinstance(each, dict) for each in value):
        return "; ".join(_table_text(each) for each in value)
    return (" : " if fact.key.startswith(WEIGHTS) else ", ").join(str(each) for each in value)


def _table_text(row: Mapping[str, object]) -> str:
    if "mark" in row:
        return f"{row['low']} % → {row['mark']}"
    return f"{row['first']}–{row['last']}: {row['low']}–{row['high']}"


def read_value(rules: RuleSet, key: str, text: str) -> object:
    """The value that a text gives a fact, or a refusal; whether the fact is open is asked later."""
    fact = rules.facts.get(key)
    if fact is None:
        raise FactUnknownError(ruleset=rules.id, key=key[:LONGEST_TEXT])
    return _READERS[kind_of(fact)](rules, fact, text.strip())


def _choice(_rules: RuleSet, fact: Fact, text: str) -> object:
    if text not in fact.choices:
        raise NotOneOfError(text=_shown(text), choices=", ".join(fact.choices))
    return text


def _yes_no(_rules: RuleSet, _fact: Fact, text: str) -> object:
    if text not in (YES, NO):
        raise NotOneOfError(text=_shown(text), choices=f"{YES}, {NO}")
    return text == YES


def _number(_rules: RuleSet, fact: Fact, text: str) -> object:
    if fact.key == "half_year_weekly_hours":
        return _hours(text)
    least = LEAST.get(fact.key, 0)
    terms = fact.key.startswith("first_marked_term")
    most = LAST_TERM if terms else LARGEST.get(fact.key, LARGEST_NUMBER)
    if not re.fullmatch("[0-9]{1,3}", text) or not least <= int(text) <= most:
        raise NotWholeError(least=least, most=most, text=_shown(text))
    return int(text)


def _hours(text: str) -> str:
    written = text.replace(",", ".")
    number = Fraction(written) if re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", written) else None
    if number is None or number > LARGEST["half_year_weekly_hours"]:
        raise NotHoursError(text=_shown(text))
    return str(number)


def _weights(_rules: RuleSet, fact: Fact, text: str) -> object:
    parts = [part for part in re.split(r"[\s:;]+", text.replace("%", " ")) if part]
    fitting = all(re.fullmatch(r"[0-9]{1,3}(/[1-9][0-9]{0,2})?", part) for part in parts)
    if len(parts) != len(KIND_NAMES) or not fitting:
        raise NotThreeWeightsError(text=_shown(text))
    weights = [Fraction(part) for part in parts]
    if sum(weights) != HUNDRED:
        raise WeightsSumError(sum=str(sum(weights)))
    there = fact.key.removeprefix(WEIGHTS).split("+")
    for place, (name, weight) in enumerate(zip(KIND_NAMES, weights, strict=True), start=1):
        if weight and name not in there:
            raise WeightOfNothingError(place=place)
    return [int(w) if w.denominator == 1 else str(w) for w in weights]


def _year_levels(_rules: RuleSet, _fact: Fact, text: str) -> object:
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    for part in parts:
        fits = re.fullmatch("[0-9]{1,2}", part) and int(part) <= HIGHEST_YEAR
        if not fits:
            raise NotYearLevelsError(text=_shown(part))
    return sorted({int(part) for part in parts})


def _codes(_rules: RuleSet, _fact: Fact, text: str) -> object:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return list(dict.fromkeys(part.casefold() for part in parts))


def _letter(rules: RuleSet, fact: Fact, text: str) -> object:
    letter = text.upper()
    if len(letter) != 1 or not letter.isalpha():
        raise NotOneLetterError(text=_shown(text))
    if fact.choices and letter not in fact.choices:
        raise NotOneOfError(text=_shown(text), choices=", ".join(fact.choices))
    mine = _absence(fact.key)
    for other in rules.facts.values():
        taken = other.key.startswith(SIGNS) and _absence(other.key) is not mine
        if taken and letter in (str(other.value).upper(), *other.choices):
            place = Text(ABSENCES[_absence(other.key).value])
            raise LetterTakenError(letter=letter, place=place)
    return letter


def _absence(key: str) -> Absence:
    return Absence(key.rsplit(".", 1)[-1])


def _table(rules: RuleSet, _fact: Fact, _text: str) -> object:
    raise TableFixedError(ruleset=rules.id)


def _shown(text: str) -> str:
    return text[:LONGEST_TEXT]


_READERS: Mapping[FactKind, Callable[[RuleSet, Fact, str], object]] = {
    FactKind.CHOICE: _choice,
    FactKind.YES_NO: _yes_no,
    FactKind.NUMBER: _number,
    FactKind.WEIGHTS: _weights,
    FactKind.YEAR_LEVELS: _year_levels,
    FactKind.CODES: _codes,
    FactKind.LETTER: _letter,
    FactKind.TABLE: _table,
}


def offered(fact: Fact) -> Sequence[str]:
    """The texts that a person may choose between; none where one writes freely."""
    kind = kind_of(fact)
    if kind is FactKind.YES_NO:
        return (YES, NO)
    return fact.choices if kind in (FactKind.CHOICE, FactKind.LETTER) else ()
