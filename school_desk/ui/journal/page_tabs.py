"""The tabs of a register page: marks, lessons, results. Each is a screen over the same page."""

from collections.abc import Callable, Mapping
from functools import partial

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext, tell
from school_desk.journal.model import RegisterPage
from school_desk.ui.actions import Handler
from school_desk.ui.screen import Place
from school_desk.ui.widgets.head import PageHead

TABS: tuple[tuple[str, str], ...] = (
    ("register", N_("Marks")),
    ("lessons", N_("Lessons")),
)
"""The screen of each tab and its word, in order."""


def page_title(page: RegisterPage) -> str:
    """Class and subject."""
    return f"{class_words(page.head.class_label)} · {page.head.subject_names[current()]}"


def page_head(page: RegisterPage, shown: str, go: Callable[[Place], object]) -> PageHead:
    """The head of a tab: class and subject, period and pupils, the tabs; `go` opens a place."""
    pupils = ngettext("{n} pupil", "{n} pupils", len(page.rows)).format(n=len(page.rows))
    subtitle = f"{tell(page.head.period.title)} · {pupils}"
    words = [_(word) for _name, word in TABS] if len(TABS) > 1 else []
    head = PageHead(page_title(page), subtitle, tabs=words)
    if words:
        head.tabs.setCurrentIndex([name for name, _word in TABS].index(shown))
        head.tab_chosen.connect(lambda tab: go(place_of(page, TABS[tab][0])))
    return head


def tab_handlers(page: RegisterPage, go: Callable[[Place], object]) -> Mapping[str, Handler]:
    """Alt+1 and so on lead to the tabs."""
    places = [place_of(page, name) for name, _word in TABS]
    return {f"tab_{number}": partial(go, place) for number, place in enumerate(places, 1)}


def place_of(page: RegisterPage, name: str) -> Place:
    """The place of a tab of a page."""
    head = page.head
    return Place(name, (head.group, head.subject, head.period.term))
