"""A short slice, always the same, of the spoiled files; and what they have found, one by one."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from school_desk.journal.facts import RuleSetFactError
from school_desk.journal.ruleset import UnreadableRuleSetError, parse_ruleset
from school_desk.pin import SETTING, Pin, WrongPinError
from school_desk.printing.archive_file import MANIFEST, packed, wrong_files
from school_desk.school.calendar_file_rules import NotTomlError, read_year
from school_desk.settings import Settings, load_settings, save_settings
from school_desk.ui.last_place import place_from_text
from school_desk.ui.memory import PersonMemory
from tests.soak.readers import REFUSED, ROWS, WHOLE, Reader, in_memory, read_all, tries
from tests.soak.work_kills import work_kills

DEEP = "[" * 50_000
LONG = "9" * 5_000


def test_spoiled_files_are_taken_whole_told_row_by_row_or_refused_in_words():
    counted, wrong = read_all(seed=1, number=40)

    assert wrong == []
    assert counted["inputs"] == 18 * 40
    ends = [
        sum(count for name, count in counted.items() if name.endswith(one))
        for one in (WHOLE, ROWS, REFUSED)
    ]
    assert min(ends) > 80
    assert sum(ends) == counted["inputs"]


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (lambda _path: 1 // 0, "ZeroDivisionError"),
        (lambda path: path.with_name("half").write_bytes(b"") and WHOLE, "left over"),
    ],
)
def test_a_reader_that_breaks_or_leaves_a_file_is_found(read, found):
    good = [True]

    def first_is_good(path):
        return WHOLE if good and good.pop() else read(path) or WHOLE

    with in_memory() as folder:
        reader = Reader("broken", "a", b"abc", lambda content, _chance: content, first_is_good)
        _counted, wrong = tries(reader, folder / "try", 1, 0, 1)

    assert found in "".join(wrong)


def test_a_reader_that_writes_is_found():
    written = []

    def read(_path):
        written.append(1)
        return WHOLE

    with in_memory() as folder:
        spoil = lambda content, _chance: content  # noqa: E731
        reader = Reader("writing", "a", b"abc", spoil, read, lambda: len(written))
        _counted, wrong = tries(reader, folder / "try", 1, 0, 1)

    assert "something was written" in "".join(wrong)


def test_an_import_and_an_update_that_are_killed_are_whole_or_not_there(tmp_path):
    counted, wrong = work_kills(tmp_path, seed=1, number=3)

    assert wrong == []
    assert counted["kills during import"] + counted["kills during update"] >= 3


@pytest.mark.parametrize(
    "content",
    ['{"language": "\\ud800"}', '{"fet": "\\u0000"}', '{"backup_place": "\\ud800"}', DEEP],
)
def test_settings_with_half_characters_count_as_not_set_and_can_be_kept(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")

    assert load_settings(path) == Settings()
    PersonMemory(path, 1).put("width", "7")
    assert PersonMemory(path, 1).get("width", "") == "7"


def test_what_stands_in_the_place_of_a_persons_settings_is_forgotten(tmp_path):
    path = tmp_path / "settings.json"
    deep = "[" * 400 + "]" * 400
    content = f'{{"places": {{"1": [], "2": {{"width": "5", "x": {deep}}}}}}}'
    path.write_text(content, encoding="utf-8")

    assert PersonMemory(path, 1).get("width", "8") == "8"
    PersonMemory(path, 1).put("width", "7")
    assert PersonMemory(path, 2).get("width", "") == "5"


def test_a_pin_that_is_no_digest_opens_nothing(tmp_path):
    path = tmp_path / "settings.json"
    save_settings(path, Settings(places={"1": {SETTING: "ж"}}))

    with pytest.raises(WrongPinError):
        Pin(path, 1, bytes(32)).open("2580")


def test_a_last_place_of_brackets_is_nowhere():
    assert place_from_text(DEEP, date(2026, 9, 1)) is None


@pytest.mark.parametrize("value", [f"id = {DEEP}", f"id = {LONG}"])
def test_toml_of_brackets_or_digits_is_refused(value):
    found = read_year(value)

    assert [type(one) for one in found.problems] == [NotTomlError]
    with pytest.raises(UnreadableRuleSetError):
        parse_ruleset(value)


def test_a_long_value_of_a_rule_set_is_quoted_by_its_beginning():
    with pytest.raises(RuleSetFactError) as refused:
        parse_ruleset(f'id = "a"\nfacts = "{"x" * 5_000}"')

    assert len(str(refused.value)) < 500


def spoiled_zip(change) -> bytes:
    made = bytearray(packed([("a.csv", b"a;b\n" * 90)], {}, datetime(2026, 9, 1, tzinfo=UTC)))
    change(made)
    return bytes(made)


def no_packing_known(made: bytearray) -> None:
    at = made.index(b"PK\x01\x02")
    made[at + 10 : at + 12] = b"\x63\x00"
    made[8:10] = b"\x63\x00"


def no_deflate(made: bytearray) -> None:
    at = 30 + len("a.csv")
    made[at : at + 4] = b"\xff\xff\xff\xff"


@pytest.mark.parametrize("change", [no_packing_known, no_deflate])
def test_a_spoiled_archive_is_known_as_one(change):
    assert wrong_files(spoiled_zip(change)) != ()


@pytest.mark.parametrize("manifest", [DEEP, "[]", '{"files": 1}', '{"files": {"a": []}}'])
def test_a_spoiled_manifest_of_an_archive_is_told(manifest):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a", b"x")
        made.writestr(MANIFEST, manifest)

    assert wrong_files(out.getvalue()) == (MANIFEST,)
