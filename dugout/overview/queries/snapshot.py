"""The snapshot: one account, read across everything, as it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q

from dugout.accounts.models import Account, AccountFigures
from dugout.client_document.models import Promise
from dugout.client_document.queries.items import open_promises
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.our_company.models import Department
from dugout.our_company.queries import company_zone
from dugout.selling.queries.where import Where, where_is_it
from dugout.timeline.models import Signal
from dugout.timeline.queries.conversations import conversations_of
from dugout.timeline.queries.signals import open_signals_of
from dugout.timeline.terms import Severity
from dugout.values.ids import from_public, to_public
from dugout.values.refused import Missing

CHANGED_WITHIN = timedelta(days=7)

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """When a department last had contact with the client, and its last proper conversation."""

    department: str
    mark: str
    contact_at: datetime | None
    proper_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How many entries a department wrote in the last seven days."""

    department: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Where an account stands. What has no data is None or empty; nothing here is a guess."""

    account: Account
    figures: AccountFigures
    at: datetime
    where: tuple[Where, ...]
    signals: tuple[Signal, ...]
    promises: tuple[Promise, ...]
    handoff: Handoff | None
    last_contact_at: datetime | None
    last_proper_at: datetime | None
    spoke: tuple[Spoke, ...]
    changed: tuple[Changed, ...]

    @property
    def changes(self) -> int:
        return sum(one.count for one in self.changed)

    @property
    def base(self) -> int:
        """Where the client is on the base path: 0 in selling, 1 sold, 2 handed over."""
        if self.figures.managed_since is not None:
            return 2
        return 1 if self.figures.handoff_open or self.account.stage != "prospect" else 0


def account_to_read(account_id: int) -> Account:
    """The account with everything that its head shows. One query. Missing when there is none."""
    account = (
        Account.objects.select_related("figures", "owner", "backup_owner", "parent")
        .filter(id=account_id)
        .first()
    )
    if account is None:
        raise Missing.because("There is no such account.", "Look it up in the list of accounts.")
    return account


def snapshot_of(account_id: int, *, at: datetime) -> Snapshot:
    """An account's snapshot now. Ten queries, whatever is stored."""
    account = account_to_read(account_id)
    talks = conversations_of(account_id)
    return Snapshot(
        account=account,
        figures=account.figures,
        at=at,
        where=tuple(where_is_it(account_id, at=at)),
        signals=tuple(open_signals_of(account_id)),
        promises=tuple(open_promises(account_id)),
        handoff=_newest_handoff(account_id),
        last_contact_at=talks.last_contact_at,
        last_proper_at=talks.last_proper_at,
        spoke=_spoke(talks.contact_by_department, talks.proper_by_department),
        changed=_changed(account_id, at),
    )


def snapshot_of_named(name_or_id: str, *, at: datetime) -> Snapshot:
    """By id, or by the exact name where only one account bears it. One query more."""
    account_id = from_public(name_or_id)
    if account_id is not None and Account.objects.filter(id=account_id).exists():
        return snapshot_of(account_id, at=at)
    named = list(Account.objects.filter(name__iexact=name_or_id).values_list("id", flat=True)[:2])
    if len(named) != 1:
        what = "Two accounts bear this name." if named else f"There is no account {name_or_id}."
        raise Missing.because(what, "Give its id, or its exact name.")
    return snapshot_of(named[0], at=at)


def _newest_handoff(account_id: int) -> Handoff | None:
    rows = Handoff.objects.filter(account_id=account_id).select_related("from_person", "receiver", "pool")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-id").first()


def _spoke(contact: Mapping[int, datetime], proper: Mapping[int, datetime]) -> tuple[Spoke, ...]:
    wanted = set(contact) | set(proper)
    if not wanted:
        return ()
    rows = Department.objects.filter(id__in=wanted).select_related("position")
    lines = [
        Spoke(
            department=row.name, mark=row.mark, contact_at=contact.get(row.id), proper_at=proper.get(row.id)
        )
        for row in rows
    ]
    return tuple(
        sorted(
            lines,
            key=lambda one: (one.contact_at or one.proper_at or LONG_AGO, one.department),
            reverse=True,
        )
    )


