"""How entries are said, one decision after another: the same words for writing and for reading.

Each method is given what is to be said and answers with what was said; while reading, what is
given is None (or means nothing) and the answer is what was read. docs/sdb1.md tells it to others.
"""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import TypeVar

from school_desk.storage.canonical import Value
from school_desk.storage.clock import COUNTER_BITS
from school_desk.storage.merge import Entry
from school_desk.storage.registry import natural_key
from school_desk.sync import elements as sort_of
from school_desk.sync.batch import KEY_BITS, MOST_DEVICES, MOST_WEIGHT
from school_desk.sync.dictionary import (
    ACTOR,
    MEMBER,
    PARENT,
    ROW,
    Context,
    Keys,
    Kind,
    Recent,
    Roster,
    Site,
    Stream,
    context_of,
    day_number,
)
from school_desk.sync.elements import MOST_LIST
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.models import Models
from school_desk.sync.range_coder import NUMBER_NODES, Coder, Model
from school_desk.sync.texts import Texts

CELL = 2
"""Keys of a cell: its column's and its pupil's."""
FEW = 32
"""Up to so many keys of a site each have a chance of their own."""
SMALL_ROSTER = 40
SAME_ROW, HERE, ELSEWHERE, NEW = range(4)
"""How a key is said: the last entry's, one of this site, one of the stream, none of these."""
COUNTER = (1 << COUNTER_BITS) - 1
PART_OF_A_NUMBER = 8
FIRST_DAY = date(2026, 9, 1).toordinal()

T = TypeVar("T", bound=Hashable)


