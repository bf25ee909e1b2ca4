"""`rules`: which rules count, what another value would change, and the deputy's decisions."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Group, school_options
from school_desk.commands.misuse import MisuseError
from school_desk.commands.opening import open_desk
from school_desk.commands.taking import DRY_CHANGE
from school_desk.errors import N_
from school_desk.i18n import _, fill, ngettext, tell

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.journal.rule_effects import Effect, Outcome, Preview
    from school_desk.journal.rules_model import FactLine, TermRules

BY_DATE = "date"
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class NoValueError(MisuseError):
    """Neither a value nor --reset, or both."""

    sentence = N_("Give either a value or --reset.")


class NoRulesInForceError(MisuseError):
    """Nobody has chosen the rules of this term."""

    sentence = N_("No rules are in force today. Say which: --rules NAME. There are: {names}.")


@click.group(cls=Group, help=N_("The rules of marks: what counts, and what the school may choose."))
def rules() -> None:
    """The rules of marks."""


def _value_options(function: Decorated) -> Decorated:
    options = (
        click.argument("key", metavar="KEY"),
        click.argument("value", metavar="VALUE", required=False),
        click.option("--reset", is_flag=True, help=N_("The rule set's own value.")),
        click.option(
            "--rules", "name", metavar="NAME", help=N_("Rule set; else that of today's term.")
        ),
        school_options,
    )
    for option in reversed(options):
        function = option(function)
    return function


@rules.command(help=N_("Which rules count in each term, and every fact with its value."))
@click.option("--rules", "name", metavar="NAME", help=N_("Rule set; else that of today's term."))
@school_options
def show(*, name: str | None, **_options: object) -> None:
    """Everybody may read what counts."""
    with open_desk(reading=True) as desk:
        terms = desk.rules.terms()
        chosen = name or _today(desk)
        lines = desk.rules.facts(chosen) if chosen else ()
        names = desk.usual_subjects()
    words = importlib.import_module("school_desk.journal.rule_words")
    told = [_term_told(one) for one in terms]
    told += [f"{line.fact.key} = {line.text}  # {_about(line, names, words)}" for line in lines]
    answer("\n".join(told), {"terms": [_term_data(one) for one in terms], **_facts(chosen, lines)})


@rules.command(help=N_("How many marks another value would change; nothing is written."))
@_value_options
def preview(
    *, key: str, value: str | None, reset: bool, name: str | None, **_options: object
) -> None:
    """For the deputy and the head."""
    with open_desk(reading=True) as desk:
        text = _text(value, reset=reset)
        found = desk.rules.preview(_named(desk, name), key, text)
    answer(_preview_told(found), _preview_data(found))


@rules.command("set", help=N_("Put a value in place of a fact that is to be checked."))
@_value_options
def put(*, key: str, value: str | None, reset: bool, name: str | None, **_options: object) -> None:
    """One step: undo in the window takes it back."""
    with open_desk(reading=False) as desk:
        ruleset, text = _named(desk, name), _text(value, reset=reset)
        found = desk.rules.preview(ruleset, key, text)
        desk.rules.change(ruleset, key, text)
        line = next(one for one in desk.rules.facts(ruleset) if one.fact.key == key)
    told = fill(_("{key} is now {value}."), {"key": key, "value": line.text})
    data = {"rules": ruleset, "key": key, "value": line.text, "changed": line.changed}
    answer(f"{told}\n{_preview_told(found, marked=True)}", {**data, **_preview_data(found)})


@rules.command(help=N_("Choose the rules of a term; «date» leaves it to the date again."))
@click.argument("name", metavar="NAME")
@click.option("--term", metavar="N", type=int, required=True, help=N_("Term, 1 to 4."))
@DRY_CHANGE
@school_options
def choose(*, name: str, term: int, dry_run: bool, **_options: object) -> None:
    """It is shown as to be checked on every page of the term."""
    chosen = None if name == BY_DATE else name
    with open_desk(reading=dry_run) as desk:
        found = desk.rules.preview_choice(term, chosen)
        if not dry_run:
            desk.rules.choose(term, chosen)
        now = next(one for one in desk.rules.terms() if one.term.number == term)
    told = "" if dry_run else f"{_term_told(now)}\n"
    answer(
        f"{told}{_preview_told(found, marked=not dry_run)}",
        {
            **_term_data(now),
            "written": not dry_run,
            **_preview_data(found),
        },
    )


def _today(desk: "Desk") -> str | None:
    """The rule set that counts in the term of now."""
    number = desk.term_number(desk.today())
    return next(one.in_force for one in desk.rules.terms() if one.term.number == number)


def _named(desk: "Desk", name: str | None) -> str:
    found = name or _today(desk)
    if found is None:
        names = ", ".join(one.id for one in desk.rules.rulesets())
        raise NoRulesInForceError(names=names)
    return found


def _text(value: str | None, *, reset: bool) -> str | None:
    if reset is (value is not None):
        raise NoValueError
    return value


def _term_told(rules: "TermRules") -> str:
    why = N_("chosen by hand: to be checked") if rules.chosen else N_("by the date")
    if rules.in_force is None:
        why = N_("to be chosen")
    facts = {"term": rules.term.number, "ruleset": rules.in_force or "-", "why": _(why)}
    return fill(_("Term {term}: {ruleset}, {why}"), facts)


def _about(line: "FactLine", names: Mapping[str, Mapping[str, str]], words: Any) -> str:  # noqa: ANN401
    status = N_("to be checked") if line.fact.to_check else N_("found in the order")
    if line.changed:
        status = N_("chosen by the school, to be checked")
    parts = [tell(words.fact_name(line.fact, names)), _(status)]
    if line.fact.paragraph:
        parts.append(fill(_("paragraph {number}"), {"number": line.fact.paragraph}))
    return "; ".join(parts)


def _term_data(rules: "TermRules") -> Mapping[str, object]:
    return {
        "term": rules.term.number,
        "in_force": rules.in_force,
        "chosen": rules.chosen,
        "fitting": list(rules.fitting),
    }


def _facts(name: str | None, lines: Sequence["FactLine"]) -> Mapping[str, object]:
    facts = [
        {
            "key": line.fact.key,
            "value": line.text,
            "usual": line.usual,
            "status": line.fact.status.value,
            "paragraph": line.fact.paragraph,
            "changed": line.changed,
        }
        for line in lines
    ]
    return {"rules": name, "facts": facts}


def _preview_told(found: "Preview", *, marked: bool = False) -> str:
    """Counts, then each line that changes."""
    text = ngettext("{n} mark would change.", "{n} marks would change.", found.marks)
    if marked:
        text = ngettext("{n} mark has changed.", "{n} marks have changed.", found.marks)
    forecasts = ngettext(
        "{n} forecast or open mark would change.",
        "{n} forecasts or open marks would change.",
        found.others,
    )
    told = [text.format(n=found.marks)]
    if found.others and not marked:
        told.append(forecasts.format(n=found.others))
    return "\n".join((*told, *(_effect_told(one) for one in found.effects if not marked)))


def _effect_told(effect: "Effect") -> str:
    names = effect.subject_names
    place = " · ".join((effect.class_label, names.get("kk", ""), effect.pupil.listed))
    return f"{place}: {_outcome(effect.before)} -> {_outcome(effect.after)}"


def _outcome(outcome: "Outcome") -> str:
    if outcome.passed is not None:
        return _("pass") if outcome.passed else _("fail")
    if outcome.mark is None:
        return outcome.standing.value
    return f"≈{outcome.mark}" if not outcome.counts else str(outcome.mark)


def _preview_data(found: "Preview") -> Mapping[str, object]:
    return {
        "marks": found.marks,
        "others": found.others,
        "pages": found.turned,
        "effects": [
            {
                "class": one.class_label,
                "subject": one.subject_names.get("kk", ""),
                "period": one.period.key,
                "pupil": one.pupil.full,
                "before": _outcome_data(one.before),
                "after": _outcome_data(one.after),
            }
            for one in found.effects
        ],
    }


def _outcome_data(outcome: "Outcome") -> Mapping[str, object]:
    return {"state": outcome.standing.value, "mark": outcome.mark, "passed": outcome.passed}
