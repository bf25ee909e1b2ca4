"""Whether two guardians are one person, and what a guardian's fields may hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from school_desk.errors import N_, DeskError
from school_desk.school.guardian_model import (
    DETAILS,
    Guardian,
    Guardianship,
    NewGuardian,
    Relation,
)
from school_desk.school.model import PersonName
from school_desk.school.names import accept_name, fold, mended
from school_desk.school.texts import as_line, as_quote

LONGEST_DETAIL = 200
LONGEST_PHONE = 60
SAME_NUMBER = 10
"""The last digits of a phone tell numbers apart: 8 and +7 before them are the same line."""

PHONE_SIGNS = frozenset("0123456789+()-.,;/ ")
WORDS: Mapping[Relation, tuple[str, ...]] = {
    Relation.MOTHER: ("ана", "анасы", "шешесі", "мать", "мама", "mother"),
    Relation.FATHER: ("әке", "әкесі", "отец", "папа", "father"),
    Relation.STEPMOTHER: ("өгей ана", "өгей анасы", "мачеха", "stepmother"),
    Relation.STEPFATHER: ("өгей әке", "өгей әкесі", "отчим", "stepfather"),
    Relation.GRANDMOTHER: ("әже", "әжесі", "бабушка", "grandmother"),
    Relation.GRANDFATHER: ("ата", "атасы", "дедушка", "дед", "grandfather"),
    Relation.SIBLING: (
        *("аға", "ағасы", "апа", "апасы", "әпке", "әпкесі", "ағасы немесе әпкесі"),
        *("брат", "сестра", "брат или сестра", "brother", "sister", "brother or sister"),
    ),
    Relation.RELATIVE: ("туысы", "туыс", "родственник", "родственница", "relative"),
    Relation.GUARDIAN: ("қамқоршы", "қамқоршысы", "опекун", "guardian", "guardian of a child"),
    Relation.TRUSTEE: ("қорғаншы", "қорғаншысы", "попечитель", "trustee", "trustee of a child"),
    Relation.FOSTER: (
        *("патронат тәрбиеші", "патронаттық тәрбиеші", "патронатный воспитатель"),
        *("приемный родитель", "қабылдаушы ата-ана", "foster carer"),
    ),
    Relation.OTHER: (
        *("басқа", "басқа өкіл", "басқа өкілі", "законный представитель", "заңды өкілі"),
        *("заңды өкіл", "другой представитель", "другое", "other", "other representative"),
    ),
}
RELATIONS: Mapping[str, Relation] = {
    fold(word): relation for relation, words in WORDS.items() for word in words
}
"""Relations by their words in three languages, folded."""


class PhoneError(DeskError):
    """A phone number with letters."""

    sentence = N_("«{phone}» is not a phone number. Nothing was written.")


class LongDetailError(DeskError):
    """A field with a whole story in it."""

    sentence = N_("«{text}» is too long: at most {top} signs. Nothing was written.")


class AlreadyGuardianError(DeskError):
    """The same person twice for one pupil."""

    sentence = N_("{name} is a guardian of this pupil already. Nothing was written.")


class GuardianUnknownError(DeskError):
    """A guardian who is none of any class that one may see."""

    sentence = N_("This guardian is not in the list any more. Choose again. Nothing was written.")


class NotOfThisClassError(DeskError):
    """A pupil who is not in the class group that was named."""

    sentence = N_("This pupil is not in this class. Open the class list again.")


def accept_guardian(guardian: Guardian) -> Guardian:
    """The guardian as one is kept, or raise.

    >>> accept_guardian(Guardian(PersonName(" Әбіш ", "Айгүл"), phone=" 8 701  000 00 01 ")).phone
    '8 701 000 00 01'
    """
    details = {name: as_line(getattr(guardian, name)) for name in DETAILS}
    if not looks_phone(details["phone"]):
        raise PhoneError(phone=as_quote(details["phone"]))
    for text in details.values():
        if len(text) > LONGEST_DETAIL:
            raise LongDetailError(text=as_quote(text), top=LONGEST_DETAIL)
    return replace(with_details(guardian, details), name=accept_name(guardian.name))


def with_details(guardian: Guardian, told: Mapping[str, str]) -> Guardian:
    """A guardian with other details, those that are told."""
    return replace(
        guardian,
        phone=told.get("phone", guardian.phone),
        email=told.get("email", guardian.email),
        address=told.get("address", guardian.address),
        workplace=told.get("workplace", guardian.workplace),
        position=told.get("position", guardian.position),
    )


def looks_phone(text: str) -> bool:
    """Whether a text may be one phone number or several.

    >>> looks_phone("+7 (701) 000-00-01, 2-15-40"), looks_phone("Айгүл 8701")
    (True, False)
    """
    return len(text) <= LONGEST_PHONE and set(text) <= PHONE_SIGNS


def same_person(one: Guardian, other: Guardian) -> bool:
    """Whether two are meant to be one: the whole name, and phones that do not speak against it.

    A name without a patronymic is too common to go without a phone.
    """
    if _spelling(one.name) != _spelling(other.name):
        return False
    ours, theirs = _numbers(one.phone), _numbers(other.phone)
    if ours and theirs:
        return bool(ours & theirs)
    return bool(one.name.patronymic)


def filled(known: Guardian, told: Guardian) -> Guardian:
    """A known guardian with what was empty filled in; nothing that is there is changed."""
    news = {name: getattr(told, name) for name in DETAILS if not getattr(known, name)}
    return with_details(known, news)


def brings_news(known: Iterable[NewGuardian], told: Iterable[NewGuardian]) -> bool:
    """Whether a list tells of guardians more than the school knows."""
    known = tuple(known)
    for one in told:
        found = (each for each in known if same_person(each.guardian, one.guardian))
        twin = next(found, None)
        if twin is None or filled(twin.guardian, one.guardian) != twin.guardian:
            return True
    return False


def with_one_main(guardianships: Sequence[Guardianship]) -> tuple[Guardianship, ...]:
    """Those of one pupil with one main contact: the last who is noted as such, else the first."""
    mains = [one for one in guardianships if one.main] or list(guardianships[:1])
    return tuple(replace(one, main=one is mains[-1]) for one in guardianships)


class GuardianBook:
    """Everyone who is a guardian in the school, to find the one who is meant."""

    def __init__(self, known: Iterable[Guardian]) -> None:
        self._by_name: dict[str, list[Guardian]] = {}
        for one in known:
            self.add(one)

    def add(self, guardian: Guardian) -> None:
        """Know another one, or the same one better."""
        namesakes = self._by_name.setdefault(_spelling(guardian.name), [])
        namesakes[:] = [one for one in namesakes if one.id != guardian.id] + [guardian]

    def find(self, guardian: Guardian) -> Guardian | None:
        """The one who is meant: by phone sooner than by name alone."""
        namesakes = self._by_name.get(_spelling(guardian.name), [])
        fits = [one for one in namesakes if same_person(one, guardian)]
        numbers = _numbers(guardian.phone)
        fits.sort(key=lambda one: not numbers & _numbers(one.phone))
        return fits[0] if fits else None


def _spelling(name: PersonName) -> str:
    return mended(name.full).casefold()


def _numbers(phone: str) -> frozenset[str]:
    parts = phone.replace(";", ",").replace("/", ",").split(",")
    digits = ("".join(sign for sign in part if sign.isdigit()) for part in parts)
    return frozenset(part[-SAME_NUMBER:] for part in digits if part)
