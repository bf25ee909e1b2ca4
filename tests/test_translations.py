"""Every text of the program is there in Kazakh and in Russian, with the same facts in it."""

import ast
import re
import runpy
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from school_desk import i18n
from tests import architecture

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = runpy.run_path(str(ROOT / "packaging" / "catalogues.py"))
GLOSSARY = ROOT / "GLOSSARY.md"
TRANSLATED = ("kk", "ru")

# Words in Latin letters that Kazakh and Russian texts keep: names of things, keys and file kinds.
LATIN_WORDS = frozenset(
    {
        *("School", "Desk", "school", "desk", "data", "verify", "all"),
        *("Windows", "Linux", "Excel", "OneDrive", "Dropbox"),
        *("PDF", "PNG", "CSV", "XLSX", "xlsx", "pdf", "USB"),
        *("Enter", "Esc", "Tab", "Backspace", "Ctrl", "Shift", "Alt", "Home", "End"),
        *("PageUp", "PageDown", "Caps", "Lock"),
        *("JSON", "TOML", "fo", "sor", "soch", "null", "kz", "kk", "ru", "en", "both"),
        *("Delete", "NAME", "date", "rules", "show", "class", "hour"),
        *("FET", "fet", "PIN"),
    }
)
# Places of facts; and what is typed in every language: options, the name of the variable.
TYPED_AS_IT_IS = r"\{[^}]*\}|--[a-z-]+|SCHOOL_DESK_PASSWORD"
TYPED_AS_IT_IS += r"|school-desk conflicts list"
# Files of FET and where it comes from.
TYPED_AS_IT_IS += r"|activities\.xml|_data_and_timetable\.fet"
# Calls whose text (the n-th argument) is translated later: it is marked with N_ where it stands.
LATER = {"told": 1, "Text": 0, "_begin": 0, "_look": 0}


def read(language: str) -> Catalog:
    path = ROOT / "locales" / language / "LC_MESSAGES" / "school_desk.po"
    return CATALOGUES["read"](path, language)


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def places(text: str) -> set[str]:
    """The names of the facts in a text; how a language bends a fact ({day:locative}) is its own."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_untranslated(language: str) -> None:
    empty = [m.id for m in messages(language) if not all(forms(m.string))]

    assert empty == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [m.id for m in messages(language) if m.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_word_is_left(language: str) -> None:
    left = {
        word: form
        for message in messages(language)
        for form in forms(message.string)
        for word in re.findall(r"[A-Za-z]{2,}", re.sub(TYPED_AS_IT_IS, "", form))
        if word not in LATIN_WORDS
    }

    assert left == {}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_translation_has_the_facts_of_its_text(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in messages(language)
        for form in forms(message.string)
        if form and not facts_agree(forms(message.id), form)
    ]

    assert wrong == []


def facts_agree(texts: tuple[str, ...], form: str) -> bool:
    """A form for one may leave the number out, as its English does."""
    return any(places(form) == places(text) for text in texts)


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_thing_has_one_word(language: str) -> None:
    texts = [form for message in messages(language) for form in forms(message.string)]
    used = [(word, text) for word in not_used(language) for text in texts if begins(word, text)]

    assert used == [], "see the words not used in GLOSSARY.md"


def not_used(language: str) -> list[str]:
    """The words that the glossary sets aside for another one."""
    rows = re.findall(
        rf"^\| ([^|]+) \| {language} \| [^|]+ \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE
    )
    assert rows
    return rows


def begins(word: str, text: str) -> bool:
    return re.search(rf"\b{word}", text, re.IGNORECASE) is not None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_catalogue_has_the_texts_of_the_code(language: str) -> None:
    in_code = {(message.context, forms(message.id)) for message in CATALOGUES["texts"](ROOT)}
    in_catalogue = {(message.context, forms(message.id)) for message in read(language)}

    assert in_code - in_catalogue == set(), "run: make locales"
    assert in_catalogue - in_code == set(), "run: make locales"


def test_catalogues_are_compiled() -> None:
    assert i18n.missing_catalogues() == ()


def unmarked(tree: ast.AST) -> Iterator[int]:
    """Lines with a text for people that `make locales` would not find."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in LATER:
                yield from (arg.lineno for arg in node.args[LATER[name] :][:1] if _is_text(arg))
            case (
                ast.Assign(targets=[ast.Name(id="sentence")], value=value)
                | ast.AnnAssign(target=ast.Name(id="sentence"), value=ast.expr() as value)
            ) if _is_text(value):
                yield node.lineno


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def test_every_text_for_people_is_marked() -> None:
    modules = architecture.read(ROOT / "school_desk").values()
    bare = [(module.place, line) for module in modules for line in unmarked(module.tree)]

    assert bare == []


def marked(tree: ast.AST) -> Iterator[str]:
    """Texts that Python sees as marked, also inside an f-string, where collecting is blind."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="_" | "N_" | "ngettext"), args=[ast.Constant(value=str(text)), *_]
            ) if text:
                yield text


def test_every_marked_text_is_collected() -> None:
    collected = {forms(message.id)[0] for message in CATALOGUES["texts"](ROOT)}
    modules = architecture.read(ROOT / "school_desk").values()

    assert {text for module in modules for text in marked(module.tree)} - collected == set()


# The checks themselves.


def test_a_fact_that_is_missing_is_seen() -> None:
    assert facts_agree(("{top} {points}",), "{points}: {top:locative}")
    assert facts_agree(("one pupil", "{n} pupils"), "{n} оқушы")
    assert not facts_agree(("{top} {points}",), "{top}")


@pytest.mark.parametrize(
    "line", ['told(voices, "Page")', 'self._begin("Put mark", form)', 'sentence = "No."']
)
def test_an_unmarked_text_is_seen(line: str) -> None:
    assert list(unmarked(ast.parse(line))) == [1]


def test_a_marked_text_is_left_alone() -> None:
    assert list(unmarked(ast.parse('told(voices, N_("Page"))\nsentence = N_("No.")'))) == []


def test_a_text_marked_inside_another_is_seen() -> None:
    assert list(marked(ast.parse("""f"{said} {_('No lessons.')}\""""))) == ["No lessons."]


def test_a_long_date_does_not_end_a_russian_sentence() -> None:
    """It ends with a full stop of its own: «22 октября 2026 г.»."""
    texts = (
        text
        for one in messages("ru")
        for text in ((one.string,) if isinstance(one.string, str) else one.string)
    )
    assert [text for text in texts if ":long}." in text] == []
