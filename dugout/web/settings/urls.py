from django.urls import path

from dugout.web.people import absences
from dugout.web.settings import (
    calendars,
    clocks,
    company,
    departments,
    heads,
    holidays,
    locations,
    overview,
    password,
    sessions,
    tokens,
)

CALENDAR = "settings/calendars/<int:calendar_id>"

urlpatterns = [
    path("settings", overview.settings, name="settings"),
    path("settings/absences", absences.own_absences, name="own_absences"),
    path("settings/password", password.password, name="password"),
    path("settings/sessions", sessions.sessions, name="sessions"),
    path("settings/sessions/end-others", sessions.end_other_sessions, name="end_other_sessions"),
    path("settings/sessions/<int:session_id>/end", sessions.end_session, name="end_session"),
    path("settings/tokens", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:token_id>/revoke", tokens.revoke_token, name="revoke_token"),
    path("settings/company", company.company, name="company"),
    path("settings/departments", departments.departments, name="departments"),
    path("settings/departments/<int:department_id>", departments.change_department, name="change_department"),
    path("settings/heads", heads.heads, name="heads"),
    path("settings/locations", locations.locations, name="locations"),
    path("settings/locations/<int:location_id>", locations.change_location, name="change_location"),
    path("settings/calendars", calendars.calendars, name="calendars"),
    path("settings/calendars/new", calendars.add_calendar, name="add_calendar"),
    path(CALENDAR, calendars.change_calendar, name="change_calendar"),
    path(f"{CALENDAR}/holidays", holidays.holidays, name="holidays"),
    path(f"{CALENDAR}/holidays/public", holidays.add_public_holidays, name="add_public_holidays"),
    path(f"{CALENDAR}/holidays/remove", holidays.remove_holiday, name="remove_holiday"),
    path("settings/clocks", clocks.clocks, name="clocks"),
]
