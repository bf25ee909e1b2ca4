"""What the beginning of a school year is called, on the screen, on paper and on the line."""

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.rollover_model import Fate, Going, NextClass, RolloverPlan
from school_desk.school.rollover_rules import FIRST_YEAR_LEVEL
from school_desk.school.year_rules import year_in_words

TITLE = N_("Transfer to school year {year}")
COUNTS = N_(
    "Move up: {moved}, of them with a work to write: {conditional}. Repeat: {repeats}. "
    "Finish: {finished}. Not decided: {undecided}."
)
FATES = {
    Fate.MOVES: N_("moves up"),
    Fate.CONDITIONAL: N_("moves up, has a work to write"),
    Fate.STAYS: N_("finished the stage, stays"),
    Fate.REPEATS: N_("repeats the year"),
    Fate.FINISHES: N_("finishes, leaves"),
    Fate.UNDECIDED: N_("not decided"),
}
BY_ORDER = N_("{fate}; order No. {number}")
BY_DATED_ORDER = N_("{fate}; order No. {number} of {day:short}")
NUMBERED, DATED = N_("No. {number}"), N_("No. {number} of {day:short}")
BEGINS = N_("new class")
OF_REPEATERS = N_("for those who repeat")
FROM = N_("from {label:class}")
PUPILS, CLASSES, PROBLEMS = N_("Pupils"), N_("Classes"), N_("To settle")
NUMBER, NAME, NOW, NEXT, WHY = (
    *(N_("№"), N_("Surname, given name"), N_("Class now")),
    *(N_("Class next year"), N_("Why")),
)
WHAT, ORDER = N_("What happens"), N_("Order")
CLASS, WHENCE, TUTOR = N_("Class"), N_("Where from"), N_("Form tutor")
COMES, AGAIN, WHOLE = N_("Come up"), N_("Repeat"), N_("Together")
OPEN = N_("open")


def title(plan: RolloverPlan) -> Text:
    """What is looked at."""
    return Text(TITLE, {"year": year_in_words(plan.before.next_year)})


def counts(plan: RolloverPlan) -> Text:
    """How many pupils move, repeat, finish, leave."""
    facts = {
        "moved": plan.count(Fate.MOVES, Fate.CONDITIONAL, Fate.STAYS),
        "conditional": plan.count(Fate.CONDITIONAL),
        "repeats": plan.count(Fate.REPEATS),
        "finished": plan.count(Fate.FINISHES),
        "undecided": plan.count(Fate.UNDECIDED),
    }
    return Text(COUNTS, facts)


def reason(going: Going) -> Text:
    """What happens to a pupil, and by which order."""
    fate, decided = Text(FATES[going.fate]), going.decided
    if decided is None or not decided.order_number:
        return fate
    facts = {"fate": fate, "number": decided.order_number, "day": decided.order_date}
    return Text(BY_DATED_ORDER if decided.order_date else BY_ORDER, facts)


def order(going: Going) -> Text:
    """The order that a decision stands in."""
    decided = going.decided
    if decided is None or not decided.order_number:
        return Text("")
    facts = {"number": decided.order_number, "day": decided.order_date}
    return Text(DATED if decided.order_date else NUMBERED, facts)


def whence(one: NextClass) -> Text:
    """Where a class of the next year comes from."""
    if one.of is not None:
        return Text(FROM, {"label": one.of.label})
    return Text(BEGINS if one.label[0] <= FIRST_YEAR_LEVEL else OF_REPEATERS)


def comers(plan: RolloverPlan, one: NextClass) -> tuple[int, int, int]:
    """How many come up into a class, how many repeat in it, how many they are together."""
    coming = plan.to_class(one.label)
    again = sum(each.fate is Fate.REPEATS for each in coming)
    everyone = {each.pupil.id for each in coming} | {each.id for each in one.enrolled}
    return len(coming) - again, again, len(everyone)
