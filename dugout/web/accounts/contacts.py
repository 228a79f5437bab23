"""The contacts of an account, and adding one."""

from typing import Any

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.accounts.commands import contacts as commands
from dugout.accounts.models import Account
from dugout.accounts.queries.contacts import ORDER, choices_of_contacts
from dugout.accounts.queries.contacts import contacts as all_contacts
from dugout.accounts.rules import check_contact
from dugout.accounts.terms import CLIENT_DEPARTMENTS, ContactFilter, ContactValues, DecisionRole
from dugout.paging.keyset import page_of
from dugout.web.forms import answered, fields_of, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show

VIEWS = (("", "Here"), ("left", "Left"), ("all", "All"))
DEPARTMENTS = [(one, one.capitalize()) for one in CLIENT_DEPARTMENTS]
ROLES = [(one.value, one.label.capitalize()) for one in DecisionRole]
INFLUENCE = [
    (1, "1, hardly any"),
    (2, "2, a little"),
    (3, "3, some"),
    (4, "4, much"),
    (5, "5, decides alone"),
]
ATTITUDE = [(2, "Strongly for us"), (1, "For us"), (0, "Neutral"), (-1, "Doubts us"), (-2, "Against us")]
ATTITUDE_IN_WORDS = {2: "Strongly for", 1: "For", 0: "Neutral", -1: "Doubts", -2: "Against"}
WORDS = {"attitudes": ATTITUDE_IN_WORDS, "role_words": dict(ROLES)}


@guarded(Action.READ)
def contacts(request: SignedInRequest, account_id: int) -> HttpResponse:
    """Who is there, by name; `?who=left` those who left."""
    account = loaded(Account, account_id)
    who = request.GET.get("who", "")
    who = who if who in dict(VIEWS) else ""
    left = {"": False, "left": True, "all": None}[who]
    rows = all_contacts(account_id=account_id, wanted=ContactFilter(left=left))
    page = page_of(rows, order=ORDER, after=request.GET.get("after"), limit=50)
    context = {
        "account": account,
        "page": page,
        "who": who,
        "views": VIEWS,
        "is_first": not request.GET.get("after"),
        "log_href": f"/accounts/{account_id}/log",
        **WORDS,
    }
    return show(request, "accounts/contacts.html", context)


@guarded(Action.ADD_CONTACT, "GET", "POST")
def add_contact(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = loaded(Account, account_id)
    return answered(
        request,
        form=lambda refusal: show_form(
            request,
            "accounts/add_contact.html",
            refusal,
            fields=fields_of(request, texts_of(ContactValues(family_name="")), 0, refusal),
            account=account,
            choices=choices_of_contact(account_id),
        ),
        verb=lambda: commands.add_contact(
            account_id=account_id,
            values=typed_as(ContactValues, request.POST, check=check_contact),
            by=request.by,
            at=request.at,
        ),
        said=lambda made: f"{made.name} is added.",
        back=lambda made: f"/contacts/{made.id}",
    )


def choices_of_contact(account_id: int, but: int | None = None) -> dict[str, Any]:
    """What the form of a contact offers, by field."""
    return {
        "client_department": DEPARTMENTS,
        "roles": ROLES,
        "influence": INFLUENCE,
        "attitude": ATTITUDE,
        "reports_to": choices_of_contacts(account_id, but=but),
    }
