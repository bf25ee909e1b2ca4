"""The log of looks: what is noted, once; that nothing changes it; who reads it."""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import load_workbook

from school_desk.access.look_model import Act, LookWish, look_of
from school_desk.access.look_rules import looked
from school_desk.access.model import NotAllowedError, Role
from school_desk.app import Entrance
from school_desk.events import Committed
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.consent_model import Subject, SubjectKind
from school_desk.school.guardian_model import Guardian, Relation
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.list_model import ListEntry
from school_desk.school.model import PersonName
from school_desk.storage.sealing import WrongPasswordError
from school_desk.storage.unit_of_work import WrittenForGoodError
from school_desk.storage.waiting import FILE_NAME
from tests.journal.conftest import made, school
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

__all__ = ("made", "school")

START = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
DAYS = (date(2026, 10, 1), date(2026, 10, 31))


@dataclass
class Watch:
    """A clock that stands until somebody sets it."""

    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **span: int) -> None:
        self.moment += timedelta(**span)


@contextmanager
def sitting(school, name, watch, *, reading=False, password=PASSWORD):
    entrance = Entrance(SchoolFolder(school.folder), now=watch, reading=reading)
    try:
        desk = entrance.sign_in(name, password)
        try:
            yield desk
        finally:
            desk.close()
    finally:
        entrance.close()


def looks(desk, act=None, since=START):
    found = desk.looks.find(LookWish(*DAYS, act=act))
    return [one for one in reversed(found) if one.look.at >= since]


def told(desk, act=None, since=START):
    return [(one.look.act.value, one.look.intent, one.of) for one in looks(desk, act, since)]


def works(desk):
    return desk._storage.db.execute("SELECT count(*) FROM work").fetchone()[0]


def a_pupil(desk, school):
    return desk.school.pupils(school.class_group)[0].pupil


def test_who_signs_in_is_noted_with_role_moment_and_computer(school) -> None:
    watch = Watch()
    with sitting(school, TEACHER, watch):
        watch.later(minutes=1)
    with sitting(school, HEAD, watch) as head:
        first, second = looks(head, Act.SIGN_IN)

    assert first.look.at == START
    assert first.look.roles == (Role.FORM_TUTOR, Role.TEACHER)
    assert first.name.surname == "Сейіт"
    assert first.here
    assert first.look.computer == second.look.computer == head._storage.device.id.hex()
    assert second.look.roles == (Role.HEAD,)


def test_wrong_passwords_are_noted_when_the_right_one_opens_the_file(school) -> None:
    watch = Watch()
    for _time in range(3):
        with (
            pytest.raises(WrongPasswordError),
            sitting(school, TEACHER, watch, password="бұл басқа құпия сөз"),
        ):
            pass
    with sitting(school, TEACHER, watch):
        pass
    with sitting(school, HEAD, watch) as head:
        (found,) = looks(head, Act.FAILED_SIGN_IN)

    assert (found.look.times, found.name.surname) == (3, "Сейіт")


def test_the_card_of_a_pupil_is_noted_once_in_a_few_minutes(school) -> None:
    watch = Watch()
    with sitting(school, TEACHER, watch) as tutor:
        pupil = a_pupil(tutor, school)
        for minutes in (0, 2, 2, 3):
            watch.later(minutes=minutes)
            tutor.guardians.of_pupil(school.class_group, pupil.id)
    with sitting(school, HEAD, watch) as head:
        found = looks(head, Act.VIEW)

    assert [one.look.at - START for one in found[:2]] == [timedelta(0), timedelta(minutes=7)]
    assert found[0].look.pupil == pupil.id
    assert pupil.name.surname in found[0].of


def test_what_is_not_sensitive_leaves_no_line_and_no_unit_of_work(school) -> None:
    with sitting(school, TEACHER, Watch()) as tutor:
        before = works(tutor)
        tutor.school.pupils(school.class_group)
        tutor.school.timetable()
        school.page(tutor)

        assert works(tutor) == before


