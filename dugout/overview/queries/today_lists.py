"""What stands on somebody's Today beside hand-offs, and the figures of their book."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from dugout.access.asking import is_finance
from dugout.access.terms import Viewer
from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.terms import Stage
from dugout.client_document.models import Promise
from dugout.client_document.terms import PromiseState
from dugout.history.queries import entries_by_department
from dugout.our_company.models import Company, Department
from dugout.our_company.rules.marks import mark_of
from dugout.overview.queries.parts import contact_name, name_of
from dugout.overview.rules.today import why_shown
from dugout.overview.terms.snapshot import Changed
from dugout.overview.terms.today import Book, FirstSteps, Over, Renewal
from dugout.people.models import DepartmentHead, Person, Post
from dugout.people.queries.standing import heads_of_sides
from dugout.revenue.models import Paper
from dugout.selling.models import Opportunity
from dugout.selling.queries.sellers import running_or_won_since
from dugout.selling.rules.lately import lately_since
from dugout.selling.terms import Outcome
from dugout.statements import Given, Kept, among, rows_of
from dugout.timeline.models import Signal
from dugout.timeline.terms import TELLS_FROM

# More than this nobody plays in a day; the lists hold the rest.
MOST_OF_A_KIND = 50
RENEWAL_SOON = timedelta(days=90)
MOST_RENEWALS = 4
# Today says who wrote on a person's accounts, for this many of them, the newest.
MOST_ACCOUNTS = 200
ON_MINE = Q(among("account__owner_id", "acts_for"))

type_of_rows = list[dict[str, Any]]


def _signals() -> ArraySubquery:
    """Signals that may want this person: `why_shown` says which do, and why."""
    running = Signal.objects.filter(resolved_at=None)
    told_of = running.filter(severity__gte=TELLS_FROM.value)
    sold_to = running_or_won_since(Given("lately")).filter(among("owner_id", "acts_for"))
    mine = running.filter(among("claimed_by_id", "acts_for"))
    on_mine = running.filter(ON_MINE, claimed_by=None)
    where_i_sell = told_of.filter(account_id__in=sold_to.values("account_id"))
    on_nobodys = told_of.filter(
        Q(Given("heads_a_side", BooleanField())), claimed_by=None, account__owner=None
    )
    ids = [found.values("id") for found in (mine, on_mine, where_i_sell, on_nobodys)]
    found = Signal.objects.filter(id__in=ids[0].union(*ids[1:])).order_by("-severity", "raised_at", "id")
    return rows_of(
        found[:MOST_OF_A_KIND],
        id="id", kind="kind", severity="severity", text="text", raised_at="raised_at",
        account_id="account_id", account=F("account__name"), owner_id=F("account__owner_id"),
        claimed_by_id="claimed_by_id", claimed_by=name_of("claimed_by"), raised_by=name_of("raised_by"),
        sold_to=Exists(sold_to.filter(account_id=OuterRef("account_id"))),
    )  # fmt: skip


def _next_steps() -> ArraySubquery:
    """Open sales of mine on the day of their next step, or past it, or without one."""
    found = Opportunity.objects.filter(
        Q(next_step_on__lte=Given("day")) | Q(next_step_on=None),
        among("owner_id", "acts_for"),
        outcome=Outcome.OPEN.value,
    )
    return rows_of(
        found.order_by("next_step_on", "id")[:MOST_OF_A_KIND],
        id="id", name="name", next_step="next_step", next_step_on="next_step_on", account_id="account_id",
        account=Coalesce(F("account__name"), Value("No account")), number=F("step__number"),
        step=F("step__name"),
    )  # fmt: skip


def _promises() -> ArraySubquery:
    """My word, due within the week or late."""
    found = Promise.objects.filter(
        among("by_id", "acts_for"), state=PromiseState.OPEN.value, due_on__lte=Given("week")
    )
    return rows_of(
        found.order_by("due_on", "id")[:MOST_OF_A_KIND],
        id="id", text="text", due_on="due_on", account_id="account_id", account=F("account__name"),
        by=F("by__name"), to=contact_name("to_contact"),
    )  # fmt: skip


def _papers() -> ArraySubquery:
    """Drafts of a win that wait to be confirmed: for the account's owner, and for finance."""
    found = Paper.objects.filter(ON_MINE | Q(Given("finance", BooleanField())), confirmed_at=None)
    return rows_of(
        found.order_by("drafted_at", "id")[:MOST_OF_A_KIND],
        id="id", kind="kind", drafted_at="drafted_at", account_id="account_id", account=F("account__name"),
        sale=name_of("opportunity"),
    )  # fmt: skip


def _book() -> ArraySubquery:
    """The figures of the accounts that I own, in sums."""
    ours = Subquery(Company.objects.values("currency")[:1])
    with_money = Q(arr__gt=0) | Q(open_amount__gt=0)
    soon = Q(renewal_on__gte=Given("day"), renewal_on__lte=Given("soon"))

    def total(column: str, **only: Any) -> Coalesce:
        return Coalesce(Sum(column, **only), 0)

    sums = JSONObject(
        accounts=Count("pk"),
        clients=Count("pk", filter=Q(account__stage=Stage.CLIENT.value)),
        arr=total("arr", filter=Q(currency=ours)),
        open_amount=total("open_amount", filter=Q(currency=ours)),
        open_opportunities=total("open_opportunities"),
        renewals_soon=Count("pk", filter=soon),
        open_signals=total("open_signals"),
        in_other_currencies=Count("pk", filter=with_money & ~Q(currency=ours)),
    )
    mine = AccountFigures.objects.filter(ON_MINE).order_by()
    return ArraySubquery(mine.values(one=Value(1)).annotate(json=sums).values("json"))


