"""How a consent stands, in words with what is left counted down."""

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, date_short
from school_desk.i18n import _, current, ngettext
from school_desk.school.consent_model import STANDING_WORDS, ConsentLine, Standing, SubjectKind

KIND_WORDS = {
    SubjectKind.PUPIL: N_("Pupils"),
    SubjectKind.GUARDIAN: N_("Guardians"),
    SubjectKind.STAFF: N_("Staff"),
}
SHOWN = {
    "": (N_("All"), tuple(Standing)),
    "missing": (N_("To ask for"), (Standing.MISSING, Standing.ENDED, Standing.OLD_TEXT)),
    "ending": (N_("Ends within 30 days"), (Standing.ENDING,)),
    "withdrawn": (N_("Withdrawn"), (Standing.WITHDRAWN,)),
    "given": (N_("Consent given"), (Standing.VALID, Standing.ENDING, Standing.OLD_TEXT)),
}
"""What the list can be narrowed to: words and standings."""


def standing_words(one: ConsentLine) -> str:
    """How it stands; what has a last day says how long it is still."""
    if one.standing is Standing.ENDING:
        return ngettext("ends in {n} day", "ends in {n} days", one.left).format(n=one.left)
    if one.standing is not Standing.WITHDRAWN or one.left < 0:
        return _(STANDING_WORDS[one.standing])
    if not one.left:
        return _("withdrawn: today is the last day to stop")
    words = ngettext(
        "withdrawn: {n} working day left to stop",
        "withdrawn: {n} working days left to stop",
        one.left,
    )
    return words.format(n=one.left)


def texts_of(one: ConsentLine) -> tuple[str, ...]:
    """The cells of a line."""
    group, consent = one.person.class_group, one.consent
    days = (consent.starts, consent.effect_by or consent.ends) if consent else (None, None)
    return (
        class_words(group.label) if group else NOTHING,
        one.person.name.listed,
        one.text.name.within(current()),
        standing_words(one),
        consent.giver if consent else NOTHING,
        *(date_short(day) if day else NOTHING for day in days),
    )
