"""What a stream has taught its reader: keys, rosters, trails, contexts; shorter names for them.

The state is a function of the entries before and of nothing else (not of how they were cut into
batches), so sender and receiver always have the same. Values of personal fields teach nothing:
they may be forgotten, and everything after them must still be readable.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from school_desk.storage.canonical import Value
from school_desk.storage.merge import Entry
from school_desk.sync.elements import DAY, KEY, SMALLEST_KEY, elements

AHEAD = 40
"""So far down the roster the next cell of a column is looked for."""
RECENT = 16
Context = tuple[tuple[bytes, int], ...]
Kind = tuple[int, int, int]
"""Table, field, how many keys."""
Site = tuple[int, int, int]
"""A place where keys stand: table; field, or one of the names below; place in a list."""
ROW, PARENT, MEMBER, ACTOR = -1, -2, -3, -4

T = TypeVar("T", bound=Hashable)


@dataclass(slots=True)
class Recent(Generic[T]):
    """The last different things, the newest first."""

    known: list[T] = field(default_factory=list)

    def find(self, thing: T) -> int:
        """Its place, or the number of places if it is not among them."""
        known = self.known
        if known and known[0] == thing:
            return 0
        return known.index(thing) if thing in known else len(known)

    def use(self, thing: T) -> None:
        """It becomes the newest."""
        known = self.known
        if known and known[0] == thing:
            return
        if thing in known:
            known.remove(thing)
        known.insert(0, thing)
        del known[RECENT:]

    def copy(self) -> "Recent[T]":
        """One of its own."""
        return Recent(self.known.copy())


@dataclass(slots=True)
class Keys:
    """Keys in the order of their first use at a site."""

    known: list[int] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    last: int = -1

    def use(self, key: int) -> None:
        """It stands here now; if it is new here, as the last."""
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = len(self.known)
            self.known.append(key)
        self.last = place

    def copy(self) -> "Keys":
        """One of its own."""
        return Keys(self.known.copy(), self.places.copy(), self.last)


@dataclass(slots=True)
class Roster:
    """The second keys of a table's cells (pupils) in the order in which columns are typed.

    Args:
        known: in the order learnt: a new one comes after the one typed before it in its column,
            and one that is typed out of order while a column is filled moves there too.
        parent: the column that was typed in last.
        at: the place of the cell typed last.
        running: whether the column is being filled from top to bottom.
    """

    known: list[int] = field(default_factory=list)
    members: set[int] = field(default_factory=set)
    parent: int | None = None
    at: int = -1
    running: bool = False

    def ahead(self) -> list[int]:
        """Those whose cell may be the next."""
        return self.known[self.at + 1 : self.at + 1 + AHEAD]

    def use(self, parent: int, member: int, *, fresh: bool) -> None:
        """A cell was typed; `fresh` if it is the first of its column in this stream."""
        same = parent == self.parent
        following = same and member in self.ahead()
        self.running = fresh or following or (same and self.running)
        if member not in self.members:
            self.at = self._place(same, fresh)
            self.known.insert(self.at, member)
            self.members.add(member)
        else:
            place = self.known.index(member)
            if same and self.running and place < self.at:
                self.known.insert(self.at, self.known.pop(place))
            else:
                self.at = place
        self.parent = parent

    def copy(self) -> "Roster":
        """One of its own."""
        return Roster(self.known.copy(), self.members.copy(), self.parent, self.at, self.running)

    def _place(self, same: bool, fresh: bool) -> int:  # noqa: FBT001  two facts of the rule
        if same:
            return self.at + 1
        return 0 if fresh else len(self.known)


@dataclass(slots=True)
class Stream:
    """What the entries so far have taught."""

    kinds: list[Kind] = field(default_factory=list)
    kind: int = 0
    """Number of the last entry's kind, counted from one; nought before the first."""
    keys: Keys = field(default_factory=Keys)
    sites: dict[Site, Keys] = field(default_factory=dict)
    rosters: dict[Kind, Roster] = field(default_factory=dict)
    row: int | None = None
    """First key of the last entry."""
    hlc: int = 0
    trails: Recent[tuple[Value, ...]] = field(default_factory=Recent)
    texts: Recent[str] = field(default_factory=Recent)
    contexts: Recent[Context] = field(default_factory=Recent)
    devices: list[bytes] = field(default_factory=list)
    days: dict[Site, int] = field(default_factory=dict)

    def copy(self) -> "Stream":
        """One of its own: what fails halfway must leave nothing behind."""
        return Stream(
            self.kinds.copy(),
            self.kind,
            self.keys.copy(),
            {site: keys.copy() for site, keys in self.sites.items()},
            {kind: roster.copy() for kind, roster in self.rosters.items()},
            self.row,
            self.hlc,
            self.trails.copy(),
            self.texts.copy(),
            self.contexts.copy(),
            self.devices.copy(),
            self.days.copy(),
        )

    def learn(self, entry: Entry) -> None:
        """Take in the next entry."""
        kind = entry.table, entry.field, len(entry.key)
        if not self.kind or self.kinds[self.kind - 1] != kind:
            if kind not in self.kinds:
                self.kinds.append(kind)
            self.kind = self.kinds.index(kind) + 1
        self._learn_key(kind, entry)
        if entry.salt is None and entry.digest is None and _may_teach(entry.val):
            for place, (sort, value) in enumerate(elements(entry.val)):
                if sort == KEY:
                    self._use((entry.table, entry.field, place), int(str(value)))
                elif sort == DAY:
                    self.days[entry.table, entry.field, place] = day_number(str(value))
        self.hlc = entry.hlc
        self._learn_trail(entry.trail)
        context = context_of(entry)
        if self.contexts.known[:1] != [context]:
            self.contexts.use(context)
            new = [device for device, _ in context if device not in self.devices]
            self.devices += new

    def site(self, site: Site) -> Keys:
        """The keys of a site; to look at."""
        return self.sites.get(site) or Keys()

    def roster(self, kind: Kind) -> Roster:
        """The roster of a kind of cells; to look at."""
        return self.rosters.get(kind) or Roster()

    def _learn_key(self, kind: Kind, entry: Entry) -> None:
        first, *more = entry.key
        if more:
            fresh = first not in self.site((entry.table, PARENT, 0)).places
            self.rosters.setdefault(kind, Roster()).use(first, more[0], fresh=fresh)
            self._use((entry.table, PARENT, 0), first)
            self._use((entry.table, MEMBER, 0), more[0])
        else:
            self._use((entry.table, ROW, 0), first)
        self.row = first

    def _learn_trail(self, trail: tuple[Value, ...]) -> None:
        if self.trails.known[:1] == [trail]:
            return
        self.trails.use(trail)
        label, actor, origin, _reason = trail
        if actor is not None:
            self._use((0, ACTOR, 0), int(str(actor)))
        self.texts.use(str(origin))
        self.texts.use(str(label))

    def _use(self, site: Site, key: int) -> None:
        self.keys.use(key)
        self.sites.setdefault(site, Keys()).use(key)


def _may_teach(value: Value) -> bool:
    """Whether a key or a day may be in a value: asked first, for most values are marks."""
    return type(value) is str or (type(value) is int and value >= SMALLEST_KEY)


def day_number(text: str) -> int:
    """The number of a day: the first of January of the year 1 is 1."""
    return date.fromisoformat(text).toordinal()


def context_of(entry: Entry) -> Context:
    """A context in its order: what can be compared."""
    return tuple(sorted(entry.ctx.items())) if entry.ctx else ()