def _renewals() -> ArraySubquery:
    found = AccountFigures.objects.filter(
        ON_MINE, renewal_on__gte=Given("day"), renewal_on__lte=Given("soon")
    ).order_by("renewal_on", "account_id")
    return rows_of(
        found[:MOST_RENEWALS],
        account_id="account_id", account=F("account__name"), day="renewal_on", arr="arr", currency="currency",
    )  # fmt: skip


def _parts() -> dict[str, Any]:
    of_the_day = {"during__contains": Given("day", DateField())}
    mine = Account.objects.filter(among("owner_id", "acts_for")).order_by("-id")
    heads = DepartmentHead.objects.filter(among("person_id", "acts_for"), **of_the_day)
    reports = Post.objects.filter(among("reports_to_id", "acts_for"), **of_the_day)
    return {
        "signals": _signals(),
        "next_steps": _next_steps(),
        "promises": _promises(),
        "papers": _papers(),
        "book": _book(),
        "renewals": _renewals(),
        "currency": Subquery(Company.objects.values("currency")[:1]),
        "accounts": ArraySubquery(mine.values("id")[:MOST_ACCOUNTS]),
        "departments": rows_of(
            Department.objects.all(), id="id", name="name", side="side", code=F("position__code")
        ),
        "heads": ArraySubquery(heads.values("department_id")),
        "reports": ArraySubquery(reports.values("person_id")),
        "has_accounts": Exists(Account.objects.all()),
        "people": ArraySubquery(Person.objects.here().values("id")[:2]),
    }


PARTS = _parts()


def _statement() -> "QuerySet[Person, tuple[Any, ...]]":
    return Person.objects.filter(id=Given("me")).values_list(*PARTS.values())


_STATEMENT = Kept(_statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLists:
    """Rows by kind, as the lines are made of them; and what stands beside them."""

    signals: type_of_rows
    next_steps: type_of_rows
    promises: type_of_rows
    papers: type_of_rows
    book: Book
    renewals: tuple[Renewal, ...]
    since: tuple[Changed, ...]
    first_steps: FirstSteps
    over: Over


def today_lists(viewer: Viewer, *, since: datetime, week: date) -> TodayLists:
    """Everything but hand-offs: entries since a moment, promises due up to a day."""
    heads = heads_of_sides(day=viewer.day, absent=viewer.absent)
    over_a_side = viewer.person.id in heads.values()
    row = _STATEMENT.first(
        me=viewer.person.id, acts_for=sorted(viewer.acts_for), day=viewer.day, week=week,
        soon=viewer.day + RENEWAL_SOON, lately=lately_since(viewer.day), finance=is_finance(viewer),
        heads_a_side=over_a_side,
    )  # fmt: skip
    assert row is not None  # who asks is somebody
    found = dict(zip(PARTS, row, strict=True))
    return TodayLists(
        signals=list(_with_reason(found["signals"], viewer, heads_a_side=over_a_side)),
        next_steps=found["next_steps"],
        promises=found["promises"],
        papers=found["papers"],
        book=Book(currency=found["currency"] or "EUR", **found["book"][0]),
        renewals=tuple(
            Renewal(**{**one, "day": date.fromisoformat(one["day"])}) for one in found["renewals"]
        ),
        since=tuple(_since(found, since=since, but_by=viewer.acts_for)),
        first_steps=FirstSteps(
            has_accounts=found["has_accounts"], has_people=len(found["people"]) > 1, has_heads=len(heads) >= 2
        ),
        over=Over(
            a_side=over_a_side,
            departments=frozenset(found["heads"]),
            persons=frozenset(found["reports"]),
        ),
    )


def _with_reason(rows: type_of_rows, viewer: Viewer, *, heads_a_side: bool) -> Iterable[dict[str, Any]]:
    for row in rows:
        reason = why_shown(
            severity=row["severity"], claimed_by=row["claimed_by_id"], owner=row["owner_id"],
            acts_for=viewer.acts_for, sold_to=row["sold_to"], heads_a_side=heads_a_side,
        )  # fmt: skip
        if reason is not None:
            yield {**row, "reason": reason}


def _since(found: Mapping[str, Any], *, since: datetime, but_by: Collection[int]) -> Iterable[Changed]:
    """What others wrote on these accounts, by department, most first."""
    if not found["accounts"]:
        return
    counts = entries_by_department(found["accounts"], since=since, but_by=but_by)
    departments = sorted(found["departments"], key=lambda one: (-counts.get(one["id"], 0), one["name"]))
    for one in departments:
        if one["id"] in counts:
            mark = mark_of(one["side"], one["code"])
            yield Changed(department=one["name"], mark=mark, count=counts[one["id"]])
