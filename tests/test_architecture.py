"""The arrows point down, and the house's rules hold in every module."""

from pathlib import Path

import pytest

from tests import architecture

ROOT = Path(__file__).resolve().parent.parent / architecture.PACKAGE
MODULES = architecture.read(ROOT)

# Who may import what against the table, and why. A line that is no longer needed fails.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("journal/store", "school/store"): "a sign typed in the register is a row of attendance",
    ("school/joining_store", "storage/registry"): "every table that names a pupil, whosever it is",
    ("school/person_store", "storage/registry"): "every table that names a person",
    ("school/retention_store", "storage/registry"): "every table with personal facts of a pupil",
    ("school/joining_store", "storage/rows"): "a row goes on in the partition in which it was",
}

# Doors of services that open before anybody is known, and why.
OPEN_DOORS: dict[str, str] = {}


def test_imports_point_down() -> None:
    wrong = architecture.wrong_imports(MODULES)

    assert wrong - set(EXCEPTIONS) == set()


def test_every_exception_is_still_needed() -> None:
    wrong = architecture.wrong_imports(MODULES)

    assert set(EXCEPTIONS) - wrong == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert architecture.cycle(MODULES) == []


@pytest.mark.parametrize("place", sorted(MODULES))
def test_module_keeps_the_rules_of_the_house(place: str) -> None:
    assert list(architecture.problems(MODULES[place])) == []


def test_every_door_of_a_service_asks_who_is_asking() -> None:
    unguarded = {
        door for module in MODULES.values() for door in architecture.doors_without_guard(module)
    }

    assert unguarded == set(OPEN_DOORS)


def test_packages_have_no_code_of_their_own() -> None:
    inner = [path for path in ROOT.rglob("__init__.py") if path.parent != ROOT]

    assert [path for path in inner if path.read_text(encoding="utf-8").strip()] == []


def test_packaging_stays_a_folder() -> None:
    assert not (ROOT.parent / "packaging" / "__init__.py").exists()


# The checker itself: each fault, written into a small tree, is found.

GOOD = '"""A module."""\n'

FAULTS = {
    "a feature meets another": ("journal/store.py", "from school_desk.nutrition import model\n"),
    "ui reads a store": ("ui/journal/page_screen.py", "from school_desk.journal import store\n"),
    "a service draws": ("journal/service.py", "import PySide6.QtCore\n"),
    "the domain opens files": ("journal/rules.py", "import pathlib\n"),
    "a store uses the wrong database": ("journal/store.py", "import sqlite3\n"),
    "sync knows a feature": ("sync/apply.py", "import school_desk.journal.model\n"),
    "a schema reaches into storage": (
        "journal/schema.py",
        "from school_desk.storage.database import x\n",
    ),
}


def _tree(root: Path, files: dict[str, str]) -> dict[str, architecture.Module]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(GOOD + text, encoding="utf-8")
    return architecture.read(root)


@pytest.mark.parametrize("fault", FAULTS)
def test_checker_finds_an_arrow_that_points_up(tmp_path: Path, fault: str) -> None:
    place, text = FAULTS[fault]
    others = dict.fromkeys(("journal/model.py", "nutrition/model.py", "storage/database.py"), "")

    modules = _tree(tmp_path, others | {"journal/store.py": "", place: text})

    assert {who for who, _ in architecture.wrong_imports(modules)} == {place.removesuffix(".py")}


def test_checker_lets_the_right_arrows_pass(tmp_path: Path) -> None:
    good = "import json\nimport school_desk.errors\nfrom school_desk.journal import model\n"

    modules = _tree(tmp_path, {"errors.py": "", "journal/model.py": "", "journal/store.py": good})

    assert architecture.wrong_imports(modules) == set()
    assert architecture.cycle(modules) == []


def test_checker_finds_a_circle(tmp_path: Path) -> None:
    there = "from school_desk.journal import rules\n"
    back = "import school_desk.journal.model\n"

    modules = _tree(tmp_path, {"journal/model.py": there, "journal/rules.py": back})

    assert set(architecture.cycle(modules)) == {"journal/model", "journal/rules"}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("journal/service.py", "def f():\n    import json\n"),
        ("journal/service.py", "QUERY = 'SELECT a\\nFROM mark'\n"),
        ("ui/start_screen.py", "QUERY = 'delete' + 'DELETE FROM mark'\n"),
        ("ui/start_screen.py", "RED = '#94210F'\n"),
        ("ui/start_screen.py", "def f(widget):\n    widget.setStyleSheet('')\n"),
        ("journal/rules.py", "from datetime import date\nTODAY = date.today()\n"),
        ("journal/model.py", "student = 1\n"),
        ("journal/model.py", "def f(level):\n    return level\n"),
        ("journal/mark_utils.py", ""),
        ("journal/anything.py", ""),
    ],
)
def test_checker_finds_a_broken_rule(tmp_path: Path, place: str, text: str) -> None:
    modules = _tree(tmp_path, {place: text})

    assert list(architecture.problems(modules[place.removesuffix(".py")]))


def test_checker_finds_a_module_without_a_first_sentence(tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text("X = 1\n", encoding="utf-8")

    assert list(architecture.problems(architecture.read(tmp_path)["errors"]))


def test_checker_finds_a_door_without_guard(tmp_path: Path) -> None:
    service = '''
class JournalService:
    def put_mark(self, form):
        """Guarded."""
        with self._begin("Put mark", form) as work:
            work.save()

    def marks(self, scope):
        return load(self._look("See marks", scope))

    def everything(self):
        """Not guarded: it asks too late."""
        rows = load()
        return self._look(rows)
'''

    modules = _tree(tmp_path, {"journal/service.py": service})

    doors = list(architecture.doors_without_guard(modules["journal/service"]))
    assert doors == ["journal/service: JournalService.everything"]
