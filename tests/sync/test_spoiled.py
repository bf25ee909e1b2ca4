"""Damaged batches cost a sentence: never a traceback, never much time or memory."""

import tracemalloc
from dataclasses import replace

import pytest

from school_desk.sync.batch_decode import decode
from school_desk.sync.batch_encode import encode
from school_desk.sync.errors import BatchRefusedError
from tests.sync.spoiling import read_spoiled, samples
from tests.sync.test_refusals import BEGIN, marks, signed
from tests.sync.wire import SENDER

MOST_MEMORY = 16 << 20
"""The models of texts are four tables of half a mebibyte, whatever the texts are."""


def test_spoiled_batches_are_refused_in_words(demo_entries):
    figures, wrong = read_spoiled(samples(demo_entries), seed=1, count=600)

    assert wrong == []
    assert figures["spoiled batches"] == 600
    assert figures["refused: signature"] > 20
    assert figures["refused: spelled otherwise"] > 20


@pytest.mark.parametrize(
    "body", [b"", b"\xff" * 4, b"\x3f" + b"\xff" * 300, b"\1", bytes(9) + b"\1"]
)
def test_bodies_of_one_byte_over_and_over_end_soon(body):
    with pytest.raises(BatchRefusedError):
        decode(BEGIN, signed(body, 1 << 14, marks(12)), SENDER.public_key)


def test_a_batch_of_many_texts_takes_bounded_memory():
    run = [replace(entry, val=f"{n}{'аб' * 400}{n}") for n, entry in enumerate(marks(6))]
    content, _ = encode(BEGIN, run, SENDER)

    tracemalloc.start()
    try:
        decode(BEGIN, content, SENDER.public_key)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
