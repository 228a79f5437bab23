"""What everybody reads whole, and the papers: finance and who leads the account confirm what was signed."""

from tests.access.asking import call, page

# Finance; the seller who owns the account, the managers above, administrators.
CONFIRM = ("finance_clerk", "seller", "sales_head", "executive", "admin")

# Of an account that nobody owns: nobody leads it.
CONFIRM_UNOWNED = ("finance_clerk", "admin")

_SIGNED = {"signed_on": "{today}", "starts_on": "{today}"}
_PAGES = [
    page("GET", "/"),
    page("GET", "/more"),
    page("GET", "/styleguide"),
    page("GET", "/search", q="bright"),
    page("GET", "/api"),
    page("GET", "/api-reference/signals"),
    page("GET", "/accounts/{managed}/papers"),
    page("GET", "/papers/{signed}"),
    page("GET", "/papers/{contract}/confirm", *CONFIRM),
    page("POST", "/papers/{contract}/confirm", *CONFIRM, seen="{contract_seen}", **_SIGNED),
    page("GET", "/papers/{unowned}/confirm", *CONFIRM_UNOWNED),
    page("POST", "/papers/{unowned}/confirm", *CONFIRM_UNOWNED, seen="{unowned_seen}", **_SIGNED),
    page("GET", "/movements/{movement}"),
]
_CALLS = [
    call("GET", "/contracts"),
    call("GET", "/contracts/{signed}"),
    call("POST", "/contracts/{contract}/confirm", *CONFIRM, body=_SIGNED),
    call("POST", "/contracts/{unowned}/confirm", *CONFIRM_UNOWNED, body=_SIGNED),
    call("GET", "/orders"),
    call("GET", "/orders/{order}"),
    call("POST", "/orders/{order}/confirm", *CONFIRM, body={"signed_on": "{today}"}),
    call("GET", "/movements"),
]
READING = (*_PAGES, *_CALLS)
