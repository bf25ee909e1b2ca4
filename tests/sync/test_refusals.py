"""A batch has one spelling: whatever else stands in its place is refused in words, unread."""

from dataclasses import replace

import pytest

from school_desk.storage.changelog import salted
from school_desk.storage.device import Device, signed_by
from school_desk.storage.merge import Entry
from school_desk.sync import grammar
from school_desk.sync.batch import MOST_ENTRIES, portions
from school_desk.sync.batch_decode import decode
from school_desk.sync.batch_encode import assembled, encode, header_of, spell, spelled_anew
from school_desk.sync.errors import BatchRefusedError, BatchTooLargeError
from school_desk.sync.header import read_part, spell_part
from school_desk.sync.models import PRESET
from school_desk.sync.position import after, start
from school_desk.sync.range_coder import Decoder, Encoder
from school_desk.sync.signing import message
from school_desk.sync.varint import read_varint, varint
from tests.sync.wire import SENDER

PART = "class/00000000000000ff"
TRAIL = "Put mark", 2**62 + 1, "", ""
COLUMN, PUPILS = 2**61 + 5, tuple(2**60 + n for n in range(6))
BEGIN = start(SENDER.id, PART)
MOMENT = 215_000_000 << 16


def marks(count, first=1, **more):
    return [
        Entry(
            *(PART, SENDER.id, first + n, 33, (COLUMN + n // 6, PUPILS[n % 6]), 1, n % 10, {}),
            *(MOMENT + (n << 16), TRAIL),
            **more,
        )
        for n in range(count)
    ]


def signed(body, count, chain_of, preset=PRESET):
    """A batch whose head and signature are right, whatever its body is."""
    header = replace(header_of(BEGIN, chain_of, preset), count=count)
    following = after(BEGIN, chain_of)
    return assembled(
        header, body, following, SENDER.sign(message(header, BEGIN.chain, following.chain))
    )


def why(content, position=BEGIN, key=SENDER.public_key):
    with pytest.raises(BatchRefusedError) as refusal:
        decode(position, content, key)
    return refusal.value.facts["why"]


@pytest.fixture
def good():
    return encode(BEGIN, marks(12), SENDER)[0]


def test_a_cut_or_a_byte_more_is_refused(good):
    for end in range(len(good)):
        assert why(good[:end])
    assert why(good + b"\0") == "signature"
    assert why(b"") == "no batch"
    assert why(b"SDB2" + good[4:]) == "no batch"


def test_every_single_bit_counts(good):
    for place in range(len(good)):
        for bit in range(8):
            spoiled = bytearray(good)
            spoiled[place] ^= 1 << bit
            assert why(bytes(spoiled))


def test_body_spelled_otherwise_is_refused_though_it_says_the_same():
    run = marks(12)
    body, _ = spell(BEGIN, run, PRESET)

    assert why(signed(body + b"\0", 12, run)) == "spelled otherwise"
    assert why(signed(body + b"\1", 12, run)) == "spelled otherwise"
    assert decode(BEGIN, signed(body, 12, run), SENDER.public_key)[0].entries == tuple(run)


def test_choices_that_no_encoder_makes_are_refused(monkeypatch):
    """The next cell of a column said at length instead of as the next one."""
    run = marks(12)
    monkeypatch.setattr(grammar, "_at", lambda *_: -1)
    body, _ = spell(BEGIN, run, PRESET)
    monkeypatch.undo()

    assert why(signed(body, 12, run)) == "spelled otherwise"


def test_fewer_or_more_entries_than_the_head_says_are_refused():
    run = marks(12)
    body, _ = spell(BEGIN, run, PRESET)

    assert why(signed(body, 11, run)) == "spelled otherwise"
    assert why(signed(body, 13, run))
    assert why(signed(body, MOST_ENTRIES, run))
    assert why(signed(body, MOST_ENTRIES + 1, run)) == "count"


def test_chain_and_signature_are_looked_at(good):
    other = Device(bytes(31) + b"\1")
    run = marks(12)
    moved = [replace(entry, val=0) for entry in run]
    body, _ = spell(BEGIN, moved, PRESET)

    assert why(good, key=other.public_key) == "signature"
    assert why(good, key=b"") == "signature"
    assert why(signed(body, 12, run)) == "chain"
    assert not signed_by(other.public_key, b"", bytes(64))


def test_place_in_the_stream_is_looked_at(good):
    further = after(BEGIN, marks(12))
    forked = after(BEGIN, [replace(entry, val=1) for entry in marks(12)])
    following = encode(further, marks(3, first=13), SENDER)[0]

    assert why(good, start(SENDER.id, "class/0000000000000001")) == "another stream"
    assert why(good, start(b"device-0", PART)) == "another stream"
    assert why(good, further) == "does not follow"
    assert why(following, forked) == "another chain"
    assert why(following) == "does not follow"


def test_preset_of_a_newer_program_is_refused_and_the_empty_one_is_read():
    run = marks(12)
    body, _ = spell(BEGIN, run, 0)

    assert decode(BEGIN, signed(body, 12, run, preset=0), SENDER.public_key)[0].entries == tuple(
        run
    )
    assert why(signed(body, 12, run, preset=PRESET + 1)) == "a newer program's"


def test_numbers_and_partitions_have_one_spelling():
    for number in (0, 1, 127, 128, 2**32, 2**63 - 1):
        assert read_varint(varint(number) + b"\7", 0) == (number, len(varint(number)))
    for spelled in (b"\x80\0", b"\xff\x80\0", b"", b"\x80", b"\xff" * 10):
        with pytest.raises(BatchRefusedError):
            read_varint(spelled, 0)
    for name in ("class/00000000000000ff", "attend/00000000000000ff/2026-27", "", "a//b", "мектеп"):
        assert read_part(spell_part(name), 0) == (name, len(spell_part(name)))
    for spelled in (
        b"",
        b"\0",
        b"\1",
        b"\1\x15class",
        b"\1\x20" + b"0" * 16,
        b"\1\x0f",
        b"\1\x11/",
    ):
        with pytest.raises(BatchRefusedError):
            read_part(spelled, 0)


def test_a_small_body_that_says_very_much_is_stopped(monkeypatch):
    text = "а" * 67_000
    run = [replace(marks(1)[0], val=text)]
    monkeypatch.setattr(grammar, "MOST_WEIGHT", 2**30)
    body, _ = spell(BEGIN, run, PRESET)
    monkeypatch.undo()

    assert len(body) < 2000
    assert why(signed(body, 1, run)) == "too much for one batch"


def test_too_much_for_a_batch_is_cut_into_several():
    heavy = [replace(entry, val="а" * 9000) for entry in marks(20)]
    parts = list(portions(heavy))
    fewer = list(portions(marks(50), 20))

    assert [entry for part in parts for entry in part] == heavy
    assert len(parts) > 1
    assert [len(part) for part in fewer] == [20, 20, 10]
    with pytest.raises(BatchTooLargeError):
        list(portions([replace(marks(1)[0], val="а" * 200_000)]))
    with pytest.raises(BatchTooLargeError):
        encode(BEGIN, [], SENDER)


def test_what_no_log_holds_is_a_bug_and_not_a_batch():
    (one,) = marks(1)
    for wrong in (
        *({"val": 1.5}, {"val": True}, {"key": (1, 2, 3)}, {"key": (-1,)}, {"hlc": -1}),
        *({"salt": b""}, {"digest": bytes(16)}, {"trail": ("a", None, "")}, {"seq": 2}),
        *({"ctx": {b"1234567": 1}}, {"ctx": {b"12345678": 0}}, {"val": 2**63}),
    ):
        with pytest.raises(ValueError, match=r"Entry|device|class"):
            encode(BEGIN, [replace(one, **wrong)], SENDER)


def test_forgetting_leaves_signature_and_later_batches_as_they_are():
    salt = bytes(range(16))
    named = [
        replace(
            entry,
            table=1,
            key=(PUPILS[n],),
            val=f'["Қайрат",{COLUMN},"2012-03-0{n + 1}"]',
            salt=salt,
        )
        for n, entry in enumerate(marks(6))
    ]
    more = marks(12, first=7)
    first, between = encode(BEGIN, named, SENDER)
    second, end = encode(between, more, SENDER)
    batch, _ = decode(BEGIN, first, SENDER.public_key)

    forgotten = [
        replace(entry, val=None, salt=None, digest=salted(entry.val, salt))
        for entry in batch.entries
    ]
    again, reached = spelled_anew(BEGIN, forgotten, first[-64:])

    assert reached == between
    assert decode(BEGIN, again, SENDER.public_key)[0].entries == tuple(forgotten)
    assert decode(reached, second, SENDER.public_key)[1] == end
    assert len(again) < len(first)


def test_numbers_at_the_edges_of_the_range_come_back():
    """Many bytes of 255 or of nought in a row: carries that run far, ends that are noughts."""
    for value in (0, 255):
        coder = Encoder()
        for _ in range(600):
            coder.direct(8, value)
        decoder = Decoder(coder.end())
        assert [decoder.direct(8) for _ in range(600)] == [value] * 600
