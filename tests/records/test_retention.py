"""Terms of keeping, and a pupil who is forgotten by two persons: nothing of the name is left."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.formats import date_short
from school_desk.i18n import Text, translator
from school_desk.intents import Form
from school_desk.journal.history_rules import change_words, value_words
from school_desk.school.calendar_model import Status
from school_desk.school.guardian_model import Guardian, Relation
from school_desk.school.model import Forgotten, PersonName
from school_desk.school.privacy_model import CaseKind, PrivacyCase
from school_desk.school.privacy_rules import CaseGoneError
from school_desk.school.retention_model import Ground, Record
from school_desk.school.retention_rules import (
    ProposalGoneError,
    ProposedError,
    SamePersonError,
    StillHereError,
    StillKeptError,
    YearsError,
)
from school_desk.school.store import load_members
from school_desk.storage.errors import ForgottenError, NothingToUndoError
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, NOW, PASSWORD, TEACHER

DEPUTY = "deputy"
TODAY = NOW.date()
NAME = "Ермек"


def leave(desk, name, ends):
    """The pupil's last day, as if years had passed since."""
    storage = desk.retention._at.storage
    row = storage.db.execute("SELECT row FROM pupil WHERE surname = ?", (name,)).fetchone()[0]
    with storage.begin("Leave") as work:
        (member,) = work.db.execute("SELECT row FROM membership WHERE pupil = ?", (row,)).fetchone()
        work.put("membership", member, starts="2019-09-01", ends=ends.isoformat())
    return row


@pytest.fixture
def left(school):
    """A pupil left more than three years ago; a head and a deputy answer for the data."""
    with school.taken_by(HEAD) as head:
        deputy = PersonName("Орынбасарова", "Мөлдір")
        head.create_account(DEPUTY, deputy, PASSWORD, [Role.DEPUTY], params=Argon2Params(64, 1, 1))
        pupil = leave(head, NAME, date(2023, 5, 25))
    return school, pupil


