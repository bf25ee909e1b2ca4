"""What a school decides about its rules: which set counts in a term, which values differ."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.intents import Form
from school_desk.journal.facts import FactFixedError
from school_desk.journal.model import RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.pages import reckoned
from school_desk.journal.plan import NoRuleSetError, PagePlan, Plans, own_values
from school_desk.journal.rule_effects import Effect, Preview, effects_of, turns
from school_desk.journal.rule_values import read_value
from school_desk.journal.rules_model import FactLine, TermRules
from school_desk.journal.rules_store import (
    Choices,
    Values,
    load_choices,
    load_values,
    save_choice,
    save_value,
)
from school_desk.journal.ruleset import RuleSet, choose
from school_desk.journal.thematic_topics_service import PlannedTopics
from school_desk.school.model import Calendar
from school_desk.school.store import load_class_groups, load_teaching_groups, load_teachings
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step


class RuleSetUnknownError(DeskError):
    """A rule set that did not come with the program."""

    sentence = N_("There are no rules {name}. There are: {names}.")


class TermUnknownError(DeskError):
    """A term that the school year does not have."""

    sentence = N_("This school year has no term {term}. Nothing was changed.")


class RulesService(Service):
    """The deputy's decisions about the rules; everybody may read them."""

    def __init__(
        self,
        workplace: Workplace,
        rulesets: Sequence[RuleSet],
        calendar: Callable[[], Calendar],
        plans: Plans,
        term_of: Callable[[date], int],
    ) -> None:
        super().__init__(workplace)
        self._rulesets = rulesets
        self._calendar = calendar
        self._plans = plans
        self._term_on = term_of

    def rulesets(self) -> tuple[RuleSet, ...]:
        """The rule sets that come with the program, the earliest first."""
        self._look(N_("See rules"))
        return tuple(sorted(self._rulesets, key=lambda one: (one.valid_from, one.id)))

    def terms(self) -> tuple[TermRules, ...]:
        """Which rules count in each term of this year, and why."""
        choices = load_choices(self._look(N_("See rules")))
        year = self._calendar()
        known = {one.id for one in self._rulesets}
        return tuple(
            TermRules(
                term,
                tuple(one.id for one in choose(self._rulesets, term.starts)),
                chosen if (chosen := choices.get((year.id, term.number))) in known else None,
            )
            for term in year.terms
        )

    def facts(self, ruleset: str) -> tuple[FactLine, ...]:
        """Every fact of a rule set with the value that counts at this school."""
        db = self._look(N_("See rules"))
        rules = self._ruleset(ruleset)
        own = own_values(rules, load_values(db))
        return tuple(
            FactLine(fact, own.get(key, fact.value), key in own)
            for key, fact in rules.facts.items()
        )

    def choose(self, term: int, ruleset: str | None) -> None:
        """Say which rule set counts in a term; None leaves it to the date again."""
        with self._begin(N_("Choose rules"), Form()) as work:
            self._accept_choice(term, ruleset)
            year = self._calendar().id
            save_choice(work, self._at.partitions, year, term, ruleset)

    def change(self, ruleset: str, key: str, text: str | None) -> None:
        """Put a value in place of a fact to check; None gives the rule set's own back."""
        with self._begin(N_("Change rules"), Form()) as work:
            value = self._accept_value(work.db, ruleset, key, text)
            save_value(work, self._at.partitions, ruleset, key, value)

    def check(self, ruleset: str, key: str, text: str) -> None:
        """Refuse a value that makes no sense, before anybody waits for a preview."""
        self._accept_value(self._look(N_("See rules")), ruleset, key, text)

    def preview(self, ruleset: str, key: str, text: str | None, step: Step = no_step) -> Preview:
        """What another value would change on all pages of the year; nothing is written."""
        db = self._look(N_("Preview rules"))
        value = self._accept_value(db, ruleset, key, text)
        values = load_values(db)
        own = {name: each for name, each in values.get(ruleset, {}).items() if name != key}
        own |= {} if value is None else {key: value}
        return self._compared(db, {**values, ruleset: own}, load_choices(db), step)

    def preview_choice(self, term: int, ruleset: str | None, step: Step = no_step) -> Preview:
        """What another rule set in a term would change; nothing is written."""
        db = self._look(N_("Preview rules"))
        self._accept_choice(term, ruleset)
        place = self._calendar().id, term
        choices = {key: one for key, one in load_choices(db).items() if key != place}
        choices |= {} if ruleset is None else {place: ruleset}
        return self._compared(db, load_values(db), choices, step)

    def _ruleset(self, name: str) -> RuleSet:
        found = next((one for one in self._rulesets if one.id == name), None)
        if found is None:
            names = ", ".join(sorted(one.id for one in self._rulesets))
            raise RuleSetUnknownError(name=name, names=names)
        return found

    def _accept_choice(self, term: int, ruleset: str | None) -> None:
        if all(one.number != term for one in self._calendar().terms):
            raise TermUnknownError(term=term)
        if ruleset is not None:
            self._ruleset(ruleset)

    def _accept_value(self, db: Connection, ruleset: str, key: str, text: str | None) -> object:
        """The value of a text, checked together with all that the school has chosen before."""
        rules = self._ruleset(ruleset)
        own = own_values(rules, load_values(db))
        if text is None:
            self._accept_open(rules, key)
            rules.with_changes({name: one for name, one in own.items() if name != key})
            return None
        value = read_value(rules.adapted(own), key, text)
        self._accept_open(rules, key)
        if value == rules.facts[key].value:
            return None
        changed = {**own, key: value}
        rules.with_changes(changed)
        rules.adapted(changed)
        return value

    def _accept_open(self, rules: RuleSet, key: str) -> None:
        fact = rules.facts.get(key)
        if fact is None or not fact.to_check:
            raise FactFixedError(place=key, ruleset=rules.id)

    # The comparison: every page of the year, as it is and as it would be

    def _compared(self, db: Connection, values: Values, choices: Choices, step: Step) -> Preview:
        before, after = self._plans.imagined(), self._plans.imagined(values=values, choices=choices)
        found: list[Effect] = []
        turned = unreadable = 0
        places = self._places(db)
        for done, place in enumerate(places, start=1):
            step(done, len(places))
            for effects, turn in self._of_subject(db, before, after, place):
                unreadable += effects is None
                found += effects or ()
                turned += turn
        ordered = sorted(found, key=lambda one: (not one.counts, one.year_level, one.class_label))
        return Preview(tuple(ordered), turned, len(places), unreadable)

    def _of_subject(
        self, db: Connection, before: Plans, after: Plans, place: tuple[int, int]
    ) -> Iterator[tuple[Sequence[Effect] | None, bool]]:
        """The effects on each page of a subject; None: somebody must choose its rules first."""
        seen = set()
        for term in self._calendar().terms:
            try:
                old, new = (plans.plan(db, *place, term.number) for plans in (before, after))
            except NoRuleSetError:  # no page is there before somebody chooses
                yield None, False
                continue
            pair = old.head.period.key, new.head.period.key
            if pair in seen or (old.rules, old.settings, old.head) == (
                new.rules,
                new.settings,
                new.head,
            ):
                continue
            seen.add(pair)
            page = self._reader(before).load(db, old)
            yield (
                tuple(effects_of(page, self._as_it_would_be(db, page, new, after))),
                turns(old.head, new.head),
            )

    def _as_it_would_be(
        self, db: Connection, page: RegisterPage, plan: PagePlan, after: Plans
    ) -> RegisterPage:
        """The page under another plan: reckoned again, or read anew where its days differ."""
        if plan.head.period != page.head.period:
            return self._reader(after).load(db, plan)
        made = replace(page, head=plan.head)
        rows = (reckoned(made, row, plan.rules, plan.settings) for row in page.rows)
        return replace(made, rows=tuple(rows))

    def _reader(self, plans: Plans) -> PageReader:
        """Reads pages under imagined rules, in a worker: with nothing kept that others use."""
        return PageReader(self._at, plans.plan, plans.name, PlannedTopics(self._term_on))

    def _places(self, db: Connection) -> Sequence[tuple[int, int]]:
        """Teaching group and subject of every page of this year."""
        classes = {one.id for one in load_class_groups(db, self._at.partitions.year)}
        groups = {one.id for one in load_teaching_groups(db) if one.class_group in classes}
        return [
            (one.group, one.subject)
            for one in load_teachings(db, self._at.partitions.year)
            if one.group in groups
        ]
