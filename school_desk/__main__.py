"""Start the window: folder, language, sign in, Desk, main window."""

import argparse
import gc
import importlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from school_desk.paths import default_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window of a school; without a display `--demo` draws the same journey."""
    wish = _parser().parse_args(arguments)
    drawing = wish.draw or (wish.demo and not _has_display())
    if drawing:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = _folder(wish, drawing=drawing)
    gc.disable()  # half of the start would go into looking for rubbish among modules
    importlib.import_module("school_desk.ui.swift_start").import_plainly()
    face = "demo_journey" if drawing else "demo_window" if wish.demo else "program"
    module = importlib.import_module(f"school_desk.ui.{face}")
    gc.freeze()
    gc.enable()
    return int(module.draw(folder, wish.out) if drawing else module.run(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="school-desk-window", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the school")
    parser.add_argument("--demo", action="store_true", help="open an invented school")
    parser.add_argument("--draw", action="store_true", help="draw the journey, open no window")
    parser.add_argument("--out", type=Path, default=Path("build/journey"), help="where to draw")
    return parser


def _folder(wish: argparse.Namespace, *, drawing: bool) -> Path:
    """The folder named; else the usual one, or a fresh one for a journey that is drawn."""
    if wish.data:
        return Path(wish.data)
    if drawing:
        return Path(tempfile.mkdtemp(prefix="school-desk-demo-"))
    folder = default_folder()
    folder = folder / "demo" if wish.demo else folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _has_display() -> bool:
    """Whether a window can be seen; only Linux can be without."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
