"""Which intents change nothing: in a year that is over, all others are refused."""

import ast
from collections.abc import Iterator
from pathlib import Path

import school_desk
from school_desk.access.rules import BESIDE, leaves_year_alone

SOURCES = Path(school_desk.__file__).parent


def _asked(door: str) -> Iterator[str]:
    """The intents with which services open a door."""
    for file in SOURCES.rglob("*_service.py"):
        yield from _asked_in(file, door)
    for file in SOURCES.rglob("service.py"):
        yield from _asked_in(file, door)


def _asked_in(file: Path, door: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == door:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Call) and isinstance(first.args[0], ast.Constant):
                yield str(first.args[0].value)


def test_no_intent_that_writes_is_taken_for_one_that_reads() -> None:
    written = set(_asked("_begin"))

    assert len(written) > 30
    assert {intent for intent in written if leaves_year_alone(intent)} == BESIDE


def test_whoever_reads_may_read_in_a_year_that_is_over() -> None:
    """What is looked up on the way to a change belongs to it; an exchange takes changes in."""
    asked = {intent for intent in _asked("_look") if not leaves_year_alone(intent)}

    on_the_way = ("Import ", "Change ", "Make ", "Take ", "Exchange ")
    assert {intent for intent in asked if not intent.startswith(on_the_way)} == set()
