"""An id once used never changes its meaning: what was written with it must be readable for ever."""

import json
from pathlib import Path

from school_desk.storage.registry import natural_key
from tests.storage.small_school import REGISTRY

GOLDEN = Path(__file__).with_name("registry.golden.json")


def meanings():
    """Everything of the registry that the log and the wire depend on."""
    return {
        str(table.id): {
            "name": table.name,
            "partition": table.partition,
            "natural": list(table.natural),
            "packed": table.packed,
            "cell of": [table.parent, table.member],
            "fields": {
                str(field.id): {
                    "name": field.name,
                    "columns": list(field.columns),
                    "personal": field.personal,
                    "refs": dict(field.refs or {}),
                    **({"sealed": field.sealed} if field.sealed else {}),
                }
                for field in table.fields
            },
        }
        for table in REGISTRY.tables
    }


def test_an_id_once_used_never_changes_its_meaning():
    """What is new is added to the golden file by hand; what stands there is never edited."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert meanings() == golden


def test_a_natural_key_is_the_same_on_every_computer_and_for_ever():
    assert natural_key(30, (1, 2, "2026-10-22", 2)) == NATURAL_KEY
    assert natural_key(30, (1, 2, "2026-10-22", 3)) != NATURAL_KEY


NATURAL_KEY = 1975302254383917714


def test_references_name_tables_of_the_registry():
    for table in REGISTRY.tables:
        for column in table.columns:
            assert table.ref(column) in {None, *REGISTRY.by_name}
        if table.packed:
            assert {table.parent, table.member} <= set(REGISTRY.by_name)


def test_every_field_can_be_a_key_of_a_plan():
    fields = [field for table in REGISTRY.tables for field in table.fields]

    assert len({(1, field) for field in fields}) == len(set(fields))