def _changed(account_id: int, at: datetime) -> tuple[Changed, ...]:
    """The last seven days are today and the six before it, in the company's zone."""
    zone = ZoneInfo(company_zone())
    first: date = at.astimezone(zone).date() - CHANGED_WITHIN + timedelta(days=1)
    since = datetime(first.year, first.month, first.day, tzinfo=zone)
    rows = (
        Entry.objects.filter(Q(account_id=account_id), Q(recorded_at__gte=since))
        .values_list("department__name")
        .annotate(count=Count("id"))
        .order_by("-count", "department__name")
    )
    return tuple(Changed(department=name or "Automatic", count=count) for name, count in rows)


def snapshot_json(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as the API and the command line give it."""
    account, figures = snapshot.account, snapshot.figures
    return {
        "account": {"id": to_public(account.id), "name": account.name},
        "at": snapshot.at.isoformat(),
        "stage": account.stage,
        "owner": account.owner.name if account.owner else None,
        "client_since": figures.client_since,
        "managed_since": figures.managed_since.isoformat() if figures.managed_since else None,
        "arr": {"minor": figures.arr, "currency": figures.currency},
        "renewal_on": figures.renewal_on,
        "where": [_where_json(where) for where in snapshot.where],
        "last_contact_at": _moment(snapshot.last_contact_at),
        "last_proper_conversation_at": _moment(snapshot.last_proper_at),
        "by_department": [
            {
                "department": one.department,
                "last_contact_at": _moment(one.contact_at),
                "last_proper_conversation_at": _moment(one.proper_at),
            }
            for one in snapshot.spoke
        ],
        "open_signals": [
            {
                "id": to_public(one.id),
                "kind": one.kind,
                "severity": Severity(one.severity).label,
                "text": one.text,
                "claimed_by": one.claimed_by.name if one.claimed_by else None,
            }
            for one in snapshot.signals
        ],
        "open_promises": [
            {"id": to_public(one.id), "text": one.text, "by": one.by.name, "due_on": one.due_on}
            for one in snapshot.promises
        ],
        "handoff": _handoff_json(snapshot.handoff),
        "changed_in_7_days": [
            {"department": one.department, "entries": one.count} for one in snapshot.changed
        ],
    }


def _where_json(where: Where) -> dict[str, Any]:
    return {
        "opportunity": to_public(where.opportunity_id),
        "name": where.name,
        "process": where.process,
        "step": where.step,
        "of": where.of,
        "step_name": where.step_name,
        "since": _moment(where.since),
        "wants": list(where.wants),
        "next_step": where.next_step or None,
        "next_step_on": where.next_step_on,
        "owner": where.owner,
        "sentence": where.sentence,
    }


def _handoff_json(handoff: Handoff | None) -> dict[str, Any] | None:
    if handoff is None:
        return None
    receiver = handoff.receiver.name if handoff.receiver else handoff.pool.name if handoff.pool else None
    return {
        "id": to_public(handoff.id),
        "state": handoff.state,
        "from": handoff.from_person.name,
        "to": receiver,
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def people_on(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Who is on the account, each with the word for why. No query."""
    lines: list[tuple[str, str]] = []
    account = snapshot.account
    if account.owner:
        managed = snapshot.figures.managed_since is not None
        lines.append((account.owner.name, "account manager" if managed else "owner"))
    if account.backup_owner:
        lines.append((account.backup_owner.name, "backup"))
    known = {name for name, _ in lines}
    for where in snapshot.where:
        if where.owner not in known:
            known.add(where.owner)
            lines.append((where.owner, f"sells {where.name}"))
    if snapshot.handoff and snapshot.handoff.from_person.name not in known:
        lines.append((snapshot.handoff.from_person.name, "sold it"))
    return lines
