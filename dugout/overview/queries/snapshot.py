"""The snapshot: one account, read across everything, as it stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.queries.accounts import the_account
from dugout.our_company.rules.periods import day_of
from dugout.our_company.rules.wall import start_of_day
from dugout.overview.queries.on_account import OnAccount, on_account
from dugout.overview.rules.life import base_of, phase_of
from dugout.overview.terms.snapshot import Changed, LifeFacts, OnIt, Phase, Spoke
from dugout.selling.queries.where import Where, where_is_it
from dugout.timeline.queries.conversations import conversations_of
from dugout.timeline.queries.feed import DepartmentCount, department_counts
from dugout.timeline.terms import Conversations
from dugout.values.ids import from_public
from dugout.values.refused import Missing

# Today and the six days before it (book 01, "the last n days").
CHANGED_WITHIN = timedelta(days=6)

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Where an account stands. What has no data is None or empty; nothing here is a guess."""

    account: Account
    at: datetime
    day: date
    where: tuple[Where, ...]
    beside: OnAccount
    last_contact_at: datetime | None
    last_proper_at: datetime | None
    spoke: tuple[Spoke, ...]
    departments: Sequence[DepartmentCount]

    @property
    def figures(self) -> AccountFigures:
        return self.account.figures

    @property
    def managed(self) -> bool:
        """Whether its owner is an account manager, by an accepted hand-off."""
        return self.figures.managed_since is not None

    @property
    def life(self) -> LifeFacts:
        return LifeFacts(
            stage=self.account.stage,
            handoff_open=self.figures.handoff_open,
            managed=self.managed,
            open_kinds=self.beside.open_kinds,
            movements=self.beside.movements,
        )

    @property
    def phase(self) -> Phase:
        return phase_of(self.life)

    @property
    def base(self) -> int:
        return base_of(self.life)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """How much each department wrote in the last seven days, most first."""
        wrote = [
            Changed(department=one.name, mark=one.mark if one.department_id else "", count=one.lately)
            for one in self.departments
            if one.lately
        ]
        return tuple(sorted(wrote, key=lambda one: (-one.count, one.department)))

    @property
    def changes(self) -> int:
        return sum(one.count for one in self.changed)

    @property
    def answers(self) -> OnIt | None:
        """Who answers for the client day to day: its owner."""
        return next((one for one in self.beside.people if one.person_id == self.account.owner_id), None)

    @property
    def next_move(self) -> Where | None:
        """The open sale whose next step comes first."""
        dated = [one for one in self.where if one.next_step_on is not None]
        return min(dated, key=lambda one: (one.next_step_on or date.max, one.opportunity_id), default=None)


def snapshot_of(account_id: int, *, at: datetime, zone: ZoneInfo) -> Snapshot:
    """An account's snapshot now, by the company's `zone`."""
    account = the_account(account_id)
    day = day_of(at, zone)
    talks = conversations_of(account_id)
    departments = department_counts(account_id, since=start_of_day(day - CHANGED_WITHIN, zone))
    return Snapshot(
        account=account,
        at=at,
        day=day,
        where=tuple(where_is_it(account_id, at=at, zone=zone)),
        beside=on_account(account_id, day=day, managed=account.figures.managed_since is not None),
        last_contact_at=talks.last_contact_at,
        last_proper_at=talks.last_proper_at,
        spoke=tuple(_spoke(talks, departments)),
        departments=departments,
    )


def account_named(name_or_id: str) -> int:
    """The id of an account by its id, or by its exact name where only one bears it."""
    account_id = from_public(name_or_id)
    if account_id is not None and Account.objects.filter(id=account_id).exists():
        return account_id
    named = list(Account.objects.filter(name__iexact=name_or_id).values_list("id", flat=True)[:2])
    if len(named) != 1:
        what = "Two accounts bear this name." if named else f"There is no account {name_or_id}."
        raise Missing.because(what, "Give its id, or its exact name.")
    return named[0]


def _spoke(talks: Conversations, departments: Iterable[DepartmentCount]) -> list[Spoke]:
    """Each department that was in contact with the client, the latest first."""
    contact, proper = talks.contact_by_department, talks.proper_by_department
    spoke = [
        Spoke(department=one.name, mark=one.mark, contact_at=contact.get(key), proper_at=proper.get(key))
        for one in departments
        if (key := one.department_id) is not None and (key in contact or key in proper)
    ]
    latest = sorted(spoke, key=lambda one: one.department)
    return sorted(latest, key=lambda one: one.contact_at or one.proper_at or LONG_AGO, reverse=True)
