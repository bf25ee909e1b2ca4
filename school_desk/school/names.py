"""Names of people: Kazakh order, tolerant search, Latin letters among Cyrillic ones, parts."""

import re
import unicodedata

from school_desk.errors import N_, DeskError
from school_desk.school.model import PersonName

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters of the Kazakh Cyrillic alphabet in their order."""

SEPARATORS = " -'"
PLACES = {letter: place for place, letter in enumerate(SEPARATORS + ALPHABET)}
AFTER_ALL = len(PLACES)

LOOKALIKES = str.maketrans(
    "AaBCcEeHhIiKkMmOoPpTtXxYyƏəƟɵËë",
    "АаВСсЕеНһІіКкМмОоРрТтХхҮуӘәӨөЁё",
)
"""Latin letters that look (or sit) like Cyrillic ones; capital Y is drawn like Ү."""

FOLDS = str.maketrans("әғқңөұүһіё-'", "агкноуухие  ")
SMALL_LOOKALIKES = str.maketrans("acehikmoptxyəɵëb", "асехикмортхуаоев")

DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
APOSTROPHES = re.compile("[`´ʹʻʼʽˈ‘’′]")
LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]")
CYRILLIC = re.compile("[Ѐ-ԯ]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")

SEPARATE_ENDINGS = ("ұлы", "қызы", "улы", "кызы", "оглы", "оғлы", "гызы")
KAZAKH_ENDINGS = ("ұлы", "қызы", "улы", "кызы")
RUSSIAN_ENDINGS = ("ович", "евич", "овна", "евна", "ична", "ьич")


LONGEST_PART = 60
NAME_SIGNS = frozenset(" -'")


class NameMissingError(DeskError):
    """A person or subject without a name."""

    sentence = N_("Type a name first. Nothing was written.")


class StrangeNameError(DeskError):
    """A sign that no name has: a figure, a picture, something invisible."""

    sentence = N_("A name cannot hold «{signs}». Nothing was written.")


class LongNameError(DeskError):
    """Longer than any name is."""

    sentence = N_("A name has at most {top} letters. Nothing was written.")


def sort_key(text: str) -> tuple[int, ...]:
    """Give what puts texts in Kazakh order; letters of other alphabets come last.

    >>> sorted(["Ілияс", "Иманғали", "Әлия", "Алия"], key=sort_key)
    ['Алия', 'Әлия', 'Иманғали', 'Ілияс']
    """
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return tuple(PLACES.get(sign, AFTER_ALL + ord(sign)) for sign in small)


def name_key(name: PersonName) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Give what puts people in order: by surname, then given name, then patronymic."""
    return sort_key(name.surname), sort_key(name.given), sort_key(name.patronymic)


def fold(text: str) -> str:
    """Make a text comparable for search only: қ = к, ә = а, і = и, Latin a = а.

    >>> fold("Қайрат  Інжу"), fold("Kaйpaт")
    ('кайрат инжу', 'кайрат')
    """
    small = unicodedata.normalize("NFC", clean(text).casefold())
    return " ".join(small.translate(FOLDS).translate(SMALL_LOOKALIKES).split())


def matches(query: str, name: PersonName) -> bool:
    """Whether each word of the query begins some part of the name.

    >>> matches("инж кайр", PersonName("Қайрат", "Інжу"))
    True
    """
    parts = fold(name.full).split()
    return all(any(part.startswith(word) for part in parts) for word in fold(query).split())


def clean(text: str) -> str:
    """Take away what nobody sees: double spaces, other dashes and apostrophes, loose accents.

    >>> clean(" Әбіш – Қызы   Мадина ")
    'Әбіш-Қызы Мадина'
    """
    if text.isalnum() and unicodedata.is_normalized("NFC", text):
        return text  # most cells of a list are one plain word
    seen = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    plain = DASHES.sub("-", APOSTROPHES.sub("'", seen))
    return " ".join(plain.split())


def accept_name(name: PersonName) -> PersonName:
    """The name as it is kept: composed letters, nothing invisible; or raise.

    >>> accept_name(PersonName(" Әбіш ", "Айша")).full
    'Әбіш Айша'
    """
    parts = [clean(part) for part in (name.surname, name.given, name.patronymic)]
    if not parts[0]:
        raise NameMissingError
    strange = strange_signs(" ".join(parts))
    if strange:
        raise StrangeNameError(signs=strange)
    if any(len(part) > LONGEST_PART for part in parts):
        raise LongNameError(top=LONGEST_PART)
    return PersonName(*parts)


def strange_signs(text: str) -> str:
    """Name the signs that no name has, each once.

    >>> strange_signs("Әли 2-ші"), strange_signs("Әбіш-Қызы")
    ('2', '')
    """
    strange = (sign for sign in text if not sign.isalpha() and sign not in NAME_SIGNS)
    return "".join(dict.fromkeys(strange))


def latin_lookalikes(text: str) -> str:
    """Name the Latin letters of a text that is otherwise Cyrillic.

    >>> latin_lookalikes("Aйгүл"), latin_lookalikes("Айгүл"), latin_lookalikes("Anna")
    ('A', '', '')
    """
    return "".join(dict.fromkeys(LATIN.findall(text))) if CYRILLIC.search(text) else ""


def mended(text: str) -> str:
    """Propose Cyrillic letters where Latin ones look the same.

    >>> mended("Aйгүл")
    'Айгүл'
    """
    return text.translate(LOOKALIKES)


def parse_full_name(text: str) -> PersonName:
    """Part a name written in one cell: «Тегі Аты Әкесінің аты».

    >>> parse_full_name("Әбіш Ерасыл Серік ұлы")
    PersonName(surname='Әбіш', given='Ерасыл', patronymic='Серік ұлы')
    """
    words = _words(clean(text))
    if len(words) == 2 and _has_ending(words[1], KAZAKH_ENDINGS):  # noqa: PLR2004  two words
        # «Гүлнар Серікқызы»: the father's name stands in place of a surname
        return PersonName(words[1], words[0])
    if len(words) == 2 and _has_ending(words[1], RUSSIAN_ENDINGS):  # noqa: PLR2004  two words
        return PersonName("", words[0], words[1])
    if len(words) > 3 and looks_patronymic(words[-1]):  # noqa: PLR2004  the usual three parts
        return PersonName(words[0], " ".join(words[1:-1]), words[-1])
    surname, given, *rest = (*words, "", "")
    return PersonName(surname, given, " ".join(rest).strip())


def looks_patronymic(word: str) -> bool:
    """Whether a word ends as a father's name does.

    >>> looks_patronymic("Серікқызы"), looks_patronymic("Инжу")
    (True, False)
    """
    return _has_ending(word, KAZAKH_ENDINGS + RUSSIAN_ENDINGS + SEPARATE_ENDINGS)


def _words(text: str) -> list[str]:
    """Split, but keep «Серік ұлы» together."""
    words = text.split()
    if len(words) > 2 and words[-1].casefold() in SEPARATE_ENDINGS:  # noqa: PLR2004
        words[-2:] = [f"{words[-2]} {words[-1]}"]
    return words


def _has_ending(word: str, endings: tuple[str, ...]) -> bool:
    small = word.casefold()
    return small.endswith(endings) and small not in endings
