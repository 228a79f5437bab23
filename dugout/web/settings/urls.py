from django.urls import path

from dugout.web.settings import absences, calendars, company, heads, overview, sessions, tokens

urlpatterns = [
    path("settings", overview.settings, name="settings"),
    path("settings/sessions", sessions.sessions, name="sessions"),
    path("settings/sessions/<int:session_id>/end", sessions.end_session, name="end_session"),
    path("settings/tokens", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:token_id>/revoke", tokens.revoke_token, name="revoke_token"),
    path("settings/absences", absences.absences, name="absences"),
    path("settings/absences/<int:absence_id>/cancel", absences.cancel_absence, name="cancel_absence"),
    path("settings/company", company.company, name="company"),
    path("settings/departments", company.departments, name="departments"),
    path("settings/departments/<int:department_id>", company.department, name="department"),
    path("settings/heads", heads.heads, name="heads"),
    path("settings/calendars", calendars.calendars, name="calendars"),
    path("settings/calendars/<int:calendar_id>/holidays", calendars.add_holiday, name="add_holiday"),
    path(
        "settings/calendars/<int:calendar_id>/holidays/remove",
        calendars.remove_holiday,
        name="remove_holiday",
    ),
    path("settings/clocks", company.clocks, name="clocks"),
]
