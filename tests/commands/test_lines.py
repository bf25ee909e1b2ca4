"""calculate and check-iin: a line in, a line out, and nothing heavy loads for them."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from school_desk.cli import main

HEAVY = ("babel", "cryptography", "openpyxl", "PySide6", "reportlab", "sqlcipher3", "sqlite_utils")
WATCHED = (
    "import sys\nfrom school_desk.cli import main\n"
    "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
    f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
)

CASES = {
    '{"fo":[8,8],"sor":[[14,20]],"soch":[20,25]}': {"percent": "155/2", "rounded": 78, "mark": 4},
    '{"fo":[8],"sor":null,"soch":[]}': {"percent": "80", "rounded": 80, "mark": 4},
    '{"fo":[8],"sor":[],"soch":null}': {"percent": "80", "rounded": 80, "mark": 4},
}
BAD_CASES = ("", "{", "[]", '{"fo":[0]}', '{"fo":[11]}', '{"fo":"8"}', '{"sor":[[21,20]]}', "null")


def run(*words: str, text: str = ""):
    return CliRunner().invoke(main, words, input=text)


def test_calculate_answers_each_line_in_order():
    told = run("calculate", "--rules", "kz-2025", text="\n".join(CASES)).stdout.splitlines()

    assert [json.loads(line) for line in told] == list(CASES.values())


def test_calculate_answers_a_bad_line_with_an_error_and_goes_on():
    lines = [*BAD_CASES, *CASES]

    found = run("calculate", text="\n".join(lines) + "\n")

    told = [json.loads(line) for line in found.stdout.splitlines()]
    assert [set(line) for line in told[: len(BAD_CASES)]] == [{"error"}] * len(BAD_CASES)
    assert told[len(BAD_CASES) :] == list(CASES.values())
    assert found.exit_code == 0


def test_calculate_reads_windows_lines_marks_of_byte_order_and_broken_letters():
    case = next(iter(CASES))
    text = b"\xef\xbb\xbf" + case.encode() + b"\r\n\xff\xfe\r\n" + case.encode() + b"\r\n"

    told = CliRunner().invoke(main, ["calculate"], input=text).stdout.splitlines()

    assert json.loads(told[0]) == json.loads(told[2]) == CASES[case]
    assert "error" in json.loads(told[1])


def test_calculate_knows_only_its_own_rules():
    found = run("--language", "en", "calculate", "--rules", "../kz-2025")

    assert found.exit_code == 2
    assert "kz-2025" in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_check_iin_says_ok_or_the_reason(language):
    numbers = "550317100014\n550317100015\n55031710001\nabc\n\n5503171 00014\n"

    found = run("check-iin", "--language", language, text=numbers)

    words = [line.split(":")[0] for line in found.stdout.splitlines()]
    assert words == ["ok", "check_digit", "length", "letter", "length", "ok"]
    assert found.exit_code == 1


def test_check_iin_with_only_right_numbers_ends_well():
    assert run("check-iin", text="550317100014\n").exit_code == 0


def test_nothing_in_gives_nothing_out():
    for command in ("calculate", "check-iin"):
        found = run(command, text="")

        assert (found.stdout, found.exit_code) == ("", 0)


@pytest.mark.parametrize(
    "words", [["calculate"], ["check-iin"], ["--help"], ["report", "slips", "--help"]]
)
def test_light_commands_load_nothing_heavy(words):
    found = subprocess.run(
        [sys.executable, "-c", WATCHED, *words],
        input='{"fo":[8]}\n',
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert found.stdout
    assert found.stderr.splitlines()[-1] == "[]"


def test_reader_that_goes_away_ends_the_command_without_a_word():
    lines = '{"fo":[8]}\n' * 20_000
    command = [sys.executable, "-c", "from school_desk.cli import main; main(['calculate'])"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(lines)
            process.stdin.close()
        except BrokenPipeError:
            pass

        said = process.stderr.read()

    assert (process.returncode, said) == (141, "")
