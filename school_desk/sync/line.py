"""A line to one computer of the school: HTTPS to a pinned key, given up on a stall, not on time."""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.poolmanager import PoolManager
from urllib3.util import SKIP_HEADER

from school_desk.storage.certificate import asking_context, key_shown
from school_desk.sync.errors import (
    LineBusyError,
    LineCutError,
    NoLineError,
    OtherComputerError,
    StrangeAnswerError,
    SyncStoppedError,
)

CONNECT, STALL = 15.0, 45.0
CHUNK = 1024
MOST_REPLY = 2 << 20
OK, BUSY = 200, 503
HEADERS = {
    "User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER, "Accept": None, "Connection": None,
}  # fmt: skip

Heard = Callable[[int, int], None]
"""Told of bytes as they go: sent, received."""


def _unheard(_sent: int, _received: int) -> None:
    """Nobody watches."""


class Line:
    """Sends requests to one address, and only to the computer with that key."""

    def __init__(
        self, address: str, public_key: bytes, *, heard: Heard = _unheard,
        stopped: Callable[[], bool] = lambda: False, stall: float = STALL,
    ) -> None:  # fmt: skip
        self.address = address
        self._heard = heard
        self._stopped = stopped
        self._timeouts = CONNECT, stall
        self._socket: socket.socket | None = None
        self._web = requests.Session()
        self._web.trust_env = False
        self._web.mount("https://", _Pinned(public_key, address, self._opened))

    def ask(self, content: bytes) -> bytes:
        """One request and its reply, or a sentence why there is none."""
        with self.call("POST", "/v1/sync", {}, content) as reply:
            return self._read(reply)

    @contextmanager
    def call(
        self, method: str, path: str, headers: Mapping[str, str], content: bytes | None = None
    ) -> Iterator[requests.Response]:
        """A request, and its reply to read within; what breaks off is said in a sentence."""
        body = None if content is None else _Body(content, self._sent)
        try:
            with self._web.request(
                method, f"https://{self.address}{path}", data=body, headers={**HEADERS, **headers},
                stream=True, timeout=self._timeouts, allow_redirects=False,
            ) as reply:  # fmt: skip
                yield reply
        except requests.exceptions.SSLError as error:
            self._accept_going_on()
            if _broke_off(error):
                begun = body is not None and body.begun
                raise (LineCutError if begun else NoLineError)(address=self.address) from error
            raise StrangeAnswerError(address=self.address) from error
        except (requests.RequestException, OSError) as error:
            self._accept_going_on()
            if body is None or body.begun:
                raise LineCutError(address=self.address) from error
            raise NoLineError(address=self.address) from error

    def pieces(self, reply: requests.Response, size: int = CHUNK) -> Iterator[bytes]:
        """What a reply holds, piece by piece, each heard of."""
        for piece in reply.iter_content(size):
            self._heard(0, len(piece))
            self._accept_going_on()
            yield piece

    def close(self) -> None:
        """Hang up."""
        self._socket = None
        self._web.close()

    def cut(self) -> None:
        """End what is waited for just now; from any thread, after `stopped` has become true."""
        held = self._socket
        if held is not None:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def _opened(self, connection: socket.socket) -> None:
        """A connection is there; a call that was stopped meanwhile goes no further."""
        self._socket = connection
        self._accept_going_on()

    def _accept_going_on(self) -> None:
        if self._stopped():
            raise SyncStoppedError

    def _sent(self, count: int) -> None:
        self._accept_going_on()
        self._heard(count, 0)

    def _read(self, reply: requests.Response) -> bytes:
        if reply.status_code == BUSY:
            raise LineBusyError(address=self.address, wait=_wait(reply))
        if reply.status_code != OK:
            raise StrangeAnswerError(address=self.address)
        found = bytearray()
        for piece in self.pieces(reply):
            found += piece
            if len(found) > MOST_REPLY:
                raise StrangeAnswerError(address=self.address)
        return bytes(found)


class _Body:
    """What is sent, piece by piece, so that progress is seen and stopping is quick."""

    def __init__(self, content: bytes, sent: Callable[[int], None]) -> None:
        self._content = content
        self._sent = sent
        self._at = 0
        self.begun = False

    def __len__(self) -> int:
        return len(self._content)

    def __iter__(self) -> Any:  # noqa: ANN401  requests asks only whether it is there
        return iter(lambda: self.read(CHUNK), b"")

    def read(self, _size: int = -1) -> bytes:
        """The next piece."""
        self.begun = True
        piece = self._content[self._at : self._at + CHUNK]
        self._at += len(piece)
        if piece:
            self._sent(len(piece))
        return piece


def _broke_off(error: BaseException) -> bool:
    """Whether the other end was gone before a greeting was over: a cut, and nothing strange."""
    seen, left = set[int](), [error]
    while left:
        one = left.pop()
        if isinstance(one, ssl.SSLEOFError):
            return True
        if id(one) not in seen:
            seen.add(id(one))
            causes = (one.__cause__, one.__context__, *one.args, getattr(one, "reason", None))
            left += [cause for cause in causes if isinstance(cause, BaseException)]
    return False


def _wait(reply: requests.Response) -> int:
    said = reply.headers.get("Retry-After", "")
    return int(said) if said.isdecimal() else 0


class _Pinned(HTTPAdapter):
    """Connections whose other end has proved to hold one certain key."""

    def __init__(
        self, public_key: bytes, address: str, opened: Callable[[socket.socket], object]
    ) -> None:
        self._pin = public_key, address, opened
        super().__init__(max_retries=0, pool_maxsize=1)

    def init_poolmanager(
        self,
        connections: int,
        maxsize: int,
        block: bool = False,  # noqa: FBT001, FBT002  as the library has it
        **_more: object,
    ) -> None:
        """Every connection compares the key before a byte is said."""
        public_key, address, opened = self._pin

        class Connection(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                found = super()._new_conn()
                try:
                    opened(found)
                except BaseException:
                    found.close()
                    raise
                return found

            def connect(self) -> None:
                super().connect()
                opened(self.sock)  # another one than before the handshake
                shown = self.sock.getpeercert(binary_form=True)  # type: ignore[union-attr]
                if key_shown(shown) != public_key:
                    self.close()
                    raise OtherComputerError(address=address)
                self.is_verified = True

        class Pool(HTTPSConnectionPool):
            ConnectionCls = Connection

        made = PoolManager(
            num_pools=connections,
            maxsize=maxsize,
            block=block,
            ssl_context=asking_context(),
            assert_hostname=False,
        )
        made.pool_classes_by_scheme = {"https": Pool}
        self.poolmanager = made

    def cert_verify(self, *_of: Any, **_more: Any) -> None:  # noqa: ANN401
        """No authority is asked: the key decides."""

    def build_connection_pool_key_attributes(
        self,
        request: Any,  # noqa: ANN401  as the library has it
        verify: Any,  # noqa: ANN401
        cert: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """The same context for every request."""
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {}
