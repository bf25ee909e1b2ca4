"""The rules in sentences: why a set counts, where a fact comes from, what would change."""

from school_desk.formats import NOTHING, class_words, date_short
from school_desk.i18n import _, current, fill, ngettext, tell
from school_desk.journal.explain import places_in_order
from school_desk.journal.facts import Fact
from school_desk.journal.model import Standing
from school_desk.journal.rule_effects import Effect, Outcome, Preview
from school_desk.journal.rules_model import FactLine, TermRules
from school_desk.journal.ruleset import RuleSet
from school_desk.ui.journal.register_cells import ABOUT, verdict_words


def why_in_force(rules: TermRules) -> str:
    """Why these rules count in a term, or what somebody has to do first."""
    if rules.chosen is not None:
        return _("chosen by hand: to be checked")
    if len(rules.fitting) == 1:
        return _("by the date")
    if not rules.fitting:
        return _("to be chosen: no rule set is for this date")
    return fill(_("to be chosen: several fit ({names})"), {"names": ", ".join(rules.fitting)})


def validity(rules: RuleSet) -> str:
    """From when to when a rule set is in force."""
    begins = date_short(rules.valid_from)
    if rules.valid_to is None:
        return fill(_("from {day}"), {"day": begins})
    return f"{begins} – {date_short(rules.valid_to)}"


def act_of(rules: RuleSet, fact: Fact) -> str:
    """The order and the paragraph that a fact rests on."""
    if not fact.paragraph:
        return NOTHING
    (place,) = places_in_order((fact.paragraph,))
    facts = {"number": rules.law.number, "place": tell(place)}
    return fill(_("Order № {number}, {place}"), facts)


def status_of(line: FactLine) -> str:
    """How sure a fact is, and whether the school has put another value in its place."""
    if line.changed:
        return _("chosen by the school, to be checked")
    return _("to be checked") if line.fact.to_check else _("found in the order")


def counts_in_words(preview: Preview) -> str:
    """How many marks that count would be others."""
    marks = preview.marks
    if not marks:
        return _("No mark that counts would change.")
    text = ngettext("{n} mark would change.", "{n} marks would change.", marks)
    return text.format(n=marks)


def others_in_words(preview: Preview) -> tuple[str, ...]:
    """Forecasts, pages that end or run otherwise, pages whose rules are open."""
    said = []
    if preview.others:
        text = ngettext(
            "{n} forecast or open mark would change.",
            "{n} forecasts or open marks would change.",
            preview.others,
        )
        said.append(text.format(n=preview.others))
    if preview.turned:
        text = ngettext(
            "{n} page would run or end otherwise.",
            "{n} pages would run or end otherwise.",
            preview.turned,
        )
        said.append(text.format(n=preview.turned))
    if preview.unreadable:
        said.append(_("Pages of terms without chosen rules are not counted."))
    return tuple(said)


def effect_in_words(effect: Effect) -> tuple[str, str]:
    """Where and whose; then the old and the new mark."""
    subject = effect.subject_names.get(current(), "")
    where = " · ".join((class_words(effect.class_label), subject, effect.pupil.listed))
    return where, f"{outcome_in_words(effect.before)} → {outcome_in_words(effect.after)}"


def outcome_in_words(outcome: Outcome) -> str:
    """A mark, a forecast, or the state that stands in its place."""
    if outcome.passed is not None:
        return verdict_words(outcome.passed)
    if outcome.mark is not None:
        about = ABOUT if outcome.standing is Standing.FORECAST else ""
        return f"{about}{outcome.mark}"
    return {
        Standing.PENDING: _("not attested"),
        Standing.MUST_SIT: _("must sit"),
        Standing.PASS_FAIL: _("pass or fail"),
        Standing.UNMARKED: _("no marks"),
    }.get(outcome.standing, NOTHING)
