"""Staff: the people of a school, whether they sign in or not, and what the office keeps of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from school_desk.access.model import Role, RoleGrant
from school_desk.school.model import PersonName

KITCHEN_POSTS = ("аспаз", "асхана", "ас блог", "повар", "кухон", "пищеблок")
"""How the posts of a kitchen begin, in Kazakh and in Russian."""


@dataclass(frozen=True, slots=True)
class StaffFile:
    """What the office keeps of a person of the staff.

    Args:
        rate: the part of a full post (ставка), such as 1.25.
        norm_hours: the weekly hours that one post counts.
    """

    position: str = ""
    rate: Decimal | None = None
    norm_hours: Decimal | None = None
    hired: date | None = None
    left: date | None = None
    qualification: str = ""
    education: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A person whom a form or a list brings."""

    name: PersonName
    file: StaffFile = StaffFile()


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person of the staff; without a sign-in name one who does not sign in yet."""

    id: int
    name: PersonName
    sign_in_name: str
    file: StaffFile
    grants: tuple[RoleGrant, ...] = ()

    def works_on(self, day: date) -> bool:
        """Whether the person has come and not left."""
        return (self.file.hired or day) <= day <= (self.file.left or day)

    def cooks(self, day: date) -> bool:
        """Whether the kitchen is where this person works: by the role, or by the post's words."""
        role = any(one.role is Role.COOK and one.holds_on(day) for one in self.grants)
        return role or any(word in self.file.position.casefold() for word in KITCHEN_POSTS)
