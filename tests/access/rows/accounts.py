"""Everybody reads, adds and corrects accounts and contacts; who leads an account changes its owner."""

from tests.access.asking import call, page

# The owner, the managers up the owner's line, the head of the owner's department, administrators.
LEAD_MANAGED = ("account_manager", "accounts_head", "executive", "admin")
# Of the other seller: in a department whose head is not in their line.
LEAD_INSIDE = ("other_seller", "sales_head", "executive", "accounts_head", "admin")

_GIVE = {"owner": "{other_account_manager}", "reason": "A new book."}
_PAGES = [
    page("GET", "/accounts"),
    page("GET", "/accounts/narrow"),
    page("GET", "/accounts/new"),
    page("POST", "/accounts/new", name="Tolland Seafood", currency="EUR", came_by="inbound"),
    page("GET", "/accounts/{managed}"),
    page("GET", "/accounts/{managed}/edit"),
    page("POST", "/accounts/{group}/edit", name="Halden Group", currency="EUR", seen="{group_seen}"),
    page("POST", "/accounts/{group}/undo/{group_seen}"),
    page("GET", "/accounts/{managed}/owner", *LEAD_MANAGED),
    page("POST", "/accounts/{managed}/owner", *LEAD_MANAGED, seen="{managed_seen}", **_GIVE),
    page("POST", "/accounts/{inside}/owner", *LEAD_INSIDE, seen="1", **_GIVE),
    page("GET", "/accounts/{managed}/parent"),
    page("POST", "/accounts/{managed}/parent", parent="{group}", seen="{managed_seen}"),
    page("GET", "/accounts/{managed}/contacts"),
    page("GET", "/accounts/{managed}/contacts/new"),
    page("POST", "/accounts/{managed}/contacts/new", family_name="Holt", given_name="Marian"),
    page("GET", "/contacts/{contact}"),
    page("GET", "/contacts/{contact}/edit"),
    page("POST", "/contacts/{contact}/edit", family_name="Ruiz", title="Buyer", seen="{contact_seen}"),
    page("POST", "/contacts/{contact}/undo/{contact_seen}"),
    page("GET", "/contacts/{contact}/leave"),
    page("POST", "/contacts/{contact}/leave", on_day="{today}", seen="{contact_seen}"),
    page("POST", "/contacts/{gone}/return", seen="{gone_seen}"),
]
_CALLS = [
    call("GET", "/accounts"),
    call("POST", "/accounts", body={"name": "Tolland Seafood"}),
    call("GET", "/accounts/{managed}"),
    call("PATCH", "/accounts/{managed}", seen="{managed_seen}", body={"city": "Leeds"}),
    call("POST", "/accounts/{managed}/change-owner", *LEAD_MANAGED, body=_GIVE),
    call("POST", "/accounts/{inside}/change-owner", *LEAD_INSIDE, body=_GIVE),
    call("GET", "/accounts/{managed}/snapshot"),
    call("GET", "/snapshots/{managed}"),
    call("GET", "/contacts"),
    call("POST", "/contacts", body={"account": "{managed}", "family_name": "Holt"}),
    call("GET", "/contacts/{contact}"),
    call("PATCH", "/contacts/{contact}", seen="{contact_seen}", body={"title": "Buyer"}),
    call("POST", "/contacts/{contact}/leave", body={"on_day": "{today}"}),
    call("POST", "/contacts/{gone}/return"),
]
ACCOUNTS = (*_PAGES, *_CALLS)
