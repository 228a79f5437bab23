"""An account in the story: who belongs to it, what is said with it, what is wrong with it."""

import unicodedata
from copy import copy
from datetime import date, datetime, timedelta
from typing import Any, Self

from dugout.accounts.commands.accounts import add_account, change_owner
from dugout.accounts.commands.contacts import add_contact, contact_left
from dugout.accounts.models import Account
from dugout.accounts.terms import AccountValues, CameBy, ContactValues, DecisionRole
from dugout.demo.world import World
from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.commands.signals import add_evidence, claim_signal, raise_signal, resolve_signal
from dugout.timeline.models import Signal
from dugout.timeline.terms import LOGGED_KIND, LoggedEntry, RaisedSignal, Severity, SignalSource

LANGUAGES = {"Germany": "de", "Austria": "de", "Switzerland": "de", "France": "fr", "Spain": "es"}


class Client:
    """One account while its life is told; `at` is the moment to which the life has come."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.at = world.days.at(1, "09:00")
        self.account: Account
        self.contacts: dict[str, int] = {}
        self.gone: set[str] = set()
        self.signals: dict[str, Signal] = {}

    def aside(self) -> Self:
        """The same account for a life beside this one, which comes to moments of its own."""
        return copy(self)

    def on(self, working_days: int, clock: str) -> datetime:
        """The moment at which the life goes on; a life yields what this returns."""
        self.at = self.world.days.at(working_days, clock)
        return self.at

    @property
    def day(self) -> date:
        return self.at.date()

    def in_days(self, days: int) -> date:
        """The day so many days from the moment of the life, moved on to a working day."""
        day = self.day + timedelta(days=days)
        while not self.world.days.is_open(day):
            day += timedelta(days=1)
        return day

    def begin(self, name: str, *, owner: str, came_by: str = "outbound", **values: Any) -> None:
        """The account is added, by its owner."""
        self.account = add_account(
            values=AccountValues(name=name, came_by=CameBy(came_by), **values),
            owner_id=self.world.id_of(owner),
            by=self.world.by(owner),
            at=self.at,
        )
        self.world.accounts[name] = self.account.id

    def contact(
        self, by: str, name: str, title: str, roles: str = "", *, department: str = "", **more: Any
    ) -> None:
        """A contact, from now on called by the family name; decision roles with blanks between them."""
        given, family = name.rsplit(" ", 1)
        values = ContactValues(
            given_name=given,
            family_name=family,
            title=title,
            client_department=department,
            language=LANGUAGES.get(self.account.country, "en"),
            email=f"{_plain(given)}.{_plain(family)}@{self.account.domain}" if self.account.domain else "",
            roles=frozenset(DecisionRole(role) for role in roles.split()),
            **more,
        )
        made = add_contact(account_id=self.account.id, values=values, by=self.world.by(by), at=self.at)
        self.contacts[family] = made.id

    def leaves(self, family: str, by: str) -> None:
        """A contact leaves the account; nobody speaks with them from now on."""
        self.gone.add(family)
        contact_left(contact_id=self.contacts[family], on_day=self.day, by=self.world.by(by), at=self.at)

    def goes_to(self, owner: str, by: str, reason: str) -> None:
        """Another of ours owns the account from now on."""
        change_owner(
            account_id=self.account.id,
            person_id=self.world.id_of(owner),
            reason=reason,
            by=self.world.by(by),
            at=self.at,
        )

    def log(
        self, kind: str, by: str, text: str, *contacts: str, minutes: int | None = None, purpose: str = "",
        direction: str = "", mentions: tuple[str, ...] = (), with_: tuple[str, ...] = (),
    ) -> Entry:  # fmt: skip
        """One entry, of now. `contacts` by family name; our people by first name.

        Who writes down what happened with a client took part in it, as the form has it.
        """
        way = Direction(direction) if direction else LOGGED_KIND[kind].direction
        took_part = with_ if way is Direction.INTERNAL else (by, *with_)
        entry = LoggedEntry(
            account_id=self.account.id,
            kind=kind,
            text=text,
            happened_at=self.at,
            direction=way,
            purpose=purpose,
            minutes=minutes,
            contacts=tuple(self.contacts[one] for one in contacts),
            people=tuple(self.world.id_of(one) for one in took_part),
            mentions=tuple(self.world.id_of(one) for one in mentions),
        )
        return log_entry(entry=entry, by=self.world.by(by), at=self.at)

    def takes_back(self, entry: Entry, by: str) -> None:
        withdraw_entry(entry=entry, by=self.world.by(by), at=self.at)

    def signal(
        self,
        word: str,
        by: str,
        kind: str,
        severity: str,
        text: str,
        *,
        due: date | None = None,
        source: str = "",
    ) -> None:
        """A signal is raised; `source` marks one that a machine reports, by its own number there."""
        raised = RaisedSignal(
            account_id=self.account.id,
            kind=kind,
            severity=Severity.named(severity),
            text=text,
            due_on=due,
            source=SignalSource.API if source else SignalSource.PERSON,
            source_id=source,
        )
        self.signals[word] = raise_signal(signal=raised, by=self.world.by(by), at=self.at)

    def reports(self, word: str, by: str, text: str, severity: str = "") -> None:
        """Somebody else saw it too, perhaps worse."""
        add_evidence(
            signal_id=self.signals[word].id,
            text=text,
            severity=Severity.named(severity) if severity else None,
            by=self.world.by(by),
            at=self.at,
        )

    def claims(self, word: str, by: str) -> None:
        claim_signal(signal_id=self.signals[word].id, by=self.world.by(by), at=self.at)

    def resolves(self, word: str, by: str, outcome: str, text: str) -> None:
        resolve_signal(
            signal_id=self.signals[word].id, outcome=outcome, text=text, by=self.world.by(by), at=self.at
        )


def _plain(name: str) -> str:
    """A name as it stands in an address."""
    letters = unicodedata.normalize(
        "NFKD", name.lower().replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    )
    return "".join(one for one in letters if one.isascii() and one.isalpha())
