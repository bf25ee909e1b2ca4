"""Figures of a product through the years: which count on a day, and what changed under a card."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from school_desk.nutrition.extra_rules import extras_text
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.nutrition.product_model import Figures, Product

PARTS = ("energy", "protein", "fat", "carbohydrate")


def with_versions(product: Product, dated: Iterable[Figures]) -> Product:
    """The product with all its figures: those that always counted, then the dated ones."""
    later = sorted(dated, key=lambda one: one.since or date.min)
    return replace(product, versions=(product.figures, *later))


def figures_on(product: Product, day: date) -> Figures:
    """The figures of a day: the last that came into force until then."""
    begun = [one for one in product.versions if one.since is None or one.since <= day]
    return begun[-1] if begun else product.figures


def on_day(product: Product, day: date) -> Product:
    """The product as it is on a day."""
    return with_figures(product, figures_on(product, day))


def with_figures(product: Product, figures: Figures) -> Product:
    """The product with other figures."""
    return replace(
        product,
        composition=figures.composition,
        extras=figures.extras,
        status=figures.status,
        source=figures.source,
        since=figures.since,
    )


def same_product(one: Product, other: Product) -> bool:
    """Whether both say the same, whoever has a copy of them."""
    return _plain(one) == _plain(other)


def always(product: Product) -> Product:
    """The product with the figures that counted before any dated ones."""
    first = product.versions[0] if product.versions else product.figures
    return with_figures(product, replace(first, since=None))


def sign_of(codes: Iterable[str], products: Mapping[str, Product], day: date) -> str:
    """A short sign of what the products of a card hold on a day: other figures, another sign."""
    known = (products[code] for code in sorted(set(codes)) if code in products)
    told = (f"{one.code} {_said(figures_on(one, day))}" for one in known)
    return blake2b("\x1f".join(told).encode(), digest_size=16).hexdigest()


def newer_since(
    codes: Iterable[str], products: Mapping[str, Product], approved: date, day: date
) -> tuple[tuple[Product, date], ...]:
    """The products whose figures became others after an approval, with the day since when."""
    found: list[tuple[Product, date]] = []
    for code in dict.fromkeys(codes):
        product = products.get(code)
        since = figures_on(product, day).since if product else None
        if product is not None and since is not None and approved < since:
            found.append((product, since))
    return tuple(found)


def _plain(one: Product) -> Product:
    return replace(one, own=False, id=0, versions=())


def _said(figures: Figures) -> str:
    found = figures.composition
    parts = [number_text(getattr(found, part)) for part in PARTS] if found else []
    return " ".join((*parts, extras_text(figures.extras)))
