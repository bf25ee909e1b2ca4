"""That a technological card in use is never edited: said wherever somebody tries."""

from school_desk.errors import N_, DeskError


class CardInUseError(DeskError):
    """A card that is in use is never edited; facts: `number`, `version`, `day`."""

    sentence = N_(
        "Version {version} of card No. {number} is in use since {day:short}, so it stays as it is. "
        "Make a new version and change that."
    )
