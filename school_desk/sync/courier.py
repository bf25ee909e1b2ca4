"""Bundles between computers that no line joins: what to write for whom, what to take from whom.

Only a receipt that came back counts as delivered; here nothing is marked but what was last written.
"""

from collections.abc import Callable, Iterator
from hashlib import blake2b

from school_desk.storage.clock import COUNTER_BITS, stamp
from school_desk.storage.entry import Entry
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.computer_rows import (
    ComputerRow,
    computer_row,
    other_computers,
    was_admitted,
)
from school_desk.sync.courier_bundle import Bundle, read_bundle, spell_bundle
from school_desk.sync.courier_errors import NobodyToWriteToError, NoBundleError
from school_desk.sync.courier_folder import Shelf, bundle_name
from school_desk.sync.courier_lock import locked, unlocked
from school_desk.sync.courier_model import Brought, Written
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.grants import Parts, offered, shared
from school_desk.sync.receipts import Receipt, keep, kept
from school_desk.sync.streams import Outcome, Streams, Vector, device_of
from school_desk.sync.trips import Trip, beyond, last_trip, note_trip
from school_desk.sync.vectors import shortened, spell_vector
from school_desk.sync.wire import believed

Step = Callable[[int, int], object]
"""Hears how many changes are done, of how many; may raise to leave off."""

RUN = 1024
"""Changes of a batch at most: so often can one stop, and so often is the window not in a queue."""
AROUND = 1 << 12
"""What a bundle has around its batches, and what the lock adds."""


