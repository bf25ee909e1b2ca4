"""The panel of figures: other figures stand instead of the old; no step, no button."""

from school_desk.ui.nutrition.figures_panel import FiguresPanel
from school_desk.ui.widgets.labels import label
from tests.ui.keyboard import settle
from tests.ui.seat import words


def test_other_figures_stand_instead_of_the_old() -> None:
    panel = FiguresPanel("Figures")
    panel.show_figures([label("first"), label("second")], "Step", "under it")
    panel.show_figures(iter([label("third")]), "Step", "under it")
    panel.show()
    settle()

    shown = words(panel)
    assert "third" in shown
    assert not {"first", "second"} & set(shown)
    panel.close()


def test_without_a_step_there_is_no_button_and_nothing_under_it() -> None:
    panel = FiguresPanel("Figures")
    pressed: list[bool] = []
    panel.pressed.connect(lambda: pressed.append(True))
    panel.show_figures((), "Step", "under it")
    panel.show()
    settle()
    panel.verb.click()
    assert pressed == [True]

    panel.show_figures((), "", "")
    settle()
    assert not panel.verb.isVisible()
    assert not panel.under.isVisible()
    panel.close()
