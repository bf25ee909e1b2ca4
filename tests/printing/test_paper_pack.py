"""Many papers in one go: bound into one file or dealt to many, all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from school_desk import i18n
from school_desk.access.model import NotAllowedError
from school_desk.app import Desk, Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW
from school_desk.journal.pack_rules import PAPER_NAMES, PackWish, Paper, Split
from school_desk.paths import SchoolFolder
from school_desk.printing.pack import NothingInPackError
from tests.documents.reading import needs_pdftotext, words_of
from tests.ui.seat import make_folder

TUTOR, OTHER = "Гүлнар Серікқызы", "Дәурен Болатұлы"
BOTH = (Paper.SLIPS, Paper.REGISTER_PAGES)


def nothing(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""


class StoppedHereError(Exception):
    """The person pressed Esc."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("demo"))


def desk_of(folder: Path, name: str) -> Iterator[Desk]:
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW, reading=True)
    desk = entrance.sign_in(name, DEMO_PASSWORD)
    yield desk
    desk.close()
    entrance.close()


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    yield from desk_of(folder, TUTOR)


@pytest.fixture(scope="module")
def wish(desk: Desk) -> PackWish:
    group = next(one for one in desk.school.class_groups() if one.label == "6 «А»")
    return PackWish(BOTH, 1, "kk", "pdf", class_group=group.id)


def pages_of_class(desk: Desk, wish: PackWish) -> int:
    return len(desk.journal.pages_of_class(wish.class_group))


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_pack_in_one_file_holds_every_paper_under_a_bookmark(desk, wish, tmp_path):
    out = tmp_path / "term.pdf"

    assert desk.paper_pack.write(wish, out, nothing) == (out,)

    reader = PdfReader(out)
    names = [item.title for item in reader.outline]
    assert len(names) == 1 + pages_of_class(desk, wish)
    assert "6 «А» Математика" in names
    assert reader.metadata.title == "6 «А» 1-тоқсан"
    assert reader.root_object["/Lang"] == "kk"
    assert "Абдрахман Нұрислам" in text_of(out)


def test_a_file_for_each_pupil_holds_no_other_pupil(desk, wish, tmp_path):
    each = replace(wish, papers=(Paper.SLIPS,), split=Split.PUPIL_EACH)

    paths = desk.paper_pack.write(each, tmp_path, nothing)

    pupils = [member.pupil.name for member in desk.school.pupils(wish.class_group)]
    assert sorted(path.stem for path in paths) == sorted(name.full for name in pupils)
    for path in paths[:3]:
        here = text_of(path)
        others = [name.listed for name in pupils if name.full != path.stem]
        assert path.stem.split()[0] in here
        assert not [name for name in others if name in here]


def test_workbooks_are_bound_sheet_by_sheet_with_numbers_as_numbers(desk, wish, tmp_path):
    out = tmp_path / "term.xlsx"

    desk.paper_pack.write(replace(wish, fmt="xlsx"), out, nothing)

    book = load_workbook(out)
    assert len(book.sheetnames) == 1 + 2 * pages_of_class(desk, wish)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    numbers = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(isinstance(value, int) for value in numbers)


def test_stopping_leaves_nothing_behind(desk, wish, tmp_path):
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise StoppedHereError

    with pytest.raises(StoppedHereError):
        desk.paper_pack.write(replace(wish, split=Split.FILE_EACH), tmp_path, stop)

    assert list(tmp_path.iterdir()) == []


def test_two_pupils_of_one_name_get_a_file_each(desk, wish, tmp_path, monkeypatch):
    slips = desk.papers.slip_values(wish.class_group, 1, "kk")[:2]
    twins = (slips[0], replace(slips[1], pupil=slips[0].pupil))
    monkeypatch.setattr(
        "school_desk.printing.registers.Papers.slip_values", lambda *_a, **_k: twins
    )

    wanted = replace(wish, papers=(Paper.SLIPS,), split=Split.PUPIL_EACH)
    paths = desk.paper_pack.write(wanted, tmp_path, nothing)

    assert len({path.name for path in paths}) == 2


def test_a_teacher_packs_own_pages_and_nobody_elses_slips(folder, tmp_path):
    for desk in desk_of(folder, OTHER):
        own = PackWish((Paper.REGISTER_PAGES,), 1, "ru", "pdf", teacher=desk.account.id)
        desk.paper_pack.write(own, tmp_path / "own.pdf", nothing)
        group = desk.school.class_groups()[-1].id

        foreign = replace(own, papers=(Paper.SLIPS,), teacher=None, class_group=group)
        with pytest.raises(NotAllowedError):
            desk.paper_pack.write(foreign, tmp_path / "foreign.pdf", nothing)

        names = [item.title for item in PdfReader(tmp_path / "own.pdf").outline]
        assert len(names) == len(desk.journal.pages_of(desk.account.id))
        assert [path.name for path in tmp_path.iterdir()] == ["own.pdf"]


def test_a_pack_without_papers_is_refused(desk, wish, tmp_path):
    with pytest.raises(NothingInPackError):
        desk.paper_pack.write(replace(wish, papers=()), tmp_path / "empty.pdf", nothing)


@needs_pdftotext
def test_analyses_and_rubrics_of_a_class_come_in_one_file(
    desk: Desk, wish: PackWish, tmp_path: Path
) -> None:
    out = tmp_path / "results.pdf"
    wanted = replace(wish, papers=(Paper.ANALYSES, Paper.RUBRICS))

    desk.paper_pack.write(wanted, out, nothing)

    text = words_of(out.read_bytes())
    assert "Жиынтық бағалау нәтижелерінің талдауы" in text
    assert "Ата-аналарға арналған рубрика – БЖБ 1" in text


def test_rubrics_are_dealt_pupil_by_pupil_and_come_in_a_workbook(
    desk: Desk, wish: PackWish, tmp_path: Path
) -> None:
    wanted = replace(wish, papers=(Paper.RUBRICS,), split=Split.PUPIL_EACH, fmt="xlsx")

    files = desk.paper_pack.write(wanted, tmp_path / "pupils", nothing)

    names = {row[0] for row in load_workbook(files[0]).worksheets[0].iter_rows(4, values_only=True)}
    assert len(files) == 17
    assert "Абдрахман Нұрислам" in names
    assert len(names - {None, "Тегі, аты"}) == 1


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_every_kind_of_paper_comes_in_one_file(desk, wish, tmp_path, fmt):
    out = tmp_path / f"all.{fmt}"

    desk.paper_pack.write(replace(wish, papers=tuple(Paper), fmt=fmt), out, nothing)

    if fmt == "pdf":
        names = " ".join(item.title for item in PdfReader(out).outline)
    else:
        names = " ".join(load_workbook(out).sheetnames)
    for kind in Paper:
        assert i18n.translator("kk")(PAPER_NAMES[kind]).split()[0] in names or (
            kind is Paper.REGISTER_PAGES and "Математика" in names
        )


def test_a_teachers_pack_has_the_teachers_summary_and_no_attendance(desk, wish, tmp_path):
    own = replace(wish, class_group=None, teacher=desk.account.id, papers=tuple(Paper))

    desk.paper_pack.write(own, tmp_path / "own.pdf", nothing)

    names = [item.title for item in PdfReader(tmp_path / "own.pdf").outline]
    assert "Тоқсан қорытындысы" in names
    assert "Қатысу" not in names
    assert TUTOR.split()[1] in text_of(tmp_path / "own.pdf")
