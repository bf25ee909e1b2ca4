"""Bad input around the register: each ends in one sentence, and every table is as it was."""

import os
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from school_desk.documents.deliver import DocumentNotWrittenError, deliver
from school_desk.errors import DeskError
from school_desk.i18n import say
from school_desk.intents import Form
from school_desk.school.calendar_model import CalendarKind, CalendarSpan, Weather
from school_desk.school.movement_model import MovementKind, NewMovement
from school_desk.school.spreadsheet import SpreadsheetError
from tests.school.people_desk import (
    MONDAY,
    ORDER,
    TUESDAY,
    class_of,
    group_of,
    people_desk,
    pupil,
    snapshot,
)

SATURDAY, HOLIDAY = date(2026, 10, 24), date(2026, 10, 25)
NOBODY = 777


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with people_desk(tmp_path_factory.mktemp("around")) as made:
        yield made


def weather(day, to=None, number=1):
    how = Weather.CANCELLED if to is None else Weather.MOVED
    code = f"weather/{number}"
    return CalendarSpan(code, CalendarKind.WEATHER, day, day, weather=how, moved_to=to)


def note(*spans):
    return lambda d: d.calendars.note_weather(spans, d.calendars.year())


def term(**edges):
    def change(desk):
        own = desk.calendars.year()
        spans = (replace(s, **edges) if s.code == "term/1" else s for s in own.spans)
        desk.calendars.change(replace(own, spans=tuple(spans)))

    return change


def moving(kind, day, letter="Ә", who="Омар"):
    def act(desk):
        wanted = NewMovement(kind, day, class_of(desk, letter) if letter else None, ORDER)
        move = {MovementKind.MOVE: desk.movements.move, MovementKind.RETURN: desk.movements.arrive}
        move[kind](pupil(desk, who), wanted)

    return act


def archive(name, words="төрт жаңа сөз", group=None):
    def act(desk):
        papers = desk.archive_papers
        papers.write(papers.wish(group, "kk", words), Path(name), lambda _n, _all: None)

    return act


REFUSED = {
    "terms overlap": term(ends=date(2026, 11, 20)),
    "a term without days": term(starts=date(2026, 9, 5), ends=date(2026, 9, 6)),
    "a term backwards": term(ends=date(2026, 8, 20)),
    "weather day to a holiday": note(weather(MONDAY, HOLIDAY)),
    "weather day to a taught day": note(weather(MONDAY, TUESDAY)),
    "weather day to itself": note(weather(MONDAY, MONDAY)),
    "weather day to a weather day": note(weather(MONDAY, SATURDAY), weather(SATURDAY, None, 2)),
    "weather day twice": note(weather(MONDAY, SATURDAY), weather(MONDAY, date(2026, 10, 17), 2)),
    "two days to one": note(weather(MONDAY, SATURDAY), weather(TUESDAY, SATURDAY, 2)),
    "weather day of another year": note(weather(date(1999, 1, 4))),
    "two classes on one day": moving(MovementKind.RETURN, MONDAY),
    "a move before enrolment": moving(MovementKind.MOVE, date(2026, 8, 3)),
    "a move to the own class": moving(MovementKind.MOVE, MONDAY, "А"),
    "a move to no class": moving(MovementKind.MOVE, MONDAY, ""),
    "a set of a class with itself": lambda d: d.class_sets.combine([class_of(d, "А")] * 2),
    "a set with no class": lambda d: d.class_sets.combine([class_of(d, "А"), NOBODY]),
    "a record with itself": lambda d: d.joining.join(pupil(d, "Омар"), pupil(d, "Омар")),
    "a seat in no group": lambda d: d.subgroups.place(
        class_of(d, "А"), pupil(d, "Омар"), NOBODY, MONDAY
    ),
    "hours of no class": lambda d: d.curriculum.put_hours(NOBODY, 1, "3", Form()),
    "hours of no subject": lambda d: d.curriculum.put_hours(class_of(d, "А"), 777, "3", Form()),
    "curriculum of no class": lambda d: d.curriculum.of_class(NOBODY),
    "order of no class": lambda d: d.curriculum.standard(NOBODY),
    "held hours of no class": lambda d: d.hours.held(NOBODY, MONDAY, TUESDAY),
    "past marks of no class": lambda d: d.past_marks.of_term(NOBODY, 1),
    "path in no class": lambda d: d.reports.path(NOBODY, pupil(d, "Омар")),
    "a day to no weekday": lambda d: d.timetable.copy_day([group_of(d, "А")], 0, 9),
    "busy on no weekday": lambda d: d.timetable.mark_busy(d.account.id, 9, 1, busy=True),
    "closing with gaps": lambda d: d.closing.close(
        [(group_of(d, "А"), d.school.subjects()[0].id, 1)], ""
    ),
    "an archive anybody opens": archive("x.age", " "),
    "an archive of no class": archive("x.age", group=NOBODY),
}


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_a_sentence_and_changes_nothing(desk, what):
    before = snapshot(desk)

    with pytest.raises(DeskError) as told:
        REFUSED[what](desk)

    texts = {say(told.value, language) for language in ("kk", "ru", "en")}
    assert len(texts) == 3, texts
    assert snapshot(desk) == before


