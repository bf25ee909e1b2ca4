"""What people call the tables and fields of the registry, and the codes that stand in them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from school_desk.access.model import ROLE_NAMES
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.attainment import ATTAINMENT_NAMES
from school_desk.journal.history_model import ABSENCE_WORDS, FIELD_WORDS
from school_desk.journal.thematic_model import KIND_NAMES as PLAN_WORDS
from school_desk.journal.year_model import AWARD_WORDS, OUTCOME_WORDS
from school_desk.school.calendar_model import KIND_NAMES, WEATHER_NAMES
from school_desk.school.consent_model import FORM_WORDS
from school_desk.school.curriculum_model import Component
from school_desk.school.guardian_model import RELATION_WORDS
from school_desk.school.model import PERIOD_TITLES
from school_desk.school.movement_model import KIND_WORDS as MOVEMENT_WORDS
from school_desk.school.privacy_model import CASE_WORDS
from school_desk.school.retention_model import GROUND_WORDS, RECORD_WORDS
from school_desk.school.substitution_model import KIND_WORDS as SUBSTITUTION_WORDS

if TYPE_CHECKING:
    from school_desk.i18n import Spelled

TABLE_WORDS: Mapping[str, str] = {
    "account": N_("account"),
    "role_grant": N_("role"),
    "computer": N_("computer of the school"),
    "school": N_("school"),
    "class_group": N_("class"),
    "teaching_group": N_("teaching group"),
    "subject": N_("subject"),
    "teaching": N_("who teaches"),
    "bell": N_("bell"),
    "timetable_slot": N_("lesson of the timetable"),
    "pupil": N_("pupil"),
    "membership": N_("place in a class"),
    "personal_file": N_("personal data"),
    "session": N_("lesson held"),
    "attendance": N_("sign of attendance"),
    "calendar": N_("calendar"),
    "calendar_span": N_("days of the calendar"),
    "shift": N_("shift"),
    "bell_set": N_("set of bells"),
    "bell_time": N_("time of a bell"),
    "movement": N_("movement of a pupil"),
    "guardian": N_("guardian"),
    "guardianship": N_("guardian of a pupil"),
    "staff_file": N_("post"),
    "group_member": N_("place in a subgroup"),
    "class_set": N_("classes taught together"),
    "curriculum": N_("hours of the curriculum"),
    "substitution": N_("substitution"),
    "teacher_time": N_("hour of a teacher"),
    "room": N_("room"),
    "list_entry": N_("line of a list"),
    "taken_out": N_("archive"),
    "lesson": N_("lesson"),
    "lesson_column": N_("column"),
    "summative": N_("summative work"),
    "mark": N_("mark"),
    "work_points": N_("points of a work"),
    "work_task": N_("task of a work"),
    "descriptor": N_("descriptor"),
    "descriptor_points": N_("points of a descriptor"),
    "sitting": N_("own day"),
    "imported_work": N_("work from another school"),
    "objective": N_("learning objective"),
    "analysis": N_("analysis of results"),
    "work_analysis": N_("analysis of a work"),
    "rubric_row": N_("line of a rubric"),
    "rubric_tick": N_("tick in a rubric"),
    "plan_row": N_("line of a plan"),
    "lesson_plan": N_("plan of a lesson"),
    "lesson_plan_stage": N_("stage of a lesson"),
    "verdict": N_("pass or fail"),
    "remark": N_("remark"),
    "lesson_observation": N_("observed lesson"),
    "carried": N_("mark carried over"),
    "rule_choice": N_("choice of rules"),
    "rule_value": N_("value of a rule"),
    "closing": N_("closing of a page"),
    "closed_mark": N_("stored mark"),
    "exam": N_("exam"),
    "past_mark": N_("mark of an earlier year"),
    "decision": N_("decision of the council"),
    "look": N_("Log of looks"),
    "consent_text": N_("text of a consent"),
    "consent": N_("consent"),
    "privacy_case": N_("request or breach"),
    "privacy_term": N_("term of an answer"),
    "answer_term": N_("term of an answer"),
    "retention": N_("term of keeping"),
    "forgetting": N_("proposal to forget"),
    "forgotten": N_("order to forget"),
    "support_note": N_("support note"),
    "health_note": N_("health note"),
    "own_note": N_("own note"),
    "support_key": N_("key of notes"),
    "health_key": N_("key of notes"),
    "own_key": N_("key of notes"),
    "seat": N_("seat at a computer"),
    "eating": N_("who pays for meals"),
    "diet": N_("diet"),
    "meal_price": N_("price of a meal"),
    "meal_sitting": N_("times of a meal"),
    "portion": N_("portion"),
    "meal_order": N_("order to the canteen"),
    "product": N_("product"),
    "season_loss": N_("cold loss of a season"),
    "dish": N_("dish"),
    "tech_card": N_("technological card"),
    "ingredient": N_("ingredient"),
    "kitchen_rule": N_("rule of the kitchen"),
    "cycle_menu": N_("forward menu"),
    "menu_dish": N_("dish of a menu"),
    "menu_portion": N_("size of a portion"),
    "menu_change": N_("dish cooked instead"),
    "menu_extra": N_("one more dish"),
    "product_swap": N_("replacement of a product"),
    "menu_allowed": N_("forbidden dish that the head allowed"),
    "daily_menu": N_("menu of a day"),
    "menu_requisition": N_("menu-requisition"),
}
"""Every table of the registry, in the singular and in the middle of a sentence."""

ROW_FIELD_WORDS: Mapping[str, str] = {
    "box": N_("key of notes"),
    "seat_keys": N_("keys for a computer"),
    **FIELD_WORDS,
    "sign_in": N_("Name in the sign-in list"),
    "public": N_("Keys"),
    "closed": N_("Closed"),
    "reopened": N_("Opened again"),
    "declined": N_("Late marks declined"),
    "grant": N_("Role"),
    "computer_name": N_("Name of the computer"),
    "granted_parts": N_("What it receives"),
    "works_there": N_("Who works there"),
    "admitted": N_("Admitted"),
    "year": N_("School year"),
    "language": N_("Language"),
    "form_tutor": N_("Form tutor"),
    "shift": N_("Shift"),
    "class_set": N_("Taught together"),
    "kind": N_("Kind"),
    "names": N_("Names"),
    "pass_fail": N_("Marks, or pass and fail"),
    "period": N_("Period"),
    "times": N_("Times"),
    "other_week": N_("Other week"),
    "merged_into": N_("Joined with"),
    "birth_date": N_("Date of birth"),
    "sex": N_("Sex"),
    "iin": N_("IIN"),
    "contact": N_("Phone and address"),
    "second_name": N_("Second name"),
    "sign": N_("Attendance"),
    "week": N_("Days of the week"),
    "division": N_("Division of the year"),
    "stages": N_("Stages"),
    "source": N_("Source"),
    "years": N_("Years"),
    "proposal": N_("Proposal"),
    "asked_by": N_("request or breach"),
    "confirmed": N_("Confirmed"),
    "days": N_("Days"),
    "year_levels": N_("Year levels"),
    "effect": N_("What becomes of the lessons"),
    "status": N_("How sure the date is"),
    "slots": N_("Lessons"),
    "where": N_("Classes and days"),
    "movement": N_("Movement"),
    "order": N_("Order"),
    "classes": N_("Classes"),
    "other_school": N_("Other school"),
    "reason": N_("Reason"),
    "work": N_("Place of work"),
    "relation": N_("Relation"),
    "position": N_("Post"),
    "load": N_("Load"),
    "qualification": N_("Education"),
    "hours": N_("Hours"),
    "component": N_("Part of the curriculum"),
    "busy": N_("Cannot come"),
    "seats": N_("Seats"),
    "entry": N_("Line of the list"),
    "title": N_("Title"),
    "outcome": N_("Outcome"),
    "subject": N_("Whose"),
    "bin": N_("BIN of the school"),
    "whose": N_("Whose"),
    "purpose": N_("Purpose"),
    "data": N_("List of data"),
    "third": N_("Third parties"),
    "giver": N_("Given by"),
    "term": N_("Days"),
    "form": N_("Kind"),
    "recorded": N_("Noted by"),
    "withdrawn": N_("Withdrawn"),
    "case": N_("request or breach"),
    "applicant": N_("Who asks"),
    "what": N_("What it is about"),
    "look": N_("Log of looks"),
    "taken": N_("Taken out"),
    "lock": N_("Locked"),
    "taken_by": N_("By whom"),
    "minutes": N_("Minutes"),
    "open": N_("Column"),
    "task": N_("Task"),
    "objectives": N_("Learning objectives"),
    "descriptor": N_("Descriptor"),
    "day": N_("Day"),
    "results": N_("Results"),
    "difficulties": N_("Difficulties"),
    "reasons": N_("Reasons"),
    "correction": N_("Correction work"),
    "achieved": N_("Achieved"),
    "difficult": N_("Difficult"),
    "criterion": N_("Criterion"),
    "low": N_("Low"),
    "middle": N_("Middle"),
    "high": N_("High"),
    "attainment": N_("Attainment"),
    "page": N_("Page"),
    "unit": N_("Unit"),
    "note": N_("Note"),
    "top": N_("Maximum"),
    "stage": N_("Stage"),
    "pupil": N_("What pupils do"),
    "assessment": N_("Assessment"),
    "resources": N_("Resources"),
    "ruleset": N_("Set of rules"),
    "result": N_("Result"),
    "mark": N_("Mark"),
    "award": N_("Award"),
    "whose_note": N_("Whose"),
    "sealed_note": N_("Note"),
    "look_purpose": N_("Purpose"),
    "composition": N_("Composition"),
    "composition_status": N_("How sure the composition is"),
    "allergens": N_("Allergens"),
    "cold_loss": N_("Cold loss, %"),
    "adds": N_("Counts as added"),
    "card_number": N_("Number"),
    "card_of": N_("Version"),
    "recipe_source": N_("Source"),
    "meal": N_("Meal"),
    "portion_yield": N_("Yield, g"),
    "cooking": N_("How it is cooked"),
    "serving": N_("How it is served"),
    "dish_tags": N_("Marks of the dish"),
    "approved": N_("Approved"),
    "ingredient_of": N_("Card"),
    "product": N_("Product"),
    "gross": N_("Gross, g"),
    "kitchen_value": N_("Value"),
    "menu_season": N_("Season"),
    "menu_length": N_("Days of the cycle"),
    "menu_since": N_("Cooked from"),
    "menu_name": N_("Name"),
    "menu_order": N_("Place at the meal"),
    "portion_grams": N_("Portion, g"),
    "cooked_instead": N_("Cooked instead"),
    "deviation": N_("Reason"),
    "substitute": N_("Substitute"),
    "allowed_by_head": N_("Allowed by the head"),
    "menu_approved": N_("Approved"),
    "eaters": N_("Eaters"),
}
"""Every field of the registry by its name; the same name means the same wherever it stands."""

WEEKDAYS: Mapping[int, str] = dict(
    enumerate(
        (
            *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
            *(N_("Friday"), N_("Saturday"), N_("Sunday")),
        )
    )
)
SURE = {"found": N_("from the order"), "to_check": N_("to check"), "checked": N_("checked")}

PASSED = {1: N_("pass"), 0: N_("fail")}

Codes = Mapping[tuple[str, str], Mapping[Any, "str | Spelled"]]
"""Words of the codes that stand in columns, by table and column."""

CODES: Codes = {
    ("guardianship", "relation"): RELATION_WORDS,
    ("guardianship", "main"): {1: N_("called first"), 0: ""},
    ("movement", "kind"): MOVEMENT_WORDS,
    ("substitution", "kind"): SUBSTITUTION_WORDS,
    ("calendar_span", "kind"): KIND_NAMES,
    ("calendar_span", "effect"): WEATHER_NAMES,
    ("calendar_span", "status"): SURE,
    ("timetable_slot", "weekday"): WEEKDAYS,
    ("teacher_time", "weekday"): WEEKDAYS,
    ("timetable_slot", "pattern"): {"odd": N_("odd weeks"), "even": N_("even weeks")},
    ("teacher_time", "busy"): {1: N_("cannot come"), 0: N_("can come")},
    ("teaching", "pass_fail"): {1: N_("pass or fail"), 0: N_("marks")},
    ("personal_file", "sex"): {"male": N_("boy"), "female": N_("girl")},
    ("class_group", "language"): {"kk": N_("Kazakh"), "ru": N_("Russian")},
    ("attendance", "sign"): ABSENCE_WORDS,
    ("consent", "form"): FORM_WORDS,
    ("privacy_case", "kind"): CASE_WORDS,
    ("answer_term", "code"): CASE_WORDS,
    ("retention", "record"): RECORD_WORDS,
    ("forgetting", "ground"): GROUND_WORDS,
    ("taken_out", "plain"): {1: N_("no lock"), 0: N_("passphrase")},
    ("lesson", "teacher_first"): {1: N_("comes first"), 0: N_("comes after")},
    ("curriculum", "component"): {
        Component.INVARIANT: N_("of the order"),
        Component.VARIABLE: N_("school's choice"),
    },
    ("curriculum", "source"): {"order": N_("standard curriculum")},
    ("rubric_tick", "attainment"): ATTAINMENT_NAMES,
    ("plan_row", "kind"): PLAN_WORDS,
    ("past_mark", "passed"): PASSED,
    ("verdict", "passed"): PASSED,
    ("decision", "outcome"): OUTCOME_WORDS,
    ("decision", "award"): AWARD_WORDS,
}

SYNC_CODES: Mapping[tuple[str, str], Mapping[Any, "str | Spelled | Text"]] = {
    **CODES,
    ("role_grant", "role"): {str(one): words for one, words in ROLE_NAMES.items()},
    ("closing", "period"): {
        f"{kind}/{number}": Text(words, {"number": number})
        for kind, words in PERIOD_TITLES.items()
        for number in range(1, 5)
    },
}
"""Those, and the codes by which a conflict names its row."""


def field_words(name: str) -> str:
    """What people call a field; nothing where the values say it themselves."""
    return ROW_FIELD_WORDS.get(name, "")


OPENS: Mapping[str, str] = {
    "pupil": "See class list",
    "personal_file": "See pupil data",
    "guardian": "See guardians",
    "guardianship": "See guardians",
    "staff_file": "See staff",
    "list_entry": "See lists",
    "consent": "See consents",
    "privacy_case": "See privacy journal",
    "support_note": "See support notes",
    "health_note": "See health notes",
    "own_note": "See own notes",
    "eating": "See who eats how",
    "portion": "See who eats how",
    "diet": "See headcount",
}
"""The intent that opens the personal fields of a table; elsewhere nobody sees them in a history."""

UNSAID = frozenset({"results_of", "difficulties_of", "achieved_of", "difficult_of"})
"""Columns that mean nothing to people: signs of the data that a text was written of."""

NEVER_TOLD = frozenset({"iin", "public"})
"""Fields whose values no history shows: a number that is shown on purpose only, and keys."""
