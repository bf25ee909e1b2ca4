"""A restore goes into a side copy, says what differs, and then swaps the files, all or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from school_desk.access.look_model import Act, LookWish
from school_desk.access.model import NotAllowedError, Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.restoring import OtherSchoolError
from school_desk.storage.backup_file import MAGIC, BackupForgedError, _line, read_manifest
from school_desk.storage.backup_rules import Kind
from school_desk.storage.errors import FileDamagedError
from school_desk.storage.key_file import open_ring, save_ring
from school_desk.storage.sealing import WrongPasswordError
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.streams import Streams
from tests.backups.conftest import never, no_step
from tests.robustness.test_rough_end import type_marks
from tests.spoiled_page import spoil_page_of
from tests.ui.seat import HEAD, TEACHER


def marks_of(desk):
    name = desk.journal.pages_of(desk.account.id)[0]
    page = desk.journal.open_page(name.group, name.subject, 1)
    return [row.points(one.key) for row in page.rows for one in page.columns]


def restored(office, backup, name=HEAD):
    """Restore a backup through the door, to the end."""
    door = office.door()
    restoring = door.restoring(backup)
    restoring.unlock(name, DEMO_PASSWORD)
    found = restoring.prepare(no_step, never)
    restoring.decide()
    door.settle()
    return found


def test_every_unit_of_work_before_the_backup_is_there_again(office):
    desk = office.sign_in(TEACHER)
    type_marks(desk, "9", "8", "7")
    kept = marks_of(desk)
    office.leave(desk)
    backup = office.backup()
    desk = office.sign_in(TEACHER)
    type_marks(desk, "2", "3")
    assert marks_of(desk) != kept
    office.leave(desk)

    restored(office, backup)
    office.leave()
    desk = office.sign_in(TEACHER)

    assert marks_of(desk) == kept
    office.leave(desk)
    desk = office.sign_in()
    assert desk.verify() == ()
    office.leave(desk)


def test_what_would_be_missing_is_counted_by_person_and_intent(office):
    backup = office.backup()
    office.now += timedelta(hours=2)
    desk = office.sign_in(TEACHER)
    type_marks(desk, "9", "8", "7")
    row = desk.account.id
    office.leave(desk)
    door = office.door()
    restoring = door.restoring(backup)
    restoring.unlock(HEAD, DEMO_PASSWORD)

    found = restoring.prepare(no_step, never)
    restoring.close()

    assert found.later.units == 3
    assert found.later.kinds == (("Put mark", 3),)
    assert found.later.by == ((row, 3),)
    assert found.later.first == found.later.last
    assert found.names[row].given
    assert found.beyond == 0
    then = {table: (now, then) for table, now, then in found.counts}
    assert then["pupil"][0] == then["pupil"][1] > 0
    assert found.unreadable is None
    assert sorted(one.name for one in office.folder.iterdir() if "restored" in one.name) == []


def test_the_restored_file_is_a_new_device_and_the_old_file_is_kept(office):
    before = office.sign_in()
    device = before._storage.device.id
    office.leave(before)
    backup = office.backup()
    content = (office.folder / "school.db").read_bytes()

    restored(office, backup)
    office.leave()
    desk = office.sign_in()

    assert desk._storage.device.id != device
    assert (office.folder / "school-aside-2026-10-22-0931.db").read_bytes() == content
    assert (office.folder / "school-aside-2026-10-22-0931.keys").exists()
    assert not any((office.folder / f"school.{one}").exists() for one in ("swap", "restored"))
    office.leave(desk)


def test_what_had_reached_nobody_before_the_backup_goes_on_from_the_restored_file(office):
    """Under the signature of the computer that is no more: nobody else could sign it."""
    desk = office.sign_in(TEACHER)
    type_marks(desk, "9", "8", "7")
    device = desk._storage.device.id
    office.leave(desk)
    backup = office.backup()

    restored(office, backup)
    office.leave()
    desk = office.sign_in()
    storage = desk._storage

    streams = Streams(storage, storage.device)
    parts = [name for (name,) in storage.db.execute("SELECT name FROM part")]
    owed = [taken_apart(one)[0] for one in streams.batches({}, parts, 1 << 30)]
    told = {head.part: head.seq_from + head.count - 1 for head in owed if head.device == device}
    ends = {part: tip.seq for (part, of), tip in streams.vector(parts).items() if of == device}
    assert told == ends
    assert any(part.startswith("class/") for part in told)
    office.leave(desk)


def test_a_restore_from_the_window_happens_when_the_desk_closes(office):
    backup = office.backup()
    desk = office.sign_in()
    restoring = desk.restoring(backup)
    restoring.unlock(HEAD, DEMO_PASSWORD)
    restoring.prepare(no_step, never)

    restoring.decide()
    assert not list(office.folder.glob("school-aside*"))
    desk.close()

    assert list(office.folder.glob("school-aside*.db"))
    office.leave()


def restores_in(office):
    """The lines of the log of looks about restores, as the next head to sign in reads them."""
    desk = office.sign_in()
    found = desk.looks.find(LookWish(office.now.date(), office.now.date(), act=Act.RESTORE))
    office.leave(desk)
    return found


def test_a_restore_leaves_its_line_in_the_log_of_looks(office):
    backup = office.backup()
    office.now += timedelta(hours=2)
    restored(office, backup)
    office.leave()
    office.now += timedelta(hours=1)
    office.leave(office.sign_in(TEACHER))

    first, again = restores_in(office), restores_in(office)

    (line,) = first
    assert again == first
    assert line.look.at == office.now - timedelta(hours=1)
    assert (line.name.given, line.name.patronymic) == tuple(HEAD.split())
    assert Role.HEAD in line.look.roles
    assert line.look.intent == "Restore backup"
    assert line.here


def test_a_restore_that_was_left_leaves_no_line(office):
    backup = office.backup()
    door = office.door()
    left = door.restoring(backup)
    left.unlock(HEAD, DEMO_PASSWORD)
    left.prepare(no_step, never)
    left.close()
    office.leave()

    assert restores_in(office) == ()


def test_a_teacher_may_not_restore(office):
    backup = office.backup()
    desk = office.sign_in(TEACHER)
    with pytest.raises(NotAllowedError):
        desk.restoring(backup)
    office.leave(desk)
    restoring = office.door().restoring(backup)
    restoring.unlock(TEACHER, DEMO_PASSWORD)

    with pytest.raises(NotAllowedError):
        restoring.prepare(no_step, never)

    assert not (office.folder / "school.restored").exists()


def test_a_wrong_password_is_counted_as_at_the_door(office):
    backup = office.backup()
    restoring = office.door().restoring(backup)

    with pytest.raises(WrongPasswordError):
        restoring.unlock(HEAD, "басқа құпия сөз")

    assert (office.folder / "signin.json").exists()


def test_a_damaged_present_file_is_said_and_the_backup_is_put_in_its_place(office):
    backup = office.backup()
    file = office.folder / "school.db"
    spoilt = bytearray(file.read_bytes())
    spoilt[:4096] = bytes(4096)
    file.write_bytes(spoilt)

    found = restored(office, backup)
    office.leave()
    desk = office.sign_in()

    assert isinstance(found.unreadable, FileDamagedError)
    assert [now for _table, now, _then in found.counts] == [None] * 4
    assert desk.verify() == ()
    assert next(iter(office.folder.glob("school-aside*.db"))).read_bytes() == spoilt
    office.leave(desk)


def test_a_missing_file_and_missing_keys_come_back(office):
    backup = office.backup()
    for name in ("school.db", "school.keys", "school.keys.bak"):
        (office.folder / name).unlink()
    door = office.door(mending=True)
    restoring = door.restoring(backup)
    restoring.unlock(HEAD, DEMO_PASSWORD)
    restoring.prepare(no_step, never)

    restoring.decide()
    door.settle()
    office.leave()

    desk = office.sign_in()
    assert desk.verify() == ()
    office.leave(desk)


def test_a_backup_of_another_school_is_refused(office, backed_up):
    keys = office.folder / "school.keys"
    ring = open_ring(keys)
    save_ring(keys, replace(ring, school=ring.school + 1))

    with pytest.raises(OtherSchoolError):
        office.door().restoring(backed_up)


def test_a_backup_put_together_without_the_keys_is_refused(office, backed_up, tmp_path):
    manifest = read_manifest(backed_up)
    parts = backed_up.read_bytes()[len(MAGIC + _line(manifest)) :]
    forged = tmp_path / "forged.sdbackup"
    forged.write_bytes(MAGIC + _line(replace(manifest, works=manifest.works - 1)) + parts)
    restoring = office.door().restoring(forged)
    restoring.unlock(HEAD, DEMO_PASSWORD)

    with pytest.raises(BackupForgedError):
        restoring.prepare(no_step, never)


def test_what_a_damaged_file_still_holds_after_the_backup_comes_along(office):
    desk = office.sign_in(TEACHER)
    type_marks(desk, "2", "3")
    office.leave(desk)
    backup = office.backup()
    desk = office.sign_in(TEACHER)
    type_marks(desk, "9", "8", "7", "6")
    kept = marks_of(desk)
    office.leave(desk)
    spoil_page_of(office.folder, "lesson_observation", TEACHER)

    found = restored(office, backup)
    office.leave()

    assert isinstance(found.damaged, FileDamagedError)
    assert (found.later.units, found.saved) == (4, 4)
    desk = office.sign_in(TEACHER)
    assert marks_of(desk) == kept
    office.leave(desk)
    desk = office.sign_in()
    assert desk.verify() == ()
    desk.quick_check(never)
    assert desk.damage is None
    office.leave(desk)


def test_of_a_whole_file_nothing_comes_along(office):
    backup = office.backup()
    desk = office.sign_in(TEACHER)
    before = marks_of(desk)
    type_marks(desk, "9", "8")
    office.leave(desk)

    found = restored(office, backup)
    office.leave()

    assert (found.damaged, found.saved) == (None, 0)
    desk = office.sign_in(TEACHER)
    assert marks_of(desk) == before
    office.leave(desk)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_whichever_page_is_damaged_the_backup_comes_back_whole(office, place):
    backup = office.backup()
    desk = office.sign_in(TEACHER)
    type_marks(desk, "9", "8")
    office.leave(desk)
    file = office.folder / "school.db"
    content = bytearray(file.read_bytes())
    content[int(len(content) * place)] ^= 1
    file.write_bytes(content)

    restored(office, backup)
    office.leave()

    desk = office.sign_in()
    assert desk.verify() == ()
    desk.quick_check(never)
    office.leave(desk)


def test_rotation_never_touches_the_backup_that_is_being_restored(office):
    old = office.backup()
    desk = office.sign_in()
    restoring = desk.restoring(old)
    for _day in range(9):
        office.now += timedelta(days=1)
        desk.backups.make(Kind.DAILY, no_step, never)
    there = old.exists()
    restoring.close()
    desk.backups.make(Kind.DAILY, no_step, never)
    office.leave(desk)

    assert there
    assert not old.exists()
