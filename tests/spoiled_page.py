"""One page of a school's file spoiled from outside: that of a table which is named."""

from pathlib import Path

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder


def spoil_page_of(folder: Path, table: str, person: str) -> None:
    """Change a bit in the page where the search in a table begins; `person` signs in to find it."""
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    desk = entrance.sign_in(person, DEMO_PASSWORD)
    found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    ((page,),) = desk._storage.db.execute(found, (table,)).fetchall()
    ((size,),) = desk._storage.db.execute("PRAGMA page_size").fetchall()
    desk.close()
    entrance.close()
    content = bytearray((folder / "school.db").read_bytes())
    content[page * int(size) - int(size) // 2] ^= 1
    (folder / "school.db").write_bytes(content)
