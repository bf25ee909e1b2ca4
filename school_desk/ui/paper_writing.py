"""Write papers in the background; when they are there, say where they lie and open them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from school_desk.errors import DeskError
from school_desk.i18n import _, ngettext
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import open_file
from school_desk.ui.tasks import Job
from school_desk.ui.work_place import WorkPlace


def write_paper(at: WorkPlace, write: Callable[[Path], object], out: Path) -> None:
    """Write one paper."""

    def make(_job: Job) -> tuple[Path, ...]:
        write(out)
        return (out,)

    _run(at, make, out, _("Making the paper"))


def write_papers(at: WorkPlace, make: Callable[[Job], tuple[Path, ...]], out: Path) -> None:
    """Write several, step by step, so that they can be counted and stopped; `make` names them."""
    _run(at, make, out, _("Making the papers"))


def _run(at: WorkPlace, make: Callable[[Job], tuple[Path, ...]], out: Path, title: str) -> None:
    at.tasks.run(make, success=partial(_done, at), failure=partial(_failed, at, out), title=title)


def _done(at: WorkPlace, paths: tuple[Path, ...]) -> None:
    """A file is opened, of several their folder."""
    if len(paths) == 1:
        at.messages.say(_("Saved: {file}").format(file=paths[0]))
        open_file(paths[0])
        return
    folder = paths[0].parent
    text = ngettext("{n} file is in {folder}", "{n} files are in {folder}", len(paths))
    at.messages.say(text.format(n=len(paths), folder=folder))
    open_file(folder)


def _failed(at: WorkPlace, out: Path, error: Exception) -> None:
    if isinstance(error, DeskError):
        at.messages.refuse(error)
    elif isinstance(error, OSError):
        at.messages.say(_("The file {file} cannot be written.").format(file=out), Tone.DANGER)
    else:
        raise error
