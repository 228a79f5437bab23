"""The account page: the snapshot above, every department's timeline below, who decides beside."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.overview.queries.snapshot import Snapshot, snapshot_of
from dugout.overview.terms.snapshot import most_of
from dugout.timeline.terms import SIGNAL_KIND, Severity
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.overview.head import about_in_words, cells_of, phase_in_words, stages_of
from dugout.web.showing import show
from dugout.web.timeline.entries import feed_context


@guarded(Action.READ)
def account_page(request: SignedInRequest, account_id: int) -> HttpResponse:
    snapshot = snapshot_of(account_id, at=request.at, zone=ZoneInfo(request.viewer.zone))
    context = {**feed_context(request, snapshot.account, counts=snapshot.departments), **_shown(snapshot)}
    context["may_change_owner"] = may(request.viewer, Action.CHANGE_OWNER, snapshot.account).allowed
    return show(request, "overview/account_page.html", context)


def _shown(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "snapshot": snapshot,
        "about": about_in_words(snapshot),
        "phase_words": phase_in_words(snapshot),
        "stages": stages_of(snapshot),
        "cells": cells_of(snapshot),
        "most_changed": most_of(snapshot.changed),
        "kinds": SIGNAL_KIND,
        "severities": Severity,
        "log_href": f"/accounts/{snapshot.account.id}/log",
    }
