"""Send and fetch a large body over a line: what broke off goes on from the byte it had reached."""

from pathlib import Path

from school_desk.sync.errors import StrangeAnswerError
from school_desk.sync.large import PIECE, OtherContentError, Shelf, WrongPlaceError
from school_desk.sync.line import Line

PLACE = "/v1/large/"
WHOLE, HELD, FROM_THERE, WRONG_PLACE, DAMAGED = 200, 204, 206, 409, 422


def send(line: Line, session: bytes, part: str, name: str, path: Path) -> int:
    """Send what the other computer lacks of a body; gives how many bytes went.

    Raises what a line raises when it breaks off: call it again, and only the rest is sent.
    """
    place, total = place_of(part, name), path.stat().st_size
    asked = {"Session": session.hex()}
    with line.call("HEAD", place, asked) as reply:
        at = _number(line, reply.headers.get("Upload-Offset")) if reply.status_code == WHOLE else -1
    if not 0 <= at <= total:
        raise StrangeAnswerError(address=line.address)
    if at == total:
        return 0
    said = {**asked, "Upload-Offset": str(at), "Upload-Length": str(total)}
    with path.open("rb") as file:
        file.seek(at)
        content = file.read()
    with line.call("PATCH", place, said, content) as reply:
        if reply.status_code == DAMAGED:
            raise OtherContentError
        if reply.status_code == WRONG_PLACE:
            raise WrongPlaceError(at=_number(line, reply.headers.get("Upload-Offset")))
        done = reply.status_code == HELD
        if not done or _number(line, reply.headers.get("Upload-Offset")) != total:
            raise StrangeAnswerError(address=line.address)
    return total - at


def fetch(line: Line, session: bytes, part: str, name: str, shelf: Shelf) -> int:
    """Fetch what is lacking here of a body; gives how many bytes came."""
    if shelf.whole(part, name) is not None:
        return 0
    at = shelf.begun(part, name)
    asked = {"Session": session.hex(), "Range": f"bytes={at}-", "If-Range": f'"{name}"'}
    with line.call("GET", place_of(part, name), asked) as reply:
        total = _total(line, reply.status_code, reply.headers.get("Content-Range"), at)
        if total is None:
            raise StrangeAnswerError(address=line.address)
        return shelf.add(part, name, at, line.pieces(reply, PIECE), total) - at


def place_of(part: str, name: str) -> str:
    """Where a body is asked for."""
    return f"{PLACE}{part.encode().hex()}/{name}"


def read_place(path: str) -> tuple[str, str] | None:
    """Partition and name of a body that is asked for; None: it is no such place."""
    part, slash, name = path.removeprefix(PLACE).partition("/")
    if not path.startswith(PLACE) or not slash:
        return None
    try:
        return bytes.fromhex(part).decode(), name
    except ValueError:
        return None


def _total(line: Line, status: int, said: str | None, at: int) -> int | None:
    """How long the body is, if the reply goes on from the very byte."""
    if status != FROM_THERE or said is None or not said.startswith(f"bytes {at}-"):
        return None
    last, slash, total = said.removeprefix(f"bytes {at}-").partition("/")
    whole = _number(line, total if slash else None)
    return whole if _number(line, last) == whole - 1 else None


def _number(line: Line, said: str | None) -> int:
    if said is None or not (said.isascii() and said.isdecimal()):
        raise StrangeAnswerError(address=line.address)
    return int(said)
