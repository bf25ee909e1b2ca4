"""Older and newer programs in one school: two real versions of the schema, and one of tomorrow.

The older file is made by the migrations that were there before closings could be declined, before
sealed notes, consents and forgetting; its program knows only what that file holds.
"""

from dataclasses import replace
from datetime import date

import pytest

from school_desk.events import Events
from school_desk.storage.database import Database
from school_desk.storage.device import Device
from school_desk.storage.incoming import Why
from school_desk.storage.migrate import make_guards, migrate, steps_of
from school_desk.storage.partitions import Partitions
from school_desk.storage.registry import Field, Policy, Registry, Table
from school_desk.storage.replay import replay, set_aside
from school_desk.storage.service import Workplace
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.verify import verify
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.service import ASIDE_WORDS, ConflictService
from school_desk.sync.streams import Streams
from tests.storage.computers import check_equal
from tests.storage.small_school import ADMIN, CLASS, KEY, PACKAGES, REGISTRY, Clock, settle
from tests.sync.stations import Station, opened

EARLIER = 7
"""The last step of the features in the older program; storage and exchange are as today."""
LATEST = max(one.number for one in steps_of(PACKAGES))
EVERY = ("admin/1", "school/1", "class/1", "person/1", "support/1")


def older_steps():
    storage = {step.name for step in steps_of(PACKAGES[:1])}
    return [one for one in steps_of(PACKAGES) if one.number <= EARLIER or one.name in storage]


def known_to(database):
    """The registry of the program that made a file: tables and fields that it has room for."""
    found = []
    for table in REGISTRY.tables:
        there = database.connection.execute("SELECT name FROM pragma_table_info(?)", (table.name,))
        columns = {name for (name,) in there}
        fields = tuple(one for one in table.fields if set(one.columns) <= columns)
        if columns and fields:
            found.append(replace(table, fields=fields))
    return Registry(found)


def older(folder, number):
    """A computer with the program of before."""
    path = folder / f"older-{number}.db"
    database = Database(path, KEY, create=True)
    migrate(database, older_steps(), Registry(()))
    registry = known_to(database)
    make_guards(database, registry)
    database.connection.execute(f"PRAGMA user_version = {LATEST - 1}")  # storage's own are there
    database.close()
    return with_program(path, number, registry)


def with_program(path, number, registry):
    clock, device = Clock(), Device(bytes([number + 1]) * 32)
    database = Database(path, KEY)
    storage = Storage(database, registry, device, clock, Events())
    return Station(number, path, clock, storage, streams=Streams(storage, device))


@pytest.fixture
def three(tmp_path, empty_file):
    """A new program, an older one, another new one; all know each other's keys."""
    new, old, last = opened(tmp_path, empty_file, 0), older(tmp_path, 1), None
    last = opened(tmp_path, empty_file, 2)
    settle(new.storage, new.clock, 3)
    for other in (new, old, last):
        new.admit(other, parts="admin/ school/ class/ person/ support/")
    for other in (old, last):
        other.streams.trust(new.storage.device.public_key)
    old.streams.trust(last.storage.device.public_key)
    last.streams.trust(old.storage.device.public_key)
    yield new, old, last
    for station in (new, last):
        station.storage.database.close()


def write_new_things(new):
    """What only the newer program knows: a sealed note (a table), a declined closing (a field)."""
    db, pupil, teacher = new.storage.db, new.row("pupil"), new.teacher()
    group = db.execute("SELECT row FROM teaching_group").fetchone()[0]
    subject = db.execute("SELECT row FROM subject").fetchone()[0]
    with new.begin() as work:
        work.new("consent_text", ADMIN, **_some(new, "consent_text"))
        closing = work.born("closing", CLASS, grp=group, subject=subject, period="term/1")
        work.put("closing", closing, closed_on="2026-10-25", closed_by=teacher, ruleset="kz-2025")
        work.put(
            "closing",
            closing,
            declined_on="2026-10-26",
            declined_by=teacher,
            declined_for="бақылау",
        )
    new.put_mark(0, 7)
    return pupil


