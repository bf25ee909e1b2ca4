"""How the exchange stands, in words: for the status line and for the page of the exchange."""

from datetime import datetime, timedelta

from school_desk.errors import DeskError
from school_desk.formats import past_moment, size
from school_desk.i18n import _, ngettext, say
from school_desk.sync.errors import (
    LineBusyError,
    LineCutError,
    NoLineError,
    SyncStoppedError,
    TrafficUsedError,
)
from school_desk.ui.sync.exchanging import Exchanging, Talk

STALE = timedelta(days=7)
SMALL = 4096
"""A turn of fewer bytes is over before anybody has read that it runs."""
CLOCK_OFF = 600
"""Seconds between two clocks that are worth a word."""
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def quiet_words(exchanging: Exchanging, now: datetime) -> str:
    """What the status line says: what waits, how much, since when, the last receipt."""
    outlook = exchanging.outlook
    if outlook is None or not outlook.standing.others:
        return ""
    busy = [talk for talk in exchanging.talks.values() if talk.running]
    moved = sum(talk.sent + talk.received for talk in busy)
    if moved > SMALL:
        return _("The exchange is running: {size}").format(size=size(moved))
    standing = outlook.standing
    told = [waiting_words(standing.waiting, standing.bytes, standing.since, now)]
    told.append(_behind(exchanging) or receipt_words(standing.last_receipt, now))
    return " · ".join(one for one in told if one)


def with_page(quiet: str, count: int) -> str:
    """What the status line says, with what is only here of the page that is open."""
    if not count:
        return quiet
    words = ngettext("{n} on this page", "{n} on this page", count).format(n=count)
    return f"{quiet} · {words}"


def waiting_words(waiting: int, count: int, since: datetime | None, now: datetime) -> str:
    """How much waits to go out, and since when."""
    if not waiting or since is None:
        return _("Everything is sent")
    words = ngettext(
        "{n} change waits to be sent ({size}), since {when}",
        "{n} changes wait to be sent ({size}), since {when}",
        waiting,
    )
    return words.format(n=waiting, size=size(count), when=moment_words(since, now))


def receipt_words(last: datetime | None, now: datetime) -> str:
    """The last receipt; after a week that a stick is a way, too."""
    if last is None:
        return _("nothing was confirmed yet")
    days = (now - last).days
    if now - last > STALE:
        return ngettext(
            "no exchange for {n} day; a stick can carry it",
            "no exchange for {n} days; a stick can carry it",
            days,
        ).format(n=days)
    return _("last receipt: {when}").format(when=moment_words(last, now))


def moment_words(when: datetime, now: datetime) -> str:
    """A past moment as people say it: the time today, a word for yesterday, a date."""
    return past_moment(when.astimezone(now.tzinfo), now)


def problem_words(problem: DeskError) -> str:
    """Why the last turn broke off: a line that is away hinders nobody, so it is said gently."""
    if isinstance(problem, TrafficUsedError):
        return _("The traffic allowed for the exchange is used up; it goes on by itself later.")
    return say(problem)


def talk_words(talk: Talk, now: datetime) -> str:
    """What the exchange with one computer does just now, or how the last turn ended."""
    if talk.running:
        return _("Running: sent {sent}, received {received}").format(
            sent=size(talk.sent), received=size(talk.received)
        )
    if talk.problem is not None:
        return problem_words(talk.problem)
    if talk.last is None or talk.ended is None:
        return ""
    words = _("Last exchange {when}: sent {sent}, received {received}")
    return words.format(
        when=moment_words(talk.ended, now), sent=size(talk.sent), received=size(talk.received)
    )


def clock_words(talk: Talk) -> str:
    """That one of two clocks is wrong; nothing is refused for it."""
    ahead = talk.last.ahead if talk.last else None
    if ahead is None or abs(ahead) < CLOCK_OFF:
        return ""
    words = (
        _("The clock of this computer is {time} ahead of that one's. Check both.")
        if ahead > 0
        else _("The clock of this computer is {time} behind that one's. Check both.")
    )
    return words.format(time=_span(abs(ahead)))


def _span(seconds: int) -> str:
    for unit, one, many in (
        (_DAY, "{n} day", "{n} days"),
        (_HOUR, "{n} hour", "{n} hours"),
        (_MINUTE, "{n} minute", "{n} minutes"),
    ):
        if seconds >= 2 * unit or unit == _MINUTE:
            return ngettext(one, many, seconds // unit).format(n=seconds // unit)
    return ""


def _behind(exchanging: Exchanging) -> str:
    """Why nothing goes out just now, as far as the person at the keyboard is concerned."""
    if exchanging.paused:
        return _("the exchange is stopped")
    problems = [talk.problem for talk in exchanging.talks.values() if talk.problem is not None]
    if not problems or len(problems) < len(exchanging.talks):
        return ""
    first = problems[0]
    if isinstance(first, TrafficUsedError):
        return _("the traffic allowance is used up")
    if isinstance(first, NoLineError | LineCutError | LineBusyError | SyncStoppedError):
        return _("no link: go on working, it goes out later")
    return _("the exchange does not work, see Exchange")
