"""What can go wrong with entries on their way from computer to computer, in words."""

from school_desk.errors import N_, DeskError


class BatchRefusedError(DeskError):
    """A batch is not what an honest computer writes: cut, changed, or of another stream.

    `why` is a word or two for whoever looks for the cause; nothing of the batch was taken.
    """

    sentence = N_(
        "Entries that came from another computer are damaged ({why}). Nothing of them was "
        "taken in. Let that computer send them again."
    )


class BatchTooLargeError(DeskError):
    """More than one batch may hold: it has to be sent in several."""

    sentence = N_(
        "These entries are more than one batch may hold ({why}). Nothing was sent. "
        "Send fewer at once."
    )
