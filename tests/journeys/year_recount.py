"""The numbers of a year reckoned anew from an archive alone: CSV and fractions, nothing of ours."""

import csv
from collections import Counter, defaultdict
from fractions import Fraction
from io import StringIO
from math import floor
from zipfile import ZipFile

SCALE = ((85, 5), (65, 4), (40, 3), (0, 2))
WEIGHTS = {
    frozenset("fut"): {"f": 25, "u": 25, "t": 50},
    frozenset("fu"): {"f": 50, "u": 50},
    frozenset("ft"): {"f": 50, "t": 50},
    frozenset("ut"): {"u": 50, "t": 50},
}
KINDS = {"unit_summative": "u", "term_summative": "t"}
SOU = {5: 100, 4: 64, 3: 36, 2: 16}


def read(path):
    """Every table of an archive as a list of dictionaries."""
    with ZipFile(path) as book:
        names = [n[5:-4] for n in book.namelist() if n.startswith("data/") and n.endswith(".csv")]
        return {
            name: list(csv.DictReader(StringIO(book.read(f"data/{name}.csv").decode("utf-8"))))
            for name in names
        }


def half_up(value):
    return floor(value + Fraction(1, 2))


def mark_of(percent):
    return next(mark for low, mark in SCALE if half_up(percent) >= low)


def percents(tables):
    """The exact percent of every pupil on every page that ends in marks, by page and pupil."""
    got = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for one in tables["marks"]:
        _add(got[one["page"], one["pupil"]]["f"], int(one["points"]), 10)
    works = {one["work"]: one for one in tables["works"]}
    for one in tables["work_points"]:
        work = works[one["work"]]
        place = work["page"], one["pupil"]
        _add(got[place][KINDS[work["kind"]]], int(one["points"]), int(work["top"]))
    for one in tables["works_from_elsewhere"]:
        place = one["page"], one["pupil"]
        _add(got[place][KINDS[one["kind"]]], int(one["points"]), int(one["top"]))
    return {place: _weighed(parts) for place, parts in got.items()}


def _add(pair, points, top):
    pair[0] += points
    pair[1] += top


def _weighed(parts):
    weights = WEIGHTS.get(frozenset(parts), dict.fromkeys(parts, 100))
    return sum(Fraction(100 * n, top) * weights[key] for key, (n, top) in parts.items()) / 100


def year_marks(tables):
    """The exact mean, the mark and the pass of a year, by class, subject and pupil."""
    found = defaultdict(list)
    for one in tables["year_periods"]:
        found[one["class_group"], one["subject_code"], one["pupil"]].append(one)
    return {place: _year(periods) for place, periods in found.items()}


def _year(periods):
    if any(one["standing"] == "pass_fail" or one["passed"] for one in periods):
        known = [one["passed"] for one in periods]
        return None, None, None if "" in known else int(all(one == "1" for one in known))
    if any(one["mark"] == "" for one in periods):
        return None, None, None
    mean = Fraction(sum(int(one["mark"]) for one in periods), len(periods))
    return mean, half_up(mean), None


def finals(tables, *, weight=None, rounded=True):
    """The final value and mark, by class, subject and pupil."""
    exams = defaultdict(dict)
    for one in tables["exams"]:
        place = one["class_group"], one["subject_code"], one["pupil"]
        exams[place][one["kind"]] = int(one["mark"])
    years = year_marks(tables)
    return {place: _final(*years[place][:2], exams[place], weight, rounded) for place in years}


def _final(mean, mark, exams, weight, rounded):
    if mark is None:
        return None, None
    exam = exams.get("resit", exams.get("exam"))
    if exam is not None:
        share = Fraction(weight, 100)
        value = (mark if rounded else mean) * (1 - share) + exam * share
    else:
        work = exams.get("extra_work", exams.get("year_work"))
        value = Fraction(mark + work, 2) if mark == 2 and work is not None else Fraction(mark)
    return value, half_up(value)


def exam_marks_of_points(tables):
    """What points of an exam make, beside what stands there."""
    some = [one for one in tables["exams"] if one["points"]]
    return [
        (mark_of(Fraction(100 * int(one["points"]), int(one["top"]))), int(one["mark"]))
        for one in some
    ]


def indicators(marks):
    """Quality, progress, average and level of learning of marks, exact."""
    n, count = len(marks), Counter(marks)
    if not n:
        return None
    return (
        Fraction(100 * (count[5] + count[4]), n),
        Fraction(100 * (n - count[2]), n),
        Fraction(sum(marks), n),
        Fraction(sum(SOU[one] for one in marks), n),
    )


def marks_of_pages(tables):
    """The marks that count on each page, by class, subject, period."""
    pages = {one["page"]: one for one in tables["pages"]}
    found = defaultdict(list)
    for one in tables["results"]:
        page = pages[one["page"]]
        if one["mark"] and one["standing"] == "marked":
            place = page["class_group"], page["subject_code"], page["period"]
            found[place].append((one["pupil"], int(one["mark"])))
    return found
