"""The company: everybody reads how it is set by the API, administrators open its settings and change them."""

from tests.access.asking import call, page

_WEEK = [[["09:00", "17:00"]], *[[]] * 6]
_CALENDAR = "/settings/calendars/{calendar}"
_HOLIDAY = {"day": "2030-12-24", "name": "Christmas Eve"}
_PAGES = [
    page("GET", "/settings/company", "admin"),
    page(
        "POST", "/settings/company", "admin",
        name="Halden AG", currency="EUR", time_zone="Europe/Berlin", fiscal_month="1", seen="1",
    ),
    page("GET", "/settings/departments", "admin"),
    page("POST", "/settings/departments", "admin", name="Quality", side="other"),
    page("GET", "/settings/departments/{support}", "admin"),
    page("POST", "/settings/departments/{support}", "admin", name="Service", side="other", seen="1"),
    page("GET", "/settings/heads", "admin"),
    page("POST", "/settings/heads", "admin", **{"of": "sales", "person-sales": "{executive}"}),
    page("GET", "/settings/locations", "admin"),
    page("POST", "/settings/locations", "admin", name="Lyon", calendar="{calendar}"),
    page("GET", "/settings/locations/{location}", "admin"),
    page(
        "POST", "/settings/locations/{location}", "admin",
        name="Hamburg", calendar="{calendar}", main="on", seen="1",
    ),
    page("GET", "/settings/calendars", "admin"),
    page("GET", "/settings/calendars/new", "admin"),
    page("POST", "/settings/calendars/new", "admin", name="Lyon", time_zone="Europe/Paris"),
    page("GET", _CALENDAR, "admin"),
    page("POST", _CALENDAR, "admin", **{"name": "Hamburg", "week.0": "9 to 17", "seen": "1"}),
    page("GET", f"{_CALENDAR}/holidays", "admin"),
    page("POST", f"{_CALENDAR}/holidays", "admin", **_HOLIDAY),
    page("POST", f"{_CALENDAR}/holidays/public", "admin", country="DE", year="2030"),
    page("POST", f"{_CALENDAR}/holidays/remove", "admin", day="{holiday}"),
    page("GET", "/settings/clocks", "admin"),
    page("POST", "/settings/clocks", "admin", key="handoff_answer_hours", value="8", seen="16"),
]  # fmt: skip
_CALLS = [
    call("GET", "/company"),
    call("PATCH", "/company", "admin", seen="1", body={"name": "Halden AG"}),
    call("GET", "/departments"),
    call("POST", "/departments", "admin", body={"name": "Quality", "side": "other"}),
    call("GET", "/departments/{support}"),
    call("PATCH", "/departments/{support}", "admin", seen="1", body={"name": "Service"}),
    call("POST", "/departments/{support}/name-head", "admin", body={"person": "{engineer}"}),
    call("GET", "/sides"),
    call("POST", "/sides/sales/name-head", "admin", body={"person": "{executive}"}),
    call("GET", "/positions"),
    call("GET", "/locations"),
    call("POST", "/locations", "admin", body={"name": "Lyon", "calendar": "{calendar}"}),
    call("GET", "/locations/{location}"),
    call("PATCH", "/locations/{location}", "admin", seen="1", body={"name": "Hamburg"}),
    call("GET", "/calendars"),
    call("POST", "/calendars", "admin", body={"name": "Lyon", "time_zone": "Europe/Paris", "week": _WEEK}),
    call("GET", "/calendars/{calendar}"),
    call("PATCH", "/calendars/{calendar}", "admin", seen="1", body={"week": _WEEK}),
    call("POST", "/calendars/{calendar}/add-holiday", "admin", body=_HOLIDAY),
    call("POST", "/calendars/{calendar}/remove-holiday", "admin", body={"day": "{holiday}"}),
    call("POST", "/calendars/{calendar}/add-public-holidays", "admin", body={"country": "DE", "year": 2030}),
    call("GET", "/settings"),
    call("PATCH", "/settings/handoff_answer_hours", "admin", seen="16", body={"value": 8}),
    call("GET", "/products"),
    call("POST", "/products", "admin", body={
        "name": "Probe", "kind": "one_off", "price": {"minor": 100, "currency": "EUR"},
    }),
    call("GET", "/products/{spare}"),
    call("PATCH", "/products/{spare}", "admin", seen="1", body={"name": "Spares"}),
    call("POST", "/products/{spare}/retire", "admin"),
    call("POST", "/products/{spare}/sell-again", "admin"),
    call("GET", "/processes"),
    call("GET", "/processes/{process}"),
    call("GET", "/imports"),
    call("GET", "/imports/{run}"),
    call("GET", "/imports/{run}/problems"),
]  # fmt: skip
_PRODUCT = {"name": "Probe", "kind": "one_off", "currency": "EUR", "price": "1", "unit": "piece"}
_PRODUCTS = [
    page("GET", "/products"),
    page("GET", "/products/new", "admin"),
    page("POST", "/products/new", "admin", **_PRODUCT),
    page("GET", "/products/{spare}/edit", "admin"),
    page("POST", "/products/{spare}/edit", "admin", seen="1", **_PRODUCT),
    page("POST", "/products/{spare}/retire", "admin", seen="1"),
    page("POST", "/products/{spare}/sell-again", "admin", seen="1"),
]
SETTINGS = (page("GET", "/settings"), *_PAGES, *_CALLS, *_PRODUCTS)
