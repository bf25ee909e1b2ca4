"""Sealed fields: ciphertext in row, log and copies; bound to their place; read by holders only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.storage.compartments import (
    CompartmentClosedError,
    Compartments,
    NoCompartmentKeyError,
    SealedValueBrokenError,
    Spot,
    sealed_head,
)
from school_desk.storage.keys import Unlocked
from school_desk.storage.registry import Field, Registry, Table
from school_desk.storage.undo import History
from school_desk.storage.verify import verify
from tests.storage.computers import Computers, exchange_everything
from tests.storage.small_school import from_outside, open_file

SUPPORT = "support/1"
WORDS = "Баланың сөйлеуі кешеуілдейді"
OTHER = "Логопедпен сабақ жақсы өтті"
KEY, NEXT = b"1" * 32, b"2" * 32
AT = Spot("support", 100, (7,), 2)


def holder(**secrets):
    held = {name.replace("_", "/"): key for name, key in secrets.items()}
    return Compartments(lambda: Unlocked(5, b"", held))


SPECIALIST = holder(support_1=KEY)
TEACHER = holder(file_1=KEY)


@pytest.fixture
def sealed(school):
    """A small school whose person holds the compartment, and a note in it."""
    school.storage.compartments = SPECIALIST
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        row = work.new(
            *("support_note", SUPPORT), pupil=school.pupils[0], author=school.teacher, body=WORDS
        )
    return school, row


def field(storage):
    return storage.registry.by_name["support_note"].fields[1]


def kept(storage, row):
    return storage.db.execute("SELECT body FROM support_note WHERE row = ?", (row,)).fetchone()[0]


def read(storage, row):
    return storage.plain(storage.db, row, field(storage), kept(storage, row))


def log_lines(storage, row):
    return [
        val
        for (val,) in storage.db.execute(
            "SELECT val FROM change_log WHERE row = ? AND field = 2 ORDER BY seq", (row,)
        )
    ]


def test_row_and_log_hold_the_same_ciphertext_and_no_word(sealed):
    school, row = sealed

    assert isinstance(kept(school.storage, row), bytes)
    assert log_lines(school.storage, row) == [kept(school.storage, row)]
    assert WORDS.encode() not in kept(school.storage, row)
    assert read(school.storage, row) == WORDS
    assert verify(school.storage) == ()


def test_who_does_not_hold_the_key_reads_and_writes_nothing(sealed):
    school, row = sealed
    school.storage.compartments = TEACHER

    with pytest.raises(CompartmentClosedError):
        read(school.storage, row)
    with (
        pytest.raises(NoCompartmentKeyError),
        school.storage.begin("Write support note", actor=school.other) as work,
    ):
        work.put("support_note", row, body=OTHER)
    assert len(log_lines(school.storage, row)) == 1
    assert verify(school.storage) == ()


def test_the_same_words_again_are_no_change(sealed):
    school, row = sealed
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        work.put("support_note", row, body=WORDS)
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        work.put("support_note", row, body=OTHER)

    assert len(log_lines(school.storage, row)) == 2
    assert read(school.storage, row) == OTHER


def test_a_row_that_is_given_to_another_pupil_keeps_its_sealed_words(sealed):
    """Joining two records writes all columns back as they lie there, and need not open them."""
    school, row = sealed
    before = kept(school.storage, row)
    school.storage.compartments = TEACHER
    with school.storage.begin("Join pupils", actor=school.teacher) as work:
        work.put("support_note", row, pupil=school.pupils[1], author=school.teacher, body=before)

    school.storage.compartments = SPECIALIST
    assert kept(school.storage, row) == before
    assert read(school.storage, row) == WORDS


def test_undo_and_redo_seal_anew(sealed):
    school, row = sealed
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        work.put("support_note", row, body=OTHER)
    history = History(school.storage)

    history.undo(school.teacher, {}, lambda *_of: None)
    assert read(school.storage, row) == WORDS
    history.redo(school.teacher, {}, lambda *_of: None)
    assert read(school.storage, row) == OTHER
    assert len(set(log_lines(school.storage, row))) == 4
    assert verify(school.storage) == ()


def test_undo_is_refused_to_who_has_lost_the_key(sealed):
    school, row = sealed
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        work.put("support_note", row, body=OTHER)
    school.storage.compartments = TEACHER

    with pytest.raises(CompartmentClosedError):
        History(school.storage).undo(school.teacher, {}, lambda *_of: None)
    assert len(log_lines(school.storage, row)) == 2


def test_older_generations_stay_readable_and_new_words_take_the_newest(sealed):
    school, row = sealed
    school.storage.compartments = holder(support_1=KEY, support_2=NEXT)
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        later = work.new("support_note", SUPPORT, pupil=school.pupils[0], body=OTHER)

    assert (read(school.storage, row), read(school.storage, later)) == (WORDS, OTHER)
    assert sealed_head(kept(school.storage, later)).generation == 2
    school.storage.compartments = SPECIALIST
    with pytest.raises(CompartmentClosedError):
        read(school.storage, later)


def test_words_put_in_from_outside_are_noticed(sealed, path):
    school, row = sealed
    with school.storage.begin("Write support note", actor=school.teacher) as work:
        work.put("support_note", row, body=OTHER)
    first = log_lines(school.storage, row)[0]
    school.storage.database.close()
    replay = f"UPDATE support_note SET body = x'{first.hex()}' WHERE row = {row}"  # noqa: S608
    from_outside(path, replay)

    assert verify(open_file(path)) != ()


def test_two_who_wrote_the_same_words_do_not_differ(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        for one in (a, b):
            one.storage.compartments = SPECIALIST
        with a.storage.begin("Write support note") as work:
            row = work.known("support_note", SUPPORT, 77, body=WORDS)
        with b.storage.begin("Write support note") as work:
            work.known("support_note", SUPPORT, 77, body=WORDS)
        exchange_everything((a, b))
        assert a.storage.readings(a.storage.db, row, field(a.storage)) == (WORDS,)

        with b.storage.begin("Write support note") as work:
            work.known("support_note", SUPPORT, 77, body=OTHER)
        with a.storage.begin("Write support note") as work:
            work.put("support_note", row, body=OTHER + "!")
        exchange_everything((a, b))
        found = a.storage.readings(a.storage.db, row, field(a.storage))
        assert set(found) == {OTHER, OTHER + "!"}
        assert verify(a.storage) == ()
        assert verify(b.storage) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(1, 2**63), st.binary(min_size=8, max_size=8))
def test_what_is_sealed_opens_there_and_nowhere_else(words, seq, device):
    made = SPECIALIST.seal(AT, words, device, seq)

    assert SPECIALIST.open(AT, made) == words
    assert SPECIALIST.same(AT, words, made)
    elsewhere = (
        Spot("support", 101, (7,), 2),
        Spot("support", 100, (8,), 2),
        Spot("support", 100, (7,), 3),
    )
    for spot in elsewhere:
        with pytest.raises(SealedValueBrokenError):
            SPECIALIST.open(spot, made)
    moved = SPECIALIST.seal(AT, words, device, seq % 5 + 1)
    with pytest.raises(SealedValueBrokenError):
        SPECIALIST.open(AT, moved[:25] + made[25:])


@given(st.integers(0, 200), st.integers(1, 255))
def test_any_changed_byte_is_noticed(place, by):
    made = bytearray(SPECIALIST.seal(AT, WORDS, b"computer", 3))
    made[place % len(made)] ^= by

    with pytest.raises((SealedValueBrokenError, CompartmentClosedError)):
        SPECIALIST.open(AT, bytes(made))


def test_own_notes_of_two_accounts_do_not_open_each_other():
    mine = Compartments(lambda: Unlocked(5, b"", {"author/5/1": KEY}))
    theirs = Compartments(lambda: Unlocked(6, b"", {"author/6/1": NEXT}))
    at = Spot("author", 102, (7,), 2)
    made = mine.seal(at, WORDS, b"computer", 3)

    assert mine.open(at, made) == WORDS
    with pytest.raises(SealedValueBrokenError):
        theirs.open(at, made)


@pytest.mark.parametrize(
    "wrong",
    [
        Field(1, "a", ("x", "y"), sealed="support"),
        Field(1, "a", ("x",), sealed="support", refs={"x": "pupil"}),
    ],
)
def test_a_sealed_field_is_one_text(wrong):
    with pytest.raises(ValueError, match="sealed"):
        Registry([Table(id=1, name="t", partition="support/", fields=(wrong,))])
