"""Every log of the kitchen, defined once: its columns, the official words of its form, who may.

Forms 1, 2 and 3 as their columns were found (nutrition 5.3, sources N6, N29); the logs of
refrigerators, samples and waste are from knowledge: their columns are marked to be checked.
"""

from collections.abc import Mapping

from school_desk.errors import N_
from school_desk.nutrition.log_model import Default, Kind, Known, Log, LogColumn, LogHead
from school_desk.school.calendar_model import Status

TO_CHECK = Status.TO_CHECK
GOOD, BAD, READY = "good", "bad", "ready"
YES_NO = {"yes": N_("yes"), "no": N_("no")}
CLEAR = {"yes": N_("no signs"), "no": N_("there are signs")}

UNIT_WORDS: Mapping[str, str] = {"kg": N_("kg"), "l": N_("l"), "pcs": N_("pcs")}
PRODUCT_QUALITY: Mapping[str, str] = {
    GOOD: N_("of good quality"),
    "doubtful": N_("doubtful"),
    BAD: N_("of bad quality"),
}
DISH_QUALITY: Mapping[str, str] = {
    "excellent": N_("excellent dish"),
    GOOD: N_("good dish"),
    "fair": N_("satisfactory dish"),
    BAD: N_("unsatisfactory dish"),
}

SIGNED = LogColumn("signed", N_("Who signs"), default=Default.ME, known=Known.STAFF, needed=True)
NOTE = LogColumn("note", N_("Note"))
MADE = LogColumn("made_at", N_("Cooked: date and hour"), Kind.MOMENT, Default.NOW, needed=True)
DISH = LogColumn("dish", N_("Dish"), known=Known.DISHES, needed=True)
DAY = LogColumn("day", N_("Date"), Kind.DAY, Default.NOW, needed=True)

PERISHABLE = Log(
    "perishable",
    "log_perishable",
    N_("Perishable products"),
    N_("Brakerazh log of perishable food products and semi-finished products"),
    N_("See food logs"),
    N_("Write food logs"),
    "received_at",
    (
        LogColumn("received_at", N_("Came: date and hour"), Kind.MOMENT, Default.NOW, needed=True),
        LogColumn("product", N_("Product"), known=Known.PRODUCTS, needed=True),
        LogColumn("quantity", N_("How much came"), Kind.AMOUNT, needed=True),
        LogColumn(
            *("unit", N_("Unit of measure"), Kind.CHOICE, Default.LAST),
            needed=True,
            choices=UNIT_WORDS,
        ),
        LogColumn(
            *("quality", N_("Organoleptic evaluation"), Kind.CHOICE, Default.LAST),
            needed=True,
            choices=PRODUCT_QUALITY,
        ),
        LogColumn(
            *("deadline", N_("To be used by: date and hour"), Kind.MOMENT), needed=True, ahead=True
        ),
        LogColumn(
            "uses", N_("Used"), Kind.USES, hint=N_("such as 12.11 9:00 4,5; alone 4,5 is now")
        ),
        LogColumn("written_off", N_("Written off"), Kind.AMOUNT, says=N_("written off {value}")),
        LogColumn(
            "returned", N_("Returned to the supplier"), Kind.AMOUNT, says=N_("returned {value}")
        ),
        LogColumn(
            *("left", N_("Left over"), Kind.AMOUNT),
            computed=True,
            kept=False,
            says=N_("left {value}"),
        ),
        SIGNED,
        NOTE,
    ),
    (
        LogHead(
            N_("Date and hour of receipt of food raw materials and products"),
            ("received_at",),
            1.25,
        ),
        LogHead(N_("Name of the food products"), ("product",), 1.3),
        LogHead(N_("Quantity received (kg, l, pcs)"), ("quantity", "unit"), joins=" "),
        LogHead(N_("Results of the organoleptic evaluation"), ("quality",), 1.5),
        LogHead(N_("Last term of sale"), ("deadline",)),
        LogHead(N_("Date and hour of actual sale by days"), ("uses",), 1.5),
        LogHead(N_("Full name (if any), signature of the responsible person"), ("signed",), 1.3),
        LogHead(
            N_("Note (facts of write-off and return)"),
            ("written_off", "returned", "left", "note"),
            1.4,
            short=N_("Note"),
        ),
    ),
)

