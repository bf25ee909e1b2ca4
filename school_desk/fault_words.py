"""What a check of the file found, in words: people, steps, tables and fields by their names."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.row_words import ROW_FIELD_WORDS, TABLE_WORDS
from school_desk.school.model import PersonName
from school_desk.storage.verify_rows import Fault

NOBODY = N_("nobody by name")


def in_words(
    faults: Iterable[Fault], names: Mapping[int, PersonName], zone: tzinfo | None
) -> tuple[Fault, ...]:
    """The same faults with facts that people can read, moments by the clock of the school."""
    return tuple(replace(one, facts=_facts(one.facts, names, zone)) for one in faults)


def _facts(
    facts: Mapping[str, object], names: Mapping[int, PersonName], zone: tzinfo | None
) -> dict[str, object]:
    return {name: _fact(name, fact, names, zone) for name, fact in facts.items()}


def _fact(name: str, fact: object, names: Mapping[int, PersonName], zone: tzinfo | None) -> object:
    if name == "who":
        person = names.get(fact) if isinstance(fact, int) else None
        return person.full if person else Text(NOBODY)
    if isinstance(fact, datetime):
        return fact.astimezone(zone)
    words = {"table": TABLE_WORDS, "field": ROW_FIELD_WORDS}.get(name, {})
    if name in {"table", "field", "label"}:
        return Text(words.get(str(fact), str(fact)))
    return fact