def _some(new, table):
    """One text for the first field of a table that is not a reference."""
    columns = new.storage.registry.by_name[table].fields[0].columns
    return dict.fromkeys(columns, "2026")


def asides(station):
    return [(one.why, one.entry.table, one.entry.field) for one in set_aside(station.storage)]


def test_the_older_program_is_older_indeed(tmp_path):
    old = older(tmp_path, 1)
    known, today = old.storage.registry.by_name, REGISTRY.by_name

    assert {"support_note", "consent", "forgetting"} <= today.keys() - known.keys()
    declined = {one.name for one in today["closing"].fields}
    assert declined - {one.name for one in known["closing"].fields} == {"declined"}
    old.storage.database.close()


def test_what_is_newer_is_kept_and_the_rest_goes_on(three):
    new, old, _last = three
    write_new_things(new)
    sent = new.gives(old, EVERY)

    taken = old.takes(sent, EVERY)

    closing = REGISTRY.by_name["closing"]
    field = next(one.id for one in closing.fields if one.name == "declined")
    assert taken.refused == []
    assert {why for why, _, _ in asides(old)} == {Why.UNKNOWN}
    assert (Why.UNKNOWN, closing.id, field) in asides(old)
    assert old.points(0) == 7
    assert verify(old.storage) == ()
    old.storage.database.close()


def test_both_versions_go_on_working_together(three):
    new, old, last = three
    write_new_things(new)
    old.takes(new.gives(old, EVERY), EVERY)
    old.put_mark(1, 9, None)
    old.put_mark(0, 8, None)

    new.takes(old.gives(new, EVERY), EVERY)
    last.takes(new.gives(last, EVERY), EVERY)

    assert (new.points(1), last.points(1)) == (9, 9)
    check_equal((new, last))
    old.storage.database.close()


def tomorrow():
    """The registry of a program to come: one table and one field more."""
    lesson = REGISTRY.by_name["lesson"]
    mood = Field(90, "mood", ("mood",), Policy.LATEST)
    bus = Table(id=900, name="bus", partition="school/", fields=(Field(1, "line", ("line",)),))
    tables = [
        replace(one, fields=(*one.fields, mood)) if one is lesson else one
        for one in REGISTRY.tables
    ]
    return Registry((*tables, bus))


def test_todays_program_keeps_what_tomorrows_writes(three):
    new, old, last = three
    old.storage.database.close()
    new.storage.database.close()
    database = Database(new.path, KEY)
    with database.transaction(guarded=False) as db:
        db.execute("ALTER TABLE lesson ADD COLUMN mood TEXT")
        db.execute("CREATE TABLE bus(row INTEGER PRIMARY KEY, alive INTEGER DEFAULT 1, line TEXT)")
    make_guards(database, tomorrow())
    database.close()
    newer = with_program(new.path, new.number, tomorrow())
    with newer.begin() as work:
        work.put("lesson", newer.row("lesson"), mood="көңілді")
        work.new("bus", "school/1", line="7")
    newer.put_mark(2, 6)

    last.takes(newer.gives(last, EVERY), EVERY)

    assert last.points(2) == 6
    assert {(table, field) for _, table, field in asides(last)} == {(30, 90), (900, 1)}
    assert last.gives(newer, EVERY) == []
    (words,) = {one.why for one in told(last)}
    assert words == ASIDE_WORDS[Why.UNKNOWN]
    newer.storage.database.close()


def told(station):
    at = Workplace(
        station.storage, Partitions(1, "2026-27"), lambda *_of: None, lambda: date(2026, 10, 22)
    )
    return ConflictService(at, lambda _db: {}, station.clock, {}).set_aside()