def test_every_kind_of_sensitive_look_is_noted(school) -> None:
    watch, klass = Watch(), school.class_group
    with sitting(school, HEAD, watch) as head:
        pupil = a_pupil(head, school)
        head.lists.put(klass, ListEntry("club", pupil.id, "Шахмат"))
        head.school.birth_dates(klass)
        head.guardians.of_class(klass)
        head.guardians.pupil_data(klass)
        head.joining.doubles()
        head.lists.entries()

        assert [intent for _act, intent, _of in told(head, Act.VIEW)] == [
            "See birth dates",
            "See guardians",
            "See pupil data",
            "See doubles",
            "See lists",
            "See looks",
        ]


def test_papers_and_files_with_people_are_noted_before_they_leave(school, tmp_path) -> None:
    klass = school.class_group
    with sitting(school, HEAD, Watch()) as head:
        head.record_papers.pupil_data(klass, "kk", "pdf", tmp_path / "a.pdf")
        head.papers.slips(klass, 1, "kk", "xlsx", tmp_path / "b.xlsx")
        head.papers.register_page(school.group, school.subject, 1, "kk", "pdf", tmp_path / "c.pdf")
        head.pupil_files.export(tmp_path / "d.xlsx", "kk")
        head.list_files.staff.export(tmp_path / "e.xlsx", "kk")
        wish = head.archive_papers.wish(klass, "kk", None)
        head.archive_papers.write(wish, tmp_path / "f.zip", lambda _n, _of: None)

        found = [one for one in told(head) if one[0] in {"print", "export"}]

    assert found == [
        ("print", "Print pupil data", "6 «А»"),
        ("export", "Print slips", "6 «А»"),
        ("print", "Print register page", "6 «А»"),
        ("export", "Export pupils", ""),
        ("export", "See staff", ""),
        ("export", "Archive the year", "6 «А»"),
    ]


def test_who_may_not_print_leaves_no_line(school, tmp_path) -> None:
    with sitting(school, TEACHER, Watch()) as teacher, pytest.raises(NotAllowedError):
        teacher.pupil_files.export(tmp_path / "d.xlsx", "kk")
    with sitting(school, HEAD, Watch()) as head:
        assert told(head, Act.EXPORT) == []


def test_nothing_of_what_was_seen_stands_in_the_log(school) -> None:
    with sitting(school, HEAD, Watch()) as head:
        pupil = a_pupil(head, school)
        mother = Guardian(PersonName("Тілеуова", "Жанна"), phone="+7 700 000 00 00")
        head.guardians.add(school.class_group, pupil.id, mother, Relation.MOTHER)
        head.guardians.of_pupil(school.class_group, pupil.id)
        rows = head._storage.db.execute("SELECT * FROM look").fetchall()

    assert rows
    for secret in (pupil.name.surname, "Тілеуова", "700 000"):
        assert secret not in repr(rows)


def test_a_line_is_never_changed_nor_deleted(school) -> None:
    with sitting(school, HEAD, Watch()) as head:
        line = looks(head)[0]
        storage = head._storage
        with pytest.raises(WrittenForGoodError), storage.begin("Break the log") as work:
            work.put("look", line.id, act="view")
        with pytest.raises(WrittenForGoodError), storage.begin("Break the log") as work:
            work.delete(line.id)

        assert line in head.looks.find(LookWish(*DAYS))
        assert head.verify() == ()


def test_a_line_changed_from_outside_is_found(school) -> None:
    with sitting(school, HEAD, Watch()) as head:
        looks(head)
        storage = head._storage
        with storage.database.transaction(guarded=False) as db:
            db.execute("UPDATE look SET account = NULL")

        assert head.verify() != ()


def test_undo_and_redo_look_through_looks(school) -> None:
    watch = Watch()
    with sitting(school, HEAD, watch) as head:
        pupil = a_pupil(head, school)
        head.lists.put(school.class_group, ListEntry("club", pupil.id, "Шахмат"))
        head.guardians.of_pupil(school.class_group, pupil.id)
        assert head.undoable().label == "Write lists"
        head.undo(Form())
        watch.later(hours=1)
        head.guardians.of_pupil(school.class_group, pupil.id)
        assert head.redoable().label == "Write lists"
        head.redo(Form())

        assert len(head.lists.entries()) == 1


