"""A person can be forgotten: no value is left, and no chain breaks, here or elsewhere."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.storage.errors import ForgottenError
from school_desk.storage.forgetting import carry_out, forget
from school_desk.storage.merge import apply
from school_desk.storage.verify import verify
from tests.storage.computers import Computers, check, check_equal, exchange_everything
from tests.storage.small_school import PERSON, from_outside, open_file

SURNAME = "Ұмытылатын"


def test_a_forgotten_person_leaves_no_value_and_valid_chains(school, path):
    with school.storage.begin("Add pupil") as work:
        row = work.new("pupil", "school/1", surname=SURNAME)
        file = work.born("personal_file", PERSON, pupil=row, iin="800101100001")
    with school.storage.begin("Rename") as work:
        work.put("pupil", row, surname=f"{SURNAME}а")

    forget(school.storage, row)
    forget(school.storage, file)

    log = repr(school.storage.db.execute("SELECT val FROM change_log").fetchall())
    assert SURNAME not in log
    assert "800101" not in log
    shown = school.storage.db.execute("SELECT surname FROM pupil WHERE row = ?", (row,))
    assert shown.fetchone() == (None,)
    assert verify(school.storage) == ()
    school.storage.database.close()
    assert verify(open_file(path)) == ()


def test_a_value_put_back_from_outside_is_noticed(school, path):
    row = school.pupils[0]
    forget(school.storage, row)
    school.storage.database.close()

    from_outside(path, f"UPDATE change_log SET val = 'Басқа' WHERE row = {row}")  # noqa: S608

    assert verify(open_file(path)) != ()


def test_a_forgotten_value_travels_as_its_digest(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 3) as (a, b, c):
        a.name_pupil(0, SURNAME, a.look())
        forget(a.storage, a.row("pupil", 0))
        exchange_everything((a, b))
        c.receive(b.log())

        assert all(SURNAME not in repr(peer.log()) for peer in (a, b, c))
        check(a, b, c)


def test_two_computers_that_forget_the_same_person_stay_equal(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.name_pupil(0, SURNAME)
        b.name_pupil(0, f"{SURNAME}а")
        exchange_everything((a, b))
        assert (a.conflicts(), b.conflicts()) == (1, 1)

        for peer in (a, b):
            forget(peer.storage, peer.row("pupil", 0))

        assert (a.conflicts(), b.conflicts()) == (0, 0)
        check(a, b)
        check_equal((a, b))


def test_a_personal_value_without_its_salt_is_refused(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.name_pupil(0, SURNAME)
        (entry,) = [one for one in a.sent("school/1") if SURNAME in repr(one.val)]
        stripped = replace(entry, salt=None)

        with pytest.raises(ValueError, match="salt"):
            apply(b.storage, [stripped])

        check(b)


def order(peer, row):
    """What stands in the log when a person is to be forgotten."""
    table = peer.storage.registry.by_name["pupil"].id
    with peer.storage.begin("Confirm forgetting") as work:
        key = peer.storage.keys.key(work.db, row)
        work.born("forgotten", "admin/1", tbl=table, key=key, confirmed_on="2026-11-27")


def test_an_order_is_carried_out_wherever_the_log_comes(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 3) as (a, b, c):
        a.name_pupil(0, SURNAME)
        exchange_everything((a, b))
        order(a, a.row("pupil", 0))
        carry_out(a.storage)
        exchange_everything((a, b))
        c.receive(b.log())

        assert all(SURNAME not in repr(peer.log()) for peer in (a, b, c))
        check(a, b, c)
        check_equal((a, b, c))


def test_a_value_that_comes_after_the_order_is_forgotten_as_well(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.name_pupil(0, SURNAME)
        exchange_everything((a, b))
        order(a, a.row("pupil", 0))
        carry_out(a.storage)
        b.name_pupil(0, f"{SURNAME}а")  # written before the order has come there
        exchange_everything((a, b))

        assert all(SURNAME not in repr(peer.log()) for peer in (a, b))
        check(a, b)
        check_equal((a, b))


def test_an_order_that_was_cut_off_is_carried_out_later(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 1) as (a,):
        a.name_pupil(0, SURNAME)
        order(a, a.row("pupil", 0))
        assert SURNAME in repr(a.log())

        assert carry_out(a.storage) == 1
        assert carry_out(a.storage) == 0
        assert SURNAME not in repr(a.log())
        check(a)


def test_nothing_personal_is_written_after_the_order(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 1) as (a,):
        a.name_pupil(0, SURNAME)
        order(a, a.row("pupil", 0))
        carry_out(a.storage)

        with pytest.raises(ForgottenError):
            a.name_pupil(0, "Басқа")
        assert not a.storage.db.in_transaction


@given(data=st.data())
@settings(max_examples=12)
def test_random_writers_agree_that_nobody_is_left(tmp_path_factory, empty_file, data):
    with Computers(tmp_path_factory.mktemp("peers"), empty_file, 3) as peers:
        peers[0].name_pupil(0, SURNAME)
        exchange_everything(peers)
        when = data.draw(st.integers(0, 8))
        for step in range(9):
            peer = data.draw(st.sampled_from(peers))
            if step == when:
                order(peer, peer.row("pupil", 0))
                carry_out(peer.storage)
            elif data.draw(st.booleans()):
                with suppress(ForgottenError):
                    peer.name_pupil(0, f"{SURNAME}{step}")
            else:
                peer.receive(data.draw(st.sampled_from(peers)).log())
        exchange_everything(peers)
        exchange_everything(peers)

        assert all(SURNAME not in repr(peer.log()) for peer in peers)
        check(*peers)
        check_equal(peers)
