"""Accounts and roles: who signs in, who may do what."""

from collections.abc import Iterable, Mapping

from school_desk.access.model import Account, LastHeadError, Role, RoleGrant
from school_desk.access.store import (
    end_grants,
    load_accounts,
    load_at_work,
    load_grants,
    load_left,
    load_people,
    save_account,
    save_grant,
    save_public,
)
from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.school.model import PersonName
from school_desk.school.names import accept_name, name_key
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service


class AccessService(Service):
    """What a head does with accounts; keys are the key file's, rows and roles are here."""

    def accounts(self) -> tuple[Account, ...]:
        """All open accounts, in the order of their names."""
        found = load_accounts(self._look(N_("See accounts")))
        return tuple(sorted(found, key=lambda account: name_key(account.name)))

    def people(self) -> Mapping[int, PersonName]:
        """How the staff are called, to name a teacher or a form tutor, signing in or not."""
        return load_people(self._look(N_("See timetable")))

    def at_work(self) -> frozenset[int]:
        """Who may be chosen: all but those who left; who is still to come is planned for."""
        return load_at_work(self._look(N_("See timetable")), self._at.today())

    def roles(self, account: int) -> tuple[RoleGrant, ...]:
        """The roles of an account, those that follow from teaching included."""
        db = self._look(N_("See accounts"), Scope(account=account))
        return load_grants(db, account)

    def create(
        self, key: int, sign_in: str, name: PersonName, public: bytes, roles: Iterable[Role]
    ) -> int:
        """The row and the school-wide roles of an account that the key file has made."""
        with self._begin(N_("Create account"), Form()) as work:
            accepted = accept_name(name)
            row = save_account(work, self._at.partitions, key, sign_in, accepted, public)
            for role in roles:
                save_grant(work, self._at.partitions, RoleGrant(row, role))
        return row

    def change_roles(self, account: int, roles: Iterable[Role], form: Form) -> None:
        """Give an account these school-wide roles and no others."""
        with self._begin(N_("Change roles"), form) as work:
            end_grants(work, account)
            for role in roles:
                save_grant(work, self._at.partitions, RoleGrant(account, role))
            self._accept_heads(work.db, account)

    def accept_leaving(self, account: int) -> None:
        """Raise where nobody would be left who may give roles."""
        self._accept_heads(self._look(N_("See accounts")), account, without=account)

    def close(self, account: int) -> None:
        """Somebody leaves: roles end, the name stays in the log."""
        with self._begin(N_("Close account"), Form(Scope(account=account))) as work:
            end_grants(work, account)
            work.put("account", account, closed=self._at.today().isoformat())

    def note_renewal(self) -> None:
        """The keys are new: those of people who left are of no use any more."""
        with self._begin(N_("Renew keys"), Form()) as work:
            for account in load_left(work.db):
                save_public(work, account, None)

    def renew(self, account: int, public: bytes) -> None:
        """The new public key of an account whose password was reset."""
        with self._begin(N_("Reset password"), Form(Scope(account=account))) as work:
            save_public(work, account, public)

    def _accept_heads(self, db: Connection, account: int, without: int | None = None) -> None:
        """Somebody has to be able to give roles back."""
        today = self._at.today()
        heads = (one for one in load_grants(db) if one.role is Role.HEAD and one.holds_on(today))
        if any(one.account != without for one in heads):
            return
        names = {one.id: one.name for one in load_accounts(db)}
        raise LastHeadError(name=names[account].listed)