DISHES = Log(
    "dishes",
    "log_dish",
    N_("Quality of dishes"),
    N_("Log of organoleptic evaluation of the quality of dishes and culinary products"),
    N_("See food logs"),
    N_("Write food logs"),
    "made_at",
    (
        MADE,
        DISH,
        LogColumn(
            *("quality", N_("Organoleptic evaluation"), Kind.CHOICE, Default.LAST),
            needed=True,
            choices=DISH_QUALITY,
        ),
        LogColumn(
            *("ready", N_("Fully cooked"), Kind.CHECK, Default.YES),
            choices={"yes": N_("fully cooked"), "no": N_("not fully cooked")},
        ),
        LogColumn("permitted_at", N_("Permitted to serve at"), Kind.TIME, Default.NOW),
        LogColumn("made_by", N_("Cooked by: name, post"), default=Default.LAST, known=Known.COOKS),
        SIGNED,
        NOTE,
    ),
    (
        LogHead(N_("Date, time of making"), ("made_at",)),
        LogHead(N_("Name of the dish"), ("dish",), 2.0),
        LogHead(
            N_("Organoleptic evaluation, including the degree of readiness"),
            ("quality", "ready"),
            1.5,
        ),
        LogHead(N_("Permission to sell (time)"), ("permitted_at",)),
        LogHead(N_("Responsible executor (full name, post)"), ("made_by",), 1.5),
        LogHead(N_("Full name of the person who did the brakerazh"), ("signed",), 1.5),
        LogHead(N_("Note"), ("note",), 1.3),
    ),
    told="dish",
)

VITAMIN = Log(
    "vitamin",
    "log_vitamin",
    N_("Vitamin C"),
    N_("Vitamin C log"),
    N_("See vitamin log"),
    N_("Write vitamin log"),
    "made_at",
    (
        MADE,
        DISH,
        LogColumn(
            *("portions", N_("Portions by age"), Kind.PORTIONS),
            hint=N_("such as 7-10: 120; 11-14: 45"),
            default=Default.ORDER,
            known=Known.BANDS,
            needed=True,
            says=N_("portions {value}"),
        ),
        LogColumn("doses", N_("In one portion, mg"), computed=True),
        LogColumn("total", N_("Added in all, mg"), Kind.AMOUNT, computed=True, places=0),
        SIGNED,
    ),
    (
        LogHead(N_("Date and hour of making the dish"), ("made_at",)),
        LogHead(N_("Name of the dish"), ("dish",), 2.0),
        LogHead(N_("Total quantity of vitamin added (mg)"), ("total", "portions"), 1.6),
        LogHead(N_("Vitamin C in one portion (mg)"), ("doses",), 1.3),
        LogHead(N_("Signature of the responsible person"), ("signed",), 1.5),
    ),
    notes=(N_("The doses by age are not confirmed by an act: to be checked."),),
    told="dish",
)

OLD_HEALTH = "log_health"
"""Where examinations were kept with a name only, and are until they are put in order."""

HEALTH = Log(
    "health",
    "kitchen_checkup",
    N_("Health of kitchen staff"),
    N_("Log of results of examination of workers of the food unit"),
    N_("See kitchen health"),
    N_("Write kitchen health"),
    "day",
    (
        DAY,
        LogColumn(
            *("person", N_("Full name"), Kind.TEXT, Default.NEXT), known=Known.COOKS, needed=True
        ),
        LogColumn("post", N_("Post"), default=Default.NEXT),
        LogColumn(
            *("skin", N_("Skin is free of pustules and cuts"), Kind.CHECK, Default.YES),
            choices=CLEAR,
        ),
        LogColumn(
            *("breathing", N_("No signs of respiratory infection or angina"), Kind.CHECK),
            default=Default.YES,
            choices=CLEAR,
        ),
        LogColumn(*("bowel", N_("No bowel disorder"), Kind.CHECK, Default.YES), choices=CLEAR),
        LogColumn(
            *("family", N_("No bowel infection in the family"), Kind.CHECK, Default.YES),
            choices=CLEAR,
        ),
        LogColumn("admitted", N_("Admitted to work"), Kind.CHECK, Default.YES, choices=YES_NO),
        LogColumn("measures", N_("Measures")),
        SIGNED,
    ),
    (
        LogHead(N_("Date"), ("day",)),
        LogHead(N_("Full name"), ("person",), 1.6),
        LogHead(N_("Post"), ("post",)),
        LogHead(N_("Skin is free of pustules and cuts"), ("skin",)),
        LogHead(N_("No signs of respiratory infection or angina"), ("breathing",)),
        LogHead(N_("No bowel disorder"), ("bowel",)),
        LogHead(N_("No bowel infection in the family"), ("family",)),
        LogHead(N_("Admitted to work"), ("admitted",)),
        LogHead(N_("Measures"), ("measures",), 1.3),
        LogHead(N_("Examined by"), ("signed",), 1.4),
    ),
    born=("day", "person"),
    told="person",
    together=N_("All are healthy and admitted"),
)

