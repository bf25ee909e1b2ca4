"""A new key for the file: who keeps what, and every place where it may be cut off."""

import os
import shutil
from pathlib import Path

import pytest

from school_desk.storage.database import Database, opens
from school_desk.storage.errors import FileReadElsewhereError, KeysRenewingError, RenewalSpaceError
from school_desk.storage.key_changes import add_generation
from school_desk.storage.key_file import open_ring
from school_desk.storage.keys import NotAdmittedError, UnknownAccountError, label, split_label
from tests.storage.keys_for_tests import HEAD, PASSWORD, series
from tests.storage.renewing import LEAVER, TEACHER, WORDS, School, no_step


class CutError(Exception):
    """The power goes."""


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def test_the_file_opens_with_the_new_key_only_and_everybody_opens_it(school: School) -> None:
    school.renew()

    head = school.accept_whole(HEAD, PASSWORD)
    teacher = school.accept_whole(TEACHER, WORDS)

    assert head.unlocked.file_key == teacher.unlocked.file_key != school.key
    assert opens(school.files.database, head.unlocked.file_key)
    assert not opens(school.files.database, school.key)
    assert set(teacher.unlocked.secrets) == {"file/1", "file/2"}
    assert head.ring.unlock_with_recovery(school.code).file_key == head.unlocked.file_key


def test_who_left_opens_nothing_newer_with_a_copy_of_everything_from_before(
    school: School, tmp_path: Path
) -> None:
    kept = Path(shutil.copytree(school.folder, tmp_path / "copy"))
    school.leaves()
    done = school.renew()

    with pytest.raises(UnknownAccountError):
        school.signs_in(LEAVER, WORDS)
    old = open_ring(kept / "school.keys").unlock(LEAVER, WORDS)
    assert opens(kept / "school.db", old.file_key)
    assert not opens(school.files.database, old.file_key)
    assert done.unlocked.file_key not in old.secrets.values()
    # Nor does the newer key file open with what he held.
    assert all(secret.holder != school.last for secret in open_ring(school.files.keys).secrets)


def test_who_leaves_gets_no_next_generation_of_a_compartment(school: School) -> None:
    head = school.ring.unlock(HEAD, PASSWORD)
    teacher = school.ring.account_named(TEACHER).id
    holders = [head.account_id, teacher, school.last]
    school.ring, head = add_generation(
        school.ring, head, "support", b"s" * 32, holders=holders, random=series(30)
    )
    author, first = f"author/{school.last}", label("support", school.ring.newest("support"))
    school.ring, _ = add_generation(
        school.ring, head, author, b"a" * 32, holders=[school.last], random=series(31)
    )
    school.leaves()

    done = school.renew()
    teacher_holds = done.ring.unlock(TEACHER, WORDS).secrets
    sheet_holds = done.ring.unlock_with_recovery(school.code).secrets

    second = label("support", done.ring.newest("support"))
    assert set(teacher_holds) == {"file/1", "file/2", first, second}
    assert teacher_holds[first] == b"s" * 32 != teacher_holds[second]
    own = [one for one in sheet_holds if split_label(one)[0] == author]
    assert (second in sheet_holds, len(own)) == (True, 1)


def test_nobody_writes_while_the_file_is_written_anew(school: School) -> None:
    renewal, storage = school.renewal()
    refused = []

    def types_on(_done: int, _total: int) -> None:
        with pytest.raises(KeysRenewingError) as error, storage.begin("Put mark") as work:
            work.put_cell("mark", school.marks.column, school.marks.pupils[1], points=7)
        refused.append(error.value.worth_repeating)

    renewal.prepare(types_on)
    renewal.put_in()
    with storage.begin("Put mark") as work:
        work.put_cell("mark", school.marks.column, school.marks.pupils[1], points=7)

    assert refused
    assert all(refused)
    assert storage.db.execute("SELECT count(*) FROM mark").fetchone() == (2,)
    storage.database.close()


