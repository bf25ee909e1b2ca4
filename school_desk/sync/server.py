"""Answers other computers of the school: TLS with the device's key, one path, few headers."""

import importlib
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any

from school_desk.storage.certificate import answering_context
from school_desk.storage.clock import COUNTER_BITS, stamp
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.grants import shared
from school_desk.sync.large import PIECE, OtherContentError, Shelf, WrongPlaceError, is_name
from school_desk.sync.large_line import read_place
from school_desk.sync.streams import Streams
from school_desk.sync.wire import State, answer

PATH, BACK = "/v1/sync", "/v1/back"
STALL = 45.0
"""Seconds without a byte, after which a connection is given up."""
MOST_REQUEST = 2 << 20
MOST_AT_ONCE = 32
POLL = 0.1
"""Seconds after which closing is noticed."""
PORT, TOP_PORT = 8765, 65535


class _Handler(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    server: "SyncServer"
    protocol_version = "HTTP/1.1"
    timeout = STALL
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Whoever goes away in the middle is not worth a word."""
        with suppress(OSError):
            super().handle()

    def do_POST(self) -> None:
        """Answer one exchange."""
        length = self.headers.get("Content-Length", "")
        if self.path == BACK and length == "0":
            return self._call_back()
        if self.path != PATH or not length.isdecimal():
            return self._say(404, "Not Found", close=True)
        if int(length) > MOST_REQUEST:
            return self._say(413, "Too Large", close=True)
        content = self.rfile.read(int(length))
        if len(content) < int(length):
            self.close_connection = True
            return None
        if self.server.connections > MOST_AT_ONCE:
            return self._say(503, "Busy", ("Retry-After: 5",))
        return self._say(200, "OK", content=self.server.answered(content))

    def _call_back(self) -> None:
        """Say to a computer in a session whether it can be called; its own host, no other."""
        key = self.server.key_of(self.headers.get("Session", ""))
        port = self.headers.get("Port", "")
        if key is None or not (port.isascii() and port.isdecimal() and 0 < int(port) <= TOP_PORT):
            return self._say(404, "Not Found", close=True)
        reached = self.server.reaches(f"{self.client_address[0]}:{port}", key)
        if reached is None:
            return self._say(503, "Busy", ("Retry-After: 5",))
        return self._say(200, "OK", content=b"1" if reached else b"0")

    def do_HEAD(self) -> None:
        """How much of a large body is here."""
        place = self._large()
        if place is not None:
            at = self.server.shelf.begun(*place)
            self._say(200, "OK", (f"Upload-Offset: {at}",))

    def do_PATCH(self) -> None:
        """Take in the rest of a large body; each piece is kept as it comes."""
        place, said = self._large(), self.headers
        if place is None:
            return None
        told = [said.get(one, "") for one in ("Upload-Offset", "Upload-Length", "Content-Length")]
        if not all(one.isascii() and one.isdecimal() for one in told):
            return self._say(404, "Not Found", close=True)
        at, total, length = map(int, told)
        try:
            here = self.server.shelf.add(*place, at, self._pieces(length), total)
        except WrongPlaceError as error:
            known = (f"Upload-Offset: {error.facts['at']}",)
            return self._say(409, "Wrong Place", known, close=True)
        except OtherContentError:
            return self._say(422, "Other Content", close=True)
        return self._say(204, "OK", (f"Upload-Offset: {here}",))

    def do_GET(self) -> None:
        """Give the rest of a large body from the byte that was asked for."""
        place = self._large()
        path = self.server.shelf.whole(*place) if place is not None else None
        if place is None:
            return
        if path is None:
            self._say(404, "Not Found")
            return
        total, wished = path.stat().st_size, self.headers.get("Range", "bytes=0-")
        begin = wished.removeprefix("bytes=").removesuffix("-")
        if not (begin.isascii() and begin.isdecimal()) or int(begin) >= total:
            self._say(416, "No Such Range", (f"Content-Range: bytes */{total}",))
            return
        at = int(begin)
        lines = [
            "HTTP/1.1 206 Partial Content", f"Content-Length: {total - at}",
            f"Content-Range: bytes {at}-{total - 1}/{total}", f'ETag: "{place[1]}"',
        ]  # fmt: skip
        self.wfile.write("\r\n".join([*lines, "", ""]).encode())
        with path.open("rb") as file:
            file.seek(at)
            while piece := file.read(PIECE):
                self.wfile.write(piece)

    def _large(self) -> tuple[str, str] | None:
        """The body that is meant, if it is this computer's to give; else it is as if not there."""
        place = read_place(self.path)
        session = self.headers.get("Session", "")
        if place is not None and is_name(place[1]) and self.server.may_have(session, place[0]):
            return place
        self._say(404, "Not Found", close=True)
        return None

    def _pieces(self, length: int) -> Iterator[bytes]:
        while length > 0:
            piece = self.rfile.read1(min(PIECE, length))
            if not piece:
                self.close_connection = True
                return
            length -= len(piece)
            yield piece

    def _say(
        self, code: int, words: str, more: tuple[str, ...] = (), *, content: bytes = b"",
        close: bool = False,
    ) -> None:  # fmt: skip
        self.close_connection = self.close_connection or close
        lines = [f"HTTP/1.1 {code} {words}", f"Content-Length: {len(content)}", *more]
        if close:
            lines.append("Connection: close")
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the library names it
        """Nothing is printed."""


class SyncServer(ThreadingHTTPServer):
    """Answers until it is closed. Requests are worked on one after the other, in one thread."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, storage: Storage, address: tuple[str, int] = ("", PORT),
        breathe: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        """`breathe`: between two steps of what is taken in."""
        self.shelf = Shelf(storage.database.path.parent / "large")
        self.connections = 0
        self._closed = False
        self._counting, self._calling = threading.Lock(), threading.Lock()
        self._tls = answering_context(storage.device)
        streams = Streams(storage, storage.device, breathe)
        self._state = State(storage, streams, lambda: _seconds(storage), monotonic)
        self._worker = ThreadPoolExecutor(1, "answers")
        super().__init__(address, _Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(POLL,), daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def start(self) -> None:
        """Begin to answer, in threads of its own."""
        self._thread.start()

    def close(self) -> None:
        """Answer nobody any more; what is being worked on comes to its end."""
        self._closed = True
        self.shutdown()
        self.server_close()
        self._worker.shutdown(cancel_futures=True)

    def answered(self, content: bytes) -> bytes:
        """The reply to a request."""
        try:
            return self._worker.submit(answer, content, self._state).result()
        except (RuntimeError, CancelledError) as error:  # closed: nobody is answered any more
            if not self._closed:
                raise
            raise ConnectionAbortedError from error

    def may_have(self, session: str, part: str) -> bool:
        """Whether who talks in a session may hold a partition, asked again each time."""
        return self._worker.submit(self._shares, session, part).result()

    def key_of(self, session: str) -> bytes | None:
        """The public key of who talks in a session, as long as something may be shared with it."""
        return self._worker.submit(self._key, session).result()

    def reaches(self, address: str, key: bytes) -> bool | None:
        """Whether a computer answers at an address; None: another one is being called just now."""
        trying = importlib.import_module("school_desk.sync.self_test")

        if not self._calling.acquire(blocking=False):
            return None
        try:
            return bool(trying.answers_at(address, key))
        finally:
            self._calling.release()

    def _key(self, session: str) -> bytes | None:
        for name, one in self._state.sessions.items():
            if name.hex() == session and len(shared(self._state.storage, one.device)):
                return self._state.streams.public_key(one.device)
        return None

    def _shares(self, session: str, part: str) -> bool:
        found = [one for name, one in self._state.sessions.items() if name.hex() == session]
        return any(part in shared(self._state.storage, one.device) for one in found)

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the library has it
        """The handshake belongs to the connection's own thread: a slow one delays nobody."""
        with self._counting:
            self.connections += 1
        try:
            request.settimeout(STALL)
            with self._tls.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        finally:
            with self._counting:
                self.connections -= 1

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Whoever speaks otherwise is left alone; a bug of ours is not hidden."""
        if not isinstance(sys.exception(), OSError | ssl.SSLError | socket.timeout):
            super().handle_error(request, client_address)


def _seconds(storage: Storage) -> int:
    return max(0, stamp(storage.now()) >> COUNTER_BITS)
