"""Compile the translations into the package whenever it is built; by hand: `make catalogues`."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOMAIN = "school_desk"


def compile_catalogues(root: Path) -> list[Path]:
    """Write school_desk/locales/<language>/LC_MESSAGES/school_desk.mo for each .po."""
    sources = sorted((root / "locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return [_compile(source, root / DOMAIN / source.relative_to(root)) for source in sources]


def _compile(source: Path, target: Path) -> Path:
    language = source.parent.parent.name
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=language, domain=DOMAIN)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_suffix(".mo").open("wb") as out:
        write_mo(out, catalogue)
    return target.with_suffix(".mo")


class CatalogueHook(BuildHookInterface):
    """What hatchling calls before it collects the files of a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  named by hatchling
        """Compile; `artifacts` in pyproject.toml takes the result along."""
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).resolve().parent.parent):
        print(path)
