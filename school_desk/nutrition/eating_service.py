"""Who eats how: who pays and by which paper, diets, prices; asked by the meals officer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.eating_model import (
    Band,
    Diet,
    DietHolder,
    Eater,
    Eating,
    Price,
    Sitting,
)
from school_desk.nutrition.eating_rules import (
    EatingGoneError,
    accept_diet,
    accept_eating,
    accept_price,
    accept_sitting,
    band_of,
    closed_before,
    diet_on,
    ending_in,
    giving_way,
    that_counts,
)
from school_desk.nutrition.eating_store import (
    load_diets,
    load_eatings,
    load_prices,
    load_sittings,
    load_waiting_days,
    save_diet,
    save_eating,
    save_price,
    save_sitting,
)
from school_desk.nutrition.meal_norm_store import NormBook
from school_desk.school.model import ClassGroup, Member
from school_desk.school.names import name_key, sort_key
from school_desk.school.stay_rules import there_on
from school_desk.school.store import load_class_groups, load_members
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unit_of_work import UnitOfWork


class EatingService(Service):
    """Sources, benefits, diets and prices, each between its days."""

    def __init__(
        self,
        workplace: Workplace,
        book: NormBook,
        sittings: Sequence[Sitting],
    ) -> None:
        super().__init__(workplace)
        self._book = book
        self._usual = tuple(sittings)

    def bands(self) -> tuple[Band, ...]:
        """Who is cooked for together, today."""
        return self._book.on(self._look(N_("See who eats how")), self._at.today()).bands

    def eaters(self, day: date) -> tuple[Eater, ...]:
        """Every pupil of a day with who pays, by class and name; why is for these eyes only."""
        return self._eaters(self._look(N_("See who eats how")), day)

    def ending(self, day: date) -> tuple[Eater, ...]:
        """Whose benefit ends soon, the next first."""
        eaters = self._eaters(self._look(N_("See who eats how")), day)
        found = [one for one in eaters if one.days_left is not None]
        return tuple(sorted(found, key=lambda one: one.days_left or 0))

    def of_pupil(self, pupil: int) -> tuple[tuple[Eating, ...], tuple[Diet, ...]]:
        """Everything written of a pupil, what has ended too."""
        db = self._look(N_("See who eats how"), pupil=pupil)
        return load_eatings(db).get(pupil, ()), load_diets(db).get(pupil, ())

    def write(self, ones: Sequence[Eating]) -> None:
        """Who pays for a pupil, or for many in one step; what counted before ends."""
        with self._begin(N_("Write who eats how"), Form()) as work:
            for one in ones:
                self._put(work, one)

    def import_eatings(self, ones: Sequence[Eating], *, step: Step = no_step) -> int:
        """Who pays by a file, all lines in one step, in their order."""
        with self._begin(N_("Write who eats how"), Form()) as work:
            for done, one in enumerate(ones, 1):
                self._put(work, one)
                step(done, len(ones))
        return len(ones)

    def written(self) -> Mapping[int, tuple[Eating, ...]]:
        """Everything that is written of each pupil, the earliest first."""
        return load_eatings(self._look(N_("See who eats how")))

    def remove(self, eating: Eating) -> None:
        """What was written wrongly goes; the trail keeps it. What it stood over counts again."""
        with self._begin(N_("Write who eats how"), Form()) as work:
            if eating not in load_eatings(work.db).get(eating.pupil, ()):
                raise EatingGoneError
            work.delete(eating.id)

    def diets(self, day: date) -> tuple[DietHolder, ...]:
        """Every pupil of a day with what must not be given; nothing of who pays."""
        db = self._look(N_("See headcount"))
        found = load_diets(db)
        return tuple(
            DietHolder(
                one.pupil.id, one.pupil.name, group.label, diet_on(found.get(one.pupil.id, ()), day)
            )
            for group, one in _listed(db, self._at.partitions.year, day)
        )

    def write_diet(self, one: Diet) -> None:
        """What a pupil must not be given."""
        with self._begin(N_("Write diet"), Form()) as work:
            there = load_diets(work.db).get(one.pupil, ())
            save_diet(work, self._at.partitions, accept_diet(one, there))

    def end_diet(self, diet: Diet, day: date) -> None:
        """The last day of a diet."""
        with self._begin(N_("Write diet"), Form()) as work:
            there = load_diets(work.db).get(diet.pupil, ())
            save_diet(work, self._at.partitions, accept_diet(replace(diet, ends=day), there))

    def prices(self) -> tuple[Price, ...]:
        """All prices with their days."""
        return load_prices(self._look(N_("See meal prices")))

    def write_price(self, one: Price) -> None:
        """A price from a day on; the one that was open before ends the day before."""
        with self._begin(N_("Write meal price"), Form()) as work:
            for before in load_prices(work.db):
                if _open_before(before, one):
                    ended = replace(before, ends=one.starts.fromordinal(one.starts.toordinal() - 1))
                    save_price(work, self._at.partitions, ended)
            save_price(work, self._at.partitions, accept_price(one, load_prices(work.db)))

    def sittings(self) -> tuple[Sitting, ...]:
        """When which shift eats: as the school says, else the usual times, to be checked."""
        return self._sittings(self._look(N_("See meal orders")))

    def write_sitting(self, one: Sitting) -> None:
        """When a shift eats."""
        with self._begin(N_("Write meal times"), Form()) as work:
            accepted = accept_sitting(one, load_waiting_days(work.db, one))
            save_sitting(work, self._at.partitions, accepted)

    def _put(self, work: UnitOfWork, one: Eating) -> None:
        there = load_eatings(work.db).get(one.pupil, ())
        for before in giving_way(one, there):
            closed = closed_before(before, one.starts or date.min)
            save_eating(work, self._at.partitions, closed)
        there = load_eatings(work.db).get(one.pupil, ())
        save_eating(work, self._at.partitions, accept_eating(one, there))

    def _sittings(self, db: Connection) -> tuple[Sitting, ...]:
        own = {one.shift: one for one in load_sittings(db)}
        usual = {one.shift: one for one in self._usual}
        return tuple(one for _shift, one in sorted({**usual, **own}.items()))

    def _eaters(self, db: Connection, day: date) -> tuple[Eater, ...]:
        return load_eaters(db, self._at.partitions.year, day, self._book.on(db, day).bands)


def load_eaters(db: Connection, year: str, day: date, bands: Sequence[Band]) -> tuple[Eater, ...]:
    """Every pupil of a day with who pays and what must not be given, by class and name."""
    eatings, diets = load_eatings(db), load_diets(db)
    return tuple(
        _eater(one, group, eatings.get(one.pupil.id, ()), diets.get(one.pupil.id, ()), bands, day)
        for group, one in _listed(db, year, day)
    )


def _listed(db: Connection, year: str, day: date) -> Iterator[tuple[ClassGroup, Member]]:
    """Every pupil of a day with the class, by class and name."""
    groups = sorted(
        load_class_groups(db, year), key=lambda one: (one.year_level, sort_key(one.letter))
    )
    for group in groups:
        for one in sorted(_here(load_members(db, group.id), day), key=_order):
            yield group, one


def _eater(
    one: Member,
    group: ClassGroup,
    eatings: Iterable[Eating],
    diets: Iterable[Diet],
    bands: Sequence[Band],
    day: date,
) -> Eater:
    own = that_counts(eatings, day)
    return Eater(
        one.pupil.id,
        one.pupil.name,
        group.id,
        group.label,
        group.year_level,
        own.source if own else band_of(bands, group.year_level).source,
        own,
        diet_on(diets, day),
        own.ends if own else None,
        ending_in(own, day),
    )


def _here(members: Iterable[Member], day: date) -> list[Member]:
    return [one for one in members if there_on(one.stays, day)]


def _order(one: Member) -> tuple[object, int]:
    return name_key(one.pupil.name), one.pupil.id


def _open_before(before: Price, one: Price) -> bool:
    same = (before.band, before.source, before.meal) == (one.band, one.source, one.meal)
    return same and before.id != one.id and before.ends is None and before.starts < one.starts
