"""The file `school.keys`: read with suspicion, written as a whole, twice.

JSON with one spelling only: a byte that differs anywhere is damage. Its twin `school.keys.bak` has
the same content, never the one before: an older copy would keep the keys of people who left and of
passwords that were changed.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from school_desk.errors import N_, DeskError
from school_desk.storage.errors import FileNewerError
from school_desk.storage.keys import RECOVERY, FormerBox, KeyAccount, KeyRing, SealedSecret
from school_desk.storage.sealing import KEY_BYTES, SALT_BYTES, Argon2Params, Wrap
from school_desk.storage.whole_file import write_whole

FILE_NAME = "school.keys"
FORMAT = "school-desk-keys"
VERSION = 1

TOP_BYTES = 4 * 1024 * 1024  # a school of 500 accounts needs half a megabyte
TOP_NUMBER = 2**63
TOP_MEMORY_KIB = 1024 * 1024
TOP_WORK = 64


class KeyFileMissingError(DeskError):
    """No key file beside the database."""

    sentence = N_(
        "The key file {file} is missing, without it the school does not open. "
        "Put it back from a backup."
    )


class KeyFileDamagedError(DeskError):
    """Neither the key file nor its twin can be read as written."""

    sentence = N_(
        "The key file {file} is damaged. Nothing was changed in it. Put it back from a backup."
    )


class KeyFileForeignError(DeskError):
    """Some other file under our name."""

    sentence = N_(
        "{file} is not a key file of School Desk. Nothing was changed in it. "
        "Put the right one back from a backup."
    )


def open_ring(path: Path) -> KeyRing:
    """Read the key file; where it is missing or damaged, its twin, if that one is whole."""
    try:
        return _read(path)
    except (KeyFileMissingError, KeyFileDamagedError) as error:
        try:
            return _read(_twin(path))
        except DeskError:
            raise error from None


def save_ring(path: Path, ring: KeyRing) -> None:
    """Write the twin and then the key file: as long as that is old, nothing has changed."""
    content = encode_ring(ring)
    write_whole(_twin(path), content)
    write_whole(path, content)


def encode_ring(ring: KeyRing) -> bytes:
    """Spell a ring as the bytes of its file."""
    body = {"format": FORMAT, "version": VERSION, "ring": _ring_content(ring)}
    return _spelled({**body, "check": _check_of(body)})


def parse_ring(content: bytes, file: str = FILE_NAME) -> KeyRing:
    """Read the bytes of a key file, or raise; `file` is the name said in the refusal."""
    try:
        outer = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise KeyFileDamagedError(file=file) from error
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise KeyFileForeignError(file=file)
    if _is_number(outer.get("version")) and outer["version"] > VERSION:
        raise FileNewerError
    try:
        ring = _ring(outer["ring"])
        as_written = encode_ring(ring) == content
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeyFileDamagedError(file=file) from error
    if not as_written:
        raise KeyFileDamagedError(file=file)
    return ring


def _twin(path: Path) -> Path:
    return path.with_name(path.name + ".bak")


def _read(path: Path) -> KeyRing:
    try:
        with path.open("rb") as file:
            content = file.read(TOP_BYTES + 1)
    except FileNotFoundError as error:
        raise KeyFileMissingError(file=path.name) from error
    except OSError as error:
        raise KeyFileDamagedError(file=path.name) from error
    if len(content) > TOP_BYTES:
        raise KeyFileForeignError(file=path.name)
    return parse_ring(content, path.name)


def _spelled(value: Mapping[str, object]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _check_of(body: Mapping[str, object]) -> str:
    """A digest against damage; against people there is the proof inside the ring."""
    return hashlib.blake2b(_spelled(body), digest_size=16).hexdigest()


def _ring_content(ring: KeyRing) -> dict[str, object]:
    former = [
        [one.recovery.hex(), one.secret.name, one.secret.generation, one.secret.box.hex()]
        for one in ring.former
    ]
    return {
        **({"former": former} if former else {}),
        "school": ring.school,
        "recovery": ring.recovery.hex(),
        "accounts": [account_content(account) for account in ring.accounts],
        "secrets": [[one.name, one.generation, one.holder, one.box.hex()] for one in ring.secrets],
        "proof": ring.proof.hex(),
    }


def account_content(account: KeyAccount) -> dict[str, object]:
    """An account as its file spells it: no secret but what the password closes."""
    params = account.wrapped.params
    return {
        "id": account.id,
        "name": account.name,
        "public": account.public_key.hex(),
        "argon2id": [params.memory_kib, params.passes, params.lanes],
        "salt": account.wrapped.salt.hex(),
        "private": account.wrapped.box.hex(),
    }


# Reading back. Anything that is not as written raises; `parse_ring` turns that into one sentence.


def _ring(read: Mapping[str, Any]) -> KeyRing:
    ring = KeyRing(
        _number(read["school"]),
        _bytes(read["recovery"], KEY_BYTES),
        tuple(account_of(one) for one in read["accounts"]),
        tuple(_secret(*one) for one in read["secrets"]),
        bytes.fromhex(read["proof"]),
        tuple(_former(*one) for one in read.get("former", ())),
    )
    holders = [account.id for account in ring.accounts]
    if len(set(holders)) != len(holders) or RECOVERY in holders:
        raise ValueError(holders)
    if any(one.holder not in (RECOVERY, *holders) for one in ring.secrets):
        raise ValueError(holders)
    return ring


def account_of(read: Mapping[str, Any]) -> KeyAccount:
    """The account again; raises KeyError, TypeError or ValueError where it is not as spelled."""
    memory_kib, passes, lanes = read["argon2id"]
    # Whatever the file asks for, one try of a password must not eat the memory of the PC.
    params = Argon2Params(
        _number(memory_kib, TOP_MEMORY_KIB), _number(passes, TOP_WORK), _number(lanes, TOP_WORK)
    )
    if not params.memory_kib >= 8 * params.lanes or not params.passes or not params.lanes:
        raise ValueError(params)
    return KeyAccount(
        _number(read["id"]),
        _text(read["name"]),
        _bytes(read["public"], KEY_BYTES),
        Wrap(params, _bytes(read["salt"], SALT_BYTES), bytes.fromhex(read["private"])),
    )


def _secret(name: object, generation: object, holder: object, box: str) -> SealedSecret:
    return SealedSecret(_text(name), _number(generation), _number(holder), bytes.fromhex(box))


def _former(recovery: str, name: object, generation: object, box: str) -> FormerBox:
    return FormerBox(_bytes(recovery, KEY_BYTES), _secret(name, generation, RECOVERY, box))


def _number(value: object, top: int = TOP_NUMBER) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < top:
        raise ValueError(value)
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _bytes(value: str, length: int) -> bytes:
    read = bytes.fromhex(value)
    if len(read) != length:
        raise ValueError(value)
    return read
