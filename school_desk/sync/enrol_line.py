"""The new computer's end of a code: it says the code to nobody, and fetches its welcome."""

import http.client
from collections.abc import Callable
from contextlib import suppress

from school_desk.errors import N_, DeskError
from school_desk.storage.certificate import asking_context, key_shown
from school_desk.sync.asking import Asking
from school_desk.sync.enrol import (
    ANSWERS,
    ASKS,
    HAS,
    MESSAGE_BYTES,
    CodeOverError,
    CodeWrongError,
    Side,
    closed,
    opened,
)
from school_desk.sync.enrol_door import ASK, GOT, GREET, OVER, REFUSED, SESSION_BYTES, WRONG
from school_desk.sync.errors import NoLineError, StrangeAnswerError
from school_desk.sync.welcome import TOP_BYTES

CONNECT, STALL = 15.0, 180.0
"""Seconds: to reach the other computer; for it to gather what the new one receives."""
PIECE = 16384
MOST_REPLY = 1024
OK = 200

Heard = Callable[[int, int], object]
"""Told of the welcome as it comes: bytes so far, bytes in all."""


class EnrolCutError(DeskError):
    """The line broke off before the welcome was here."""

    sentence = N_(
        "The line to {address} broke off. Nothing was changed here. Enter the code once more."
    )


class HeadRefusedError(DeskError):
    """The code was right, and yet the computer is not let in."""

    sentence = N_("The code is right, but the head's computer refused. It says there why.")


def fetch(address: str, code: str, asking: Asking, heard: Heard) -> bytes:
    """The welcome for an asking from the computer that shows the code.

    Raises:
        NoLineError, EnrolCutError, StrangeAnswerError, CodeWrongError, CodeOverError,
        HeadRefusedError, EnrolMessageError: nothing was changed here.
    """
    host, _, port = address.rpartition(":")
    line = http.client.HTTPSConnection(host, int(port), context=asking_context(), timeout=CONNECT)
    try:
        line.connect()
    except OSError as error:
        raise NoLineError(address=address) from error
    try:
        return _Try(line, address, code).welcome(asking, heard)
    except (OSError, http.client.HTTPException) as error:
        raise EnrolCutError(address=address) from error
    finally:
        line.close()


class _Try:
    """One try over one line."""

    def __init__(self, line: http.client.HTTPSConnection, address: str, code: str) -> None:
        self._line = line
        self._address = address
        line.sock.settimeout(STALL)
        shown = key_shown(line.sock.getpeercert(binary_form=True))
        if shown is None:
            raise StrangeAnswerError(address=address)
        self._side = Side(code, shown, new=True)

    def welcome(self, asking: Asking, heard: Heard) -> bytes:
        """Both steps, and the word that it has come."""
        greeting = self._ask(GREET, self._side.message, MOST_REPLY)
        session, message = greeting[:SESSION_BYTES], greeting[SESSION_BYTES:]
        if len(message) != MESSAGE_BYTES:
            raise StrangeAnswerError(address=self._address)
        key = self._side.agreed(message)
        said = session + closed(key, ASKS, asking.spelled().encode())
        content = opened(key, ANSWERS, self._ask(ASK, said, TOP_BYTES, heard))
        with suppress(OSError, http.client.HTTPException, DeskError):  # a courtesy: it is here
            self._ask(GOT, session + closed(key, HAS, b""), MOST_REPLY)
        return content

    def _ask(
        self, path: str, content: bytes, most: int, heard: Heard = lambda _done, _all: None
    ) -> bytes:
        self._line.request("POST", path, content)
        reply = self._line.getresponse()
        total = reply.length or 0
        if total > most:
            raise StrangeAnswerError(address=self._address)
        found = bytearray()
        while piece := reply.read(PIECE):
            found += piece
            if len(found) > most:
                raise StrangeAnswerError(address=self._address)
            heard(len(found), total)
        if len(found) < total:
            raise EnrolCutError(address=self._address)
        self._accept(reply.status, bytes(found))
        return bytes(found)

    def _accept(self, status: int, content: bytes) -> None:
        if status == WRONG and content.isdigit():
            raise CodeWrongError(left=int(content))
        if status == OVER:
            raise CodeOverError
        if status == REFUSED:
            raise HeadRefusedError
        if status != OK:
            raise StrangeAnswerError(address=self._address)
