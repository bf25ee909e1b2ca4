"""pupil …, report movements: what the window notes, from the command line; dry runs; refusals."""

import json

from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.documents.reading import needs_pdftotext, words_of

DAY, ORDER = ("--day", "2026-09-07"), ("--order", "47", "--order-date", "2026-09-04")


def asked(line: Line, *words: str) -> dict:
    found = line(*words, "--json")

    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


def name_of(line: Line, label: str = "6А") -> str:
    told = asked(line, "report", "attendance", "--class", label, "--term", "1")
    return told["pupils"][0]["name"]


def counts(line: Line) -> dict[str, tuple[int, int]]:
    told = asked(line, "report", "movements")
    return {one["class"]: (one["before"], one["after"]) for one in told["classes"]}


def test_a_dry_run_writes_nothing_and_a_move_does(writing):
    name, before = name_of(writing), counts(writing)

    dry = asked(writing, "pupil", "move", name, "--class", "7", *DAY, *ORDER, "--dry-run")
    assert dry["written"] is False
    assert counts(writing) == before
    done = asked(writing, "pupil", "move", name, "--class", "7", *DAY, *ORDER)

    assert done == {"written": True, "kind": "move", "day": "2026-09-07", "order_missing": False}
    after = counts(writing)
    assert after["6 «А»"] == (before["6 «А»"][0], before["6 «А»"][1] - 1)
    assert after["7"] == (before["7"][0], before["7"][1] + 1)


def test_who_left_comes_back_and_a_new_one_arrives(writing):
    name = name_of(writing)

    left = asked(writing, "pupil", "leave", name, "--day", "2026-09-04", "--school", "№3")
    assert (left["kind"], left["order_missing"]) == ("transfer_out", True)
    asked(writing, "pupil", "return", name, "--class", "6А", "--day", "2026-09-08")
    arrived = asked(writing, "pupil", "arrive", "Жан Айша", "--class", "6А", *DAY)

    assert arrived["kind"] == "enrol"
    told = asked(writing, "report", "movements", "--class", "6А")
    assert [one["kind"] for one in told["movements"]] == ["transfer_out", "enrol", "return"]
    assert told["open_orders"] == 3


def test_leaving_twice_is_refused_with_the_day(writing):
    name = name_of(writing)
    asked(writing, "pupil", "leave", name, *DAY)

    found = writing("pupil", "leave", name, "--day", "2026-09-08")

    assert found.exit_code != 0
    assert "has left" in found.stderr
    assert found.stdout == ""


def test_a_pupil_is_found_as_the_window_finds_one(writing):
    surname, given = name_of(writing).split()[:2]
    said = f"{given} {surname}".upper()

    found = asked(writing, "pupil", "leave", said, *DAY, "--dry-run")

    assert found["kind"] == "leave"


def test_an_unknown_pupil_is_named(writing):
    found = writing("pupil", "leave", "Ешкім", *DAY)

    assert "Ешкім" in found.stderr


def test_two_records_are_found_and_joined(writing):
    name = name_of(writing)
    asked(writing, "pupil", "arrive", name, "--class", "6А", *DAY)
    (pair,) = asked(writing, "pupil", "doubles")["doubles"]
    kept, dropped = str(pair["one"]), str(pair["other"])

    dry = asked(writing, "pupil", "join", kept, dropped, "--dry-run")
    assert dry["written"] is False
    assert dry["moves"]["membership"] == 1
    asked(writing, "pupil", "join", kept, dropped)

    assert asked(writing, "pupil", "doubles")["doubles"] == []


@needs_pdftotext
def test_paper_and_workbook_name_everybody_who_moved(writing, tmp_path):
    name = name_of(writing)
    asked(writing, "pupil", "move", name, "--class", "7", *DAY, *ORDER, "--reason", "көшті")
    pdf, xlsx = tmp_path / "m.pdf", tmp_path / "m.xlsx"

    asked(writing, "report", "movements", "-o", str(pdf), "--lang", "both")
    asked(writing, "report", "movements", "-o", str(xlsx), "--format", "xlsx")

    text = words_of(pdf.read_bytes())
    assert all(word in text for word in (*name.split(), "47", "көшті", "Движение", "қозғалысы"))
    rows = load_workbook(xlsx).worksheets[0].iter_rows(values_only=True)
    assert any(row[1] and str(row[1]).startswith(name) for row in rows)
