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


class SyncError(DeskError):
    """An exchange that did not come about: nothing was changed by it, and it is tried again."""


class NoLineError(SyncError):
    """Nobody answers."""

    sentence = N_(
        "There is no line to {address}. Everything is kept and goes out at the next connection."
    )


class LineCutError(SyncError):
    """The line broke off or stood still."""

    sentence = N_(
        "The line to {address} broke off. What had arrived stays; the rest follows at the next "
        "connection."
    )


class LineBusyError(SyncError):
    """The other computer asks to wait; the fact `wait` says for how many seconds."""

    sentence = N_("The computer at {address} is busy. The exchange goes on later by itself.")


class StrangeAnswerError(SyncError):
    """A page of a provider, half an answer, an answer that is none."""

    sentence = N_(
        "At {address} answers something that is not School Desk, perhaps a sign-in page of the "
        "network. Nothing was changed. Look whether the Internet works here."
    )


class OtherComputerError(SyncError):
    """Another key than the pinned one."""

    sentence = N_(
        "At {address} answers another computer than the one agreed. Nothing was sent. Check the "
        "address, or let the head admit that computer."
    )


class NotAdmittedError(SyncError):
    """The other computer does not know this one."""

    sentence = N_(
        "The computer at {address} does not know this one. Let the head admit this computer there."
    )


class TrafficUsedError(SyncError):
    """The bytes allowed for a day or a month are used up."""

    sentence = N_(
        "The traffic allowed for the exchange is used up: {used} of {most} bytes. It goes on by "
        "itself in the next period."
    )


class SyncStoppedError(SyncError):
    """Somebody stopped it."""

    sentence = N_("The exchange was stopped. What had arrived stays; the rest follows next time.")
