"""When the term of keeping has ended, and who may confirm that a person is forgotten."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.calendar_model import Status
from school_desk.school.privacy_model import CaseKind, PrivacyCase
from school_desk.school.privacy_rules import CaseGoneError
from school_desk.school.retention_model import From, Ground, Leaver, Proposal, Record, RetentionTerm
from school_desk.school.texts import as_line

MOST_YEARS = 75
SOON_DAYS = 30
"""So many days before the end a person is listed already."""


class YearsError(DeskError):
    """A term that is none, or has no ground."""

    sentence = N_("A term is 1 to {top} years, with the act it goes by. Nothing was written.")


class StillKeptError(DeskError):
    """The term of keeping runs."""

    sentence = N_(
        "The file of {name} is kept until {day:short}. Before that a person is forgotten only at "
        "their own request. Nothing was written."
    )


class StillHereError(DeskError):
    """A pupil of the school."""

    sentence = N_("This pupil has not left the school. Nothing was written.")


class ProposedError(DeskError):
    """Twice the same."""

    sentence = N_("It is proposed already to forget {name}. Another person has to confirm it.")


class SamePersonError(DeskError):
    """Two persons decide."""

    sentence = N_(
        "You have proposed this yourself. Another head or deputy has to confirm it. "
        "Nothing was forgotten."
    )


class ProposalGoneError(DeskError):
    """Withdrawn meanwhile, or done."""

    sentence = N_("This proposal is not there any more. Open the list again.")


def parse_retention(text: str) -> tuple[RetentionTerm, ...]:
    """The terms that come with the program; all of them are to be checked."""
    return tuple(
        RetentionTerm(Record(code), told["years"], From(told["starts_from"]))
        for code, told in tomllib.loads(text).items()
    )


def retention_on(
    day: date,
    shipped: Iterable[RetentionTerm],
    own: Iterable[tuple[str, date, int, str]],
) -> tuple[RetentionTerm, ...]:
    """The terms that count on a day: the school's latest that has begun, or the shipped one."""
    begun = sorted((starts, record, years, basis) for record, starts, years, basis in own)
    latest: Mapping[str, tuple[int, str]] = {
        record: (years, basis) for starts, record, years, basis in begun if starts <= day
    }
    return tuple(
        replace(
            one, years=latest[one.record][0], basis=latest[one.record][1], status=Status.CHECKED
        )
        if one.record in latest
        else one
        for one in shipped
    )


def accept_retention(years: int, basis: str) -> str:
    """The act as it is kept, or raise."""
    line = as_line(basis)
    if not (1 <= years <= MOST_YEARS and line):
        raise YearsError(top=MOST_YEARS)
    return line


def kept_until(left_on: date, years: int) -> date:
    """The last day of a term: the same day so many years later.

    >>> kept_until(date(2024, 2, 29), 3)
    datetime.date(2027, 2, 28)
    """
    try:
        return left_on.replace(year=left_on.year + years)
    except ValueError:
        return left_on.replace(year=left_on.year + years, day=28)


def find_leaver(leavers: Sequence[Leaver], pupil: int) -> Leaver:
    """The pupil among those who have left, or raise."""
    found = next((one for one in leavers if one.pupil == pupil), None)
    if found is None:
        raise StillHereError
    return found


def accept_proposal(leaver: Leaver, ground: Ground, today: date) -> None:
    """Raise where the term runs and nobody has asked, or where it is proposed already."""
    if leaver.proposal is not None:
        raise ProposedError(name=leaver.name.full)
    if ground is Ground.TERM and today <= leaver.kept_until:
        raise StillKeptError(name=leaver.name.full, day=leaver.kept_until)


def accept_case(cases: Iterable[PrivacyCase], case: int | None, ground: Ground) -> int | None:
    """The open request that is the ground, or None where none is named; or raise."""
    if case is None or ground is not Ground.REQUEST:
        return None
    if case not in {one.id for one in open_requests(cases)}:
        raise CaseGoneError
    return case


def open_requests(cases: Iterable[PrivacyCase]) -> tuple[PrivacyCase, ...]:
    """Requests of persons that wait for an answer, the oldest first."""
    found = (one for one in cases if one.kind is not CaseKind.BREACH and not one.answered_on)
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def accept_confirmation(proposal: Proposal | None, account: int | None) -> Proposal:
    """The proposal that another person confirms, or raise."""
    if proposal is None:
        raise ProposalGoneError
    if proposal.proposed_by == account:
        raise SamePersonError
    return proposal
