"""The hours of the hand-off's clocks: administrators."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.our_company.commands.setting import change_setting
from dugout.our_company.queries.settings import settings_at
from dugout.our_company.rules.settings import SETTINGS
from dugout.values.numbers import read_whole
from dugout.values.refused import Refused
from dugout.web.forms import Fields, answered, seen, show_form
from dugout.web.guard import SignedInRequest, guarded


@guarded(Action.CONFIGURE, "GET", "POST")
def clocks(request: SignedInRequest) -> HttpResponse:
    """Each change is a new version from now on; what was measured before keeps its hours."""
    return answered(
        request,
        form=partial(_form, request),
        verb=lambda: change_setting(
            key=request.POST.get("key", ""),
            value=read_whole(request.POST.get("value", ""), "value") or 0,
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said="The hours are set. They count for what starts from now on.",
        back="/settings/clocks",
    )


def _form(request: SignedInRequest, refusal: Refused | None) -> HttpResponse:
    """Each setting has a form of its own: the summary leads to the one that was sent."""
    key, values = request.POST.get("key", ""), settings_at(request.at)
    wrong = refusal.problems if refusal else ()
    problems = [replace(one, field=key if one.field == "value" else "") for one in wrong]
    return show_form(
        request,
        "settings/clocks.html",
        refusal,
        fields=Fields(typed=request.POST, was={}, seen="", problems=problems),
        rows=[(rule, values[rule.key]) for rule in SETTINGS.values()],
        typed_key=key,
        wrong=wrong,
    )
