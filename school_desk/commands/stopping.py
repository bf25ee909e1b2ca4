"""Ctrl+C as a sign: what runs comes to a good end by itself."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stop_sign() -> Iterator[threading.Event]:
    """Set by Ctrl+C: what runs comes to a good end."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, lambda *_of: stopped.set())
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
