"""What is said of an entry of a log that does not agree: what, where, how to mend it."""

from school_desk.errors import N_, DeskError


class ValueWrongError(DeskError):
    """Something that the column cannot hold; facts: `column`, `text`."""

    sentence = N_("«{column}»: «{text}» does not fit here. Nothing was written.")


class NeededError(DeskError):
    """A column that cannot be empty; facts: `column`."""

    sentence = N_("«{column}» is empty. Fill it in; nothing was written.")


class LongError(DeskError):
    """More words than a column holds; facts: `column`, `top`."""

    sentence = N_("«{column}» is longer than {top} letters. Shorten it; nothing was written.")


class AheadError(DeskError):
    """Something that has not happened yet; facts: `column`, `now`."""

    sentence = N_("«{column}» is later than now, {now:short}. Write it when it has happened.")


class ReasonNeededError(DeskError):
    """The day of the entry is over; facts: `day`."""

    sentence = N_(
        "The day of this entry, {day:short}, is over. Write the reason of the correction: the old "
        "value stays in the history."
    )


class EntryGoneError(DeskError):
    """An entry that somebody has taken away."""

    sentence = N_("This entry is no longer there. Nothing was written.")


class EntryThereError(DeskError):
    """A second entry where there is one a day; facts: `name`, `day`."""

    sentence = N_("{name} is already written on {day:short}. F2 corrects that entry.")


class BornError(DeskError):
    """Whose entry it is does not change; facts: `column`."""

    sentence = N_("«{column}» of an entry does not change. Take the entry away and write another.")


class DeadlineTurnedError(DeskError):
    """A term before the product came."""

    sentence = N_("The term of sale ends before the product came. Mend the date or the hour.")


class UsedEarlyError(DeskError):
    """Used before it came; facts: `at`."""

    sentence = N_("Used on {at:short}, before the product came. Mend the date or the hour.")


class UsedLateError(DeskError):
    """Used after the term; facts: `at`, `deadline`."""

    sentence = N_(
        "Used on {at:short}, after the term of {deadline:short}. What is past its term is written "
        "off or returned."
    )


class MoreThanCameError(DeskError):
    """Used, written off and returned are more than came; facts: `gone`, `came`."""

    sentence = N_(
        "Used, written off and returned make {gone}, but {came} came. Mend one of the numbers."
    )


class BadUsedError(DeskError):
    """A product of bad quality that was used."""

    sentence = N_("A product of bad quality is not used: write it off or return it.")


class PiecesError(DeskError):
    """Part of a piece; facts: `n`."""

    sentence = N_("{n} pieces are not possible: pieces are counted in whole numbers.")


class PermittedEarlyError(DeskError):
    """Permission before the dish was made."""

    sentence = N_("The permission is earlier than the dish was cooked. Mend one of the times.")


class PermittedBadError(DeskError):
    """A dish that may not be served, with a permission."""

    sentence = N_(
        "This dish may not be served: not satisfactory or not fully cooked. Leave the time of "
        "permission empty."
    )


class DoseUnknownError(DeskError):
    """A band without a dose; facts: `band`."""

    sentence = N_(
        "There is no dose of vitamin C for the age {band}. Write it under “Norms and "
        "refrigerators”."
    )


class PortionsNoneError(DeskError):
    """Nobody gets the vitamin."""

    sentence = N_("Write for how many portions the vitamin was added, such as 7-10: 120.")


class NotAdmittedError(DeskError):
    """Admitted with a sign of illness; facts: `name`, `columns`."""

    sentence = N_(
        "{name} cannot be admitted to work: {columns}. Say “no” under “Admitted to work”."
    )


class MeasuresError(DeskError):
    """Kept from work and nobody has written what was done; facts: `name`."""

    mend_in = "measures"

    sentence = N_("{name} is not admitted: write the measures, such as sent home or to a doctor.")


class UnitUnknownError(DeskError):
    """A refrigerator that is not on the list; facts: `text`."""

    sentence = N_("There is no refrigerator «{text}». Write it under “Norms and refrigerators”.")


class DegreesNoneError(DeskError):
    """No temperature at all."""

    sentence = N_("Write the temperature of the morning or of the evening.")


class OutOfRangeError(DeskError):
    """Too warm or too cold and nobody has written what was done; facts: `name`, `shown`, `may`."""

    mend_in = "action"

    sentence = N_(
        "{name} shows {shown} °C, but {may} is allowed. Write what was done under “Measure taken”."
    )


class SampleEarlyError(DeskError):
    """Thrown away too early; facts: `until`."""

    sentence = N_("The sample is kept until {until:short}. It cannot be thrown away earlier.")


class UneatenMoreError(DeskError):
    """More left than was served."""

    sentence = N_("More is not eaten than was served. Mend one of the masses.")


class NothingServedError(DeskError):
    """Nothing was served."""

    sentence = N_("The served mass is zero. Nothing can be left of nothing.")


class EachLookedAtError(DeskError):
    """Everything at once in a log where each thing is looked at."""

    sentence = N_("Here each line is looked at and written by itself: a digit, a number or Enter.")


class NothingWaitsError(DeskError):
    """Everything at once where nothing is left; facts: `day`."""

    sentence = N_("Nothing waits to be written on {day:short}.")
