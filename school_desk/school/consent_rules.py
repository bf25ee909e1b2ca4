"""What a consent must tell, how it stands on a day, which text is asked for now."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from school_desk.errors import N_, DeskError
from school_desk.school.calendar_model import Status
from school_desk.school.consent_model import (
    BOTH,
    SELF,
    Consent,
    ConsentText,
    KnownSubject,
    Standing,
    Subject,
    SubjectKind,
)
from school_desk.school.texts import as_line, as_quote

SOON = timedelta(days=30)
"""A consent that ends within so many days is to be asked for again."""

LONGEST = 200
LONGEST_TEXT = 600
MOST_MONTHS = 144
MONTHS_OF_YEAR = 12
BIN_DIGITS = 12


class GiverMissingError(DeskError):
    """A consent that nobody gave."""

    sentence = N_("Write who gives the consent. Nothing was written.")


class ConsentLongError(DeskError):
    """A field with a whole story in it."""

    sentence = N_("«{text}» is too long: at most {top} signs. Nothing was written.")


class ConsentDatesError(DeskError):
    """A consent that ends before it begins."""

    sentence = N_("The last day {ends:short} is before the first {starts:short}.")


class ConsentThereError(DeskError):
    """A second consent of a person to the same text."""

    sentence = N_("There is a consent to this text already. Nothing was written.")


class ConsentGoneError(DeskError):
    """A consent that is not there any more, or a person."""

    sentence = N_("This consent is not there any more. Open the list again.")


class WithdrawnError(DeskError):
    """A consent that was withdrawn is not changed any more."""

    sentence = N_("This consent was withdrawn on {day:short}. A new one has to be recorded.")


class WithdrawalEarlyError(DeskError):
    """Withdrawn before it was given."""

    sentence = N_("The consent was given on {starts:short}: it cannot be withdrawn before.")


class TextEmptyError(DeskError):
    """A text that does not tell what the law asks for."""

    sentence = N_(
        "A text of consent names the purpose and the data, in Kazakh and in Russian. "
        "Nothing was written."
    )


class TextOfNobodyError(DeskError):
    """A text that nobody is asked about."""

    sentence = N_("Say whose consent is asked: pupils, guardians or staff. Nothing was written.")


class TextTermError(DeskError):
    """A term that is none."""

    sentence = N_("A consent is given for 1 to {top} months. Nothing was written.")


class TextSameError(DeskError):
    """A new version that says the same."""

    sentence = N_("The text is the same as it was. Nothing was written.")


class BinWrongError(DeskError):
    """A business number is twelve digits."""

    sentence = N_("A BIN has 12 digits. Nothing was written.")


def parse_texts(text: str) -> tuple[ConsentText, ...]:
    """The texts that come with the program, each as its first version."""
    return tuple(_parsed(code, told) for code, told in tomllib.loads(text).items())


def current_texts(
    shipped: Sequence[ConsentText], kept: Iterable[ConsentText]
) -> tuple[ConsentText, ...]:
    """What is asked for now: the latest version of each text, the school's before the shipped."""
    found = {one.code: one for one in shipped}
    for one in sorted(kept, key=lambda text: text.version):
        found[one.code] = one
    return tuple(found.values())


def accept_consent(consent: Consent, others: Iterable[Consent], today: date) -> Consent:
    """The consent as it is kept, or raise; a term that nobody told is that of the text."""
    texts = {name: as_line(getattr(consent, name)) for name in ("giver", "relation", "document")}
    if not texts["giver"]:
        raise GiverMissingError
    _accept_short(texts.values(), LONGEST)
    starts = consent.starts or today
    ends = consent.ends or last_day(starts, consent.text.months)
    if ends < starts:
        raise ConsentDatesError(ends=ends, starts=starts)
    if any(_same(consent, one) and _meets(one, starts, ends) for one in others):
        raise ConsentThereError
    return replace(
        consent,
        starts=starts,
        ends=ends,
        giver=texts["giver"],
        relation=texts["relation"],
        document=texts["document"],
    )


def accept_withdrawal(consent: Consent, day: date) -> None:
    """Raise where a consent cannot be withdrawn on a day."""
    if consent.withdrawn_on:
        raise WithdrawnError(day=consent.withdrawn_on)
    if consent.starts and day < consent.starts:
        raise WithdrawalEarlyError(starts=consent.starts)


