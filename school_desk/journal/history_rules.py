"""How a change is said: «7 → 8», by whom and when, what was taken back; for screen and paper."""

from school_desk.errors import N_
from school_desk.i18n import Text, Translator
from school_desk.journal.history_model import HistoryLine

NOTHING = "—"
ARROW = "→"
TAKEN_BACK = N_("taken back: {what}")
DONE_AGAIN = N_("done again: {what}")
SAMPLE = N_("sample data")
ELSEWHERE = N_("on another computer")
BECAUSE = N_("reason: {reason}")
CHANGED = N_("changed")
SEALED = N_("sealed; changed")
GAVE_WAY = N_("gave way to another value, written without knowing of this one")
STANDS_BESIDE = N_("stands beside, until somebody chooses")
NOT_WHOLE = N_("Older changes are not on this computer.")


def value_words(value: object, voice: Translator) -> str:
    """A value as a reader of this language sees it; nothing is a dash."""
    if value is None or value == "":
        return NOTHING
    return voice.fill("{value}", {"value": value})


def change_words(line: HistoryLine, voice: Translator) -> str:
    """What became of what: «7 → 8»; a first value stands alone."""
    if line.secret:
        return voice(SEALED if line.sealed else CHANGED)
    after = value_words(line.after, voice)
    if line.before is None or line.before == line.after:  # both are deleted: said once
        return after
    return f"{value_words(line.before, voice)} {ARROW} {after}"


def moment_words(line: HistoryLine, voice: Translator) -> str:
    """When: «22 қазан, 09:41»."""
    return voice.fill("{at}", {"at": line.at})


def how_words(line: HistoryLine, voice: Translator) -> str:
    """In which step, whether it was taken back, on which computer, why."""
    what = Text(line.intent)
    steps = {
        "undo": voice.tell(Text(TAKEN_BACK, {"what": what})),
        "redo": voice.tell(Text(DONE_AGAIN, {"what": what})),
        "demo": voice(SAMPLE),
    }
    parts = [steps.get(line.origin) or voice(line.intent)]
    if not line.here:
        parts.append(voice(ELSEWHERE))
    if line.beside:
        parts.append(voice(STANDS_BESIDE))
    if line.gave_way:
        parts.append(voice(GAVE_WAY))
    if line.reason:
        parts.append(voice.tell(Text(BECAUSE, {"reason": line.reason})))
    return " · ".join(parts)


def sentence(line: HistoryLine, voice: Translator) -> str:
    """The whole line: «22 қазан, 09:41 · Г. Серікқызы · 7 → 8 · Баға қою»."""
    parts = (moment_words(line, voice), line.who, change_words(line, voice), how_words(line, voice))
    return " · ".join(part for part in parts if part)
