"""Pictures of the page of the exchange and of the status line."""
import sys
from pathlib import Path
import pytest
from tests.ui.keyboard import press, settle
from tests.ui.seat import TEACHER
from tests.ui.sync.two import exchanging, until
OUT = Path('/work/wt/shots/online'); OUT.mkdir(parents=True, exist_ok=True)
def test_shots(here, there, qtbot):
    with here.taken_by(TEACHER):
        shell = here.window.shell
        found = exchanging(here)
        found._uniform = lambda low, high: 3600
        here.opens_lesson(); press("9"); press("Return"); settle()
        found.look(); until(qtbot, lambda: found.outlook is not None and found.idle)
        for lang in ("kk", "ru"):
            settle(); shell.grab().save(str(OUT / f"page_{lang}.png"))
            press("Shift+F9"); settle()
            shell.grab().save(str(OUT / f"exchange_{lang}.png"))
            press("Alt+Left"); settle()
            press("Ctrl+Shift+L"); settle()
        press("Ctrl+Shift+L"); settle()
        found.go_now(); until(qtbot, lambda: found.outlook.standing.waiting == 0 and found.idle)
        press("Shift+F9"); settle()
        there.closes_line(); found.go_now(); until(qtbot, lambda: any(t.problem for t in found.talks.values()))
        settle()
        for lang in ("kk", "ru"):
            settle(); shell.grab().save(str(OUT / f"done_{lang}.png"))
            press("Ctrl+Shift+L"); settle()
