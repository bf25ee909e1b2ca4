"""Bulks are taken back and done again after a restart, each by its own person alone."""

import pytest

from school_desk.access.model import Role
from school_desk.intents import Form, Scope
from school_desk.school.model import PersonName
from school_desk.storage.errors import NothingToUndoError
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

WHY = "Кеңес хаттамасы № 4"
EVERYWHERE = Form(Scope())
DEPUTY = "aigul"


def close_term(desk, school):  # noqa: ARG001  as the others are called
    desk.closing.close(desk.closing.due(1), WHY)


def join(desk, school):
    first, second, *_others = desk.school.pupils(school.class_group)
    desk.joining.join(first.pupil.id, second.pupil.id)


def take_hours(desk, school):
    group = school.class_group
    desk.curriculum.put_hours(group, school.subject, "3", Form(Scope(class_group=group)))


BULKS = {"Close term": close_term, "Join pupils": join, "Change curriculum": take_hours}


def shown(school, desk):
    """What people see of it: who is in the class, which pages are closed, which hours stand."""
    hours = next(
        found for one, found in desk.curriculum.of_school() if one.id == school.class_group
    )
    return (
        [one.pupil for one in desk.school.pupils(school.class_group)],
        [(one.place, one.is_closed) for one in desk.closing.states(1)],
        [(one.subject, one.planned) for one in hours.lines],
    )


@pytest.mark.parametrize("label", BULKS)
def test_a_bulk_is_taken_back_and_done_again_after_restarts(school, label):
    with school.taken_by(HEAD) as head:
        before = shown(school, head)
        BULKS[label](head, school)
        after = shown(school, head)
    with school.taken_by(HEAD) as head:
        coming = head.foresee_undo()
        assert (coming.step.label, bool(coming.rows)) == (label, True)
        assert shown(school, head) == after
        head.undo(EVERYWHERE)
        assert shown(school, head) == before
    with school.taken_by(HEAD) as head:
        coming = head.foresee_redo()
        assert coming.step.label == label
        head.redo(EVERYWHERE)
        assert shown(school, head) == after
    with school.taken_by(HEAD) as head:
        head.undo(EVERYWHERE)
        assert shown(school, head) == before
        assert head.verify() == ()


def test_nobody_takes_back_what_another_did_on_the_same_computer(school):
    with school.taken_by(HEAD) as head:
        name = PersonName("Орынбасар", "Айгүл")
        head.create_account(DEPUTY, name, PASSWORD, [Role.DEPUTY], params=Argon2Params(64, 1, 1))
        take_hours(head, school)
        after = shown(school, head)
    with school.taken_by(DEPUTY) as deputy:
        assert deputy.undoable() is None
        assert deputy.redoable() is None
        with pytest.raises(NothingToUndoError):
            deputy.foresee_undo()
        with pytest.raises(NothingToUndoError):
            deputy.undo(EVERYWHERE)
        assert shown(school, deputy) == after
        deputy.school.add_subject("chess", {"kk": "Шахмат", "ru": "Шахматы", "en": "Chess"})
    with school.taken_by(HEAD) as head:
        assert head.foresee_undo().step.label == "Change curriculum"
        head.undo(EVERYWHERE)
        assert shown(school, head) != after
    with school.taken_by(DEPUTY) as deputy:
        assert deputy.redoable() is None
        assert deputy.foresee_undo().step.label == "Add subject"
    with school.taken_by(TEACHER) as teacher:
        assert teacher.foresee_undo().step.label == "Plan summative work"
