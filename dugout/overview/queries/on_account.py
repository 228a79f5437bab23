"""The lists that stand beside an account: signals, promises, hand-off, papers, contacts, our people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value

from dugout.accounts.models import Account, Contact, ContactRole, StageChange
from dugout.accounts.terms import DecisionRole
from dugout.client_document.models import Promise
from dugout.client_document.terms import PromiseState
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.latest import latest_handoff
from dugout.our_company.rules.marks import mark_of
from dugout.overview.queries.parts import contact_name, name_of, with_post
from dugout.overview.terms.snapshot import (
    ContactNow,
    HandoffNow,
    OnIt,
    PaperNow,
    PromiseNow,
    SignalNow,
)
from dugout.people.rules import initials_of
from dugout.revenue.models import Movement, Paper
from dugout.revenue.queries.papers import status_of
from dugout.selling.models import Opportunity, OpportunityMember
from dugout.selling.models.opportunity import ON_BOARD
from dugout.selling.terms import OpportunityKind, Outcome
from dugout.statements import Given, Kept, rows_of
from dugout.timeline.models import Signal
from dugout.timeline.rules.wording import listed

# More than this nobody reads on one page; lists of their own hold the rest.
MOST_SIGNALS, MOST_PROMISES, MOST_PAPERS, MOST_CONTACTS = 20, 50, 20, 100
OF_ACCOUNT = {"account_id": Given("account")}


def _signals() -> ArraySubquery:
    found = Signal.objects.filter(**OF_ACCOUNT, resolved_at=None).order_by("-severity", "raised_at", "id")
    return rows_of(
        found[:MOST_SIGNALS],
        id="id", kind="kind", severity="severity", text="text", raised_at="raised_at",
        raised_by=name_of("raised_by"), claimed_by=name_of("claimed_by"),
    )  # fmt: skip


def _promises() -> ArraySubquery:
    found = Promise.objects.filter(**OF_ACCOUNT, state=PromiseState.OPEN.value).order_by("due_on", "id")
    to = contact_name("to_contact")
    return rows_of(found[:MOST_PROMISES], id="id", text="text", by=F("by__name"), to=to, due_on="due_on")


def _papers() -> ArraySubquery:
    columns = ("id", "kind", "value", "currency", "signed_on", "ends_on", "confirmed_at")
    found = Paper.objects.filter(**OF_ACCOUNT).order_by("-id")
    return rows_of(found[:MOST_PAPERS], **{column: column for column in columns})


def _contacts() -> ArraySubquery:
    roles = ContactRole.objects.filter(contact=OuterRef("id")).order_by("role").values("role")
    columns = ("id", "given_name", "family_name", "title", "attitude", "left_on")
    found = Contact.objects.filter(**OF_ACCOUNT).order_by(
        F("left_on").asc(nulls_first=True), Exists(roles).desc(), F("influence").desc(nulls_last=True),
        "family_name", "id",
    )  # fmt: skip
    return rows_of(
        found[:MOST_CONTACTS], **{column: column for column in columns}, roles=ArraySubquery(roles)
    )


def _of_ours(found: QuerySet[Any], path: str, **what: Any) -> ArraySubquery:
    """The persons at the end of a path, with their department of the day, and what they are on the account for."""
    return rows_of(
        with_post(found, path), **what,
        id=F(f"{path}_id"), name=F(f"{path}__name"), phone=F(f"{path}__phone"),
        side=F("post__department__side"), code=F("post__department__position__code"),
    )  # fmt: skip


def _parts() -> dict[str, Any]:
    account = Account.objects.filter(id=Given("account"), owner__isnull=False)
    sales = Opportunity.objects.filter(**OF_ACCOUNT)
    running = sales.filter(ON_BOARD)
    helps = OpportunityMember.objects.filter(opportunity__in=running).order_by("opportunity_id", "person_id")
    sold = sales.filter(
        kind=OpportunityKind.NEW_BUSINESS.value, outcome=Outcome.WON.value, settled_at__isnull=False
    )
    stand = Movement.objects.filter(**OF_ACCOUNT, reverses=None, reversal=None)
    stage = StageChange.objects.filter(**OF_ACCOUNT).order_by("-on_day", "-id")
    return {
        "signals": _signals(),
        "promises": _promises(),
        "papers": _papers(),
        "contacts": _contacts(),
        "owner": _of_ours(account, "owner", what=Value("")),
        "sells": _of_ours(running.order_by("id"), "owner", what="name"),
        "helps": _of_ours(helps, "person", what="opportunity__name"),
        "sold": _of_ours(sold.order_by("owner_id").distinct("owner_id"), "owner", what=Value("")),
        "open_kinds": ArraySubquery(sales.filter(outcome=Outcome.OPEN.value).values("kind").distinct()),
        "movements": ArraySubquery(stand.values("kind").distinct()),
        "stage_since": Subquery(stage.values("on_day")[:1]),
    }


PARTS = _parts()
_STATEMENT = Kept(lambda: Account.objects.filter(id=Given("account")).values_list(*PARTS.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAccount:
    """Everything that stands beside an account on a day."""

    signals: tuple[SignalNow, ...]
    promises: tuple[PromiseNow, ...]
    handoff: HandoffNow | None
    papers: tuple[PaperNow, ...]
    contacts: tuple[ContactNow, ...]
    people: tuple[OnIt, ...]
    open_kinds: frozenset[str]
    movements: frozenset[str]
    stage_since: date | None


def on_account(account_id: int, *, day: date, managed: bool) -> OnAccount:
    """What stands beside an account. `managed` says whether its owner is an account manager by an accepted hand-off."""
    row = _STATEMENT.first(account=account_id, day=day) or [()] * len(PARTS)
    found = dict(zip(PARTS, row, strict=True))
    return OnAccount(
        signals=tuple(
            SignalNow(**{**row, "raised_at": _moment(row["raised_at"])}) for row in found["signals"]
        ),
        promises=tuple(PromiseNow(**{**row, "due_on": _day(row["due_on"])}) for row in found["promises"]),
        handoff=_handoff(latest_handoff(account_id)),
        papers=tuple(_paper(row, day) for row in found["papers"]),
        contacts=tuple(_contact(row) for row in found["contacts"]),
        people=tuple(_people(found, managed=managed)),
        open_kinds=frozenset(found["open_kinds"]),
        movements=frozenset(found["movements"]),
        stage_since=found["stage_since"] or None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _handoff(row: Handoff | None) -> HandoffNow | None:
    if row is None:
        return None
    return HandoffNow(
        id=row.id,
        state=row.state,
        from_person=row.hands_over.name,
        to=row.receiver.name if row.receiver else row.pool.name if row.pool else "",
        opened_at=row.opened_at,
        ended_at=row.ended_at,
    )


def _paper(row: Mapping[str, Any], day: date) -> PaperNow:
    ends_on = _day(row["ends_on"])
    return PaperNow(
        id=row["id"],
        kind=row["kind"],
        status=status_of(Paper(confirmed_at=_moment(row["confirmed_at"]), ends_on=ends_on), day=day),
        value=row["value"],
        currency=row["currency"],
        signed_on=_day(row["signed_on"]),
        ends_on=ends_on,
    )


def _contact(row: Mapping[str, Any]) -> ContactNow:
    given, family = row["given_name"], row["family_name"]
    return ContactNow(
        id=row["id"],
        name=f"{given} {family}".strip(),
        initials=f"{given[:1]}{family[:1]}".upper(),
        title=row["title"],
        roles=tuple(DecisionRole(role).label for role in row["roles"] or ()),
        attitude=row["attitude"],
        left_on=_day(row["left_on"]),
    )


def _people(found: Mapping[str, list[Mapping[str, Any]]], *, managed: bool) -> Iterable[OnIt]:
    """Each person once, with all reasons; in the order of the first one."""
    words = {
        "owner": "account manager" if managed else "owner", "sells": "sells {}",
        "helps": "works on {}", "sold": "sold it",
    }  # fmt: skip
    people: dict[int, Mapping[str, Any]] = {}
    why: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for reason in words:
        for row in found[reason]:
            people.setdefault(row["id"], row)
            why[row["id"]][reason].append(row["what"])
    for key, row in people.items():
        yield OnIt(
            person_id=key,
            name=row["name"],
            initials=initials_of(row["name"]),
            mark=mark_of(row["side"], row["code"]) if row["side"] else "c",
            phone=row["phone"],
            why=tuple(words[reason].format(listed(names)) for reason, names in why[key].items()),
        )
