"""A fact of a rule set: its value, where the law says so, and whether a school may change it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from school_desk.errors import N_, DeskError

Choice = TypeVar("Choice", bound=StrEnum)


TOP_LETTERS = 200


def _beginning(text: str) -> str:
    """As much of a value as a sentence can hold."""
    return text if len(text) <= TOP_LETTERS else f"{text[:TOP_LETTERS]}…"


class RuleSetFactError(DeskError):
    """A rule set whose fact is missing or makes no sense."""

    sentence = N_("Rule set {ruleset}: {place} is missing or wrong: {value}.")

    def __init__(self, **facts: object) -> None:
        super().__init__(**{name: _beginning(str(fact)) for name, fact in facts.items()})


class FactFixedError(DeskError):
    """A school tried to change what the order settles, or what the rule set does not know."""

    sentence = N_("{place} is settled by the rules {ruleset}. The school cannot change it.")


class Status(StrEnum):
    """How sure a fact is."""

    FOUND = "found"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class Law:
    """The order that a rule set follows, in the edition that was read."""

    number: str
    issued: date
    edition: date
    code: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a rule set with its source; `choices` are what a school may choose from."""

    ruleset: str
    key: str
    value: object
    status: Status
    paragraph: str = ""
    choices: tuple[str, ...] = ()
    year_levels: tuple[int, ...] = ()

    @property
    def to_check(self) -> bool:
        """Whether the school may change it."""
        return self.status is Status.TO_CHECK

    def wrong(self) -> RuleSetFactError:
        """The refusal that names this fact and its value."""
        return RuleSetFactError(ruleset=self.ruleset, place=self.key, value=str(self.value))


Facts = Mapping[str, Fact]


def is_whole(value: object) -> bool:
    """Whether it is a whole number, not a truth value and not a float.

    >>> is_whole(7), is_whole(True), is_whole("7")
    (True, False, False)
    """
    return type(value) is int


def each_fact(ruleset: str, table: Mapping[str, object], place: str = "") -> Iterator[Fact]:
    """All facts of a table and of the tables inside it; a table with a `value` is a fact."""
    for name, inner in table.items():
        key = f"{place}{name}"
        if not isinstance(inner, dict):
            raise RuleSetFactError(ruleset=ruleset, place=key, value=str(inner))
        if "value" in inner:
            yield _fact(ruleset, key, inner)
        else:
            yield from each_fact(ruleset, inner, f"{key}.")


def _fact(ruleset: str, key: str, table: Mapping[str, object]) -> Fact:
    bare = Fact(ruleset, key, dict(table), Status.FOUND)
    status, paragraph = table.get("status"), table.get("paragraph", "")
    if not set(table) <= {"value", "status", "paragraph", "choices", "year_levels"}:
        raise bare.wrong()
    if status not in tuple(Status) or not isinstance(paragraph, str):
        raise bare.wrong()
    return replace(
        bare,
        value=table["value"],
        status=Status(str(status)),
        paragraph=paragraph,
        choices=tuple(text(bare, choice) for choice in _each(bare, table.get("choices", []))),
        year_levels=tuple(
            whole_of(bare, year) for year in _each(bare, table.get("year_levels", []))
        ),
    )


def _each(fact: Fact, value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise fact.wrong()
    return value


def text(fact: Fact, value: object) -> str:
    """A text of a fact."""
    if not isinstance(value, str):
        raise fact.wrong()
    return value


def whole_of(fact: Fact, value: object) -> int:
    """A whole number of a fact."""
    if not isinstance(value, int) or not is_whole(value):
        raise fact.wrong()
    return value


def whole(fact: Fact, *, least: int = 0) -> int:
    """The value as a whole number."""
    number = whole_of(fact, fact.value)
    if number < least:
        raise fact.wrong()
    return number


def wholes(fact: Fact) -> tuple[int, ...]:
    """The value as a list of whole numbers."""
    return tuple(whole_of(fact, number) for number in _each(fact, fact.value))


def texts(fact: Fact) -> tuple[str, ...]:
    """The value as a list of texts."""
    return tuple(text(fact, each) for each in _each(fact, fact.value))


def yes(fact: Fact) -> bool:
    """The value as true or false."""
    if not isinstance(fact.value, bool):
        raise fact.wrong()
    return fact.value


def word(fact: Fact) -> str:
    """The value as a text, one of the choices if there are any."""
    chosen = text(fact, fact.value)
    if fact.choices and chosen not in fact.choices:
        raise fact.wrong()
    return chosen


def choice(kinds: type[Choice], fact: Fact) -> Choice:
    """The value as one of the choices that the program knows."""
    if fact.value not in tuple(kinds):
        raise fact.wrong()
    return kinds(text(fact, fact.value))


def exact(fact: Fact, value: object) -> Fraction:
    """A number of a fact, kept exact: a whole number, or a text such as "100/3".

    >>> exact(Fact("kz", "weight", "100/3", Status.FOUND), "100/3")
    Fraction(100, 3)
    """
    if not (is_whole(value) or isinstance(value, str)):
        raise fact.wrong()
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise fact.wrong() from None


def tables(fact: Fact, names: tuple[str, ...]) -> tuple[Mapping[str, object], ...]:
    """The value as a list of tables that have exactly these names."""
    rows = tuple(row for row in _each(fact, fact.value) if isinstance(row, dict))
    if not rows or any(set(row) != set(names) for row in rows):
        raise fact.wrong()
    return rows
