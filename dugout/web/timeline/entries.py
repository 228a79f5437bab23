"""An account's timeline, one entry, and taking one back."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.history.models import Entry
from dugout.history.terms import KINDS
from dugout.people.queries.directory import choices_of_people
from dugout.timeline.commands import logging as commands
from dugout.timeline.queries.feed import DepartmentCount, department_counts, feed_of
from dugout.timeline.queries.lines import lines_of
from dugout.timeline.queries.naming import contacts_of
from dugout.timeline.terms import FeedFilter
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.jinja import reader_zone
from dugout.web.reading import read_id, read_search
from dugout.web.saying import say
from dugout.web.showing import show

# What each filter is called in an address.
FILTERS = ("department", "kind", "person", "contact", "text", "with_client")


def feed_context(
    request: SignedInRequest, account: Account, *, counts: Sequence[DepartmentCount] | None = None
) -> dict[str, Any]:
    """What `timeline/_feed.html` shows of an account, filtered and paged by the address.

    Any page may include that part with these values; its links lead to the account's timeline page.
    """
    wanted = _wanted(request)
    feed = feed_of(
        account.id,
        zone=reader_zone(),
        currency=account.currency,
        wanted=wanted,
        after=request.GET.get("after"),
    )
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    return {
        "account": account,
        "feed": feed,
        "feed_counts": department_counts(account.id) if counts is None else counts,
        "feed_wanted": wanted,
        "feed_path": f"/accounts/{account.id}/timeline",
        "feed_kept": f"?{urlencode(kept)}" if kept else "",
        "feed_next": f"?{urlencode({**kept, 'after': feed.after})}" if feed.after else "",
        "feed_is_first": not request.GET.get("after"),
    }


@guarded(Action.READ)
def timeline(request: SignedInRequest, account_id: int) -> HttpResponse:
    """The whole timeline of an account, with every filter."""
    context = feed_context(request, loaded(Account, account_id))
    if wants_a_part(request):
        return show(request, "timeline/_feed_lines.html", context)
    choices = _choices(account_id, context["feed_counts"])
    return show(
        request, "timeline/timeline.html", {**context, **choices, "log_href": f"/accounts/{account_id}/log"}
    )


@guarded(Action.READ)
def find_in_timeline(request: SignedInRequest, account_id: int) -> HttpResponse:
    """The filters of the rail as a form of their own, where the page has no room for a rail."""
    account = loaded(Account, account_id)
    context = {
        "account": account,
        "feed_wanted": _wanted(request),
        "feed_path": f"/accounts/{account_id}/timeline",
        **_choices(account_id, department_counts(account_id)),
    }
    return show(request, f"timeline/{'_find' if wants_a_part(request) else 'find'}.html", context)


@guarded(Action.READ)
def entry(request: SignedInRequest, entry_id: int) -> HttpResponse:
    row = loaded(Entry, entry_id)
    currency = row.account.currency if row.account else ""
    line = lines_of([row], zone=reader_zone(), currency=currency)[0]
    return show(request, "timeline/entry.html", {"line": line, "account": row.account})


@guarded(Action.WITHDRAW_ENTRY, "POST")
def withdraw_entry(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """Undo: the entry stays, struck."""
    row = allowed(request, Action.WITHDRAW_ENTRY, Entry, entry_id)
    commands.withdraw_entry(entry=row, by=request.by, at=request.at)
    say(request, "The entry is withdrawn. It stays on the timeline, struck through.")
    return HttpResponseRedirect(f"/accounts/{row.account_id}")


def _choices(account_id: int, counts: Sequence[DepartmentCount]) -> dict[str, Any]:
    """What each filter offers."""
    kinds = ((kind.key, kind.label.capitalize()) for kind in KINDS.values())
    return {
        "kinds": sorted(kinds, key=lambda pair: pair[1]),
        "departments": [(one.department_id, one.name) for one in counts if one.department_id],
        "people": choices_of_people(),
        "contacts": [(one.id, one.name) for one in contacts_of(account_id, left_too=True)],
    }


def _wanted(request: SignedInRequest) -> FeedFilter:
    typed = request.GET
    return FeedFilter(
        department_id=read_id(typed.get("department")),
        kind=typed.get("kind", "") if typed.get("kind", "") in KINDS else "",
        person_id=read_id(typed.get("person")),
        contact_id=read_id(typed.get("contact")),
        text=read_search(typed.get("text")),
        with_client=bool(typed.get("with_client")),
    )
