"""What the program says to people when something cannot be done."""

from typing import ClassVar


class DeskError(Exception):
    """A refusal for people: what happened, where, and how to mend it. Nothing was changed.

    The class holds the sentence (a translatable text with named places); the raiser gives facts.
    `i18n.say` turns it into words of the reader's language.
    """

    sentence: ClassVar[str] = ""
    worth_repeating: ClassVar[bool] = False
    """Whether the very same may succeed once the computer lets it: what was typed is kept."""

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


def N_(text: str) -> str:  # noqa: N802  the name gettext's tools look for
    """Mark a text for translation where it is kept; it is translated where it is shown."""
    return text
