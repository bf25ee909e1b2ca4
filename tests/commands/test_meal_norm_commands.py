"""export and import meal-norms: there and back, problems at once, who may."""

import json

from openpyxl import load_workbook


def edited(path, **cells: object) -> None:
    """One more row under those of a list, by its headings."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if any(one.value == "Түрі / Вид" for one in row))
    columns = {str(one.value).split(" / ")[0]: one.column for one in heads}
    row = sheet.max_row + 1
    for name, value in cells.items():
        sheet.cell(row, columns[name], value)
    book.save(path)


def test_norms_go_out_and_only_what_is_new_comes_back(writing, tmp_path) -> None:
    out = tmp_path / "norms.xlsx"
    told = json.loads(writing("export", "meal-norms", str(out), "--json").stdout)
    again = json.loads(writing("import", "meal-norms", str(out), "--json").stdout)
    edited(out, Түрі="Ас уақыты", Коды="lunch", Басталуы="01.12.2026", Сандары="13; 15")
    dry = json.loads(writing("import", "meal-norms", str(out), "--dry-run", "--json").stdout)
    taken = json.loads(writing("import", "meal-norms", str(out), "--json").stdout)
    after = json.loads(writing("export", "meal-norms", str(out), "--json").stdout)

    assert again == {"written": True, "lines": 0, "problems": []}
    assert dry == {"written": False, "lines": 1, "problems": []}
    assert taken == {"written": True, "lines": 1, "problems": []}
    assert after["lines"] == told["lines"] + 1


def test_a_wrong_line_keeps_the_whole_file_out(writing, tmp_path) -> None:
    out = tmp_path / "norms.xlsx"
    writing("export", "meal-norms", str(out))
    edited(out, Түрі="Ас уақыты", Коды="lunch", Басталуы="01.12.2026", Сандары="13; 15")
    edited(out, Түрі="Тыйым салынған", Қазақша="чипсы", Басталуы="01.12.2026")

    found = writing("import", "meal-norms", str(out), "--json")

    assert found.exit_code == 3
    told = json.loads(found.stdout)
    assert (told["written"], len(told["problems"])) == (False, 1)
