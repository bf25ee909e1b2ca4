"""Roles by date: the day before, the days, the day after, and windows that stay open over it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from school_desk.access.model import LastHeadError, NotAllowedError, Role, RoleGrant
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.access.store import load_grants
from school_desk.app import Desk
from school_desk.intents import Form, Scope
from tests.access.matrix_school import (
    DAY,
    DEPUTY,
    EARLIER,
    HEAD,
    LATER,
    LEFT,
    OTHER,
    TEACHER,
    TODAY,
    Clock,
    MatrixSchool,
    close,
    grant,
    leave,
    make_matrix_school,
    substitute,
)

TOMORROW = TODAY + DAY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MatrixSchool:
    return make_matrix_school(tmp_path_factory.mktemp("dates"))


@pytest.fixture
def school(made: MatrixSchool, tmp_path: Path) -> Iterator[MatrixSchool]:
    return made.copied(tmp_path / "school")


def at(day: date, hour: int = 9, minute: int = 31) -> Clock:
    return Clock(datetime.combine(day, time(hour, minute), UTC))


def opens(desk: Desk, school: MatrixSchool) -> bool:
    """Whether the page of physics of 6 «А» is open to somebody just now."""
    try:
        desk.journal.open_page(school.group, school.physics, 1)
    except NotAllowedError:
        return False
    return True


@pytest.fixture
def substituted(school: MatrixSchool) -> MatrixSchool:
    """The teacher of 7 «А» gives physics in 6 «А» tomorrow."""
    with school.taken_by(HEAD) as head:
        substitute(head, school.accounts[OTHER], school.group, school.physics, TOMORROW)
    return school


@pytest.mark.parametrize(
    ("day", "allowed"), [(TODAY, False), (TOMORROW, True), (TOMORROW + DAY, False)]
)
def test_a_substitute_reads_and_writes_on_that_day_only(
    substituted: MatrixSchool, day: date, allowed: bool
) -> None:
    with substituted.taken_by(OTHER, at(day)) as desk:
        assert opens(desk, substituted) is allowed
        assert desk.may("Put mark", substituted.page.form.scope) is allowed
        assert desk.may("See guardians", Scope(class_group=substituted.klass)) is False


def test_a_window_open_over_midnight_follows_the_day(substituted: MatrixSchool) -> None:
    clock = at(TODAY, 23, 59)
    with substituted.taken_by(OTHER, clock) as desk:
        found = [opens(desk, substituted)]
        for day in (TOMORROW, TOMORROW + DAY):
            clock.moment = datetime.combine(day, time(0, 1), UTC)
            found.append(opens(desk, substituted))

    assert found == [False, True, False]


def test_what_was_opened_in_time_is_not_written_on_nor_undone_after_it(
    substituted: MatrixSchool,
) -> None:
    clock = at(TOMORROW, 23, 50)
    with substituted.taken_by(OTHER, clock) as desk:
        page = desk.journal.open_page(substituted.group, substituted.physics, 1)
        desk.journal.put(page, substituted.column, substituted.pupil, "8")
        clock.moment += timedelta(minutes=20)

        with pytest.raises(NotAllowedError):
            desk.journal.put(page, substituted.column, substituted.pupil, "9")
        with pytest.raises(NotAllowedError):
            desk.undo(Form())
    with substituted.taken_by(TEACHER, at(TOMORROW + DAY)) as teacher:
        line = teacher.journal.open_page(substituted.group, substituted.physics, 1)
        assert line.row_of(substituted.pupil).points(substituted.column) == 8


@pytest.mark.parametrize(
    ("name", "days"),
    [(EARLIER, (True, True, False, False)), (LATER, (False, False, False, True))],
)
def test_a_deputy_for_some_days(school: MatrixSchool, name: str, days: tuple[bool, ...]) -> None:
    found = []
    for day in (TODAY - 2 * DAY, TODAY - DAY, TODAY, TOMORROW):
        with school.taken_by(name, at(day)) as desk:
            found.append(desk.may("See accounts", Scope()))

    assert tuple(found) == days


def test_who_left_holds_nothing_from_the_day_after(school: MatrixSchool) -> None:
    """A granted role and the lessons that the timetable still names end on the same day."""
    found = []
    for day in (TODAY - 2 * DAY, TODAY - DAY, TODAY):
        with school.taken_by(LEFT, at(day)) as desk:
            page = Scope(school.other_group, school.chemistry, school.other_class)
            found.append((desk.may("Put mark", page), desk.may("See accounts", Scope())))

    assert found == [(True, True), (True, True), (False, False)]


def test_a_window_open_over_the_last_day_shows_nothing_any_more(school: MatrixSchool) -> None:
    with school.taken_by(HEAD) as head:
        leave(head, school.accounts[DEPUTY], TODAY)
    clock = at(TODAY, 23, 59)
    with school.taken_by(DEPUTY, clock) as desk:
        assert desk.guardians.of_class(school.klass) is not None
        clock.moment += timedelta(minutes=2)
        for look in (
            lambda: desk.guardians.of_class(school.klass),
            desk.school.timetable,
            desk.school.listed_pupils,
        ):
            with pytest.raises(NotAllowedError):
                look()


def test_a_last_day_counts_at_once_at_the_desk_that_writes_it(school: MatrixSchool) -> None:
    """A deputy who writes the own last day down loses the role without signing in anew."""
    with school.taken_by(DEPUTY) as desk:
        leave(desk, school.accounts[DEPUTY], TODAY - DAY)

        assert not desk.may("See staff", Scope())


def test_a_closed_account_holds_no_role_on_the_same_day(school: MatrixSchool) -> None:
    with school.taken_by(HEAD) as head:
        account = school.accounts[TEACHER]
        grant(head, RoleGrant(account, Role.HEAD))
        before = load_grants(head._storage.db, account)
        close(head, account, TODAY)
        after = load_grants(head._storage.db, account)
        everybody = load_grants(head._storage.db)

    assert {one.role for one in before} == {Role.HEAD, Role.TEACHER}
    assert after == ()
    assert account not in {one.account for one in everybody}


def test_the_only_head_gets_no_last_day(school: MatrixSchool) -> None:
    with school.taken_by(HEAD) as head:
        with pytest.raises(LastHeadError):
            leave(head, head.account.id, TOMORROW)
        names = head.access.people()
        new = NewStaff(names[head.account.id], StaffFile(left=TOMORROW))
        with pytest.raises(LastHeadError):
            head.staff.import_staff([new])

        head.access.change_roles(school.accounts[DEPUTY], [Role.HEAD], Form())
        leave(head, head.account.id, TOMORROW)
        assert head.may("Create account", Scope())
