"""Make a backup by hand, from wherever one stands; what came of it is said in the status line."""

from collections.abc import Callable

from school_desk.backups import Outcome
from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.storage.backup_rules import Kind
from school_desk.ui.tasks import Job
from school_desk.ui.work_place import WorkPlace


def make_now(at: WorkPlace, after: Callable[[], object] = lambda: None) -> None:
    """In the background, with progress; `after` is called whatever came of it."""
    backups = at.desk.backups

    def work(job: Job) -> Outcome:
        return backups.make(Kind.BY_HAND, job.step, lambda: job.stopped)

    def done(made: Outcome) -> None:
        after()
        say_where(at, made)

    def failed(problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        after()
        at.messages.refuse(problem)

    at.tasks.run(work, success=done, failure=failed, title=_("Making a backup"))


def say_where(at: WorkPlace, made: Outcome) -> None:
    """Where the backup is, or why it is in one place only."""
    if made.problem is not None:
        at.messages.refuse(made.problem)
        return
    path = (made.second or made.backup).path
    at.messages.say(_("The backup is in {file}.").format(file=path))
