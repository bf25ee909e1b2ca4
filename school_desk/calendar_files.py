"""Calendars of school years as files: read with all that is wrong, written whole."""

from pathlib import Path

from school_desk.documents.deliver import deliver
from school_desk.errors import N_, DeskError
from school_desk.school.calendar_file_rules import CalendarFile
from school_desk.school.calendar_service import CalendarService

TOP_BYTES = 1 << 20


class CalendarFileError(DeskError):
    """A file that is not there, or is no text."""

    sentence = N_("{file} cannot be read. Check that it exists and is a calendar of a school year.")


class CalendarFiles:
    """What the office does with files of calendars."""

    def __init__(self, calendars: CalendarService) -> None:
        self._calendars = calendars

    def read(self, path: Path) -> CalendarFile:
        """What a file holds, with everything that is wrong with it, or raise."""
        try:
            with path.open("rb") as opened:
                content = opened.read(TOP_BYTES + 1)
            text = content.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CalendarFileError(file=path.name) from error
        if len(content) > TOP_BYTES:
            raise CalendarFileError(file=path.name)
        return self._calendars.read(text)

    def write(self, path: Path, year: str | None = None) -> None:
        """Write a school year that can be read in again."""
        deliver(self._calendars.write(year).encode("utf-8"), path)
