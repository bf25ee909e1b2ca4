"""The menu of a day as a poster for the wall of the canteen, and a cycle as a table."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD
from school_desk.documents.measures import INK, PORTRAIT
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.documents.tables import BODY_STYLE, Style, paragraph
from school_desk.documents.voices import DocumentLanguage, Voices, told, voices_of
from school_desk.errors import N_
from school_desk.formats import number
from school_desk.i18n import LANGUAGES, Spelled, Text
from school_desk.nutrition.card_document import RAW, RETAINED
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.menu_model import SEASON_WORDS, CycleSheet, DailyMenu, Serving
from school_desk.nutrition.nutrient_rules import together

TITLE, ON_DAY = N_("Menu of the day"), N_("{day:long}")
ENERGY = N_("Energy, kcal")
FOR_BAND = N_("{band} years old, g")
EMPTY = N_("Nothing is cooked on this day.")
WAITS = N_("The head has not approved this menu yet.")
APPROVED = N_("Approved by the head of the school")

CYCLE = N_("Forward menu: {season}, {length} school days")
SINCE = N_("Cooked from {day:short}.")
DAY = N_("Day")
NO_DISHES = N_("There are no dishes in this menu yet.")

_BIG, _LEADING = 15.0, 18.5


def _style(name: str, size: float, *, bold: bool = False, center: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        parent=BODY_STYLE,
        fontSize=size,
        leading=size * _LEADING / _BIG,
        textColor=INK,
        fontName=BOLD if bold else BODY_STYLE.fontName,
        alignment=1 if center else 0,
    )


_HEADING = _style("poster title", 26, bold=True, center=True)
_DAY = _style("poster day", 16, center=True)
_MEAL = _style("poster meal", 18, bold=True)
_DISH = _style("poster dish", _BIG)
_FIGURE = _style("poster figure", _BIG, center=True)
_SMALL = _style("poster small", 11, center=True)


def build_poster(
    menu: DailyMenu,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """The poster in large type: dishes of each meal, portions and energy of each band."""
    voices = voices_of(language)
    face = Face(told(voices, TITLE)[0], voices, printed, school=school)
    build_story(list(_story(menu, voices)), face, out, size=PORTRAIT)


def cycle_table(sheet: CycleSheet, meals: Sequence[Meal]) -> PlainTable:
    """A forward menu: its days down, its meals across."""
    menu = sheet.menu
    facts = {"season": Text(SEASON_WORDS[menu.season]), "length": menu.length}
    rows = tuple(tuple(_cycle_row(sheet, day, meals)) for day in sheet.days)
    return PlainTable(
        Text(CYCLE, facts),
        (PlainColumn(DAY, 0.5), *(PlainColumn(MEAL_WORDS[one], 3.0) for one in meals)),
        rows if sheet.lines else (),
        above=(Text(SINCE, {"day": menu.since}),),
        empty=NO_DISHES,
        signers=(N_("Nurse"), N_("Head of the school")),
        landscape=len(meals) > 2,  # noqa: PLR2004  two columns of dishes fit a portrait page
        frozen=1,
    )


def _cycle_row(sheet: CycleSheet, day: int, meals: Sequence[Meal]) -> Iterator[PlainValue]:
    yield day
    for meal in meals:
        served = sheet.days[day].of(meal)
        yield Spelled({one: _dishes(served, sheet.bands, one) for one in LANGUAGES})


def _dishes(served: Sequence[Serving], bands: Sequence[str], language: str) -> str:
    return ";\n".join(f"{one.name.within(language)} {sizes(one, bands)}" for one in served)


def sizes(one: Serving, bands: Sequence[str]) -> str:
    """What portions weigh by band, once where all get the same: «200/250»."""
    grams = [number(one.grams(band), 1).removesuffix(",0").removesuffix(".0") for band in bands]
    return grams[0] if len(set(grams)) == 1 else "/".join(grams)


def _story(menu: DailyMenu, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(told(voices, TITLE), _HEADING)
    yield Spacer(0, 6)
    yield paragraph(told(voices, ON_DAY, day=menu.day), _DAY)
    yield Spacer(0, 8)
    if not menu.servings:
        yield paragraph(told(voices, EMPTY), _DISH)
    for meal in Meal:
        served = menu.checked.of(meal)
        if served:
            yield _meal(meal, served, menu.bands, voices)
            yield Spacer(0, 10)
    if menu.servings:
        retained = any(one.found.retained for one in menu.servings)
        yield paragraph(told(voices, RETAINED if retained else RAW), _SMALL)
    yield paragraph(told(voices, APPROVED if menu.approval else WAITS), _SMALL)


def _meal(meal: Meal, served: Sequence[Serving], bands: Sequence[str], voices: Voices) -> Flowable:
    """A meal: a line for each dish, a column for each band."""
    width = inner_width(PORTRAIT)
    each = width * 0.17
    heads = [
        paragraph(
            tuple(one[:1].upper() + one[1:] for one in told(voices, MEAL_WORDS[meal])), _MEAL
        ),
        *(paragraph(_band_head(band, voices), _SMALL) for band in bands),
    ]
    rows = [_dish_row(one, bands, voices) for one in served]
    energy = [
        paragraph(told(voices, ENERGY), _DISH),
        *(
            paragraph((number(_energy(served, band), 0, voices[0].language),), _FIGURE)
            for band in bands
        ),
    ]
    widths = [width - each * len(bands), *[each] * len(bands)]
    return Table([heads, *rows, energy], colWidths=widths, hAlign="LEFT", style=_LINES)


_LINES: list[Style] = [
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, INK),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
]


def _dish_row(one: Serving, bands: Sequence[str], voices: Voices) -> list[Flowable]:
    names = tuple(one.name.within(voice.language) for voice in voices)
    grams = (number(one.grams(band), 1, voices[0].language) for band in bands)
    figures = (text.removesuffix(",0").removesuffix(".0") for text in grams)
    return [paragraph(names, _DISH), *(paragraph((text,), _FIGURE) for text in figures)]


def _band_head(band: str, voices: Voices) -> tuple[str, ...]:
    return told(voices, FOR_BAND, band=band.replace("-", "–"))


def _energy(served: Sequence[Serving], band: str) -> Fraction:
    return together(one.nutrients(band) for one in served).energy
