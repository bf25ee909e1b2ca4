"""Nothing leaks outward: no network, no file elsewhere, no formula, no hidden word, no name."""

import ast
import csv
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.documents.page import PROGRAM, Printed
from school_desk.documents.sheet import SheetColumn, SheetDraft, build_workbook
from school_desk.paths import SchoolFolder
from school_desk.printing.archive_tables import to_csv
from school_desk.school.guardian_model import Guardian, NewGuardian, Relation
from school_desk.school.model import PersonName
from school_desk.school.pupil_lines import PupilLine
from school_desk.school.pupil_template import write_list
from tests.ui.seat import HEAD, copied, make_folder

ROOT = Path(__file__).parents[2]
PROGRAM_FILES = sorted((ROOT / "school_desk").rglob("*.py"))
DANGEROUS = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")')


def watched(folder: Path, what: str) -> dict[str, object]:
    for name in ("school", "out", "home", "tmp"):
        (folder / name).mkdir(parents=True)
    at_home = {
        one: str(folder / "home")
        for one in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    }
    done = subprocess.run(
        [sys.executable, "-B", str(ROOT / "tests/robustness/watched_run.py"), str(folder), what],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={
            **os.environ,
            **at_home,
            "TMPDIR": str(folder / "tmp"),
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        },
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, object] = json.loads(done.stdout.decode().splitlines()[-1])
    return found


# Network and files


@pytest.mark.timeout(600)  # a hundred screens in two languages, twice signed in
def test_a_day_in_the_demo_school_asks_no_network_and_writes_nowhere_else(tmp_path: Path) -> None:
    found = watched(tmp_path / "run", "journey")

    assert found["asked"] == []
    assert found["outside"] == []
    assert not found["qt_network"]  # Qt's own network is not even loaded
    assert int(str(found["inside"])) > 10
    assert (tmp_path / "run" / "school" / "school.db").exists()


def test_the_watch_sees_what_it_watches_for(tmp_path: Path) -> None:
    found = watched(tmp_path / "run", "control")

    assert {"socket.connect", "socket.bind"} <= set(found["asked"])  # type: ignore[call-overload]
    assert [Path(one).name for one in found["outside"]] == ["run-elsewhere"]  # type: ignore[attr-defined]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


# Only the exchange between the computers of the school knows a network, and the door of a code.
KNOW = {
    "socket": {
        *("sync/addresses.py", "sync/enrol_door.py", "sync/lan.py", "sync/line.py"),
        "sync/server.py",
    },
    "ssl": {"storage/certificate.py", "sync/enrol_door.py", "sync/line.py", "sync/server.py"},
    "http.client": {"sync/enrol_line.py"},
    "requests": {"sync/line.py"},
    "zeroconf": {"sync/lan.py"},
}


@pytest.mark.parametrize(
    "module",
    [
        "socket",
        "ssl",
        "urllib.request",
        "http.client",
        "requests",
        "zeroconf",
        "PySide6.QtNetwork",
        "logging",
    ],  # fmt: skip,
)
def test_only_the_exchange_knows_a_network_and_nobody_keeps_a_log_file(module: str) -> None:
    found = {path for path in PROGRAM_FILES if module in imports(path)}

    assert {path.relative_to(ROOT / "school_desk").as_posix() for path in found} == KNOW.get(
        module, set()
    )


# Spreadsheets


