"""A reader of the modules that finds where the arrows and rules of the house are broken."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeGuard

from tests.arrows import (
    ALONE_MEANS_SEVERAL_THINGS,
    CLOCKS,
    DOMAIN,
    FEATURES,
    FILE_NAMES_THAT_SAY_NOTHING,
    LAYER,
    OUTER_WORLD,
    RULES,
    SYNONYMS,
    WITH_COLOURS,
    WITH_SQL,
    Rule,
)

PACKAGE = "school_desk"


SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b", re.DOTALL
)
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b")


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its place ("journal/ruleset"), its text and its tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        """The feature or layer it lies in."""
        return self.place.partition("/")[0]

    def fits(self, patterns: tuple[str, ...], folder: str = "") -> bool:
        """Whether one of the patterns names this module; "=" stands for the folder."""
        return fits(layer(self.place), patterns, folder)


def fits(place: str, patterns: tuple[str, ...], folder: str = "") -> bool:
    """Whether one of the patterns names a place; "=" stands for the folder.

    >>> fits("journal/store", ("=/store",), "journal"), fits("ui/journal/page", ("ui/*",))
    (True, True)
    """
    named = (re.sub("^=", folder, pattern) for pattern in patterns)
    return any(fnmatchcase(place, pattern) for pattern in named)


def layer(place: str) -> str:
    """The folder and layer of a module.

    >>> layer("journal/ruleset"), layer("school/people_store"), layer("journal/slip_document")
    ('journal/rules', 'school/store', 'journal/documents')
    """
    folder, _, name = place.rpartition("/")
    if place in LAYER:
        return f"{folder}/{LAYER[place]}"
    ending = re.search(r"_(model|rules|schema|store|service|document)s?$", name)
    if folder in FEATURES and ending:
        return f"{folder}/{ending[1]}" + ("s" if ending[1] == "document" else "")
    return place


def read(root: Path) -> dict[str, Module]:
    """Every module of the package by its place; a package's own place is its folder."""
    modules = (_module(root, path) for path in sorted(root.rglob("*.py")))
    return {module.place: module for module in modules}


def _module(root: Path, path: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    place = "/".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
    text = path.read_text(encoding="utf-8")
    return Module(place, text, ast.parse(text, str(path)))


def imported(module: Module, modules: Mapping[str, Module]) -> Iterator[str]:
    """What a module imports: a place of ours, or the dotted name of a library."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield _place(name.name)
        elif isinstance(node, ast.ImportFrom):
            source = _place(node.module or ".")
            inner = {f"{source}/{name.name}" for name in node.names} | {
                name.name for name in node.names if source == "__init__"
            }
            yield from (found := inner & set(modules))
            if len(found) < len(node.names):
                yield source


def _place(name: str) -> str:
    if name == PACKAGE:
        return "__init__"
    return name.removeprefix(f"{PACKAGE}.").replace(".", "/") if name.startswith(PACKAGE) else name


def rule_of(module: Module) -> Rule | None:
    """The first rule that fits."""
    return next((rule for rule in RULES if module.fits((rule.where,))), None)


def wrong_imports(modules: Mapping[str, Module]) -> set[tuple[str, str]]:
    """Pairs (who, what) that the table does not allow."""
    return {
        (module.place, what)
        for module in modules.values()
        if module.text.strip() and module.place != "__init__"
        for what in imported(module, modules)
        if not _allowed(module, what, modules)
    }


def _allowed(module: Module, what: str, modules: Mapping[str, Module]) -> bool:
    rule = rule_of(module)
    if rule is None:
        return False
    if what in modules:
        return what == "__init__" or modules[what].fits(rule.ours, module.folder)
    library = what.partition(".")[0]
    if library in sys.stdlib_module_names:
        return library != "sqlite3" and not (module.fits(DOMAIN) and library in OUTER_WORLD)
    return library in rule.theirs


def cycle(modules: Mapping[str, Module]) -> list[str]:
    """The modules of one circle of imports, or nothing."""
    graph = {
        place: {what for what in imported(module, modules) if what in modules}
        for place, module in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def problems(module: Module) -> Iterator[str]:
    """Every rule of the house that one module breaks by itself."""
    yield from (f"{module.place}: {what}" for check in CHECKS for what in check(module))


def _place_in_the_table(module: Module) -> Iterator[str]:
    if module.text.strip() and module.place != "__init__" and rule_of(module) is None:
        yield "no rule of tests/arrows.py says what it may import"


def _imports_inside_functions(module: Module) -> Iterator[str]:
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = (n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom))
            yield from (f"line {node.lineno}: an import inside {function.name}" for node in inside)


def _first_sentence(module: Module) -> Iterator[str]:
    first = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if module.text.strip() and not first.endswith("."):
        yield "the first line is not a sentence that says what the module is for"


def _colours_and_styles(module: Module) -> Iterator[str]:
    if module.fits(WITH_COLOURS):
        return
    yield from (f"line {line}: a colour" for line, text in _texts(module) if COLOUR.search(text))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet":
            yield f"line {node.lineno}: setStyleSheet"


def _sql(module: Module) -> Iterator[str]:
    if not module.fits(WITH_SQL):
        yield from (f"line {line}: SQL" for line, text in _texts(module) if SQL.search(text))


def _texts(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _clock_in_the_domain(module: Module) -> Iterator[str]:
    if module.fits(DOMAIN):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
                yield f"line {node.lineno}: the domain asks the clock"


def _names(module: Module) -> Iterator[str]:
    if FILE_NAMES_THAT_SAY_NOTHING & set(re.split(r"[/_]", module.place)):
        yield "a file name that says nothing"
    for line, name in _definitions(module.tree):
        words = set(re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name))
        if SYNONYMS & {word.lower() for word in words} or name in ALONE_MEANS_SEVERAL_THINGS:
            yield f"line {line}: {name} is not a word of GLOSSARY.md"


def _definitions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name


def doors_without_guard(module: Module) -> Iterator[str]:
    """Public methods of services that do not ask who is asking before anything else."""
    if not module.fits(("*/service",)):
        return
    classes = (node for node in module.tree.body if isinstance(node, ast.ClassDef))
    for service in (node for node in classes if node.name.endswith("Service")):
        for method in service.body:
            if _is_a_door(method) and not _asks_first(method):
                yield f"{module.place}: {service.name}.{method.name}"


def _is_a_door(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef) and not node.name.startswith("_")


def _asks_first(method: ast.FunctionDef) -> bool:
    body = method.body[1:] if ast.get_docstring(method) else method.body
    if not body:
        return False
    head = (
        [item.context_expr for item in body[0].items] if isinstance(body[0], ast.With) else body[:1]
    )
    calls = (node for part in head for node in ast.walk(part) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func) in {"self._begin", "self._look"} for call in calls)


CHECKS = (
    _place_in_the_table,
    _imports_inside_functions,
    _first_sentence,
    _colours_and_styles,
    _sql,
    _clock_in_the_domain,
    _names,
)
