"""The one line above the day: damage, else a power cut that was survived, else a wrong clock."""

from datetime import datetime, timedelta

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.formats import day_and_month, time_of_day
from school_desk.i18n import Text, _, fill, ngettext, say
from school_desk.intents import Scope
from school_desk.last_run import BrokenOff
from school_desk.ui.access.clock_notice import clock_notice
from school_desk.ui.widgets.notice import Notice

TODAY, YESTERDAY, EARLIER = N_("Today at {time}"), N_("Yesterday at {time}"), N_("{day} at {time}")


def start_notice(desk: Desk) -> Notice | None:
    """What a person should know before the work."""
    if desk.damage is not None:
        back = _("Backups") if desk.may("Restore backup", Scope()) else ""
        return Notice(say(desk.damage), kind="danger", icon="warn", act=back)
    broken = desk.broken_off()
    if broken is not None:
        notice = Notice(broken_off_sentence(broken, desk.now()), icon="bolt")
        notice.closed.connect(desk.forget_broken_off)
        return notice
    if desk.keys.sheet_wanted and desk.may(N_("Make recovery sheet"), Scope()):
        return Notice(_sheet_is_missing(), kind="warn", icon="key")
    return clock_notice(desk)


def _sheet_is_missing() -> str:
    return _(
        "The recovery sheet was used or never proved. Make another one: "
        "“People who sign in”, then New recovery sheet (Alt+C)."
    )


def broken_off_sentence(broken: BrokenOff, now: datetime) -> str:
    """Until when everything is kept."""
    facts = {"moment": _moment(broken.moment, now), "n": broken.marks}
    if not broken.marks:
        words = _(
            "{moment} the work broke off, perhaps the power failed. "
            "Everything entered until then is kept."
        )
        return fill(words, facts)
    words = ngettext(
        "{moment} the work broke off, perhaps the power failed. "
        "The {n} mark you entered that day is kept, nothing is lost.",
        "{moment} the work broke off, perhaps the power failed. "
        "The {n} marks you entered that day are kept, nothing is lost.",
        broken.marks,
    )
    return fill(words, facts)


def _moment(moment: datetime, now: datetime) -> Text:
    facts = {"time": time_of_day(moment), "day": day_and_month(moment.date())}
    if moment.date() == now.date():
        return Text(TODAY, facts)
    yesterday = moment.date() == now.date() - timedelta(days=1)
    return Text(YESTERDAY if yesterday else EARLIER, facts)
