"""The log of archives: what left the file, whether it was locked, who took it out and when."""

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.school.archive_model import TakenOut
from school_desk.school.archive_store import load_taken_out, save_taken_out
from school_desk.storage.service import Service


class ArchiveService(Service):
    """The archive itself is made of what the person may read and print."""

    def taken_out(self) -> tuple[TakenOut, ...]:
        """Every archive that was written, the newest first."""
        return load_taken_out(self._look(N_("See archives")))

    def note(self, what: str, *, class_group: int | None, plain: bool) -> None:
        """Write down that an archive leaves the file, before it is written."""
        with self._begin(N_("Archive the year"), Form(Scope(class_group=class_group))) as work:
            taken = TakenOut(what, self._at.today(), self._at.actor, plain)
            save_taken_out(work, self._at.partitions, taken)
