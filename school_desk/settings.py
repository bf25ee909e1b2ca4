"""What the window remembers between runs: language, sizes, last places; no word of the school."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from school_desk.storage.errors import DiskFullError, FileUnwritableError
from school_desk.storage.whole_file import write_whole

TOP_BYTES = 256 * 1024
NUL = b"\\u0000"
"""No path and no name has it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of this computer, with their defaults. `places` is kept per account.

    `sheet_wanted` says that the recovery sheet may be on no paper, or that its code was typed here.
    `fet` is where the timetable engine fet-cl is, when the system does not find it by itself;
    `backup_place` a second folder for backups; `courier_folder` where the exchange with other
    computers goes by itself.

    `answers` says whether other computers may call this one, at the port `answers_at`; `finds`
    whether it looks for them on the network while it answers; `day_bytes` and `month_bytes` are
    what the exchange may use.
    """

    language: str = "kk"
    theme: str = ""
    last_account: int = 0
    row_height: int = 26
    fet: str = ""
    backup_place: str = ""
    courier_folder: str = ""
    sheet_wanted: bool = False
    answers: bool = False
    answers_at: int = 8765
    finds: bool = True
    day_bytes: int = 20 << 20
    month_bytes: int = 300 << 20
    places: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def load_settings(path: Path) -> Settings:
    """Read the settings; what is not readable counts as not set."""
    try:
        with path.open("rb") as file:
            read = json.loads(file.read(TOP_BYTES).decode())
        spelled = json.dumps(read, ensure_ascii=False).encode()
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(read, dict) or NUL in spelled:
        return Settings()
    defaults = asdict(Settings())
    fit = {name: read[name] for name in defaults if type(read.get(name)) is type(defaults[name])}
    return Settings(**{**fit, "places": _plain_places(fit.get("places", {}))})


def _plain_places(read: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """What is kept per account: texts and numbers, whatever else stands there is left out."""
    return {
        account: {name: fact for name, fact in facts.items() if isinstance(fact, str | int)}
        for account, facts in read.items()
        if isinstance(facts, dict)
    }


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings as a whole."""
    write_whole(path, json.dumps(asdict(settings), ensure_ascii=False).encode())


def with_place(settings: Settings, account: int, **facts: object) -> Settings:
    """The settings with something more to remember for one account."""
    name = str(account)
    places = {**settings.places, name: {**settings.places.get(name, {}), **facts}}
    return replace(settings, places=places)


def remember(path: Path, **facts: object) -> None:
    """Change some settings on the disk."""
    keep(path, replace(load_settings(path), **facts))  # type: ignore[arg-type]


def keep(path: Path, settings: Settings) -> None:
    """Write the settings, if the disk takes them: a size that is forgotten hinders no work."""
    with suppress(DiskFullError, FileUnwritableError):
        save_settings(path, settings)
