"""What happened to a pupil in a year, in words for screen and paper: movements, decision."""

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.path_model import Path, PathYear
from school_desk.journal.year_model import AWARD_WORDS, OUTCOME_WORDS
from school_desk.school.movement_model import KIND_WORDS, Movement
from school_desk.school.year_rules import year_in_words

YEAR, ON_PAPER = N_("{year}, {label:class}"), N_("{year}, on paper")
BY_ORDER = N_("{what} (order № {number}, {day:short})")
DECIDED = N_("Council: {what}")
MOVED, MOVED_AT = N_("{day:short}: {what}"), N_("{day:short}: {what}, {place}")
PAPERS = N_("{year}, marks that stand on papers: {papers}")
BETWEEN = N_("{one:class} – {other:class}")


def year_text(one: PathYear) -> Text:
    """A year and the class in it; where this file has no class of it, only papers tell of it."""
    year = year_in_words(one.year)
    return (
        Text(YEAR, {"year": year, "label": one.label})
        if one.label
        else Text(ON_PAPER, {"year": year})
    )


def event_texts(one: PathYear) -> tuple[Text, ...]:
    """The movements of a year by day, then what the council decided at its end."""
    moved = tuple(_movement(moved, one) for moved in one.movements)
    decided = one.decision
    if decided.outcome is None:
        return moved
    told = Text(DECIDED, {"what": Text(OUTCOME_WORDS[decided.outcome])})
    if decided.order_number and decided.order_date:
        facts = {"number": decided.order_number, "day": decided.order_date}
        told = Text(BY_ORDER, {"what": told, **facts})
    return (*moved, told, *_award(one))


def paper_texts(path: Path) -> tuple[Text, ...]:
    """The papers that marks of each year stand on."""
    return tuple(
        Text(PAPERS, {"year": year_in_words(one.year), "papers": "; ".join(one.papers)})
        for one in path.years
        if one.papers
    )


def _award(one: PathYear) -> tuple[Text, ...]:
    return () if one.decision.award is None else (Text(AWARD_WORDS[one.decision.award]),)


def _movement(moved: Movement, year: PathYear) -> Text:
    facts = {"day": moved.day, "what": Text(KIND_WORDS[moved.kind])}
    place = moved.other_school or _between(moved, year)
    told = Text(MOVED_AT, {**facts, "place": place}) if place else Text(MOVED, facts)
    if moved.order.missing or moved.order.day is None:
        return told
    return Text(BY_ORDER, {"what": told, "number": moved.order.number, "day": moved.order.day})


def _between(moved: Movement, year: PathYear) -> Text | None:
    """From which class to which; one end alone says nothing that the year does not say."""
    one, other = year.classes.get(moved.from_class or 0), year.classes.get(moved.to_class or 0)
    return Text(BETWEEN, {"one": one, "other": other}) if one and other else None