class _OnceSpelled(Streams):
    """Spells each run once, for however many computers; a step is never far away."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage, storage.device)
        self._spelled: dict[tuple[str, int, int], bytes] = {}

    def run_from(self, part: str, device: bytes, known: int, most: int) -> list[Entry]:
        """As it is, but shorter."""
        return super().run_from(part, device, known, min(most, RUN))

    def own_batch(self, part: str, run: list[Entry]) -> bytes:
        """As it is, kept as long as one writes."""
        name = part, run[0].seq, run[-1].seq
        if name not in self._spelled:
            self._spelled[name] = super().own_batch(part, run)
        return self._spelled[name]


class Courier:
    """Writes bundles for the other computers, and takes in theirs."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._own = storage.device.id
        self._streams = Streams(storage, storage.device)
        self._seen: set[bytes] = set()

    # Who may receive something, and from whom something is taken

    def peers(self) -> list[ComputerRow]:
        """The other computers that are admitted now, by name."""
        return [
            one
            for one in other_computers(self._storage.db, self._own)
            if one.key
            and device_of(one.key) == one.device
            and shared(self._storage, one.device).granted[1]
        ]

    def _sharing(self, bundle: Bundle) -> Parts | None:
        """What both may hold; None: nothing is taken from that computer.

        A new computer knows of no grants yet: it believes the key that was told from hand to hand.
        """
        sender = bundle.sender
        if self._streams.public_key(sender) != bundle.public_key:
            return None
        parts = shared(self._storage, sender)
        if parts.granted[1]:
            return parts
        return offered(self._storage, sender) if self._is_new(sender) else None

    def _is_new(self, sender: bytes) -> bool:
        return not any(was_admitted(self._storage.db, one) for one in (sender, self._own))

    # What goes out

    def write(self, shelf: Shelf, step: Step, *, anew: bool = True) -> Written:
        """Write for each other computer what it lacks.

        What lies there already and is the latest is written once more only if `anew`.

        Raises:
            CourierError: the folder does not take it; bundles written before it stay.
        """
        self._streams = _OnceSpelled(self._storage)
        peers = self.peers()
        if not peers:
            raise NobodyToWriteToError
        self._take_cards(shelf, peers)
        written = Written()
        self._withdraw(shelf, peers, written)
        total = sum(self._lacking(peer) for peer in peers)
        told = 0

        def on(lines: int) -> None:
            nonlocal told
            told += lines
            step(min(told, total), max(total, 1))

        on(0)
        for peer in peers:
            self._write(shelf, peer, on, written, anew=anew)
        return written

    def _lacking(self, peer: ComputerRow) -> int:
        """So many changes of what both may hold have no receipt of the other one."""
        return beyond(self._mine(peer), self._known(peer))

    def _mine(self, peer: ComputerRow) -> Vector:
        return shortened(self._streams.vector(shared(self._storage, peer.device)))

    def _known(self, peer: ComputerRow) -> Vector:
        return self._vector_of(peer.device) or {}

    def _vector_of(self, device: bytes) -> Vector | None:
        receipt = kept(self._storage, device)
        return receipt.vector if receipt else None

    def _write(
        self,
        shelf: Shelf,
        peer: ComputerRow,
        on: Callable[[int], None],
        written: Written,
        *,
        anew: bool,
    ) -> None:
        name, mine, known = bundle_name(self._own, peer.device), self._mine(peer), self._known(peer)
        state = blake2b(spell_vector(mine) + spell_vector(known), digest_size=16).digest()
        if not anew and self._lies_there(shelf, peer, state):
            written.left += 1
            return
        bundle, carried = self._bundle(peer, mine, known, shelf.room() - AROUND, on)
        content = spell_bundle(bundle, self._storage.device.sign)
        own = self._storage.device
        box = locked(content, peer.key, own.public_key)
        shelf.write(name, box, lambda: on(0), lambda read: unlocked(read, own) == content)
        rest = beyond(mine, carried)
        note_trip(
            self._storage,
            Trip(
                peer.device,
                str(shelf.folder),
                bundle.at,
                not rest,
                state + shelf.sign(name),
                carried,
            ),
        )
        written.computers += 1
        written.lines += beyond(carried, known)
        written.bytes += len(box)
        written.rest += rest

    def _lies_there(self, shelf: Shelf, peer: ComputerRow, state: bytes) -> bool:
        trip = last_trip(self._storage, peer.device)
        name = bundle_name(self._own, peer.device)
        if trip is None or not trip.whole or trip.folder != str(shelf.folder):
            return False
        return shelf.has(name) and trip.state == state + shelf.sign(name)

    def _bundle(
        self, peer: ComputerRow, mine: Vector, known: Vector, room: int, on: Callable[[int], None]
    ) -> tuple[Bundle, Vector]:
        """The bundle for a computer, and what that one holds after it."""
        storage, at = self._storage, _seconds(self._storage)
        batches = []
        for content in self._streams.batches(known, shared(storage, peer.device), max(room, 0)):
            batches.append(content)
            on(taken_apart(content)[0].count)
        receipt = Receipt(self._own, peer.device, mine, at)
        bundle = Bundle(
            storage.device.public_key, peer.device, at, mine,
            storage.device.sign(receipt.message), tuple(batches),
        )  # fmt: skip
        return bundle, believed(known, batches)

    def _withdraw(self, shelf: Shelf, peers: list[ComputerRow], written: Written) -> None:
        """Take away what lies there for computers that receive nothing any more."""
        alive = {peer.device for peer in peers}
        rows = self._storage.db.execute("SELECT DISTINCT device FROM computer").fetchall()
        for (device,) in rows:
            gone = bytes.fromhex(device)
            name = bundle_name(self._own, gone)
            if gone not in alive and gone != self._own and shelf.has(name):
                shelf.remove(name)
                written.withdrawn += 1

    def _take_cards(self, shelf: Shelf, peers: list[ComputerRow]) -> None:
        """Learn from what others wrote there what they hold: so only the difference goes out."""
        names = set(shelf.names())
        for peer in peers:
            name = bundle_name(peer.device, self._own)
            bundle = self._opened(shelf, name) if name in names else None
            if bundle is not None and bundle.sender == peer.device:
                self._keep(bundle)

    # What comes in

    def read(self, shelf: Shelf, step: Step, *, anew: bool = True) -> Brought:
        """Take in what others wrote for this computer.

        Every bundle is looked through as a whole before anything of it is taken in, every batch is
        taken in as a whole or not at all.

        What was read here before is read once more only if `anew`.

        Raises:
            CourierError: the folder cannot be read; what was taken in before it stays.
        """
        self._streams = Streams(self._storage, self._storage.device)
        brought = Brought()
        names = shelf.names()
        if not names and anew:
            raise NoBundleError(folder=shelf.folder)
        found = list(self._bundles(shelf, names, brought, anew=anew))
        total = max(1, sum(_lines(content) for one in found for content in one.batches))
        step(0, total)
        done = 0
        while True:
            strangers = []
            for bundle in found:
                parts = self._sharing(bundle)
                if parts is None:
                    strangers.append(bundle)  # another bundle may admit its computer
                else:
                    done = self._take(bundle, parts, brought, step, done, total)
            if len(strangers) == len(found):
                break
            found = strangers
        brought.strangers += len(found)
        return brought

    def _bundles(
        self, shelf: Shelf, names: list[str], brought: Brought, *, anew: bool
    ) -> Iterator[Bundle]:
        expected = {bundle_name(peer.device, self._own) for peer in self.peers()}
        for name in names:
            sign = shelf.sign(name)
            if sign in self._seen and not anew:
                continue
            bundle = self._opened(shelf, name)
            self._seen.add(sign)
            if bundle is None:
                mine = name.upper() in expected
                brought.damaged += mine
                brought.others += not mine
            elif bundle.sender != self._own:
                yield bundle

    def _opened(self, shelf: Shelf, name: str) -> Bundle | None:
        """A bundle that was written for this computer or by it, whole and signed."""
        box = shelf.read(name)
        content = None if box is None else unlocked(box, self._storage.device)
        if content is None:
            return None
        try:
            bundle = read_bundle(content)
        except (BatchRefusedError, ValueError):
            return None
        return bundle if self._own in {bundle.to, bundle.sender} else None

    def _take(
        self, bundle: Bundle, parts: Parts, brought: Brought, step: Step, done: int, total: int
    ) -> int:
        """Take in a bundle, batch after batch; gives how many lines are done."""
        late = []
        for content in bundle.batches:
            outcome = self._streams.take([content], parts)
            if outcome.early or outcome.unknown:
                late.append(content)
            else:
                _count(outcome, brought)
            done += _lines(content)
            step(min(done, total), total)
        _count(self._streams.take(late, parts), brought)
        split = self._streams.split(bundle.vector, parts)
        brought.forked = brought.forked or bool(split)
        brought.confirmed += self._keep(bundle)
        brought.senders.append(self._name(bundle.sender))
        return done

    def _keep(self, bundle: Bundle) -> bool:
        """Keep the receipt; whether it says more than the last one."""
        before = self._vector_of(bundle.sender)
        keep(self._storage, bundle.card, bundle.receipt, bundle.public_key)
        return self._vector_of(bundle.sender) != before

    def _name(self, device: bytes) -> str:
        one = computer_row(self._storage.db, device)
        return one.name if one else device.hex()


def _lines(content: bytes) -> int:
    return taken_apart(content)[0].count


def _count(outcome: Outcome, brought: Brought) -> None:
    brought.applied += outcome.applied
    brought.waiting = max(brought.waiting, outcome.waiting)
    brought.gaps += outcome.early
    brought.unknown += outcome.unknown
    brought.refused += outcome.refused
    brought.forked = brought.forked or bool(outcome.forks)


def _seconds(storage: Storage) -> int:
    return max(0, stamp(storage.now()) >> COUNTER_BITS)
