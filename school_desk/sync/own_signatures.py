"""Sign what this computer wrote and keep the signatures in the file: for the day its key is gone.

Whoever goes on with a copy of the file (a restored backup) is another computer. It can pass on
what the first one wrote only under that one's signature; without it, lines that had reached nobody
would stay in the copy alone, and all that was written after them would wait for them elsewhere.
"""

from time import sleep

from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch import follow
from school_desk.sync.header import BEFORE_BYTES, Header
from school_desk.sync.position import start
from school_desk.sync.signing import message
from school_desk.sync.streams import MOST_RUN, Streams

LAST = (
    "SELECT coalesce(max(seq_to), 0) FROM batch_signature AS b JOIN part ON part.ord = b.part "
    "JOIN device ON device.ord = b.dev WHERE part.name = ? AND device.id = ?"
)
KEEP = (
    "INSERT OR IGNORE INTO batch_signature SELECT part.ord, device.ord, ?, ?, ? "
    "FROM part, device WHERE part.name = ? AND device.id = ?"
)


def sign_own(storage: Storage) -> int:
    """Sign the lines of the own streams that are not signed yet; gives how many streams had such.

    Whole streams are read for it, a portion at a time; whoever types goes before.
    """
    streams = Streams(storage, storage.device)
    rows = storage.db.execute("SELECT name FROM part").fetchall()
    own = streams.vector({str(name) for (name,) in rows})
    unsigned = [
        (part, tip.seq)
        for (part, device), tip in sorted(own.items())
        if device == streams.own and _signed(storage, part) < tip.seq
    ]
    for part, upto in unsigned:
        _sign(storage, streams, part, upto)
    return len(unsigned)


def _signed(storage: Storage, part: str) -> int:
    return int(storage.db.execute(LAST, (part, storage.device.id)).fetchone()[0])


def _sign(storage: Storage, streams: Streams, part: str, upto: int) -> None:
    """Read a stream from its beginning, since a signature covers the chain; sign what is new."""
    device, signed = storage.device.id, _signed(storage, part)
    at, chain = 0, start(device, part).chain
    while at < upto:
        most = min(upto if at >= signed else signed, at + MOST_RUN) - at
        run = streams.run_from(part, device, at, most)
        end = follow(chain, run)
        if at >= signed:
            header = Header(0, device, part, at + 1, len(run), chain[:BEFORE_BYTES])
            signature = storage.device.sign(message(header, chain, end))
            with storage.database.transaction(guarded=False) as db:
                db.execute(KEEP, (run[-1].seq, run[0].seq, signature, part, device))
        at, chain = run[-1].seq, end
        sleep(0)
