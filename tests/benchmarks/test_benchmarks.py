"""Every benchmark runs, at a tiny size, and says sane numbers; how fast is no test's business."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import (
    bytes_of_marks,
    key_press,
    keystrokes,
    meal_month,
    menu_check,
    open_page,
    pupil_import,
    rollover,
    save_mark,
    slips_on_paper,
    start,
    term_report,
    whole_timetable,
    year_archive,
)
from benchmarks.__main__ import BEGIN, BENCHMARKS, END, keep, section
from benchmarks.figure import Benchmark, Figure, Plan
from benchmarks.school_making import Shape
from benchmarks.schools import copied, school, stored
from benchmarks.sync import bytes as bytes_of_batches
from benchmarks.sync import lines, newcomer, peers, stick
from benchmarks.sync.wire import Pair
from school_desk.storage.verify import verify
from school_desk.sync.position import start as start_of_stream

HEAVY = ("holidays", "openpyxl", "pypdf", "pyrage", "reportlab", "xml")
LATE = re.compile(r"fet|archive|printing|documents|rollover|desk_service|year_service")
LOADED_AT_THE_END = (
    "import atexit, runpy, sys;"
    "atexit.register(lambda: print(*sys.modules));"
    "runpy.run_module('benchmarks.register_window', run_name='__main__')"
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Plan:
    """One class, two years, a few hundred marks."""
    cache = tmp_path_factory.mktemp("schools")
    return Plan(cache, pupils=30, years=2, marks=300, repeats=20, starts=1, warm_starts=0)


@pytest.mark.parametrize(
    ("measure", "ids"),
    [
        (start.measure, ["B1", "B5"]),
        (key_press.measure, ["B2", "B2"]),
        (open_page.measure, ["B3"] * 6 + ["B7"]),
        (slips_on_paper.measure, ["B4", "B4"]),
        (bytes_of_marks.measure, ["B6", "B6", "S8"]),
        (pupil_import.measure, ["B8"]),
        (keystrokes.measure, ["B9"]),
        (rollover.measure, ["B12"] * 5),
        (term_report.measure, ["B13"] * 3),
        (year_archive.measure, ["B14"] * 6),
        (whole_timetable.measure, ["B15"] * 3),
        (meal_month.measure, ["B18"] * 2 + ["B19"] * 2),
        (menu_check.measure, ["B21"] * 3),
        (save_mark.measure, ["S8"]),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_figures_are_sane(measure: Benchmark, ids: list[str], plan: Plan) -> None:
    figures = measure(plan)

    assert [figure.id for figure in figures] == ids
    assert all(0 < figure.value < 10_000 for figure in figures)
    assert set(ids) <= set(BENCHMARKS[measure])


def test_start_loads_nothing_that_its_page_does_not_need(plan: Plan, tmp_path: Path) -> None:
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    handed = start.to_hand_over(copied(kept, tmp_path / "school"))
    run = subprocess.run(
        [sys.executable, "-c", LOADED_AT_THE_END],
        input=handed,
        capture_output=True,
        check=True,
        cwd=start.ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = run.stdout.decode().split()

    assert "school_desk.ui.journal.register_grid" in loaded
    assert [one for one in loaded if one.split(".")[0] in HEAVY] == []
    assert [one for one in loaded if one.startswith("school_desk.") and LATE.search(one)] == []


def test_made_school_agrees_with_its_log(plan: Plan) -> None:
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)

    with stored(kept) as storage:
        assert verify(storage) == ()


def test_kept_table_replaces_the_old_one_and_nothing_else(plan: Plan, tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    results.write_text(f"# Figures\n{BEGIN}\nold\n{END}\nWhat they mean.\n", "utf-8")
    figure = Figure("B2", "a key press", 4.2, "×", 5.0, "in words")

    keep(results, section([figure], plan, {"B2"}))

    text = results.read_text("utf-8")
    assert "| B2 | a key press | **4.20 ×** ✓ | ≤ 5 × | in words |" in text
    assert "old" not in text
    assert text.startswith("# Figures\n")
    assert text.endswith("\nWhat they mean.\n")


def test_bytes_of_batches_are_measured(tmp_path: Path) -> None:
    school = bytes_of_batches.opened(tmp_path, seed=1)
    school.new_marks(60)
    device = school.storage.device
    runs = bytes_of_batches.by_marks(school.stream(), 20)
    found = bytes_of_batches.measured(start_of_stream(device.id, school.part), runs, device)
    school.storage.database.close()

    assert found.batches == 3
    assert found.body < found.whole < found.zipped


def test_our_exchange_is_counted_beside_the_same_rows_for_others(tmp_path: Path) -> None:
    ours = peers.Ours(Pair(tmp_path, 1))
    before = ours.begin(30)
    rows, found = ours.step(lambda: ours.pair.school.new_marks(20))
    nothing, least = ours.step(lambda: None)
    ours.pair.close()

    assert (len(before["marks"]), len(rows["marks"]), nothing["marks"]) == (30, 20, [])
    assert 0 < found["batch"] < found["ours"]
    assert 0 < least["ours"] < found["ours"]


def test_who_is_not_installed_and_who_needs_less_is_said() -> None:
    row = peers.row("S3 one mark", [{"ours": 300, "batch": 120, "json": 180}])

    assert row.count(peers.MISSING) == 4
    assert row.endswith("| ✗ JSON lines, gzip |")


def test_a_cut_costs_one_request_and_less_than_all_once_more(tmp_path: Path) -> None:
    clean = lines.passed(tmp_path, 1, 40, lines.NEVER)
    cut = lines.passed(tmp_path, 1, 40, clean.count // 2)

    assert cut.requests == clean.requests + 1
    assert clean.count < cut.count < 2 * clean.count


def test_a_bundle_on_a_stick_is_measured(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    count, written, writing, reading = stick.trip(tmp_path, folder, 1, 40)

    assert 0 < count < 4000
    assert written >= 40
    assert min(writing.busy, reading.busy) > 0


def test_seconds_on_a_line_are_those_of_round_trips_and_bytes() -> None:
    assert newcomer.on_line("village", 8000) == pytest.approx(1.8 + 1.0)
