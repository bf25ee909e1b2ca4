"""The kitchen's logs: a month of each, an entry with its defaults, corrections with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from school_desk.i18n import LANGUAGES, Spelled, current
from school_desk.intents import Form
from school_desk.nutrition.card_rules import newest
from school_desk.nutrition.card_store import load_cards
from school_desk.nutrition.checkup_store import load_checkup, load_checkups, save_checkup
from school_desk.nutrition.log_forms_rules import (
    BAD,
    DISHES,
    HEALTH,
    SAMPLES,
    VITAMIN,
    WASTE,
    log_of,
)
from school_desk.nutrition.log_model import (
    Default,
    Entry,
    Kind,
    Known,
    Log,
    LogMonth,
    Offer,
    Surroundings,
)
from school_desk.nutrition.log_norm_rules import all_norms, doses_on, keep_hours_on, units_on
from school_desk.nutrition.log_refusal_rules import (
    EachLookedAtError,
    EntryGoneError,
    NothingWaitsError,
)
from school_desk.nutrition.log_rules import accept_entry, accept_reason, blank, overdue
from school_desk.nutrition.log_store import (
    load_entries,
    load_entry,
    load_last,
    load_norms,
    load_ordered,
    load_words,
    save_entry,
)
from school_desk.nutrition.product_rules import with_own
from school_desk.nutrition.product_store import load_products
from school_desk.nutrition.serving_rules import may_serve, meal_permits
from school_desk.school.names import fold
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from school_desk.nutrition.card_model import TechCard
    from school_desk.nutrition.log_model import Value
    from school_desk.nutrition.log_norm_model import Norm
    from school_desk.nutrition.product_model import Product
    from school_desk.nutrition.serving_rules import DishPermit
    from school_desk.storage.engine import Connection
    from school_desk.storage.unit_of_work import UnitOfWork

ONE_DAY = timedelta(days=1)
Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the logs know from elsewhere.

    Args:
        norms, products: what came with the program.
        cooks: who works in the kitchen on a day, with the post.
        workers: everybody of the staff by name, those who left included.
        dishes: what the menu of a day cooks, each once, in its order.
        names: how people are signed, by account.
    """

    norms: tuple[Norm, ...]
    products: tuple[Product, ...]
    cooks: Callable[[Connection, date], tuple[tuple[str, str], ...]]
    names: Callable[[Connection], Mapping[int, str]]
    workers: Callable[[Connection], Mapping[int, str]]
    dishes: Callable[[date], tuple[Spelled, ...]]