def test_a_stop_leaves_everything_as_it_was(school: School) -> None:
    before = open_ring(school.files.keys)
    renewal, storage = school.renewal()

    def stops(_done: int, _total: int) -> None:
        raise CutError

    with pytest.raises(CutError):
        renewal.prepare(stops)
    storage.database.close()

    assert open_ring(school.files.keys) == before
    assert school.accept_whole(TEACHER, WORDS).unlocked.file_key == school.key


def test_a_stop_while_the_second_file_is_looked_through_leaves_everything_as_it_was(
    school: School,
) -> None:
    before = open_ring(school.files.keys)
    renewal, storage = school.renewal()
    whole = []

    def stops(done: int, total: int) -> None:
        whole.append(done == total)
        if sum(whole) > 1:  # the copy is complete
            raise CutError

    with pytest.raises(CutError):
        renewal.prepare(stops)
    storage.database.close()

    assert open_ring(school.files.keys) == before
    school.accept_whole(HEAD, PASSWORD)


def test_a_full_disk_is_said_and_leaves_everything_as_it_was(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: shutil._ntuple_diskusage(1, 1, 0))
    renewal, storage = school.renewal()

    with pytest.raises(RenewalSpaceError) as refused:
        renewal.prepare(no_step)
    storage.database.close()

    assert refused.value.facts["megabytes"] > 16
    school.accept_whole(HEAD, PASSWORD)


def test_a_program_that_reads_the_file_is_waited_for(school: School) -> None:
    renewal, storage = school.renewal()
    renewal.prepare(no_step)
    reader = Database(school.files.database, school.key)
    reader.connection.execute("SELECT count(*) FROM mark").fetchone()

    with pytest.raises(FileReadElsewhereError):
        renewal.put_in()
    reader.close()
    storage.database.close()

    assert school.accept_whole(HEAD, PASSWORD).unlocked.file_key == school.key


def _photographed(monkeypatch: pytest.MonkeyPatch, folder: Path, images: Path) -> None:
    """Before each change of a name, each sync and each close: the folder as a kill leaves it."""

    def before(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def photograph(*args: object, **kwargs: object) -> object:
            shutil.copytree(folder, images / f"{len(list(images.iterdir())):03}")
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, photograph)

    images.mkdir()
    for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "fsync"), (Database, "close")):
        before(owner, name)


def test_a_cut_at_any_step_leaves_a_school_that_opens(
    school: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    images = tmp_path.with_name(tmp_path.name + "-images")
    renewal, storage = school.renewal()
    with monkeypatch.context() as patched:
        _photographed(patched, school.folder, images)
        renewal.prepare(no_step)
        renewal.put_in()
    storage.database.close()
    taken = sorted(images.iterdir())

    newest = []
    for number, image in enumerate(taken):
        school.lies_in(image)
        first = ((HEAD, PASSWORD), (TEACHER, WORDS))[number % 2]
        newest.append(len(school.accept_whole(*first).unlocked.secrets))
        assert school.accept_whole(TEACHER, WORDS).unlocked.secrets.keys() >= {"file/1"}
        assert school.accept_whole(HEAD, PASSWORD)

    assert len(taken) > 20
    assert newest == sorted(newest)  # the old key up to one moment, the new one from then on
    assert set(newest) == {1, 2}


def test_a_removed_file_key_does_not_come_back_through_the_older_generation(
    school: School,
) -> None:
    """A file that somebody wrote with the old key is no longer taken for the school's."""
    old = Path(shutil.copy(school.files.database, school.folder.parent / "old.db"))
    school.renew()
    shutil.copy(old, school.files.database)

    keys = school.signs_in(HEAD, PASSWORD)

    assert not opens(school.files.database, keys.unlocked.file_key)


def test_an_account_without_the_coming_key_is_not_admitted(school: School) -> None:
    done = school.renew()
    foreign = [one for one in done.ring.secrets if (one.generation, one.holder) != (2, school.last)]
    ring = type(done.ring)(done.ring.school, done.ring.recovery, done.ring.accounts, tuple(foreign))

    with pytest.raises(NotAdmittedError):
        ring.proved(done.unlocked.file_key).unlock(LEAVER, WORDS)