COLD = Log(
    "cold",
    "log_cold",
    N_("Refrigerators"),
    N_("Log of the temperature of refrigerating equipment"),
    N_("See refrigerator log"),
    N_("Write refrigerator log"),
    "day",
    (
        DAY,
        LogColumn(
            *("unit", N_("Refrigerator"), Kind.CHOICE, Default.NEXT),
            known=Known.UNITS,
            needed=True,
        ),
        LogColumn("morning", N_("In the morning, °C"), Kind.DEGREES, places=1),
        LogColumn("evening", N_("In the evening, °C"), Kind.DEGREES, places=1),
        LogColumn("action", N_("Measure taken")),
        SIGNED,
    ),
    (
        LogHead(N_("Date"), ("day",), 1, TO_CHECK),
        LogHead(N_("Name of the refrigerating equipment"), ("unit",), 2, TO_CHECK),
        LogHead(N_("Temperature in the morning, °C"), ("morning",), 1, TO_CHECK),
        LogHead(N_("Temperature in the evening, °C"), ("evening",), 1, TO_CHECK),
        LogHead(N_("Action"), ("action",), 2, TO_CHECK),
        LogHead(N_("Signature"), ("signed",), 1.4, TO_CHECK),
    ),
    born=("day", "unit"),
    told="unit",
)

SAMPLES = Log(
    "samples",
    "log_sample",
    N_("Daily samples"),
    N_("Log of daily samples"),
    N_("See food logs"),
    N_("Write food logs"),
    "taken_at",
    (
        LogColumn("taken_at", N_("Taken: date and hour"), Kind.MOMENT, Default.NOW, needed=True),
        LogColumn(*("dish", N_("Dish"), Kind.TEXT, Default.NEXT), known=Known.DISHES, needed=True),
        LogColumn("kept_until", N_("Kept until"), Kind.MOMENT, ahead=True, computed=True),
        LogColumn("thrown_at", N_("Thrown away: date and hour"), Kind.MOMENT),
        SIGNED,
        NOTE,
    ),
    (
        LogHead(N_("Date and hour of taking the sample"), ("taken_at",), 1, TO_CHECK),
        LogHead(N_("Name of the dish"), ("dish",), 2, TO_CHECK),
        LogHead(N_("Kept until"), ("kept_until",), 1, TO_CHECK),
        LogHead(N_("Date and hour of throwing away"), ("thrown_at",), 1, TO_CHECK),
        LogHead(N_("Signature"), ("signed",), 1.4, TO_CHECK),
        LogHead(N_("Note"), ("note",), 1.3, TO_CHECK),
    ),
    notes=(N_("Samples are kept for 48 hours at +2 to +6 °C: to be checked."),),
    told="dish",
    together=N_("A sample of every dish is taken"),
)

WASTE = Log(
    "waste",
    "log_waste",
    N_("Plate waste"),
    N_("Log of plate waste"),
    N_("See food logs"),
    N_("Write food logs"),
    "day",
    (
        DAY,
        LogColumn(*("dish", N_("Dish"), Kind.TEXT, Default.NEXT), known=Known.DISHES, needed=True),
        LogColumn("served_kg", N_("Served, kg"), Kind.AMOUNT, needed=True),
        LogColumn("uneaten_kg", N_("Not eaten, kg"), Kind.AMOUNT, needed=True),
        LogColumn("index", N_("Index, %"), Kind.AMOUNT, computed=True, kept=False, places=1),
        SIGNED,
        NOTE,
    ),
    (
        LogHead(N_("Date"), ("day",), 1, TO_CHECK),
        LogHead(N_("Name of the dish"), ("dish",), 2, TO_CHECK),
        LogHead(N_("Mass served, kg"), ("served_kg",), 1, TO_CHECK),
        LogHead(N_("Mass not eaten, kg"), ("uneaten_kg",), 1, TO_CHECK),
        LogHead(N_("Plate-waste index, %"), ("index",), 1, TO_CHECK),
        LogHead(N_("Signature"), ("signed",), 1.4, TO_CHECK),
        LogHead(N_("Note"), ("note",), 1.3, TO_CHECK),
    ),
    notes=(N_("The index is not eaten / served × 100; its limit is not known: to be checked."),),
    told="dish",
)

LOGS = (PERISHABLE, DISHES, VITAMIN, HEALTH, COLD, SAMPLES, WASTE)
"""In the order of the forms."""


def log_of(code: str) -> Log:
    """A log by its code."""
    return next(one for one in LOGS if one.code == code)
