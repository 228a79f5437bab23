"""The account manager's account: its document, its timeline, its people."""

from typing import Any

from dugout.accounts.commands.accounts import correct_account
from dugout.accounts.commands.contacts import correct_contact
from dugout.accounts.models import Account, Contact
from dugout.accounts.terms import AccountValues, CameBy, ContactValues
from dugout.client_document.commands import goals, needs, promises, sections
from dugout.client_document.terms import GoalValues, NeedValues, PromiseValues
from dugout.history.terms import Direction
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.commands.signals import claim_signal, raise_signal
from dugout.timeline.models import Notification
from dugout.timeline.terms import LoggedEntry, RaisedSignal, Severity
from tests.access.scene.stage import Names, Stage, an_account


def managed_account(stage: Stage) -> Names:
    account = an_account(stage, "Brightwater Foods", "account_manager", managed=True)
    group = an_account(stage, "Halden Food Group", "account_manager")
    values = AccountValues(name="Halden Food Group", city="Oslo", came_by=CameBy.INBOUND)
    group = correct_account(account_id=group.id, values=values, seen=1, **stage.by("engineer"))
    made = {"account": account, "made_at": stage.at}
    contact = Contact.objects.create(given_name="Ana", family_name="Ruiz", **made)
    written = ContactValues(given_name="Ana", family_name="Ruiz", title="Head of purchasing")
    contact = correct_contact(contact_id=contact.id, values=written, seen=1, **stage.by("engineer"))
    gone = Contact.objects.create(given_name="Dev", family_name="Anand", left_on=stage.today, **made)
    return {
        "managed": account.id, "group": group.id, "group_seen": group.version, "contact": contact.id,
        "contact_seen": contact.version, "gone": gone.id, "gone_seen": gone.version,
        **_document(stage, account), **_timeline(stage, account),
        "managed_seen": Account.objects.get(id=account.id).version,
    }  # fmt: skip


def _document(stage: Stage, account: Account) -> Names:
    """A need, a goal, an open and a kept promise of the seller's, two revisions, "none known" for risks."""
    about: dict[str, Any] = {"account_id": account.id, **stage.by("account_manager")}
    need = needs.add_need(values=NeedValues(text="One alarm desk."), **about)
    goal = goals.add_goal(values=GoalValues(text="Cut write-offs."), **about)
    promise, kept = (
        promises.add_promise(
            values=PromiseValues(text=text, by_id=stage.people["seller"].id, made_on=stage.today), **about
        )
        for text in ("Quiet hours.", "A second key.")
    )
    promises.keep_promise(promise_id=kept.id, **stage.by("seller"))
    sections.answer_none_known(kind_key="risks", **about)
    for seen, body in enumerate(("Hull opens in May.", "Hull opens in June.")):
        sections.save_section(kind_key="plans", body=body, seen=seen, **about)
    return {"need": need.id, "goal": goal.id, "promise": promise.id, "kept": kept.id}


def _timeline(stage: Stage, account: Account) -> Names:
    """An entry of the finance clerk's of which the seller is told; a signal that is free, one that is claimed."""
    entry = log_entry(
        entry=LoggedEntry(
            account_id=account.id, kind="note", text="As it was.", happened_at=stage.at,
            direction=Direction.INTERNAL, people=(),
        ),
        **stage.by("finance_clerk"),
    )  # fmt: skip
    notice = Notification.objects.create(
        person=stage.people["seller"], entry=entry, because="You were named.", made_at=stage.at
    )
    free, claimed = (
        _signal(stage, account, text) for text in ("Probes will not pair.", "Alarms are silent.")
    )
    claim_signal(signal_id=claimed, **stage.by("support_engineer"))
    return {"entry": entry.id, "notice": notice.id, "free": free, "claimed": claimed}


def _signal(stage: Stage, account: Account, text: str) -> int:
    raised = RaisedSignal(
        account_id=account.id, kind="installation_trouble", severity=Severity.SERIOUS, text=text
    )
    return raise_signal(signal=raised, **stage.by("engineer")).id
