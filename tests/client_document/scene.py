"""A document that two sides wrote in: begun by the seller, handed over, gone on by the account manager."""

import datetime as dt
from typing import Any

from django.db import transaction

from dugout.accounts.models import Account
from dugout.client_document.commands.goals import add_goal
from dugout.client_document.commands.needs import add_need
from dugout.client_document.commands.promises import add_promise, keep_promise
from dugout.client_document.commands.sections import answer_none_known, save_section
from dugout.client_document.parts.tagging import tag_document
from dugout.client_document.terms import (
    GoalState,
    GoalValues,
    Horizon,
    ItemKind,
    ItemState,
    NeedValues,
    PromiseValues,
)
from tests.client_document.accounts import add_contact

DAY = dt.date(2026, 3, 4)
SALES_PLANS = "Hull opens in May.\n\n- blast chillers\n- a second alarm desk"
OUR_PLANS = "Hull opens in June.\n\n- blast chillers\n- a second alarm desk"
NEEDS = (
    NeedValues(text="Prove −18 °C to retailers’ auditors, without paper.", day=DAY),
    NeedValues(text="One alarm desk for 14 sites.", horizon=Horizon.LONG, state=ItemState.AGREED, day=DAY),
    NeedValues(text="Loggers in the vans.", state=ItemState.DROPPED, day=DAY),
    NeedValues(
        text="To be the cold-chain reference.", kind=ItemKind.ASPIRATION, horizon=Horizon.LONG, day=DAY
    ),
)
GOAL = GoalValues(
    text="Cut spoilage write-offs.", measure="Write-offs a year", baseline="€310k", target="€120k",
    current="€168k", due_on=dt.date(2027, 1, 1), state=GoalState.ON_TRACK,
)  # fmt: skip


def save(
    account: Account, key: str, body: str, seen: int, by: Any, at: dt.datetime, message: str = ""
) -> Any:
    return save_section(
        account_id=account.id, kind_key=key, body=body, seen=seen, message=message, by=by, at=at
    )


def write_as_seller(account: Account, seller: Any, at: dt.datetime) -> None:
    """Two texts, three needs, an aspiration, a goal, a promise kept and one open; risks: none known."""
    save(account, "challenges", "Two audits failed in **2025**.\n\nNo time.", 0, seller, at, "First call")
    save(account, "plans", SALES_PLANS, 0, seller, at)
    add_contact(account, "Marian Holt", "economic_buyer", influence=5)
    add_contact(account, "Dev Anand", "user", "technical")
    for values in NEEDS:
        add_need(account_id=account.id, values=values, by=seller, at=at)
    add_goal(account_id=account.id, values=GOAL, by=seller, at=at)
    for text, due in (("Nine sites live before Easter.", None), ("No price rise above inflation.", 20)):
        values = PromiseValues(
            text=text, by_id=seller.person_id, made_on=DAY, due_on=dt.date(2026, 3, due) if due else None
        )
        promise = add_promise(account_id=account.id, values=values, by=seller, at=at)
        if due is None:
            keep_promise(promise_id=promise.id, by=seller, at=at)
    answer_none_known(account_id=account.id, kind_key="risks", by=seller, at=at)


def hand_over(account: Account, seller: Any, manager: Any, at: dt.datetime) -> None:
    """What an accepted hand-off does to the document and its account."""
    with transaction.atomic():
        tag_document(
            account_id=account.id, name="handed over", from_person_id=seller.person_id,
            to_person_id=manager.person_id, by=manager, at=at,
        )  # fmt: skip
    account.owner_id = manager.person_id
    account.save()


def write_as_account_manager(account: Account, manager: Any, at: dt.datetime) -> None:
    save(account, "plans", OUR_PLANS, 1, manager, at, "Hull is late")
    risk = "A three-year price before January would freeze us below cost."
    save(account, "risks", risk, 0, manager, at + dt.timedelta(days=1))
