"""What each value would do to the term mark, in words."""

from school_desk.formats import number, percent
from school_desk.i18n import _, fill
from school_desk.journal.dispute_model import Outlook
from school_desk.journal.model import Standing, TermResult

PLACES = 2


def result_words(result: TermResult | None) -> str:
    """«Term mark: 78,00 → 78 % → 4»; a forecast says so."""
    if result is None or result.percent is None or result.mark is None:
        return _("Term mark: none yet")
    facts = {
        "exact": number(result.percent, PLACES),
        "percent": percent(result.rounded),
        "mark": result.mark,
    }
    if result.standing is Standing.FORECAST:
        return fill(_("Term mark, a forecast: {exact} → {percent} → {mark}"), facts)
    return fill(_("Term mark: {exact} → {percent} → {mark}"), facts)


def outlook_sentence(outlook: Outlook) -> str:
    """Whether it matters to the term mark which value stands."""
    if outlook.head.closing is not None:
        return _("The term is closed: the stored mark stays as it is, whichever you choose.")
    marks = [one.mark if one else None for one in outlook.results]
    if not marks or all(mark is None for mark in marks):
        return ""
    if len(set(marks)) == 1:
        return _("The term mark is the same either way: {mark}.").format(mark=marks[0])
    told = ", ".join("—" if mark is None else str(mark) for mark in dict.fromkeys(marks))
    return _("The term mark depends on it: {marks}.").format(marks=told)
