"""Consents, requests of persons and a breach of the demo school, as its office would note them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from school_desk.app import Desk
from school_desk.demo.office import told_office
from school_desk.school.consent_model import Consent, ConsentForm, ConsentText, KnownSubject
from school_desk.school.consent_rules import first_giver
from school_desk.school.privacy_model import CaseKind, PrivacyCase


def keep_privacy(desk: Desk, day: date) -> None:
    """What the office has on a day: all dates are counted back from it."""
    asked = told_office()["privacy"]
    _ask_consents(desk, asked["consents"], day)
    withdrawn = _withdraw(desk, asked["withdrawn"], day)
    for told in asked["cases"]:
        desk.privacy.write(_case(told, withdrawn.giver, day))


def _ask_consents(desk: Desk, asked: Sequence[dict[str, Any]], day: date) -> None:
    texts = {one.code: one for one in desk.consents.texts()}
    people = desk.consents.people()
    given = [
        one
        for told in asked
        for one in _given(told, _asked(told, people), texts[told["text"]], day)
    ]
    desk.consents.record(given)


def _asked(told: dict[str, Any], people: Sequence[KnownSubject]) -> list[KnownSubject]:
    """Those of a kind and of a class whom the line is about."""
    year_level = told.get("year_level")
    found = [one for one in people if one.subject.kind == told["of"]]
    return [
        one
        for one in found
        if year_level is None or (one.class_group and one.class_group.year_level == year_level)
    ]


def _given(
    told: dict[str, Any], people: Sequence[KnownSubject], text: ConsentText, day: date
) -> Iterator[Consent]:
    """Each of them but those who have not answered; some of them long ago."""
    for place, person in enumerate(people):
        giver = first_giver(person)
        if giver is None or place in told["without"]:
            continue
        days = told["before"].get(str(place), told["days"])
        made = Consent(person.subject, text, *giver, starts=day - timedelta(days=days))
        yield replace(made, form=ConsentForm(told["form"]))


def _withdraw(desk: Desk, told: dict[str, Any], day: date) -> Consent:
    """One who has changed their mind."""
    there = [
        one.consent
        for one in desk.consents.lines()
        if one.consent and one.standing.stands and one.text.code == told["text"]
    ]
    found: Consent = there[told["place"]]
    desk.consents.withdraw(found.id, day - timedelta(days=told["days"]))
    return found


def _case(told: dict[str, Any], who: str, day: date) -> PrivacyCase:
    """A line of the journal; `who` asks where nobody else is told."""
    came = day - timedelta(days=told["days"])
    answered = day - timedelta(days=told["answered"]) if "answered" in told else None
    return PrivacyCase(
        CaseKind(told["kind"]),
        came,
        told.get("applicant", who),
        told["what"],
        told.get("relation", ""),
        told.get("persons"),
        answered_on=answered,
        answer=told.get("answer", ""),
    )
