"""A server that answers with whatever a test wants, with a computer's true key or without TLS."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from school_desk.storage.certificate import answering_context


class Strange(ThreadingHTTPServer):
    """Answers every request with these bytes, then hangs up."""

    daemon_threads = True

    def __init__(self, raw, device=None):
        self.raw, self.device, self.asked = raw, device, []
        super().__init__(("127.0.0.1", 0), _Handler)
        if device is not None:
            context = answering_context(device)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def close(self):
        self.shutdown()
        self.server_close()

    def handle_error(self, *_of):
        """What clients do to it is the test's business."""


class _Handler(BaseHTTPRequestHandler):
    def handle_one_request(self):
        with suppress(OSError):
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.server.asked.append(content)
            raw = self.server.raw
            self.wfile.write(raw(content) if callable(raw) else raw)
            self.close_connection = True


def said(content, code="200 OK", length=None):
    """An answer of HTTP around a content."""
    size = len(content) if length is None else length
    return f"HTTP/1.1 {code}\r\nContent-Length: {size}\r\n\r\n".encode() + content
