"""The colours of the window: one frozen value per scheme, a role for each use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """What each colour is for; a widget names the role, never the colour."""

    window: str
    base: str
    alt: str
    rail: str
    line_soft: str
    line: str
    control: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    unit: str
    term: str
    computed: str
    off: str
    hatch: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str


LIGHT = Tokens(
    window="#F3F5F5",
    base="#FFFFFF",
    alt="#F8FAFA",
    rail="#E9EDEE",
    line_soft="#E1E6E8",
    line="#C5CDD1",
    control="#7C8990",
    text="#1A2226",
    muted="#53616A",
    accent="#0B647C",
    on_accent="#FFFFFF",
    accent_soft="#DDEEF3",
    unit="#FBF4E2",
    term="#F5E8C8",
    computed="#EDF1F3",
    off="#EEF0F1",
    hatch="#D5DADD",
    warn="#8A5B00",
    warn_soft="#FFF1CF",
    danger="#94210F",
    danger_soft="#FBE7DE",
)

DARK = Tokens(
    window="#171C1F",
    base="#1E2427",
    alt="#21282B",
    rail="#121719",
    line_soft="#2D363A",
    line="#414C52",
    control="#7D8B92",
    text="#E6EBED",
    muted="#A7B3B9",
    accent="#62C4DB",
    on_accent="#06242C",
    accent_soft="#173B45",
    unit="#2C281B",
    term="#3A321B",
    computed="#262E32",
    off="#242A2D",
    hatch="#39434A",
    warn="#F0C255",
    warn_soft="#3A2F14",
    danger="#FF9E80",
    danger_soft="#45261C",
)
