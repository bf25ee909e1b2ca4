"""Sticks cut, altered, foreign, old, full, closed or pulled out: nothing half-done stays."""

import errno
import os
from pathlib import Path

import pytest

from school_desk.storage.device import Device
from school_desk.sync import courier
from school_desk.sync.courier_bundle import read_bundle, spell_bundle
from school_desk.sync.courier_errors import (
    FolderFullError,
    FolderGoneError,
    FolderReadOnlyError,
    NobodyToWriteToError,
    NoBundleError,
    NotKeptError,
)
from school_desk.sync.courier_folder import FOLDER, Shelf, bundle_name
from school_desk.sync.courier_lock import locked, unlocked
from tests.storage.computers import check_equal
from tests.sync.stations import a_school, opened
from tests.sync.test_courier import no_step, reads, writes
from tests.sync.test_streams import copied
from tests.sync.test_wire_on_loopback import kept_tables


@pytest.fixture
def pair(tmp_path, empty_file):
    stations = a_school(tmp_path, empty_file, 2)
    yield stations
    for one in stations:
        one.storage.database.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture
def written(pair, stick):
    """The first has typed a mark and written it; gives where the bundle for the second lies."""
    one, two = pair
    one.put_mark(0, 9)
    writes(one, stick)
    return stick.folder / FOLDER / bundle_name(one.device, two.device)


def everything(station):
    """All that the courier may change, and the log."""
    return kept_tables(station), station.log(), station.points(0)


def plain(path, device):
    return unlocked(path.read_bytes(), device)


def inside(change):
    """Something else under a right lock: by somebody who has the public keys only."""

    def spoil(path, one, two):
        content = bytearray(plain(path, two.storage.device))
        changed = change(bytes(content))
        keys = one.storage.device.public_key, two.storage.device.public_key
        path.write_bytes(locked(changed, *keys))

    return spoil


def flipped(place):
    def change(content):
        spoiled = bytearray(content)
        spoiled[place] ^= 0x41
        return bytes(spoiled)

    return change


def signed_by_another(content):
    """A forger who puts a key of his own into the place of the sender's."""
    forger = Device(bytes([77]) * 32)
    bundle = read_bundle(content)
    made = type(bundle)(
        forger.public_key, bundle.to, bundle.at, bundle.vector, bundle.receipt, bundle.batches
    )
    return spell_bundle(made, forger.sign)


def on_disk(change):
    def spoil(path, _one, _two):
        path.write_bytes(change(path.read_bytes()))

    return spoil


