"""The permission table and the words for passwords that come with the program."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from school_desk.access.password_rules import parse_words
from school_desk.access.rules import Permissions, parse_permissions

FOLDER = files("school_desk.access")


@lru_cache
def permissions() -> Permissions:
    """Who may do what."""
    return parse_permissions((FOLDER / "permissions.toml").read_text("utf-8"))


def password_words(language: str) -> Sequence[str]:
    """Words to offer: Kazakh ones unless the reader's language is Russian."""
    name = "words_ru.txt" if language == "ru" else "words_kk.txt"
    return parse_words((FOLDER / name).read_text("utf-8"))
