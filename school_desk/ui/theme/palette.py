"""Tokens to the palette of Qt and back: who paints asks `current_tokens`, nobody keeps a copy."""

from functools import lru_cache

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from school_desk.ui.theme.tokens import DARK, LIGHT, Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_ROLES: dict[QPalette.ColorRole, str] = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "base",
    _Role.AlternateBase: "alt",
    _Role.Text: "text",
    _Role.PlaceholderText: "muted",
    _Role.Button: "base",
    _Role.ButtonText: "text",
    _Role.BrightText: "danger",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Accent: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.ToolTipBase: "base",
    _Role.ToolTipText: "text",
    _Role.Light: "base",
    _Role.Midlight: "line_soft",
    _Role.Mid: "line",
    _Role.Dark: "control",
    _Role.Shadow: "text",
}
_DISABLED = {_Role.WindowText, _Role.Text, _Role.ButtonText}


def palette(tokens: Tokens) -> QPalette:
    """The palette that gives these tokens to every widget in each of its three states."""
    made = QPalette()
    for role, name in _ROLES.items():
        colour = QColor(getattr(tokens, name))
        for group in (_Group.Active, _Group.Inactive, _Group.Disabled):
            made.setColor(group, role, colour)
    for role in _DISABLED:
        made.setColor(_Group.Disabled, role, QColor(tokens.muted))
    return made


def current_tokens() -> Tokens:
    """The tokens the application wears now; in the system's high contrast, its own colours."""
    return tokens_of(QGuiApplication.palette())


def tokens_of(worn: QPalette) -> Tokens:
    """The tokens this palette was made of; a palette of the system is read role by role."""
    window = worn.color(_Group.Active, _Role.Window).name().upper()
    base = worn.color(_Group.Active, _Role.Base).name().upper()
    for known in (LIGHT, DARK):
        if (known.window, known.base) == (window, base):
            return known
    names = tuple(
        worn.color(_Group.Active, role).name()
        for role in (_Role.Window, _Role.Base, _Role.Text, _Role.Highlight, _Role.HighlightedText)
    )
    return _from_system(*names)


@lru_cache(maxsize=4)
def _from_system(window: str, base: str, text: str, accent: str, on_accent: str) -> Tokens:
    # High contrast drops our tints: letters, frames and shapes must carry every meaning.
    return Tokens(
        window=window,
        base=base,
        alt=base,
        rail=window,
        line_soft=text,
        line=text,
        control=text,
        text=text,
        muted=text,
        accent=accent,
        on_accent=on_accent,
        accent_soft=base,
        unit=base,
        term=base,
        computed=base,
        off=base,
        hatch=text,
        warn=text,
        warn_soft=base,
        danger=text,
        danger_soft=base,
    )
