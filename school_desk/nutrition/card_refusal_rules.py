"""Why a technological card is refused, each in one sentence."""

from school_desk.errors import N_, DeskError


class MassWrongError(DeskError):
    """A mass that no portion has; facts: `text`."""

    sentence = N_(
        "{text} g is not a mass for one portion: above 0 and at most {top} g. Nothing was written."
    )


class YieldWrongError(DeskError):
    """A portion that weighs nothing, or far too much; facts: `text`."""

    sentence = N_(
        "A ready portion of {text} g is not possible: above 0 and at most {top} g. "
        "Nothing was written."
    )


class NetAboveGrossError(DeskError):
    """More is left than was taken; facts: `net`, `gross`."""

    sentence = N_(
        "Net {net} g is more than gross {gross} g, or nothing: net is above 0 and at most gross."
    )


class NoCompositionError(DeskError):
    """A product that nobody has filled in; facts: `name`."""

    sentence = N_(
        "Nobody has written what 100 g of «{name}» hold. Fill it in under Products, then it can "
        "stand in a card."
    )


class CardUnnamedError(DeskError):
    """A card without a name in both languages."""

    sentence = N_(
        "Give the dish a name in Kazakh and in Russian, at most {top} letters. Nothing was written."
    )


class CardLongError(DeskError):
    """A field of a card with a whole story in it; facts: `name`, `count`, `top`."""

    sentence = N_(
        "«{name}» is too long: {count} signs, at most {top} are kept. Shorten it. Nothing was "
        "written."
    )


class HeatWrongError(DeskError):
    """A loss of cooking after which nothing is left; facts: `text`."""

    sentence = N_(
        "A loss of cooking of «{text}» percent is not possible: from 0 to below 100. Nothing was "
        "written."
    )


class ProductTwiceInCardError(DeskError):
    """A product that the card has already; facts: `name`, `place`."""

    sentence = N_(
        "«{name}» stands in line {place} of this card already. Change the mass there, or choose "
        "another product."
    )


class RecipeYearError(DeskError):
    """A year in which no collection came out; facts: `first`, `last`."""

    sentence = N_("The year of the recipe is from {first} to {last}. Nothing was written.")


class CardNumberError(DeskError):
    """A number that no card can have; facts: `top`."""

    sentence = N_("A card has a whole number from 1 to {top}. Nothing was written.")


class NumberTakenError(DeskError):
    """Another dish has this number; facts: `number`, `name`."""

    sentence = N_("Card No. {number} is that of «{name}». Take another number.")


class TemperatureError(DeskError):
    """Nothing is served so hot or so cold; facts: `top`."""

    sentence = N_("A dish is served at 0 to {top} °C. Nothing was written.")


class CardEmptyError(DeskError):
    """A card without ingredients cannot be used; facts: `number`."""

    sentence = N_("Card No. {number} has no ingredients yet. Write them, then approve it.")


class DraftThereError(DeskError):
    """A version that nobody has approved yet waits already; facts: `number`, `version`."""

    sentence = N_("Version {version} of card No. {number} is not in use yet: change that one.")


class CardUnknownError(DeskError):
    """No card has this number; facts: `number`."""

    sentence = N_("There is no card No. {number}.")


class CardGoneError(DeskError):
    """A card that somebody has taken away."""

    sentence = N_("This card is not there any more. Open the list again.")
