"""What an entry of a list may hold, which kinds there are, and how pupils on lists are counted."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.list_model import ListCount, ListedEntry, ListEntry, ListKind
from school_desk.school.names import fold
from school_desk.school.texts import as_line, as_quote

LONGEST_TEXT = 200
LONGEST_KIND = 60
TEXTS = ("title", "place", "outcome", "note", "order_number")
LANGUAGES = ("kk", "ru", "en")
HARDSHIP = frozenset(("social_help",))
"""Lists that tell of a family's hardship: closed to most of those who see the others."""


class EntryUntitledError(DeskError):
    """An entry that does not say what it is about."""

    sentence = N_("Write what it is about: the club, the route, the contest. Nothing was written.")


class KindMissingError(DeskError):
    """A list without a name."""

    sentence = N_("Give the list a name of at most {top} letters. Nothing was written.")


class EntryDatesError(DeskError):
    """An entry that ends before it begins."""

    sentence = N_("The last day {ends:short} is before the first {starts:short}.")


class EntryLongError(DeskError):
    """A field with a whole story in it."""

    sentence = N_("«{text}» is too long: at most {top} signs. Nothing was written.")


class EntryGoneError(DeskError):
    """A line that somebody has taken away."""

    sentence = N_("This line is not in the list any more. Open the list again.")


def parse_kinds(text: str) -> tuple[ListKind, ...]:
    """The lists that come with the program."""
    read = tomllib.loads(text)
    return tuple(
        ListKind(code, {one: names[one] for one in LANGUAGES}) for code, names in read.items()
    )


def with_own(kinds: Sequence[ListKind], used: Iterable[str]) -> tuple[ListKind, ...]:
    """All lists: those of the program, then those that the school has named itself."""
    known = {one.code for one in kinds}
    own = sorted({code for code in used if code not in known})
    return (*kinds, *(ListKind(code, dict.fromkeys(LANGUAGES, code)) for code in own))


def kind_named(kinds: Iterable[ListKind], text: str) -> str:
    """The code of a list by its name in any language; another name is a list of the school's own.

    >>> kind_named([ListKind("club", {"kk": "Үйірмелер"})], "үйірмелер")
    'club'
    """
    wanted = fold(text)
    for one in kinds:
        if wanted in {fold(one.code), *(fold(name) for name in one.names.values())}:
            return one.code
    return as_line(text)


def accept_entry(entry: ListEntry) -> ListEntry:
    """The entry as it is kept, or raise."""
    kind = as_line(entry.kind)
    if not kind or len(kind) > LONGEST_KIND:
        raise KindMissingError(top=LONGEST_KIND)
    texts = {name: as_line(getattr(entry, name)) for name in TEXTS}
    if not texts["title"]:
        raise EntryUntitledError
    for text in texts.values():
        if len(text) > LONGEST_TEXT:
            raise EntryLongError(text=as_quote(text), top=LONGEST_TEXT)
    if entry.starts and entry.ends and entry.ends < entry.starts:
        raise EntryDatesError(ends=entry.ends, starts=entry.starts)
    return _with_texts(replace(entry, kind=kind), texts)


def identity(one: ListEntry) -> tuple[object, ...]:
    """What tells entries apart: the list, the pupil, what about, since when."""
    return one.kind, one.pupil, fold(one.title), one.starts


def counts(entries: Iterable[ListedEntry], day: date) -> tuple[ListCount, ...]:
    """Pupils of each list and class on a day, in the order of the entries."""
    found: dict[tuple[str, str], list[ListedEntry]] = {}
    for one in entries:
        if one.entry.holds_on(day):
            found.setdefault((one.entry.kind, one.class_group.label), []).append(one)
    return tuple(_count(kind, label, ones) for (kind, label), ones in found.items())


def total(kind: str, lines: Iterable[ListCount]) -> ListCount:
    """The sum of one list over classes."""
    ours = [one for one in lines if one.kind == kind]
    return ListCount(
        kind,
        "",
        sum(one.boys for one in ours),
        sum(one.girls for one in ours),
        sum(one.pupils for one in ours),
        sum(one.entries for one in ours),
    )


def _count(kind: str, label: str, ones: Sequence[ListedEntry]) -> ListCount:
    sexes = {one.pupil.id: one.sex for one in ones}
    told = list(sexes.values())
    return ListCount(kind, label, told.count("male"), told.count("female"), len(sexes), len(ones))


def _with_texts(entry: ListEntry, told: Mapping[str, str]) -> ListEntry:
    return replace(
        entry,
        title=told["title"],
        place=told["place"],
        outcome=told["outcome"],
        note=told["note"],
        order_number=told["order_number"],
    )
