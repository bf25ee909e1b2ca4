"""The rules by keys alone: looked through, changed after a preview, taken back, refused."""

import pytest
from pytestqt.qtbot import QtBot

from school_desk.ui.journal.rule_dialog import RuleDialog
from school_desk.ui.journal.rules_screen import RulesScreen
from school_desk.ui.reckoning import Reckoning
from school_desk.ui.screen import Place
from school_desk.ui.tasks import Job
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words

KEY = "unit_aggregation"


@pytest.fixture
def office(seat: Seat):
    with seat.taken_by(HEAD) as taken:
        taken.window.shell.open(Place("rules"))
        yield taken


def rules(office: Seat) -> RulesScreen:
    settle()
    assert isinstance(office.screen, RulesScreen)
    return office.screen


def stands_on(office: Seat, key: str) -> None:
    screen = rules(office)
    keys = [line.fact.key for line in screen._lines]
    while screen.facts.currentIndex().row() < keys.index(key):
        press("Down")


def changed(office: Seat) -> list[str]:
    return [one.fact.key for one in office.desk.rules.facts("kz-2025") if one.changed]


def chooses_the_mean(dialog: RuleDialog) -> None:
    dialog.choice.setFocus()
    press("Down")
    dialog.accept()


def previewed(office: Seat, qtbot: QtBot) -> None:
    qtbot.waitUntil(rules(office).preview.isVisible, timeout=60_000)
    settle()


def test_the_screen_says_which_rules_count_and_what_is_to_check(office: Seat) -> None:
    screen = rules(office)

    assert screen.title() == "Ережелер"
    assert screen.term_rows.rows[0].texts[2:] == ("kz-2025", "күні бойынша")
    shown = {row.texts[0]: row.texts[1:] for row in screen.fact_rows.rows}
    assert shown["Сынақ: Музыка"] == ("иә", "№ 125 бұйрық, 16-тармақ", "бұйрықта бар")
    assert shown["Бірнеше БЖБ болса"][2] == "тексеру қажет"
    assert len(shown) == len(screen._lines)


def test_a_value_is_changed_after_a_preview_and_taken_back(office: Seat, qtbot: QtBot) -> None:
    stands_on(office, KEY)
    answering(RuleDialog, chooses_the_mean)
    press("Return")
    previewed(office, qtbot)
    before, told = changed(office), words(rules(office).preview)
    press("Return")
    after = changed(office)
    first = rules(office).fact_rows.rows[0].texts
    press("Ctrl+Z")

    assert (before, after) == ([], [KEY])
    assert any(text.endswith("баға өзгереді.") for text in told)
    assert any("→" in text for text in told)
    assert first[3] == "мектеп таңдаған, тексеру қажет"
    assert changed(office) == []


def test_escape_leaves_everything_unchanged(office: Seat, qtbot: QtBot) -> None:
    stands_on(office, KEY)
    answering(RuleDialog, chooses_the_mean)
    press("Return")
    previewed(office, qtbot)
    press("Esc")

    assert not rules(office).preview.isVisible()
    assert changed(office) == []


def test_delete_gives_the_order_s_value_back(office: Seat, qtbot: QtBot) -> None:
    office.desk.rules.change("kz-2025", KEY, "mean_of_percents")
    settle()
    rules(office)._select(rules(office).facts, 0)
    press("Delete")
    previewed(office, qtbot)
    press("Return")

    assert changed(office) == []


def test_what_the_order_settles_is_refused_with_a_sentence(office: Seat) -> None:
    stands_on(office, "weights.formative+unit+term")
    press("Return")

    assert "kz-2025" in office.said
    assert changed(office) == []


def test_senseless_weights_stay_in_the_dialog_with_a_sentence(office: Seat) -> None:
    stands_on(office, "weights.formative+unit")
    seen: list[str] = []

    def tries(dialog: RuleDialog) -> None:
        types("50 40 0")
        press("Return")
        seen.extend(words(dialog))
        assert dialog.isVisible()
        press("Esc")

    answering(RuleDialog, tries)
    press("Return")

    assert "Салмақтардың қосындысы 90, ал 100 болуы керек. Ештеңе өзгермеді." in seen
    assert changed(office) == []