def test_what_no_row_can_hold_is_set_aside_visible_in_words_and_passed_on(three):
    """A signed batch with points that are no points: kept, said, forwarded; the rest goes on."""
    new, old, last = three
    old.storage.database.close()
    last.takes(new.gives(last, EVERY), EVERY)
    with new.begin() as work:
        work.put_cell("mark", new.row("lesson_column"), new.row("pupil", 1), points=-5)
    new.put_mark(0, 9)

    taken = last.takes(new.gives(last, EVERY), EVERY)

    assert taken.refused == []
    assert [(why, table) for why, table, _ in asides(last)] == [(Why.VALUE, 33)]
    assert (last.points(0), last.points(1)) == (9, None)
    (aside,) = told(last)
    assert aside.why == ASIDE_WORDS[Why.VALUE]
    assert verify(last.storage) == ()


def seen_by(newer):
    mood = newer.storage.db.execute("SELECT mood FROM lesson").fetchone()[0]
    return mood, newer.storage.db.execute("SELECT line FROM bus").fetchall()


def of_tomorrow(station):
    """The same computer after its program was updated."""
    station.storage.database.close()
    database = Database(station.path, KEY)
    with database.transaction(guarded=False) as db:
        db.execute("ALTER TABLE lesson ADD COLUMN mood TEXT")
        db.execute("CREATE TABLE bus(row INTEGER PRIMARY KEY, alive INTEGER DEFAULT 1, line TEXT)")
    make_guards(database, tomorrow())
    database.close()
    return with_program(station.path, station.number, tomorrow())


def test_an_older_program_between_two_newer_ones_passes_on_what_it_does_not_know(
    three, tmp_path, empty_file
):
    """The two newer programs never meet: every batch goes through the older one, byte for byte."""
    new, old, last = three
    old.storage.database.close()
    old = opened(tmp_path, empty_file, 3)
    for station in (new, last):
        station.streams.trust(old.storage.device.public_key)
    new.admit(old, parts="admin/ school/ class/ person/ support/")
    old.streams.trust(new.storage.device.public_key)
    last.takes(new.gives(last, EVERY), EVERY)
    first, far = of_tomorrow(new), of_tomorrow(last)
    with first.begin() as work:
        work.put("lesson", first.row("lesson"), mood="көңілді")
        work.new("bus", "school/1", line="7")
    first.put_mark(2, 6)
    sent = first.gives(old, EVERY)

    taken = old.takes(sent, EVERY)
    passed_on = old.gives(far, EVERY)
    came = far.takes(passed_on, EVERY)

    assert (taken.refused, came.refused) == ([], [])
    assert {(table, field) for _, table, field in asides(old)} == {(30, 90), (900, 1)}
    of_first = [one for one in passed_on if taken_apart(one)[0].device == first.device]
    assert of_first
    assert set(of_first) <= set(sent)
    assert seen_by(far) == ("көңілді", [("7",)])
    assert (asides(far), far.points(2)) == ([], 6)

    with far.begin(far.look()) as work:
        work.put("lesson", far.row("lesson"), mood="тыныш")
    old.takes(far.gives(old, EVERY), EVERY)
    first.takes(old.gives(first, EVERY), EVERY)
    assert seen_by(first) == seen_by(far)
    check_equal((first, far))
    assert verify(old.storage) == ()
    for station in (first, old, far):
        station.storage.database.close()


def test_after_its_own_update_the_one_between_knows_it_too(three):
    """What was passed on was kept as well: the update applies it, and nothing has to come again."""
    new, old, last = three
    old.storage.database.close()
    last.takes(new.gives(last, EVERY), EVERY)
    first = of_tomorrow(new)
    with first.begin() as work:
        work.put("lesson", first.row("lesson"), mood="көңілді")
        work.new("bus", "school/1", line="7")
    last.takes(first.gives(last, EVERY), EVERY)
    assert {why for why, _, _ in asides(last)} == {Why.UNKNOWN}

    updated = of_tomorrow(last)
    replay(updated.storage)

    assert asides(updated) == []
    assert seen_by(updated) == ("көңілді", [("7",)])
    assert first.gives(updated, EVERY) == []
    check_equal((first, updated))
    for station in (first, updated):
        station.storage.database.close()
