"""The archive of a year: read without us, by any age tool, recomputed to the last digit."""

import csv
import json
import os
import pty
import shutil
import subprocess
from fractions import Fraction
from io import BytesIO, StringIO
from math import floor
from pathlib import Path
from zipfile import ZipFile

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD, make_demo
from school_desk.paths import SchoolFolder
from school_desk.printing.archive import ArchiveWish
from school_desk.printing.archive_file import (
    ArchiveLockedError,
    ArchiveUnreadableError,
    packed,
    read_archive,
    wrong_files,
)

WORDS = "төрт сөз бір кілт"


class StoppedHereError(Exception):
    """What a step raises when the person stops."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    make_demo(entrance).close()
    entrance.close()
    return folder


@pytest.fixture
def desk(made, tmp_path):
    copy = shutil.copytree(made, tmp_path / "school")
    entrance = Entrance(SchoolFolder(copy), now=lambda: DEMO_NOW)
    found = entrance.sign_in("Сәуле Бекқызы", DEMO_PASSWORD)
    yield found
    found.close()
    entrance.close()


def sixth(desk):
    return next(one.id for one in desk.school.class_groups() if one.label == "6 «А»")


def table(book, name):
    return list(csv.DictReader(StringIO(book.read(f"data/{name}.csv").decode("utf-8"))))


def no_step(_done, _total):
    pass


def opened_by_age(path, out):
    """What the command `age` makes of a file when a person types the passphrase."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("age", ["age", "-d", "-o", str(out), str(path)])  # noqa: S606
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, f"{WORDS}\n".encode())
    while True:
        try:
            if not os.read(terminal, 1024):
                break
        except OSError:
            break
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_any_age_tool_opens_it_with_the_passphrase(desk, tmp_path):
    out = tmp_path / "6А.zip.age"
    documents = desk.archive_papers.write(ArchiveWish(sixth(desk), "kk", WORDS), out, no_step)

    assert opened_by_age(out, tmp_path / "opened.zip") == 0
    assert (tmp_path / "opened.zip").read_bytes() == read_archive(out, WORDS)
    with ZipFile(tmp_path / "opened.zip") as book:
        manifest = json.loads(book.read("manifest.json"))
        papers = [name for name in book.namelist() if name.endswith(".pdf")]
        assert len(papers) == documents > 50
        assert manifest["year"] == "2026-27"
        assert set(manifest["files"]) == set(book.namelist()) - {"manifest.json"}
    assert desk.archives.taken_out()[0].plain is False
    assert b"manifest.json" not in out.read_bytes()
    with pytest.raises(ArchiveLockedError):
        read_archive(out, "басқа төрт сөз")
    content = bytearray(out.read_bytes())
    content[len(content) // 2] ^= 1
    out.write_bytes(content)
    with pytest.raises(ArchiveLockedError):
        read_archive(out, WORDS)


def test_documents_are_whole_and_carry_their_fonts_title_and_language(desk, tmp_path):
    out = tmp_path / "plain.zip"
    desk.archive_papers.write(ArchiveWish(sixth(desk), "ru"), out, no_step)
    with ZipFile(out) as book:
        names = [name for name in book.namelist() if name.endswith(".pdf")]
        for n, name in enumerate(names[:: len(names) // 6]):
            (tmp_path / f"{n}.pdf").write_bytes(book.read(name))

    for paper in sorted(tmp_path.glob("*.pdf")):
        check = subprocess.run(["qpdf", "--check", paper], check=False, capture_output=True)
        assert check.returncode == 0, check.stderr
        fonts = subprocess.run(["pdffonts", paper], capture_output=True, text=True, check=True)
        embedded = [line.split()[-5] for line in fonts.stdout.splitlines()[2:]]
        assert embedded
        assert set(embedded) == {"yes"}
        raw = subprocess.run(["qpdf", "--qdf", paper, "-"], capture_output=True, check=True).stdout
        assert b"<dc:title>" in raw
        assert b"<rdf:li>ru</rdf:li>" in raw
        assert b"/URI" not in raw
        assert b"/EmbeddedFile" not in raw
    assert desk.archives.taken_out()[0].plain is True


def test_marks_are_recomputed_from_the_neutral_tables_to_the_last_digit(desk, tmp_path):
    out = tmp_path / "school.zip"
    desk.archive_papers.write(ArchiveWish(sixth(desk)), out, no_step)
    with ZipFile(out) as book:
        tables = {n: table(book, n) for n in ("pages", "marks", "works", "work_points", "results")}

    checked = 0
    points = {(p["work"], p["pupil"]): int(p["points"]) for p in tables["work_points"]}
    for result in tables["results"]:
        if result["standing"] != "marked":
            continue
        page, pupil = result["page"], result["pupil"]
        here = [m for m in tables["marks"] if (m["page"], m["pupil"]) == (page, pupil)]
        ours = [w for w in tables["works"] if w["page"] == page and (w["work"], pupil) in points]
        formative = [int(m["points"]) for m in here]
        parts = {"fo": Fraction(100 * sum(formative), 10 * len(formative))} if formative else {}
        for kind, key in (("unit_summative", "unit"), ("term_summative", "term")):
            some = [w for w in ours if w["kind"] == kind]
            if some:
                got = sum(points[w["work"], pupil] for w in some)
                parts[key] = Fraction(100 * got, sum(int(w["top"]) for w in some))
        weights = {3: {"fo": 25, "unit": 25, "term": 50}}.get(len(parts), dict.fromkeys(parts, 50))
        percent = sum(parts[key] * (weights[key] if len(parts) > 1 else 100) for key in parts) / 100
        assert str(percent) == result["percent"]
        assert floor(percent + Fraction(1, 2)) == int(result["rounded"])
        mark = next(
            m
            for low, m in ((85, 5), (65, 4), (40, 3), (0, 2))
            if low <= floor(percent + Fraction(1, 2))
        )
        assert mark == int(result["mark"])
        checked += 1
    assert checked > 20


def test_the_end_of_the_year_stands_in_neutral_tables_and_on_paper(desk, tmp_path):
    out = tmp_path / "school.zip"
    desk.archive_papers.write(ArchiveWish(sixth(desk), papers=False), out, no_step)
    with ZipFile(out) as book:
        year, periods = table(book, "year"), table(book, "year_periods")
        assert not [name for name in book.namelist() if name.endswith(".pdf")]
    names = desk.archive_papers.plan(ArchiveWish(sixth(desk), "kk"))

    year_of_class = desk.year_end.of_class(sixth(desk))
    told = sum(cell is not None for line in year_of_class.lines for cell in line.cells)
    assert len(year) == told > 100
    assert {one["source"] for one in periods} == {"live"}
    assert "missing" in {one["lack"] for one in year}
    assert "6 «А» 2026-27/Жылдық үлгерім жиынтығы" in names


def test_a_stopped_archive_leaves_no_file_and_no_entry(desk, tmp_path):
    def stop(done, _total):
        if done == 3:
            raise StoppedHereError

    with pytest.raises(StoppedHereError):
        desk.archive_papers.write(ArchiveWish(sixth(desk)), tmp_path / "a.zip", stop)

    assert not (tmp_path / "a.zip").exists()
    assert desk.archives.taken_out() == ()


def test_a_file_that_differs_from_the_manifest_is_named():
    whole = packed([("data/a.csv", b"1"), ("data/b.csv", b"2")], {}, DEMO_NOW)
    changed = BytesIO()
    with ZipFile(BytesIO(whole)) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"3" if name == "data/b.csv" else old.read(name))
        new.writestr("data/c.csv", b"4")

    assert wrong_files(whole) == ()
    assert wrong_files(changed.getvalue()) == ("data/b.csv", "data/c.csv")
    assert wrong_files(b"no zip") == ("manifest.json",)


def test_a_subject_teacher_takes_nothing_out(made, tmp_path):
    copy = shutil.copytree(made, tmp_path / "school")
    entrance = Entrance(SchoolFolder(copy), now=lambda: DEMO_NOW)
    desk = entrance.sign_in("Гүлнар Серікқызы", DEMO_PASSWORD)
    other = next(one.id for one in desk.school.class_groups() if one.form_tutor != desk.account.id)

    with pytest.raises(NotAllowedError):
        desk.archive_papers.write(ArchiveWish(other), tmp_path / "a.zip", no_step)

    desk.archive_papers.write(ArchiveWish(sixth(desk)), tmp_path / "own.zip", no_step)
    assert Path(tmp_path / "own.zip").exists()
    desk.close()
    entrance.close()


def test_the_archive_that_cannot_be_read_back_says_so(tmp_path):
    broken = tmp_path / "x.zip"
    broken.write_bytes(packed([("a", b"1")], {}, DEMO_NOW)[:-30])

    with pytest.raises(ArchiveUnreadableError):
        read_archive(broken, None)
