"""Whatever happened to the bytes of a backup: a sentence, and nothing beside it."""

from pathlib import Path

import pytest

from school_desk.storage.backup_file import (
    MAGIC,
    BackupDamagedError,
    BackupForeignError,
    BackupMissingError,
    read_manifest,
)
from school_desk.storage.errors import FileNewerError
from tests.backups.spoiling import read_spoiled, small_backup


@pytest.fixture
def small(backed_up, tmp_path):
    """A small backup."""
    small_backup(backed_up, tmp_path / "small.sdbackup")
    return tmp_path / "small.sdbackup"


def test_a_spoiled_backup_is_refused_in_words_or_has_no_proof(small, tmp_path):
    counted, wrong = read_spoiled(small, tmp_path, seed=1, number=1500)

    assert wrong == []
    assert counted["refused in words"] > 700
    assert counted["without a proof"] > 150


def test_every_byte_of_the_head_counts(small, tmp_path):
    content = small.read_bytes()
    path = tmp_path / "spoiled.sdbackup"
    for place in range(content.index(b"\n", len(MAGIC))):
        spoilt = bytearray(content)
        spoilt[place] ^= 1
        path.write_bytes(spoilt)
        with pytest.raises((BackupForeignError, BackupDamagedError, FileNewerError)):
            read_manifest(path)


def test_a_folder_or_a_device_is_no_backup(tmp_path):
    for path in (tmp_path, tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(BackupMissingError):
            read_manifest(path)