def test_a_look_tells_no_screen_that_something_changed(school) -> None:
    heard = []
    with sitting(school, HEAD, Watch()) as head:
        head.events.subscribe(Committed, heard.append)
        head.guardians.of_class(school.class_group)

        assert told(head, Act.VIEW)
        assert heard == []


def test_the_looks_of_who_only_reads_wait_sealed_beside_the_file(school, tmp_path) -> None:
    watch, klass = Watch(), school.class_group
    with sitting(school, TEACHER, watch, reading=True) as tutor:
        before = works(tutor)
        pupil = a_pupil(tutor, school)
        tutor.guardians.of_pupil(klass, pupil.id)
        tutor.record_papers.pupil_data(klass, "kk", "pdf", tmp_path / "a.pdf")
        assert works(tutor) == before
    waiting = school.folder / FILE_NAME
    assert len(waiting.read_bytes().splitlines()) == 4
    assert b"guardians" not in waiting.read_bytes()
    watch.later(hours=1)
    with sitting(school, HEAD, watch) as head:
        found = looks(head)

    assert [(one.name.surname, one.look.act.value) for one in found] == [
        ("Сейіт", "sign_in"),
        ("Сейіт", "view"),
        ("Сейіт", "print"),
        ("Сейіт", "view"),
        ("Ахметова", "sign_in"),
        ("Ахметова", "view"),
    ]
    assert found[1].look.pupil == pupil.id
    assert not waiting.exists()
    assert list(school.folder.glob("*.taken")) == []


def test_a_power_cut_while_waiting_lines_are_taken_neither_loses_nor_doubles_them(school) -> None:
    with sitting(school, TEACHER, Watch(), reading=True) as tutor:
        tutor.guardians.of_class(school.class_group)
    lines = (school.folder / FILE_NAME).read_bytes()
    aside = school.folder / f"{FILE_NAME}.taken"
    (school.folder / FILE_NAME).replace(aside)
    with sitting(school, HEAD, Watch()) as head:
        first = told(head)
    aside.write_bytes(lines + b"torn\n" + lines[:50])
    with sitting(school, HEAD, Watch()) as head:
        second = told(head)

    assert [one for one in first if one[1] == "See guardians"] == [
        ("view", "See guardians", "6 «А»")
    ]
    assert [one for one in second if one[1] == "See guardians"] == [
        ("view", "See guardians", "6 «А»")
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\x00\xff\n" * 1000),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(path.read_bytes().swapcase()),
        lambda path: path.write_bytes(path.read_bytes() * 3),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.with_name(f"{FILE_NAME}.taken").mkdir(),
    ],
)
def test_waiting_lines_from_another_hand_keep_nobody_out_of_the_log(school, spoil) -> None:
    with sitting(school, TEACHER, Watch(), reading=True) as tutor:
        tutor.guardians.of_class(school.class_group)
    spoil(school.folder / FILE_NAME)
    with sitting(school, HEAD, Watch()) as head:
        found = [(one.name.surname, one.look.act.value) for one in looks(head)]

    assert ("Ахметова", "sign_in") in found
    assert found.count(("Сейіт", "view")) <= 1


def test_a_line_of_rows_that_are_not_here_is_noted_without_them(school) -> None:
    reader = sitting(school, TEACHER, Watch(), reading=True)
    with reader as tutor, pytest.raises(NotOfThisClassError):
        tutor.guardians.of_pupil(school.class_group, 999_999)
    with sitting(school, HEAD, Watch()) as head:
        with pytest.raises(NotOfThisClassError):
            head.guardians.of_pupil(school.class_group, 888_888)
        found = [one.look for one in looks(head) if one.look.intent == "See guardians"]

    assert [(one.class_group, one.pupil) for one in found] == [(school.class_group, None)] * 2


def test_a_waiting_line_of_a_newer_program_is_passed_over() -> None:
    for text in (
        "",
        "[]",
        "{}",
        '["2026-10-22", 1, ["janitor"], "c0", "view", "See lists"]',
        "[1]",
    ):
        assert look_of(text) is None


