"""Notes on a pupil as values: in which compartment they are kept, what they are, why one looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.errors import N_


class Kept(StrEnum):
    """For whom a note is kept: the support service, the nurse, or its author alone."""

    SUPPORT = "support"
    HEALTH = "health"
    OWN = "own"


class NoteKind(StrEnum):
    """What a note is."""

    OBSERVATION = "observation"
    TALK = "talk"
    SESSION = "session"
    MEETING = "meeting"
    PARENTS = "parents"
    ADVICE = "advice"
    PROTOCOL = "protocol"
    COMPLAINT = "complaint"
    FIRST_AID = "first_aid"
    EXAMINATION = "examination"
    CERTIFICATE = "certificate"


KIND_NAMES: Mapping[NoteKind, str] = {
    NoteKind.OBSERVATION: N_("observation"),
    NoteKind.TALK: N_("talk with the pupil"),
    NoteKind.SESSION: N_("support lesson"),
    NoteKind.MEETING: N_("meeting of the support service"),
    NoteKind.PARENTS: N_("talk with the parents"),
    NoteKind.ADVICE: N_("advice to teachers"),
    NoteKind.PROTOCOL: N_("protocol"),
    NoteKind.COMPLAINT: N_("complaint"),
    NoteKind.FIRST_AID: N_("first aid"),
    NoteKind.EXAMINATION: N_("medical examination"),
    NoteKind.CERTIFICATE: N_("medical certificate"),
}

KINDS: Mapping[Kept, tuple[NoteKind, ...]] = {
    Kept.SUPPORT: (
        *(NoteKind.OBSERVATION, NoteKind.SESSION, NoteKind.MEETING),
        *(NoteKind.PARENTS, NoteKind.ADVICE),
    ),
    Kept.HEALTH: (
        *(NoteKind.COMPLAINT, NoteKind.FIRST_AID, NoteKind.EXAMINATION),
        *(NoteKind.CERTIFICATE, NoteKind.PARENTS),
    ),
    Kept.OWN: (*(NoteKind.OBSERVATION, NoteKind.TALK, NoteKind.PARENTS, NoteKind.PROTOCOL),),
}
"""What is noted where; the first is what a new note begins with."""


class Purpose(StrEnum):
    """Why somebody reads restricted notes: asked for before, and kept in the log of looks.

    A choice and no free words: the log is read by others, and nothing of a note may slip into it.
    Kept by its words, as an intent is.
    """

    HELP = N_("to help the pupil now")
    LESSONS = N_("to plan lessons and support")
    MEETING = N_("for a meeting of the support service")
    PARENTS = N_("for a talk with the parents")
    PAPERS = N_("to check the papers")


@dataclass(frozen=True, slots=True)
class NewNote:
    """What is typed."""

    day: date
    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its reader sees it.

    Args:
        said: None where this person's keys do not open it: it is from before their time.
        beside: what somebody else wrote in its place, unseen by the author of `said`.
    """

    id: int
    pupil: int
    author: int | None
    said: NewNote | None
    beside: tuple[NewNote, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyBox:
    """One generation of a compartment's key, sealed to one account.

    Args:
        compartment: "support", "health" or "author/<account>".
        holder: the account, by its number in the key file.
        recipient: the public key that `box` is sealed to.
    """

    compartment: str
    generation: int
    holder: int
    recipient: bytes
    box: bytes = field(repr=False)
