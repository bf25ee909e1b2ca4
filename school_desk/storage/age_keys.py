"""Device keys as the age format takes them, so that no computer needs a second pair of keys."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from school_desk.storage.device import Device

KIND = b"ssh-ed25519"


def age_recipient(public_key: bytes) -> str:
    """For whom something is locked: the Ed25519 key of a computer in the spelling of OpenSSH.

    age makes the X25519 key of it (RFC 7748 section 4.1), as it does for keys of OpenSSH.
    """
    spelled = b"".join(len(part).to_bytes(4) + part for part in (KIND, public_key))
    return f"{KIND.decode()} {base64.b64encode(spelled).decode()}"


def age_identity(device: Device) -> bytes:
    """What unlocks it: this computer's own key, for the library only, never for a disk."""
    pair = Ed25519PrivateKey.from_private_bytes(device.private_key)
    return pair.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
