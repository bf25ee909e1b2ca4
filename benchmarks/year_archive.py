"""B14: the archive of a class and of the school, against its PDFs alone and against zip and age."""

import resource
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from benchmarks.school_making import Shape
from benchmarks.schools import copied, headed, school
from benchmarks.start import MEBIBYTE
from school_desk.app import Desk
from school_desk.journal.pack_rules import PackWish
from school_desk.printing.archive import PAPERS, ArchiveWish
from school_desk.printing.archive_file import locked, read_archive
from school_desk.printing.pack_parts import PRODUCERS

PASSPHRASE = "алма құс тау өзен"  # noqa: S105  of a school that nobody has
SMALL = 100
"""Who measures so few pupils only wants to see that it runs: no passphrase, which takes seconds."""

MEMORY_GOAL_MIB = 500.0
PAGE_BYTES, KIBIBYTE = resource.getpagesize(), 1 << 10
FORGET_THE_PEAK = "5"
"""What the kernel is told to begin a new peak."""


def measure(plan: Plan) -> tuple[Figure, ...]:
    """A class in turn with its floors, then the school once: it takes minutes."""
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    with TemporaryDirectory(dir=plan.cache) as folder:
        made = copied(kept, Path(folder) / "school")
        with headed(made) as desk:
            return (*_class(desk, Path(folder), plan), *_school(desk, Path(folder), plan))


def _class(desk: Desk, folder: Path, plan: Plan) -> tuple[Figure, ...]:
    """One class group: what the archive adds to its documents, and to zip and age."""
    group = desk.school.class_groups()[0].id
    out = folder / "class.zip.age"
    wish = ArchiveWish(group, "kk", _words(plan))
    documents = desk.archive_papers.write(ArchiveWish(group), out, _no_step)
    files, size = _files(out.read_bytes()), _mib(out.stat().st_size)
    tasks = {
        "archive": timed(partial(desk.archive_papers.write, wish, out, _no_step)),
        "papers": timed(partial(_papers, desk, group)),
        "floor": timed(lambda: locked(_zipped(files), _words(plan))),
        "scrypt": timed(lambda: locked(b"", _words(plan))),
    }
    times = interleaved(tasks, max(1, plan.repeats // 40), warm_up=0)
    ours = times["archive"]
    size = f"{documents} documents, {len(files) - documents} other files, {size}"
    return (
        Figure(
            "B14",
            f"archive of a class of {_pupils(desk, group)} ({size}), locked and read back "
            "÷ its documents written, no archive",
            median(ours) / median(times["papers"]),
            "×",
            None,
            f"{in_words(ours)} ÷ {in_words(times['papers'])}",
        ),
        Figure(
            "B14",
            "the same ÷ zip and age of the same bytes",
            median(ours) / median(times["floor"]),
            "×",
            None,
            f"{in_words(ours)} ÷ {in_words(times['floor'])}",
        ),
        Figure(
            "B14",
            "of it the passphrase: scrypt of age, once to lock and once to read back",
            2 * median(times["scrypt"]) / 1e3,
            "s",
            None,
            f"once {in_words(times['scrypt'])}",
        ),
    )


def _school(desk: Desk, folder: Path, plan: Plan) -> tuple[Figure, ...]:
    out = folder / "school.zip.age"
    made: list[int] = []
    wish = ArchiveWish(None, "kk", _words(plan))
    started = perf_counter()
    peak = _peak(lambda: made.append(desk.archive_papers.write(wish, out, _no_step)))
    seconds = perf_counter() - started
    documents = made[0]
    scrypt = _peak(lambda: locked(b"", _words(plan)))
    files = _files(read_archive(out, _words(plan)))
    floor = timed(lambda: locked(_zipped(files), _words(plan)))() / 1e3
    size = f"{plan.pupils:,} pupils, {documents:,} documents, {_mib(out.stat().st_size)}"
    return (
        Figure("B14", f"archive of the school ({size})", seconds, "s", None, "once"),
        Figure(
            "B14",
            "the same ÷ zip and age of the same bytes",
            seconds / floor,
            "×",
            None,
            f"{seconds:.1f} s ÷ {floor:.1f} s",
        ),
        Figure(
            "B14",
            "memory that the school's archive takes at its peak",
            max(1.0, (peak[1] - peak[0]) / MEBIBYTE),
            "MiB",
            MEMORY_GOAL_MIB,
            f"resident {_mib(peak[0])} before, {_mib(peak[1])} at the peak; scrypt of age alone "
            f"takes {_mib(scrypt[1] - scrypt[0])}: as much as the computer's speed lets it",
        ),
    )


def _papers(desk: Desk, group: int) -> None:
    """The floor: the same documents drawn to memory, one after another."""
    for term in desk.school.calendar().terms:
        wish = PackWish(PAPERS, term.number, "kk", "pdf", class_group=group)
        for paper in PAPERS:
            for part in PRODUCERS[paper](desk, wish):
                part.write(BytesIO())


def _files(content: bytes) -> Sequence[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as book:
        return [(name, book.read(name)) for name in book.namelist()]


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for name, content in files:
            book.writestr(name, content)
    return out.getvalue()


def _peak(act: Callable[[], object]) -> tuple[int, int]:
    """Bytes resident before an act, and the most that were while it ran, as the kernel saw it.

    A thread that looks would be blind: the passphrase is worked out without letting others run.
    """
    Path("/proc/self/clear_refs").write_text(FORGET_THE_PEAK, "ascii")
    before = _resident()
    act()
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    peak = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    return before, int(peak) * KIBIBYTE


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE_BYTES


def _words(plan: Plan) -> str | None:
    return PASSPHRASE if plan.pupils > SMALL else None


def _pupils(desk: Desk, group: int) -> int:
    return len(desk.school.pupils(group))


def _mib(size: int) -> str:
    return f"{size / MEBIBYTE:.1f} MiB"


def _no_step(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""
