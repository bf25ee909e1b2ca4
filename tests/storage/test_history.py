"""The history of a cell is what was done to it: who, when, by which step, from what to what."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.errors import DeskError
from school_desk.storage.history import field_past, packed_past, row_past
from school_desk.storage.undo import History
from tests.storage.computers import Computers, exchange_everything
from tests.storage.small_school import CLASS, Clock, SmallSchool, open_file, quick_folder, settle

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from((None, 1, 7, 8, 10)), st.integers(0, 1)),
        st.tuples(st.just("topic"), st.sampled_from((None, "Бөлшек", "Бүтін")), st.integers(0, 1)),
        st.tuples(st.just("undo"), st.just(None), st.integers(0, 1)),
        st.tuples(st.just("redo"), st.just(None), st.integers(0, 1)),
    ),
    max_size=25,
)


def permit(_label, _scope):
    """Everything is allowed."""


def past_of(school: SmallSchool, pupil: int = 0):
    return packed_past(school.storage, "mark", school.column, school.pupils[pupil])


def told(past):
    return [
        (one.before and one.before[0], one.after[0], one.origin, one.actor) for one in past.changes
    ]


def test_a_cell_nobody_wrote_in_has_no_history(school):
    assert past_of(school).changes == ()
    assert past_of(school).whole


def test_each_change_says_what_stood_before_and_who_changed_it(school):
    school.put_mark(7)
    school.put_mark(8, actor=school.other)

    first, second = past_of(school).changes

    assert (first.before, first.after, first.actor) == (None, (7,), school.teacher)
    assert (second.before, second.after, second.actor) == ((7,), (8,), school.other)
    assert second.label == "Put mark"
    assert second.here
    assert first.at < second.at


def test_an_undo_is_a_change_of_its_own(school):
    school.put_mark(7)
    school.put_mark(8)
    History(school.storage).undo(school.teacher, {}, permit)

    assert told(past_of(school))[-1] == (8, 7, "undo", school.teacher)


def test_a_reason_is_kept_with_the_change(school):
    with school.storage.begin("Correct mark", actor=school.other, reason="қате терілген") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=9)

    assert past_of(school).changes[0].reason == "қате терілген"


def test_two_writes_of_one_step_are_one_change(school):
    school.put_mark(7)
    with school.storage.begin("Paste marks", origin="paste") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=None)
        work.put_cell("mark", school.column, school.pupils[0], points=9)

    assert told(past_of(school))[1:] == [(7, 9, "paste", None)]


def test_the_end_of_a_row_is_part_of_its_history(school):
    with school.storage.begin("Write remark", actor=school.other) as work:
        row = work.new("remark", CLASS, day="2026-10-22", text="Тақырып жазылмаған")
    with school.storage.begin("Write remark", actor=school.other) as work:
        work.delete(row)

    past = {
        field.name: [one.after for one in each.changes]
        for field, each in row_past(school.storage, row).items()
    }

    assert past["text"] == [("2026-10-22", "Тақырып жазылмаған")]
    assert past["alive"] == [(0,)]


def test_a_chain_that_begins_elsewhere_says_so(school):
    school.put_mark(7)
    school.put_mark(8)
    with school.storage.database.transaction(guarded=False) as db:
        dev, seq = db.execute("SELECT dev, seq FROM mark").fetchone()
        db.execute(
            "UPDATE change_log SET prev_seq = 999999 WHERE dev = ? AND seq = ? AND part = "
            "(SELECT part FROM row_key WHERE row = ?)",
            (dev, seq, school.column),
        )

    past = past_of(school)

    assert not past.whole
    assert told(past) == [(None, 8, "", school.teacher)]


def test_a_value_from_another_computer_is_told_as_such(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as computers:
        here, there = computers
        there.put_mark(0, 6)
        exchange_everything(computers)

        parent, pupil = here.row("lesson_column"), here.row("pupil", 0)
        (change,) = packed_past(here.storage, "mark", parent, pupil).changes

        assert change.after == (6,)
        assert not change.here
        assert change.device == there.device


def test_values_that_stand_beside_each_other_are_both_told(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as computers:
        here, there = computers
        here.put_mark(0, 6)
        there.put_mark(0, 9)
        exchange_everything(computers)

        parent, pupil = here.row("lesson_column"), here.row("pupil", 0)
        past = packed_past(here.storage, "mark", parent, pupil).changes

        assert {one.after for one in past} == {(6,), (9,)}


@settings(max_examples=60)
@given(steps=STEPS)
def test_history_is_what_was_done(empty_file, steps):
    """Against a model that writes down each change of a cell as it happens."""
    with TemporaryDirectory(dir=quick_folder()) as folder:
        path = Path(folder) / "school.db"
        path.write_bytes(empty_file)
        clock = Clock()
        storage = open_file(path, now=clock)
        school = settle(storage, clock, pupils=1)
        done = [_act(school, step) for step in steps]
        storage_past = told(past_of(school))
        topics = told(field_past(storage, school.lesson, "topic"))
        storage.database.close()

    assert storage_past == [one for step in done for one in step["mark"]]
    assert topics == [one for step in done for one in step["topic"]]


def _values(school: SmallSchool):
    topic = school.storage.db.execute(
        "SELECT topic FROM lesson WHERE row = ?", (school.lesson,)
    ).fetchone()[0]
    return {"mark": school.points(), "topic": topic}


def _act(school: SmallSchool, step):
    """Do a step and say what it changed, by looking before and after."""
    kind, value, who = step
    actor = (school.teacher, school.other)[who]
    before = _values(school)
    history, origin = History(school.storage), ""
    try:
        if kind == "put":
            school.put_mark(value, actor=actor)
        elif kind == "topic":
            with school.storage.begin("Write topic", actor=actor) as work:
                work.put("lesson", school.lesson, topic=value)
        else:
            origin = kind
            getattr(history, kind)(actor, {}, permit)
    except DeskError:
        pass
    after = _values(school)
    return {
        name: [(before[name], after[name], origin, actor)] if before[name] != after[name] else []
        for name in before
    }
