"""Both schools through a year; the archive's numbers reckoned anew agree to the last digit."""

import shutil
from fractions import Fraction
from random import Random

import pytest
from openpyxl import load_workbook

from school_desk.intents import Form
from school_desk.journal.year_model import FinalWay, MarkSource
from school_desk.printing.archive import ArchiveWish
from school_desk.printing.archive_file import wrong_files
from school_desk.school.rollover_model import Choices, Fate
from tests.journeys import year_recount as recount
from tests.journeys.year_life import NEXT, ORDER, YEAR, live
from tests.schools.making import leave, make_big, make_small

MAKERS = {"small": make_small, "big": make_big}

pytestmark = [
    pytest.mark.skipif(not shutil.which("fet-cl"), reason="Debian package fet"),
    pytest.mark.timeout(600),
]


def exact(text):
    return Fraction(text) if text else None


def whole(text):
    return int(text) if text else None


@pytest.fixture(scope="module", params=MAKERS)
def lived(request, tmp_path_factory):
    desk = MAKERS[request.param](tmp_path_factory.mktemp("year") / "school", year=YEAR)
    desk._storage.db.execute("PRAGMA synchronous = OFF")
    yield live(desk, Random(1))  # noqa: S311  marks, no secrets
    desk.close()
    leave(desk)


@pytest.fixture(scope="module")
def archive(lived, tmp_path_factory):
    """What a machine reads of the whole school."""
    out = tmp_path_factory.mktemp("archive") / "year.zip"
    lived.desk.archive_papers.write(ArchiveWish(papers=False), out, no_step)
    assert wrong_files(out.read_bytes()) == ()
    return recount.read(out)


def no_step(_done, _total):
    pass


def places(tables):
    """What the numbers of the archive mean: classes by row, subjects by code."""
    codes = {one["subject_code"]: one["subject_kk"] for one in tables["pages"]}
    return {one["class_group"]: one["label"] for one in tables["classes"]}, codes


def test_the_year_went_as_people_lived_it(lived, archive):
    kinds = [one["kind"] for one in archive["movements"]]
    assert sorted(kinds) == ["leave", "move", "return", "transfer_in", "transfer_out"]
    levels = {one["class_group"]: int(one["year_level"]) for one in archive["classes"]}
    pages = {one["page"]: one for one in archive["pages"]}
    frozen = {
        levels[pages[one["page"]]["class_group"]]
        for one in archive["lessons"]
        if one["date"] == lived.frost.isoformat()
    }
    assert frozen
    assert min(frozen) >= 5
    assert all(one["closed_on"] for one in archive["pages"])
    assert {one["standing"] for one in archive["results"]} <= {
        *("marked", "pass_fail", "unmarked", "must_sit", "empty")
    }
    assert sum(lived.lessons.values()) == len(
        {tuple(one.values())[:3] for one in archive["lessons"]}
    )


def test_period_marks_agree_to_the_last_digit(archive):
    percents = recount.percents(archive)
    checked = corrected = 0
    for one in archive["results"]:
        if one["standing"] != "marked":
            continue
        if one["corrected"] == "1":
            corrected += 1
            continue
        percent = percents[one["page"], one["pupil"]]
        assert str(percent) == one["percent"]
        assert recount.half_up(percent) == int(one["rounded"])
        assert recount.mark_of(percent) == int(one["mark"])
        checked += 1
    assert checked > 200
    intents = [one["intent"] for one in archive["corrections"]]
    assert 0 < corrected <= intents.count("Correct closed mark")
    assert intents.count("Reopen page") == 1


def test_year_and_final_marks_agree_to_the_last_digit(lived, archive):
    years = recount.year_marks(archive)
    settings = lived.desk.year_end.of_class(lived.weak[0]).settings
    finals = recount.finals(archive, weight=settings.exam_weight)
    ways = set()
    for one in archive["year"]:
        place = one["class_group"], one["subject_code"], one["pupil"]
        assert years[place] == (exact(one["mean"]), whole(one["mark"]), whole(one["passed"]))
        assert finals[place] == (exact(one["final_value"]), whole(one["final_mark"]))
        ways.add(one["way"])
    assert ways >= {FinalWay.YEAR, FinalWay.EXAM, FinalWay.YEAR_WORK}
    for counted, told in recount.exam_marks_of_points(archive):
        assert counted == told
    sources = {one["source"] for one in archive["year_periods"]}
    assert sources >= {MarkSource.CLOSED, MarkSource.PAST}