DAMAGED = {
    "empty": on_disk(lambda _content: b""),
    "cut in the head": on_disk(lambda content: content[:50]),
    "cut in the body": on_disk(lambda content: content[:-40]),
    "the last byte is missing": on_disk(lambda content: content[:-1]),
    "one byte more": on_disk(lambda content: content + b"\0"),
    "a bit of the head": on_disk(flipped(30)),
    "a bit of a key": on_disk(flipped(90)),
    "a bit of the body": on_disk(flipped(-100)),
    "a page of a provider": on_disk(lambda _content: b"<html>Sign in</html>"),
    "zeros, as a stick leaves them": on_disk(lambda content: bytes(len(content))),
    "half zeros": on_disk(lambda content: content[: len(content) // 2].ljust(len(content), b"\0")),
    "larger than any bundle": on_disk(lambda _content: bytes((48 << 20) + 1)),
    "nothing under the lock": inside(lambda _content: b""),
    "another version": inside(lambda content: b"SDCB\x02" + content[5:]),
    "a bit under the lock": inside(flipped(60)),
    "a bit of the signature": inside(flipped(-1)),
    "cut under the lock": inside(lambda content: content[:-90]),
    "more under the lock": inside(lambda content: content + b"\0"),
    "signed by another": inside(signed_by_another),
}


@pytest.mark.parametrize("spoil", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_damaged_changes_nothing_and_goes_on_when_written_anew(pair, stick, written, spoil):
    one, two = pair
    good, before = written.read_bytes(), everything(two)
    spoil(written, one, two)

    brought = reads(two, stick)

    assert (brought.damaged, brought.applied, brought.senders) == (1, 0, [])
    assert everything(two) == before
    written.write_bytes(good)
    assert reads(two, stick).applied == 1
    check_equal((one, two))


def test_a_bundle_for_others_is_left_alone(pair, stick, written):
    _one, two = pair
    other = stick.folder / FOLDER / "AAAAAAAA.SDB"
    other.write_bytes(locked(b"anything", Device(bytes([9]) * 32).public_key))

    brought = reads(two, stick)

    assert (brought.others, brought.damaged, brought.applied) == (1, 0, 1)
    assert other.exists()
    assert written.exists()


def test_a_computer_that_nobody_admitted_is_not_heard(pair, stick, tmp_path, empty_file):
    one, two = pair
    stranger = opened(tmp_path, empty_file, 50)
    stranger.streams.trust(one.storage.device.public_key)
    stranger.takes(one.gives(stranger))
    stranger.put_mark(0, 10)
    for other in (one, two):
        stranger.admit(other)
    before = everything(two)
    writes(stranger, stick)

    brought = reads(two, stick)

    assert (brought.strangers, brought.applied) == (1, 0)
    assert everything(two) == before
    one.admit(stranger)
    writes(one, stick)
    brought = reads(two, stick)
    assert (brought.strangers, two.points(0)) == (0, 10), "who admits it lies on the same stick"
    stranger.storage.database.close()


def withdraw(station, peer):
    row = station.storage.db.execute(
        "SELECT row FROM computer WHERE device = ?", (peer.device.hex(),)
    ).fetchone()[0]
    with station.storage.begin("Withdraw computer", actor=station.teacher()) as work:
        work.delete(row)


def test_a_withdrawn_computer_gets_nothing_and_is_not_heard(pair, stick, written):
    one, two = pair
    two.put_mark(1, 3)
    writes(two, stick)
    withdraw(one, two)
    before = one.points(1)

    with pytest.raises(NobodyToWriteToError):
        writes(one, stick)
    brought = reads(one, stick)

    assert (brought.strangers, brought.damaged, one.points(1)) == (1, 0, before)
    assert written.exists()


def test_what_lies_there_for_a_withdrawn_computer_is_taken_away(tmp_path, empty_file, stick):
    one, two, three = a_school(tmp_path, empty_file, 3)
    writes(one, stick)
    withdraw(one, two)

    result = writes(one, stick)

    there = {path.name for path in (stick.folder / FOLDER).iterdir()}
    assert (result.withdrawn, result.computers) == (1, 1)
    assert there == {bundle_name(one.device, three.device)}
    for station in (one, two, three):
        station.storage.database.close()


def test_an_old_bundle_takes_nothing_back(pair, stick, written):
    one, two = pair
    old = written.read_bytes()
    reads(two, stick)
    writes(two, stick)
    reads(one, stick)
    one.put_mark(0, 4)
    writes(one, stick)
    reads(two, stick)
    before = everything(two)
    written.write_bytes(old)

    brought = reads(two, stick)

    assert (brought.applied, brought.confirmed, brought.damaged) == (0, 0, 0)
    assert everything(two) == before


def test_a_missing_trip_is_said_and_mended_by_the_next(pair, stick):
    one, two = pair
    one.put_mark(0, 9)
    writes(one, stick)
    before = copied(two, stick.folder)  # a file put back from a backup lacks what came since
    reads(two, stick)
    writes(two, stick)
    reads(one, stick)
    one.put_mark(0, 4)
    writes(one, stick)
    before.clock.set_by(60)

    brought = reads(before, stick)

    assert (brought.gaps, brought.applied) == (1, 0)
    writes(before, stick)
    reads(one, stick)
    writes(one, stick)
    assert reads(before, stick).gaps == 0
    check_equal((one, before))
    before.storage.database.close()


# The medium


def refusing(monkeypatch, number, call="fsync", times=1):
    """The system refuses a call so often."""
    real, left = getattr(os, call), [times]

    def refuse(*facts):
        if left[0]:
            left[0] -= 1
            raise OSError(number, os.strerror(number))
        return real(*facts)

    monkeypatch.setattr(os, call, refuse)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, FolderFullError),
        (errno.EFBIG, FolderFullError),
        (errno.EROFS, FolderReadOnlyError),
        (errno.EACCES, FolderReadOnlyError),
        (errno.ENODEV, FolderGoneError),
        (errno.ENOENT, FolderGoneError),
    ],
)
def test_a_medium_that_refuses_keeps_what_was_there(
    pair, stick, written, number, error, monkeypatch
):
    one, two = pair
    good = written.read_bytes()
    one.put_mark(1, 4)
    refusing(monkeypatch, number)

    with pytest.raises(error) as refused:
        writes(one, stick)

    assert str(stick.folder) in str(refused.value.facts["folder"])
    assert {path.name for path in written.parent.iterdir()} == {written.name}
    assert written.read_bytes() == good
    writes(one, stick)
    reads(two, stick)
    check_equal((one, two))


