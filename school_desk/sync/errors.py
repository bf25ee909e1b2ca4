"""What can go wrong with entries on their way from computer to computer, in words."""

from school_desk.errors import N_, DeskError


class BatchRefusedError(DeskError):
    """A batch is not what an honest computer writes: cut, changed, or of another stream.

    The fact `why` is a word or two for whoever looks for the cause, not for the screen.
    """

    sentence = N_(
        "Entries that came from another computer are damaged. Nothing of them was taken in. "
        "Let that computer send them again."
    )


class BatchTooLargeError(DeskError):
    """More than one batch may hold; the fact `why` says of what."""

    sentence = N_(
        "These entries are more than can be sent at once. Nothing was sent. Send fewer at once."
    )
