"""People: everybody reads them, administrators employ and place them, a line plans its own absences."""

from tests.access.asking import call, page

# The seller themselves, the managers up their line at any level, administrators.
LINE_OF_SELLER = ("seller", "sales_head", "executive", "admin")

_POST = {"department": "{support}", "reports_to": "{executive}"}
_DAYS = {"first_day": "{soon}", "last_day": "{soon}"}
_CONFIGURE = [
    page("GET", "/people/new", "admin"),
    page("POST", "/people/new", "admin", name="Lena Fuchs", **_POST),
    page("GET", "/people/{engineer}/edit", "admin"),
    page("POST", "/people/{engineer}/edit", "admin", name="Daniel", email="daniel@halden.example", seen="1"),
    page("GET", "/people/{engineer}/post", "admin"),
    page("POST", "/people/{engineer}/post", "admin", seen="1", **_POST),
    page("POST", "/people/{engineer}/invite", "admin"),
    page("POST", "/people/{engineer}/make-administrator", "admin"),
    page("POST", "/people/{engineer}/end-administration", "admin"),
    page("GET", "/people/{seller}/leave", "admin"),
    page("POST", "/people/{seller}/leave", "admin", successor="{other_seller}", seen="1"),
    page("GET", "/people/{gone_person}/employ-again", "admin"),
    page("POST", "/people/{gone_person}/employ-again", "admin", **_POST),
    call("POST", "/people/{seller}/leave", "admin", body={"successor": "{other_seller}"}),
    call("POST", "/people/{gone_person}/employ-again", "admin", body=_POST),
    call("POST", "/people", "admin", body={"name": "Lena Fuchs", "post": _POST}),
    call("PATCH", "/people/{engineer}", "admin", seen="1", body={"title": "Engineer"}),
    call("POST", "/people/{engineer}/change-post", "admin", body=_POST),
    call("POST", "/people/{engineer}/invite", "admin"),
    call("POST", "/people/{engineer}/make-administrator", "admin"),
    call("POST", "/people/{engineer}/end-administration", "admin"),
]
_ABSENCES = [
    page("GET", "/people/{seller}/absences", *LINE_OF_SELLER),
    page("POST", "/people/{seller}/absences", *LINE_OF_SELLER, **_DAYS),
    page("POST", "/absences/{absence}/cancel", *LINE_OF_SELLER),
    # The managing director has nobody above: themselves and administrators.
    page("POST", "/people/{executive}/absences", "executive", "admin", **_DAYS),
    call("POST", "/absences", *LINE_OF_SELLER, body={"person": "{seller}", **_DAYS}),
    call("POST", "/absences/{absence}/cancel", *LINE_OF_SELLER),
    page("GET", "/settings/absences"),
    page("POST", "/settings/absences", **_DAYS),
]
_READ = [
    page("GET", "/people"),
    page("GET", "/people/{seller}"),
    call("GET", "/people"),
    call("GET", "/people/{seller}"),
    call("GET", "/absences"),
    call("GET", "/absences/{absence}"),
]
# Credentials are private: to everybody else the seller's are not there at all.
_OWN = [
    page("GET", "/settings/password"),
    page("POST", "/settings/password", present="correct horse battery", password="quite another sentence"),
    page("GET", "/settings/sessions"),
    page("POST", "/settings/sessions/end-others"),
    page("POST", "/settings/sessions/{session}/end", "seller", refusal=404),
    page("GET", "/settings/tokens"),
    page("POST", "/settings/tokens", name="Laptop", days="30", scopes="read"),
    page("POST", "/settings/tokens/{token}/revoke", "seller", refusal=404),
    call("GET", "/tokens"),
    call("POST", "/tokens", body={"name": "Laptop", "scopes": ["read"]}),
    call("GET", "/tokens/{token}", "seller", refusal=404),
    call("POST", "/tokens/{token}/revoke", "seller", refusal=404),
]
PEOPLE = (*_CONFIGURE, *_ABSENCES, *_READ, *_OWN)
