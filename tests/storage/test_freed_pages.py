"""Nothing of a forgotten person lies on the disk: not in freed pages, not in the log of writes."""

from school_desk.storage.forgetting import carry_out, forget_within
from school_desk.storage.verify import verify
from tests.storage.computers import Computers, exchange_everything
from tests.storage.pages import holds
from tests.storage.small_school import KEY, open_file
from tests.storage.test_forgetting import order

FIRST, SECOND, THIRD = "Ұмытылатын", "Жоғалатын", "Өшірілетін"


def fill(storage):
    """Names that were changed and rows that grew, so that pages were split, moved and freed."""
    with storage.begin("Add pupil") as work:
        names = [f"{FIRST} {n} " + "ә" * (n % 60) for n in range(120)]
        rows = [work.new("pupil", "school/1", surname=name) for name in names]
    for name in (SECOND, THIRD):
        for start in range(0, len(rows), 12):
            with storage.begin("Rename") as work:
                for n, row in enumerate(rows[start : start + 12], start):
                    work.put("pupil", row, surname=f"{name} {n} " + "і" * (n % 90))
    return rows


def order_all(storage, rows):
    """The order to forget them, in one step."""
    table = storage.registry.by_name["pupil"].id
    with storage.begin("Confirm forgetting") as work:
        for row in rows:
            key = storage.keys.key(work.db, row)
            work.born("forgotten", "admin/1", tbl=table, key=key, confirmed_on="2026-11-27")


def test_the_reader_of_pages_sees_what_the_file_holds(school, path):
    fill(school.storage)

    assert holds(path, KEY, THIRD)
    assert holds(path, KEY, FIRST)


def test_no_trace_is_left_after_forgetting_also_of_names_changed_before(school, path):
    storage = school.storage
    storage.db.execute("PRAGMA secure_delete = OFF")  # as files of earlier versions were written
    rows = fill(storage)
    order_all(storage, rows)

    carry_out(storage)

    assert [word for word in (FIRST, SECOND, THIRD) if holds(path, KEY, word)] == []
    assert verify(storage) == ()


def test_a_cut_before_the_wiping_leaves_it_to_the_next_start(school, path):
    storage = school.storage
    rows = fill(storage)
    order_all(storage, rows)
    with storage.database.transaction(guarded=False) as db:
        forget_within(storage, db, rows)
    storage.database.close()
    left = [word for word in (FIRST, SECOND, THIRD) if holds(path, KEY, word)]

    again = open_file(path)
    carry_out(again)

    assert left
    assert [word for word in left if holds(path, KEY, word)] == []
    assert again.database.wipe()
    assert verify(again) == ()
    again.database.close()


def test_somebody_who_reads_meanwhile_delays_it_and_it_is_done_after(school, path):
    storage = school.storage
    row = fill(storage)[0]
    order_all(storage, [row])
    reader = open_file(path)
    reader.db.execute("PRAGMA busy_timeout = 0")
    storage.db.execute("PRAGMA busy_timeout = 0")
    reader.db.execute("BEGIN")
    reader.db.execute("SELECT count(*) FROM pupil").fetchone()

    carry_out(storage)
    waited = holds(path, KEY, f"{THIRD} 0 ")
    reader.db.execute("COMMIT")
    reader.database.close()
    carry_out(storage)

    assert waited
    assert not holds(path, KEY, f"{THIRD} 0 ")
    assert holds(path, KEY, f"{THIRD} 1 ")


def test_a_question_that_is_still_being_read_delays_it_too(school, path):
    storage = school.storage
    row = fill(storage)[0]
    asked = storage.db.execute("SELECT row FROM pupil")
    assert asked.fetchone()
    order_all(storage, [row])

    carry_out(storage)
    asked.close()

    assert storage.database.wipe()
    assert not holds(path, KEY, f"{THIRD} 0 ")


def test_an_order_that_comes_wipes_the_file_of_the_other_computer(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        for name in (FIRST, SECOND):
            a.name_pupil(0, name)
            exchange_everything((a, b))
        known = holds(b.storage.database.path, KEY, FIRST)
        order(a, a.row("pupil", 0))
        carry_out(a.storage)
        exchange_everything((a, b))

        assert known
        for peer in (a, b):
            assert not holds(peer.storage.database.path, KEY, FIRST)
            assert not holds(peer.storage.database.path, KEY, SECOND)