def accept_text(text: ConsentText, before: ConsentText | None) -> ConsentText:
    """The next version of a text, or raise."""
    lines = {
        name: {one: as_line(getattr(text, name)[one]) for one in BOTH}
        for name in ("title", "purpose", "data", "third")
    }
    needed = (lines[name][one] for name in ("title", "purpose", "data") for one in BOTH)
    if not all(needed):
        raise TextEmptyError
    if not text.subjects:
        raise TextOfNobodyError
    _accept_short((line for told in lines.values() for line in told.values()), LONGEST_TEXT)
    if not 1 <= text.months <= MOST_MONTHS:
        raise TextTermError(top=MOST_MONTHS)
    made = replace(
        text,
        title=lines["title"],
        purpose=lines["purpose"],
        data=lines["data"],
        third=lines["third"],
    )
    if before and _wording(made) == _wording(before):
        raise TextSameError
    return replace(made, version=before.version + 1 if before else 1, id=0)


def accept_bin(text: str) -> str:
    """A business number as it is kept; empty: nobody has told it."""
    found = "".join(text.split())
    if found and not (found.isdecimal() and found.isascii() and len(found) == BIN_DIGITS):
        raise BinWrongError
    return found


def standing(consent: Consent | None, text: ConsentText, today: date) -> Standing:
    """How a consent stands on a day beside the text that is asked for now."""
    if consent is None:
        return Standing.MISSING
    if consent.withdrawn_on:
        return Standing.WITHDRAWN
    if consent.ends and consent.ends < today:
        return Standing.ENDED
    if consent.text.version < text.version:
        return Standing.OLD_TEXT
    if consent.ends and consent.ends <= today + SOON:
        return Standing.ENDING
    return Standing.VALID


def that_counts(consents: Iterable[Consent]) -> Consent | None:
    """Of the consents of one person to one text that which was given last."""
    return max(consents, key=lambda one: (one.starts or date.min, one.id), default=None)


def first_giver(person: KnownSubject) -> tuple[str, str] | None:
    """Who gives a consent unless somebody else is named: a guardian of a pupil, others themselves.

    Whether a pupil from 14 signs alone is to be confirmed by a lawyer: that one is chosen by hand.
    """
    pupil = person.subject.kind is SubjectKind.PUPIL
    return next((one for one in person.givers if not (pupil and one[1] == SELF)), None)


def by_subject(consents: Iterable[Consent]) -> Mapping[tuple[Subject, str], list[Consent]]:
    """Consents by person and text."""
    found: dict[tuple[Subject, str], list[Consent]] = {}
    for one in consents:
        found.setdefault((one.subject, one.text.code), []).append(one)
    return found


def last_day(starts: date, months: int) -> date:
    """The last day of a term of months.

    >>> last_day(date(2026, 9, 1), 12), last_day(date(2026, 8, 31), 6)
    (datetime.date(2027, 8, 31), datetime.date(2027, 2, 27))
    """
    place = starts.year * MONTHS_OF_YEAR + starts.month - 1 + months
    year, month = divmod(place, MONTHS_OF_YEAR)
    day = min(starts.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def _same(one: Consent, other: Consent) -> bool:
    """Whether two are of one person to one version of a text, and not one consent."""
    texts = (one.text.code, one.text.version), (other.text.code, other.text.version)
    return one.subject == other.subject and texts[0] == texts[1] and one.id != other.id


def _meets(one: Consent, starts: date, ends: date) -> bool:
    """Whether a consent that was not withdrawn covers the whole of a term."""
    there = (one.starts or date.min) <= starts and ends <= (one.ends or date.max)
    return there and one.withdrawn_on is None


def _wording(text: ConsentText) -> tuple[object, ...]:
    told = (dict(each) for each in (text.title, text.purpose, text.data, text.third))
    return (*told, text.abroad, text.published, text.months, text.subjects)


def _accept_short(texts: Iterable[str], top: int) -> None:
    for text in texts:
        if len(text) > top:
            raise ConsentLongError(text=as_quote(text), top=top)


def _parsed(code: str, told: Mapping[str, Any]) -> ConsentText:
    return ConsentText(
        code,
        1,
        told["title"],
        told["purpose"],
        told["data"],
        tuple(SubjectKind(one) for one in told["subjects"]),
        told["third"],
        told["abroad"],
        told["published"],
        told["months"],
        status=Status(told["status"]),
    )
