"""What comes with the program: calendars, bells, names of subjects, the sample list."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from school_desk.school.calendar_file_rules import read_year
from school_desk.school.calendar_model import SchoolYear
from school_desk.school.calendar_proposal_rules import proposed
from school_desk.school.calendar_year_rules import calendar_of
from school_desk.school.consent_model import ConsentText
from school_desk.school.consent_rules import parse_texts
from school_desk.school.curriculum_model import Curriculum
from school_desk.school.curriculum_rules import parse_curriculum
from school_desk.school.list_model import ListKind
from school_desk.school.list_rules import parse_kinds
from school_desk.school.model import Bell, Calendar
from school_desk.school.privacy_model import CaseKind, PrivacyTerm
from school_desk.school.privacy_rules import parse_terms
from school_desk.school.retention_model import RetentionTerm
from school_desk.school.retention_rules import parse_retention
from school_desk.school.timetable import parse_bells

FOLDER = Path(__file__).parent
SAMPLE = FOLDER / "samples" / "pupils.xlsx"
LANGUAGES = ("kk", "ru", "en")


def calendar_ids() -> tuple[str, ...]:
    """Name the school years that have a calendar, the latest last."""
    return tuple(sorted(file.stem for file in (FOLDER / "calendars").glob("*.toml")))


@lru_cache
def school_year(calendar_id: str) -> SchoolYear:
    """Give a school year as it was written, with the status of each fact.

    A year that does not come with the program is proposed from the nearest one that does.
    """
    if calendar_id in calendar_ids():
        text = (FOLDER / "calendars" / f"{calendar_id}.toml").read_text("utf-8")
        found = read_year(text).year
        if found is None:
            raise ValueError(calendar_id)
        return found
    begins = int(calendar_id[:4])
    nearest = min(calendar_ids(), key=lambda one: abs(int(one[:4]) - begins))
    return proposed(school_year(nearest), begins)


@lru_cache
def calendar(calendar_id: str) -> Calendar:
    """Give the calendar of a school year such as 2026-27."""
    return calendar_of(school_year(calendar_id))


@lru_cache
def bells() -> tuple[Bell, ...]:
    """Give the usual times of lessons, which a school has to check."""
    return parse_bells((FOLDER / "bells.toml").read_text("utf-8"))


@lru_cache
def list_kinds() -> tuple[ListKind, ...]:
    """Give the lists that schools are usually asked for."""
    return parse_kinds((FOLDER / "list_kinds.toml").read_text("utf-8"))


@lru_cache
def consent_texts() -> tuple[ConsentText, ...]:
    """Give the texts that schools usually ask consent to; a lawyer has to confirm them."""
    return parse_texts((FOLDER / "consent_texts.toml").read_text("utf-8"))


@lru_cache
def privacy_terms() -> tuple[PrivacyTerm, ...]:
    """Give the days within which requests of persons are answered."""
    return parse_terms((FOLDER / "privacy_terms.toml").read_text("utf-8"))


def retention_terms() -> tuple[RetentionTerm, ...]:
    """Give how long what is kept, all of it to be checked."""
    return parse_retention((FOLDER / "retention.toml").read_text("utf-8"))


def days_to_stop() -> int:
    """Give the working days in which what was withdrawn has to end."""
    return next(one.days for one in privacy_terms() if one.kind is CaseKind.WITHDRAWAL)


@lru_cache
def curriculum() -> Curriculum:
    """Give the standard curricula in force: subjects, hours a week, caps."""
    return parse_curriculum((FOLDER / "curricula" / "kz-2025.toml").read_text("utf-8"))


@lru_cache
def subject_names() -> Mapping[str, Mapping[str, str]]:
    """Give the names of the usual subjects in each language, by code."""
    entries = tomllib.loads((FOLDER / "subjects.toml").read_text("utf-8"))
    return {
        code: {language: entry[language] for language in LANGUAGES}
        for code, entry in entries.items()
    }