def test_the_file_is_clean_after_all_of_it(desk):
    assert desk.verify() == ()


def test_an_archive_that_cannot_be_written_is_a_sentence(desk, tmp_path):
    with pytest.raises(DocumentNotWrittenError):
        archive(tmp_path / "нет" / "x.age", group=class_of(desk, "Ә"))(desk)


@pytest.mark.parametrize("name", ["нет/x.age", "x\0y.age", "ы" * 200, "folder", "pipe"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, name):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(DocumentNotWrittenError):
        deliver(b"content", tmp_path / name)

    assert {one.name for one in tmp_path.iterdir()} == {"folder", "pipe"}
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", ["Ә «5» ✓ \n.age", f"{'ы' * 125}.age"])
def test_a_strange_or_long_name_is_written(tmp_path, name):
    deliver(b"content", tmp_path / name)

    assert [one.name for one in tmp_path.iterdir()] == [name]


def book(path, *rows):
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    return made, path


def hostile(folder, heads):
    """Files that somebody may offer in place of a list."""
    files = {}
    row = tuple("=1+1" for _head in heads)
    wrong = (date(2026, 1, 1), True, -1e308, 5, *[None] * len(heads))[: len(heads)]
    for name, rows in (
        ("headings", (heads,)),
        ("formulas", (heads, row)),
        ("types", (heads, wrong, wrong)),
        ("empty", ()),
        ("long", (heads, *[("ы" * 900,) * len(heads)] * 30)),
        ("many", (heads, *[("9Я",) * len(heads)] * 10_050) if len(heads) < 6 else (heads,)),
    ):
        made, path = book(folder / f"{name}.xlsx", *rows)
        made.save(path)
        files[name] = path
    made, path = book(folder / "merged.xlsx", heads, wrong)
    made.worksheets[0].merge_cells("A1:B1")
    made.worksheets[0].merge_cells("A2:C9")
    made.create_sheet("жасырын").sheet_state = "hidden"
    made.save(path)
    files["merged"] = path
    bomb = folder / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive_file:
        archive_file.writestr("xl/workbook.xml", b"<a/>")
        archive_file.writestr("xl/worksheets/sheet1.xml", b" " * 70_000_000)
    files["bomb"] = bomb
    return files


@pytest.mark.parametrize("kind", ["staff", "marks", "lists", "curriculum"])
def test_no_file_is_half_taken(desk, tmp_path, kind):
    files = getattr(desk.list_files, kind)
    heads, before = tuple(one.heading for one in files.form.columns), snapshot(desk)

    for name, path in hostile(tmp_path, heads).items():
        with suppress(SpreadsheetError):
            assert files.read(path).errors, name
    assert snapshot(desk) == before
