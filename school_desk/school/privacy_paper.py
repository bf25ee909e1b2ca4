"""The journal of requests and breaches on paper and as a workbook."""

from collections.abc import Sequence

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.privacy_model import CASE_WORDS, DueCase

TITLE = N_("Journal of requests about personal data and of breaches")
HEADS = (
    *(N_("Day"), N_("Kind of request"), N_("Who asks or found it"), N_("What about")),
    *(N_("Persons"), N_("Answer due"), N_("Answered"), N_("Answer")),
)
SHARES = (0.9, 1.6, 1.6, 2.4, 0.7, 0.9, 0.9, 2)
NOTHING = N_("Nobody has asked for anything, and nothing has leaked.")
HEAD = N_("Head of the school")


def journal_table(cases: Sequence[DueCase]) -> PlainTable:
    """All cases by day."""
    rows = sorted(cases, key=lambda one: (one.case.day, one.case.id))
    return PlainTable(
        Text(TITLE),
        tuple(PlainColumn(head, share) for head, share in zip(HEADS, SHARES, strict=True)),
        tuple(_row(one) for one in rows),
        empty=NOTHING,
        signers=(HEAD,),
        landscape=True,
    )


def _row(one: DueCase) -> tuple[PlainValue, ...]:
    case = one.case
    who = f"{case.applicant}, {case.relation}" if case.relation else case.applicant
    days = case.due, case.answered_on
    kind = Text(CASE_WORDS[case.kind])
    return (case.day, kind, who, case.what, case.persons, *days, case.answer_words or None)
