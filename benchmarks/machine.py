"""Which machine, disk and versions stand behind the figures."""

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from school_desk.storage.engine import sqlite_version

LIBRARIES = ("PySide6-Essentials", "sqlcipher3", "sqlite-utils", "openpyxl", "cryptography")
BYTES_OF_A_MEBIBYTE = 1 << 20


def described(folder: Path) -> tuple[str, ...]:
    """Lines about the computer and about the disk that holds a folder."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory_mib()} MiB; load {load}",
        f"disk: {_disk(folder)}",
        f"{platform.system()} {platform.release()}, Python {sys.version.split()[0]}",
        f"SQLite {sqlite_version}, {libraries}",
        f"Qt platform: {os.environ.get('QT_QPA_PLATFORM', 'default')}",
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _memory_mib() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // BYTES_OF_A_MEBIBYTE


def _disk(folder: Path) -> str:
    """Device, file system, and whether it turns."""
    command = ["findmnt", "--noheadings", "--output", "SOURCE,FSTYPE,OPTIONS", "--target", folder]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    source, kind, options, *_ = (*found.stdout.split(), "unknown", "unknown", "")
    turning = Path("/sys/block") / Path(source).name / "queue/rotational"
    spins = turning.read_text("ascii").strip() if turning.exists() else "?"
    how = {"0": "does not spin", "1": "spins or virtual"}.get(spins, "kind unknown")
    return f"{source} ({how}), {kind} ({options})"
