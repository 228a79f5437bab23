"""The company's own row: administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.commands.changing import change_company
from dugout.our_company.models import Company
from dugout.our_company.terms import CompanyValues
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.settings.hours import zone_choices
from dugout.web.showing import show

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@guarded(Action.CONFIGURE, "GET", "POST")
def company(request: SignedInRequest) -> HttpResponse:
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            change_company(
                values=read_company(request),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, "The company is saved.")
            return HttpResponseRedirect("/settings/company")
    ours = Company.objects.get()
    typed = request.POST or {
        "name": ours.name,
        "currency": ours.currency,
        "time_zone": ours.time_zone,
        "fiscal_month": str(ours.fiscal_month),
    }
    context = {
        "company": ours,
        "typed": typed,
        "refusal": refusal,
        "problems": refusal.problems if refusal else (),
        "zones": zone_choices(),
        "months": list(enumerate(MONTHS, 1)),
    }
    return show(request, "settings/company.html", context, status=status_of(refusal) if refusal else 200)


def read_company(request: SignedInRequest) -> CompanyValues:
    typed = request.POST
    return CompanyValues(
        name=typed.get("name", "").strip(),
        currency=typed.get("currency", "").strip().upper(),
        time_zone=typed.get("time_zone", "").strip(),
        fiscal_month=read_id(typed.get("fiscal_month")) or 0,
    )
