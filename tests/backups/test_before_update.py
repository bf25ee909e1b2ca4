"""A newer program brings the file up to date only after a backup of it."""

import pytest

from school_desk import school_file
from school_desk.i18n import say
from school_desk.school_file import UpdateWithoutBackupError
from school_desk.storage.backup_file import read_manifest
from school_desk.storage.backup_rules import Kind
from school_desk.storage.migrate import Step


@pytest.fixture
def newer_program(monkeypatch):
    """The program of next year has one table more."""
    steps = school_file.migrations()
    later = Step(len(steps) + 1, "later", "CREATE TABLE later(row INTEGER PRIMARY KEY)")
    monkeypatch.setattr(school_file, "migrations", lambda: (*steps, later))
    return later


def version(desk):
    return desk._storage.db.execute("PRAGMA user_version").fetchone()[0]


def test_before_an_update_a_backup_is_made(office, newer_program):
    desk = office.sign_in()
    updated = version(desk)
    office.leave(desk)

    (backup,) = (office.folder / "backups").glob("*.sdbackup")

    assert updated == newer_program.number
    assert read_manifest(backup).kind is Kind.BEFORE_UPDATE
    office.leave(office.sign_in())
    assert len(list((office.folder / "backups").glob("*.sdbackup"))) == 1


@pytest.mark.usefixtures("newer_program")
def test_without_a_place_for_a_backup_nothing_is_brought_up_to_date(office):
    before = (office.folder / "school.db").read_bytes()
    (office.folder / "backups").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(UpdateWithoutBackupError) as refused:
        office.sign_in()

    assert "backups cannot be written" in say(refused.value)
    assert (office.folder / "school.db").read_bytes() == before
