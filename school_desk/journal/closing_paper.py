"""What the papers of closing say: pages and what they lack, corrections on closed pages."""

from collections.abc import Sequence

from school_desk import formats
from school_desk.documents.voices import Voices, told
from school_desk.errors import N_
from school_desk.i18n import Spelled
from school_desk.journal.closing_model import GAP_WORDS, STATE_WORDS, Correction, PageClosing
from school_desk.journal.trail_paper import (
    AFTER,
    BEFORE,
    CLASS,
    CLOSED_CORRECTIONS,
    CLOSING,
    HEAD_OF_SCHOOL,
    PUPIL,
    SUBJECT,
    TEACHER,
    WHEN,
    WHO,
    PaperColumn,
    PaperTable,
)

TERM, STATE, MISSING, REASON = N_("Term"), N_("State"), N_("What is missing"), N_("Reason")
NO_PAGES = N_("There are no pages.")
NO_CORRECTIONS = N_("Nothing was corrected on closed pages.")
TERM_NUMBER = N_("Term {number}")


def closing_table(pages: Sequence[PageClosing], term: int, voices: Voices) -> PaperTable:
    """Every page of a term with its state and what it lacks."""
    columns = (
        PaperColumn(CLASS, 0.5, 10),
        PaperColumn(SUBJECT, 1.3, 24),
        PaperColumn(TEACHER, 1.3, 26),
        PaperColumn(STATE, 1.5, 28),
        PaperColumn(MISSING, 2.6, 60),
    )
    rows = tuple(_page_row(one, voices) for one in pages)
    about = (told(voices, TERM_NUMBER, number=term),)
    return PaperTable(CLOSING, about, columns, rows, NO_PAGES)


def corrections_table(found: Sequence[Correction], *, head: str = "") -> PaperTable:
    """Who changed what on closed pages, when and why."""
    columns = (
        PaperColumn(WHEN, 1.0, 20),
        PaperColumn(CLASS, 0.5, 10),
        PaperColumn(SUBJECT, 1.1, 22),
        PaperColumn(TERM, 0.8, 14),
        PaperColumn(PUPIL, 1.3, 26),
        PaperColumn(BEFORE, 0.8, 14),
        PaperColumn(AFTER, 0.8, 14),
        PaperColumn(WHO, 1.2, 26),
        PaperColumn(REASON, 1.8, 40),
    )
    rows = tuple(_correction_row(one) for one in found)
    signers = ((HEAD_OF_SCHOOL, head),) if rows else ()
    return PaperTable(CLOSED_CORRECTIONS, (), columns, rows, NO_CORRECTIONS, signers)


def _page_row(one: PageClosing, voices: Voices) -> tuple[object, ...]:
    return (
        one.class_label,
        Spelled(one.subject_names),
        one.teacher_name,
        tuple(_state(one, voices, n) for n in range(len(voices))),
        tuple(
            "; ".join(f"{voice(GAP_WORDS[gap.kind])}: {gap.n}" for gap in one.gaps) or "—"
            for voice in voices
        ),
    )


def _state(one: PageClosing, voices: Voices, place: int) -> str:
    voice = voices[place]
    said = voice(STATE_WORDS[one.state])
    day, who = one.closed_on or one.reopened_on, one.closed_by or one.reopened_by
    if day is None:
        return said
    return f"{said}: {who}, {formats.date_short(day, voice.language)}"


def _correction_row(one: Correction) -> tuple[object, ...]:
    return (
        one.at,
        one.class_label,
        Spelled(one.subject_names),
        one.period,
        one.pupil,
        one.before,
        one.after,
        one.who,
        one.reason,
    )
