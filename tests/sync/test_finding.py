"""Computers find each other: packets that only acquaintances read, real sockets, rubbish."""

import secrets
from threading import Event
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.sync.finding import (
    ALIVE,
    EACH,
    HOSTS,
    LENGTH,
    WINDOW,
    Circle,
    Found,
    Pace,
    Said,
    Way,
    news,
    read_said,
    spell_said,
)
from school_desk.sync.lan import Finder

A, B = b"A" * 32, b"B" * 32
KEYS = {b"a" * 16: A, b"b" * 16: B}
MARK, OTHER = b"12345678", b"87654321"
SALT = b"saltsalt"
LOOPBACK = (("127.0.0.1", "127.255.255.255"),)


def until(true, seconds=10.0):
    end, pause = monotonic() + seconds, Event()
    while not true():
        assert monotonic() < end
        pause.wait(0.05)


@given(st.integers(1, 65535), st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_an_acquaintance_reads_what_was_said(port, mark, salt):
    content = spell_said(B, salt, port, mark)

    assert len(content) == LENGTH
    assert read_said(content, KEYS) == Said(b"b" * 16, port, mark)
    assert read_said(content, {b"a" * 16: A}) is None


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"SDF1" + rest))
def test_whatever_comes_nothing_is_raised_and_nobody_is_found(content):
    circle = Circle(KEYS)

    assert not circle.hear(content, "10.0.0.1", Way.BEACON, 0.0)
    assert circle.present(0.0) == {}


@given(st.integers(0, LENGTH * 8 - 1))
def test_no_bit_of_a_packet_can_be_changed(bit):
    content = bytearray(spell_said(A, SALT, 8765, MARK))
    content[bit // 8] ^= 1 << bit % 8

    assert read_said(bytes(content), KEYS) is None


def test_a_stranger_sees_neither_port_nor_mark_nor_whether_two_packets_are_of_one_state():
    one, two = (spell_said(A, secrets.token_bytes(8), 8765, MARK) for _ in range(2))

    assert MARK not in one
    assert (8765).to_bytes(2, "big") not in one[12:22] or one[12:14] != two[12:14]
    assert one[12:] != two[12:]
    assert A not in one


def test_who_floods_is_not_heard_and_the_others_are():
    circle = Circle(KEYS)
    for _ in range(EACH):
        circle.hear(b"rubbish", "10.0.0.66", Way.BEACON, 1.0)

    assert not circle.hear(spell_said(A, SALT, 1, MARK), "10.0.0.66", Way.BEACON, 1.0)
    assert circle.hear(spell_said(A, SALT, 1, MARK), "10.0.0.7", Way.BEACON, 1.0)
    assert circle.hear(spell_said(B, SALT, 1, MARK), "10.0.0.66", Way.BEACON, 1.0 + WINDOW)


def test_of_ever_more_hosts_no_more_are_remembered():
    pace = Pace()
    for n in range(HOSTS * 2):
        pace.lets(f"host-{n}", 0.0)

    assert len(pace.counts) == HOSTS
    assert pace.lets("later", WINDOW)


def test_who_is_silent_counts_as_away_and_who_was_withdrawn_is_forgotten():
    circle = Circle(KEYS)
    circle.hear(spell_said(A, SALT, 9000, MARK), "10.0.0.7", Way.BEACON, 0.0)
    circle.hear(spell_said(A, SALT, 9000, MARK), "10.0.0.7", Way.MDNS, 1.0)

    assert circle.present(2.0) == {
        b"a" * 16: Found("10.0.0.7:9000", MARK, frozenset({Way.BEACON, Way.MDNS}), 1.0)
    }
    assert circle.present(1.0 + ALIVE) == {}
    circle.keys = {}
    assert circle.present(2.0) == {}


@pytest.mark.parametrize(
    ("before", "mark", "own", "worth"),
    [(None, MARK, OTHER, True), (None, MARK, MARK, False), (MARK, MARK, OTHER, False),
     (MARK, OTHER, MARK, True)],
)  # fmt: skip
def test_only_what_is_new_there_and_not_here_is_worth_an_exchange(before, mark, own, worth):
    found = lambda mark: {b"a" * 16: Found("x:1", mark, frozenset(), 0.0)}  # noqa: E731

    worthy = list(news(found(before) if before else {}, found(mark), own))

    assert bool(worthy) is worth


@pytest.fixture
def pair():
    port = 20000 + secrets.randbelow(20000)
    common = {"beacon_port": port, "where": lambda: LOOPBACK, "mdns": False}
    one = Finder(A, 1111, MARK, {b"b" * 16: B}, **common)
    other = Finder(B, 2222, MARK, {b"a" * 16: A}, **common)
    yield one, other
    for each in (one, other):
        each.close()
        each.wait()


def test_two_find_each_other_by_beacon_and_hear_at_once_what_is_new(pair):
    one, other = pair
    until(other.present)
    one.follow(MARK, {b"b" * 16: B})
    until(lambda: one.present() or other.follow(secrets.token_bytes(8), {b"a" * 16: A}))

    assert other.present()[b"a" * 16].address == "127.0.0.1:1111"
    assert one.present()[b"b" * 16].address == "127.0.0.1:2222"

    begun = monotonic()
    one.follow(OTHER, {b"b" * 16: B})
    until(lambda: other.present()[b"a" * 16].mark == OTHER)
    assert monotonic() - begun < 2.0


def test_two_find_each_other_by_mdns():
    port = 20000 + secrets.randbelow(20000)
    where = lambda: (("127.0.0.1", "127.0.0.1"),)  # noqa: E731
    one = Finder(A, 1111, MARK, {b"b" * 16: B}, beacon_port=port, where=where)
    other = Finder(B, 2222, MARK, {b"a" * 16: A}, beacon_port=port + 1, where=where)
    try:
        until(lambda: other.present() and one.present(), 20.0)
        assert other.present()[b"a" * 16].ways == {Way.MDNS}
        assert one.present()[b"b" * 16].address == "127.0.0.1:2222"
    finally:
        for each in (one, other):
            each.close()
            each.wait()
