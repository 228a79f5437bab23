"""The hours of the hand-off's clocks: administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.commands.setting import change_setting
from dugout.our_company.queries.settings import settings_at
from dugout.our_company.rules.settings import SETTINGS
from dugout.values.refused import Problem, Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def clocks(request: SignedInRequest) -> HttpResponse:
    """Each change is a new version from now on; what was measured before keeps its hours."""
    problems: tuple[Problem, ...] = ()
    wrong: tuple[Problem, ...] = ()
    status = 200
    key = request.POST.get("key", "")
    if request.method == "POST":
        try:
            change_setting(
                key=key,
                value=read_id(request.POST.get("value")) or 0,
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refusal:
            wrong, status = refusal.problems, status_of(refusal)
            # Each setting has a form of its own: the summary leads to the one that was sent.
            problems = tuple(
                Problem(key if one.field == "value" else "", one.what, one.remedy) for one in refusal.problems
            )
        else:
            say(request, "The hours are set. They count for what starts from now on.")
            return HttpResponseRedirect("/settings/clocks")
    values = settings_at(request.at)
    context = {
        "rows": [(rule, values[rule.key]) for rule in SETTINGS.values()],
        "typed_key": key,
        "typed": request.POST.get("value", ""),
        "problems": problems,
        "wrong": wrong,
    }
    return show(request, "settings/clocks.html", context, status=status)
