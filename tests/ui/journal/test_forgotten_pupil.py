"""The line of a forgotten pupil says so: in the cell, to the mouse, to the screen reader."""

from datetime import date

from PySide6.QtCore import Qt

from school_desk.access.model import Role
from school_desk.school.model import PersonName
from school_desk.school.retention_model import Ground
from school_desk.storage.sealing import Argon2Params
from tests.ui.seat import DEMO_PASSWORD, HEAD, TEACHER, Seat

DEPUTY = "Мөлдір Асанқызы"
LAST_DAY = date(2026, 10, 16)


def forget_one(seat: Seat) -> int:
    """A pupil of the teacher's page has left and asked for it; two persons decided."""
    with seat.taken_by(TEACHER) as taken:
        pupil = taken.opens_lesson().page.rows[2].pupil
    with seat.taken_by(HEAD) as taken:
        head = taken.desk
        name = PersonName("Асанқызы", "Мөлдір")
        head.create_account(
            DEPUTY, name, DEMO_PASSWORD, [Role.DEPUTY], params=Argon2Params(64, 1, 1)
        )
        with head.retention._at.storage.begin("Leave") as work:
            sql = "SELECT row FROM membership WHERE pupil = ?"
            (row,) = work.db.execute(sql, (pupil.id,)).fetchone()
            work.put("membership", row, ends=LAST_DAY.isoformat())
        proposal = head.retention.propose(pupil.id, Ground.REQUEST)
    with seat.taken_by(DEPUTY) as taken:
        taken.desk.retention.confirm(proposal)
    return pupil.id


def test_the_register_says_that_a_pupil_was_forgotten_in_place_of_a_bare_dash(seat: Seat) -> None:
    pupil = forget_one(seat)

    with seat.taken_by(TEACHER) as taken:
        screen = taken.opens_lesson()
        page = screen.page
        at = next(n for n, row in enumerate(page.rows) if row.pupil.id == pupil)
        model = screen.grid.model
        name, mark = model.index(at, 1), model.index(at, 2)

        assert name.data() == "Дерегі өшірілген адам"
        told = f"деректер {taken.desk.today():%d.%m.%Y} күні өшірілді, шешім: Асанқызы Мөлдір"
        assert told in name.data(Qt.ItemDataRole.ToolTipRole)
        assert told in name.data(Qt.ItemDataRole.AccessibleTextRole)
        assert mark.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Дерегі өшірілген адам, ")