def test_a_stick_that_reads_back_otherwise_is_told(pair, stick, written, monkeypatch):
    one, _two = pair
    good = written.read_bytes()
    one.put_mark(1, 4)
    real = Shelf._look

    def worn_out(shelf, path, content, holds):
        spoiled = bytearray(path.read_bytes())
        spoiled[-1] ^= 1
        path.write_bytes(bytes(spoiled))
        real(shelf, path, content, holds)

    monkeypatch.setattr(Shelf, "_look", worn_out)

    with pytest.raises(NotKeptError):
        writes(one, stick)

    assert written.read_bytes() == good


def test_a_stick_that_is_not_there_changes_nothing(pair, tmp_path):
    one, _two = pair
    away = Shelf(tmp_path / "not plugged in")
    before = everything(one)

    for act in (writes, reads):
        with pytest.raises(FolderGoneError):
            act(one, away)

    assert everything(one) == before
    assert not away.folder.exists(), "no folder is made where a stick should be"


def test_an_empty_stick_is_no_failure_of_anybody(pair, stick):
    with pytest.raises(NoBundleError):
        reads(pair[0], stick)
    assert reads(pair[0], stick, anew=False).applied == 0


@pytest.mark.parametrize("room", [600, 1200])
def test_what_has_room_goes_and_the_rest_follows(pair, stick, room, monkeypatch):
    one, two = pair
    for n in range(900):
        one.put_mark(n % 3, n * 7 % 11 % 10 + 1)
    monkeypatch.setattr(courier, "RUN", 200)
    monkeypatch.setattr(Shelf, "room", lambda _self: courier.AROUND + room)
    trips, rest = 0, 1
    while rest:
        rest = writes(one, stick).rest
        reads(two, stick)
        writes(two, stick)
        reads(one, stick)
        trips += 1
        assert trips < 20

    check_equal((one, two))
    assert trips > 1


def test_names_fit_any_fat(stick, written):
    assert written.exists()

    names = [path.name for path in stick.folder.rglob("*")]

    assert names
    for name in names:
        stem, _, ending = name.partition(".")
        assert len(stem) <= 8
        assert len(ending) <= 3
        assert name == name.upper()
        assert name.isascii()


def test_small_letters_of_a_stick_are_the_same_names(pair, stick, written):
    _one, two = pair
    written.rename(written.with_name(written.name.lower()))

    assert reads(two, stick).applied == 1


def test_a_power_cut_leaves_an_unfinished_file_that_nobody_reads(pair, stick, written):
    one, two = pair
    written.with_suffix(".TMP").write_bytes(written.read_bytes()[:100])

    assert reads(two, stick).damaged == 0
    writes(one, stick)
    assert not Path(written.with_suffix(".TMP")).exists()


class Enough(Exception):  # noqa: N818  nothing went wrong: somebody stops
    """What a person's stop raises."""


def test_a_stop_while_writing_leaves_what_was_there(pair, stick, written):
    one, two = pair
    good = written.read_bytes()
    one.put_mark(1, 4)

    def stop(done, _total):
        if done:
            raise Enough

    with pytest.raises(Enough):
        writes(one, stick, stop)

    assert written.read_bytes() == good
    assert {path.name for path in written.parent.iterdir()} == {written.name}
    assert reads(two, stick).applied == 1


def test_a_stop_while_reading_keeps_whole_batches_and_goes_on(pair, stick, monkeypatch):
    one, two = pair
    for n in range(600):
        one.put_mark(n % 3, n * 7 % 11 % 10 + 1)
    monkeypatch.setattr(courier, "RUN", 100)
    writes(one, stick)
    before = len(two.log())

    def stop(done, total):
        if done * 2 > total:
            raise Enough

    with pytest.raises(Enough):
        reads(two, stick, stop)
    between = len(two.log())
    reads(two, stick, no_step)

    assert before < between < len(two.log())
    check_equal((one, two))
