"""Guardians of pupils: who they are, what they are to a pupil, how to reach them."""

from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.school.model import Guardian, NewGuardian, Relation

__all__ = ("DETAILS", "RELATION_WORDS", "Guardian", "Guardianship", "NewGuardian", "Relation")


RELATION_WORDS = {
    Relation.MOTHER: N_("mother"),
    Relation.FATHER: N_("father"),
    Relation.STEPMOTHER: N_("stepmother"),
    Relation.STEPFATHER: N_("stepfather"),
    Relation.GRANDMOTHER: N_("grandmother"),
    Relation.GRANDFATHER: N_("grandfather"),
    Relation.SIBLING: N_("brother or sister"),
    Relation.RELATIVE: N_("relative"),
    Relation.GUARDIAN: N_("guardian of a child"),
    Relation.TRUSTEE: N_("trustee of a child"),
    Relation.FOSTER: N_("foster carer"),
    Relation.OTHER: N_("other representative"),
}


@dataclass(frozen=True, slots=True)
class Guardianship:
    """A guardian of one pupil; `main` is called first."""

    pupil: int
    guardian: Guardian
    relation: Relation
    main: bool = False


DETAILS = ("phone", "email", "address", "workplace", "position")
"""What may be told of a guardian beside the name."""
