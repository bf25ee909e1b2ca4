"""A mark typed elsewhere before its computer knew of the closing: kept, shown, moves nothing."""

import pytest

from school_desk.journal.closing_model import TYPED_LATE
from school_desk.journal.closing_rules import NothingLateError, ReasonMissingError
from school_desk.storage.merge import Entry, apply
from school_desk.storage.rows import pack
from tests.journal.school_year import school_year
from tests.journal.test_closing import AFTER, WHY, close, fill, marks, place

ELSEWHERE = b"device-E"


@pytest.fixture
def year(tmp_path):
    with school_year(tmp_path) as made:
        fill(made)
        yield made


def storage_of(year):
    return year.desk._storage  # what the wire will be given


def send_late(year, points, seq=1, ctx=None):
    """Points of the first pupil in the first work, from a computer that had not heard of us."""
    storage, page = storage_of(year), year.page("algebra")
    db, keys = storage.db, storage.keys
    row = pack(3, page.works[0].key.work, page.rows[0].pupil.id)
    part = db.execute("SELECT name FROM part WHERE ord = ?", (keys.place(db, row).part,))
    hlc = storage.last_hlc + (seq << 16)
    trail = ("Put mark", None, "", "")
    entry = Entry(
        part.fetchone()[0], ELSEWHERE, seq, 34, keys.travelling(db, row), 1, points,
        ctx or {}, hlc, trail,
    )  # fmt: skip
    apply(storage, [entry])
    return entry


def test_a_late_mark_is_kept_and_shown_and_the_stored_mark_stays(year):
    year.now(AFTER)
    closed = close(year)
    before = marks(closed)

    send_late(year, 1)

    assert marks(year.page("algebra")) == before
    (late,) = year.desk.closing.late(place(closed))
    assert (late.value, late.what) == (1, TYPED_LATE)
    assert late.pupil == closed.rows[0].pupil.name.listed


def test_declining_is_a_logged_decision_with_a_reason_and_later_ones_are_asked_anew(year):
    year.now(AFTER)
    closed = close(year)
    send_late(year, 1)
    with pytest.raises(ReasonMissingError):
        year.desk.closing.decline_late(place(closed), "")

    year.desk.closing.decline_late(place(closed), WHY)

    assert year.desk.closing.late(place(closed)) == ()
    assert year.desk.undoable().label == "Decline late marks"
    with pytest.raises(NothingLateError):
        year.desk.closing.decline_late(place(closed), WHY)
    send_late(year, 2, seq=2)
    (late,) = year.desk.closing.late(place(closed))
    assert late.value == 2


def test_what_closing_had_seen_is_not_late(year):
    year.now(AFTER)
    send_late(year, 1)

    closed = close(year)

    assert year.desk.closing.late(place(closed)) == ()
