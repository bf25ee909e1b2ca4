import hashlib
import os
import stat

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.storage.device import load_or_create

FILE_KEY = b"f" * 32


def test_a_folder_keeps_its_device(tmp_path):
    first = load_or_create(tmp_path, FILE_KEY)

    again = load_or_create(tmp_path, FILE_KEY)

    assert again == first
    assert again.id == hashlib.blake2b(first.public_key).digest()[:8]


def test_a_device_signs_for_its_public_key(tmp_path):
    device = load_or_create(tmp_path, FILE_KEY)
    public_key = Ed25519PublicKey.from_public_bytes(device.public_key)

    public_key.verify(device.sign(b"batch"), b"batch")

    with pytest.raises(InvalidSignature):
        public_key.verify(device.sign(b"batch"), b"hatch")


def test_a_missing_file_makes_a_new_device(tmp_path):
    first = load_or_create(tmp_path, FILE_KEY)
    (tmp_path / "device.key").unlink()

    assert load_or_create(tmp_path, FILE_KEY).id != first.id


def test_the_private_key_is_not_in_the_file_and_only_the_owner_reads_it(tmp_path):
    device = load_or_create(tmp_path, FILE_KEY)
    file = tmp_path / "device.key"

    assert device.private_key not in file.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_file_key_makes_a_new_device_and_keeps_the_file_aside(tmp_path):
    first = load_or_create(tmp_path, FILE_KEY)
    before = (tmp_path / "device.key").read_bytes()

    second = load_or_create(tmp_path, b"g" * 32)

    assert second.id != first.id
    assert (tmp_path / "device.key.broken").read_bytes() == before
    assert load_or_create(tmp_path, b"g" * 32) == second


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 64), st.integers(1, 255))
def test_a_device_key_with_any_byte_changed_is_not_used(tmp_path, place, change):
    first = load_or_create(tmp_path, FILE_KEY)
    content = bytearray((tmp_path / "device.key").read_bytes())
    content[place] ^= change
    (tmp_path / "device.key").write_bytes(bytes(content))

    assert load_or_create(tmp_path, FILE_KEY) != first


def test_the_private_key_does_not_show_in_a_repr(tmp_path):
    assert repr(load_or_create(tmp_path, FILE_KEY)) == "Device()"