class LogService(Service):
    """Entries are written whole, by the checks of their log; nothing is edited silently."""

    def __init__(self, workplace: Workplace, sources: Sources, now: Callable[[], datetime]) -> None:
        super().__init__(workplace)
        self._from = sources
        self._now = now

    def month(self, code: str, month: date) -> LogMonth:
        """The entries of a log in the month of a day."""
        db = self._look(log_of(code).see)
        log, first = log_of(code), month.replace(day=1)
        now = self._now().replace(tzinfo=None)
        last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
        entries = self._load(db, log, first, last)
        late = frozenset(one.id for one in entries if overdue(one, now))
        units = units_on(self._norms(db), last)
        form = Form(
            context=self._at.storage.context(
                self._at.partitions.meals, self._at.partitions.sealed("health")
            )
        )
        shut = any(one["skin"] is None for one in entries) if log is HEALTH else False
        return LogMonth(log, first, entries, units, now, late, shut, form)

    def offer(self, code: str, day: date) -> Offer:
        """What another entry of a day begins with, and what can be chosen in it."""
        db = self._look(log_of(code).see)
        log, norms = log_of(code), self._norms(db)
        units = units_on(norms, day)
        cooks = self._from.cooks(db, day)
        known = {one.known: self._known(db, one.known, day) for one in log.columns}
        known[Known.UNITS] = tuple((row, one.names[_language()]) for row, one in units.items())
        known[Known.COOKS] = tuple((name, name) for name, _post in cooks)
        values = self._begun(db, log, day, known)
        posts = dict(cooks)
        if "post" in values:
            values = {**values, "post": posts.get(str(values.get("person")), "")}
        return Offer(values, known, posts)

    def proposals(self, code: str, day: date) -> tuple[Entry, ...]:
        """What a day still waits for, filled with what usually holds: nothing of it is written."""
        db = self._look(log_of(code).see)
        log, begun = log_of(code), self.offer(code, day)
        written = {fold(one.text(log.told)) for one in self._load(db, log, day, day)}
        return tuple(
            blank(log, _of(begun, log, told))
            for told, spellings in self._awaited(db, log, day, begun)
            if not spellings & written
        )

    def put_all(self, shown: LogMonth, day: date) -> int:
        """Write everything that a day waits for, as one step; how much it was."""
        with self._begin(shown.log.write, shown.form) as work:
            if not shown.log.together:
                raise EachLookedAtError
            waiting = self.proposals(shown.log.code, day)
            if not waiting:
                raise NothingWaitsError(day=day)
            for one in waiting:
                accepted = accept_entry(one, self._around(work.db, one))
                self._save(work, accepted)
        return len(waiting)

    def put(
        self, shown: LogMonth, values: Mapping[str, Value], row: int = 0, reason: str = ""
    ) -> int:
        """Another entry, or how an entry really is; of a day that is over only with a reason."""
        with self._begin(shown.log.write, replace(shown.form, reason=reason)) as work:
            before = self._there(work.db, shown.log, row) if row else None
            if before is not None:
                accept_reason(before, reason, self._at.today())
            loose = before is not None and before.loose
            entry = replace(blank(shown.log, values), id=row, loose=loose)
            kept = None if loose else before  # whose it is was a name only: now it is somebody
            accepted = accept_entry(entry, self._around(work.db, entry), kept)
            return self._save(work, accepted)

    def remove(self, shown: LogMonth, row: int, reason: str = "") -> None:
        """Take an entry away; of a day that is over only with a reason."""
        with self._begin(shown.log.write, replace(shown.form, reason=reason)) as work:
            accept_reason(self._there(work.db, shown.log, row), reason, self._at.today())
            work.delete(row)

    def may_serve(self, day: date, dish: str, at: datetime | None = None) -> bool:
        """Whether a dish may be served now, or at another moment: form 3 has its permission."""
        db = self._look(DISHES.see)
        moment = (at or self._now()).replace(tzinfo=None)
        return may_serve(load_entries(db, DISHES, day, day), dish, moment)

    def permits(self, day: date, cards: Sequence[TechCard]) -> tuple[DishPermit, ...]:
        """What form 3 says now of the dishes of a meal of a day."""
        db = self._look(DISHES.see)
        return meal_permits(
            cards, load_entries(db, DISHES, day, day), self._now().replace(tzinfo=None)
        )

    # How it is done

    def _load(self, db: Connection, log: Log, first: date, last: date) -> tuple[Entry, ...]:
        if log is not HEALTH:
            return load_entries(db, log, first, last)
        return load_checkups(self._at.storage, db, self._from.workers(db), first, last)

    def _there(self, db: Connection, log: Log, row: int) -> Entry:
        if log is HEALTH:
            found = load_checkup(self._at.storage, db, self._from.workers(db), row)
        else:
            found = load_entry(db, log, row)
        if found is None:
            raise EntryGoneError
        return found

    def _save(self, work: UnitOfWork, entry: Entry) -> int:
        if entry.log is HEALTH:
            return save_checkup(work, self._at.partitions, self._from.workers(work.db), entry)
        return save_entry(work, self._at.partitions, entry)

    def _norms(self, db: Connection) -> tuple[Norm, ...]:
        return all_norms(self._from.norms, load_norms(db))

    def _around(self, db: Connection, entry: Entry) -> Surroundings:
        norms, day = self._norms(db), entry.day
        others = self._load(db, entry.log, day, day)
        facts = doses_on(norms, day), units_on(norms, day), keep_hours_on(norms, day)
        return Surroundings(self._now(), *facts, others)

    def _awaited(
        self, db: Connection, log: Log, day: date, begun: Offer
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """What entries of a day would be of, each with the spellings by which it is known."""
        if log.told != "dish":
            known = begun.known[log.column(log.told).known] if log.told else ()
            yield from ((value, frozenset((fold(value),))) for value, _words in known)
            return
        menu = self._from.dishes(day)
        if log is VITAMIN:
            before = {fold(one) for one in load_words(db, "dish", (VITAMIN,))}
            menu = tuple(one for one in menu if _spellings(one) & before)
        planned = frozenset[str]().union(*map(_spellings, menu))
        yield from ((one.within(_language()), _spellings(one)) for one in menu)
        if log in (SAMPLES, WASTE):
            made = {one.text("dish") for one in load_entries(db, DISHES, day, day)}
            yield from ((x, frozenset((fold(x),))) for x in sorted(made) if fold(x) not in planned)

    def _known(self, db: Connection, known: Known, day: date) -> Words:
        if known is Known.PRODUCTS:
            own = with_own(self._from.products, load_products(db))
            return _both(load_words(db, "product"), (one.names[_language()] for one in own))
        if known is Known.DISHES:
            cards = (one.head.names[_language()] for one in newest(load_cards(db)))
            made = [one.text("dish") for one in load_entries(db, DISHES, day, day)]
            menu = [one.within(_language()) for one in self._from.dishes(day)]
            return _both((*made, *menu), (*load_words(db, "dish"), *cards))
        if known is Known.STAFF:
            return _both((), self._from.names(db).values())
        return ()

    def _begun(
        self, db: Connection, log: Log, day: date, known: Mapping[Known, Words]
    ) -> Mapping[str, Value]:
        today = self._load(db, log, day, day)
        last = load_last(db, log) if log is not HEALTH else None
        found: dict[str, Value] = {}
        for one in log.asked:
            found[one.name] = None
            if one.default is Default.NOW:
                found[one.name] = self._moment(one.kind, day)
            elif one.default is Default.ME:
                found[one.name] = self._from.names(db).get(self._at.actor or 0)
            elif one.default is Default.YES:
                found[one.name] = True
            elif one.default is Default.ORDER:
                found[one.name] = load_ordered(db, day) or None
            elif one.default is Default.NEXT:
                found[one.name] = _next(one.name, known.get(one.known, ()), today)
            elif one.default is Default.LAST:
                usual = next(iter(one.choices), None)
                before = last[one.name] if last is not None else usual
                found[one.name] = before if before != BAD else usual  # bad is never foreseen
        return found

    def _moment(self, kind: Kind, day: date) -> Value:
        """This very moment on a day: of today's hour where another day is filled in later."""
        now = self._now().replace(second=0, microsecond=0, tzinfo=None)
        if kind is Kind.DAY:
            return day
        return now.time() if kind is Kind.TIME else datetime.combine(day, now.time())


def _of(begun: Offer, log: Log, told: str) -> Mapping[str, Value]:
    """What an entry of something usually holds."""
    values = {**begun.values, log.told: told}
    return {**values, "post": begun.posts.get(told)} if "post" in values else values


def _spellings(name: Spelled) -> frozenset[str]:
    return frozenset(fold(name.within(one)) for one in LANGUAGES)


def _next(name: str, known: Words, today: Sequence[Entry]) -> str | None:
    """The first of who or what has no entry on the day yet."""
    written = {one.text(name) for one in today}
    return next((value for value, _words in known if value not in written), None)


def _both(first: Iterable[str], then: Iterable[str]) -> Words:
    """Names once each, in their order."""
    found: dict[str, str] = {}
    for one in (*first, *then):
        found.setdefault(fold(one), one)
    return tuple((one, one) for one in found.values())


def _language() -> str:
    """In which language names are offered: dishes and products have two."""
    return "ru" if current() == "ru" else "kk"
