"""Random entries, also those that no program of ours writes yet."""

import json
from datetime import date

from hypothesis import strategies as st

from school_desk.storage.changelog import salted
from school_desk.storage.merge import Entry
from school_desk.storage.registry import natural_key

DEVICE, OTHERS = b"device-0", (b"device-1", b"device-2", b"device-3")
PART = "class/00000000000000ff"
KEYS = tuple(natural_key(1, (n,)) for n in range(60))

key = st.one_of(st.sampled_from(KEYS), st.sampled_from(KEYS[:5]), st.integers(0, 2**63 - 1))
words = st.one_of(
    st.sampled_from(["Көбейту", "Бөлу", "2026-09-01", "2026-02-30", "[", "[1,2]", "[1]", "[1.5]"]),
    st.text(max_size=12),
    st.dates().map(date.isoformat),
)
number = st.one_of(st.integers(0, 12), st.integers(-(2**63), 2**63 - 1), key)
plain = st.one_of(st.none(), number, words)
listed = st.lists(plain, min_size=1, max_size=4).map(
    lambda found: json.dumps(found, ensure_ascii=False, separators=(",", ":"))
)
value = st.one_of(number, plain, listed, st.binary(max_size=9))
trail = st.one_of(
    st.just(("Put mark", KEYS[0], "", "")),
    st.tuples(words, st.one_of(st.none(), key), st.sampled_from(["", "undo", "paste"]), words),
)
context = st.one_of(
    st.just({}),
    st.dictionaries(st.sampled_from(OTHERS), st.integers(1, 2**40), max_size=3),
)
pause = st.one_of(st.just(0), st.just(1), st.integers(0, 40), st.integers(-(2**12), 2**30))
secret = st.one_of(st.none(), st.binary(min_size=16, max_size=16))


@st.composite
def streams_of(draw, most=14):
    """A stream: columns filled from the top, births, and anything else between."""
    found, hlc = [], 2**29 << 16
    for seq in range(1, draw(st.integers(1, most)) + 1):
        hlc = hlc + 1 if (gap := draw(pause)) == 0 else ((hlc >> 16) + gap << 16)
        if gap == 1 and found:
            hlc = found[-1].hlc
        last = found[-1] if found else None
        usual = last is not None and draw(st.booleans())
        found.append(
            sealed(
                draw(st.sampled_from(["open", "open", "open", "salt", "forgotten"])),
                draw(st.binary(min_size=16, max_size=16)),
                *(PART, DEVICE, seq),
                *draw(rows(last)),
                draw(context) if not usual else last.ctx,
                hlc,
                draw(trail) if not usual else last.trail,
            )
        )
    return found


@st.composite
def rows(draw, last):
    """Table, key, field and value of an entry."""
    table, field = draw(st.sampled_from([(33, 1), (33, 1), (30, 1), (31, 1), (5, 2), (2**20, 0)]))
    val = draw(value)
    if table == 33:
        parent = last.key[0] if last and last.table == 33 and draw(st.booleans()) else draw(key)
        return table, (parent, draw(key)), field, val
    if table in {30, 31} and isinstance(val, str) and val[:1] == "[":
        try:
            parts = json.loads(val)
        except ValueError:
            parts = [None]
        if all(type(part) in {int, str} for part in parts) and draw(st.booleans()):
            return table, (natural_key(table, parts),), field, val
    return table, (draw(key),), field, val


def sealed(sort, random, *place_and_rest):
    """An entry of an ordinary field, of a personal one, or of one that was forgotten."""
    *place, val, ctx, hlc, trail_ = place_and_rest
    rest = ctx, hlc, trail_
    if sort == "forgotten":
        return Entry(*place, None, *rest, None, salted(val, random))
    return Entry(*place, val, *rest, random if sort == "salt" else None)
