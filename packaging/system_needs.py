"""See that what we expect of the system is there, above all Qt's libraries; else install it."""

import ctypes
import os
import shutil
import subprocess
import sys

# Shared object -> Debian package, from `ldd` on Qt's platform plugins of PySide6-Essentials 6.11.
NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
NEEDED_ON_A_DISPLAY = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


# Commands with which tests read back what we print and write, and the timetable engine itself.
NEEDED_BY_TESTS = {
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdffonts": "poppler-utils",
    "qpdf": "qpdf",
    "age": "age",
    "fet-cl": "fet",
}


def missing_libraries() -> list[str]:
    """The Debian packages whose library cannot be loaded."""
    needed = NEEDED | (NEEDED_ON_A_DISPLAY if os.environ.get("DISPLAY") else {})
    return [package for library, package in needed.items() if not _loads(library)]


def missing_commands() -> list[str]:
    """The Debian packages whose command is not there."""
    return sorted({p for command, p in NEEDED_BY_TESTS.items() if not shutil.which(command)})


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(packages: list[str]) -> None:
    """Ask apt; what it says is shown only when it fails."""
    quiet = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, **quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = subprocess.run(command, check=False, env=environment, **quiet)
    if done.returncode:
        print(done.stderr, file=sys.stderr)


def main(*, tests: bool) -> int:
    """Install what is missing as root on Debian; else say in one sentence what to install."""
    if not sys.platform.startswith("linux"):
        return 0
    missing = missing_libraries() + (missing_commands() if tests else [])
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing from the system's packages: {' '.join(missing)}", flush=True)
        _install(missing)
        missing = missing_libraries() + (missing_commands() if tests else [])
    if missing:
        names = " ".join(missing)
        print(f"Something of the system is missing here; on Debian: apt-get install {names}")
    return 1 if missing_libraries() else 0


if __name__ == "__main__":
    sys.exit(main(tests="--tests" in sys.argv))
