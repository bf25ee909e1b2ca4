"""The tabs of a register page: marks, lessons, results. Each is a screen over the same page."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext, tell
from school_desk.journal.model import RegisterPage, Scale
from school_desk.ui.actions import Handler
from school_desk.ui.screen import Place
from school_desk.ui.widgets.head import PageHead

TABS: tuple[tuple[str, str], ...] = (
    ("register", N_("Marks")),
    ("lessons", N_("Lessons")),
    ("results", N_("Results")),
)
"""The screen of each tab and its word, in order."""


def page_title(page: RegisterPage) -> str:
    """Class and subject."""
    return f"{class_words(page.head.class_label)} · {page.head.subject_names[current()]}"


def page_head(page: RegisterPage, shown: str, go: Callable[[Place], object]) -> PageHead:
    """The head of a tab: class and subject, period and pupils, the tabs; `go` opens a place."""
    pupils = ngettext("{n} pupil", "{n} pupils", len(page.rows)).format(n=len(page.rows))
    subtitle = " · ".join((tell(page.head.period.title), pupils, *page_notes(page)))
    words = [_(word) for _name, word in TABS] if len(TABS) > 1 else []
    head = PageHead(page_title(page), subtitle, tabs=words)
    if words:
        head.tabs.setCurrentIndex([name for name, _word in TABS].index(shown))
        head.tab_chosen.connect(lambda tab: go(place_of(page, TABS[tab][0])))
    return head


def page_notes(page: RegisterPage) -> Iterator[str]:
    """What one must know of a page: that it has no marks, that its rules were chosen by hand."""
    if page.head.unmarked:
        yield _("no marks")
    if page.head.rules_chosen:
        yield _("rules chosen by hand: to be checked")


def key_legend(page: RegisterPage) -> str:
    """Which keys a page takes beside points and letters, and how they are shown."""
    lines = []
    if page.head.scale is Scale.ACHIEVED:
        lines.append(_("● achieved: 1 or +   ○ not yet: 0 or −"))
    if page.head.pass_fail:
        lines.append(_("Last column: С pass, Е fail, Backspace clears"))
    return "   ·   ".join(lines)


def tab_handlers(page: RegisterPage, go: Callable[[Place], object]) -> Mapping[str, Handler]:
    """Alt+1 and so on lead to the tabs."""
    places = [place_of(page, name) for name, _word in TABS]
    return {f"tab_{number}": partial(go, place) for number, place in enumerate(places, 1)}


def place_of(page: RegisterPage, name: str) -> Place:
    """The place of a tab of a page."""
    head = page.head
    return Place(name, (head.group, head.subject, head.period.term))
