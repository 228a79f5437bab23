"""Places where people work, and the calendar that each follows. Administrators."""

from functools import partial

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.history.queries import who_changed
from dugout.our_company.commands import locations as commands
from dugout.our_company.models import Location
from dugout.our_company.queries.calendars import locations_with_calendars
from dugout.our_company.queries.choices import choices_of_calendars
from dugout.our_company.rules.company import check_named
from dugout.our_company.terms import LocationValues
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.forms import YES_OR_NO, answered, fields_of, seen, show_form, texts_of, typed_as
from dugout.web.guard import SignedInRequest, guarded

LIST = "/settings/locations"


@guarded(Action.CONFIGURE, "GET", "POST")
def locations(request: SignedInRequest) -> HttpResponse:
    """The list, and a form for one more."""
    return answered(
        request,
        form=partial(_form, request, None),
        verb=lambda: commands.add_location(values=_typed(request), by=request.by, at=request.at),
        said=lambda added: f"{added.name} is a location now.",
        back=LIST,
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def change_location(request: SignedInRequest, location_id: int) -> HttpResponse:
    """The list, with the form of one of them."""
    return answered(
        request,
        form=partial(_form, request, location_id),
        verb=lambda: commands.change_location(
            location_id=location_id,
            values=_typed(request),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda changed: f"{changed.name} is saved.",
        back=LIST,
    )


def _typed(request: SignedInRequest) -> LocationValues:
    return typed_as(LocationValues, request.POST, check=lambda typed: check_named(typed, "A location")[1])


def _form(request: SignedInRequest, location_id: int | None, refusal: Refused | None) -> HttpResponse:
    edited = loaded(Location, location_id) if location_id else None
    now = texts_of(values_of(LocationValues, edited)) if edited else {"name": "", "calendar": "", "main": ""}
    return show_form(
        request,
        "settings/locations.html",
        refusal,
        fields=fields_of(request, now, edited.version if edited else 0, refusal),
        who=who_changed("location", edited.id, None) if edited and refusal else "",
        locations=locations_with_calendars(),
        edited=edited,
        calendars=choices_of_calendars(),
        yes_or_no=YES_OR_NO,
    )
