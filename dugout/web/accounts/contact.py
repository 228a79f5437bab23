"""One contact: where the sale is, what was said with them, correcting, leaving and coming back."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.accounts.commands import contacts as commands
from dugout.accounts.commands import undoing
from dugout.accounts.models import Contact
from dugout.accounts.queries.changes import who_changed
from dugout.accounts.queries.contacts import contact as the_contact
from dugout.accounts.queries.contacts import reports_of
from dugout.selling.queries.where import where_is_it
from dugout.timeline.queries.feed import feed_of
from dugout.timeline.terms import FeedFilter
from dugout.values.refused import Refused, Stale
from dugout.web.accounts.contacts import WORDS, fields_context
from dugout.web.accounts.merging import merge_of, stale_context
from dugout.web.accounts.reading import CONTACT_FIELDS, read_contact, texts_of_contact
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.jinja import reader_zone
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say
from dugout.web.showing import show

NEWEST = 10


@guarded(Action.READ)
def contact(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Who they are and decide, where the account's open sales are, and the newest entries in which they took part."""
    row = the_contact(contact_id)
    feed = feed_of(
        row.account_id,
        zone=reader_zone(),
        currency=row.account.currency,
        wanted=FeedFilter(contact_id=contact_id),
        limit=NEWEST,
    )
    context = {
        "contact": row,
        "account": row.account,
        "reports": reports_of(contact_id),
        "where": where_is_it(row.account_id, at=request.at),
        "feed": feed,
        "feed_next": "",
        "log_href": f"/accounts/{row.account_id}/log",
        **WORDS,
    }
    return show(request, "accounts/contact.html", context)


@guarded(Action.CORRECT_CONTACT, "GET", "POST")
def correct_contact(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """As correcting an account: what only one of two touched is taken over, the rest shown with both texts."""
    before = the_contact(contact_id)
    refusal = None
    if request.method == "POST":
        try:
            corrected = commands.correct_contact(
                contact_id=contact_id,
                values=read_contact(request.POST),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            if corrected.version != before.version:
                undo = f"/contacts/{contact_id}/undo/{corrected.version}"
                say(request, f"{corrected.name} is corrected.", undo=undo)
            return HttpResponseRedirect(f"/contacts/{contact_id}")
    return _form(request, the_contact(contact_id) if refusal else before, refusal)


def _form(request: SignedInRequest, row: Contact, refusal: Refused | None) -> HttpResponse:
    now = texts_of_contact(row)
    context = {
        **fields_context(row.account_id, but=row.id),
        "contact": row,
        "account": row.account,
        "seen": row.version,
        "was": now,
        "typed": request.POST or now,
        "roles_typed": request.POST.getlist("roles") if request.POST else now["roles"].split(","),
        "problems": refusal.problems if refusal else (),
    }
    if isinstance(refusal, Stale):
        merged = merge_of(request.POST, theirs=now, labels=CONTACT_FIELDS)
        context |= stale_context(merged, refusal, who_changed("contact", row.id, row.account_id))
        context["roles_typed"] = merged.texts["roles"].split(",")
    elif refusal:
        context["seen"] = request.POST.get("seen", "")
        context["was"] = {name: request.POST.get(f"was-{name}", now[name]) for name in CONTACT_FIELDS}
    return show(
        request, "accounts/correct_contact.html", context, status=status_of(refusal) if refusal else 200
    )


@guarded(Action.CORRECT_CONTACT, "POST")
def undo_correction(request: SignedInRequest, contact_id: int, version: int) -> HttpResponse:
    row = undoing.undo_contact_correction(
        contact_id=contact_id, seen=version, by=request.viewer.author, at=request.at
    )
    say(request, f"{row.name} is as before.")
    return HttpResponseRedirect(f"/contacts/{contact_id}")


@guarded(Action.CORRECT_CONTACT, "GET", "POST")
def leave(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """That they left the account, on a day: today unless another is named."""
    row = the_contact(contact_id)
    refusal = None
    if request.method == "POST":
        try:
            left = commands.contact_left(
                contact_id=contact_id,
                on_day=read_day(request.POST.get("on_day"), "on_day") or request.viewer.day,
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
            row = the_contact(contact_id)
        else:
            say(request, f"{left.name} has left.", undo=f"/contacts/{contact_id}/undo/{left.version}")
            return HttpResponseRedirect(f"/contacts/{contact_id}")
    context = {
        "contact": row,
        "account": row.account,
        "typed": request.POST or {"on_day": request.viewer.day.isoformat()},
        "problems": refusal.problems if refusal else (),
        "part": wants_a_part(request),
    }
    template = "accounts/_leave.html" if wants_a_part(request) else "accounts/leave.html"
    return show(request, template, context, status=status_of(refusal) if refusal else 200)


@guarded(Action.CORRECT_CONTACT, "POST")
def come_back(request: SignedInRequest, contact_id: int) -> HttpResponse:
    row = commands.contact_is_back(
        contact_id=contact_id,
        seen=read_id(request.POST.get("seen")) or 0,
        by=request.viewer.author,
        at=request.at,
    )
    say(
        request,
        f"{row.name} is back at {row.account.name}.",
        undo=f"/contacts/{contact_id}/undo/{row.version}",
    )
    return HttpResponseRedirect(f"/contacts/{contact_id}")
