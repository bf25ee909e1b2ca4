"""What a request or a breach must tell, and which term counts."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.calendar_model import Status
from school_desk.school.privacy_model import CaseKind, PrivacyCase, PrivacyTerm
from school_desk.school.texts import as_line, as_quote

LONGEST = 500
MOST_DAYS = 60


class CaseEmptyError(DeskError):
    """A case that does not say who or what."""

    sentence = N_("Write who asks (or who found the breach) and what about. Nothing was written.")


class CaseLongError(DeskError):
    """A field with a whole story in it."""

    sentence = N_("«{text}» is too long: at most {top} signs. Nothing was written.")


class AnswerEarlyError(DeskError):
    """Answered before it came, or in the future."""

    sentence = N_("The answer is between {first:short} and {last:short}. Nothing was written.")


class CaseGoneError(DeskError):
    """A case that is not there any more."""

    sentence = N_("This line is not in the list any more. Open the list again.")


class TermFoundError(DeskError):
    """A term that stands in the law is not the school's to change."""

    sentence = N_("This term stands in the law and is not changed here. Nothing was written.")


class TermDaysError(DeskError):
    """A term that is none, or has no ground."""

    sentence = N_("A term is 1 to {top} working days, with its source. Nothing was written.")


def parse_terms(text: str) -> tuple[PrivacyTerm, ...]:
    """The terms that come with the program."""
    return tuple(
        PrivacyTerm(CaseKind(code), told["days"], told["source"], Status(told["status"]))
        for code, told in tomllib.loads(text).items()
    )


def terms_on(
    day: date, shipped: Iterable[PrivacyTerm], own: Iterable[PrivacyTerm]
) -> tuple[PrivacyTerm, ...]:
    """The terms that count on a day: what was to check as the school has checked it since."""
    begun = sorted(
        (one for one in own if one.starts is None or one.starts <= day),
        key=lambda one: one.starts or date.min,
    )
    latest = {one.kind: one for one in begun}
    return tuple(latest.get(one.kind, one) if may_change(one) else one for one in shipped)


def may_change(shipped: PrivacyTerm) -> bool:
    """Whether a term is the school's to find out; one that was read in the law is not."""
    return shipped.status is not Status.FOUND


def accept_term(shipped: Sequence[PrivacyTerm], kind: CaseKind, days: int, source: str) -> str:
    """The source as it is kept, or raise."""
    if not may_change(next(one for one in shipped if one.kind is kind)):
        raise TermFoundError
    line = as_line(source)
    if not (1 <= days <= MOST_DAYS and line):
        raise TermDaysError(top=MOST_DAYS)
    return line


def accept_case(case: PrivacyCase, today: date) -> PrivacyCase:
    """The case as it is kept, or raise."""
    applicant, relation = as_line(case.applicant), as_line(case.relation)
    what, answer = as_line(case.what), as_line(case.answer)
    if not (applicant and what):
        raise CaseEmptyError
    for text in (applicant, relation, what, answer):
        if len(text) > LONGEST:
            raise CaseLongError(text=as_quote(text), top=LONGEST)
    if case.answered_on and not case.day <= case.answered_on <= today:
        raise AnswerEarlyError(first=case.day, last=today)
    return replace(case, applicant=applicant, relation=relation, what=what, answer=answer)
