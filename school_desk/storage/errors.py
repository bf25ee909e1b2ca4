"""What can go wrong with the file itself, in words."""

from school_desk.errors import N_, DeskError


class FolderMissingError(DeskError):
    """The data folder is not there."""

    sentence = N_("The data folder {folder} is missing. Connect its disk or choose another folder.")


class FolderReadOnlyError(DeskError):
    """Nothing can be written in the data folder."""

    sentence = N_(
        "The data folder {folder} is read-only. Allow writing to it or choose another folder."
    )


class FolderSharedError(DeskError):
    """The data folder lies on a network share or in a cloud folder, where locks do not hold."""

    sentence = N_(
        "The data folder {folder} is on a network share or in a cloud folder, where data can be "
        "lost. Move it to a disk of this computer."
    )


class SchoolMissingError(DeskError):
    """There is no school in the folder."""

    sentence = N_("There is no school in the folder {folder}. Choose another folder or set one up.")


class SchoolFileMissingError(DeskError):
    """The keys are there, the file that they open is not."""

    sentence = N_(
        "The school's file {file} is missing in the folder {folder}, only its keys are there. "
        "Put it back from a backup or choose another folder."
    )


class SecondWindowError(DeskError):
    """Another process holds the school."""

    sentence = N_(
        "School Desk is already open with this school. Go on in that window or close it first."
    )


class DiskFullError(DeskError):
    """The disk took no more."""

    worth_repeating = True
    sentence = N_(
        "The disk is full. The last entry was not saved. Free some space and press Enter."
    )


class FileUnwritableError(DeskError):
    """The file cannot be written (any more)."""

    worth_repeating = True
    sentence = N_(
        "The school's file cannot be written. The last entry was not saved. "
        "Check the disk and the rights to the folder {folder}."
    )


class FileGoneError(DeskError):
    """The file was moved, deleted or replaced while it was open; its disk may be unplugged."""

    sentence = N_(
        "The school's file {file} is no longer in the folder {folder}. The last entry was not "
        "saved. Put it back or plug in its disk, and press Enter."
    )
    worth_repeating = True


class FileBusyError(DeskError):
    """Another program keeps the file locked."""

    worth_repeating = True
    sentence = N_(
        "Another program holds the school's file. The last entry was not saved. "
        "Close that program and press Enter."
    )


class KeysRenewingError(DeskError):
    """The file is being written anew under another key."""

    worth_repeating = True
    sentence = N_(
        "The keys of the school are being renewed. The last entry was not saved. "
        "Wait until that is done, and press Enter."
    )


class KeysUnsettledError(DeskError):
    """A renewal of the keys is running in the window, or was broken off."""

    sentence = N_(
        "The keys of the school are being renewed. Wait until that is done. "
        "If no window is open, open one and sign in once."
    )


class FileReadElsewhereError(DeskError):
    """A second program reads the file just when it has to be replaced."""

    sentence = N_(
        "Another program reads the school's file. Nothing was changed. "
        "Close that program and renew the keys again."
    )


class RenewalSpaceError(DeskError):
    """There is no room for a second copy of the file."""

    sentence = N_(
        "Renewing the keys needs {megabytes} MB of free space on the disk. Nothing was changed. "
        "Free some space and renew the keys again."
    )


class FileDamagedError(DeskError):
    """The file does not open with the right key, or its structure is broken."""

    sentence = N_(
        "The school's file {file} is damaged. Nothing was changed in it. Restore a backup."
    )


class ForgottenError(DeskError):
    """The personal values of this row were forgotten, as the law demands."""

    sentence = N_(
        "This person was forgotten when the time of keeping had ended. Nothing personal can be "
        "written or brought back here. Nothing was changed."
    )


class TailChangedError(DeskError):
    """The last entry is not what this program wrote last."""

    sentence = N_(
        "The last entry in the school's file {file} is not the one that this program wrote. "
        "Check the file with: school-desk verify"
    )


class FileNewerError(DeskError):
    """The file was written by a newer program."""

    sentence = N_(
        "This school was opened by a newer School Desk. Nothing was changed. "
        "Install the newer program on this computer."
    )


class FileOlderError(DeskError):
    """The file has not been opened for writing since the program was renewed."""

    sentence = N_(
        "This school was opened by an older School Desk last. "
        "Open it once in the window, which brings it up to date."
    )


class UndoMovedError(DeskError):
    """The cell has moved on since."""

    sentence = N_("This cell has changed since, so it was not undone.")


class NothingToUndoError(DeskError):
    """There is no step to take back."""

    sentence = N_("There is nothing to undo.")


class NothingToRedoError(DeskError):
    """There is no step to do again."""

    sentence = N_("There is nothing to redo.")
