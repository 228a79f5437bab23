"""The account page: the snapshot above, every department's timeline below, who decides beside."""

from django.http import HttpResponse

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.accounts.queries.contacts import contacts_of
from dugout.overview.queries.snapshot import people_on, snapshot_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.showing import show
from dugout.web.timeline.entries import feed_context


@guarded(Action.READ)
def account_page(request: SignedInRequest, account_id: int) -> HttpResponse:
    snapshot = snapshot_of(account_id, at=request.at)
    account = snapshot.account
    context = {
        **feed_context(request, account),
        "snapshot": snapshot,
        "figures": snapshot.figures,
        "people": people_on(snapshot),
        "contacts": contacts_of(account_id),
        "may_change_owner": may(request.viewer, Action.CHANGE_OWNER, account).allowed,
        "log_href": f"/accounts/{account_id}/log",
    }
    return show(request, "overview/account_page.html", context)
