"""One contact: where the sale is, what was said with them, correcting, leaving and coming back."""

from functools import partial
from zoneinfo import ZoneInfo

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.accounts.commands import contacts as commands
from dugout.accounts.commands import undoing
from dugout.accounts.models import Contact
from dugout.accounts.queries.contacts import reports_of, values_of_contact
from dugout.accounts.rules import check_contact
from dugout.accounts.terms import ContactValues
from dugout.history.queries import who_changed
from dugout.selling.queries.where import where_is_it
from dugout.timeline.queries.feed import feed_of
from dugout.timeline.terms import FeedFilter
from dugout.values.refused import Refused
from dugout.web.accounts.contacts import WORDS, choices_of_contact
from dugout.web.forms import answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.jinja import reader_zone
from dugout.web.reading import read_day
from dugout.web.saying import say
from dugout.web.showing import show

NEWEST = 10


@guarded(Action.READ)
def contact(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Who they are and decide, where the account's open sales are, and the newest entries in which they took part."""
    row = loaded(Contact, contact_id)
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
        "where": where_is_it(row.account_id, at=request.at, zone=ZoneInfo(request.viewer.zone)),
        "feed": feed,
        "feed_next": "",
        "log_href": f"/accounts/{row.account_id}/log",
        **WORDS,
    }
    return show(request, "accounts/contact.html", context)


@guarded(Action.CORRECT_CONTACT, "GET", "POST")
def correct_contact(request: SignedInRequest, contact_id: int) -> HttpResponse:
    before = loaded(Contact, contact_id)
    return answered(
        request,
        form=partial(_form, request, contact_id),
        verb=lambda: commands.correct_contact(
            contact_id=contact_id,
            values=typed_as(ContactValues, request.POST, check=check_contact),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda now: f"{now.name} is corrected." if now.version != before.version else "",
        back=f"/contacts/{contact_id}",
        undo=lambda now: f"/contacts/{contact_id}/undo/{now.version}",
    )


def _form(request: SignedInRequest, contact_id: int, refusal: Refused | None) -> HttpResponse:
    row = loaded(Contact, contact_id)
    return show_form(
        request,
        "accounts/correct_contact.html",
        refusal,
        fields=fields_of(request, texts_of(values_of_contact(row)), row.version, refusal),
        who=who_changed("contact", row.id, row.account_id) if refusal else "",
        contact=row,
        account=row.account,
        choices=choices_of_contact(row.account_id, but=row.id),
    )


@guarded(Action.CORRECT_CONTACT, "POST")
def undo_correction(request: SignedInRequest, contact_id: int, version: int) -> HttpResponse:
    row = undoing.undo_contact_correction(contact_id=contact_id, seen=version, by=request.by, at=request.at)
    say(request, f"{row.name} is as before.")
    return HttpResponseRedirect(f"/contacts/{contact_id}")


@guarded(Action.CORRECT_CONTACT, "GET", "POST")
def leave(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """That they left the account, on a day: today unless another is named."""
    return answered(
        request,
        form=partial(_leave_form, request, contact_id),
        verb=lambda: commands.contact_left(
            contact_id=contact_id,
            on_day=read_day(request.POST.get("on_day"), "on_day") or request.viewer.day,
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda left: f"{left.name} has left.",
        back=f"/contacts/{contact_id}",
        undo=lambda left: f"/contacts/{contact_id}/undo/{left.version}",
    )


def _leave_form(request: SignedInRequest, contact_id: int, refusal: Refused | None) -> HttpResponse:
    row = loaded(Contact, contact_id)
    typed = {"on_day": request.viewer.day.isoformat()}
    return show_form(
        request,
        "accounts/leave.html",
        refusal,
        inside="accounts/_leave.html",
        contact=row,
        account=row.account,
        typed=typed,
    )


@guarded(Action.CORRECT_CONTACT, "POST")
def come_back(request: SignedInRequest, contact_id: int) -> HttpResponse:
    row = commands.contact_is_back(
        contact_id=contact_id,
        seen=seen(request),
        by=request.by,
        at=request.at,
    )
    say(
        request,
        f"{row.name} is back at {row.account.name}.",
        undo=f"/contacts/{contact_id}/undo/{row.version}",
    )
    return HttpResponseRedirect(f"/contacts/{contact_id}")
