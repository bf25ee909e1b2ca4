"""A proxy that hears everything: it holds the answering computer's key and looks inside of TLS."""

import select
import ssl

from benchmarks.sync.counting import PIECE, Counting


class Recording(Counting):
    """Passes connections on and keeps what was said, without the encryption of the line."""

    def __init__(self, port, device):
        self.asked, self.answered = bytearray(), bytearray()
        super().__init__(port, device)

    def _piece(self, near, far):
        ready = [one for one in (near, far) if one.pending()]
        for source in ready or select.select([near, far], [], [])[0]:
            source.settimeout(0)
            try:
                piece = source.recv(PIECE)
            except (ssl.SSLWantReadError, BlockingIOError):
                continue
            finally:
                source.settimeout(None)
            if not piece:
                return False
            heard, other = (self.asked, far) if source is near else (self.answered, near)
            heard += piece
            other.sendall(piece)
        return True
