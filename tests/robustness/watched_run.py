"""Run the demo's journey under an audit hook: what is asked of the network, what is written where.

`python watched_run.py FOLDER journey|control`: the last line on the standard output is JSON.
"""

import json
import os
import runpy
import sys
from contextlib import suppress
from pathlib import Path

NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "webbrowser.")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


def main(folder: Path, what: str) -> None:
    """Everything that a process may write goes below the folder."""
    asked: list[str] = []
    written: set[str] = set()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(NETWORK):
            if not looks_for_ipv6():
                asked.append(event)
        elif event == "open" and isinstance(arguments[0], str | bytes):
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & WRITING:
                written.add(os.path.realpath(os.fsdecode(arguments[0])))

    sys.addaudithook(hook)
    if what == "journey":
        school, out = str(folder / "school"), str(folder / "out")
        sys.argv = ["school-desk-window", "--draw", "--data", school, "--out", out]
        with suppress(SystemExit):
            runpy.run_module("school_desk", run_name="__main__")
    else:
        control(folder)
    maps = Path("/proc/self/maps")
    libraries = maps.read_text(encoding="utf-8") if maps.exists() else ""
    inside = f"{folder.resolve()}{os.sep}"
    told = {
        "asked": asked,
        "outside": sorted(one for one in written if not one.startswith((inside, "/dev/"))),
        "inside": sum(one.startswith(inside) for one in written),
        "qt_network": "Qt6Network" in libraries,
    }
    sys.stdout.write(f"\n{json.dumps(told)}\n")


def looks_for_ipv6() -> bool:
    """The library of the line, as it loads, opens a port of this computer and asks nobody."""
    frame = sys._getframe(2)
    callers = (frame, frame.f_back) if frame.f_back else (frame,)
    return any(
        (one.f_globals.get("__name__"), one.f_code.co_name)
        == ("urllib3.util.connection", "_has_ipv6")
        for one in callers
    )


def control(folder: Path) -> None:
    """What the hook must see: a connection, an open port, a file elsewhere."""
    import socket  # noqa: PLC0415

    with socket.socket() as one:
        one.connect_ex(("127.0.0.1", 9))
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
    (folder.parent / f"{folder.name}-elsewhere").write_bytes(b"")
    (folder / "here").write_bytes(b"")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
