"""Rows of consents, of their texts and of the people they are about, as values."""

from collections.abc import Iterable, Mapping
from datetime import date

from school_desk.school.calendar_model import Status
from school_desk.school.consent_model import (
    SELF,
    Consent,
    ConsentForm,
    ConsentText,
    KnownSubject,
    Operator,
    Subject,
    SubjectKind,
)
from school_desk.school.guardian_model import Guardianship
from school_desk.school.guardian_store import load_guardianships
from school_desk.school.model import ClassGroup, Member, PersonName
from school_desk.school.store import load_class_groups, load_members
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

COLUMN = {
    SubjectKind.PUPIL: "pupil",
    SubjectKind.GUARDIAN: "guardian",
    SubjectKind.STAFF: "account",
}


def load_operator(db: Connection) -> Operator:
    """The school with its business number."""
    row = db.execute("SELECT name_kk, name_ru, bin FROM school WHERE alive").fetchone()
    kk, ru, number = row or ("", "", "")
    return Operator({"kk": kk or "", "ru": ru or kk or ""}, number or "")


def load_texts(db: Connection) -> tuple[ConsentText, ...]:
    """Every version that somebody has written or consented to, the oldest first."""
    rows = db.execute(
        "SELECT row, code, version, starts, subjects, months, status, title_kk, title_ru, "
        "purpose_kk, purpose_ru, data_kk, data_ru, third_kk, third_ru, abroad, published "
        "FROM consent_text WHERE alive ORDER BY code, version"
    )
    return tuple(_text(*row) for row in rows)


def load_consents(db: Connection) -> tuple[Consent, ...]:
    """Every consent that was ever recorded."""
    texts = {one.id: one for one in load_texts(db)}
    rows = db.execute(
        "SELECT row, pupil, guardian, account, text, giver, relation, document, starts, ends, "
        "form, recorded_by, recorded_on, withdrawn_on, effect_by FROM consent WHERE alive"
    )
    return tuple(
        Consent(
            _subject(pupil, guardian, account),
            texts[text],
            giver or "",
            relation or "",
            document or "",
            _day(starts),
            _day(ends),
            ConsentForm(form or "paper"),
            by,
            _day(on),
            _day(withdrawn),
            _day(effect),
            row,
        )
        for row, pupil, guardian, account, text, giver, relation, document, *rest in rows
        for starts, ends, form, by, on, withdrawn, effect in (rest,)
        if text in texts
    )


def load_people(
    db: Connection, year: str, today: date, staff: Mapping[int, PersonName]
) -> tuple[KnownSubject, ...]:
    """Who may be asked for a consent: pupils who are here with their guardians, and the staff."""
    found: list[KnownSubject] = []
    groups = load_class_groups(db, year)
    there = {group.id: _here(load_members(db, group.id), today) for group in groups}
    ids = [one.pupil.id for members in there.values() for one in members]
    guardians = load_guardianships(db, ids)
    for group in groups:
        for one in there[group.id]:
            found.append(_pupil(one, group, guardians.get(one.pupil.id, ())))
            found += [_guardian(each, group) for each in guardians.get(one.pupil.id, ())]
    return (*_once(found), *(_member(row, name) for row, name in staff.items()))


def save_text(work: UnitOfWork, parts: Partitions, text: ConsentText) -> int:
    """A version; it is written once."""
    return work.born(
        "consent_text",
        parts.admin,
        code=text.code,
        version=text.version,
        starts=_iso(text.starts),
        subjects=" ".join(one.value for one in text.subjects),
        months=text.months,
        status=text.status.value,
        title_kk=text.title["kk"],
        title_ru=text.title["ru"],
        purpose_kk=text.purpose["kk"],
        purpose_ru=text.purpose["ru"],
        data_kk=text.data["kk"],
        data_ru=text.data["ru"],
        third_kk=text.third["kk"] or None,
        third_ru=text.third["ru"] or None,
        abroad=int(text.abroad),
        published=int(text.published),
    )


def save_consent(work: UnitOfWork, parts: Partitions, one: Consent) -> int:
    """A consent, new or as it is from now on; its text has a row."""
    facts: dict[str, int | str | None] = {
        COLUMN[one.subject.kind]: one.subject.id,
        "text": one.text.id,
        "giver": one.giver,
        "relation": one.relation or None,
        "document": one.document or None,
        "starts": _iso(one.starts),
        "ends": _iso(one.ends),
        "form": one.form.value,
        "recorded_by": one.recorded_by,
        "recorded_on": _iso(one.recorded_on),
        "withdrawn_on": _iso(one.withdrawn_on),
        "effect_by": _iso(one.effect_by),
    }
    if not one.id:
        return work.new("consent", parts.admin, **facts)
    work.put("consent", one.id, **facts)
    return one.id


def save_bin(work: UnitOfWork, text: str) -> None:
    """The business number in the school's own line."""
    row = work.db.execute("SELECT row FROM school WHERE alive").fetchone()
    if row is not None:
        work.put("school", row[0], bin=text or None)


def _here(members: Iterable[Member], today: date) -> list[Member]:
    return [one for one in members if one.until is None or one.until >= today]


def _pupil(one: Member, group: ClassGroup, guardians: Iterable[Guardianship]) -> KnownSubject:
    givers = [(each.guardian.name.full, each.relation.value) for each in guardians]
    subject = Subject(SubjectKind.PUPIL, one.pupil.id)
    return KnownSubject(subject, one.pupil.name, group, (*givers, (one.pupil.name.full, SELF)))


def _guardian(one: Guardianship, group: ClassGroup) -> KnownSubject:
    subject, name = Subject(SubjectKind.GUARDIAN, one.guardian.id), one.guardian.name
    return KnownSubject(subject, name, group, ((name.full, SELF),))


def _member(row: int, name: PersonName) -> KnownSubject:
    return KnownSubject(Subject(SubjectKind.STAFF, row), name, None, ((name.full, SELF),))


def _once(found: Iterable[KnownSubject]) -> tuple[KnownSubject, ...]:
    """A guardian of two children is one person, in the class of the first."""
    return tuple({one.subject: one for one in reversed(list(found))}.values())[::-1]


def _subject(pupil: int | None, guardian: int | None, account: int | None) -> Subject:
    if pupil is not None:
        return Subject(SubjectKind.PUPIL, pupil)
    if guardian is not None:
        return Subject(SubjectKind.GUARDIAN, guardian)
    return Subject(SubjectKind.STAFF, account or 0)


def _text(  # noqa: PLR0917  the columns of a row
    row: int,
    code: str,
    version: int,
    starts: str | None,
    subjects: str | None,
    months: int | None,
    status: str | None,
    *told: str | int | None,
) -> ConsentText:
    words = [str(one or "") for one in told[:8]]
    pairs = [{"kk": words[n], "ru": words[n + 1]} for n in range(0, len(words), 2)]
    title, purpose, data, third = pairs
    return ConsentText(
        code,
        version,
        title,
        purpose,
        data,
        tuple(SubjectKind(one) for one in (subjects or "").split()),
        third,
        bool(told[8]),
        bool(told[9]),
        months or 12,
        _day(starts),
        Status(status or Status.TO_CHECK.value),
        row,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
