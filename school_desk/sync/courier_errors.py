"""What can go wrong with a stick or a shared folder, in words; nothing of the school is changed."""

from school_desk.errors import N_, DeskError


class CourierError(DeskError):
    """Nothing was carried over; it is tried again later, or at the next press of the key."""


class FolderGoneError(CourierError):
    """The stick is not there, or was pulled out in the middle."""

    sentence = N_(
        "The folder {folder} is not there: perhaps the stick was pulled out. Nothing was changed. "
        "Plug it in and do it once more."
    )


class FolderFullError(CourierError):
    """No room for even one piece more."""

    sentence = N_(
        "There is no room left in {folder}. What was written there before stays. Free some space "
        "or take another stick."
    )


class FolderReadOnlyError(CourierError):
    """A stick with its switch on, a folder of others."""

    sentence = N_(
        "Nothing can be written in {folder}. Take off its write protection or take another stick."
    )


class FolderUnreadableError(CourierError):
    """The medium answers, but not with what it should."""

    sentence = N_("The folder {folder} cannot be read. Nothing was changed. Take another stick.")


class NotKeptError(CourierError):
    """Read back, it is not what was written."""

    sentence = N_(
        "What was written to {folder} reads back otherwise: that stick is worn out. Nothing counts "
        "as delivered. Take another stick."
    )


class NobodyToWriteToError(CourierError):
    """No other computer is admitted here."""

    sentence = N_(
        "No other computer of the school is admitted here, so there is nobody to write to. Let the "
        "head admit it first."
    )


class NoBundleError(CourierError):
    """A folder without anything of School Desk."""

    sentence = N_(
        "There is nothing of School Desk in {folder}. Choose the folder that the other computer "
        "wrote to."
    )


class CourierStoppedError(CourierError):
    """Somebody stopped it."""

    sentence = N_("Stopped. What was read or written whole stays; the rest follows next time.")
