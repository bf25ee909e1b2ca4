"""Work in a school with known words until the process is shot; and search a disk for them.

Run by test_attack.py: `python leaving_traces.py FOLDER`. Everything that a process may write goes
below that folder: the school, the home, the temporary files.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

PUPIL, GUARDIAN, TEACHER = "Ковалёв", "Шевченко", "Қарлығашова"
IIN = "500312500017"
PHONE, ADDRESS = "87010000099", "Абая 17, кв. 3"
SUPPORT, HEALTH, OWN = "Заикание усилилось", "Диабет с трёх лет", "Өз жазбам: ұялшақ бала"
DATA = (PUPIL, GUARDIAN, TEACHER, IIN, PHONE, ADDRESS, SUPPORT, HEALTH, OWN)
"""What was typed and must not be found. The names to sign in with stand in the open, by design."""

LETTERS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251")
WORDS = "төрт жаңа сөз керек"
NOON = datetime(2026, 10, 22, 12, tzinfo=UTC)
DAY = date(2026, 10, 22)


def traces(folder: Path) -> list[tuple[str, Path]]:
    """Which words stand in which files, in any letters, as typed or in capitals."""
    return [
        (word, path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in (path.read_bytes(),)
        for word in DATA
        if any(spelling in content for spelling in _spellings(word))
    ]


def _spellings(word: str) -> Iterator[bytes]:
    for form in {word, word.upper(), word.lower()}:
        for letters in LETTERS:
            try:
                yield form.encode(letters)
            except UnicodeEncodeError:
                continue


def leave(folder: Path) -> None:
    """Set up, write, read beside, fail, and be shot with everything open."""
    for name in ("school", "home", "tmp"):
        (folder / name).mkdir()
    os.environ.update(HOME=str(folder / "home"), TMPDIR=str(folder / "tmp"))
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = str(folder / "home")
    import faulthandler  # noqa: PLC0415  after the home is another one

    from school_desk.access.model import Role  # noqa: PLC0415
    from school_desk.app import Entrance  # noqa: PLC0415
    from school_desk.inclusion.model import NewNote, NoteKind, Purpose  # noqa: PLC0415
    from school_desk.paths import SchoolFolder  # noqa: PLC0415
    from school_desk.school.guardian_model import Guardian, Relation  # noqa: PLC0415
    from school_desk.school.model import NewPupil, PersonName  # noqa: PLC0415
    from school_desk.school_file import NewSchool  # noqa: PLC0415
    from school_desk.settings import remember  # noqa: PLC0415
    from school_desk.storage.backup_rules import Kind  # noqa: PLC0415
    from school_desk.storage.sealing import Argon2Params, WrongPasswordError  # noqa: PLC0415

    faulthandler.enable()
    place = SchoolFolder(folder / "school")
    entrance = Entrance(place, now=lambda: NOON, cost=lambda: Argon2Params(64, 1, 1))
    new = NewSchool(
        {"kk": "Мектеп", "ru": "Школа"}, "2026-27", PersonName("Сәрсенов", "Айдос"), "head", WORDS
    )
    desk, _code = entrance.set_up(new)
    remember(place.settings, language="kk")
    desk.create_account("nurse", PersonName(TEACHER, "Нұр"), WORDS, (Role.NURSE,))
    desk.school.import_pupils([NewPupil(PersonName(PUPIL, "Дана"), 6, "А", iin=IIN)], DAY)
    klass = desk.school.class_groups()[0].id
    pupil = desk.school.pupils(klass)[0].pupil.id
    guardian = Guardian(PersonName(GUARDIAN, "Анна"), phone=PHONE, address=ADDRESS)
    desk.guardians.add(klass, pupil, guardian, Relation.MOTHER)
    desk.support_notes.add(pupil, NewNote(DAY, NoteKind.MEETING, SUPPORT))
    desk.own_notes.add(pupil, NewNote(DAY, NoteKind.TALK, OWN))
    desk.backups.make(Kind.BY_HAND, lambda _done, _of: None, lambda: False)
    desk.close()
    desk = entrance.sign_in("nurse", WORDS)
    desk.health_notes.add(pupil, NewNote(DAY, NoteKind.COMPLAINT, HEALTH))
    desk.close()
    with suppress(WrongPasswordError):
        entrance.sign_in("nurse", SUPPORT)
    desk = entrance.sign_in("head", WORDS)
    desk.support_notes.of_pupil(pupil, Purpose.HELP)
    beside = Entrance(place, now=lambda: NOON, reading=True).sign_in("head", WORDS)
    beside.guardians.of_pupil(klass, pupil)
    desk.school.correct_pupil(klass, pupil, PersonName(PUPIL, "Данияр"), None)
    os.abort()


if __name__ == "__main__":
    leave(Path(sys.argv[1]))
