"""The language that people read: texts, plurals and refusals in Kazakh, Russian or English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from struct import error as StructError  # noqa: N812  a class among classes

from school_desk.errors import DeskError

LANGUAGES = ("kk", "ru", "en")
CLASS_WORDS = {"kk": "{}-сынып", "ru": "{} класс", "en": "Class {}"}
"""How each language names a class that has a number only."""
DOMAIN = "school_desk"
FOLDER = Path(__file__).parent / "locales"

FactFormatter = Callable[[object, str, str], str]
"""Turns a fact (a date, a share, a name) into words: value, format spec, language."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with facts that is not said yet: it is translated when the reader is known."""

    msgid: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A sign that each language writes in its own way: the letters of absence, set by a school."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        return self.within(LANGUAGES[0])

    def within(self, language: str) -> str:
        """As this language writes it, else as Kazakh does."""
        return self.by_language.get(language, self.by_language[LANGUAGES[0]])


@dataclass(frozen=True, slots=True)
class Translator:
    """All texts in one language, for a document that is not in the language of the screen."""

    language: str
    catalogue: NullTranslations

    def __call__(self, text: str) -> str:
        """Translate a text; an empty one stays empty (gettext would answer with its own head)."""
        return self.catalogue.gettext(text) if text else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Choose and translate the plural form for n."""
        return self.catalogue.ngettext(one, many, n)

    def pgettext(self, context: str, text: str) -> str:
        """Translate a text that means different things in different places."""
        return self.catalogue.pgettext(context, text)

    def fill(self, text: str, facts: Mapping[str, object]) -> str:
        """Put facts into a translated sentence; its places may ask for a case: {day:locative}."""
        return text.format_map({key: _Fact(fact, self) for key, fact in facts.items()})

    def tell(self, text: Text) -> str:
        """Translate a text and put its facts in."""
        return self.fill(self(text.msgid), text.facts)

    def say(self, error: DeskError) -> str:
        """Say a refusal in this language."""
        return self.fill(self(error.sentence), error.facts)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact on its way into a sentence: str.format calls it with what the place asks for."""

    value: object
    translator: Translator

    def __format__(self, spec: str) -> str:
        if isinstance(self.value, Text):
            told: object = self.translator.tell(self.value)
        elif isinstance(self.value, Spelled):
            told = self.value.within(self.translator.language)
        else:
            told = self.value
        return _setting.format_fact(told, spec, self.translator.language)


def _plain(value: object, _spec: str, _language: str) -> str:
    """Format a fact before `formats` has offered to do it better."""
    return str(value)


@dataclass(slots=True)
class _Setting:
    """What may change while the program runs: the language of the screen, the fact formatter."""

    translator: Translator
    format_fact: FactFormatter


def load(language: str, folder: Path = FOLDER) -> Translator:
    """Read the catalogue of a language; without a whole one its texts stay English."""
    if language not in LANGUAGES:
        raise ValueError(language)
    file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with file.open("rb") as opened:
            return Translator(language, GNUTranslations(opened))
    except (OSError, UnicodeDecodeError, StructError):
        return Translator(language, NullTranslations())


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> Translator:
    """Give the texts of a language, read once."""
    return load(language)


def missing_catalogues(folder: Path = FOLDER) -> tuple[str, ...]:
    """Name the languages without a compiled catalogue; the test suite wants none."""
    return tuple(
        language
        for language in LANGUAGES
        if not (folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file()
    )


_setting = _Setting(translator(LANGUAGES[0]), _plain)


def use(language: str) -> None:
    """Show everything from now on in this language; screens ask again for their texts."""
    _setting.translator = translator(language)


def current() -> str:
    """Name the language of the screen."""
    return _setting.translator.language


def format_facts_with(formatter: FactFormatter) -> None:
    """Let `formats` write dates, shares and case endings; the kernel itself knows none."""
    _setting.format_fact = formatter


def _(text: str) -> str:
    """Translate a text into the language of the screen."""
    return _setting.translator(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Choose and translate the plural form for n."""
    return _setting.translator.ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """Translate a text that means different things in different places."""
    return _setting.translator.pgettext(context, text)


def fill(text: str, facts: Mapping[str, object], language: str | None = None) -> str:
    """Put facts into an already translated sentence."""
    return _reader(language).fill(text, facts)


def tell(text: Text, language: str | None = None) -> str:
    """Translate a text and put its facts in."""
    return _reader(language).tell(text)


def say(error: DeskError, language: str | None = None) -> str:
    """Say a refusal in the reader's language."""
    return _reader(language).say(error)


def _reader(language: str | None) -> Translator:
    return translator(language) if language else _setting.translator
