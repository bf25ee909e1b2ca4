import errno
import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.errors import DeskError
from school_desk.storage.errors import DiskFullError, FileNewerError, FileUnwritableError
from school_desk.storage.key_changes import add_account
from school_desk.storage.key_file import (
    KeyFileDamagedError,
    KeyFileForeignError,
    KeyFileMissingError,
    encode_ring,
    open_ring,
    parse_ring,
    save_ring,
)
from tests.storage.keys_for_tests import CHEAP, HEAD, PASSWORD, a_school, series

RING, FILE_KEY, _ = a_school()
CONTENT = encode_ring(RING)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "school.keys"


def test_a_saved_ring_opens_the_same(path):
    save_ring(path, RING)

    assert open_ring(path) == RING
    assert open_ring(path).unlock(HEAD, PASSWORD).file_key == FILE_KEY


def test_saving_leaves_two_equal_files_that_only_the_owner_reads(path):
    save_ring(path, RING)

    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["school.keys", "school.keys.bak"]
    assert {file.read_bytes() for file in files} == {CONTENT}
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_second_save_leaves_nothing_of_the_first(path):
    save_ring(path, RING)
    head = RING.unlock(HEAD, PASSWORD)
    ring, _ = add_account(RING, head, "Ерлан", "алма көше", random=series(3), params=CHEAP)

    save_ring(path, ring)

    assert {file.read_bytes() for file in path.parent.iterdir()} == {encode_ring(ring)}


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_key_file_with_any_byte_changed_is_refused(place, change):
    content = bytearray(CONTENT)
    content[place] ^= change

    with pytest.raises(DeskError):
        parse_ring(bytes(content))


@given(st.integers(0, len(CONTENT) - 1))
def test_a_truncated_key_file_is_refused(length):
    with pytest.raises(KeyFileDamagedError):
        parse_ring(CONTENT[:length])


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.data())
def test_a_field_of_another_kind_is_refused(data):
    content = json.loads(CONTENT)
    outer = data.draw(st.sampled_from([content, content["ring"], content["ring"]["accounts"][0]]))
    key = data.draw(st.sampled_from(sorted(set(outer) - {"version"})))
    value = data.draw(ANY_JSON)
    changed = value != outer[key]
    outer[key] = value

    if changed:
        with pytest.raises(DeskError):
            parse_ring(json.dumps(content).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(content):
    with pytest.raises((KeyFileDamagedError, KeyFileForeignError)):
        parse_ring(content)


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"format":"\\ud800"}', b"9" * 10_000])
def test_content_made_to_break_readers_is_refused(content):
    with pytest.raises((KeyFileDamagedError, KeyFileForeignError)):
        parse_ring(content)


def test_a_name_that_no_text_can_hold_is_refused():
    with pytest.raises(KeyFileDamagedError):
        parse_ring(CONTENT.replace(HEAD.encode(), b"\\ud800"))


@pytest.mark.parametrize("work", [[2**40, 1, 1], [8, 0, 1], [8, 1, 2], [8, 1, 0], [8, 10**6, 1]])
def test_a_file_that_asks_for_impossible_work_is_refused(work):
    content = json.loads(CONTENT)
    content["ring"]["accounts"][0]["argon2id"] = work

    with pytest.raises(KeyFileDamagedError):
        parse_ring(json.dumps(content).encode())


def test_another_file_under_our_name_is_refused(path):
    path.write_text('{"format": "something else"}')

    with pytest.raises(KeyFileForeignError):
        open_ring(path)

    assert path.read_text() == '{"format": "something else"}'


def test_an_endless_file_is_refused(path):
    with path.open("wb") as file:
        file.truncate(10**9)

    with pytest.raises(KeyFileForeignError):
        open_ring(path)


def test_a_key_file_of_a_newer_program_is_refused(path):
    newer = CONTENT.replace(b'"version":1', b'"version":2')
    path.write_bytes(newer)

    with pytest.raises(FileNewerError):
        open_ring(path)

    assert path.read_bytes() == newer


def test_a_missing_file_is_said(path):
    with pytest.raises(KeyFileMissingError):
        open_ring(path)


@pytest.mark.parametrize("half", [b"", CONTENT[:50]])
def test_the_twin_stands_in_for_a_damaged_file(path, half):
    save_ring(path, RING)
    path.write_bytes(half)

    assert open_ring(path) == RING
    assert path.read_bytes() == half


def test_with_both_files_damaged_the_first_damage_is_said(path):
    path.write_bytes(b"{")
    path.with_name("school.keys.bak").write_bytes(b'{"format":"x"}')

    with pytest.raises(KeyFileDamagedError):
        open_ring(path)


@pytest.mark.parametrize(
    ("number", "refusal"), [(errno.ENOSPC, DiskFullError), (errno.EIO, FileUnwritableError)]
)
def test_a_disk_that_refuses_leaves_the_old_file(path, monkeypatch, number, refusal):
    save_ring(path, RING)
    head = RING.unlock(HEAD, PASSWORD)
    ring, _ = add_account(RING, head, "Ерлан", "алма көше", random=series(3), params=CHEAP)

    def refuse(_handle):
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(refusal):
        save_ring(path, ring)

    assert sorted(file.name for file in path.parent.iterdir()) == ["school.keys", "school.keys.bak"]
    assert open_ring(path) == RING


def test_the_content_is_on_the_disk_before_the_name_is_taken(path, monkeypatch):
    steps = []
    sync, take = os.fsync, type(path).replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), sync(handle))[1])
    monkeypatch.setattr(
        type(path), "replace", lambda self, to: (steps.append("take"), take(self, to))[1]
    )

    save_ring(path, RING)

    assert steps[:2] == ["sync", "take"]


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(FileUnwritableError):
        save_ring(tmp_path / "gone" / "school.keys", RING)