def test_screens_say_what_the_archive_says(lived, archive):
    told = {(r["class_group"], r["subject_code"], r["pupil"]): r for r in archive["year"]}
    codes = {one.id: one.code for one in lived.desk.school.subjects()}
    seen = 0
    for group in lived.desk.school.class_groups():
        year = lived.desk.year_end.of_class(group.id)
        for line in year.lines:
            for column, cell in zip(year.columns, line.cells, strict=True):
                if cell is None:
                    continue
                row = told[str(group.id), codes[column.subject], str(line.pupil.id)]
                assert (cell.year.mean, cell.final.mark) == (
                    exact(row["mean"]),
                    whole(row["final_mark"]),
                )
                seen += 1
    assert seen == len(told)


def test_indicators_of_classes_agree_to_the_last_digit(lived, archive):
    stays = {(one["class_group"], one["pupil"]) for one in archive["pupils"] if not one["until"]}
    by_page = recount.marks_of_pages(archive)
    for group in lived.desk.school.class_groups():
        summary = lived.desk.summaries.of_class(group.id, 4)
        entries = [e for line in summary.lines for e in line.entries if e and e.mark]
        marks = [
            mark
            for (of, _code, period), some in by_page.items()
            for pupil, mark in some
            if of == str(group.id) and period in ("term/4", "half_year/2") and (of, pupil) in stays
        ]
        assert sorted(entry.mark for entry in entries) == sorted(marks)
        tally = sum((line.tally for line in summary.lines), type(summary.lines[0].tally)())
        found = tally.indicators(summary.rules)
        told = found.quality, found.progress, found.average, found.sou
        assert recount.indicators(marks) == (told if marks else None)


def printed(path):
    """The year summary as a workbook: marks by pupil, period title and subject."""
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if "№" in row)
    heads, found, name = rows[top], {}, ""
    for row in rows[top + 1 :]:
        name = (str(row[1] or "")).strip() or name
        for head, cell in zip(heads[3:-1], row[3:-1], strict=True):
            if isinstance(cell, int):
                found[name, row[2], head] = cell
    return found


def test_the_printed_year_summary_agrees(lived, archive, tmp_path):
    _classes, subjects = places(archive)
    group = lived.classes["weak"]
    out = tmp_path / "year.xlsx"
    lived.desk.closing_papers.year(group.id, "kk", "xlsx", out)
    found = printed(out)
    names = {
        one["pupil"]: " ".join(filter(None, (one["surname"], one["given"])))
        for one in archive["pupils"]
        if one["class_group"] == str(group.id)
    }
    checked = 0
    for one in archive["year"]:
        if one["class_group"] != str(group.id) or not one["mark"]:
            continue
        listed = {name for name, _period, _subject in found}
        name = next(key for key in listed if key.startswith(names[one["pupil"]]))
        subject = subjects[one["subject_code"]]
        assert found[name, "Жылдық баға", subject] == int(one["mark"])
        assert found[name, "Қорытынды баға", subject] == int(one["final_mark"])
        checked += 1
    assert checked > 10


def test_rollover_loses_nobody_does_nothing_twice_and_can_be_undone(lived, archive, tmp_path):
    desk = lived.desk
    before = people(desk)
    place = lived.gap
    desk.papers.register_page(*place, "kk", "pdf", tmp_path / "before.pdf")
    dry = desk.rollover.plan()
    assert dry.problems == ()
    goes = {one.pupil.id: one.fate for one in dry.goings}
    assert set(goes) == {pupil for some in before.values() for pupil in some}
    assert Fate.UNDECIDED not in goes.values()

    desk.rollover.begin(NEXT, Choices(why="мектепті бітірді"))
    assert desk.year == NEXT
    after = {pupil for some in people(desk).values() for pupil in some}
    finished = {pupil for pupil, fate in goes.items() if fate is Fate.FINISHES}
    assert after == set(goes) - finished
    assert finished
    assert desk.rollover.begin(NEXT) is None
    past = desk.in_year(YEAR)
    past.papers.register_page(*place, "kk", "pdf", tmp_path / "after.pdf")
    assert (tmp_path / "after.pdf").read_bytes() == (tmp_path / "before.pdf").read_bytes()

    desk.undo(Form())
    assert (desk.year, people(desk)) == (YEAR, before)
    assert {one["order_number"] for one in archive["decisions"]} == {ORDER}
    assert desk.verify() == ()


def people(desk):
    """Who sits in each class at the end of the year."""
    return {
        group.label: sorted(
            one.pupil.id for one in desk.school.pupils(group.id) if one.until is None
        )
        for group in desk.school.class_groups()
    }
