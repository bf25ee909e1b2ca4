"""Undo and redo are read from the log: a person's own steps, one at a time, never over others'."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.errors import DeskError
from school_desk.storage.errors import NothingToRedoError, NothingToUndoError, UndoMovedError
from school_desk.storage.undo import History
from school_desk.storage.verify import verify
from tests.storage.computers import Computers, exchange_everything
from tests.storage.small_school import CLASS, SCHOOL, Clock, open_file, quick_folder, settle


def permit(_label, _scope):
    """Everything is allowed."""


@pytest.fixture
def history(school):
    return History(school.storage)


def test_steps_are_taken_back_from_the_last_to_the_first(school, history):
    school.put_mark(7, pupil=0)
    school.put_mark(8, pupil=1)

    history.undo(school.teacher, {}, permit)
    assert (school.points(0), school.points(1)) == (7, None)

    history.undo(school.teacher, {}, permit)
    assert (school.points(0), school.points(1)) == (None, None)


def test_steps_in_one_cell_are_taken_back_one_by_one(school, history):
    for points in (7, 8, 9):
        school.put_mark(points)

    seen = []
    for _ in range(3):
        history.undo(school.teacher, {}, permit)
        seen.append(school.points())
    for _ in range(3):
        history.redo(school.teacher, {}, permit)
        seen.append(school.points())
    for _ in range(3):
        history.undo(school.teacher, {}, permit)
        seen.append(school.points())

    assert seen == [8, 7, None, 7, 8, 9, 8, 7, None]
    assert verify(school.storage) == ()


def test_each_person_takes_back_only_own_steps(school, history):
    school.put_mark(7, pupil=0)
    school.put_mark(8, pupil=1, actor=school.other)

    history.undo(school.teacher, {}, permit)

    assert (school.points(0), school.points(1)) == (None, 8)
    assert history.undoable(school.other).label == "Put mark"
    with pytest.raises(NothingToUndoError):
        history.undo(school.teacher + 1000, {}, permit)


def test_steps_can_be_taken_back_after_the_file_was_closed(school, path):
    school.put_mark(7)
    school.put_mark(8)
    school.storage.database.close()
    again = open_file(path, now=school.clock)

    History(again).undo(school.teacher, {}, permit)

    assert again.db.execute("SELECT points FROM mark").fetchone() == (7,)
    assert History(again).redoable(school.teacher) is not None
    again.database.close()


def test_undo_is_refused_when_someone_else_has_changed_the_cell(school, history):
    school.put_mark(7)
    school.put_mark(8, actor=school.other)

    with pytest.raises(UndoMovedError):
        history.undo(school.teacher, {}, permit)

    assert school.points() == 8


def test_what_undo_and_redo_would_do_is_told_and_nothing_is_written(school, history):
    with school.storage.begin("Paste marks", actor=school.teacher) as work:
        for pupil in school.pupils:
            work.put_cell("mark", school.column, pupil, points=5)
    before = school.storage.db.execute("SELECT count(*) FROM work").fetchone()

    coming = history.foresee_undo(school.teacher, permit)

    assert (coming.step.label, coming.rows) == ("Paste marks", {"mark": len(school.pupils)})
    assert coming.many == (len(school.pupils) >= 10)
    assert school.storage.db.execute("SELECT count(*) FROM work").fetchone() == before
    history.undo(school.teacher, {}, permit)
    assert history.foresee_redo(school.teacher, permit).rows == coming.rows
    school.put_mark(8, actor=school.other)
    with pytest.raises(UndoMovedError):
        history.foresee_redo(school.teacher, permit)


def test_undo_is_refused_when_someone_else_has_deleted_the_row(school, history):
    with school.storage.begin("Rename", actor=school.teacher) as work:
        work.put("pupil", school.pupils[0], surname="Басқа")
    with school.storage.begin("Delete pupil", actor=school.other) as work:
        work.delete(school.pupils[0])

    with pytest.raises(UndoMovedError):
        history.undo(school.teacher, {}, permit)

    assert read_pupil(school, school.pupils[0]) == (0, "Басқа")


def test_redo_is_refused_when_someone_else_has_changed_the_cell(school, history):
    school.put_mark(7)
    history.undo(school.teacher, {}, permit)
    school.put_mark(8, actor=school.other)

    with pytest.raises(UndoMovedError):
        history.redo(school.teacher, {}, permit)

    assert school.points() == 8


def test_undo_is_refused_when_another_computer_has_changed_the_cell(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.put_mark(0, 7, a.look())
        exchange_everything((a, b))
        b.put_mark(0, 9, b.look())
        a.receive(b.log())

        with pytest.raises(UndoMovedError):
            History(a.storage).undo(a.teacher(), a.look().context, permit)

        assert a.points(0) == 9


def test_undo_is_refused_while_two_values_stand(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        b.clock.set_by(-10_000)
        a.put_mark(0, 7)
        b.put_mark(0, 9)
        a.receive(b.log())

        with pytest.raises(UndoMovedError):
            History(a.storage).undo(a.teacher(), a.look().context, permit)

        assert (a.points(0), a.conflicts()) == (7, 1)


def test_undo_does_not_claim_what_another_computer_wrote(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        b.put_mark(0, 9)
        a.receive(b.log())

        assert History(a.storage).undoable(b.teacher()) is None


def test_a_new_step_ends_redo(school, history):
    school.put_mark(7, pupil=0)
    history.undo(school.teacher, {}, permit)
    school.put_mark(8, pupil=1)

    assert history.redoable(school.teacher) is None
    with pytest.raises(NothingToRedoError):
        history.redo(school.teacher, {}, permit)


def test_a_pasted_column_is_one_step(school, history):
    school.put_mark(3, pupil=4)
    with school.storage.begin("Paste", actor=school.teacher, origin="paste") as work:
        for n, pupil in enumerate(school.pupils):
            work.put_cell("mark", school.column, pupil, points=n % 10 + 1)

    history.undo(school.teacher, {}, permit)
    assert [school.points(n) for n in range(25)] == [None] * 4 + [3] + [None] * 20

    history.redo(school.teacher, {}, permit)
    assert [school.points(n) for n in range(25)] == [n % 10 + 1 for n in range(25)]


def test_a_step_that_wrote_a_cell_twice_is_taken_back_whole(school, history):
    school.put_mark(3)
    with school.storage.begin("Paste", actor=school.teacher, origin="paste") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=8)
        work.put_cell("mark", school.column, school.pupils[0], points=9)

    history.undo(school.teacher, {}, permit)
    assert school.points() == 3

    history.redo(school.teacher, {}, permit)
    assert school.points() == 9


def test_what_was_created_ceases_to_exist_and_comes_back(school, history):
    with school.storage.begin("Add pupil", actor=school.teacher) as work:
        row = work.new("pupil", SCHOOL, surname="Жаңа", given="Оқушы")

    history.undo(school.teacher, {}, permit)
    assert read_pupil(school, row) == (0, "Жаңа")

    history.redo(school.teacher, {}, permit)
    assert read_pupil(school, row) == (1, "Жаңа")

    history.undo(school.teacher, {}, permit)
    assert read_pupil(school, row) == (0, "Жаңа")


def read_pupil(school, row):
    return school.storage.db.execute(
        "SELECT alive, surname FROM pupil WHERE row = ?", (row,)
    ).fetchone()


def test_creation_is_taken_back_after_a_later_field_was(school, history):
    with school.storage.begin("Add group", actor=school.teacher) as work:
        row = work.born("class_group", SCHOOL, year="2026-27", year_level=8, letter="Б")
    with school.storage.begin("Set language", actor=school.teacher) as work:
        work.put("class_group", row, language="ru")

    history.undo(school.teacher, {}, permit)
    history.undo(school.teacher, {}, permit)

    found = school.storage.db.execute("SELECT alive FROM class_group WHERE row = ?", (row,))
    assert found.fetchone() == (0,)


def test_creation_is_not_taken_back_once_someone_else_has_filled_it(school, history):
    with school.storage.begin("Add group", actor=school.teacher) as work:
        row = work.born("class_group", SCHOOL, year="2026-27", year_level=8, letter="Б")
    with school.storage.begin("Set language", actor=school.other) as work:
        work.put("class_group", row, language="ru")

    with pytest.raises(UndoMovedError):
        history.undo(school.teacher, {}, permit)

    found = school.storage.db.execute(
        "SELECT alive, letter, language FROM class_group WHERE row = ?", (row,)
    )
    assert found.fetchone() == (1, "Б", "ru")


def test_what_was_deleted_comes_back(school, history):
    with school.storage.begin("Delete pupil", actor=school.teacher) as work:
        work.delete(school.pupils[0])

    history.undo(school.teacher, {}, permit)
    assert read_pupil(school, school.pupils[0])[0] == 1

    history.redo(school.teacher, {}, permit)
    assert read_pupil(school, school.pupils[0])[0] == 0


def test_a_lesson_of_the_timetable_stays_when_its_first_writing_is_taken_back(school, history):
    with school.storage.begin("Write topic", actor=school.teacher) as work:
        grp, subject = school.storage.db.execute("SELECT grp, subject FROM lesson").fetchone()
        born = {"grp": grp, "subject": subject, "day": "2026-10-23", "slot": 1}
        row = work.born("lesson", CLASS, **born, topic="Көбейту")

    history.undo(school.teacher, {}, permit)

    found = school.storage.db.execute("SELECT alive, day, topic FROM lesson WHERE row = ?", (row,))
    assert found.fetchone() == (1, "2026-10-23", None)


def test_a_step_with_nothing_to_take_back_is_passed_over(school, history):
    school.put_mark(7)
    with school.storage.begin("Open column", actor=school.teacher) as work:
        lesson = school.storage.db.execute("SELECT row FROM lesson").fetchone()[0]
        work.born("lesson_column", CLASS, lesson=lesson, n=2)

    history.undo(school.teacher, {}, permit)

    assert school.points() is None


def test_a_lost_right_refuses_undo(school, history):
    school.put_mark(7)

    def refuse(label, scope):
        assert (label, scope.group is not None) == ("Put mark", True)
        raise DeskError

    with pytest.raises(DeskError):
        history.undo(school.teacher, {}, refuse)

    assert school.points() == 7
    assert history.undoable(school.teacher) is not None


def test_a_row_born_again_and_changed_is_one_step(school, history):
    born = {"year": "2026-27", "year_level": 7, "letter": "А"}
    with school.storage.begin("Delete group") as work:
        row = work.born("class_group", SCHOOL, **born)
        work.delete(row)
    with school.storage.begin("Add group", actor=school.teacher) as work:
        work.born("class_group", SCHOOL, **born, language="ru")

    seen = []
    for step in (history.undo, history.redo, history.undo, history.redo):
        step(school.teacher, {}, permit)
        seen += school.storage.db.execute("SELECT alive, language FROM class_group").fetchall()

    assert seen == [(0, "kk"), (1, "ru"), (0, "kk"), (1, "ru")]


def visible(storage):
    """What people see: living rows and cells with a value."""
    rows = [
        (table.name, *row)
        for table in storage.registry.tables
        if not table.kept
        for row in storage.db.execute(
            f"SELECT * FROM {table.name}"  # noqa: S608
            if table.packed
            else f"SELECT * FROM {table.name} WHERE alive"  # noqa: S608
        ).fetchall()
    ]
    marks = {row[1:3]: row[3] for row in rows if row[0] == "mark" and row[3] is not None}
    topics = storage.db.execute("SELECT row, topic FROM lesson WHERE topic IS NOT NULL").fetchall()
    return marks, topics, [row for row in rows if row[0] != "mark"]


def type_something(work, school, kind, n, value):
    """One of the things people do; some change nothing, some change several cells."""
    pupil, lesson = school.pupils[n], school.lesson
    born = {"year": "2026-27", "year_level": 9, "letter": "АБВ"[n]}
    if kind == "mark":
        work.put_cell("mark", school.column, pupil, points=value)
    elif kind == "paste":
        for each in (*school.pupils[:3], pupil):
            work.put_cell("mark", school.column, each, points=(value or 0) + each % 3)
    elif kind == "topic":
        work.put("lesson", lesson, topic=f"Тақырып {value}")
    elif kind == "column":
        work.born("lesson_column", CLASS, lesson=lesson, n=n + 2)
    elif kind == "rename":
        if lives(work.db, pupil):
            work.put("pupil", pupil, surname=f"Тек {value}")
    elif kind == "group":
        work.born("class_group", SCHOOL, **born, language="kk" if value else "ru")
    elif kind == "new":
        work.new("pupil", SCHOOL, surname=f"Жаңа {value}")
    else:
        (work.delete if lives(work.db, pupil) else work.revive)(pupil)


def lives(db, pupil):
    return db.execute("SELECT alive FROM pupil WHERE row = ?", (pupil,)).fetchone()[0]


KINDS = ("mark", "mark", "paste", "topic", "column", "rename", "group", "new", "end")
DONE = st.tuples(
    st.sampled_from(KINDS), st.integers(0, 2), st.sampled_from([None, 1, 2, 3]), st.booleans()
)


@settings(max_examples=60)
@given(done=st.lists(DONE, max_size=14), back=st.integers(0, 14))
def test_undo_leads_back_through_every_state_and_redo_forth(empty_path, done, back):
    with TemporaryDirectory(dir=quick_folder()) as folder:
        path = Path(folder) / "school.db"
        path.write_bytes(empty_path.read_bytes())
        there_and_back(path, done, back)


def there_and_back(path, done, back):
    school = settle(open_file(path), Clock(), 3)
    storage, history = school.storage, History(school.storage)
    before = {}
    for kind, n, value, again in done:
        shown = visible(storage)
        with storage.begin("Type", actor=school.teacher) as work:
            type_something(work, school, kind, n, value)
            before[work.number] = shown
        if again and history.undoable(school.teacher):
            history.undo(school.teacher, {}, permit)
            history.redo(school.teacher, {}, permit)

    after, taken = [visible(storage)], []
    while (step := history.undoable(school.teacher)) and len(taken) < back:
        history.undo(school.teacher, {}, permit)
        assert visible(storage) == before[step.work]
        taken.append(step.work)
        after.append(visible(storage))
    for expected in reversed(after[:-1]):
        history.redo(school.teacher, {}, permit)
        assert visible(storage) == expected

    assert history.redoable(school.teacher) is None
    assert verify(storage) == ()
    storage.database.close()
