"""Reading what FET has made: activities.xml, or a .fet file with the timetable in it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from school_desk.errors import N_, DeskError
from school_desk.school.fet_model import Placed, Result

MARK = "School Desk timetable 1"
MAX_BYTES = 32 * 1024**2
DEPTH = 12
"""The files of FET are five deep."""

WORDS_OF_MARK = 2


class FetFileError(DeskError):
    """A file that is no result of ours. Nothing was changed."""


class NotFetError(FetFileError):
    """No XML, or another kind of it."""

    sentence = N_(
        "{file} is not a result of FET. Choose activities.xml or the file that ends in "
        "_data_and_timetable.fet."
    )


class BrokenFetError(FetFileError):
    """A file that breaks off or contradicts itself."""

    sentence = N_("{file} breaks off in line {line} and was not read. Copy it again from FET.")


class TrickyFetError(FetFileError):
    """A file with a document type: FET writes none, and entities can make a bomb of it."""

    sentence = N_("{file} has parts that FET never writes. It was not read.")


class OversizedFetError(FetFileError):
    """More than any school has."""

    sentence = N_("{file} is bigger than the timetable of any school. It was not read.")


def read_result(content: bytes, file: str) -> Result:
    """Read a result, or raise one sentence. No entity is ever expanded."""
    if len(content) > MAX_BYTES:
        raise OversizedFetError(file=file)
    root = _parsed(content, file)
    if root.tag == "Activities_Timetable":
        return Result("", tuple(_listed(root)))
    if root.tag == "fet":
        return _of_fet(root)
    raise NotFetError(file=file)


def _parsed(content: bytes, file: str) -> Element:
    """XML as a tree. With a document type, or deeper than FET goes, it is refused at once."""
    builder, depth = TreeBuilder(), 0
    parser = ParserCreate()
    parser.buffer_text = True

    def refuse(*_said: object) -> None:
        raise TrickyFetError(file=file)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise TrickyFetError(file=file)
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  as expat has it: this is the end
    except ExpatError as error:
        if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            raise NotFetError(file=file) from error
        raise BrokenFetError(file=file, line=error.lineno) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise NotFetError(file=file) from error
    return builder.close()


def _listed(root: Element) -> Iterator[Placed]:
    """The activities of activities.xml: a number, a day, an hour, a room."""
    for each in root.iter("Activity"):
        number = _number(each, "Id")
        if number is not None:
            yield Placed(number, _time(each, "Day", "Hour"), _text(each, "Room"))


def _of_fet(root: Element) -> Result:
    """A .fet file holds the timetable as places that are asked for with full weight."""
    times: dict[int, tuple[str, str]] = {}
    for each in root.iter("ConstraintActivityPreferredStartingTime"):
        number, time = _number(each, "Activity_Id"), _time(each, "Preferred_Day", "Preferred_Hour")
        if number is not None and time is not None and _text(each, "Active") != "false":
            times[number] = time
    rooms = {
        number: _text(each, "Room")
        for each in root.iter("ConstraintActivityPreferredRoom")
        for number in (_number(each, "Activity_Id"),)
        if number is not None
    }
    placed = tuple(
        Placed(number, times.get(number), rooms.get(number, ""), _text(each, "Comments"))
        for each in root.iterfind("Activities_List/Activity")
        for number in (_number(each, "Id"),)
        if number is not None
    )
    return Result(_mark(root), placed, whole=True)


def _mark(root: Element) -> str:
    """The mark of the school, or what stands in its place: never empty."""
    comments = _text(root, "Comments")
    words = comments.removeprefix(MARK).split()
    ours = comments.startswith(MARK) and len(words) == WORDS_OF_MARK
    return words[0] if ours else "?"


def _time(each: Element, day: str, hour: str) -> tuple[str, str] | None:
    found = _text(each, day), _text(each, hour)
    return found if all(found) else None


def _number(each: Element, tag: str) -> int | None:
    text = _text(each, tag)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= WIDEST else None


WIDEST = 10


def _text(each: Element, tag: str) -> str:
    return (each.findtext(tag) or "").strip()