def every_value(storage):
    """All that the file says anywhere, tables of the log included."""
    tables = [
        name
        for (name,) in storage.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    return repr([storage.db.execute(f"SELECT * FROM {name}").fetchall() for name in tables])  # noqa: S608


def test_all_shipped_terms_are_to_be_checked(school):
    with school.taken_by(HEAD) as head:
        years = {one.record.value: one.years for one in head.retention.terms()}
        assert {one.status for one in head.retention.terms()} == {Status.TO_CHECK}

    assert years == {
        "register_summary": 25,
        "register": 5,
        "personal_file": 3,
        "consents": 3,
        "meals": 5,
        "meal_logs": 3,
        "kindergarten_attendance": 5,
        "support": 3,
        "protocols": 3,
        "home_schooling": 5,
        "looks": 3,
    }


def test_a_changed_term_counts_from_its_day_and_can_be_taken_back(school):
    with school.taken_by(HEAD) as head:
        with pytest.raises(YearsError):
            head.retention.change_term(Record.REGISTER, 4, " ", TODAY)
        head.retention.change_term(Record.REGISTER, 4, "бұйрық № 7", TODAY)
        head.retention.change_term(Record.REGISTER, 9, "бұйрық № 8", date(2030, 1, 1))
        found = next(one for one in head.retention.terms() if one.record is Record.REGISTER)
        head.undo(Form())
        head.undo(Form())
        before = next(one for one in head.retention.terms() if one.record is Record.REGISTER)

    assert (found.years, found.basis, found.status) == (4, "бұйрық № 7", Status.CHECKED)
    assert (before.years, before.status) == (5, Status.TO_CHECK)


def test_who_left_is_listed_when_the_term_ends(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        (found,) = head.retention.leavers()
        head.retention.change_term(Record.PERSONAL_FILE, 4, "бұйрық № 7", TODAY)

        assert (found.pupil, found.left_on) == (pupil, date(2023, 5, 25))
        assert found.kept_until == date(2026, 5, 25)
        assert head.retention.leavers() == ()
        with pytest.raises(StillKeptError):
            head.retention.propose(pupil, Ground.TERM)


def test_one_proposes_and_another_confirms(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        proposal = head.retention.propose(pupil, Ground.TERM)
        with pytest.raises(ProposedError):
            head.retention.propose(pupil, Ground.TERM)
        with pytest.raises(SamePersonError):
            head.retention.confirm(proposal)
        head.retention.withdraw(proposal)
        with pytest.raises(ProposalGoneError):
            head.retention.confirm(proposal)
        here = next(one.pupil.id for one in head.school.pupils(school.class_group))
        with pytest.raises(StillHereError):
            head.retention.propose(here, Ground.REQUEST)
    with school.taken_by(TEACHER) as teacher, pytest.raises(NotAllowedError):
        teacher.retention.leavers()


def test_nothing_of_a_forgotten_pupil_is_left_and_the_rest_stands(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        parent = Guardian(PersonName("Аналық", "Рауза"), phone="8 700 000 00 17")
        head.guardians.add(school.class_group, pupil, parent, Relation.MOTHER)
        proposal = head.retention.propose(pupil, Ground.TERM)
    with school.taken_by(DEPUTY) as deputy:
        before = every_value(deputy.retention._at.storage)
        deputy.retention.confirm(proposal)
        after = every_value(deputy.retention._at.storage)
        (done,) = deputy.retention.forgotten()
        faults = deputy.verify()
        protocol = BytesIO()
        deputy.person_papers.forgetting(proposal, "kk", "xlsx", protocol)

    for word in (NAME, "Аналық", "8 700 000 00 17"):
        assert word in before
        assert word not in after
    assert "Әбіш" in after
    assert faults == ()
    assert dict(done.rows)["pupil"] == 1
    assert dict(done.rows)["guardian"] == 1
    assert [one.listed for one in done.names] == ["Ахметова Сәуле", "Орынбасарова Мөлдір"]
    assert NAME.encode() not in protocol.getvalue()


def test_undo_passes_over_it_and_nothing_personal_comes_back(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        head.school.correct_pupil(school.class_group, pupil, PersonName("Ермекұлы", "Дана"), None)
        proposal = head.retention.propose(pupil, Ground.TERM)
    with school.taken_by(DEPUTY) as deputy:
        deputy.retention.confirm(proposal)
        with pytest.raises(NothingToUndoError):
            deputy.undo(Form())
        with pytest.raises(ForgottenError):
            deputy.school.correct_pupil(
                school.class_group, pupil, PersonName("Қайта", "Жазылды"), None
            )
    with school.taken_by(HEAD) as head:
        head.undo(Form())  # the proposal, which is done, may go
        with pytest.raises(ForgottenError):
            head.undo(Form())


def test_a_request_is_the_ground_and_is_answered_when_it_is_done(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        ask = partial(PrivacyCase, day=TODAY, applicant="Аналық Рауза", what="деректерді өшіру")
        breach = head.privacy.write(ask(CaseKind.BREACH))
        case = head.privacy.write(ask(CaseKind.WITHDRAWAL))
        offered = [one.id for one in head.retention.open_requests()]
        with pytest.raises(CaseGoneError):
            head.retention.propose(pupil, Ground.REQUEST, breach)
        proposal = head.retention.propose(pupil, Ground.REQUEST, case)
        (waits,) = (one for one in head.privacy.cases() if one.case.id == case)
        (leaver,) = head.retention.leavers()
    with school.taken_by(DEPUTY) as deputy:
        deputy.retention.confirm(proposal)
        (done,) = (one for one in deputy.privacy.cases() if one.case.id == case)
        (forgotten,) = deputy.retention.forgotten()

    assert offered == [case]
    assert (waits.is_open, waits.case.forgetting_on) == (True, TODAY)
    assert (leaver.proposal.case, leaver.proposal.asked_on) == (case, TODAY)
    assert not done.is_open
    assert (done.case.answered_on, done.case.forgotten_on) == (TODAY, TODAY)
    assert isinstance(done.case.answer_words, Text)
    assert forgotten.proposal.asked_on == TODAY


def test_the_proposal_notes_that_its_request_was_closed(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        asked = PrivacyCase(CaseKind.CORRECTION, TODAY, "Аналық Рауза", "деректерді өшіру")
        case = head.privacy.write(asked)
        head.retention.propose(pupil, Ground.REQUEST, case)
        head.privacy.write(replace(asked, id=case, answered_on=TODAY, answer="бас тартылды"))
        (leaver,) = head.retention.leavers()

    assert leaver.proposal.answered_on == TODAY


def test_the_history_says_when_and_by_whose_order_the_values_went(left):
    school, pupil = left
    with school.taken_by(HEAD) as head:
        kept = head.row_history.of_row("pupil", pupil)
        proposal = head.retention.propose(pupil, Ground.TERM)
    with school.taken_by(DEPUTY) as deputy:
        deputy.retention.confirm(proposal)
        gone = deputy.row_history.of_row("pupil", pupil)
        klass = pupil_class(deputy, pupil)
        members = {one.pupil.id: one.pupil for one in load_members(deputy._storage.db, klass)}
        past = deputy.as_of(TODAY - timedelta(1))
        before = load_members(past._storage.db, klass)
        past.close()

    said = translator("ru")
    name = next(one for one in gone.lines if one.what == "Name")
    assert [value_words(one.after, said) for one in kept.lines if one.what == "Name"] != ["—"]
    assert value_words(name.after, said) == (
        f"данные удалены {date_short(TODAY, 'ru')} по распоряжению: Орынбасарова Мөлдір"
    )
    assert not name.secret
    assert change_words(name, said) == value_words(name.after, said)
    assert isinstance(before, tuple)
    assert members[pupil].forgotten == Forgotten(TODAY, "Орынбасарова Мөлдір")
    assert [one.id for one in members.values() if one.forgotten] == [pupil]


def pupil_class(desk, pupil):
    sql = "SELECT class_group FROM membership WHERE pupil = ?"
    return desk._storage.db.execute(sql, (pupil,)).fetchone()[0]
