"""Bundles under lock: the age format, for one computer and for its writer, who reads it back."""

import pyrage

from school_desk.storage.age_keys import age_identity, age_recipient
from school_desk.storage.device import Device


def locked(content: bytes, *public_keys: bytes) -> bytes:
    """What only the computers with these keys can read."""
    keys = dict.fromkeys(public_keys)
    return pyrage.encrypt(
        content, [pyrage.ssh.Recipient.from_str(age_recipient(key)) for key in keys]
    )


def unlocked(content: bytes, device: Device) -> bytes | None:
    """What was locked for this computer; None: it is damaged, or for others."""
    try:
        return pyrage.decrypt(content, [pyrage.ssh.Identity.from_buffer(age_identity(device))])
    except (pyrage.DecryptError, ValueError):
        return None
