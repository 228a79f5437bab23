"""The client document is written by the account's owner and the team of an open sale; all read it."""

from tests.access.asking import call, page

# Nothing is open on this account: the owner alone.
OWNER = ("account_manager",)
# The seller owns the account and its open sale, and the engineer is on the team of it.
TEAM = ("seller", "engineer")
# The seller gave their word on the account manager's account.
WORD = ("seller", "account_manager")

_BOOK = "/accounts/{managed}/document"
_PLANS = f"{_BOOK}/plans"
_RISKS = f"{_BOOK}/risks"
_NEED = {"text": "One alarm desk.", "kind": "need", "horizon": "long", "state": "agreed", "day": "{today}"}
_GOAL = {"text": "Cut write-offs.", "state": "open"}
_PROMISE = {"text": "Quiet hours.", "made_on": "{today}"}
_PAGES = [
    page("GET", _BOOK),
    page("GET", f"{_BOOK}/print"),
    page("GET", f"{_BOOK}/changes"),
    page("GET", f"{_PLANS}/write", *OWNER),
    page("POST", f"{_PLANS}/write", *OWNER, body="Hull opens in July.", seen="2"),
    page("POST", "/accounts/{prospect}/document/plans/write", *TEAM, body="Six farms.", seen="0"),
    page("POST", f"{_RISKS}/none-known", *OWNER),
    page("POST", f"{_RISKS}/withdraw-none-known", *OWNER),
    page("GET", f"{_PLANS}/history"),
    page("GET", f"{_PLANS}/revisions/1"),
    page("GET", f"{_PLANS}/compare?from=1&to=2"),
    page("POST", f"{_PLANS}/restore", *OWNER, number="1", seen="2"),
    page("GET", "/accounts/{managed}/needs/new", *OWNER),
    page("POST", "/accounts/{managed}/needs/new", *OWNER, **_NEED),
    page("POST", "/accounts/{prospect}/needs/new", *TEAM, **_NEED),
    page("GET", "/needs/{need}"),
    page("GET", "/needs/{need}/change", *OWNER),
    page("POST", "/needs/{need}/change", *OWNER, seen="1", **_NEED),
    page("GET", "/accounts/{managed}/goals/new", *OWNER),
    page("POST", "/accounts/{managed}/goals/new", *OWNER, **_GOAL),
    page("GET", "/goals/{goal}"),
    page("GET", "/goals/{goal}/change", *OWNER),
    page("POST", "/goals/{goal}/change", *OWNER, seen="1", **_GOAL),
    page("GET", "/accounts/{managed}/promises/new", *OWNER),
    page("POST", "/accounts/{managed}/promises/new", *OWNER, **_PROMISE),
    page("GET", "/promises/{promise}"),
    page("GET", "/promises/{promise}/change", *OWNER),
    page("POST", "/promises/{promise}/change", *OWNER, seen="1", **_PROMISE),
    page("POST", "/promises/{promise}/keep", *WORD),
    page("POST", "/promises/{promise}/break", *WORD),
    page("POST", "/promises/{kept}/reopen", *WORD),
]
_DOCUMENT = "/documents/{managed}"
_CALLS = [
    call("GET", _DOCUMENT),
    call("GET", f"{_DOCUMENT}/changes"),
    call("GET", f"{_DOCUMENT}/sections/plans"),
    call("PUT", f"{_DOCUMENT}/sections/plans", *OWNER, seen="2", body={"body": "July."}),
    call("PUT", "/documents/{prospect}/sections/plans", *TEAM, seen="0", body={"body": "Six farms."}),
    call("POST", f"{_DOCUMENT}/sections/plans/restore", *OWNER, seen="2", body={"revision": 1}),
    call("POST", f"{_DOCUMENT}/sections/risks/none-known", *OWNER),
    call("POST", f"{_DOCUMENT}/sections/risks/withdraw-none-known", *OWNER),
    call("GET", f"{_DOCUMENT}/sections/plans/revisions"),
    call("GET", f"{_DOCUMENT}/sections/plans/revisions/1"),
    call("GET", f"{_DOCUMENT}/sections/plans/diff"),
    call("GET", "/needs"),
    call("POST", "/needs", *OWNER, body={"account": "{managed}", "text": "One alarm desk."}),
    call("GET", "/needs/{need}"),
    call("PATCH", "/needs/{need}", *OWNER, seen="1", body={"text": "Two alarm desks."}),
    call("GET", "/goals"),
    call("POST", "/goals", *OWNER, body={"account": "{managed}", "text": "Cut write-offs."}),
    call("GET", "/goals/{goal}"),
    call("PATCH", "/goals/{goal}", *OWNER, seen="1", body={"text": "Halve write-offs."}),
    call("GET", "/promises"),
    call("POST", "/promises", *OWNER, body={"account": "{managed}", "text": "Quiet hours."}),
    call("GET", "/promises/{promise}"),
    call("PATCH", "/promises/{promise}", *OWNER, seen="1", body={"text": "Quiet nights."}),
    call("POST", "/promises/{promise}/keep", *WORD),
    call("POST", "/promises/{promise}/break", *WORD),
    call("POST", "/promises/{kept}/reopen", *WORD),
]
DOCUMENTS = (*_PAGES, *_CALLS)
