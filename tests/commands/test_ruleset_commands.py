"""rules show, preview, set and choose; calculate under each rule set."""

import json

import pytest
from click.testing import CliRunner

from school_desk.app import Entrance
from school_desk.cli import main
from school_desk.journal.shipped import rulesets
from school_desk.paths import SchoolFolder
from tests.commands.conftest import Line

KEY, VALUE = "unit_aggregation", "mean_of_percents"
PUBLISHED = '{"sor":[[8,12],[5,10],[10,12]],"soch":[15,20]}'


def facts(line: Line) -> dict[str, dict]:
    found = json.loads(line("rules", "show", "--rules", "kz-2025", "--json").stdout)
    return {one["key"]: one for one in found["facts"]}


@pytest.mark.parametrize("name", sorted(one.id for one in rulesets()))
def test_calculate_knows_every_rule_set(name):
    told = CliRunner().invoke(main, ["calculate", "--rules", name], input=f"{PUBLISHED}\n")

    assert json.loads(told.stdout) == {"percent": "2425/34", "rounded": 71, "mark": 4}


def test_calculate_leaves_formative_points_out_by_the_old_rules():
    case = '{"fo":[1,1],"sor":[[8,12],[5,10],[10,12]],"soch":[15,20]}\n{"fo":[9]}\n'
    told = CliRunner().invoke(main, ["calculate", "--rules", "kz-2016"], input=case)

    first, second = (json.loads(line) for line in told.stdout.splitlines())
    assert first["percent"] == "2425/34"
    assert set(second) == {"error"}


def test_everybody_may_read_which_rules_count(demo_folder):
    found = Line(demo_folder, user="Гүлнар Серікқызы")("rules", "show", "--rules", "kz-2016")

    assert found.exit_code == 0
    assert "Term 1: kz-2025, by the date" in found.stdout
    assert "weights.formative+unit+term = 0 : 50 : 50" in found.stdout


def test_show_tells_status_and_paragraph(reading):
    told = facts(reading)

    assert told["weights.formative+unit+term"]["paragraph"] == "28"
    assert told[KEY] == {
        "key": KEY,
        "value": "pooled",
        "usual": "pooled",
        "status": "to_check",
        "paragraph": "",
        "changed": False,
    }


def test_a_preview_names_pupils_and_writes_nothing(writing):
    found = writing("rules", "preview", KEY, VALUE, "--rules", "kz-2025", "--json")
    told = json.loads(found.stdout)

    assert found.exit_code == 0
    assert told["marks"] + told["others"] == len(told["effects"])
    assert not facts(writing)[KEY]["changed"]


def test_a_value_is_set_and_given_back(writing):
    words = ("rules", "set", KEY)
    first = writing(*words, VALUE, "--rules", "kz-2025", "--json")
    changed = facts(writing)[KEY]
    second = writing(*words, "--reset", "--rules", "kz-2025")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert json.loads(first.stdout)["value"] == VALUE
    assert (changed["value"], changed["changed"]) == (VALUE, True)
    assert not facts(writing)[KEY]["changed"]


def test_a_term_gets_its_rules_and_gives_them_back(writing):
    dry = writing("rules", "choose", "kz-2021", "--term", "2", "--dry-run", "--json")
    done = writing("rules", "choose", "kz-2021", "--term", "2")
    shown = writing("rules", "show", "--rules", "kz-2021").stdout
    back = writing("rules", "choose", "date", "--term", "2", "--json")

    assert json.loads(dry.stdout)["written"] is False
    assert done.exit_code == 0
    assert "Term 2: kz-2021, chosen by hand: to be checked" in shown
    assert json.loads(back.stdout)["in_force"] == "kz-2025"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rules", "set", "weights.formative+unit", "50 40 0", "--rules", "kz-2025"), 1),
        (("rules", "set", "scale", "0", "--rules", "kz-2025"), 1),
        (("rules", "set", "signs.ru.ill", "Н", "--rules", "kz-2025"), 1),
        (("rules", "set", KEY, VALUE, "--rules", "kz-1999"), 1),
        (("rules", "choose", "kz-1999", "--term", "1"), 1),
        (("rules", "choose", "kz-2021", "--term", "9"), 1),
        (("rules", "set", KEY, "--rules", "kz-2025"), 2),
        (("rules", "set", KEY, VALUE, "--reset", "--rules", "kz-2025"), 2),
        (("rules", "choose", "kz-2021"), 2),
    ],
)
def test_a_bad_decision_is_one_sentence_and_changes_nothing(writing, words, code):
    found = writing(*words)

    assert (found.exit_code, found.stdout) == (code, "")
    assert len(found.stderr.strip().splitlines()) == 1


def test_writing_is_refused_while_the_window_is_open(writing):
    window = Entrance(SchoolFolder(writing.folder))

    refused = writing("rules", "set", KEY, VALUE, "--rules", "kz-2025")
    looked = writing("rules", "preview", KEY, VALUE, "--rules", "kz-2025")
    window.close()

    assert refused.exit_code == 1
    assert looked.exit_code == 0


def test_a_teacher_decides_nothing(demo_folder):
    found = Line(demo_folder, user="Гүлнар Серікқызы")(
        "rules", "preview", KEY, VALUE, "--rules", "kz-2025"
    )

    assert found.exit_code == 1