def cells(path: Path) -> list[tuple[object, str, bool]]:
    book = load_workbook(path)
    return [
        (cell.value, cell.data_type, bool(cell.quotePrefix))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_two_modules_write_workbooks_and_one_writes_csv() -> None:
    """A third would need a test of its own below."""
    makes = {path.stem for path in PROGRAM_FILES if "openpyxl.Workbook" in imports(path)}
    text = {
        path.stem
        for path in PROGRAM_FILES
        if re.search(r"csv\.(w|DictW)riter", path.read_text("utf-8"))
    }

    assert (makes, text) == ({"sheet", "pupil_template"}, {"archive_tables"})


@pytest.mark.parametrize("typed", DANGEROUS)
def test_what_looks_like_a_formula_stays_text_in_every_workbook(tmp_path: Path, typed: str) -> None:
    draft = SheetDraft(typed, (typed,), (SheetColumn(typed),), ((typed,),), notes=(typed,))
    printed = Printed(datetime(2026, 10, 22, tzinfo=UTC), typed)
    build_workbook([draft], title=typed, language="kk", printed=printed, out=tmp_path / "a.xlsx")
    name = PersonName(typed, typed, typed)
    guardian = NewGuardian(Guardian(name, phone=typed, address=typed), Relation.MOTHER)
    line = PupilLine(
        *("list", 2, name, 7, typed, date(2014, 1, 1)),
        iin=typed,
        address=typed,
        phone=typed,
        guardians=(guardian,),
    )
    write_list(tmp_path / "b.xlsx", [line])

    for file in ("a.xlsx", "b.xlsx"):
        found = [one for one in cells(tmp_path / file) if str(one[0]).split() == typed.split()]
        assert found
        assert {(kind, quoted) for _value, kind, quoted in found} == {("s", True)}
        assert not [one for one in cells(tmp_path / file) if one[1] == "f"]


@pytest.mark.parametrize("typed", DANGEROUS)
def test_what_looks_like_a_formula_stays_text_in_csv(typed: str) -> None:
    rows = list(
        csv.reader(StringIO(to_csv(("a",), [(typed,), ("-",), (-3,)]).decode(), newline=""))
    )

    assert rows[1] == [f"'{typed}".replace("\r", "\n")]
    assert rows[3] == ["-3"]  # a number is none


def test_a_workbook_names_nobody_in_its_properties(tmp_path: Path) -> None:
    draft = SheetDraft("а", (), (SheetColumn("а"),), ())
    printed = Printed(datetime(2026, 10, 22, tzinfo=UTC), "Сәуле Бекқызы")
    build_workbook([draft], title="а", language="kk", printed=printed, out=tmp_path / "a.xlsx")

    found = load_workbook(tmp_path / "a.xlsx").properties
    assert (found.creator, found.lastModifiedBy) == (PROGRAM, PROGRAM)


# Papers


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Papers of every kind of layout, of a school with marks."""
    folder = tmp_path_factory.mktemp("demo")
    place = copied(make_folder(folder), tmp_path_factory.mktemp("school"))
    entrance = Entrance(SchoolFolder(place), now=lambda: DEMO_NOW)
    desk = entrance.sign_in(HEAD, DEMO_PASSWORD)
    out = tmp_path_factory.mktemp("papers")
    made = list(written(desk, out))
    desk.close()
    entrance.close()
    return made


def written(desk: Desk, out: Path) -> list[Path]:
    klass = next(one.id for one in desk.school.class_groups() if one.label == "7")
    page = desk.journal.pages_of_class(klass)[0]
    where = (
        (page.head.group, page.head.subject, 1)
        if hasattr(page, "head")
        else (page.group, page.subject, 1)
    )
    desk.papers.register_page(*where, "kk", "pdf", out / "register.pdf")
    desk.papers.slips(klass, 1, "ru", "pdf", out / "slips.pdf")
    desk.summary_papers.of_class(klass, 1, "both", "pdf", out / "summary.pdf")
    desk.record_papers.pupil_data(klass, "kk", "pdf", out / "data.pdf")
    code = desk.keys.new_sheet()
    desk.write_recovery_sheet(code.groups, code.check_word, out / "sheet.pdf")
    return sorted(out.glob("*.pdf"))


FORBIDDEN = {
    *("/JavaScript", "/JS", "/EmbeddedFiles", "/EF", "/AF", "/OpenAction", "/AA", "/Launch"),
    *("/URI", "/SubmitForm", "/RichMedia", "/Movie", "/Sound", "/GoToR", "/XFA", "/Annots"),
}


def names_in(found: object, seen: set[int]) -> set[str]:
    """Every key of every dictionary of a PDF."""
    if hasattr(found, "get_object"):
        found = found.get_object()
    if id(found) in seen:
        return set()
    seen.add(id(found))
    if isinstance(found, dict):
        inner = [names_in(one, seen) for one in found.values()]
        return {str(one) for one in found}.union(*inner)
    if isinstance(found, list):
        return set().union(*(names_in(one, seen) for one in found))
    return set()


def test_a_paper_runs_nothing_and_carries_nothing(papers: list[Path]) -> None:
    assert len(papers) == 5
    for path in papers:
        assert names_in(PdfReader(path).trailer, set()) & FORBIDDEN == set(), path.name


def test_the_walk_through_a_paper_sees_what_it_looks_for(
    papers: list[Path], tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=PdfReader(papers[0]))
    js = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(js)
    writer.add_attachment("a.txt", b"x")
    writer.write(tmp_path / "bad.pdf")

    assert {"/JS", "/EmbeddedFiles"} <= names_in(PdfReader(tmp_path / "bad.pdf").trailer, set())


def test_a_paper_says_of_itself_only_what_stands_on_it(papers: list[Path]) -> None:
    """Title, school and where it is from; no name of a person, of an account, of a folder."""
    for path in papers:
        found = PdfReader(path).metadata or {}
        told = " ".join(str(one) for one in found.values())
        assert "Сәуле" not in str(found.get("/Author", ""))
        assert not re.search(r"(/home|/root|/tmp|C:\\\\|Users)", told), told


def test_every_letter_of_a_paper_lies_on_the_page_and_is_seen(papers: list[Path]) -> None:
    for path in papers:
        for page in PdfReader(path).pages:
            box, outside = page.mediabox, []

            def look(
                text: str,
                cm: list[float],
                tm: list[float],
                *_font: object,
                box=box,
                outside=outside,
            ) -> None:  # type: ignore[no-untyped-def]
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                if text.strip() and not (0 <= x <= box.width and 0 <= y <= box.height):
                    outside.append(text)

            page.extract_text(visitor_text=look)
            content = page.get_contents()
            assert outside == [], path.name
            assert content is not None
            assert not re.search(rb"(?<![\d.])[37] Tr\b", content.get_data()), path.name


# What is told of a bug


def test_what_a_bug_leaves_behind_names_nobody() -> None:
    from school_desk.ui.program import trace_without_words  # noqa: PLC0415

    def fails(name: str) -> None:
        try:
            _known = {}[name]
        except KeyError as error:
            raise RuntimeError(f"pupil {name}") from error

    with pytest.raises(RuntimeError) as caught:
        fails("Әбішев Дана")
    told = "".join(trace_without_words(caught.value))

    assert "Әбіш" in str(caught.value)  # the control
    assert "Әбіш" not in told.replace('fails("Әбішев Дана")', "")
    assert told.splitlines()[-1] == "builtins.RuntimeError"
    assert "builtins.KeyError" in told
    assert "test_leaks.py" in told


def test_refusals_and_bugs_of_services_leave_no_file_and_no_name(
    tmp_path: Path, papers: list[Path], capfd: pytest.CaptureFixture[str]
) -> None:
    """Services are given names where they fail: nothing is kept of it but the file's own bytes."""
    assert papers
    folder = tmp_path / "school"
    folder.mkdir()
    entrance = Entrance(SchoolFolder(make_folder(folder)), now=lambda: DEMO_NOW)
    desk = entrance.sign_in(HEAD, DEMO_PASSWORD)
    before = {one.name for one in folder.rglob("*")}
    name = PersonName("Құпиябаев", "Есім")
    acts = (
        lambda: desk.school.add_pupil(999_999, name, DEMO_NOW.date()),
        lambda: desk.school.correct_pupil(999_999, 999_999, name, None),
        lambda: desk.create_account("Құпиябаев", name, "қысқа", ()),
        lambda: desk.guardians.add(999_999, 999_999, Guardian(name), Relation.FATHER),
        lambda: desk.school.find_pupils(None),  # type: ignore[arg-type]
    )
    failed = 0
    for act in acts:
        try:
            act()
        except Exception:  # noqa: BLE001  whatever it is
            failed += 1
    desk.close()
    entrance.close()

    assert failed >= 3
    assert {one.name for one in folder.rglob("*")} <= before
    told = capfd.readouterr()
    assert "Құпия" not in told.out + told.err
    for one in folder.rglob("*"):
        if one.is_file():
            assert "Құпия".encode() not in one.read_bytes(), one
