"""The company's own row: administrators."""

from functools import partial

from django.http import HttpResponse

from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.our_company.commands.changing import change_company
from dugout.our_company.models import Company
from dugout.our_company.rules.company import check_company
from dugout.our_company.terms import CompanyValues
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.forms import answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.settings.hours import zone_choices

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@guarded(Action.CONFIGURE, "GET", "POST")
def company(request: SignedInRequest) -> HttpResponse:
    return answered(
        request,
        form=partial(_form, request),
        verb=lambda: change_company(
            values=typed_as(CompanyValues, request.POST, check=lambda values: check_company(values)[1]),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said="The company is saved.",
        back="/settings/company",
    )


def _form(request: SignedInRequest, refusal: Refused | None) -> HttpResponse:
    ours = Company.objects.get()
    return show_form(
        request,
        "settings/company.html",
        refusal,
        fields=fields_of(request, texts_of(values_of(CompanyValues, ours)), ours.version, refusal),
        who=who_changed("company", ours.id, None) if refusal else "",
        zones=zone_choices(),
        months=list(enumerate(MONTHS, 1)),
    )
