import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.calculate import calculate_line
from tests.journal.kz2025 import RULES, VECTORS

EXAMPLE = '{"fo":[8,8,8],"sor":[[14,20],[14,20]],"soch":[20,25]}'


@pytest.mark.parametrize(("fo", "sor", "soch", "p", "r", "m"), [v[1:] for v in VECTORS])
def test_vectors_come_out_in_exactly_this_form(fo, sor, soch, p, r, m) -> None:
    line = json.dumps({"fo": fo, "sor": sor, "soch": soch})

    assert calculate_line(line, RULES) == f'{{"percent":"{p}","rounded":{r},"mark":{m}}}'


def test_null_empty_and_absent_all_mean_none_by_plan() -> None:
    lines = ['{"fo":[8],"sor":null,"soch":null}', '{"fo":[8],"sor":[],"soch":[]}', '{"fo":[8]}']

    assert {calculate_line(line, RULES) for line in lines} == {
        '{"percent":"80","rounded":80,"mark":4}'
    }


@pytest.mark.parametrize(
    "line",
    [
        *("", " ", "{", "[]", "8", "null", "[" * 100_000, '{"a":' * 5000, "\ufeff{}", "\x00", "{}"),
        '{"fo":null,"sor":[],"soch":null}',
        '{"fo":[8],"other":1}',
        '{"fo":[8],"fo":[9]}',
        *(f'{{"fo":{fo}}}' for fo in ("8", '"8"', "[8.0]", "[8.5]", "[true]", '["8"]', "[null]")),
        *(f'{{"fo":{fo}}}' for fo in ("[0]", "[11]", "[-1]", "[[8]]", "{}", "false", "[NaN]")),
        *(f'{{"fo":{fo}}}' for fo in ("[1e1]", "[Infinity]", f"[{'9' * 5000}]", f"[{'9' * 50}]")),
        *(f'{{"fo":[8],"sor":{sor}}}' for sor in ("[14,20]", "[[14]]", "[[1,2,3]]", "[[21,20]]")),
        *(f'{{"fo":[8],"sor":{sor}}}' for sor in ("[[-1,20]]", "[[0,0]]", "[[1.0,20]]", "[null]")),
        *(f'{{"fo":[8],"sor":{sor}}}' for sor in ("[[true,20]]", "[[1,true]]", "[[1,1001]]", "0")),
        *(f'{{"fo":[8],"soch":{soch}}}' for soch in ("[[20,25]]", "[20]", "20", "[26,25]", '""')),
        *(f'{{"fo":[8],"soch":{soch}}}' for soch in ("[20,25,1]", "[null,25]", "false", "{}", "0")),
        '{"sor":[[14,20]]}',
        '{"soch":[20,25]}',
        EXAMPLE + "x",
        EXAMPLE * 2,
    ],
)
def test_malformed_line_is_answered_with_an_error(line) -> None:
    answer = calculate_line(line, RULES)

    assert answer.startswith('{"error":"')
    assert list(json.loads(answer)) == ["error"]
    assert "\n" not in answer


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["fo", "sor", "soch"]), inner),
)


@given(st.text() | JSON.map(json.dumps))
def test_any_line_gets_one_line_of_answer(line) -> None:
    answer = json.loads(calculate_line(line, RULES))

    assert list(answer) in (["percent", "rounded", "mark"], ["error"])