def test_the_rules_of_a_term_are_chosen_and_the_register_says_so(
    office: Seat, qtbot: QtBot
) -> None:
    press("Shift+Tab", "Return")
    types("2016")
    press("Return")
    previewed(office, qtbot)
    press("Return")
    row = rules(office).term_rows.rows[0].texts
    first = office.desk.journal.pages()[-1]
    office.window.shell.open(Place("register", (first.group, first.subject, 1)))
    settle()

    assert row[2:] == ("kz-2016", "қолмен таңдалған: тексеру қажет")
    assert any("ережелер қолмен таңдалған" in text for text in words(office.screen))


def test_a_teacher_reads_and_is_told_who_decides(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        seat.window.shell.open(Place("rules"))
        stands_on(seat, KEY)
        press("Return")

        assert seat.said
        assert changed(seat) == []
        assert not seat.screen.preview.isVisible()


def test_the_screen_comes_back_to_its_line(office: Seat) -> None:
    stands_on(office, KEY)
    place = rules(office).place()
    office.window.shell.open(Place("start"))
    office.window.shell.open(place)

    assert rules(office)._line().fact.key == KEY


def test_leaving_while_a_preview_is_reckoned_stops_it(office: Seat, qtbot: QtBot) -> None:
    stands_on(office, KEY)
    answering(RuleDialog, chooses_the_mean)
    press("Return")
    task = rules(office).reckoning.task
    office.window.shell.open(Place("start"))
    if task is not None:
        qtbot.waitUntil(lambda: task.done, timeout=60_000)
    settle()

    assert not isinstance(office.screen, RulesScreen)
    assert changed(office) == []


def test_escape_stops_a_preview_that_is_reckoned(office: Seat, qtbot: QtBot) -> None:
    stands_on(office, KEY)
    answering(RuleDialog, chooses_the_mean)
    press("Return")
    press("Esc")
    qtbot.waitUntil(lambda: rules(office).reckoning.task is None, timeout=60_000)

    assert not rules(office).preview.isVisible()
    assert changed(office) == []


def test_the_cursor_stays_on_the_fact_that_was_changed(office: Seat, qtbot: QtBot) -> None:
    stands_on(office, KEY)
    answering(RuleDialog, chooses_the_mean)
    press("Return")
    previewed(office, qtbot)
    press("Return")
    screen = rules(office)
    assert screen._lines[screen.facts.currentIndex().row()].fact.key == KEY

    press("Ctrl+Z")
    assert screen._lines[screen.facts.currentIndex().row()].fact.key == KEY


def test_a_dialog_grows_for_the_sentence_that_says_what_is_wrong(office: Seat) -> None:
    seen: list[tuple[int, int]] = []

    def types_nonsense(dialog: RuleDialog) -> None:
        types("абв")
        press("Return")
        line, problem = dialog.field.editor, dialog.field._problem
        seen.append(
            (
                line.mapTo(dialog, line.rect().bottomLeft()).y(),
                problem.mapTo(dialog, problem.rect().topLeft()).y(),
            )
        )

    stands_on(office, "first_marked_term_of_year_2")
    answering(RuleDialog, types_nonsense)
    press("Return")
    assert seen
    assert all(bottom <= top for bottom, top in seen)


def test_only_what_was_looked_at_last_is_shown(office: Seat, qtbot: QtBot) -> None:
    assert office.window is not None
    reckoning, shown, said = Reckoning(office.window.at), [], office.said

    def never_ends(job: Job) -> str:
        while True:
            job.step(0, 1)

    reckoning.look(never_ends, shown.append, lambda: "first")
    reckoning.look(lambda _job: "found", shown.append, lambda: "second")
    qtbot.waitUntil(lambda: office.window.at.tasks.idle)

    write = reckoning.take()
    assert (shown, write and write(), reckoning.take()) == (["found"], "second", None)
    assert office.said == said
