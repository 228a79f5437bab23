"""The account's owner hands over; the named receiver or a member of the pool accepts or returns, and nobody else."""

from tests.access.asking import call, page

# Who works in account management: the pool to which `pooled` was submitted.
POOL = ("accounts_head", "account_manager", "other_account_manager")
RECEIVER = ("other_account_manager",)
OWNER = ("seller",)

_RETURN = {"gates": "terms", "reason_terms": "No price."}
_WHY = {"reasons": [{"gate": "terms", "text": "No price."}]}
_PAGES = [
    page("GET", "/handoffs"),
    page("GET", "/handoffs/{pooled}"),
    # The owner opens one; where an account manager has taken over, anyone hands to them.
    page("POST", "/accounts/{inside}/handoff", "other_seller"),
    page("POST", "/accounts/{managed}/handoff"),
    page("GET", "/handoffs/{drafted}/answers/goals", *OWNER),
    page("POST", "/handoffs/{drafted}/answers/goals", *OWNER, text="Peace at night.", seen="1"),
    page("POST", "/handoffs/{ready}/submit", *OWNER, seen="{ready_seen}"),
    page("GET", "/handoffs/{drafted}/withdraw", *OWNER),
    page("POST", "/handoffs/{drafted}/withdraw", *OWNER, reason="They wait."),
    page("POST", "/handoffs/{pooled}/withdraw", *OWNER, reason="They wait."),
    page("POST", "/handoffs/{pooled}/accept", *POOL, seen="{pooled_seen}"),
    page("GET", "/handoffs/{pooled}/return", *POOL),
    page("POST", "/handoffs/{pooled}/return", *POOL, **_RETURN),
    page("POST", "/handoffs/{named}/accept", *RECEIVER, seen="{named_seen}"),
    page("POST", "/handoffs/{named}/return", *RECEIVER, **_RETURN),
    page("GET", "/handoffs/{drafted}/receiver"),
    page(
        "POST", "/handoffs/{drafted}/receiver", receiver="person-{account_manager}", because="She knows them."
    ),
]
_CALLS = [
    call("GET", "/handoffs"),
    call("GET", "/handoffs/{pooled}"),
    call("POST", "/handoffs", "other_seller", body={"account": "{inside}"}),
    call("POST", "/handoffs", body={"account": "{managed}"}),
    call("PATCH", "/handoffs/{drafted}/answers/goals", *OWNER, seen="1", body={"text": "Peace at night."}),
    call("POST", "/handoffs/{ready}/submit", *OWNER),
    call("POST", "/handoffs/{pooled}/withdraw", *OWNER, body={"reason": "They wait."}),
    call("POST", "/handoffs/{pooled}/accept", *POOL),
    call("POST", "/handoffs/{pooled}/return", *POOL, body=_WHY),
    call("POST", "/handoffs/{named}/accept", *RECEIVER),
    call("POST", "/handoffs/{named}/return", *RECEIVER, body=_WHY),
    call(
        "POST", "/handoffs/{drafted}/choose-receiver", body={"person": "{account_manager}", "reason": "Why."}
    ),
]
HANDOFFS = (*_PAGES, *_CALLS)
