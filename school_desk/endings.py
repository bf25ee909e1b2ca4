"""Kazakh case endings after words, numbers and times, by vowel harmony."""

from collections.abc import Mapping
from enum import StrEnum


class Case(StrEnum):
    """A Kazakh case, as a sentence of the catalogue asks for it: {day:locative}."""

    GENITIVE = "genitive"  # ілік: -ның
    DATIVE = "dative"  # барыс: -ға
    ACCUSATIVE = "accusative"  # табыс: -ны
    LOCATIVE = "locative"  # жатыс: -да
    ABLATIVE = "ablative"  # шығыс: -дан
    INSTRUMENTAL = "instrumental"  # көмектес: -мен
    POSSESSIVE = "possessive"  # тәуелдік, 3-жақ: -сы; after numbers only, words change their end


BACK_VOWELS = "аоұыёюя"
FRONT_VOWELS = "әөүіеэ"
NEUTRAL_VOWELS = "иу"
"""Back or front as the vowel before them says: елу is front, оқу is back."""

VOICELESS = "пфкқтсшщчцхһбвгд"
"""б, в, г, д end loan words only and take the endings of voiceless sounds: миллиардқа."""

NASAL = "мнң"
BUZZING = "зж"

ENDINGS: Mapping[Case, tuple[str, str, str, str, str]] = {
    # after a vowel, a nasal, з and ж, another voiced sound, a voiceless one
    Case.GENITIVE: ("ның", "ның", "дың", "дың", "тың"),
    Case.DATIVE: ("ға", "ға", "ға", "ға", "қа"),
    Case.ACCUSATIVE: ("ны", "ды", "ды", "ды", "ты"),
    Case.LOCATIVE: ("да", "да", "да", "да", "та"),
    Case.ABLATIVE: ("дан", "нан", "дан", "дан", "тан"),
    Case.INSTRUMENTAL: ("мен", "мен", "бен", "мен", "пен"),
    Case.POSSESSIVE: ("сы", "ы", "ы", "ы", "ы"),
}
TO_FRONT = str.maketrans("аығқ", "еігк")

UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
POWERS = ((9, "миллиард"), (6, "миллион"), (3, "мың"), (2, "жүз"))
SIGNS = {"%": "пайыз"}


def with_ending(text: str, case: Case) -> str:
    """Add a case ending to a word, a number or a time, by vowel harmony.

    >>> with_ending("10:41", Case.LOCATIVE), with_ending("22 қазан", Case.LOCATIVE)
    ('10:41-де', '22 қазанда')
    """
    if not text:
        return text
    hyphen = "" if text[-1].isalpha() else "-"
    return f"{text}{hyphen}{_ending(_last_sound(text), case)}"


def _last_sound(text: str) -> str:
    """Give the word one hears at the end of a text, in small letters."""
    if text[-1] in SIGNS:
        return SIGNS[text[-1]]
    digits = text[len(text.rstrip("0123456789")) :]
    if digits:
        return _last_number_word(int(digits))
    word = text.rstrip('»").,').split()[-1].strip('«"(').casefold()
    return word + "е" if len(word) == 1 and not _is_vowel(word) else word


def _last_number_word(value: int) -> str:
    if value % 10 or value == 0:
        return UNITS[value % 10]
    if value % 100:
        return TENS[value % 100 // 10]
    return next(word for power, word in POWERS if value % 10**power == 0)


def _ending(word: str, case: Case) -> str:
    last = word.rstrip("ьъ")[-1:]
    back = ENDINGS[case][_kind(last)]
    front = word.endswith("ь") or not _is_back(word)
    # -мен, -бен, -пен know no harmony: they are front already, and stay so
    return back.translate(TO_FRONT) if front else back


def _kind(letter: str) -> int:
    if letter in NEUTRAL_VOWELS:
        return 3
    if _is_vowel(letter):
        return 0
    kinds = (NASAL, BUZZING, None, VOICELESS)
    return next((n for n, letters in enumerate(kinds, 1) if letters and letter in letters), 3)


def _is_vowel(letter: str) -> bool:
    return letter in BACK_VOWELS or letter in FRONT_VOWELS or letter in NEUTRAL_VOWELS


def _is_back(word: str) -> bool:
    heard = next((one for one in reversed(word) if one in BACK_VOWELS + FRONT_VOWELS), None)
    return heard in BACK_VOWELS if heard else True