class Grammar:
    """Says or reads the entries of one batch."""

    def __init__(self, coder: Coder, stream: Stream, preset: int) -> None:
        self._coder = coder
        self._stream = stream
        self._preset = preset
        self.models = Models(preset)
        self._texts: Texts | None = None
        self._weight = 0
        self._sorts: dict[Site, int] = {}
        self._said_before: dict[Site, Recent[str]] = {}
        self._same_before = 0

    def entry(self, part: str, device: bytes, seq: int, told: Entry | None) -> Entry:
        """The next entry of the stream."""
        self._spend(1)
        stream = self._stream
        kind, ahead = self._cell_ahead(told)
        key: tuple[int, ...] = ahead
        if not key:
            kind = self._kind(told)
            key = self._key(kind, told) if kind[2] == CELL else ()
        same, plain = self._usual(kind, told)
        hlc, trail, ctx = self._moment(same, plain, told)
        salt, digest = self._covered(kind, plain, told)
        val = self._value(kind, plain, told)
        key = key or self._row_key(kind, val, told)
        place = part, device, seq
        found = Entry(*place, kind[0], key, kind[1], val, dict(ctx), hlc, trail, salt, digest)
        stream.learn(found)
        return found

    # which row

    def _cell_ahead(self, told: Entry | None) -> tuple[Kind, tuple[int, ...]]:
        """The next cell of the column that is being filled, if it is one."""
        stream = self._stream
        kind = stream.kinds[stream.kind - 1] if stream.kind else (0, 0, 0)
        roster = stream.rosters.get(kind)
        if roster is None or roster.parent is None:
            return kind, ()
        ahead = roster.ahead()
        at = _at(ahead, told, kind, roster.parent)
        model = self.models.get(4, "take", *kind[:2])
        if not roster.running and not self._coder.bit(model, 0, at >= 0):
            return kind, ()
        node = 1 + (roster.running is False)
        for place, member in enumerate(ahead):
            if self._coder.bit(model, node, place == at):
                return kind, (roster.parent, member)
            node = 3
        return kind, ()

    def _kind(self, told: Entry | None) -> Kind:
        stream, coder = self._stream, self._coder
        kinds = stream.kinds
        wanted = (told.table, told.field, len(told.key)) if told else (0, 0, 0)
        place = kinds.index(wanted) if wanted in kinds else len(kinds)
        before = kinds[stream.kind - 1] if stream.kind else (0, 0, 0)
        place = self._number(place, "kind", *before[:2])
        if place < len(kinds):
            return kinds[place]
        if place > len(kinds):
            raise BatchRefusedError(why="no such kind")
        table = self._number(wanted[0], "table")
        field = self._number(wanted[1], "field", table)
        return table, field, coder.bit(self.models.get(1, "cell"), 0, wanted[2] == CELL) + 1

    def _key(self, kind: Kind, told: Entry | None) -> tuple[int, int]:
        stream, coder = self._stream, self._coder
        site = (kind[0], PARENT, 0)
        parent = self._ref(site, told.key[0] if told else 0)
        roster = stream.roster(kind)
        fresh = parent not in stream.site(site).places
        wanted = told.key[1] if told else 0
        if fresh and len(roster.known) <= SMALL_ROSTER:
            model = self.models.get(4, "first", kind[0])
            for member in roster.known:
                if coder.bit(model, 0, member == wanted):
                    return parent, member
        else:
            known = coder.bit(self.models.get(1, "known", kind[0]), 0, wanted in roster.members)
            if known:
                return parent, self._member(roster, wanted)
        return parent, self._ref((kind[0], MEMBER, 0), wanted)

    def _member(self, roster: Roster, wanted: int) -> int:
        if not roster.known:
            raise BatchRefusedError(why="no such key")
        place = roster.known.index(wanted) if wanted in roster.members else 0
        return roster.known[self._one_of(len(roster.known), place)]

    def _row_key(self, kind: Kind, val: Value, told: Entry | None) -> tuple[int]:
        """A row's own key, which comes after its value: it may be made of it."""
        wanted = told.key[0] if told else 0
        site = (kind[0], ROW, 0)
        way = self._way(site, wanted)
        if way != NEW:
            return (self._by_way(way, site, wanted),)
        born = _born(kind[0], val)
        model = self.models.get(1, "born", *kind[:2])
        if born is not None and self._coder.bit(model, 0, born == wanted):
            return (born,)
        return (self._bits(KEY_BITS, wanted),)

    def _ref(self, site: Site, wanted: int) -> int:
        return self._by_way(self._way(site, wanted), site, wanted)

    def _way(self, site: Site, wanted: int) -> int:
        stream = self._stream
        way = NEW
        if wanted == stream.row:
            way = SAME_ROW
        elif wanted in stream.site(site).places:
            way = HERE
        elif wanted in stream.keys.places:
            way = ELSEWHERE
        return self._coder.tree(self.models.get(4, "way", *site), 2, way)

    def _by_way(self, way: int, site: Site, wanted: int) -> int:
        if way == SAME_ROW:
            if self._stream.row is None:
                raise BatchRefusedError(why="no such key")
            return self._stream.row
        if way == NEW:
            return self._bits(KEY_BITS, wanted)
        keys = self._stream.site(site) if way == HERE else self._stream.keys
        if not keys.known:
            raise BatchRefusedError(why="no such key")
        place = keys.places.get(wanted, 0)
        place = (
            self._here(keys, site, place) if way == HERE else self._one_of(len(keys.known), place)
        )
        if not 0 <= place < len(keys.known):
            raise BatchRefusedError(why="no such key")
        return keys.known[place]

    def _here(self, keys: Keys, site: Site, place: int) -> int:
        """A key of this site: by its own chance, or by how far it is from the last one."""
        if len(keys.known) <= FEW:
            return self._coder.tree(self.models.get(FEW, "few", *site), 5, place)
        return keys.last + self._signed(place - keys.last, "far", *site)

    # when, by whom, having seen what

    def _usual(self, kind: Kind, told: Entry | None) -> tuple[int, int]:
        """Whether it is of the unit of work before; whether all else is as usual."""
        stream = self._stream
        same = plain = 0
        if told:
            trails, contexts = stream.trails.known, stream.contexts.known
            as_before = trails[:1] == [told.trail] and contexts[:1] == [context_of(told)]
            same = as_before and told.hlc == stream.hlc
            plain = (
                as_before
                and (same or _follows(stream.hlc, told.hlc))
                and told.salt is None
                and told.digest is None
                and _sort(told.val) == self._sorts.get((*kind[:2], 0), sort_of.NUMBER)
            )
        model = self.models.get(6, "usual", *kind[:2])
        same = self._coder.bit(model, self._same_before, same)
        self._same_before = same
        plain = self._coder.bit(model, 2 + same, plain)
        if (same or plain) and not stream.kind:
            raise BatchRefusedError(why="nothing before")
        return same, plain

    def _moment(
        self, same: int, plain: int, told: Entry | None
    ) -> tuple[int, tuple[Value, ...], Context]:
        stream = self._stream
        if same:
            return stream.hlc, stream.trails.known[0], stream.contexts.known[0]
        hlc = self._hlc(plain, told.hlc if told else 0)
        if plain:
            return hlc, stream.trails.known[0], stream.contexts.known[0]
        trail = self._trail(told.trail if told else None)
        return hlc, trail, self._context(context_of(told) if told else None)

    def _hlc(self, plain: int, wanted: int) -> int:
        last, coder = self._stream.hlc, self._coder
        seconds = (wanted >> COUNTER_BITS) - (last >> COUNTER_BITS)
        seconds = self._number(seconds, "seconds") if plain else self._signed(seconds, "moment")
        following = last + 1 if not seconds else (last >> COUNTER_BITS) + seconds << COUNTER_BITS
        if not plain and not coder.bit(self.models.get(1, "counter"), 0, wanted == following):
            counter = self._bits(COUNTER_BITS, wanted & COUNTER)
            following = following >> COUNTER_BITS << COUNTER_BITS | counter
        if following >> KEY_BITS:
            raise BatchRefusedError(why="no such moment")
        return following

    def _trail(self, told: tuple[Value, ...] | None) -> tuple[Value, ...]:
        found = self._recent("trail", self._stream.trails, told)
        if found is not None:
            return found
        label, actor, origin, reason = told or ("", None, "", "")
        return (
            self._word("label", str(label) if told else None),
            self._actor(actor),
            self._word("origin", str(origin) if told else None),
            self._text(str(reason), 0, ACTOR),
        )

    def _actor(self, told: Value) -> int | None:
        if not self._coder.bit(self.models.get(1, "actor"), 0, told is not None):
            return None
        return self._ref((0, ACTOR, 0), int(str(told or 0)))

    def _word(self, name: str, told: str | None) -> str:
        """A word of a trail: one of the last ones, or a new one."""
        found = self._recent(name, self._stream.texts, told)
        return self._text(told or "", 0, ROW) if found is None else found

    def _recent(self, name: str, recent: Recent[T], told: T | None) -> T | None:
        """One of the last ones, or None for a new one."""
        size = len(recent.known)
        place = self._number(recent.find(told) if told is not None else 0, name)
        if place > size:
            raise BatchRefusedError(why="no such thing before")
        return recent.known[place] if place < size else None

    def _context(self, told: Context | None) -> Context:
        found = self._recent("context", self._stream.contexts, told)
        if found is not None:
            return found
        count = self._number(len(told or ()), "devices")
        if count > MOST_DEVICES:
            raise BatchRefusedError(why="too many devices")
        self._spend(count)
        before = dict(self._stream.contexts.known[0]) if self._stream.contexts.known else {}
        return tuple(
            self._seen(before, told[place] if told else (b"", 0)) for place in range(count)
        )

    def _seen(self, before: dict[bytes, int], told: tuple[bytes, int]) -> tuple[bytes, int]:
        devices = self._stream.devices
        place = devices.index(told[0]) if told[0] in devices else len(devices)
        place = self._number(place, "device")
        if place > len(devices):
            raise BatchRefusedError(why="no such device")
        device = (
            devices[place]
            if place < len(devices)
            else self._bits(64, int.from_bytes(told[0], "big")).to_bytes(8, "big")
        )
        last = before.get(device, 0)
        seq = last + self._signed(told[1] - last, "seen")
        if not 0 < seq < 1 << KEY_BITS:
            raise BatchRefusedError(why="no such number")
        return device, seq

    # what

    def _covered(
        self, kind: Kind, plain: int, told: Entry | None
    ) -> tuple[bytes | None, bytes | None]:
        """Salt of a personal value, or the digest of a forgotten one."""
        if plain:
            return None, None
        given = (told.salt or told.digest) if told else None
        model = self.models.get(2, "personal", *kind[:2])
        if not self._coder.bit(model, 0, given is not None):
            return None, None
        forgotten = self._coder.bit(model, 1, told is not None and told.digest is not None)
        found = self._bits(128, int.from_bytes(given or b"", "big")).to_bytes(16, "big")
        return (None, found) if forgotten else (found, None)

    def _value(self, kind: Kind, plain: int, told: Entry | None) -> Value:
        site = (*kind[:2], 0)
        val = told.val if told else None
        if plain:
            sort = self._sorts.get(site, sort_of.NUMBER)
        else:
            sort = self._coder.tree(self.models.get(8, "sort", *site), 3, _sort(val))
        self._sorts[site] = sort
        return self._list(kind, val) if sort == sort_of.LIST else self._element(site, sort, val)

    def _list(self, kind: Kind, told: Value) -> str:
        given = sort_of.elements(told) if told is not None else ()
        count = self._number(len(given), "count", *kind[:2])
        if not 1 <= count <= MOST_LIST:
            raise BatchRefusedError(why="no such list")
        self._spend(count)
        found = []
        for place in range(count):
            site = (*kind[:2], place)
            sort, value = given[place] if given else (0, None)
            sort = self._coder.tree(self.models.get(8, "part", *site), 3, sort)
            if sort == sort_of.BYTES:
                raise BatchRefusedError(why="no such list")
            found.append(self._element(site, sort, value))
        return sort_of.listed(found)

    def _element(self, site: Site, sort: int, told: Value) -> Value:
        if sort == sort_of.NONE:
            return None
        if sort in {sort_of.NUMBER, sort_of.NEGATIVE, sort_of.KEY}:
            return self._whole(site, sort, told if isinstance(told, int) else 0)
        if sort == sort_of.DAY:
            return self._day(site, told)
        if sort == sort_of.TEXT:
            return self._said(site, None if told is None else str(told))
        if sort == sort_of.BYTES:
            return self._blob(site, told if type(told) is bytes else b"")
        raise BatchRefusedError(why="a list in a list")

    def _whole(self, site: Site, sort: int, told: int) -> int:
        """A number, one below nought, or a key."""
        if sort == sort_of.NUMBER:
            return self._number(told, "value", *site)
        if sort == sort_of.KEY:
            return self._ref(site, told)
        return -1 - self._number(-1 - told, "minus", *site)

    def _day(self, site: Site, told: Value) -> str:
        """A day by how far it is from the last one of this place in the stream."""
        last = self._stream.days.get(site, FIRST_DAY)
        wanted = day_number(str(told)) if told is not None else 0
        found = last + self._signed(wanted - last, "day", *site)
        if not 1 <= found <= date.max.toordinal():
            raise BatchRefusedError(why="no such day")
        return date.fromordinal(found).isoformat()

    def _said(self, site: Site, told: str | None) -> str:
        """A text: one of the last ones of this place in this batch, or a new one."""
        recent = self._said_before.setdefault(site, Recent())
        size = len(recent.known)
        place = recent.find(told) if told is not None else 0
        model = self.models.get(1, "again", *site)
        if size and self._coder.bit(model, 0, place < size):
            place = self._number(place, "before", *site)
            if place >= size:
                raise BatchRefusedError(why="no such text before")
            found = recent.known[place]
        else:
            found = self._text(told or "", *site)
        recent.use(found)
        return found

    def _text(self, told: str, *site: int) -> str:
        content = told.encode()
        length = self._number(len(content), "length", *site)
        self._spend(length)
        if not length:
            return ""
        if self._texts is None:
            self._texts = Texts(self._preset)
        try:
            return self._texts.code(self._coder, length, content).decode()
        except UnicodeDecodeError as error:
            raise BatchRefusedError(why="no text") from error

    def _blob(self, site: Site, told: bytes) -> bytes:
        length = self._number(len(told), "bytes", *site)
        self._spend(length)
        return bytes(self._coder.direct(8, told[n] if told else 0) for n in range(length))

    # how numbers are said

    def _number(self, told: int, *name: str | int) -> int:
        return self._coder.number(self.models.get(NUMBER_NODES, *name), told)

    def _signed(self, told: int, *name: str | int) -> int:
        model: Model = self.models.get(NUMBER_NODES + 1, *name)
        if self._coder.bit(model, NUMBER_NODES, told < 0):
            return -1 - self._coder.number(model, -1 - told)
        return self._coder.number(model, told)

    def _bits(self, bits: int, told: int) -> int:
        """So many bits as they are, eight at a time."""
        found = 0
        for place in range(bits, 0, -PART_OF_A_NUMBER):
            taken = min(place, PART_OF_A_NUMBER)
            part = told >> place - taken & (1 << taken) - 1
            found = found << taken | self._coder.direct(taken, part)
        return found

    def _one_of(self, count: int, told: int) -> int:
        """One of so many, all alike."""
        if count <= 1 << PART_OF_A_NUMBER:
            return self._coder.uniform(count, told)
        top = self._one_of((count - 1 >> PART_OF_A_NUMBER) + 1, told >> PART_OF_A_NUMBER)
        found = top << PART_OF_A_NUMBER | self._coder.direct(PART_OF_A_NUMBER, told & 0xFF)
        if found >= count:
            raise BatchRefusedError(why="no such key")
        return found

    def _spend(self, weight: int) -> None:
        self._weight += weight
        if self._weight > MOST_WEIGHT:
            raise BatchRefusedError(why="too much for one batch")


def _at(ahead: Sequence[int], told: Entry | None, kind: Kind, parent: int) -> int:
    """Where the told entry's cell is among those ahead; below nought if it is not."""
    if told is None or (told.table, told.field, len(told.key)) != kind or told.key[0] != parent:
        return -1
    member = told.key[1]
    return ahead.index(member) if member in ahead else -1


def _follows(last: int, hlc: int) -> bool:
    """Whether a moment is what our clock says after another one: see `storage.clock.tick`."""
    seconds = (hlc >> COUNTER_BITS) - (last >> COUNTER_BITS)
    return seconds >= 0 and hlc == (
        last + 1 if not seconds else hlc >> COUNTER_BITS << COUNTER_BITS
    )


def _sort(value: Value) -> int:
    return sort_of.LIST if sort_of.is_list(value) else sort_of.plain(value)[0]


def _born(table: int, value: Value) -> int | None:
    """The key of a natural row that is born with this value."""
    found = sort_of.elements(value)
    parts = [part for _, part in found if isinstance(part, int | str)]
    return natural_key(table, parts) if len(parts) == len(found) else None
