"""Calendars with hours and holidays, and the locations that follow them."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status

from dugout.access.loading import loaded
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.shapes import Paged, Sent, listed, number
from dugout.api.shown import From, Id, shown
from dugout.our_company.commands.calendars import holidays, hours
from dugout.our_company.models import Calendar, Holiday
from dugout.our_company.queries.calendars import week_text_on
from dugout.our_company.terms import HolidayValues, PublicHolidays
from dugout.people.terms import Scope

router = Router()
Week = list[list[list[str]]]


class CalendarIn(Sent):
    """`week` is seven lists of [opens, closes] such as ["09:00", "17:00"], Monday first."""

    name: str
    time_zone: str
    week: Week


class CalendarPatch(Sent):
    """What is left out stays as it is. Other hours hold from a day on, today unless told."""

    name: str = ""
    week: Week = []
    from_day: dt.date | None = None


class HolidayIn(Sent):
    """A half day is open until an hour by the calendar's clock."""

    day: dt.date
    name: str
    open_until: dt.time | None = None


class HolidayDay(Sent):
    day: dt.date


class PublicHolidaysIn(Sent):
    """`country` by its ISO code, `region` by the code of the part of it."""

    country: str
    year: int
    region: str = ""


class HolidayOut(Schema):
    day: dt.date
    name: str
    open_until: dt.time | None


class LaterWeek(Schema):
    from_day: dt.date
    week: Week


def _by_day(row: Calendar) -> list[Holiday]:
    return sorted(row.holidays.all(), key=lambda one: one.day)


class CalendarOut(Schema):
    """`week` holds today; `later` are the hours that begin after it. Every holiday is listed, by day."""

    id: Id
    name: str
    time_zone: str
    week: Week
    later: list[LaterWeek]
    holidays: Annotated[list[HolidayOut], From(_by_day)]
    version: int


@router.get("/calendars", response={200: listed(CalendarOut), **answers(422)}, summary="Calendars by name")
@acts(Action.READ)
def list_calendars(request: ApiRequest, asked: Query[Paged]) -> Any:  # noqa: ARG001  answer_list reads it
    rows = Calendar.objects.prefetch_related("holidays")
    return answer_list(request, rows, order=("name", "id"), show=lambda row: _out(row, request.viewer.day))


@router.get("/calendars/{calendar_id}", response={200: CalendarOut, **answers(404)}, summary="One calendar")
@acts(Action.READ)
def read_calendar(request: ApiRequest, response: HttpResponse, calendar_id: str) -> Any:
    return _shown(request, response, number(calendar_id))


@router.post("/calendars", response={201: CalendarOut, **answers(422)}, summary="Add a calendar")
@acts(Action.CONFIGURE, Scope.ADMIN)
def add_calendar(request: ApiRequest, response: HttpResponse, sent: CalendarIn) -> Any:
    """Its time zone stays: hours in another zone are another calendar."""
    made = hours.add_calendar(**sent.model_dump(), by=request.by, at=request.at)
    return Status(201, _shown(request, response, made.id))


@router.patch(
    "/calendars/{calendar_id}",
    response={200: CalendarOut, **answers(404, 412, 422, 428)},
    summary="Change a calendar",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def change_calendar(
    request: ApiRequest, response: HttpResponse, calendar_id: str, sent: CalendarPatch
) -> Any:
    """Other hours hold from today or a later day on; what was counted before keeps its hours."""
    row = loaded(Calendar, number(calendar_id))
    from_day = sent.from_day or request.viewer.day
    given = sent.model_fields_set
    hours.change_calendar(
        calendar_id=row.id,
        name=sent.name if "name" in given else row.name,
        week=sent.week if "week" in given else week_text_on(row, day=from_day),
        from_day=from_day,
        seen=seen_version(request),
        by=request.by,
        at=request.at,
    )
    return _shown(request, response, row.id)


@router.post(
    "/calendars/{calendar_id}/add-holiday",
    response={200: CalendarOut, **answers(404, 422)},
    summary="Add a holiday or a half day",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def add_holiday(request: ApiRequest, response: HttpResponse, calendar_id: str, sent: HolidayIn) -> Any:
    row = loaded(Calendar, number(calendar_id))
    open_until = sent.open_until.replace(tzinfo=None) if sent.open_until else None
    values = HolidayValues(day=sent.day, name=sent.name, open_until=open_until)
    holidays.add_holiday(calendar=row, values=values, by=request.by, at=request.at)
    return _shown(request, response, row.id)


@router.post(
    "/calendars/{calendar_id}/remove-holiday",
    response={200: CalendarOut, **answers(404, 422)},
    summary="Remove a holiday",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def remove_holiday(request: ApiRequest, response: HttpResponse, calendar_id: str, sent: HolidayDay) -> Any:
    row = loaded(Calendar, number(calendar_id))
    holidays.remove_holiday(calendar=row, day=sent.day, by=request.by, at=request.at)
    return _shown(request, response, row.id)


@router.post(
    "/calendars/{calendar_id}/add-public-holidays",
    response={200: CalendarOut, **answers(404, 422)},
    summary="Add a country's holidays of a year",
)
@acts(Action.CONFIGURE, Scope.ADMIN)
def add_public_holidays(
    request: ApiRequest, response: HttpResponse, calendar_id: str, sent: PublicHolidaysIn
) -> Any:
    """Days that stand there already stay as they are; a second time changes nothing."""
    row = loaded(Calendar, number(calendar_id))
    wanted = PublicHolidays(**sent.model_dump())
    holidays.add_public_holidays(calendar=row, wanted=wanted, by=request.by, at=request.at)
    return _shown(request, response, row.id)


def _shown(request: ApiRequest, response: HttpResponse, calendar_id: int) -> dict[str, Any]:
    row = loaded(Calendar, calendar_id)
    response["ETag"] = etag(row.version)
    return _out(row, request.viewer.day)


def _out(row: Calendar, today: dt.date) -> dict[str, Any]:
    later = [{"from_day": day, "week": week} for day, week in row.later if day > today.isoformat()]
    return shown(CalendarOut, row, week=week_text_on(row, day=today), later=later)
