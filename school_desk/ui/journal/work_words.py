"""A summative work in words: its head, its sum against the maximum, what is special of a pupil."""

from school_desk.formats import day_and_month
from school_desk.i18n import _, fill, ngettext
from school_desk.journal.model import MarkKind
from school_desk.journal.work_page_model import Fit, WorkLine, WorkPage
from school_desk.ui.journal.pupil_work_words import imported_words, sitting_words
from school_desk.ui.journal.register_words import short_kind


def work_title(laid: WorkPage) -> str:
    """Its name, and its title where it has one."""
    work = laid.work
    name = fill(_("SAU {number}"), {"number": work.number})
    if work.kind is MarkKind.TERM_SUMMATIVE:
        name = short_kind(work.kind)
    return f"{name} · {laid.work.title}" if laid.work.title else name


def work_subtitle(laid: WorkPage) -> str:
    """Day, maximum, how many have written it."""
    work, facts = laid.work, {"written": laid.written, "n": len(laid.lines)}
    words = [fill(_("maximum {top}"), {"top": work.top})]
    if work.date is not None:
        words.insert(0, day_and_month(work.date))
    words.append(fill(_("written: {written} of {n}"), facts))
    return " · ".join(words)


def sum_sentence(laid: WorkPage) -> str:
    """The points of the descriptors against the maximum of the work."""
    lacks = abs(laid.work.top - laid.sum)
    facts = {"sum": laid.sum, "top": laid.work.top, "n": lacks}
    if laid.fit is Fit.NO_TASKS:
        return _("Points are written under the total until the work has descriptors.")
    if laid.fit is Fit.FITS:
        return fill(_("The descriptors add up to {sum} points, the maximum of the work."), facts)
    if laid.fit is Fit.LACKS:
        text = ngettext(
            "The descriptors add up to {sum} of {top}: {n} point is missing.",
            "The descriptors add up to {sum} of {top}: {n} points are missing.",
            lacks,
        )
    else:
        text = ngettext(
            "The descriptors add up to {sum} of {top}: {n} point too many.",
            "The descriptors add up to {sum} of {top}: {n} points too many.",
            lacks,
        )
    return fill(text, facts)


def line_in_words(line: WorkLine) -> tuple[str, ...]:
    """What a person should know of a pupil's work beside its points."""
    words = []
    if line.total is None and line.absence is not None:
        valid = line.absence.valid
        words.append(
            _("work not written, valid reason") if valid else _("work not written, no valid reason")
        )
    if line.sitting is not None and line.total is None:
        words.append(sitting_words(line.sitting))
    if line.imported is not None:
        words.append(imported_words(line.imported))
    if line.contradicts:
        facts = {"sum": line.described, "total": line.total if line.total is not None else "—"}
        words.append(fill(_("by descriptor {sum}, total {total}"), facts))
    return tuple(words)
