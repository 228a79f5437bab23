"""Everybody logs, raises and claims; who logged withdraws; who claimed, and the account's owner, resolve."""

from tests.access.asking import call, page

# Claimed by the support engineer, on an account of the account manager's.
RESOLVE = ("support_engineer", "account_manager")
# Logged by the finance clerk: not even an administrator takes back what somebody else wrote.
WITHDRAW = ("finance_clerk",)

_RAISE = {"kind": "severe_ticket", "severity": "serious", "text": "Alarms are silent."}
_OUTCOME = {"outcome": "mended", "outcome_text": "Gateway replaced."}
_PAGES = [
    page("GET", "/log"),
    page("GET", "/accounts/{managed}/log"),
    page("POST", "/accounts/{managed}/log", text="Wants a quote."),
    page("GET", "/accounts/{managed}/log/proposal", text="Call with Ana Ruiz"),
    page("GET", "/accounts/{managed}/timeline"),
    page("GET", "/accounts/{managed}/timeline/find"),
    page("GET", "/entries/{entry}"),
    page("POST", "/entries/{entry}/withdraw", *WITHDRAW),
    page("GET", "/accounts/{managed}/signals/new"),
    page("POST", "/accounts/{managed}/signals/new", **_RAISE),
    page("GET", "/signals"),
    page("GET", "/signals/{free}"),
    page("POST", "/signals/{free}/report", text="Still."),
    page("POST", "/signals/{free}/claim"),
    page("POST", "/signals/{claimed}/release", *RESOLVE),
    page("POST", "/signals/{claimed}/resolve", *RESOLVE, **_OUTCOME),
    # Told to the seller alone.
    page("GET", "/notices"),
    page("POST", "/notices/read-all"),
    page("POST", "/notices/{notice}/read", "seller", refusal=404),
    page("POST", "/notices/{notice}/open", "seller", refusal=404),
]
_CALLS = [
    call("GET", "/entries?account={managed}"),
    call("POST", "/entries", body={"account": "{managed}", "kind": "note", "text": "x"}),
    call("GET", "/entries/{entry}"),
    call("POST", "/entries/{entry}/withdraw", *WITHDRAW),
    call("GET", "/signals"),
    call("POST", "/signals", body={"account": "{managed}", **_RAISE}),
    call("GET", "/signals/{free}"),
    call("POST", "/signals/{free}/report", body={"text": "Still."}),
    call("POST", "/signals/{free}/claim"),
    call("POST", "/signals/{claimed}/release", *RESOLVE),
    call("POST", "/signals/{claimed}/resolve", *RESOLVE, body=_OUTCOME),
    call("GET", "/notifications"),
    call("POST", "/notifications/{notice}/read", "seller", refusal=404),
    call("POST", "/notifications/read-all"),
]
TIMELINE = (*_PAGES, *_CALLS)
