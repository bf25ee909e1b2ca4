"""The certificate of a computer: made of its device key, for ever; trust is in the key alone."""

import os
import ssl
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from school_desk.storage.device import Device

BEGINS, ENDS = datetime(1950, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
"""Dates decide nothing: the clock of a school's computer may be years off."""
PASSWORD_BYTES = 32


def answering_context(device: Device) -> ssl.SSLContext:
    """What a computer answers with: TLS 1.3, the device's own key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    password = os.urandom(PASSWORD_BYTES).hex()
    with tempfile.TemporaryDirectory() as folder:  # the library reads keys from files only
        path = Path(folder) / "key.pem"
        path.write_bytes(_pem(device, password.encode()))
        context.load_cert_chain(path, password=password)
    return context


def asking_context() -> ssl.SSLContext:
    """What a computer asks with: no authority and no date is asked, the key is compared after."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def key_shown(certificate: bytes | None) -> bytes | None:
    """The public key of a certificate (DER) that the other side has proved to hold."""
    if not certificate:
        return None
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except ValueError:
        return None
    return key.public_bytes_raw() if isinstance(key, Ed25519PublicKey) else None


def _pem(device: Device, password: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(device.private_key)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, device.id.hex())])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(device.id, "big") >> 1 or 1)
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .sign(key, None)
    )
    encrypted = BestAvailableEncryption(password)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encrypted) + made.public_bytes(
        Encoding.PEM
    )
