"""Spoil batches at random places, also within the body under a right signature, and read them."""

import time
from collections import Counter
from dataclasses import replace
from random import Random

from school_desk.sync.batch_decode import decode, taken_apart
from school_desk.sync.batch_encode import assembled
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.position import Position, start
from school_desk.sync.signing import message
from tests.sync.wire import SENDER, spelled, streams

LONGEST = 20.0
"""Seconds that no batch may take, on however busy a computer."""
EDGES = (0, 1, 0x7F, 0x80, 0xFF)


def samples(entries, cut=60):
    """A few batches of each stream with the positions that they follow."""
    found = []
    for run in streams(entries).values():
        position = None
        for begin in range(0, min(len(run), 3 * cut), cut):
            (content,), after_it = spelled(run[begin : begin + cut], (), position)
            found.append((position or start(run[0].device, run[0].part), content))
            position = after_it
    return found


def read_spoiled(chosen, seed, count):
    """So many spoiled batches: counts of what became of them, and what went wrong."""
    chance = Random(seed)  # noqa: S311  repeatable damage
    figures, wrong = Counter(), []
    for number in range(count):
        position, content = chance.choice(chosen)
        spoiled = damaged(chance, position, content)
        figures["spoiled batches"] += 1
        begun = time.process_time()
        try:
            batch, after_it = decode(position, spoiled, SENDER.public_key)
            same = spelled(list(batch.entries), (), position)[0][0][4:-64] == spoiled[4:-64]
            figures["of these read"] += 1
            if not same or after_it.chain != batch.chain:
                wrong.append(f"seed {seed}, batch {number}: read, but spelled otherwise")
        except BatchRefusedError as refusal:
            figures[f"refused: {refusal.facts['why']}"] += 1
        except Exception as error:  # noqa: BLE001  anything else is a finding
            wrong.append(f"seed {seed}, batch {number}: {error!r}")
        if time.process_time() - begun > LONGEST:
            wrong.append(f"seed {seed}, batch {number}: {time.process_time() - begun:.1f} s")
    return figures, wrong


def damaged(chance: Random, position: Position, content: bytes) -> bytes:
    """One of the ways in which a batch may be wrong."""
    header, body, chain, _ = taken_apart(content)
    way = chance.randrange(6)
    if way == 0:
        return _bytes_spoiled(chance, content)
    if way == 1:
        return content[: chance.randrange(len(content))]
    if way == 2:
        body = chance.randbytes(chance.randrange(1, 400))
    elif way == 3:
        header = replace(header, count=chance.choice([1, header.count + 1, 1 << 14]))
        body = _bytes_spoiled(chance, body)
    elif way == 4:
        body = _bytes_spoiled(chance, body)
    else:
        body = body[: chance.randrange(len(body))] + chance.randbytes(chance.randrange(40))
    following = replace(position, chain=chain)
    signature = SENDER.sign(message(header, position.chain, chain))
    return assembled(header, body, following, signature)


def _bytes_spoiled(chance: Random, content: bytes) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5])):
        place = chance.randrange(len(found))
        found[place] = chance.choice([*EDGES, found[place] ^ 1 << chance.randrange(8)])
    return bytes(found)