@pytest.mark.skipif(os.name == "nt", reason="rights of folders are others there")
def test_a_folder_that_takes_nothing_still_shows_everything(school) -> None:
    with sitting(school, HEAD, Watch(), reading=True) as head:
        waiting = school.folder / FILE_NAME
        waiting.unlink()
        waiting.mkdir()  # nothing can be appended to it

        assert head.guardians.of_class(school.class_group) is not None


def test_the_log_is_searched_by_person_day_and_act(school) -> None:
    watch = Watch()
    with sitting(school, TEACHER, watch) as tutor:
        tutor.guardians.of_class(school.class_group)
    watch.later(days=1)
    with sitting(school, HEAD, watch) as head:
        head.guardians.of_class(school.class_group)
        day = START.date()
        find = lambda **wish: [  # noqa: E731
            (one.name.surname, one.look.act)
            for one in head.looks.find(LookWish(**{"first": day, "last": day, **wish}))
        ]

        assert find() == [("Сейіт", Act.VIEW), ("Сейіт", Act.SIGN_IN)]
        assert find(act=Act.SIGN_IN) == [("Сейіт", Act.SIGN_IN)]
        assert find(name="ахм") == []
        assert find(name="сей гүл", last=date(2026, 10, 31))[-1] == ("Сейіт", Act.SIGN_IN)


def test_a_teacher_reads_no_log(school) -> None:
    with sitting(school, TEACHER, Watch()) as teacher, pytest.raises(NotAllowedError):
        teacher.looks.find(LookWish(*DAYS))


def test_a_person_is_told_who_looked_at_the_own_row_the_class_and_the_school(school) -> None:
    watch, klass = Watch(), school.class_group
    with sitting(school, TEACHER, watch) as tutor:
        pupil, other = (one.pupil for one in tutor.school.pupils(klass)[:2])
        for _day in range(2):
            tutor.guardians.of_pupil(klass, pupil.id)
            watch.later(days=1)
        tutor.guardians.of_pupil(klass, other.id)
        tutor.school.birth_dates(klass)
    with sitting(school, HEAD, watch) as head:
        head.joining.doubles()
        head.looks.find(LookWish(*DAYS))
        found = looked(head.looks.about(Subject(SubjectKind.PUPIL, pupil.id)))
        of_account = head.looks.about(Subject(SubjectKind.STAFF, head.account.id))

    assert [(one.what, one.class_label, one.whole, one.times) for one in found] == [
        ("See guardians", "", False, 2),
        ("See birth dates", "6 «А»", False, 1),
        ("See doubles", "", True, 1),
    ]
    assert (found[0].last - found[0].first).days == 1
    assert {found[0].who.split()[0], found[0].act} == {"Сейіт", "seen"}
    assert of_account == ()


def test_only_who_answers_for_the_data_is_told_who_looked(school) -> None:
    with sitting(school, TEACHER, Watch()) as tutor:
        pupil = a_pupil(tutor, school)
        with pytest.raises(NotAllowedError):
            tutor.looks.about(Subject(SubjectKind.PUPIL, pupil.id))


def test_the_extract_ends_with_who_looked(school, tmp_path) -> None:
    watch, out = Watch(), tmp_path / "person.xlsx"
    with sitting(school, TEACHER, watch) as tutor:
        pupil = a_pupil(tutor, school)
        tutor.guardians.of_pupil(school.class_group, pupil.id)
    with sitting(school, HEAD, watch) as head:
        subject = Subject(SubjectKind.PUPIL, pupil.id)
        head.person_papers.extract(subject, "ru", "xlsx", out)
        head.person_papers.extract(subject, "kk", "json", out.with_suffix(".json"))

    rows = [tuple(row[:3]) for row in load_workbook(out).worksheets[0].values]
    (at,) = (number for number, row in enumerate(rows) if row[0] == "Кто смотрел")
    assert rows[at][1] == "23.10.2026"
    assert str(rows[at][2]).startswith("Сейіт ")
    assert "(классный руководитель): просмотр" in str(rows[at][2])
    looks = json.loads(out.with_suffix(".json").read_text("utf-8"))["looks"]
    assert [one["what"] for one in looks] == ["See guardians", "Export personal data"]
