"""What comes and cannot stand yet waits in the file; what cannot at all is kept and passed on."""

from dataclasses import replace

import pytest

from school_desk.storage.entry import Entry, spelled, unspelled
from school_desk.storage.forgetting import forget
from school_desk.storage.incoming import Why, kind_of
from school_desk.storage.registry import Field, Policy, Registry, Table
from school_desk.storage.replay import replay, set_aside
from school_desk.storage.verify import verify
from tests.storage.computers import Computers, check, check_equal, exchange_everything
from tests.storage.small_school import CLASS, REGISTRY, SCHOOL, open_file

MARK, OTHER = 0, 1


@pytest.fixture
def pair(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as peers:
        yield peers


def without(*unknown):
    """The registry of an older version: without some fields (table, field)."""
    return Registry(
        replace(table, fields=tuple(f for f in table.fields if (table.name, f.name) not in unknown))
        for table in REGISTRY.tables
        if any((table.name, f.name) not in unknown for f in table.fields)
    )


def aged(peer, registry):
    """The same computer with another version of the program."""
    peer.reopen()
    old = peer.storage
    peer.storage = type(old)(old.database, registry, old.device, old.now, old.events)


def test_an_entry_comes_back_whole_from_its_text():
    entry = Entry(
        CLASS, b"device-0", 3, 33, (2**63 - 1, 5), 1, None, {b"device-1": 4}, 9 << 16,
        ("Put mark", 2**62, "", "себебі"), b"\x00salt", b"\xffdigest",
    )  # fmt: skip

    assert unspelled(spelled(entry)) == entry
    assert unspelled(spelled(replace(entry, val="Көбейту"))).val == "Көбейту"


def test_what_must_wait_is_there_after_a_power_cut(pair):
    a, b = pair
    a.put_mark(MARK, 7)
    a.put_mark(MARK, 8)
    taken = b.receive(a.sent()[-1:])
    assert (taken.applied, taken.waiting) == (0, 1)

    b.reopen()
    b.receive(a.sent()[-2:-1])

    assert (b.points(MARK), b.waiting) == (8, [])
    check(b)


def test_what_waits_for_another_partition_stream_comes_when_that_does(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 3) as (a, b, c):
        a.put_mark(MARK, 7)
        b.receive(a.sent())
        b.put_mark(MARK, 9, b.look())
        c.receive(b.sent())
        assert len(c.waiting) == 1
        c.receive([])
        c.receive(a.sent())

        assert (c.points(MARK), c.waiting, c.conflicts()) == (9, [], 0)
        check(c)


def test_an_older_version_keeps_what_it_does_not_know_and_passes_it_on(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 3) as (a, old, c):
        aged(old, without(("lesson", "topic")))
        with a.begin(a.look()) as work:
            work.put("lesson", a.row("lesson"), topic="Көбейту")
        a.put_mark(MARK, 7)
        taken = old.receive(a.log())
        c.receive(old.log())

        assert taken.set_aside == 1
        assert [one.why for one in set_aside(old.storage)] == [Why.UNKNOWN]
        assert old.points(MARK) == 7
        assert verify(old.storage) == ()
        check(c)
        assert c.sent(CLASS, a.device) == a.sent() == old.sent(CLASS, a.device)


def test_an_upgrade_applies_what_was_kept_and_finds_the_same_conflicts(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 3) as (a, old, c):
        aged(old, without(("pupil", "name"), ("lesson", "topic")))
        a.name_pupil(0, "Бірінші", a.look())
        a.name_pupil(0, "Екінші", a.look())
        c.name_pupil(0, "Үшінші", c.look())
        with c.begin(c.look()) as work:
            work.put("lesson", c.row("lesson"), topic="Бөлу")
        old.receive([*a.log(), *c.log()])
        c.receive(a.log())
        assert len(set_aside(old.storage)) >= 4

        aged(old, REGISTRY)
        replay(old.storage)

        assert set_aside(old.storage) == ()
        exchange_everything((a, old, c))
        check(a, old, c)
        check_equal((a, old, c))
        assert old.conflicts() == 1


SPOILED = [
    ({"val": "жеті"}, None),
    ({"val": "[1]", "table": 32, "key": (5,), "field": 2}, Why.VALUE),
    ({"key": (5,)}, Why.KEY),
    ({"key": (5, -1)}, Why.KEY),
    ({"key": (5, 2**63)}, Why.KEY),
    ({"part": SCHOOL, "seq": 1}, Why.PLACE),
    ({"field": 0, "val": 0}, Why.VALUE),
    ({"table": 999}, Why.UNKNOWN),
    ({"field": 99}, Why.UNKNOWN),
    ({"trail": ("Put mark", None, "telepathy", "")}, Why.UNKNOWN),
    ({"trail": ("Put mark", "Айгүл", "", "")}, Why.VALUE),
    ({"salt": b"0123456789abcdef"}, Why.VALUE),
]


@pytest.mark.parametrize(("change", "why"), SPOILED)
def test_what_no_row_can_hold_is_kept_visible_and_blocks_nothing(pair, change, why):
    a, b = pair
    whole = Entry(CLASS, b"device-9", 1, 33, (5, 6), 1, 7, {}, 9 << 16, ("Put mark", None, "", ""))
    spoiled = replace(whole, **change)
    after = replace(whole, seq=spoiled.seq + 1, part=spoiled.part, table=33, val=None)
    after = after if after.part == CLASS else replace(after, table=12, key=(5,), field=2)

    b.receive([spoiled, after])

    found = [one for one in set_aside(b.storage) if one.entry == spoiled]
    assert [one.why for one in found] == ([why] if why else [Why.VALUE])
    assert b.sent(spoiled.part, b"device-9") == [spoiled, after]
    assert verify(b.storage) == ()
    a.receive(b.log())
    assert a.sent(spoiled.part, b"device-9") == [spoiled, after]


def test_who_is_forgotten_is_forgotten_in_what_waits_too(pair):
    a, b = pair
    a.name_pupil(0, "Бірінші", a.look())
    a.name_pupil(0, "Ұмытылатын", a.look())
    b.receive(a.sent(SCHOOL)[-1:])
    forget(b.storage, b.row("pupil", 0))
    forget(a.storage, a.row("pupil", 0))

    assert "Ұмытылатын" not in repr(b.storage.db.execute("SELECT entry FROM stream_in").fetchall())
    exchange_everything(pair)
    check_equal(pair)


def test_two_rows_of_the_same_key_in_two_partitions_do_not_mix(pair):
    a, b = pair
    lesson = next(one for one in a.log() if one.table == 30)
    elsewhere = replace(lesson, part="class/2", device=b"device-9", seq=1, ctx={})

    b.receive([elsewhere])

    assert [one.why for one in set_aside(b.storage)] == [Why.PLACE]
    check_lines = b.sent("class/2", b"device-9")
    assert check_lines == [elsewhere]


def test_a_registry_of_tables_alone_is_enough_to_judge():
    table = Table(1, "t", "x/", (Field(1, "f", ("a", "b"), Policy.ASK, check=lambda v: v[0] == 1),))
    kind = kind_of(Registry([table]), 1, 1, "x/1")
    entry = Entry("x/1", b"d", 1, 1, (5,), 1, "[1,2]", {}, 0, ("", None, "", ""))
    assert kind.reason_against(entry) is None
    assert kind.reason_against(replace(entry, val="[2,2]")) is Why.VALUE
    assert kind.reason_against(replace(entry, val=None)) is None


def test_a_file_of_before_gets_the_new_tables_and_their_guards(path):
    storage = open_file(path)
    names = storage.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {("guard_stream_in_insert",), ("guard_set_aside_delete",)} <= set(names)
