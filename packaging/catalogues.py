"""Collect the texts of the code into locales/: `make locales`. Compiling is in build_hook.py."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

DOMAIN = "school_desk"
LANGUAGES = ("kk", "ru", "en")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# git knows when a text came; a moving date would only make noise in every change.
NO_DATE = datetime(2026, 9, 1, tzinfo=UTC)


def texts(root: Path) -> Catalog:
    """Read every text that the code marks."""
    template = _empty(None)
    found = extract_from_dir(
        root / DOMAIN,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("i18n:",),
        strip_comment_tags=True,
    )
    for file, line, message, comments, context in found:
        place = (f"{DOMAIN}/{file}", line)
        template.add(message, None, [place], auto_comments=comments, context=context)
    return template


def update(root: Path) -> None:
    """Write the template, and into each language's catalogue what is new; what is gone, goes."""
    template = texts(root)
    _write(template, root / "locales" / f"{DOMAIN}.pot")
    for language in LANGUAGES:
        path = root / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        catalogue = read(path, language) if path.exists() else _empty(language)
        catalogue.update(template, no_fuzzy_matching=True)
        _write(catalogue, path)


def read(path: Path, language: str) -> Catalog:
    """Read one language's catalogue."""
    with path.open("rb") as lines:
        return read_po(lines, locale=language, domain=DOMAIN)


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="School Desk",
        version="1",
        msgid_bugs_address="none",
        last_translator="School Desk",
        language_team="School Desk",
        header_comment="# Texts of School Desk. New ones come by `make locales`.",
        fuzzy=False,
    )


def _write(catalogue: Catalog, path: Path) -> None:
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(
            out, catalogue, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True
        )


if __name__ == "__main__":
    update(Path(__file__).resolve().parent.parent)
