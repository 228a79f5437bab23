"""The company's own row, its locations, and the settings on which results depend."""

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.records import Record, serve
from dugout.api.sent import read_sent, sent_of
from dugout.api.shapes import Sent, listed
from dugout.api.shown import shown
from dugout.our_company.commands import locations as commands
from dugout.our_company.commands.changing import change_company as change
from dugout.our_company.commands.setting import change_setting as set_to
from dugout.our_company.models import Company, Location
from dugout.our_company.queries.settings import settings_at
from dugout.our_company.rules.settings import SETTINGS
from dugout.our_company.terms import CompanyValues, LocationValues
from dugout.people.terms import Scope
from dugout.values.records import values_of
from dugout.values.refused import Missing

router = Router()


class CompanyPatch(sent_of(CompanyValues)):  # type: ignore[misc]
    """What is left out stays as it is. `fiscal_month` is the first month of the fiscal year."""

    fiscal_month: int = 0


class CompanyOut(Schema):
    name: str
    currency: str
    time_zone: str
    fiscal_month: int
    demo: bool
    version: int


class SettingIn(Sent):
    value: int


class SettingOut(Schema):
    """`value` holds now; `shipped` is what holds until somebody sets it, `least` and `most` its bounds."""

    key: str
    label: str
    unit: str
    value: int
    shipped: int
    least: int
    most: int


@router.get("/company", response={200: CompanyOut, **answers()}, summary="The company")
@acts(Action.READ)
def read_company(request: ApiRequest, response: HttpResponse) -> Any:  # noqa: ARG001  the guard reads the request
    return _company(response, Company.objects.get())


@router.patch("/company", response={200: CompanyOut, **answers(412, 422, 428)}, summary="Change the company")
@acts(Action.CONFIGURE, Scope.ADMIN)
def change_company(request: ApiRequest, response: HttpResponse, sent: CompanyPatch) -> Any:
    ours = Company.objects.get()
    values = read_sent(values_of(CompanyValues, ours), sent)
    changed = change(values=values, seen=seen_version(request), by=request.by, at=request.at)
    return _company(response, changed)


LOCATION: Record[Location, LocationValues] = Record(
    word="location",
    model=Location,
    values=LocationValues,
    rows=Location.objects.all,
    add=commands.add_location,
    change=commands.change_location,
    write=Action.CONFIGURE,
    scope=Scope.ADMIN,
    order=("name", "id"),
    about="The main one is so until another becomes it.",
)
serve(router, LOCATION, "/locations")


@router.get("/settings", response={200: listed(SettingOut), **answers()}, summary="Settings as they hold now")
@acts(Action.READ)
def list_settings(request: ApiRequest) -> Any:
    values = settings_at(request.at)
    return {
        "items": [shown(SettingOut, rule, value=values[rule.key]) for rule in SETTINGS.values()],
        "next": None,
    }


@router.patch(
    "/settings/{key}",
    response={200: SettingOut, **answers(404, 412, 422, 428)},
    summary="Change a setting from now on",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def change_setting(request: ApiRequest, response: HttpResponse, key: str, sent: SettingIn) -> Any:
    """`If-Match` is the value that was read. What was measured before keeps the old one."""
    rule = SETTINGS.get(key)
    if rule is None:
        raise Missing.because("There is no such setting.", "Take the key from the list of settings.")
    set_to(key=key, value=sent.value, seen=seen_version(request), by=request.by, at=request.at)
    value = settings_at(request.at)[key]
    response["ETag"] = etag(value)
    return shown(SettingOut, rule, value=value)


def _company(response: HttpResponse, row: Company) -> dict[str, Any]:
    response["ETag"] = etag(row.version)
    return shown(CompanyOut, row)
