"""Everybody adds an opportunity; its owner and its team change it; a manager up the owner's line undoes a win."""

from tests.access.asking import call, page

TEAM = ("seller", "engineer")
# Not the owner, and not an administrator, who leads nobody here.
LINE = ("sales_head", "executive")

_SALE, _EARLY = "/opportunities/{sale}", "/opportunities/{early}"
_SEEN = {"seen": "{sale_seen}"}
_ASK = {"contact": "{buyer}", "day": "{today}"}
_LINE = {"product": "{product}", "quantity": "2"}
_LOST = {"reason": "Price.", "day": "{today}"}
_PAGES = [
    page("GET", "/selling"),
    page("GET", "/selling/whose"),
    page("GET", "/selling/list"),
    page("GET", "/opportunities/new"),
    page("GET", "/accounts/{managed}/opportunities/new"),
    page("POST", "/accounts/{managed}/opportunities/new", name="Probes", kind="expansion", owner="{seller}"),
    page("GET", _SALE),
    page("GET", f"{_SALE}/edit", *TEAM),
    page("POST", f"{_SALE}/edit", *TEAM, name="Six farms", owner="{seller}", **_SEEN),
    page("GET", f"{_SALE}/next-step", *TEAM),
    page("POST", f"{_SALE}/next-step", *TEAM, next_step="Call", next_step_on="{soon}", **_SEEN),
    page("GET", "/opportunities/{unplaced}/account", *TEAM),
    page("POST", "/opportunities/{unplaced}/account", *TEAM, account="{managed}", seen="1"),
    page("GET", f"{_SALE}/move", *TEAM),
    page("POST", f"{_SALE}/move", *TEAM, to="2", **_SEEN),
    page("GET", f"{_SALE}/win", *TEAM),
    page("POST", f"{_SALE}/win", *TEAM, **_ASK, **_SEEN),
    page("GET", "/opportunities/{won}/undo-win", *LINE),
    page("POST", "/opportunities/{won}/undo-win", *LINE, reason="They called back.", seen="{won_seen}"),
    page("GET", f"{_SALE}/lose", *TEAM),
    page("POST", f"{_SALE}/lose", *TEAM, **_LOST, **_SEEN),
    page("GET", f"{_SALE}/abandon", *TEAM),
    page("POST", f"{_SALE}/abandon", *TEAM, **_LOST, **_SEEN),
    page("POST", "/opportunities/{expansion}/settle", *TEAM, seen="{expansion_seen}"),
    page("GET", f"{_SALE}/commitment", *TEAM),
    page("POST", f"{_SALE}/commitment", *TEAM, **_ASK),
    page("GET", f"{_SALE}/commitment/{{request}}/refused", *TEAM),
    page("POST", f"{_SALE}/commitment/{{request}}/refused", *TEAM, day="{today}", note="Not before May"),
    page("GET", f"{_EARLY}/gates/{{gate}}", *TEAM),
    page("POST", f"{_EARLY}/gates/{{gate}}", *TEAM, **{"reason-{gate}": "They called us."}),
    page("GET", f"{_SALE}/confirmations/new", *TEAM),
    page("POST", f"{_SALE}/confirmations/new", *TEAM, kind="price_known", **_ASK),
    page("GET", f"{_SALE}/concerns/new", *TEAM),
    page("POST", f"{_SALE}/concerns/new", *TEAM, text="Too far away"),
    page("GET", f"{_SALE}/concerns/{{concern}}", *TEAM),
    page("POST", f"{_SALE}/concerns/{{concern}}", *TEAM, answer="Two hours", proof="The map"),
    page("GET", f"{_SALE}/objections/new", *TEAM),
    page("POST", f"{_SALE}/objections/new", *TEAM, text="Not this year"),
    page("GET", f"{_EARLY}/objections/{{objection}}", *TEAM),
    page("POST", f"{_EARLY}/objections/{{objection}}", *TEAM, answer="It lasts"),
    page("GET", f"{_SALE}/matches/new", *TEAM),
    page("POST", f"{_SALE}/matches/new", *TEAM, new_need="No paper", line="{line}", reaction="At last"),
    page("POST", f"{_SALE}/evidence/concern/{{concern}}/withdraw", *TEAM),
    page("GET", f"{_SALE}/lines/new", *TEAM),
    page("POST", f"{_SALE}/lines/new", *TEAM, **_LINE, **_SEEN),
    page("GET", f"{_SALE}/lines/{{line}}", *TEAM),
    page("POST", f"{_SALE}/lines/{{line}}", *TEAM, **_LINE, **_SEEN),
    page("POST", f"{_SALE}/lines/{{line}}/remove", *TEAM, **_SEEN),
    page("GET", f"{_SALE}/team/new", *TEAM),
    page("POST", f"{_SALE}/team/new", *TEAM, person="{other_seller}"),
    page("POST", f"{_SALE}/team/{{engineer}}/remove", *TEAM),
]
_CALLS = [
    call("GET", "/opportunities"),
    call("GET", "/opportunities/totals?by=agent"),
    call("POST", "/opportunities", body={"account": "{managed}", "name": "Probes", "kind": "expansion"}),
    call("GET", _SALE),
    call("PATCH", _SALE, *TEAM, seen="{sale_seen}", body={"name": "Six farms"}),
    call("PUT", f"{_EARLY}/lines", *TEAM, seen="{early_seen}", body={"lines": []}),
    call("POST", f"{_SALE}/add-member", *TEAM, body={"person": "{other_seller}"}),
    call("POST", f"{_SALE}/remove-member", *TEAM, body={"person": "{engineer}"}),
    call("POST", "/opportunities/{unplaced}/name-account", *TEAM, body={"account": "{managed}"}),
    call("POST", f"{_SALE}/move", *TEAM, body={"to": 2}),
    call("POST", f"{_SALE}/go-back", *TEAM),
    call("POST", f"{_EARLY}/go-on-without", *TEAM, body={"gate": "{gate}", "reason": "They called us."}),
    call("POST", f"{_SALE}/ask-commitment", *TEAM, body=_ASK),
    call("POST", f"{_SALE}/answer-commitment", *TEAM, body={
        "request": "{request}", "answer": "refused", "day": "{today}", "note": "Not before May",
    }),
    call("POST", f"{_SALE}/win", *TEAM, body=_ASK),
    call("POST", "/opportunities/{expansion}/settle", *TEAM),
    call("POST", f"{_SALE}/lose", *TEAM, body=_LOST),
    call("POST", f"{_SALE}/abandon", *TEAM, body=_LOST),
    call("POST", "/opportunities/{won}/undo-win", *LINE, body={"reason": "They called back."}),
    call("POST", f"{_SALE}/confirmations", *TEAM, body={"kind": "price_known", **_ASK}),
    call("POST", f"{_SALE}/concerns", *TEAM, body={"text": "Too far away"}),
    call("POST", f"{_SALE}/concerns/{{concern}}/answer", *TEAM, body={"answer": "Near", "proof": "The map"}),
    call("POST", f"{_SALE}/need-matches", *TEAM, body={
        "need": "{sold_need}", "line": "{line}", "reaction": "At last",
    }),
    call("POST", f"{_SALE}/objections", *TEAM, body={"text": "Not this year"}),
    call("POST", f"{_EARLY}/objections/{{objection}}/answer", *TEAM, body={"answer": "It lasts"}),
    call("POST", f"{_SALE}/concerns/{{concern}}/withdraw", *TEAM),
]  # fmt: skip
SELLING = (*_PAGES, *_CALLS)
