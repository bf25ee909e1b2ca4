"""Why this mark, in sentences: each number of an explanation with what it was made of."""

from collections.abc import Mapping
from fractions import Fraction

from school_desk.formats import number, percent
from school_desk.i18n import _, fill, ngettext, tell
from school_desk.journal.explain import Explanation, Missing, Note, Part, places_in_order
from school_desk.journal.model import MarkKind, RegisterPage, Standing
from school_desk.journal.ruleset import UnitAggregation
from school_desk.school.model import Absence, PeriodKind
from school_desk.ui.journal.register_words import short_kind

PLACES = 2


def subtitle(page: RegisterPage, pupil: int, language: str) -> str:
    """Whose mark, of which subject and term."""
    row = page.row_of(pupil)
    facts = {
        "name": row.pupil.name.listed if row else "",
        "subject": page.head.subject_names.get(language, ""),
        "term": tell(page.head.period.title),
    }
    return fill(_("{name} · {subject}, {term}"), facts)


def points_of(part: Part, aggregation: UnitAggregation) -> str:
    """The points of one part: how many and their mean, or their sum, or each of them."""
    if part.kind is MarkKind.FORMATIVE:
        count = len(part.points)
        text = ngettext(
            "{count} mark, average {average:1}", "{count} marks, average {average:1}", count
        )
        return fill(text, {"count": count, "average": part.average})
    if len(part.points) > 1 and aggregation is UnitAggregation.POOLED:
        added = " + ".join(str(points) for points, _top in part.points)
        return f"{added} = {_of(part.total)}"
    return ", ".join(_of(pair) for pair in part.points)


def standing_sentence(explanation: Explanation) -> str:
    """What must be said before any number: what is missing, and for whom the mark waits."""
    works = {"works": ", ".join(_missing(each) for each in explanation.missing)}
    return {
        Standing.PENDING: fill(
            _("Temporarily not attested. The mark waits for the pupil: {works}."), works
        ),
        Standing.MUST_SIT: fill(_("No mark until this is settled: {works}."), works),
        Standing.FORECAST: _forecast(explanation, works),
        Standing.PASS_FAIL: _("This subject ends in pass or fail; there is no percent."),
        Standing.UNMARKED: _("No marks are given here; attendance is kept."),
        Standing.EMPTY: _("There are no points yet that make a mark."),
    }.get(explanation.standing, "")


def _forecast(explanation: Explanation, works: Mapping[str, str]) -> str:
    """A half-year whose works are all written is a forecast while it lasts."""
    if explanation.missing:
        return fill(_("A forecast. Still to come: {works}."), works)
    return {
        PeriodKind.TERM: _("A forecast: the term goes on."),
        PeriodKind.HALF_YEAR: _("A forecast: the half-year goes on."),
        PeriodKind.YEAR: _("A forecast: the year goes on."),
    }[explanation.period]


def verdict_sentence(passed: bool | None) -> str:  # noqa: FBT001  the only fact
    """What was entered where a subject ends in pass or fail, or which keys enter it."""
    if passed is None:
        return _("Nothing is entered yet. Pass: С, З, + or 1. Fail: Е, − or 0.")
    return _("Entered: pass.") if passed else _("Entered: fail.")


def need_title(explanation: Explanation) -> str:
    """What the next better mark takes."""
    goal = explanation.next
    if goal is None:
        return ""
    facts = {"mark": goal.mark, "points": goal.points, "work": short_kind(MarkKind.TERM_SUMMATIVE)}
    if goal.points is None:
        return fill(_("{mark} is out of reach, whatever the points in {work}"), facts)
    return fill(_("{mark} takes at least {points} points in {work}"), facts)


def need_sentence(explanation: Explanation) -> str:
    """Where the pupil stands now, and what the needed points would come to."""
    goal, part = explanation.next, _term_part(explanation)
    if goal is None or goal.points is None or part is None or explanation.percent is None:
        return ""
    now, top = part.points[0]
    reached = explanation.percent + Fraction(goal.points - now, top) * part.weight
    facts = {
        "now": now,
        "points": goal.points,
        "percent": number(reached, PLACES),
        "rounded": percent(reached),
        "mark": goal.mark,
    }
    return fill(_("Now {now} points. With {points} points: {percent} → {rounded} → {mark}"), facts)


def current_points(explanation: Explanation) -> int | None:
    """The points of the term summative, if it is written."""
    part = _term_part(explanation)
    return part.points[0][0] if part else None


def law_sentence(explanation: Explanation) -> str:
    """Act, paragraph, edition and rule set."""
    law = explanation.law
    facts = {
        "number": law.number,
        "issued": law.issued,
        "paragraphs": ", ".join(tell(one) for one in places_in_order(explanation.paragraphs)),
        "edition": law.edition,
        "ruleset": explanation.ruleset,
    }
    if not explanation.paragraphs:
        return fill(
            _(
                "Order № {number} of {issued:short}; edition of {edition:short}. "
                "Nobody has shown the paragraph yet. Rule set: {ruleset}."
            ),
            facts,
        )
    return fill(
        _(
            "Order № {number} of {issued:short}, {paragraphs}; "
            "edition of {edition:short}. Rule set: {ruleset}."
        ),
        facts,
    )


def note_sentence(note: Note) -> str:
    """A setting of the school that nobody has yet compared with the order."""
    return fill(_("{note} To be checked against the order."), {"note": tell(note.text)})


def zero_sentence(missing: Missing) -> str:
    """A work that counts as nothing by the school's decision."""
    return fill(_("{work} counts as 0 points."), {"work": _work(missing)})


def _of(pair: tuple[int, int]) -> str:
    points, top = pair
    return f"{points} / {top}"


def _term_part(explanation: Explanation) -> Part | None:
    found = (part for part in explanation.parts if part.kind is MarkKind.TERM_SUMMATIVE)
    return next((part for part in found if part.points), None)


def _work(missing: Missing) -> str:
    if missing.kind is MarkKind.UNIT_SUMMATIVE:
        return fill(_("SAU {number}"), {"number": missing.number})
    return short_kind(missing.kind)


def _missing(missing: Missing) -> str:
    reason = (
        {
            Absence.ILL: _("ill"),
            Absence.EXCUSED: _("absent with a valid reason"),
            Absence.UNEXCUSED: _("absent without a valid reason"),
        }.get(missing.absence)
        if missing.absence
        else None
    )
    if reason is None:
        return _work(missing)
    return fill(_("{work} ({reason})"), {"work": _work(missing), "reason": reason})
