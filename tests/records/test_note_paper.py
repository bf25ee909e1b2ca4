"""Sealed notes on paper: for whom and what for stands on it, the log of looks has it."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook

from school_desk.access.look_model import Act, LookWish
from school_desk.access.model import NotAllowedError
from school_desk.inclusion.model import Kept, NewNote, NoteKind, Purpose
from tests.documents.reading import needs_pdftotext, words_of
from tests.journal.small_desk import HEAD, NOW, TEACHER

TODAY = NOW.date()
LONG = "Баламен әңгіме болды. " * 300


@pytest.fixture
def noted(school):
    """A note of the support service on a pupil, and a long one."""
    with school.taken_by(HEAD) as head:
        pupil = head.school.pupils(school.class_group)[0].pupil
        for day, text in ((TODAY, "Дыбыстарды шатастырады"), (TODAY - timedelta(3), LONG)):
            head.support_notes.add(pupil.id, NewNote(day, NoteKind.OBSERVATION, text))
    return school, pupil


def test_the_paper_says_for_whom_and_why_and_is_noted_as_printed(noted, tmp_path) -> None:
    school, pupil = noted
    out = tmp_path / "notes.xlsx"
    with school.taken_by(HEAD) as head:
        papers = head.note_papers
        count = papers.notes(Kept.SUPPORT, pupil, Purpose.MEETING, "ru", "xlsx", out)
        papers.notes(Kept.SUPPORT, pupil, Purpose.MEETING, "kk", "pdf", out.with_suffix(".pdf"))
        found = head.looks.find(LookWish(TODAY, TODAY))

    cells = [str(one) for row in load_workbook(out).worksheets[0].values for one in row if one]
    assert count == 2
    assert any("Ахметова" in one and "Напечатано только для" in one for one in cells)
    assert "Для чего: к заседанию службы сопровождения." in cells
    assert pupil.name.full in cells
    assert "Дыбыстарды шатастырады" in cells
    assert sum(one.count("әңгіме") for one in cells) == 300
    lines = [one.look for one in found if one.look.intent == "See support notes"]
    assert {(one.act, one.purpose, one.pupil) for one in lines} == {
        (Act.VIEW, Purpose.MEETING.value, pupil.id),
        (Act.EXPORT, Purpose.MEETING.value, pupil.id),
        (Act.PRINT, Purpose.MEETING.value, pupil.id),
    }


@needs_pdftotext
def test_a_long_note_goes_on_over_the_pages_with_its_reader(noted, tmp_path) -> None:
    school, pupil = noted
    out = tmp_path / "notes.pdf"
    with school.taken_by(HEAD) as head:
        head.note_papers.notes(Kept.SUPPORT, pupil, Purpose.HELP, "kk", "pdf", out)

    text = words_of(out.read_bytes())
    assert text.count("әңгіме") == 300
    assert "үшін басылды" in text


def test_who_may_not_read_them_prints_none(noted, tmp_path) -> None:
    school, pupil = noted
    out = tmp_path / "notes.pdf"
    with school.taken_by(TEACHER) as teacher:
        for kept in (Kept.SUPPORT, Kept.HEALTH):
            with pytest.raises(NotAllowedError):
                teacher.note_papers.notes(kept, pupil, Purpose.HELP, "kk", "pdf", out)
        assert not out.exists()
        assert teacher.note_papers.notes(Kept.OWN, pupil, None, "kk", "pdf", out) == 0
    assert out.exists()
