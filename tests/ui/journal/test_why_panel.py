import pytest
from PySide6.QtWidgets import QApplication, QLabel

from school_desk.ui.journal.why_panel import WhyPanel
from school_desk.ui.journal.why_scale import StretchBar


@pytest.fixture
def panel(qtbot, grid, desk):
    made = WhyPanel(desk.journal.explain, grid)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(panel) -> str:
    """What can be read once the hand rests."""
    while panel._rest.isActive():
        QApplication.processEvents()
    QApplication.processEvents()
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_it_shows_every_number_of_the_way_to_the_mark(panel, grid):
    grid.cell_cursor.to_row(1)

    said = words(panel)

    for number in ("13 + 17 = 30 / 35", "21 / 25", "85,71", "21,43", "42,00", "85 %"):
        assert number.replace(" %", "\u00a0%") in said
    assert "Алпысбай Аружан" in said


def test_it_follows_the_current_pupil(panel, grid):
    grid.cell_cursor.to_row(4)

    assert "Ғабит Мадина" in words(panel)


def test_a_pending_mark_says_first_what_is_missing(panel, grid, desk):
    grid.cell_cursor.to_row(3)
    words(panel)
    first = panel.body.itemAt(0).widget()

    said = " ".join(label.text() for label in first.findChildren(QLabel))

    assert desk.journal.explain(grid.page, 4).missing
    assert said
    assert "%" not in said


def test_it_says_what_the_next_mark_takes(panel, grid):
    grid.cell_cursor.to_row(4)

    said = words(panel)
    bars = [bar for bar in panel.findChildren(StretchBar) if bar.isVisible()]

    assert "86,33 → 86\u00a0% → 5" in said
    assert len(bars) == 2
    assert "5: 21–25" in bars[1].accessibleDescription()


def test_a_typed_mark_moves_the_explanation(panel, grid, teacher):
    grid.cell_cursor.to_row(10)
    before = words(panel)

    teacher.types("3")

    assert words(panel) != before


def test_a_hidden_panel_waits_until_it_is_opened(panel, grid):
    panel.hide()
    before = panel.subtitle.text()
    grid.cell_cursor.to_row(6)
    hidden = panel.subtitle.text()
    panel.show()

    assert hidden == before
    assert "Ермек Жансая" in panel.subtitle.text()
