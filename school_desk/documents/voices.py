"""The language or languages a document speaks: kk, ru, en, or kk with ru below it."""

from functools import lru_cache
from typing import Literal

from school_desk.formats import class_words
from school_desk.i18n import Translator, translator

DocumentLanguage = Literal["kk", "ru", "en", "both"]

Voices = tuple[Translator, ...]
"""One translator per language of the document; the first is its main language."""

Lines = tuple[str, ...]
"""The same words in each language of the document."""


def voices_of(language: DocumentLanguage) -> Voices:
    """Give the translators of a document; forms of both languages are Kazakh first."""
    return tuple(translator(one) for one in (("kk", "ru") if language == "both" else (language,)))


def told(voices: Voices, text: str, /, **facts: object) -> Lines:
    """Say a sentence once in each language of the document.

    >>> told(voices_of("en"), "«{text}»", text="any fact, whatever it is called")
    ('«any fact, whatever it is called»',)
    """
    if not facts:
        return _said(voices, text)
    return tuple(voice.fill(voice(text), facts) for voice in voices)


@lru_cache(maxsize=1024)
def _said(voices: Voices, text: str) -> Lines:
    """Texts without facts; a pack of slips says each of them hundreds of times."""
    return tuple(voice(text) for voice in voices)


def class_in(label: str, voices: Voices) -> Lines:
    """Name a class in words in each language of the document."""
    return tuple(class_words(label, voice.language) for voice in voices)


def one_line(lines: Lines) -> str:
    """Put the languages of a short label on one line; words they share are said once.

    >>> one_line(("Пән", "Предмет")), one_line(("№", "№"))
    ('Пән / Предмет', '№')
    """
    return " / ".join(dict.fromkeys(lines))
