"""A line that is cut after so many bytes, once; afterwards all goes through."""

import socket
import threading
from contextlib import suppress


class Cutting:
    """Passes connections on to a port; counts bytes of both ways."""

    def __init__(self, port, after):
        self.port_there, self.after = port, after
        self.count, self.connections, self.cut = 0, 0, False
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self):
        return self._listening.getsockname()[1]

    def close(self):
        self._listening.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self.connections += 1
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        """Where nobody answers any more, the near side sees the line end."""
        with near, suppress(ConnectionRefusedError), self._far() as far:
            back = threading.Thread(target=self._pass, args=(far, near), daemon=True)
            back.start()
            self._pass(near, far)
            back.join()

    def _far(self):
        return socket.create_connection(("127.0.0.1", self.port_there))

    def _pass(self, source, sink):
        with suppress(OSError):
            while piece := source.recv(512):
                sink.sendall(self._let_through(piece))
                if self._ends(len(piece)):
                    break
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _let_through(self, piece):
        """Up to the very byte."""
        with self._lock:
            return piece if self.cut else piece[: max(0, self.after - self.count)]

    def _ends(self, count):
        with self._lock:
            self.count += count
            if self.cut or self.count <= self.after:  # a line is cut when a byte does not arrive
                return False
            self.cut = True
            return True
