"""Batches that were ever written are read for ever, and say what they said."""

import json
from hashlib import sha256
from importlib.resources import files

import pytest

from school_desk.sync.models import PRESET
from tests.sync.corpus import FOLDER, made, packed, told, unpacked

KEPT = sorted(FOLDER.glob("*.sdb1"))
PRESETS = {
    "1.txt": "ea0aa766574cfe0e",
    "1.sample.txt": "e5a5976df9c0d9ed",
}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_kept_batches_say_what_they_said(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))

    assert told(unpacked(path.read_bytes())) == expected


def test_this_program_spells_the_kept_batches_of_its_preset():
    for name, batches in made():
        assert packed(batches) == (FOLDER / f"{PRESET}-{name}.sdb1").read_bytes()


def test_shipped_presets_are_what_was_shipped():
    folder = files("school_desk.sync") / "presets"
    found = {
        path.name: sha256(path.read_bytes()).hexdigest()[:16]
        for path in folder.iterdir()
        if path.name.endswith(".txt")
    }

    assert found == PRESETS


def test_corpus_has_every_kind_of_batch():
    assert {path.stem.split("-")[1] for path in KEPT} == {name for name, _ in made()}
