"""Any history of several computers leads each of them to what the oracle says of its log."""

from tests.storage.computers import Computers, check, exchange_everything
from tests.storage.histories import check_histories
from tests.storage.small_school import CLASS, SCHOOL, open_file

MARK, OTHER = 0, 1


def test_a_value_that_is_superseded_already_still_removes_what_it_had_seen(tmp_path, empty_file):
    """A writes X1, X2; B sees both and writes Y; C receives Y first, then X1, X2."""
    with Computers(tmp_path, empty_file, 3) as (a, b, c):
        a.put_mark(MARK, 7)
        a.put_mark(MARK, 8)
        b.receive(a.sent())
        b.put_mark(MARK, 9, b.look())

        c.receive(b.sent())
        assert c.points(MARK) is None
        c.receive(a.sent()[-1:])
        c.receive(a.sent()[-2:-1])

        assert c.points(MARK) == 9
        assert c.conflicts() == 0
        check(c)


def test_two_values_unseen_by_each_other_both_stand_until_a_person_decides(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.put_mark(MARK, 7)
        b.put_mark(MARK, 8)
        exchange_everything((a, b))
        assert (a.conflicts(), b.conflicts()) == (1, 1)
        assert a.points(MARK) == b.points(MARK)

        a.put_mark(MARK, 10, a.look())
        exchange_everything((a, b))

        assert (a.points(MARK), b.points(MARK)) == (10, 10)
        assert (a.conflicts(), b.conflicts()) == (0, 0)
        check(a, b)


def test_a_form_loaded_before_a_value_came_does_not_overwrite_it(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        form = b.look()
        a.put_mark(MARK, 7)
        b.receive(a.sent())

        b.put_mark(MARK, 8, form)

        assert b.conflicts() == 1
        check(b)


def test_equal_values_are_no_conflict(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.put_mark(MARK, 7)
        b.put_mark(MARK, 7)
        exchange_everything((a, b))

        assert (a.conflicts(), b.conflicts()) == (0, 0)


def test_a_deletion_that_had_not_seen_an_edit_hides_nothing(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.delete_pupil(OTHER, a.look())
        b.name_pupil(OTHER, "Жаңа", b.look())
        exchange_everything((a, b))
        assert (a.pupil_lives(OTHER), b.pupil_lives(OTHER)) == (1, 1)
        assert (a.conflicts(), b.conflicts()) == (1, 1)

        a.delete_pupil(OTHER, a.look())
        exchange_everything((a, b))

        assert (a.pupil_lives(OTHER), b.pupil_lives(OTHER)) == (0, 0)
        assert (a.conflicts(), b.conflicts()) == (0, 0)
        check(a, b)


def test_a_clock_years_ahead_pulls_others_by_a_day_at_most(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.clock.set_by(3 * 365 * 86400)
        a.put_mark(MARK, 7)
        b.receive(a.sent())
        b.put_mark(OTHER, 8, b.look())
        assert b.ahead() <= 86400 + 60

        b.reopen()
        b.put_mark(OTHER, 9, b.look())

        assert b.ahead() <= 86400 + 60
        check(a, b)


def test_a_refused_batch_leaves_no_trace_of_its_computer(tmp_path, empty_file):
    """The number that a rolled-back batch gave to an unknown computer goes to the next one."""
    with Computers(tmp_path, empty_file, 3) as (a, b, c):
        b.put_mark(MARK, 7)
        c.put_mark(MARK, 8)
        a.refuse(b.sent())

        a.receive(c.sent())
        a.receive(b.sent())

        assert a.conflicts() == 1
        check(a)


def test_a_row_known_only_by_name_finds_its_place_when_its_own_line_arrives(tmp_path, empty_file):
    """A mark may arrive before its pupil; a thread that only reads must not keep the unknown."""
    with Computers(tmp_path, empty_file, 2) as (a, b):
        with a.begin() as work:
            pupil = work.new("pupil", SCHOOL, surname="Кешіккен")
            work.put_cell("mark", a.row("lesson_column"), pupil, points=9)
        b.receive(a.sent(CLASS))
        (unknown,) = b.storage.db.execute("SELECT row FROM row_key WHERE part IS NULL").fetchone()
        check(b)
        reader = open_file(b.path, b.storage.device)
        assert reader.keys.key(reader.db, unknown) == a.storage.keys.key(a.storage.db, pupil)

        b.receive(a.sent(SCHOOL))

        for storage in (reader, b.storage):
            assert storage.keys.place(storage.db, unknown).part != 0
        reader.database.close()
        check(b)


def test_random_histories_lead_to_what_the_oracle_says(tmp_path, empty_file):
    check_histories(tmp_path, empty_file, histories=40, steps=30)
