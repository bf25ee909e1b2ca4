"""The head's end of a code: three tries, some minutes, one computer; and the server for that time.

A server of its own, not the one of the exchange: it is open for minutes and knows no other path.
"""

import os
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any

from school_desk.errors import DeskError
from school_desk.storage.certificate import answering_context
from school_desk.storage.device import Device
from school_desk.sync.addresses import own_addresses
from school_desk.sync.asking import Asking, read_asking
from school_desk.sync.enrol import (
    ANSWERS,
    ASKS,
    HAS,
    CodeOverError,
    CodeWrongError,
    EnrolMessageError,
    Side,
    closed,
    new_code,
    opened,
    spelled,
)

GREET, ASK, GOT = "/v1/enrol", "/v1/enrol/ask", "/v1/enrol/got"
TRIES = 3
LASTS = 600.0
"""Seconds for which a code counts."""
PORT = 8766
SESSION_BYTES = 16
MOST_SESSIONS = 4
"""Greetings kept at once; of more the oldest go, so that nobody fills the memory."""
MOST_REQUEST = 8192
MOST_AT_ONCE = 8
STALL = 45.0
POLL = 0.1
WRONG, OVER, REFUSED = 403, 410, 422

Admit = Callable[[Asking], bytes]
"""Lets a computer in and gives its welcome; may refuse."""


class Door:
    """A code and who came by it. Called from several threads, one after the other."""

    def __init__(
        self, key: bytes, admit: Admit, *, lasts: float = LASTS,
        clock: Callable[[], float] = monotonic,
    ) -> None:  # fmt: skip
        """`key`: of this computer's certificate."""
        self.code = new_code()
        self.tries = TRIES
        self.problem: DeskError | None = None
        self.name = ""
        self.received = False
        self._key = key
        self._admit = admit
        self._clock = clock
        self._until = clock() + lasts
        self._one = threading.Lock()
        self._begun: dict[bytes, bytes] = {}
        self._let_in: dict[bytes, bytes] = {}
        self._welcome = b"", b""

    @property
    def seconds_left(self) -> float:
        """How long the code still counts; 0: no more."""
        return max(0.0, self._until - self._clock()) if self.tries else 0.0

    @property
    def spelled(self) -> str:
        """The code as it is read aloud."""
        return spelled(self.code)

    def greet(self, message: bytes) -> bytes:
        """The first words of a try. Nothing of the code can be learned of the answer."""
        with self._one:
            self._accept_time()
            side, session = Side(self.code, self._key, new=False), os.urandom(SESSION_BYTES)
            self._begun[session] = side.agreed(message)
            while len(self._begun) > MOST_SESSIONS:
                del self._begun[next(iter(self._begun))]
            return session + side.message

    def let_in(self, content: bytes) -> bytes:
        """The asking, closed with the key of the try; gives the welcome, closed.

        The computer that came by the code may fetch its welcome again; no other comes by it.

        Raises:
            CodeWrongError: closed with another key; a try less.
            CodeOverError: no tries, no time, or another computer came before.
            EnrolMessageError: no such try was begun, or it was used.
        """
        with self._one:
            self._accept_time()
            session, said = content[:SESSION_BYTES], content[SESSION_BYTES:]
            key = self._begun.pop(session, None)
            if key is None:
                raise EnrolMessageError
            asking = self._asking(key, said)
            if self._welcome[0] not in {b"", asking.digest}:
                raise CodeOverError
            if not self._welcome[0]:
                self._welcome = asking.digest, self._admitted(asking)
            self._let_in[session] = key
            return closed(key, ANSWERS, self._welcome[1])

    def got(self, content: bytes) -> bytes:
        """The new computer has its welcome."""
        with self._one:
            session, said = content[:SESSION_BYTES], content[SESSION_BYTES:]
            key = self._let_in.get(session)
            if key is None:
                raise EnrolMessageError
            opened(key, HAS, said)
            self.received = True
            return b""

    def _accept_time(self) -> None:
        if not self.seconds_left:
            raise CodeOverError

    def _asking(self, key: bytes, said: bytes) -> Asking:
        try:
            content = opened(key, ASKS, said)
        except EnrolMessageError as error:
            self.tries -= 1
            if not self.tries:
                self._begun.clear()
                raise CodeOverError from error
            raise CodeWrongError(left=self.tries) from error
        return read_asking(content)

    def _admitted(self, asking: Asking) -> bytes:
        try:
            welcome = self._admit(asking)
        except DeskError as refusal:
            self.problem = refusal
            raise
        self.name, self.problem = asking.name, None
        return welcome


class _Handler(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    server: "EnrolServer"
    protocol_version = "HTTP/1.1"
    timeout = STALL
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Whoever goes away in the middle is not worth a word."""
        with suppress(OSError):
            super().handle()

    def do_POST(self) -> None:
        """Answer one step of a try."""
        door, length = self.server.door, self.headers.get("Content-Length", "")
        act = {GREET: door.greet, ASK: door.let_in, GOT: door.got}.get(self.path)
        if act is None or not (length.isascii() and length.isdecimal()):
            return self._say(404, close=True)
        if int(length) > MOST_REQUEST:
            return self._say(413, close=True)
        content = self.rfile.read(int(length))
        if len(content) < int(length) or self.server.closed:
            self.close_connection = True
            return None
        return self._answer(act, content)

    def _answer(self, act: Callable[[bytes], bytes], content: bytes) -> None:
        try:
            self._say(200, act(content))
        except CodeWrongError as error:
            self._say(WRONG, str(error.facts["left"]).encode())
        except CodeOverError:
            self._say(OVER)
        except DeskError:
            self._say(REFUSED)

    def _say(self, code: int, content: bytes = b"", *, close: bool = False) -> None:
        self.close_connection = self.close_connection or close
        lines = [f"HTTP/1.1 {code} {'OK' if code == 200 else 'No'}"]  # noqa: PLR2004
        lines += [f"Content-Length: {len(content)}", *(["Connection: close"] if close else [])]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the library names it
        """Nothing is printed."""


class EnrolServer(ThreadingHTTPServer):
    """Open until it is closed; the code of its door counts no longer than that."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, door: Door, device: Device, address: tuple[str, int]) -> None:
        self.door = door
        self.closed = False
        self._tls = answering_context(device)
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(address, _Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(POLL,), daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where a new computer on this network calls it, the likeliest first."""
        return own_addresses(self.port)

    def start(self) -> None:
        """Begin to answer, in threads of its own."""
        self._thread.start()

    def close(self) -> None:
        """Answer nobody any more."""
        self.closed = True
        self.shutdown()
        self.server_close()

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the library has it
        """The handshake belongs to the connection's own thread; too many at once are hung up."""
        if not self._room.acquire(blocking=False):
            return
        try:
            request.settimeout(STALL)
            with self._tls.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Whoever speaks otherwise is left alone; a bug of ours is not hidden."""
        if not isinstance(sys.exception(), OSError | ssl.SSLError | socket.timeout):
            super().handle_error(request, client_address)
