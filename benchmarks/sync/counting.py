"""A proxy that counts: bytes of HTTP inside of TLS, or bytes of TCP around it."""

import select
import socket
import ssl
import threading
from contextlib import suppress

from school_desk.storage.certificate import answering_context, asking_context
from school_desk.storage.device import Device

PIECE = 65536


class Counting:
    """Passes connections on to a port of this computer; with a device's key it looks inside."""

    def __init__(self, port: int, device: Device | None = None) -> None:
        self.up = self.down = 0
        self._to = port
        self._device = device
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def taken(self) -> int:
        """Bytes of both ways since the last look."""
        count, self.up, self.down = self.up + self.down, 0, 0
        return count

    def close(self) -> None:
        """Listen no more."""
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._pass, args=(near,), daemon=True).start()

    def _pass(self, near: socket.socket) -> None:
        far: socket.socket = socket.create_connection(("127.0.0.1", self._to))
        if self._device is not None:
            near = answering_context(self._device).wrap_socket(near, server_side=True)
            far = asking_context().wrap_socket(far)
        with near, far, suppress(OSError, ssl.SSLError):
            while self._piece(near, far):
                """One thread for both ways: a socket of TLS is not for two."""

    def _piece(self, near: socket.socket, far: socket.socket) -> bool:
        """Pass one piece on; False at the end."""
        ready = [one for one in (near, far) if isinstance(one, ssl.SSLSocket) and one.pending()]
        for source in ready or select.select([near, far], [], [])[0]:
            source.settimeout(0)  # what came may be TLS's own, with nothing for us in it
            try:
                piece = source.recv(PIECE)
            except (ssl.SSLWantReadError, BlockingIOError):
                continue
            finally:
                source.settimeout(None)
            if not piece:
                return False
            if source is near:
                self.up += len(piece)
                far.sendall(piece)
            else:
                self.down += len(piece)
                near.sendall(piece)
        return True
